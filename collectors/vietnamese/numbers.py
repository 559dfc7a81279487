"""Numbers as people write them: 585.673, 585,673, 812 456, 111,94 %, 84,7 triệu, hai mươi mốt, half a million.

A separator is read by its place, not by a locale: what can be only one number is that number in either style. What
can be two is read in the style of its language and marked as ambiguous.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from collectors.reading import LARGEST_COUNT
from collectors.vietnamese.tokens import Kind, Token, key, keys

LONGEST_LITERAL = 24
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_ONE_SEPARATOR = re.compile(r"([0-9]+)([.,])([0-9]+)")
_BOTH = re.compile(r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+),([0-9]+)|([1-9][0-9]{0,2}(?:,[0-9]{3})+)\.([0-9]+)")

_SCALES = {
    key(word): Decimal(size)
    for size, words in {
        100: "trăm",
        1_000: "nghìn ngàn thousand",
        10_000: "vạn",
        1_000_000: "triệu million mn",
        1_000_000_000: "tỷ billion bn",
    }.items()
    for word in words.split()
}
_HALF_MORE = key("rưỡi")
_PERCENT = keys("% percent pct")
_PER_CENT = {key("phần"): key("trăm"), "per": "cent"}
# 5 % points more is a change, not a share.
_POINTS = keys("điểm point points")

_UNITS = {
    key(word): size
    for size, words in enumerate(
        (
            "", "một mốt one", "hai two", "ba three", "bốn tư four", "năm lăm nhăm five", "sáu six", "bảy bẩy seven",
            "tám eight", "chín nine", "mười ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
            "seventeen", "eighteen", "nineteen",
        )
    )
    for word in words.split()
}  # fmt: skip
_TENS = {
    key(word): size
    for size, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2)
}
_TEN, _TIMES_TEN, _HUNDRED, _ZERO_BETWEEN = key("mười"), key("mươi"), keys("trăm hundred"), keys("linh lẻ and -")
_ARTICLES = keys("một one")
_HALF = ((key("nửa"),), (key("half"), key("a")))


@dataclass(frozen=True, slots=True)
class Number:
    """A number as said: 111.94 with `percent`, or a plain one. `scaled` where it was said in thousands or millions.

    `ambiguous` where the same signs could mean another number; `in_words` where it is spelled out.
    """

    value: Decimal
    percent: bool = False
    scaled: bool = False
    ambiguous: bool = False
    in_words: bool = False

    @property
    def whole(self) -> int | None:
        """The number as a count; None where it has a fraction."""
        return int(self.value) if self.value == self.value.to_integral_value() else None


def read_number(tokens: Sequence[Token], at: int, english: bool) -> tuple[Number, int] | None:
    """The number that begins at a token, and the place behind it; None where none does, or none that can be."""
    if tokens[at].kind is Kind.NUMBER:
        return _read_digits(tokens, at, english)
    if tokens[at].kind is Kind.WORD:
        return _read_words(tokens, at)
    return None


def _read_digits(tokens: Sequence[Token], at: int, english: bool) -> tuple[Number, int] | None:
    text, behind = _spaced_groups(tokens, at)
    after = percent_end(tokens, behind)
    if after:
        value = _parse(text, english, fraction=True)
        return (replace(value, percent=True), after) if value else None
    scale, after = _scale(tokens, behind)
    if not scale:
        value = _parse(text, english, fraction=False)
        return (value, behind) if value else None
    return _scaled(tokens, after, _parse(text, english, fraction=None), scale, english)


def _scaled(
    tokens: Sequence[Token], at: int, number: Number | None, scale: Decimal, english: bool
) -> tuple[Number, int] | None:
    """A number said in thousands or millions, with what may follow: 1 triệu 200 nghìn, 2 triệu rưỡi."""
    if number is None:
        return None
    value = number.value * scale
    if at < len(tokens) and tokens[at].key == _HALF_MORE:
        value, at = value + scale / 2, at + 1
    elif at < len(tokens) and tokens[at].kind is Kind.NUMBER:
        smaller, behind = _scale(tokens, at + 1)
        rest = _parse(tokens[at].text, english, fraction=None)
        if smaller and rest and rest.value * smaller < scale:
            value, at = value + rest.value * smaller, behind
    return (Number(value, scaled=True, ambiguous=number.ambiguous), at) if value <= LARGEST_COUNT else None


def percent_end(tokens: Sequence[Token], at: int) -> int | None:
    """The place behind a per cent sign or word at `at`, where there is one."""
    first = tokens[at].key if at < len(tokens) else ""
    if first in _PERCENT:
        return at + 1
    second = tokens[at + 1].key if first in _PER_CENT and at + 1 < len(tokens) else None
    return at + 2 if second is not None and second == _PER_CENT[first] else None


def speaks_of_points(tokens: Sequence[Token], at: int) -> bool:
    """Whether "points" or "điểm" stands at `at`: 5 điểm phần trăm, 5 percentage points."""
    return at < len(tokens) and tokens[at].key in _POINTS


def _scale(tokens: Sequence[Token], at: int) -> tuple[Decimal, int]:
    """The scale said at `at` (0 where none is) and the place behind it: "trăm nghìn" is 100,000."""
    scale = Decimal(0)
    while at < len(tokens) and tokens[at].key in _SCALES:
        scale = (scale or 1) * _SCALES[tokens[at].key]
        at += 1
    return scale, at


def _spaced_groups(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """A literal at `at`, with the groups of three that follow it behind single spaces: 812 456."""
    text, behind = tokens[at].text, at + 1
    if not (text.isdigit() and len(text) <= 3 and text[0] != "0"):
        return text, behind
    groups = text
    while behind < len(tokens) and _is_group(tokens, behind) and len(groups) < LONGEST_LITERAL:
        groups += tokens[behind].text
        behind += 1
    if behind < len(tokens) and tokens[behind].text in "/-:" and tokens[behind].start == tokens[behind - 1].end:
        return text, at + 1
    return groups, behind


def _is_group(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    return (
        token.kind is Kind.NUMBER
        and len(token.text) == 3
        and token.text.isdigit()
        and token.start == tokens[at - 1].end + 1
    )


def _parse(text: str, english: bool, fraction: bool | None) -> Number | None:
    """A literal's number. `fraction`: it has one (a percentage), none (a count), or may have one (None)."""
    if len(text) > LONGEST_LITERAL:
        return None
    if text.isdigit():
        return None if len(text) > 1 and text[0] == "0" else _limited(Number(Decimal(text)))
    single = _ONE_SEPARATOR.fullmatch(text)
    if single:
        return _limited(_one_separator(single, english, fraction))
    if _GROUPED.fullmatch(text):
        return _limited(Number(Decimal(text.replace(".", "").replace(",", ""))))
    return _limited(_both_separators(text, fraction))


