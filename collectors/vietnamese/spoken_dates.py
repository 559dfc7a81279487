"""Days and periods in Vietnamese words: ngày 21 tháng 09, giữa tháng 6, quý III, 9 tháng đầu năm, cuối năm ngoái."""

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
from collectors.vietnamese.numeric_dates import DAY_WORDS
from collectors.vietnamese.tokens import Token, key, keys

MONTH, YEAR, QUARTER, WEEK = key("tháng"), key("năm"), key("quý"), key("tuần")
HALF, TODAY = key("nửa"), key("hôm")
# "lũy kế 9 tháng" counts from the beginning of the year.
_CUMULATIVE = key("kế")
_TEN, _THIS, _FEAST, _NUMBERED = key("mười"), keys("nay này"), key("tết"), keys("thứ số")
_LAST, _JUST_PAST = keys("trước ngoái"), (key("vừa"), key("qua"))
_LISTED = keys(", và - đến")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
SPOKEN = {
    key(word): number
    for number, words in enumerate(
        ["một giêng", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"], start=1
    )
    for word in words.split()
} | {key("chạp"): 12}
# Tenths of a month by name: trung tuần tháng 6.
TENTHS = {key("thượng"): "first", key("trung"): "middle", key("hạ"): "last"}
_HALVES = {"first": 6, "last": 12}


def spoken_day(tokens: Sequence[Token], at: int, published: date) -> Found | None:
    """Ngày 21 tháng 09 năm 2023, 21 tháng 9, ngày 30 tháng Sáu, ngày 30 tháng này, mùng 5 Tết."""
    begin = at + 1 if key_at(tokens, at) in DAY_WORDS else at
    led = key_at(tokens, begin - 1) in DAY_WORDS
    day = number_at(tokens, begin)
    if day is None or not 1 <= day <= 31:
        return None
    if led and key_at(tokens, begin + 1) == _FEAST:
        return Mention(None, Precision.DAY), begin + 2
    named = begin + 2 if led and key_at(tokens, begin + 1) == "," else begin + 1
    if key_at(tokens, named) != MONTH:
        return None
    return _of_month(tokens, named + 1, day, led, published)


def _of_month(tokens: Sequence[Token], at: int, day: int, led: bool, published: date) -> Found | None:
    """The day of the month named at `at`."""
    before = _last(tokens, at)
    if led and (before or key_at(tokens, at) in _THIS):
        this_year, this_month = month_before(published) if before else (published.year, published.month)
        return said_day(this_year, this_month, day, published), at + (before or 1)
    month, behind = number_at(tokens, at) or 0, at + 1
    if not month and (led or text_at(tokens, at)[:1].isupper()):
        month, behind = _month_in_words(tokens, at)
    if not 1 <= month <= 12:
        return None
    year, after = year_after(tokens, behind)
    return said_day(year, month, day, published), after


def _month_in_words(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """The month named in words (0 where none is), and the place behind it; "tháng năm 2023" may be no May."""
    return (0, at) if key_at(tokens, at) == YEAR and year_at(tokens, at + 1) else _count_at(tokens, at)


def _count_at(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """A number up to twelve in figures or words (0 where none is), and the place behind it."""
    if key_at(tokens, at) == _TEN and key_at(tokens, at + 1) in (key("một"), key("hai")):
        return 10 + SPOKEN[key_at(tokens, at + 1)], at + 2
    return number_at(tokens, at) or SPOKEN.get(key_at(tokens, at), 0), at + 1


def _last(tokens: Sequence[Token], at: int) -> int:
    """How many words at `at` say that the period named is the one before: trước, ngoái, vừa qua."""
    if key_at(tokens, at) in _LAST:
        return 1
    return 2 if (key_at(tokens, at), key_at(tokens, at + 1)) == _JUST_PAST else 0


def spoken_month(tokens: Sequence[Token], at: int, published: date) -> Found | None:
    """Tháng 6/2023, giữa tháng 6, hết tháng 6 năm 2023, tháng Sáu, trung tuần tháng 6, nửa đầu tháng 6."""
    part, begin = _part(tokens, at)
    if key_at(tokens, begin) != MONTH:
        return None
    before = _last(tokens, begin + 1)
    if part and before:
        year, number = month_before(published)
        return month_of(year, number, part, published), begin + 1 + before
    number, said, behind = _numbered_month(tokens, begin + 1) or _named_month(tokens, begin + 1)
    return (month_of(said, number, part, published), behind) if 1 <= number <= 12 else None


def _part(tokens: Sequence[Token], at: int) -> tuple[str | None, int]:
    """The part of a period that is said at `at` (đầu, giữa, hết, trung tuần, nửa đầu), and the place behind it."""
    tenth = TENTHS.get(key_at(tokens, at))
    if tenth and key_at(tokens, at + 1) == WEEK:
        return tenth, at + 2
    if key_at(tokens, at) == HALF and key_at(tokens, at + 1) in PARTS:
        return ("middle" if PARTS[key_at(tokens, at + 1)] == "first" else "last"), at + 2
    part = PARTS.get(key_at(tokens, at))
    return part, at + 1 if part else at


def _numbered_month(tokens: Sequence[Token], at: int) -> tuple[int, int | None, int] | None:
    """The month and year of 6.2023, which is one token."""
    month, _, year = text_at(tokens, at).partition(".")
    if not (month.isdigit() and year.isdigit() and len(month) <= 2 and len(year) == 4):
        return None
    return int(month), int(year), at + 1


def _named_month(tokens: Sequence[Token], at: int) -> tuple[int, int | None, int]:
    """The month in figures or in a word (6, sáu, mười hai; else 0), the year that follows it, and the place behind."""
    month, behind = _count_at(tokens, at)
    year, after = year_after(tokens, behind)
    return month, year, after


def short_month(tokens: Sequence[Token], at: int, published: date) -> Found | None:
    """T6/2023."""
    month = number_at(tokens, at + 1) or 0
    if text_at(tokens, at) != "T" or not 1 <= month <= 12 or not is_glued(tokens, at + 1):
        return None
    year, behind = year_after(tokens, at + 2)
    return (month_of(year, month, None, published), behind) if year else None


def spoken_quarter(tokens: Sequence[Token], at: int, published: date) -> Found | None:
    """Quý III/2023, hết quý 2 năm 2023, quý I, II năm 2023 (to the end of the last)."""
    part = PARTS.get(key_at(tokens, at))
    begin = at + 1 if part else at
    if key_at(tokens, begin) != QUARTER:
        return None
    before = _last(tokens, begin + 1)
    if part and before:
        return quarter_before(published), begin + 1 + before
    first = quarter = _ROMAN.get(key_at(tokens, begin + 1)) or number_at(tokens, begin + 1) or 0
    behind = begin + 2
    while key_at(tokens, behind) in _LISTED and _ROMAN.get(key_at(tokens, behind + 1), 0) > quarter:
        quarter, behind = _ROMAN[key_at(tokens, behind + 1)], behind + 2
    if not 1 <= quarter <= 4:
        return None
    year, behind = year_after(tokens, behind)
    return months_of(year, quarter * 3, published, first * 3 - 2, whole=part is None), behind


def so_many_months(tokens: Sequence[Token], at: int, published: date) -> Found | None:
    """9 tháng năm 2023, chín tháng đầu năm, 6 tháng cuối năm 2023."""
    count, named = _count_at(tokens, at)
    if not 1 <= count <= 12 or key_at(tokens, named) != MONTH:
        return None
    part = PARTS.get(key_at(tokens, named + 1))
    begin = named + 2 if part in _HALVES else named + 1
    year, behind = year_after(tokens, begin)
    counted_on = key_at(tokens, at - 1) == _CUMULATIVE
    if year is None and key_at(tokens, begin) != YEAR and not counted_on:
        return None
    behind = behind if counted_on else max(behind, begin + 1)
    if part == "last":
        return months_of(year, 12, published, 13 - count), behind
    return months_of(year, count, published), behind


def spoken_year(tokens: Sequence[Token], at: int, published: date) -> Found | None:
    """Năm 2023, hết năm 2023, cuối năm, năm nay, cuối năm ngoái, nửa đầu năm 2023."""
    half = key_at(tokens, at) == HALF
    part = PARTS.get(key_at(tokens, at + half))
    begin = at + half + 1 if part else at
    if key_at(tokens, begin) != YEAR or (half and part not in _HALVES):
        return None
    year, behind = _year_said(tokens, begin + 1, part, published)
    if half and part:
        return months_of(year, _HALVES[part], published, _HALVES[part] - 5), behind
    if year is None:
        return (months_of(published.year, 12, published, whole=False), behind) if part == "last" else None
    if part == "first":
        return Mention(date(year, 1, 1), Precision.YEAR), behind
    return months_of(year, 12, published, whole=part is None), behind


def _year_said(tokens: Sequence[Token], at: int, part: str | None, published: date) -> tuple[int | None, int]:
    """The year at `at`: 2023, nay, and behind "cuối" also ngoái and trước; None where none is, and the place behind."""
    year = year_at(tokens, at)
    if year is None and key_at(tokens, at) in _THIS:
        year = published.year
    before = _last(tokens, at)
    if year is None and part and before:
        return published.year - 1, at + before
    return year, at + (year is not None)


def numbered_week(tokens: Sequence[Token], at: int, _published: date) -> Found | None:
    """Tuần 25/2023, tuần thứ 25: a week that offices count in several ways, so that no day is known of it."""
    named = at + 2 if key_at(tokens, at + 1) in _NUMBERED else at + 1
    week = number_at(tokens, named)
    if key_at(tokens, at) != WEEK or week is None or not 1 <= week <= 53:
        return None
    _, behind = year_after(tokens, named + 1)
    return Mention(None, Precision.DAY), behind


def relative_day(tokens: Sequence[Token], at: int, published: date) -> Found | None:
    """Hôm nay, hôm qua, hôm kia."""
    back = {key("nay"): 0, key("qua"): 1, key("kia"): 2}.get(key_at(tokens, at + 1))
    return None if back is None else (Mention(published - timedelta(days=back), Precision.DAY), at + 2)
