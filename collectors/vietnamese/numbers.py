"""Numbers as people write them: 585.673, 585,673, 812 456, 1'234'567, 111,94 %, 84,7 triệu, hai mươi mốt, 48k.

A separator is read by its place and by what the text's own figures show (styles.py). What can be only one number is
that number in either style; what can be two is marked as ambiguous.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from collectors.reading import LARGEST_COUNT
from collectors.vietnamese.scales import HALF_MORE, THOUSAND, scale_at
from collectors.vietnamese.spelled import read_spelled
from collectors.vietnamese.styles import LONGEST_LITERAL, Style
from collectors.vietnamese.tokens import APOSTROPHES, Kind, Token, is_last_group, key, keys

_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_ONE_SEPARATOR = re.compile(r"([0-9]+)([.,])([0-9]+)")
_BOTH = re.compile(r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+),([0-9]+)|([1-9][0-9]{0,2}(?:,[0-9]{3})+)\.([0-9]+)")
# Groups parted by a sign that is never a decimal one; those parted by spaces are joined by it too.
_NEUTRAL = re.compile(r"([1-9][0-9]{0,2}(?:'[0-9]{3})+)(?:[.,]([0-9]+))?")
_AS_NEUTRAL = dict.fromkeys(map(ord, APOSTROPHES), "'")
_NEUTRAL_END = re.compile(r"[0-9]{3}(?:[.,][0-9]+)?")

_PERCENT = keys("% percent pct")
_PER_CENT = {key("phần"): key("trăm"), "per": "cent"}
_PER_MILLE = "‰"
_PART, _THOUSANDTH = key("phần"), keys("nghìn ngàn")
# 5 % points more is a change, not a share.
_POINTS = keys("điểm point points")
_CLOSED_BY = "/-:"


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


# A number, and the place behind it.
ReadNumber = tuple[Number, int]


def read_number(tokens: Sequence[Token], at: int, style: Style) -> ReadNumber | None:
    """The number that begins at a token, and the place behind it; None where none does, or none that can be."""
    if tokens[at].kind is Kind.NUMBER:
        return _read_digits(tokens, at, style)
    if tokens[at].kind is Kind.WORD:
        return _read_words(tokens, at)
    return None


def _read_words(tokens: Sequence[Token], at: int) -> ReadNumber | None:
    found = read_spelled(tokens, at)
    if not found:
        return None
    value, behind, scaled = found
    percent = percent_end(tokens, behind)
    return Number(value, percent=percent is not None, scaled=scaled, in_words=True), percent or behind


def _read_digits(tokens: Sequence[Token], at: int, style: Style) -> ReadNumber | None:
    text, behind, parted = _literal(tokens, at, style)
    found = _with_what_follows(tokens, behind, text, style)
    if found and parted:
        return replace(found[0], ambiguous=True), found[1]
    return found


def _with_what_follows(tokens: Sequence[Token], behind: int, text: str, style: Style) -> ReadNumber | None:
    after = percent_end(tokens, behind)
    if after:
        share = _parse(text, style, Decimal(1), percent=True)
        return (replace(share, percent=True), after) if share else None
    after = _per_mille_end(tokens, behind)
    if after:
        share = _parse(text, style, Decimal(1), percent=True)
        return (replace(share, value=share.value.scaleb(-1), percent=True), after) if share else None
    scale, after = scale_at(tokens, behind, style.english)
    if scale:
        number = _parse(text, style, scale)
        return _scaled(tokens, after, number, scale, style) if number else None
    number = _parse(text, style, Decimal(1))
    return (number, behind) if number else None


def _scaled(tokens: Sequence[Token], at: int, number: Number, scale: Decimal, style: Style) -> ReadNumber | None:
    """A number said in thousands or millions, with what may follow: 1 triệu 200 nghìn, 48 nghìn 500, 2 triệu rưỡi."""
    value = number.value * scale
    if number.whole is not None:
        rest, at = _rest(tokens, at, scale, style)
        value += rest
    return (Number(value, scaled=True, ambiguous=number.ambiguous), at) if value <= LARGEST_COUNT else None


def _rest(tokens: Sequence[Token], at: int, scale: Decimal, style: Style) -> tuple[Decimal, int]:
    """What is said behind a scale as part of the same number, less than the scale itself; nought where nothing is."""
    if at >= len(tokens):
        return Decimal(0), at
    if tokens[at].key in HALF_MORE:
        return scale / 2, at + 1
    if tokens[at].kind is Kind.WORD:
        found = read_spelled(tokens, at)
        whole = found is not None and found[1] - at > 1 and found[0] < scale
        return (found[0], found[1]) if found and whole else (Decimal(0), at)
    if not (tokens[at].gap and tokens[at].text.isdigit()):
        return Decimal(0), at
    smaller, behind = scale_at(tokens, at + 1, style.english)
    digits = Decimal(tokens[at].text)
    if smaller and digits * smaller < scale:
        rest, behind = _rest(tokens, behind, smaller, style)
        return digits * smaller + rest, behind
    return _bare_rest(tokens, at, scale) if not smaller else (Decimal(0), at)


def _bare_rest(tokens: Sequence[Token], at: int, scale: Decimal) -> tuple[Decimal, int]:
    """48 nghìn 500 is 48,500; 1 triệu 2 is 1,200,000."""
    text, following = tokens[at].text, tokens[at + 1] if at + 1 < len(tokens) else None
    goes_on = following is not None and following.start == tokens[at].end and following.text in "/-:"
    if goes_on or percent_end(tokens, at + 1):
        return Decimal(0), at
    if scale == THOUSAND and len(text) == 3:
        return Decimal(text), at + 1
    return (Decimal(text) * scale / 10, at + 1) if scale > THOUSAND and len(text) == 1 else (Decimal(0), at)


def percent_end(tokens: Sequence[Token], at: int) -> int | None:
    """The place behind a per cent sign or word at `at`, where there is one."""
    first = tokens[at].key if at < len(tokens) else ""
    if first in _PERCENT:
        return at + 1
    second = tokens[at + 1].key if first in _PER_CENT and at + 1 < len(tokens) else None
    return at + 2 if second is not None and second == _PER_CENT[first] else None


def _per_mille_end(tokens: Sequence[Token], at: int) -> int | None:
    """The place behind a per mille sign or word at `at`, where there is one."""
    first = tokens[at].key if at < len(tokens) else ""
    if first == _PER_MILLE:
        return at + 1
    second = tokens[at + 1].key if first == _PART and at + 1 < len(tokens) else ""
    return at + 2 if second in _THOUSANDTH else None


def speaks_of_points(tokens: Sequence[Token], at: int) -> bool:
    """Whether "points" or "điểm" stands at `at`: 5 điểm phần trăm, 5 percentage points."""
    return at < len(tokens) and tokens[at].key in _POINTS


def _literal(tokens: Sequence[Token], at: int, style: Style) -> tuple[str, int, bool]:
    """The literal at `at` with the groups of three that follow it, the place behind, and whether it may be two.

    812 456 may be two columns of a table where the text groups by another sign; 585. 673 two sentences.
    """
    text = tokens[at].text.translate(_AS_NEUTRAL)
    if not (text.isdigit() and len(text) <= 3 and text[0] != "0"):
        return text, at + 1, False
    spaced, behind = _spaced_groups(tokens, at)
    if behind > at + 1:
        plain = any(token.gap == " " for token in tokens[at + 1 : behind])
        return spaced, behind, plain and bool(style.groups)
    if _is_a_torn_share(tokens, at):
        return f"{text}.{tokens[at + 2].text}", at + 3, True
    if _is_torn(tokens, at):
        return f"{text}'{tokens[at + 2].text}", at + 3, True
    return text, at + 1, False


def _spaced_groups(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    groups, behind = tokens[at].text, at + 1
    while behind < len(tokens) and _is_group(tokens[behind]) and len(groups) < LONGEST_LITERAL:
        groups += "'" + tokens[behind].text
        behind += 1
        if not tokens[behind - 1].text.isdigit():
            break
    if behind < len(tokens) and tokens[behind].text in _CLOSED_BY and tokens[behind].start == tokens[behind - 1].end:
        return tokens[at].text, at + 1
    return groups, behind


def _is_group(token: Token) -> bool:
    return bool(token.gap) and bool(_NEUTRAL_END.fullmatch(token.text))


def _is_torn(tokens: Sequence[Token], at: int) -> bool:
    """Whether a space tore a number apart at its sign: 585. 673, 48 .000, 48, 000 (but 585, 673 is a list)."""
    if at + 2 >= len(tokens) or not at:
        return False
    head, sign, tail = tokens[at : at + 3]
    behind = sign.start == head.end and bool(tail.gap)
    before = sign.start == head.end + 1 and tail.start == sign.end
    return (
        (behind or before) and is_last_group(tail) and (sign.text == "." or (sign.text == "," and tail.text[0] == "0"))
    )


def _is_a_torn_share(tokens: Sequence[Token], at: int) -> bool:
    """Whether a space stands behind the comma of a share: 95, 5% is hardly a list."""
    if at + 3 >= len(tokens) or tokens[at + 1].text != "," or tokens[at + 1].start != tokens[at].end:
        return False
    head, tail = tokens[at], tokens[at + 2]
    return len(head.text) > 1 and len(tail.text) == 1 and bool(tail.gap) and percent_end(tokens, at + 3) is not None


def _parse(text: str, style: Style, scale: Decimal, percent: bool = False) -> Number | None:
    """A literal's number; a percentage or what is said in thousands or millions (`scale`) may have a fraction."""
    if len(text) > LONGEST_LITERAL:
        return None
    if text.isdigit():
        return None if len(text) > 2 and text[0] == "0" else _limited(Number(Decimal(text)))
    single = _ONE_SEPARATOR.fullmatch(text)
    if single:
        return _limited(_one_separator(single, style, scale, percent))
    if _GROUPED.fullmatch(text):
        return _limited(Number(Decimal(text.replace(".", "").replace(",", ""))))
    neutral = _NEUTRAL.fullmatch(text)
    if neutral:
        return _limited(Number(Decimal(f"{neutral[1].replace(chr(39), '')}.{neutral[2] or 0}")))
    return _limited(_both_separators(text, doubtful=scale == 1 and not percent))


