"""Days and periods as people write them: 30/9/2023, ngày 21 tháng 09, giữa tháng 6, quý III, 9 tháng đầu năm, mid-June.

The day comes first in figures. A day without a year is the latest one that is not after the publishing day. A period
stands for its last day; one that is not over yet ends at the publishing day.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from collectors.reading import Precision
from collectors.vietnamese.english_dates import MONTHS, ORDINALS, english_month, english_period
from collectors.vietnamese.mentions import (
    PARTS,
    YEARS,
    Found,
    Mention,
    is_glued,
    key_at,
    month_of,
    months_of,
    number_at,
    said_day,
    text_at,
    year_after,
    year_at,
)
from collectors.vietnamese.tokens import Kind, Token, key, keys

_MONTH, _YEAR, _QUARTER, _TEN = key("tháng"), key("năm"), key("quý"), key("mười")
# "lũy kế 9 tháng" counts from the beginning of the year.
_CUMULATIVE = key("kế")
_DAY_WORDS = keys("ngày sáng trưa chiều tối đêm hôm mùng mồng")
_CUES = _DAY_WORDS | keys("đến tới hết từ trước sau until till by on of since before after giờ h")
_SEPARATORS = frozenset("/-.")
_NOT_A_DAY = keys("% triệu nghìn ngàn tỷ vạn lần điểm phần percent per million thousand billion times ngày giờ năm")
_COUNTED = keys("nhiệm hồ tài thẻ văn thủ chỉ phản tasks communes districts")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_SPOKEN = {
    key(word): number
    for number, words in enumerate(
        ["một giêng", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"], start=1
    )
    for word in words.split()
}


def read_date(tokens: Sequence[Token], at: int, published: date) -> Found | None:
    """The day or period that begins at a token, and the place behind it."""
    if tokens[at].kind is not Kind.NUMBER and tokens[at].key not in _BEGINNINGS:
        return None
    for read in _FORMS:
        found = read(tokens, at, published)
        if found:
            return found[0].not_after(published), found[1]
    return None


def year_of(year: int, published: date) -> Mention:
    """The whole of a year: "the 2022 index"."""
    return months_of(year, 12, published).not_after(published)


def read_time(tokens: Sequence[Token], at: int) -> int | None:
    """The place behind a time of day that begins at a token: 7h30, 17 giờ, 23:00."""
    if number_at(tokens, at) is None:
        return None
    unit = key_at(tokens, at + 1)
    if unit in {"h", key("giờ"), "g"}:
        behind = at + 3 if number_at(tokens, at + 2) is not None and is_glued(tokens, at + 2) else at + 2
        return behind + 1 if key_at(tokens, behind) == key("phút") else behind
    minutes = text_at(tokens, at + 2)
    if (
        unit == ":"
        and len(minutes) == 2
        and minutes.isdigit()
        and is_glued(tokens, at + 1)
        and is_glued(tokens, at + 2)
    ):
        return at + 3
    return None


def _slashed(tokens: Sequence[Token], at: int, published: date) -> Found | None:
    """30/9/2023, 29-6-2023, 30.9.2023, 2023-09-30, ngày 1-3, đến 30/6."""
    led = key_at(tokens, at) in _DAY_WORDS
    begin = at + 1 if led else at
    parts, behind = _parts(tokens, begin)
    if len(parts) == 3:
        return _three_parts(parts, published, behind)
    if len(parts) == 2 and parts[1] in YEARS and 1 <= parts[0] <= 12 and not led:
        return month_of(parts[1], parts[0], None, published), behind
    if len(parts) != 2 or not (1 <= parts[0] <= 31 and 1 <= parts[1] <= 12):
        return None
    if not (led or key_at(tokens, at - 1) in _CUES) or _counts_something(tokens, behind):
        return None
    return said_day(None, parts[1], parts[0], published), behind


def _counts_something(tokens: Sequence[Token], at: int) -> bool:
    """Whether what follows shows 5/7 or 22.4 to be a number: 5/7 nhiệm vụ, 22.4 triệu."""
    return key_at(tokens, at) in _NOT_A_DAY | _COUNTED


def _three_parts(parts: Sequence[int], published: date, behind: int) -> Found | None:
    day, month, year = parts if parts[0] not in YEARS else reversed(parts)
    if year not in YEARS and not (0 <= year <= 99 and day <= 31 and month <= 12):
        return None
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return (Mention(None, Precision.DAY), behind) if year in YEARS else None
    return said_day(year if year in YEARS else 2000 + year, month, day, published), behind


def _parts(tokens: Sequence[Token], at: int) -> tuple[list[int], int]:
    """The two or three numbers of a date in figures at `at`, with one kind of sign between, and the place behind."""
    literal = text_at(tokens, at).split(".")
    if 2 <= len(literal) <= 3 and all(part.isascii() and part.isdigit() and len(part) <= 4 for part in literal):
        numbers = [int(part) for part in literal]
        return (numbers, at + 1) if _looks_like_a_day(literal) else ([], at)
    first = number_at(tokens, at)
    sign = text_at(tokens, at + 1)
    second = number_at(tokens, at + 2)
    if first is None or second is None or sign not in _SEPARATORS or not _tight(tokens, at + 1):
        return [], at
    third = number_at(tokens, at + 4)
    if third is not None and text_at(tokens, at + 3) == sign and _tight(tokens, at + 3):
        return [first, second, third], at + 5
    return [first, second], at + 3


def _looks_like_a_day(literal: Sequence[str]) -> bool:
    """Whether 22.4 or 30.9.2023 can be a day; 12.005 and 1.497.360 can't."""
    return len(literal[0]) <= 2 and len(literal[1]) <= 2 and (len(literal) == 2 or len(literal[2]) == 4)


