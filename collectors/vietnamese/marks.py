"""A sentence as marks: numbers, days, units, subjects, and the words that say what a number is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from collectors.reading import Precision
from collectors.vietnamese.dates import read_date, read_time, year_of
from collectors.vietnamese.lexicon import Lexicon
from collectors.vietnamese.mentions import Mention
from collectors.vietnamese.numbers import Number, read_number, speaks_of_points
from collectors.vietnamese.places import Place, Rank, read_place, single_name
from collectors.vietnamese.senses import NUMERAL, Sense, Word
from collectors.vietnamese.tokens import Kind, Token, key

# Signs that part a sentence into segments. A bar parts the cells of a table, past which nothing is carried.
PARTING = frozenset(",;:()[]")
_OPEN_YEARS = range(1900, 2101)
_ORDINALS = {
    word: number
    for number, words in enumerate(
        (
            "nhất first", "hai nhì second", "ba third", "tư fourth", "năm fifth", "sáu sixth", "bảy seventh",
            "tám eighth", "chín ninth", "mười tenth",
        ),
        start=1,
    )
    for word in (key(each) for each in words.split())
}  # fmt: skip
_ORDINAL_ENDS = frozenset(("st", "nd", "rd", "th"))
_BEFORE_A_CAPITAL = frozenset(':."“‘-+•*')
_LARGEST_PERCENT = 300
_LEVEL_NAMES = {
    key(word): level
    for level, words in {"province": "tỉnh", "district": "huyện district", "commune": "xã commune"}.items()
    for word in words.split()
}
_AGE = frozenset((key("tuổi"), "years"))


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing understood in a sentence: its tokens from `start` to before `end`, and what it is.

    `sense` None is a word that is not understood; `sign` a parting sign. Of a number, `out_of` is what a fraction sets
    it against.
    """

    start: int
    end: int
    sense: Sense | None = None
    name: str = ""
    sign: str = ""
    number: Number | None = None
    out_of: Number | None = None
    day: Mention | None = None
    place: Place | None = None
    ordinal: int | None = None

    @property
    def unknown(self) -> bool:
        """Whether this is a content word that is not understood."""
        return not (self.sense or self.sign or self.number or self.day or self.place)

    def has(self, *senses: Sense) -> bool:
        """Whether its sense is one of these."""
        return self.sense in senses


@dataclass(frozen=True, slots=True)
class Sentence:
    """The tokens of a sentence, the whole text they stand in, its publishing day, and whether it is English."""

    tokens: Sequence[Token]
    text: str
    published: date
    english: bool


def mark(sentence: Sentence, lexicon: Lexicon[Word]) -> list[Mark]:
    """The marks of a sentence, in order."""
    marks: list[Mark] = []
    at = 0
    while at < len(sentence.tokens):
        found = _next(sentence, at, lexicon, marks)
        at = found.end
        marks.append(found)
    return _with_shared_percent(_with_level_lists(sentence, marks))


def _next(sentence: Sentence, at: int, lexicon: Lexicon[Word], marks: Sequence[Mark]) -> Mark:
    token = sentence.tokens[at]
    phrase = _phrase(sentence, at, lexicon)
    if token.kind is Kind.NUMBER:
        return _in_figures(sentence, at, phrase, marks)
    if token.kind is Kind.MARK:
        return phrase or _sign(at, token)
    return _day(sentence, at) or _word(sentence, at, lexicon, phrase, marks)


def _sign(at: int, token: Token) -> Mark:
    if token.text == "|":
        return Mark(at, at + 1)
    return Mark(at, at + 1, sign=token.text if token.text in PARTING else " ")


def _phrase(sentence: Sentence, at: int, lexicon: Lexicon[Word]) -> Mark | None:
    found = lexicon.longest(sentence.tokens, at)
    if found and found[1] - at > 1:
        # "trong tháng" is no phrase in "trong tháng 7": its last word begins the month.
        dated = read_date(sentence.tokens, found[1] - 1, sentence.published)
        if dated and dated[1] > found[1] and dated[0].precision is not Precision.DAY:
            found = lexicon.longest(sentence.tokens, at, until=found[1] - 1)
    if found and found[1] - at > 1:
        # "của tỉnh" is no phrase in "của tỉnh Vĩnh Phúc": its last word begins the unit's name.
        found = lexicon.longest(sentence.tokens, at, until=_name_begin(sentence, at, found[1]))
    return Mark(at, found[1], found[0].sense, found[0].name) if found else None


