"""Days and periods as people write them: 30/9/2023, ngày 21 tháng 09, giữa tháng 6, quý III, 9 tháng đầu năm, mid-June.

The day comes first in figures. A day without a year is the latest one that is not after the publishing day. A period
stands for its last day; one that is not over yet ends at the publishing day. A day of the lunar calendar, one that
does not exist and a week's number are no day that could be known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from collectors.reading import Precision
from collectors.vietnamese.english_dates import (
    ENGLISH_COUNTS,
    MONTHS,
    ORDINALS,
    english_month,
    english_period,
    english_relative,
)
from collectors.vietnamese.mentions import PARTS, Found, Mention, is_glued, key_at, months_of, number_at, text_at
from collectors.vietnamese.numeric_dates import DAY_WORDS, lunar, numeric_day, part_of_numeric_month
from collectors.vietnamese.spoken_dates import (
    HALF,
    MONTH,
    QUARTER,
    SPOKEN,
    TENTHS,
    TODAY,
    WEEK,
    YEAR,
    numbered_week,
    relative_day,
    short_month,
    so_many_months,
    spoken_day,
    spoken_month,
    spoken_quarter,
    spoken_year,
)
from collectors.vietnamese.tokens import Kind, Token, keys

_Form = Callable[[Sequence[Token], int, date], Found | None]
_HOURS, _MINUTES = keys("h g giờ"), keys("phút p ph '")


def read_date(tokens: Sequence[Token], at: int, published: date) -> Found | None:
    """The day or period that begins at a token, and the place behind it."""
    first = tokens[at]
    forms = _IN_FIGURES if first.kind is Kind.NUMBER else _BY_WORD.get(first.key, ())
    for read in forms:
        found = read(tokens, at, published)
        if found:
            mention, behind = found
            if lunar(tokens, behind):
                return Mention(None, Precision.DAY), behind
            return mention.not_after(published), behind
    return None


def year_of(year: int, published: date) -> Mention:
    """The whole of a year: "the 2022 index"."""
    return months_of(year, 12, published).not_after(published)


def read_time(tokens: Sequence[Token], at: int) -> int | None:
    """The place behind a time of day that begins at a token: 7h30, 17 giờ 30 phút, 17h 30', 23:00, 23:59:59."""
    if number_at(tokens, at) is None:
        return None
    if key_at(tokens, at + 1) in _HOURS:
        minutes = number_at(tokens, at + 2) is not None
        if minutes and (is_glued(tokens, at + 2) or key_at(tokens, at + 3) in _MINUTES):
            return at + 4 if key_at(tokens, at + 3) in _MINUTES else at + 3
        return at + 2
    behind = at + 1
    while behind < at + 5 and _two_digits_behind_a_colon(tokens, behind):
        behind += 2
    return behind if behind > at + 1 else None


def _two_digits_behind_a_colon(tokens: Sequence[Token], at: int) -> bool:
    digits = text_at(tokens, at + 1)
    if text_at(tokens, at) != ":" or len(digits) != 2 or not digits.isdigit():
        return False
    return is_glued(tokens, at) and is_glued(tokens, at + 1)


def _by_word(forms: Iterable[tuple[_Form, Iterable[str]]]) -> Mapping[str, tuple[_Form, ...]]:
    """For each word with which a day or period can begin, the forms that can; most words begin none."""
    table: defaultdict[str, tuple[_Form, ...]] = defaultdict(tuple)
    for form, words in forms:
        for word in words:
            table[word] += (form,)
    return dict(table)


_IN_FIGURES: tuple[_Form, ...] = (numeric_day, spoken_day, so_many_months, english_month)
_BY_WORD = _by_word(
    [
        (numeric_day, DAY_WORDS),
        (part_of_numeric_month, PARTS),
        (spoken_day, DAY_WORDS),
        (spoken_month, {MONTH, HALF, *PARTS, *TENTHS}),
        (short_month, {"t"}),
        (spoken_quarter, {QUARTER, *PARTS}),
        (so_many_months, SPOKEN),
        (spoken_year, {YEAR, HALF, *PARTS}),
        (numbered_week, {WEEK}),
        (relative_day, {TODAY}),
        (english_month, {*MONTHS, *PARTS}),
        (english_period, {*ORDINALS, *PARTS, *ENGLISH_COUNTS, "q", "h", "in", "of", "year"}),
        (english_relative, {"today", "yesterday"}),
    ]
)
DATE_BEGINNINGS = _BY_WORD.keys()
