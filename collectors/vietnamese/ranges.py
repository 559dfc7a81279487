"""Numbers that are no figure of their own: the ends of a range, a change with its sign, a manner of speaking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from collectors.vietnamese.numbers import Number, ReadNumber, read_number
from collectors.vietnamese.styles import Style
from collectors.vietnamese.tokens import Kind, Token, key, keys

# "9 trong 10 người" is a manner of speaking, not a count.
LARGEST_FIGURE_OF_SPEECH = 10
_LARGEST_BARE_PERCENT = 300
_DASHES = frozenset("-~÷")
_JOINING = keys("đến tới to hoặc or")
_BETWEEN = {key("giữa"): key("và"), "between": "and"}
# "từ 20 % lên 30 %" is a change, which the words around it say.
_FROM = keys("từ from")
_SHARED_OUT = keys("số tổng of phần")
_DATE_GOES_ON = keys("/ - . tháng")


def range_end(tokens: Sequence[Token], at: int, first: ReadNumber, style: Style) -> int | None:
    """The place behind a range whose lower end is a number at `at`: 90-95%, 48.000 đến 50.000, between 5 and 7."""
    lower, behind = first
    if not _joins(tokens, at, behind):
        return None
    second = read_number(tokens, behind + 1, style) if behind + 1 < len(tokens) else None
    if second is None or _is_a_day(tokens, second[1]):
        return None
    return second[1] if _are_ends(lower, second[0]) else None


def _joins(tokens: Sequence[Token], at: int, place: int) -> bool:
    joint = tokens[place].key if place < len(tokens) else ""
    if joint in _DASHES:
        return True
    before = tokens[at - 1].key if at else ""
    if before in _BETWEEN:
        return joint == _BETWEEN[before]
    return joint in _JOINING and before not in _FROM


def _is_a_day(tokens: Sequence[Token], at: int) -> bool:
    """Whether what reads like an upper end begins a day: đến 30/6."""
    if at >= len(tokens):
        return False
    glued = tokens[at].start == tokens[at - 1].end and at + 1 < len(tokens) and tokens[at + 1].kind is Kind.NUMBER
    return tokens[at].key in _DATE_GOES_ON and (glued or tokens[at].kind is Kind.WORD)


def _are_ends(lower: Number, upper: Number) -> bool:
    """Whether two numbers are of one kind and in order; the first may leave out the second's % or million."""
    if lower.percent and not upper.percent:
        return False
    if upper.scaled and not lower.scaled:
        return True
    if upper.percent and not lower.percent and lower.value > _LARGEST_BARE_PERCENT:
        return False
    return lower.value < upper.value


def change_end(tokens: Sequence[Token], at: int, style: Style) -> int | None:
    """The place behind a change that begins with a sign at `at`: +1.200, (-5,2 %). None for a mere dash or bullet."""
    number = _signed(tokens, at, style)
    plainly = number is not None and (tokens[at].text == "+" or tokens[at - 1].text == "(")
    return number[1] if number and plainly else None


def with_minus(tokens: Sequence[Token], at: int, style: Style) -> ReadNumber | None:
    """The number behind a glued dash, which may be a minus: ambiguous."""
    number = _signed(tokens, at, style)
    return (replace(number[0], ambiguous=True), number[1]) if number else None


def _signed(tokens: Sequence[Token], at: int, style: Style) -> ReadNumber | None:
    if tokens[at].key not in {"+", "-"} or not at or at + 1 >= len(tokens) or tokens[at + 1].kind is not Kind.NUMBER:
        return None
    apart = tokens[at].start > tokens[at - 1].end or tokens[at - 1].text == "("
    glued = tokens[at + 1].start == tokens[at].end
    return read_number(tokens, at + 1, style) if apart and glued and tokens[at - 1].text != ":" else None


def is_more_than(tokens: Sequence[Token], at: int) -> bool:
    """Whether a plus at `at` says "and more" of the number before it: 48,000+ accounts."""
    glued = tokens[at].text == "+" and at > 0 and tokens[at].start == tokens[at - 1].end
    follows = at + 1 < len(tokens) and tokens[at + 1].kind is Kind.NUMBER
    return glued and tokens[at - 1].kind is Kind.NUMBER and not follows


def is_a_proportion(lower: Number, tokens: Sequence[Token], behind: int) -> bool:
    """Whether a fraction tells of a part without counting it: 1/3 số xã, 2/3 of the communes."""
    following = tokens[behind].key if behind < len(tokens) else ""
    return lower.value <= LARGEST_FIGURE_OF_SPEECH and following in _SHARED_OUT