def _name_begin(sentence: Sentence, at: int, behind: int) -> int:
    """Where the unit's name begins whose prefix (one or two words) is the end of a phrase; else the phrase's end."""
    for begin in range(max(behind - 2, at + 1), behind):
        found = read_place(sentence.tokens, begin, sentence.text, after_title=False)
        if found and found[0].rank and found[1] > behind:
            return begin
    return behind


def _day(sentence: Sentence, at: int) -> Mark | None:
    found = read_date(sentence.tokens, at, sentence.published)
    return Mark(at, found[1], day=found[0]) if found else None


def _in_figures(sentence: Sentence, at: int, phrase: Mark | None, marks: Sequence[Mark]) -> Mark:
    """A token of digits: a document's number, a time, a day, a phrase (14 tuổi), a fraction or a number."""
    tokens = sentence.tokens
    if marks and marks[-1].has(Sense.DOCUMENT) and not _counted(sentence, at):
        return Mark(at, _code_end(tokens, at) or at + 1, Sense.DOCUMENT)
    code = _code_end(tokens, at)
    if code:
        return Mark(at, code, Sense.DOCUMENT)
    time = read_time(tokens, at)
    if time:
        return Mark(at, time, Sense.PLAIN)
    return _day(sentence, at) or phrase or _fraction(sentence, at) or _plain_number(sentence, at)


def _counted(sentence: Sentence, at: int) -> bool:
    """Whether digits behind a word such as "số" are a count after all: groups, or a percentage."""
    found = read_number(sentence.tokens, at, sentence.english)
    return found is not None and (found[0].percent or found[0].scaled or found[0].value >= 10_000)


def _code_end(tokens: Sequence[Token], at: int) -> int | None:
    """The place behind a document's number, where one begins: 06/QĐ-TTg, 59/2022/NĐ-CP."""
    behind = at + 1
    while _glued(tokens, behind, "/") and behind + 1 < len(tokens) and tokens[behind + 1].kind is Kind.NUMBER:
        behind += 2
    if not (_glued(tokens, behind, "/") and _is_code(tokens, behind + 1)):
        return None
    behind += 2
    while _glued(tokens, behind, "-") and behind + 1 < len(tokens) and tokens[behind + 1].capital:
        behind += 2
    return behind


def _glued(tokens: Sequence[Token], at: int, sign: str) -> bool:
    return at < len(tokens) and tokens[at].key == sign and tokens[at].start == tokens[at - 1].end


def _is_code(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].text[:2].isupper() and len(tokens[at].text) > 1


def _fraction(sentence: Sentence, at: int) -> Mark | None:
    """699.634/637.607: a number and what it is set against."""
    tokens = sentence.tokens
    upper = read_number(tokens, at, sentence.english)
    if not upper or upper[1] + 1 >= len(tokens) or tokens[upper[1]].key != "/":
        return None
    lower = read_number(tokens, upper[1] + 1, sentence.english)
    if not lower or upper[0].percent or lower[0].percent or upper[0].in_words:
        return None
    return Mark(at, lower[1], number=upper[0], out_of=lower[0])


def _plain_number(sentence: Sentence, at: int) -> Mark:
    tokens = sentence.tokens
    found = read_number(tokens, at, sentence.english)
    if not found:
        # Digits that no rule reads stay a word that is not understood.
        return Mark(at, at + 1)
    number, behind = found
    if number.percent and speaks_of_points(tokens, behind):
        return Mark(at, behind + 1)
    following = tokens[behind] if behind < len(tokens) else None
    if following and following.key in _AGE:
        return Mark(at, behind + 1, Sense.PLAIN)
    if following and following.key in _ORDINAL_ENDS and following.start == tokens[behind - 1].end:
        return Mark(at, behind + 1, ordinal=number.whole, sense=Sense.PLAIN)
    bare_year = tokens[at].text.isdigit() and behind == at + 1 and int(number.value) in _OPEN_YEARS
    if bare_year and sentence.english and at and tokens[at - 1].key == "the":
        return Mark(at, behind, day=year_of(int(number.value), sentence.published))
    if bare_year and not (following and following.kind is Kind.WORD and following.text.islower()):
        return Mark(at, behind, Sense.PLAIN)
    return Mark(at, behind, number=number)


