"""A sentence marked: of each token, or run of them, what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from collectors.reading import Precision
from collectors.vietnamese.dates import DATE_BEGINNINGS, read_date
from collectors.vietnamese.digit_marks import day_mark, label_mark, naming_mark, number_mark
from collectors.vietnamese.lexicon import Lexicon
from collectors.vietnamese.marks import Mark, Sentence
from collectors.vietnamese.numbers import read_number
from collectors.vietnamese.places import PREFIX_BEGINNINGS, Place, Rank, read_place, single_name
from collectors.vietnamese.ranges import change_end, is_more_than, range_end, with_minus
from collectors.vietnamese.senses import NUMERAL, Sense, Word
from collectors.vietnamese.spelled import NUMBER_BEGINNINGS
from collectors.vietnamese.tokens import Kind, Token, key

# Signs that part a sentence into segments. A bar parts the cells of a table, past which nothing is carried.
PARTING = frozenset(",;:()[]")
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
# The words with which a day, a number, an ordinal or a unit without a capital can begin; of others only a phrase can.
_OPENING = DATE_BEGINNINGS | NUMBER_BEGINNINGS | PREFIX_BEGINNINGS | _ORDINALS.keys()
_BEFORE_A_CAPITAL = frozenset(':."“‘-+•*')
_PLUS_OR_MINUS, _BRACKETS = frozenset("+-"), frozenset("([")
_LARGEST_PERCENT = 300
_LEVEL_NAMES = {
    key(word): level
    for level, words in {"province": "tỉnh", "district": "huyện district", "commune": "xã commune"}.items()
    for word in words.split()
}


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
    if token.kind is Kind.NUMBER:
        naming = naming_mark(sentence, at, marks[-1] if marks else None)
        return naming or _phrase(sentence, at, lexicon) or number_mark(sentence, at)
    if token.kind is Kind.MARK:
        return _of_a_number(sentence, at) or _phrase(sentence, at, lexicon) or _sign(at, token)
    phrase = _phrase(sentence, at, lexicon)
    if token.key in _OPENING or token.text[0].isupper():
        return day_mark(sentence, at) or _word(sentence, at, lexicon, phrase, marks)
    return phrase or Mark(at, at + 1)


def _of_a_number(sentence: Sentence, at: int) -> Mark | None:
    """A sign with the digits behind it, where both are one thing."""
    sign = sentence.tokens[at].key
    if sign in _PLUS_OR_MINUS:
        return _signed(sentence, at)
    return label_mark(sentence, at) if sign in _BRACKETS else None


def _signed(sentence: Sentence, at: int) -> Mark | None:
    """A sign that belongs to a number: +1.200 and (-5 %) are changes, 48,000+ is a bound, -48.000 is unclear."""
    tokens = sentence.tokens
    if is_more_than(tokens, at):
        return Mark(at, at + 1, Sense.AT_LEAST, "behind")
    change = change_end(tokens, at, sentence.style)
    if change:
        return Mark(at, change, Sense.PLAIN)
    unclear = with_minus(tokens, at, sentence.style)
    return Mark(at, unclear[1], number=unclear[0]) if unclear else None


def _sign(at: int, token: Token) -> Mark:
    if token.text == "|":
        return Mark(at, at + 1)
    return Mark(at, at + 1, sign=token.text if token.text in PARTING else " ")


def _phrase(sentence: Sentence, at: int, lexicon: Lexicon[Word]) -> Mark | None:
    found = lexicon.longest(sentence.tokens, at)
    if found and found[1] - at > 1 and _ends_in_a_date(sentence, found[1]):
        found = lexicon.longest(sentence.tokens, at, until=found[1] - 1)
    if found and found[1] - at > 1:
        name = _name_begin(sentence, at, found[1])
        found = lexicon.longest(sentence.tokens, at, until=name) if name else found
    return Mark(at, found[1], found[0].sense, found[0].name) if found else None


def _ends_in_a_date(sentence: Sentence, behind: int) -> bool:
    """Whether a phrase's last word begins a month or the like: "trong tháng" is no phrase in "trong tháng 7"."""
    last = sentence.tokens[behind - 1]
    if last.kind is not Kind.NUMBER and last.key not in DATE_BEGINNINGS:
        return False
    dated = read_date(sentence.tokens, behind - 1, sentence.published)
    return dated is not None and dated[1] > behind and dated[0].precision is not Precision.DAY


def _name_begin(sentence: Sentence, at: int, behind: int) -> int | None:
    """Where a unit's name begins whose prefix, one or two words, ends a phrase: "của tỉnh" in "của tỉnh Vĩnh Phúc"."""
    for begin in range(max(behind - 2, at + 1), behind):
        if sentence.tokens[begin].key not in PREFIX_BEGINNINGS and not sentence.tokens[begin].capital:
            continue
        found = read_place(sentence.tokens, begin, sentence.text, after_title=False)
        if found and found[0].rank and found[1] > behind:
            return begin
    return None


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
        return Mark(at, behind, place=Place(tokens[at].text, Rank.UNSAID, sure=False, single=True))
    return None


def _number_follows(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind is Kind.NUMBER


def _number_in_words(sentence: Sentence, at: int, lexicon: Lexicon[Word]) -> Mark | None:
    """A number in words; a single word ("năm" is five and year) is one only right before what it counts."""
    found = read_number(sentence.tokens, at, sentence.style)
    if not found:
        return None
    end_of_range = range_end(sentence.tokens, at, found, sentence.style)
    if end_of_range:
        return Mark(at, end_of_range, Sense.PLAIN)
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
    first = next((at for at, each in enumerate(marks) if each.sense is Sense.LEVEL), len(marks))
    for at in range(first + 2, len(levels)):
        listed = levels[at - 2].has(Sense.LEVEL) and (levels[at - 1].sign == "," or levels[at - 1].has(Sense.AND))
        name = _LEVEL_NAMES.get(sentence.tokens[levels[at].start].key)
        if listed and name and levels[at].end == levels[at].start + 1:
            levels[at] = levels[at]._replace(sense=Sense.LEVEL, name=name)
    return levels


def _with_shared_percent(marks: list[Mark]) -> list[Mark]:
    """The marks with the per cent sign of a list's last number given to those before it: 99,5; 99,8 và 99,1 %."""
    shared = [*marks]
    for at in range(len(shared) - 3, -1, -1):
        number, listed, following = shared[at].number, shared[at + 1], shared[at + 2].number
        if not (number and following and following.percent):
            continue
        joined = listed.sign in {",", ";"} or listed.has(Sense.AND)
        bare = not (number.percent or number.scaled or shared[at].out_of) and number.value <= _LARGEST_PERCENT
        if joined and bare:
            shared[at] = shared[at]._replace(number=replace(number, percent=True, ambiguous=False))
    return shared
