"""Days and periods in English: June 19, 2023; mid-June; the end of January; Q3 2023; the first nine months of 2023."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from collectors.vietnamese.mentions import (
    PARTS,
    Found,
    is_glued,
    key_at,
    month_of,
    months_of,
    number_at,
    said_day,
    text_at,
    year_after,
    year_at,
)  # fmt: skip
from collectors.vietnamese.tokens import Token, keys

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "q": 0}
MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        start=1,
    )
    for name in names.split()
}
_ENGLISH_COUNTS = dict(
    zip(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"], range(2, 12), strict=True)
)
# "may" is a month only where a word before it leads to one.
_LEADS_TO_MAY = keys("in by of since until till mid early late end and to from than")


def english_month(tokens: Sequence[Token], at: int, published: date) -> Found | None:
    """June 19, 2023; 19 June; mid-June 2023; the end of January 2025; June."""
    part, begin = _english_part(tokens, at)
    day = number_at(tokens, begin) if part is None else None
    named = begin + 1 if day else begin
    named += day is not None and key_at(tokens, named) in {"st", "nd", "rd", "th"}
    month = MONTHS.get(key_at(tokens, named), 0)
    if not month or not tokens[named].capital:
        return None
    behind = named + 1
    if day is None and part is None:
        day, behind = _day_behind(tokens, behind)
    year, after = year_after(tokens, behind)
    if day:
        return said_day(year, month, day, published), after
    if key_at(tokens, named) == "may" and not (year or part or key_at(tokens, at - 1) in _LEADS_TO_MAY):
        return None
    return month_of(year, month, part, published), after


def _english_part(tokens: Sequence[Token], at: int) -> tuple[str | None, int]:
    part = PARTS.get(key_at(tokens, at))
    if part is None:
        return None, at
    behind = at + 1
    while key_at(tokens, behind) in {"-", "of", "the"}:
        behind += 1
    return part, behind


def _day_behind(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    """The day of "June 19", and the place behind it."""
    day = number_at(tokens, at)
    if day is None or not 1 <= day <= 31 or len(text_at(tokens, at)) > 2:
        return None, at
    ordinal = key_at(tokens, at + 1) in {"st", "nd", "rd", "th"}
    return day, at + 1 + ordinal


def english_period(tokens: Sequence[Token], at: int, published: date) -> Found | None:
    """Q3 2023, the third quarter of 2023, the first nine months of 2023, in 2023."""
    word = key_at(tokens, at)
    if word == "q" and number_at(tokens, at + 1) in range(1, 5) and is_glued(tokens, at + 1):
        return _english_quarter(number_at(tokens, at + 1) or 0, tokens, at + 2, published)
    if word in ORDINALS and key_at(tokens, at + 1) == "quarter":
        return _english_quarter(ORDINALS[word], tokens, at + 2, published)
    if word == "first" and key_at(tokens, at + 2) == "months":
        count = number_at(tokens, at + 1) or _ENGLISH_COUNTS.get(key_at(tokens, at + 1), 0)
        year, behind = year_after(tokens, at + 3)
        return (months_of(year, count, published), behind) if 1 <= count <= 12 else None
    year = year_at(tokens, at + 1) if word in {"in", "of"} else None
    return (months_of(year, 12, published), at + 2) if year else None


def _english_quarter(quarter: int, tokens: Sequence[Token], at: int, published: date) -> Found:
    year, behind = year_after(tokens, at)
    return months_of(year, quarter * 3, published, quarter * 3 - 2), behind