def _limited(number: Number | None) -> Number | None:
    return number if number and number.value <= LARGEST_COUNT else None


def _one_separator(found: re.Match[str], english: bool, fraction: bool | None) -> Number | None:
    """12.005 is a group where a count is due and a fraction where a percentage is; in millions it may be either."""
    head, sign, tail = found.groups()
    if len(head) > 1 and head[0] == "0":
        return None
    fractional = Number(Decimal(f"{head}.{tail}"))
    if len(tail) != 3 or len(head) > 3 or head == "0":
        return fractional
    if fraction:
        return fractional
    grouped = Number(Decimal(head + tail))
    groups_so = (sign == ",") == english
    if fraction is None:
        return replace(grouped if groups_so else fractional, ambiguous=True)
    return replace(grouped, ambiguous=not groups_so)


def _both_separators(text: str, fraction: bool | None) -> Number | None:
    found = _BOTH.fullmatch(text)
    if not found:
        return None
    head, tail = (found[1], found[2]) if found[1] else (found[3], found[4])
    # 94,037.793 is 94 thousand and a fraction to one reader and 94 million with a slip to another.
    doubtful = fraction is False
    return Number(Decimal(f"{head.replace('.', '').replace(',', '')}.{tail}"), ambiguous=doubtful)


def _read_words(tokens: Sequence[Token], at: int) -> tuple[Number, int] | None:
    half = _half_a_scale(tokens, at)
    if half:
        return half
    value, behind = _spelled(tokens, at)
    if value is None:
        return None
    after = percent_end(tokens, behind)
    return Number(Decimal(value), percent=after is not None, in_words=True), after or behind


def _half_a_scale(tokens: Sequence[Token], at: int) -> tuple[Number, int] | None:
    for phrase in _HALF:
        behind = at + len(phrase)
        if tuple(token.key for token in tokens[at:behind]) == phrase:
            scale, after = _scale(tokens, behind)
            return (Number(scale / 2, scaled=True, in_words=True), after) if scale else None
    return None


def _spelled(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    """A number in words: total of finished thousands, the section under a thousand, and a digit still open."""
    total = section = 0
    digit: int | None = None
    begun, last_scale = at, LARGEST_COUNT
    while at < len(tokens):
        word = tokens[at].key
        if word in _TENS and digit is None:
            section += _TENS[word] * 10
        elif word in _UNITS and digit is None:
            digit = _UNITS[word]
        elif word == _TIMES_TEN and digit is not None:
            section, digit = section + digit * 10, None
        elif word in _HUNDRED and digit is not None:
            section, digit = section + digit * 100, None
        elif word in _SCALES and section + (digit or 0) and _SCALES[word] < last_scale:
            last_scale = int(_SCALES[word])
            total, section, digit = total + (section + (digit or 0)) * last_scale, 0, None
        elif word == _HALF_MORE and total:
            return total + int(_SCALES[tokens[at - 1].key]) // 2, at + 1
        elif not (word in _ZERO_BETWEEN and _goes_on(tokens, at, section + total)):
            break
        if digit is not None and word == _TEN:
            section, digit = section + 10, None
        at += 1
    value = total + section + (digit or 0)
    if at == begun or value == 0 or value > LARGEST_COUNT:
        return None, begun
    if at - begun == 1 and tokens[begun].key in _ARTICLES:
        return None, begun
    return value, at


def _goes_on(tokens: Sequence[Token], at: int, so_far: int) -> bool:
    """Whether "linh", "and" or a hyphen stands inside a number: trăm linh năm, twenty-one."""
    following = tokens[at + 1].key if at + 1 < len(tokens) else ""
    return so_far > 0 and following in _UNITS
