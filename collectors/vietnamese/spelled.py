"""Numbers in words: hai mươi mốt, một nghìn không trăm linh ba, hai triệu rưỡi, forty-five thousand, two and a half."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from collectors.reading import LARGEST_COUNT
from collectors.vietnamese.scales import HALF_MORE, SCALES
from collectors.vietnamese.tokens import Kind, Token, key, keys

_ENGLISH = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_DIGITS = {
    key(word): size
    for size, words in enumerate(("một mốt", "hai", "ba", "bốn tư", "năm lăm nhăm", "sáu", "bảy bẩy", "tám", "chín"), 1)
    for word in words.split()
} | {word: size for size, word in enumerate(_ENGLISH, 1)}
# Only as the last of two figures: hai lăm, ba tư.
_SECOND = keys("mốt tư lăm nhăm")
_TENS = {
    key(word): size * 10
    for size, words in enumerate(("twenty hăm", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)
    for word in words.split()
}
_TEN, _TIMES_TEN, _NOUGHT, _YEAR = key("mười"), key("mươi"), key("không"), key("năm")
_HUNDRED = keys("trăm hundred")
_TENFOLD = {key("chục"): 10, "dozen": 12}
_LINKS = keys("linh lẻ and")
_POINT = keys("phẩy point")
_AFTER_A_YEAR = keys("nay ngoái trước qua sau")
_ARTICLES = keys("một one a")
_HALVES = ((key("nửa"),), ("half", "a"))
_AFTER_A_LINK = _DIGITS.keys() | _TENS.keys()
_AND_A_HALF = ("and", "a", "half")
# The words with which a number can begin.
NUMBER_BEGINNINGS = frozenset((*_DIGITS, *_TENS, _TEN, "a", "half", key("nửa")))


@dataclass
class _Said:
    """A number as far as it is said: finished thousands, the section under a thousand, a figure still open.

    `last` is the size of the scale right before the open figure (0 where another word stands between); `lowest` the
    smallest scale so far.
    """

    total: int = 0
    section: int = 0
    figure: int | None = None
    last: int = 0
    lowest: int = LARGEST_COUNT

    @property
    def value(self) -> int:
        return self.total + self.section + (self.figure or 0)

    def multiply(self, size: int) -> None:
        """Take a scale such as nghìn: of what stands before it, or of all so far (nghìn tỷ)."""
        if size < self.lowest:
            self.total += (self.section + (self.figure or 0)) * size
        else:
            self.total = self.value * size
        self.section, self.figure, self.last, self.lowest = 0, None, size, size

    def raise_figure(self, size: int) -> None:
        """Take the open figure so many times: hai mươi, ba trăm."""
        self.section, self.figure, self.last = self.section + (self.figure or 0) * size, None, size


class _Unclear(Exception):
    """Words that may be one number or two: hai ba, bốn năm nghìn."""


def read_spelled(tokens: Sequence[Token], at: int) -> tuple[Decimal, int, bool] | None:
    """The number in words that begins at a token, the place behind it, and whether it is said in round thousands.

    None where none begins, and for what is no clear number: một alone, hai ba, half.
    """
    if tokens[at].key not in NUMBER_BEGINNINGS or _is_second(tokens, at):
        return None
    half = _half_a_scale(tokens, at)
    if half:
        return half
    try:
        said, behind = _gather(tokens, at)
    except _Unclear:
        return None
    if not 0 < said.value <= LARGEST_COUNT:
        return None
    value, end, rounded = _with_fraction(tokens, behind, Decimal(said.value), said.total == said.value)
    return None if end == at + 1 and tokens[at].key in _ARTICLES else (value, end, rounded)


def _is_second(tokens: Sequence[Token], at: int) -> bool:
    """Whether a figure in words stands right before it, so that the two may be one number: bốn | tám nghìn."""
    before = tokens[at - 1] if at else None
    return before is not None and before.key in _DIGITS and tokens[at].key in _DIGITS


def _half_a_scale(tokens: Sequence[Token], at: int) -> tuple[Decimal, int, bool] | None:
    for phrase in _HALVES:
        behind = at + len(phrase)
        if tokens[at].key == phrase[0] and tuple(token.key for token in tokens[at:behind]) == phrase:
            scale = SCALES.get(_key(tokens, behind))
            return (scale / 2, behind + 1, True) if scale else None
    return None


def _gather(tokens: Sequence[Token], at: int) -> tuple[_Said, int]:
    said = _Said()
    if tokens[at].key == "a":
        if _key(tokens, at + 1) not in SCALES:
            raise _Unclear
        said.figure, at = 1, at + 1
    while at < len(tokens):
        taken = _take(said, tokens, at)
        if not taken:
            break
        at += taken
    if said.figure and said.last and tokens[at - 1].key not in _ENGLISH and said.figure < 10:
        # "một triệu hai" is 1.2 million, "một trăm hai" 120.
        said.figure = said.figure * said.last // 10
    return said, at


def _take(said: _Said, tokens: Sequence[Token], at: int) -> int:
    """Take one more word (or two) into a number; how many were taken, 0 where the number ends before."""
    word, following = tokens[at].key, _key(tokens, at + 1)
    if word in _TENS and said.figure is None:
        said.section, said.last = said.section + _TENS[word], 0
    elif word in _DIGITS:
        return _take_figure(said, tokens, at)
    elif word == _TEN and said.figure is None:
        said.section, said.last = said.section + 10, 0
    elif word == _NOUGHT and said.total and following in _HUNDRED:
        said.last = 0
        return 2
    elif word == _TIMES_TEN and said.figure:
        said.raise_figure(10)
        said.last = 0
    elif word in _TENFOLD and said.figure:
        said.raise_figure(_TENFOLD[word])
    elif word in _HUNDRED and said.figure:
        said.raise_figure(100)
    elif word in SCALES and word not in _HUNDRED and said.value:
        said.multiply(int(SCALES[word]))
    elif word in HALF_MORE and said.last and said.figure is None:
        said.section += said.last // 2
        said.last = 0
    elif _links(said, tokens, at):
        said.last = 0
    else:
        return 0
    return 1


def _links(said: _Said, tokens: Sequence[Token], at: int) -> bool:
    """Whether "linh", "and" or a hyphen stands inside a number: trăm linh năm, twenty-one."""
    if not said.value or said.figure is not None or _key(tokens, at + 1) not in _AFTER_A_LINK:
        return False
    return tokens[at].key in _LINKS or (tokens[at].key == "-" and tokens[at - 1].key in _TENS)


def _take_figure(said: _Said, tokens: Sequence[Token], at: int) -> int:
    word, following = tokens[at].key, _key(tokens, at + 1)
    if word == _YEAR and _is_a_year(tokens, at):
        return 0
    if said.figure is None:
        said.figure = _DIGITS[word]
        return 1
    if word in _SECOND and said.figure < 10:
        said.section, said.figure, said.last = said.section + said.figure * 10, _DIGITS[word], 0
        return 1
    if word == _YEAR and following not in SCALES.keys() | {_TIMES_TEN}:
        return 0
    raise _Unclear


def _is_a_year(tokens: Sequence[Token], at: int) -> bool:
    """Whether "năm" is the word for year: một triệu năm 2023, hai năm qua."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is not None and (following.kind is Kind.NUMBER or following.key in _AFTER_A_YEAR)