def _tight(tokens: Sequence[Token], at: int) -> bool:
    return is_glued(tokens, at) and is_glued(tokens, at + 1)


def _spoken_day(tokens: Sequence[Token], at: int, published: date) -> Found | None:
    """Ngày 21 tháng 09 năm 2023, 21 tháng 9."""
    begin = at + 1 if key_at(tokens, at) in _DAY_WORDS else at
    day = number_at(tokens, begin)
    month = number_at(tokens, begin + 2) if key_at(tokens, begin + 1) == _MONTH else None
    if day is None or month is None or not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    year, behind = year_after(tokens, begin + 3)
    return said_day(year, month, day, published), behind


def _spoken_month(tokens: Sequence[Token], at: int, published: date) -> Found | None:
    """Tháng 6/2023, giữa tháng 6, hết tháng 6 năm 2023, tháng Sáu."""
    part = PARTS.get(key_at(tokens, at))
    begin = at + 1 if part else at
    if key_at(tokens, begin) != _MONTH:
        return None
    number, year, behind = _numbered_month(tokens, begin + 1) or _named_month(tokens, begin + 1)
    return (month_of(year, number, part, published), behind) if 1 <= number <= 12 else None


def _numbered_month(tokens: Sequence[Token], at: int) -> tuple[int, int | None, int] | None:
    """The month and year of 6.2023, which is one token."""
    month, _, year = text_at(tokens, at).partition(".")
    if not (month.isdigit() and year.isdigit() and len(month) <= 2 and len(year) == 4):
        return None
    return int(month), int(year), at + 1


def _named_month(tokens: Sequence[Token], at: int) -> tuple[int, int | None, int]:
    """The month in figures or in a word (6, sáu, mười hai; else 0), the year that follows it, and the place behind."""
    month = number_at(tokens, at) or _SPOKEN.get(key_at(tokens, at), 0)
    last = at
    if key_at(tokens, at) == _TEN and key_at(tokens, at + 1) in (key("một"), key("hai")):
        month, last = 10 + _SPOKEN[key_at(tokens, at + 1)], at + 1
    year, behind = year_after(tokens, last + 1)
    return month, year, behind


def _quarter(tokens: Sequence[Token], at: int, published: date) -> Found | None:
    """Quý III/2023, hết quý 2 năm 2023."""
    part = PARTS.get(key_at(tokens, at))
    begin = at + 1 if part else at
    if key_at(tokens, begin) != _QUARTER:
        return None
    quarter = _ROMAN.get(key_at(tokens, begin + 1)) or number_at(tokens, begin + 1) or 0
    if not 1 <= quarter <= 4:
        return None
    year, behind = year_after(tokens, begin + 2)
    return months_of(year, quarter * 3, published, quarter * 3 - 2, whole=part is None), behind


def _so_many_months(tokens: Sequence[Token], at: int, published: date) -> Found | None:
    """9 tháng năm 2023, chín tháng đầu năm, 6 tháng cuối năm 2023."""
    count = number_at(tokens, at) or _SPOKEN.get(key_at(tokens, at), 0)
    if not 1 <= count <= 12 or key_at(tokens, at + 1) != _MONTH:
        return None
    part = PARTS.get(key_at(tokens, at + 2))
    begin = at + 3 if part in ("first", "last") else at + 2
    year, behind = year_after(tokens, begin)
    counted_on = key_at(tokens, at - 1) == _CUMULATIVE
    if year is None and key_at(tokens, begin) != _YEAR and not counted_on:
        return None
    behind = behind if counted_on else max(behind, begin + 1)
    if part == "last":
        return months_of(year, 12, published, 13 - count), behind
    return months_of(year, count, published), behind


def _spoken_year(tokens: Sequence[Token], at: int, published: date) -> Found | None:
    """Năm 2023, hết năm 2023, cuối năm, năm nay."""
    part = PARTS.get(key_at(tokens, at))
    begin = at + 1 if part else at
    if key_at(tokens, begin) != _YEAR:
        return None
    year = year_at(tokens, begin + 1)
    if year is None and key_at(tokens, begin + 1) == key("nay"):
        year = published.year
    if year is None:
        return (months_of(published.year, 12, published, whole=False), begin + 1) if part == "last" else None
    if part == "first":
        return Mention(date(year, 1, 1), Precision.YEAR), begin + 2
    return months_of(year, 12, published, whole=part is None), begin + 2


def _relative(tokens: Sequence[Token], at: int, published: date) -> Found | None:
    """Hôm nay, hôm qua."""
    if key_at(tokens, at) != key("hôm"):
        return None
    back = {key("nay"): 0, key("qua"): 1}.get(key_at(tokens, at + 1))
    return None if back is None else (Mention(published - timedelta(days=back), Precision.DAY), at + 2)


_FORMS: tuple[Callable[[Sequence[Token], int, date], Found | None], ...] = (
    _slashed, _spoken_day, _spoken_month, _quarter, _so_many_months, _spoken_year, _relative, english_month,
    english_period,
)  # fmt: skip
# The words with which a day or period can begin; most words can't, and are passed over at once.
_BEGINNINGS = (
    _DAY_WORDS
    | {_MONTH, _YEAR, _QUARTER}
    | PARTS.keys()
    | MONTHS.keys()
    | ORDINALS.keys()
    | _SPOKEN.keys()
    | {"in", "of"}
)