def _limited(number: Number | None) -> Number | None:
    return number if number and number.value <= LARGEST_COUNT else None


def _one_separator(found: re.Match[str], style: Style, scale: Decimal, percent: bool) -> Number | None:
    """12.005 is a group where a count is due and a fraction where a percentage is; in millions it may be either."""
    head, sign, tail = found.groups()
    if len(head) > 1 and head[0] == "0":
        return None
    fractional = Number(Decimal(f"{head}.{tail}"))
    if len(tail) != 3 or len(head) > 3 or head == "0":
        return fractional
    if percent:
        # 1.234 % is a thousand per cent to a reader for whom the point groups; 99.125 % is not.
        return replace(fractional, ambiguous=len(head) == 1 and style.may_group(sign))
    grouped = Number(Decimal(head + tail))
    if scale == 1:
        return replace(grouped, ambiguous=not style.may_group(sign))
    return _said_in(scale, grouped, fractional, sign, style)


def _said_in(scale: Decimal, grouped: Number, fractional: Number, sign: str, style: Style) -> Number:
    """1,052 triệu and 2.250 nghìn: a fraction is due before millions, groups before thousands.

    Clear only where the text's own figures, its language and what is due don't contradict each other.
    """
    due, by_language, shown = scale <= THOUSAND, style.language_groups(sign), style.shows_groups(sign)
    groups = by_language if shown is None else shown
    clear = due == groups or (shown is not None and by_language == groups)
    return replace(grouped if groups else fractional, ambiguous=not clear)


def _both_separators(text: str, doubtful: bool) -> Number | None:
    """94,037.793 is 94 thousand and a fraction to one reader and 94 million with a slip to another."""
    found = _BOTH.fullmatch(text)
    if not found:
        return None
    head, tail = (found[1], found[2]) if found[1] else (found[3], found[4])
    return Number(Decimal(f"{head.replace('.', '').replace(',', '')}.{tail}"), ambiguous=doubtful)