def _word(sentence: Sentence, at: int, lexicon: Lexicon[Word], phrase: Mark | None, marks: Sequence[Mark]) -> Mark:
    """A word: a unit's name, where it is longer than the phrase that begins here; a number; a phrase; or unknown."""
    phrase_end = phrase.end if phrase else at
    place = _place(sentence, at, marks)
    if place and place.end > phrase_end and not (phrase and _only_begins(sentence, place, phrase)):
        return place
    number = _number_in_words(sentence, at, lexicon)
    if number and number.end >= phrase_end:
        return number
    ordinal = _ORDINALS.get(sentence.tokens[at].key)
    if ordinal and marks and marks[-1].has(Sense.RANK):
        return Mark(at, at + 1, Sense.PLAIN, ordinal=ordinal)
    return phrase or Mark(at, at + 1)


def _only_begins(sentence: Sentence, place: Mark, phrase: Mark) -> bool:
    """Whether capitals only show that a sentence begins: Theo Quyết định; but Ba Vì is a name."""
    begins = place.start == 0 or sentence.tokens[place.start - 1].key in _BEFORE_A_CAPITAL
    return begins and place.place is not None and not place.place.sure and phrase.name != NUMERAL


def _place(sentence: Sentence, at: int, marks: Sequence[Mark]) -> Mark | None:
    after_title = any(each.has(Sense.TITLE) for each in marks[-2:])
    found = read_place(sentence.tokens, at, sentence.text, after_title)
    if not found:
        return _single_place(sentence, at) if at and not after_title else None
    place, behind = found
    return Mark(at, behind, place=place)


def _single_place(sentence: Sentence, at: int) -> Mark | None:
    """One capitalised word within a sentence right before a number: Vinh 92 %."""
    tokens = sentence.tokens
    behind = at + 1
    if behind >= len(tokens) or not single_name(tokens, at):
        return None
    if tokens[behind].kind is Kind.NUMBER or (tokens[behind].key in ":(" and _number_follows(tokens, behind + 1)):
        return Mark(at, behind, place=Place(tokens[at].text, Rank.UNSAID, sure=False))
    return None


def _number_follows(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind is Kind.NUMBER


def _number_in_words(sentence: Sentence, at: int, lexicon: Lexicon[Word]) -> Mark | None:
    """A number in words; a single word ("năm" is five and year) is one only right before what it counts."""
    found = read_number(sentence.tokens, at, sentence.english)
    if not found:
        return None
    number, behind = found
    if behind == at + 1 and not _thing_follows(sentence, behind, lexicon):
        return None
    return Mark(at, behind, number=number)


def _thing_follows(sentence: Sentence, at: int, lexicon: Lexicon[Word]) -> bool:
    phrase = _phrase(sentence, at, lexicon)
    return phrase is not None and phrase.has(Sense.NOUN, Sense.SUBJECT, Sense.UNITS, Sense.HERE, Sense.DAYS)


def _with_level_lists(sentence: Sentence, marks: list[Mark]) -> list[Mark]:
    """The marks with "cấp tỉnh, huyện và xã" and "provincial, district and commune levels" as three levels."""
    levels = [*marks]
    for at in range(2, len(levels)):
        listed = levels[at - 2].has(Sense.LEVEL) and (levels[at - 1].sign == "," or levels[at - 1].has(Sense.AND))
        name = _LEVEL_NAMES.get(sentence.tokens[levels[at].start].key)
        if listed and name and levels[at].end == levels[at].start + 1:
            levels[at] = replace(levels[at], sense=Sense.LEVEL, name=name)
    return levels


def _with_shared_percent(marks: list[Mark]) -> list[Mark]:
    """The marks with the per cent sign of a list's last number given to those before it: 99,5; 99,8 và 99,1 %."""
    shared = [*marks]
    for at in range(len(shared) - 3, -1, -1):
        number, listed, following = shared[at].number, shared[at + 1], shared[at + 2].number
        joined = listed.sign in {",", ";"} or listed.has(Sense.AND)
        bare = (
            number and not (number.percent or number.scaled or shared[at].out_of) and number.value <= _LARGEST_PERCENT
        )
        if number and bare and joined and following and following.percent:
            shared[at] = replace(shared[at], number=replace(number, percent=True, ambiguous=False))
    return shared
