"""Days and periods in English: June 19, 2023; mid-June; the end of January; Q3 2023; the first nine months of 2023."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from collectors.reading import Precision
from collectors.vietnamese.mentions import (
    PARTS,
    Found,
    Mention,
    is_glued,
    key_at,
    month_before,
    month_of,
    months_of,
    number_at,
    quarter_before,
    said_day,
    text_at,
    year_after,
    year_at,
)
from collectors.vietnamese.tokens import Token, keys

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
ENGLISH_COUNTS = {
    word: number
    for number, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=2
    )
}
# "may" is a month only where a word before it leads to one.
_LEADS_TO_MAY = keys("in by of since until till mid early late end and to from than")
_ORDINAL_ENDS = frozenset(("st", "nd", "rd", "th"))
_OF = frozenset(("-", "of", "the"))
_ALONE = "alone"


def english_month(tokens: Sequence[Token], at: int, published: date) -> Found | None:
    """June 19, 2023; 19 June; the 30th of June; 30-Jun-2023; mid-June 2023; the end of January 2025; June."""
    part, begin = _english_part(tokens, at)
    day = number_at(tokens, begin) if part is None else None
    named = _behind_the_day(tokens, begin) if day else begin
    month = MONTHS.get(key_at(tokens, named), 0)
    if not month or not tokens[named].capital or (day is not None and day > 31):
        return None
    behind = named + 1
    if key_at(tokens, behind) == "." and len(text_at(tokens, named)) <= 4 and number_at(tokens, behind + 1):
        behind += 1
    if day is None and part is None:
        day, behind = _day_behind(tokens, behind)
    year, after = _year_behind(tokens, behind, short=day is not None)
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
    while key_at(tokens, behind) in _OF:
        behind += 1
    return part, behind


def _behind_the_day(tokens: Sequence[Token], at: int) -> int:
    """The place of the month behind a day: 19 June, 30th of June, 30-Jun."""
    behind = at + 1
    behind += key_at(tokens, behind) in _ORDINAL_ENDS
    behind += key_at(tokens, behind) in {"of", "-"}
    return behind


def _day_behind(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    """The day of "June 19", and the place behind it."""
    day = number_at(tokens, at)
    if day is None or not 1 <= day <= 31 or len(text_at(tokens, at)) > 2:
        return None, at
    ordinal = key_at(tokens, at + 1) in _ORDINAL_ENDS
    return day, at + 1 + ordinal


def _year_behind(tokens: Sequence[Token], at: int, short: bool) -> tuple[int | None, int]:
    """The year behind a month; behind 30-Jun (`short`) also one of two digits."""
    year, behind = year_after(tokens, at)
    digits = text_at(tokens, at + 1)
    if year is None and short and key_at(tokens, at) == "-" and len(digits) == 2 and is_glued(tokens, at + 1):
        two = number_at(tokens, at + 1)
        return (2000 + two, at + 2) if two is not None else (None, at)
    return year, behind


def english_period(tokens: Sequence[Token], at: int, published: date) -> Found | None:
    """Q3 2023, the end of the third quarter, the first nine months of 2023, H1 2023, late 2022, year-end 2022, 2023."""
    part, begin = _english_part(tokens, at)
    if part == "last" and key_at(tokens, begin) == "last":
        return _end_of_last(tokens, begin + 1, published)
    found = _quarter(tokens, begin, published, part) or _half(tokens, begin, published)
    return found or _first_months(tokens, begin, published) or _year(tokens, at, part, begin, published)


def _end_of_last(tokens: Sequence[Token], at: int, published: date) -> Found | None:
    """The end of last month, quarter or year."""
    period = key_at(tokens, at)
    if period == "month":
        return month_of(*month_before(published), "last", published), at + 1
    if period == "quarter":
        return quarter_before(published), at + 1
    return (months_of(published.year - 1, 12, published, whole=False), at + 1) if period == "year" else None


def _quarter(tokens: Sequence[Token], at: int, published: date, part: str | None) -> Found | None:
    word, quarter, behind = key_at(tokens, at), 0, at + 2
    if word == "q" and number_at(tokens, at + 1) in range(1, 5) and is_glued(tokens, at + 1):
        quarter = number_at(tokens, at + 1) or 0
    elif word in ORDINALS and key_at(tokens, at + 1) == "quarter":
        quarter = ORDINALS[word]
    if not quarter or part not in (None, "last"):
        return None
    year, behind = year_after(tokens, behind)
    return months_of(year, quarter * 3, published, quarter * 3 - 2, whole=part is None), behind


def _half(tokens: Sequence[Token], at: int, published: date) -> Found | None:
    """H1 2023, the first half of 2023, the first half of the year."""
    word, half = key_at(tokens, at), number_at(tokens, at + 1)
    if word == "h" and half in (1, 2) and is_glued(tokens, at + 1):
        year, behind = year_after(tokens, at + 2)
        return (months_of(year, half * 6, published, half * 6 - 5), behind) if year else None
    if word not in ("first", "second") or key_at(tokens, at + 1) != "half":
        return None
    last, year, behind = ORDINALS[word] * 6, *_of_a_year(tokens, at + 2)
    return (months_of(year, last, published, last - 5), behind) if behind > at + 2 else None


def _first_months(tokens: Sequence[Token], at: int, published: date) -> Found | None:
    """The first nine months of 2023, nine months of 2023."""
    first = key_at(tokens, at) == "first"
    begin = at + first
    count = number_at(tokens, begin) or ENGLISH_COUNTS.get(key_at(tokens, begin), 0)
    if not 1 <= count <= 12 or key_at(tokens, begin + 1) != "months":
        return None
    year, behind = _of_a_year(tokens, begin + 2)
    return (months_of(year, count, published), behind) if first or year else None


def _of_a_year(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    """The year that a period is of, and the place behind it: of 2023; of the year, of this year (none is named)."""
    year, behind = year_after(tokens, at)
    if year is None and key_at(tokens, at) in {"of", "this"}:
        named = at + 1 + (key_at(tokens, at + 1) in {"the", "this"})
        return (None, named + 1) if key_at(tokens, named) == "year" else (None, at)
    return year, behind


def _year(tokens: Sequence[Token], at: int, part: str | None, begin: int, published: date) -> Found | None:
    """In 2023, of 2023, late 2022, the end of 2022, year-end 2022."""
    word = key_at(tokens, at)
    if word == "year" and (key_at(tokens, at + 1), key_at(tokens, at + 2)) == ("-", "end"):
        year, behind = year_at(tokens, at + 3), at + 4
        return (months_of(year, 12, published, whole=False), behind) if year else None
    if part == "last":
        year = year_at(tokens, begin)
        return (months_of(year, 12, published, whole=False), begin + 1) if year else None
    year = year_at(tokens, at + 1) if word in {"in", "of"} else None
    if year is None or (text_at(tokens, at + 2) in {"-", "/"} and is_glued(tokens, at + 2)):
        return None
    return months_of(year, 12, published), at + 2


def english_relative(tokens: Sequence[Token], at: int, published: date) -> Found | None:
    """Today, yesterday."""
    if key_at(tokens, at + 1) == _ALONE:
        return None
    back = timedelta(days=key_at(tokens, at) == "yesterday")
    return Mention(published - back, Precision.DAY), at + 1
