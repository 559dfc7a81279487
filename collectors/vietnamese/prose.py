"""The figures of a text: sentence by sentence, with the unit and the day that go on from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from collectors.reading import Reading, Readings, SetAside
from collectors.vietnamese.assembly import Refused, reading_of, without_repetitions
from collectors.vietnamese.clauses import Clauses
from collectors.vietnamese.days import Days
from collectors.vietnamese.facts import Fact, Facts
from collectors.vietnamese.lexicon import Lexicon
from collectors.vietnamese.marking import mark
from collectors.vietnamese.marks import Sentence
from collectors.vietnamese.mentions import Mention
from collectors.vietnamese.owners import Known, Owners
from collectors.vietnamese.phrases import Phrases
from collectors.vietnamese.senses import Word
from collectors.vietnamese.styles import Style, style_of
from collectors.vietnamese.tokens import BULLETS, Kind, Token, paragraphs, sentences
from collectors.vietnamese.words import lexicon

# A sentence in which fewer of the words have Vietnamese letters is English with a name in it.
VIETNAMESE_SHARE = 0.25
# A line no longer than this that holds a day and no figure dates what follows it.
LONGEST_HEADING = 40
# A paragraph no longer than this without a figure names the unit of what follows it.
LONGEST_UNIT_HEADING = 12
LONGEST_LEAD = 60
# A sentence that begins so goes on with what the one before it speaks of, if that is no longer than this.
_GOES_ON = Lexicon(
    (phrase, True) for phrase in ("trong đó", "trong số đó", "cụ thể", "of which", "of these", "among them")
)
LONGEST_BEFORE = 120


def read_prose(text: str, published: date, phrases: Phrases) -> Readings:
    """The figures that a text says, with what was set aside; `published` is the day that stands in where none is said.

    Spans count characters of the text as given, in whatever Unicode form. Never raises, takes linear time.
    """
    document = _Document(text, published, phrases, lexicon(phrases), style_of(text))
    for offset, paragraph in paragraphs(text):
        document.read_paragraph(offset, paragraph)
    return Readings(tuple(without_repetitions(document.readings)), tuple(document.set_aside), text)


@dataclass
class _Document:
    """A text being read: what it has said so far, and what goes on from sentence to sentence."""

    text: str
    published: date
    phrases: Phrases
    words: Lexicon[Word]
    style: Style
    readings: list[Reading] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    known: Known = field(default_factory=Known)
    heading: Mention | None = None
    lead: Sequence[Token] = ()
    before: Sequence[Token] = ()

    def read_paragraph(self, offset: int, paragraph: str) -> None:
        """Read one paragraph; its days go on within it, those of a mere heading beyond it."""
        carried, before = self.heading, len(self.readings)
        self.known.turn_to_next_paragraph()
        said: Mention | None = None
        words = 0
        self.before = ()
        for tokens in sentences(paragraph, offset):
            carried = said = self._read_sentence(tokens, carried) or carried
            words += len(tokens)
        if len(self.readings) > before:
            return
        if said and words <= LONGEST_HEADING:
            self.heading = said
        if words <= LONGEST_UNIT_HEADING:
            self.known.head()

    def _read_sentence(self, tokens: Sequence[Token], carried: Mention | None) -> Mention | None:
        """Read a sentence; give the day that goes on from it, if one does."""
        lead = self._led_by(tokens)
        whole = [*lead, *tokens]
        sentence = Sentence(whole, self.text, self.published, self.style.in_language(self._english(whole)))
        clauses = Clauses(mark(sentence, self.words), whole)
        owners = Owners(clauses, self.known, self.text)
        days = Days(clauses, self.published, carried)
        found = len(self.readings)
        for fact in Facts(clauses, self.phrases, owners).all():
            if clauses.marks[fact.at].start >= len(lead):
                self._take(fact, clauses, days)
        owners.learn()
        return days.goes_on(anyhow=len(self.readings) > found)

    def _led_by(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """What a sentence goes on from: the line with a colon over a list, the sentence before "trong đó"."""
        before, self.before = self.before, tokens if len(tokens) <= LONGEST_BEFORE else ()
        if tokens[0].text in BULLETS and self.lead:
            return self.lead
        self.lead = tokens if tokens[-1].text == ":" and len(tokens) <= LONGEST_LEAD else ()
        return before if _GOES_ON.longest(tokens, 0) else ()

    def _take(self, fact: Fact, clauses: Clauses, days: Days) -> None:
        try:
            reading = reading_of(fact, clauses, days, self.text)
        except Refused as refused:
            self.set_aside.append(refused.set_aside)
        else:
            self.readings += [reading] if reading else []

    def _english(self, tokens: Sequence[Token]) -> bool:
        words = [token.text for token in tokens if token.kind is Kind.WORD]
        return len([word for word in words if not word.isascii()]) < VIETNAMESE_SHARE * len(words)
