"""A campaign's own phrases: those of its own indicators, and its own wordings of what is built in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

from collectors.reading import Measure
from collectors.vietnamese.phrase_forms import ways_of
from collectors.vietnamese.phrases import BUILT_IN_PHRASES, Phrases, Wording
from collectors.vietnamese.senses import Sense, Word
from collectors.vietnamese.tokens import keys_in, tokenise
from collectors.vietnamese.words import lexicon


class Part(StrEnum):
    """What a phrase of an indicator names: what is counted, what is done to it, what else its count is said of."""

    SUBJECT = "subject"
    ACTIONS = "actions"
    NOUNS = "nouns"


@dataclass(frozen=True, slots=True)
class OwnPhrases:
    """The phrases that a campaign has for the Readings of one id, which it may share with what is built in.

    `is_total` says whether its counts are running totals: a month's count is none of them.
    """

    indicator: str
    measure: Measure
    subject: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    is_total: bool = True

    def of(self, part: Part) -> tuple[str, ...]:
        """The phrases of one part."""
        phrases: tuple[str, ...] = getattr(self, part)
        return phrases


@dataclass(frozen=True, slots=True)
class PhraseFault:
    """What is wrong with a phrase: the entry's number, the part and the phrase's number there (None: the whole)."""

    entry: int
    part: Part | None
    index: int | None
    message: str


@lru_cache(maxsize=8)
def extended(own: tuple[OwnPhrases, ...]) -> Phrases:
    """The built-in phrases with a campaign's own. Raises ValueError for phrases that `faults_in` objects to."""
    if not own:
        return BUILT_IN_PHRASES
    extension = _extension(own)
    if extension.faults:
        raise ValueError(extension.faults[0].message)
    return extension.phrases


def faults_in(own: Sequence[OwnPhrases]) -> tuple[PhraseFault, ...]:
    """All that is wrong with a campaign's phrases."""
    return tuple(_extension(own).faults)


def _extension(own: Iterable[OwnPhrases]) -> _Extension:
    extension = _Extension(BUILT_IN_PHRASES)
    for number, entry in enumerate(own):
        extension.add(number, entry)
    return extension


@dataclass(frozen=True, slots=True)
class _Named:
    """The name of a subject, an action or a noun, and the phrase that gave it; without a number it was there before."""

    name: str
    phrase: str = ""
    index: int | None = None


@dataclass
class _Extension:
    """Phrases to which a campaign's are added, one indicator's after the other.

    `known` are the meanings of what has been added, word for word.
    """

    base: Phrases
    faults: list[PhraseFault] = field(default_factory=list)
    known: dict[str, Word] = field(default_factory=dict)
    added: dict[Sense, dict[str, list[str]]] = field(default_factory=dict)
    wordings: list[Wording] = field(init=False)

    def __post_init__(self) -> None:
        self.wordings = [*self.base.wordings]

    @property
    def phrases(self) -> Phrases:
        """The phrases with all that was added."""
        return Phrases(
            self._with_added(Sense.SUBJECT, self.base.subjects),
            self._with_added(Sense.ACTION, self.base.actions),
            tuple(self.wordings),
            self.base.held_by,
            self._with_added(Sense.NOUN, self.base.nouns),
            frozenset(self.added.get(Sense.SUBJECT, {}).keys() - self.base.subjects.keys()),
        )

    def _with_added(self, sense: Sense, table: Mapping[str, str]) -> Mapping[str, str]:
        added = {name: "; ".join(ways) for name, ways in self.added.get(sense, {}).items()}
        return {**table, **{name: f"{table[name]}; {ways}" if name in table else ways for name, ways in added.items()}}

    def add(self, number: int, entry: OwnPhrases) -> None:
        """Adds the phrases of one indicator, and notes what is wrong with them."""
        before = next((each for each in self.base.wordings if each.indicator == entry.indicator), None)
        problems = [*_missing(number, entry, before)]
        adding = _Adding(self, number, entry, before)
        subjects, actions, nouns = (adding.named(part) for part in Part)
        if not problems:
            adding.claim(subjects, actions)
        self.faults += [*problems, *adding.faults]
        self._replace(entry, before, subjects, actions, tuple(each.name for each in nouns))

    def _replace(
        self,
        entry: OwnPhrases,
        before: Wording | None,
        subjects: Sequence[_Named],
        actions: Sequence[_Named],
        nouns: tuple[str, ...],
    ) -> None:
        """Takes in what an indicator's subjects, actions and nouns are from now on."""
        counted = _COUNTED_IN.get(entry.measure, ())
        wording = before or Wording(entry.indicator, entry.measure, "", nouns=counted, is_total=entry.is_total)
        wording = replace(
            wording,
            actions=tuple(dict.fromkeys((*wording.actions, *(each.name for each in actions)))),
            nouns=tuple(dict.fromkeys((*wording.nouns, *nouns))),
        )
        names = dict.fromkeys((*([before.subject] if before else []), *(each.name for each in subjects)))
        others = [each for each in self.wordings if each.indicator != entry.indicator]
        self.wordings = [*others, *(replace(wording, subject=name) for name in names)]

    def meaning(self, way: str) -> Word | None:
        """What a phrase means already, word for word."""
        own = self.known.get(_key(way))
        if own is not None:
            return own
        tokens = tokenise(way)
        found = lexicon(self.base).longest(tokens, 0)
        return found[0] if found and found[1] == len(tokens) else None

    def owners(self, subject: str) -> Iterator[Wording]:
        """The indicators that a subject has."""
        return (each for each in self.wordings if each.subject == subject)

    def means_an_indicator(self, word: Word) -> bool:
        """Whether a subject or an action makes an indicator, or tells what is a part of one."""
        if word.sense is Sense.SUBJECT:
            return any(word.name in (each.subject, each.apart) for each in self.wordings)
        return any(word.name in each.actions for each in self.wordings)

    def take(self, way: str, word: Word) -> None:
        """Gives a phrase a meaning."""
        self.known[_key(way)] = word
        self.added.setdefault(word.sense, {}).setdefault(word.name, []).append(way)