def _with_fraction(tokens: Sequence[Token], at: int, value: Decimal, scaled: bool) -> tuple[Decimal, int, bool]:
    """A number with the fraction said behind it (chín mươi phẩy năm, two and a half), and the scale behind that."""
    decimals, behind = _decimals(tokens, at)
    if decimals is None and tuple(token.key for token in tokens[at : at + 3]) == _AND_A_HALF:
        decimals, behind = Decimal("0.5"), at + 3
    if decimals is None:
        return value, at, scaled
    scale = SCALES.get(_key(tokens, behind))
    whole = (value + decimals) * (scale or 1)
    return whole, behind + (scale is not None), scaled or scale is not None


def _decimals(tokens: Sequence[Token], at: int) -> tuple[Decimal | None, int]:
    if _key(tokens, at) not in _POINT:
        return None, at
    begin = at + 1
    while _key(tokens, begin) == _NOUGHT:
        begin += 1
    if _key(tokens, begin) not in NUMBER_BEGINNINGS:
        return None, at
    try:
        said, behind = _gather_small(tokens, begin)
    except _Unclear:
        return None, at
    noughts = "0" * (begin - at - 1)
    return (Decimal(f"0.{noughts}{said.value}"), behind) if said.value else (None, at)


def _gather_small(tokens: Sequence[Token], at: int) -> tuple[_Said, int]:
    """A number below a hundred, without the scale that follows the whole: phẩy hai | triệu."""
    said = _Said()
    while at < len(tokens) and tokens[at].key not in SCALES:
        taken = _take(said, tokens, at)
        if not taken:
            break
        at += taken
    return said, at


def _key(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].key if at < len(tokens) else ""