# What a count of each measure may be said of, whatever its subject.
_COUNTED_IN = {
    Measure.PEOPLE: ("person", "resident"),
    Measure.ACCOUNTS: ("account",),
    Measure.CARDS: ("card",),
    Measure.APPLICATIONS: ("dossier",),
    Measure.DOCUMENTS: ("document",),
}
_SENSES = {Part.SUBJECT: Sense.SUBJECT, Part.ACTIONS: Sense.ACTION, Part.NOUNS: Sense.NOUN}
_CALLED = {Part.SUBJECT: "a subject", Part.ACTIONS: "an action", Part.NOUNS: "a noun"}
_SAID = {Sense.SUBJECT: "names what is counted", Sense.ACTION: "says what is done"}


@dataclass
class _Adding:
    """The phrases of one indicator being added; `before` is the wording that is built in."""

    extension: _Extension
    number: int
    entry: OwnPhrases
    before: Wording | None
    faults: list[PhraseFault] = field(default_factory=list)

    def named(self, part: Part) -> list[_Named]:
        """The names of what the phrases of a part speak of; what is new gets a name."""
        found: list[_Named] = []
        for index, phrase in enumerate(self.entry.of(part)):
            try:
                names = [self._name(part, way) for way in ways_of(phrase)]
            except ValueError as error:
                self.faults.append(PhraseFault(self.number, part, index, str(error)))
                continue
            found += [_Named(name, phrase, index) for name in dict.fromkeys(names)]
        return found

    def _name(self, part: Part, way: str) -> str:
        word, sense = self.extension.meaning(way), _SENSES[part]
        if word is not None and self._stands(word, part, way):
            return word.name
        name = self._new_name(part, way)
        self.extension.take(way, Word(sense, name))
        return name

    def _stands(self, word: Word, part: Part, way: str) -> bool:
        """Whether a phrase keeps the meaning that it has. Raises ValueError where it has one of another sort."""
        wanted = _SENSES[part]
        if word.sense is wanted or (part is Part.NOUNS and word.sense is Sense.SUBJECT):
            return wanted is Sense.NOUN or self.extension.means_an_indicator(word)
        said = _SAID.get(word.sense, "is a word of any sentence")
        raise ValueError(f'"{way}" {said} and cannot be {_CALLED[part]} too; a longer phrase would be right')

    def _new_name(self, part: Part, way: str) -> str:
        """The name that a new phrase gets: that of what the indicator has, where that is its alone."""
        own = f"own {self.entry.indicator}"
        if part is Part.NOUNS:
            return f"own {_key(way)}"
        if self.before is None:
            return own
        if part is Part.SUBJECT:
            return self.before.subject
        return next((action for action in self.before.actions if self._is_its_alone(action)), own)

    def _is_its_alone(self, action: str) -> bool:
        return all(
            action not in each.actions or each.indicator == self.entry.indicator for each in self.extension.wordings
        )

    def claim(self, subjects: Sequence[_Named], actions: Sequence[_Named]) -> None:
        """Notes where another indicator has a subject with an action already."""
        had = [_Named(self.before.subject)] if self.before else []
        done = [_Named(action) for action in (self.before.actions if self.before else ())]
        any_action: list[_Named | None] = [*done, *actions]
        taken = [self._taken(s, a) for s in (*had, *subjects) for a in any_action or [None]]
        by_place = {(fault.part, fault.index): fault for fault in reversed(taken) if fault is not None}
        self.faults += reversed(by_place.values())

    def _taken(self, subject: _Named, action: _Named | None) -> PhraseFault | None:
        if subject.index is None and (action is None or action.index is None):
            return None
        other = next((each for each in self.extension.owners(subject.name) if self._clashes(each, action)), None)
        if other is None:
            return None
        if action is None or not other.actions or action.index is None:
            advice = "a longer phrase of its own would be right"
            message = f'"{subject.phrase or subject.name}" is a phrase of {other.indicator} already; {advice}'
            return PhraseFault(self.number, Part.SUBJECT, subject.index, message)
        message = f'"{action.phrase}" done to this subject is {other.indicator} already; take out what is not its own'
        return PhraseFault(self.number, Part.ACTIONS, action.index, message)

    def _clashes(self, other: Wording, action: _Named | None) -> bool:
        if other.indicator == self.entry.indicator:
            return False
        return action is None or not other.actions or action.name in other.actions


def _missing(number: int, entry: OwnPhrases, before: Wording | None) -> Iterator[PhraseFault]:
    """What an indicator's phrases lack, or have too much of."""
    alone = entry.measure is Measure.RANK or (before is not None and not before.actions)
    if before is None and not entry.subject:
        yield PhraseFault(number, None, None, "subject is missing; write what is counted, as a list of phrases")
    if before is None and not entry.actions and entry.measure not in (Measure.RANK, Measure.PERCENT):
        advice = "write what is done to the subject, as a list of phrases: a bare number beside it may be anything"
        yield PhraseFault(number, None, None, f"actions is missing; {advice}")
    if alone and entry.actions:
        message = f"{entry.indicator} is told by its subject alone; take actions out"
        yield PhraseFault(number, Part.ACTIONS, None, message)
    if before is not None and not (entry.subject or entry.actions or entry.nouns):
        yield PhraseFault(number, None, None, "no phrase stands here; write subject, actions or nouns")


def _key(way: str) -> str:
    return " ".join(keys_in(way))
