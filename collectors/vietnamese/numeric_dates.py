"""Days in figures: 30/9/2023, 29-6-2023, 30.9.2023, 2023-09-30, ngày 1-3, đến 30/6, 15/5-14/6/2023.

The day comes first. A year is two or four digits. Without a year only a word that leads to a day makes one of 30/6.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from collectors.reading import Precision
from collectors.vietnamese.mentions import (
    PARTS,
    YEARS,
    Found,
    Mention,
    is_glued,
    key_at,
    month_of,
    number_at,
    said_day,
    text_at,
)
from collectors.vietnamese.tokens import Kind, Token, key, keys

DAY_WORDS = keys("ngày sáng trưa chiều tối đêm hôm mùng mồng")
_CUES = DAY_WORDS | keys("đến tới hết từ trước sau until till by on of since before after giờ h điểm")
# Words behind which a day may stand in brackets or alone: hôm nay (20/7), chủ nhật 2/7.
_SAYS_WHEN = keys("nay qua nhật today yesterday")
_WEEK, _WEEKDAYS = key("thứ"), keys("hai ba tư năm sáu bảy 2 3 4 5 6 7")
_SEPARATORS = frozenset("/-.")
_DASH = "-"
_FIGURES = frozenset("0123456789")
_NOT_A_DAY = keys("% triệu nghìn ngàn tỷ vạn lần điểm phần percent per million thousand billion times ngày giờ năm")
_COUNTED = keys("nhiệm hồ tài thẻ văn thủ chỉ phản tasks communes districts")
_LUNAR = (key("âm"), key("lịch"))
_CENTURY = 2000
ROMAN_MONTHS = {
    "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12,
}  # fmt: skip


def numeric_day(tokens: Sequence[Token], at: int, published: date) -> Found | None:
    """The day in figures that begins at a token."""
    begin = at + 1 if key_at(tokens, at) in DAY_WORDS else at
    led = key_at(tokens, begin - 1) in DAY_WORDS
    parts, behind = _parts(tokens, begin, led)
    if len(parts) == 3:
        return _three_parts(parts, published, behind)
    if len(parts) != 2:
        return None
    if parts[1] in YEARS and 1 <= parts[0] <= 12 and not led:
        return month_of(parts[1], parts[0], None, published), behind
    if not (1 <= parts[0] <= 31 and 1 <= parts[1] <= 12):
        return None
    until = _three_parts_behind_a_dash(tokens, behind)
    if until:
        # 15/5-14/6/2023: the year of its end.
        return said_day(until[2] - (parts[1] > until[1]), parts[1], parts[0], published), behind
    if not (led or _is_led(tokens, at)) or key_at(tokens, behind) in _NOT_A_DAY | _COUNTED:
        return None
    return said_day(None, parts[1], parts[0], published), behind


def part_of_numeric_month(tokens: Sequence[Token], at: int, published: date) -> Found | None:
    """Hết 6/2023, đầu 7/2023."""
    part = PARTS.get(key_at(tokens, at))
    parts, behind = _parts(tokens, at + 1, led=False)
    if part is None or len(parts) != 2 or parts[1] not in YEARS or not 1 <= parts[0] <= 12:
        return None
    return month_of(parts[1], parts[0], part, published), behind


def _three_parts_behind_a_dash(tokens: Sequence[Token], at: int) -> tuple[int, int, int] | None:
    """Day, month and year of the end of a span, where a dash leads to one."""
    if key_at(tokens, at) != _DASH:
        return None
    parts, _ = _parts(tokens, at + 1, led=False)
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 and parts[2] in YEARS else None


def _is_led(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words before 30/6 make it a day: đến 30/6, hôm nay (30/6), thứ sáu, 30/6, 1/6 - 30/6."""
    if key_at(tokens, at - 1) in _CUES:
        return True
    before = at - 2 if key_at(tokens, at - 1) in {"(", ","} else at - 1
    said = key_at(tokens, before)
    if said in _SAYS_WHEN or (said in _WEEKDAYS and key_at(tokens, before - 1) == _WEEK):
        return True
    return said == _DASH and number_at(tokens, at - 2) is not None and text_at(tokens, at - 3) in _SEPARATORS


def _three_parts(parts: Sequence[int], published: date, behind: int) -> Found | None:
    day, month, year = parts if parts[0] not in YEARS else reversed(parts)
    if year not in YEARS and not (0 <= year <= 99 and day <= 31 and month <= 12):
        return None
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return (Mention(None, Precision.DAY), behind) if year in YEARS else None
    return said_day(year if year in YEARS else _CENTURY + year, month, day, published), behind


def _parts(tokens: Sequence[Token], at: int, led: bool) -> tuple[list[int], int]:
    """The two or three numbers of a date in figures at `at`, with one kind of sign between, and the place behind.

    A space beside the signs is let pass where a word leads to a day, or where the year has four digits.
    """
    if text_at(tokens, at)[:1] not in _FIGURES:
        return [], at
    literal = text_at(tokens, at).split(".")
    if 2 <= len(literal) <= 3 and all(part.isdigit() and len(part) <= 4 for part in literal):
        return ([int(part) for part in literal], at + 1) if _looks_like_a_day(literal) else ([], at)
    first, sign, second = number_at(tokens, at), text_at(tokens, at + 1), _month_at(tokens, at + 2)
    if first is None or second is None or sign not in _SEPARATORS:
        return [], at
    third = number_at(tokens, at + 4) if text_at(tokens, at + 3) == sign else None
    loose = led or third in YEARS
    if not _near(tokens, at + 1, loose):
        return [], at
    if third is not None and _near(tokens, at + 3, loose):
        return [first, second, third], at + 5
    return [first, second], at + 3


def _month_at(tokens: Sequence[Token], at: int) -> int | None:
    """The number at a place, or a month in Roman capitals where a sign stands on both its sides: 30/VI/2023."""
    between = text_at(tokens, at - 1) == text_at(tokens, at + 1) and number_at(tokens, at + 2) in YEARS
    return ROMAN_MONTHS.get(text_at(tokens, at)) if between and tokens[at].kind is Kind.WORD else number_at(tokens, at)


def _looks_like_a_day(literal: Sequence[str]) -> bool:
    """Whether 22.4 or 30.9.2023 can be a day; 12.005 and 1.497.360 can't."""
    return len(literal[0]) <= 2 and len(literal[1]) <= 2 and (len(literal) == 2 or len(literal[2]) == 4)


def _near(tokens: Sequence[Token], at: int, loose: bool) -> bool:
    """Whether the sign at `at` stands between its neighbours with nothing, or (`loose`) a space beside it."""
    if loose:
        return tokens[at].start - tokens[at - 1].end <= 1 and tokens[at + 1].start - tokens[at].end <= 1
    return is_glued(tokens, at) and is_glued(tokens, at + 1)


def lunar(tokens: Sequence[Token], at: int) -> bool:
    """Whether what stands behind a day makes it one of the lunar calendar: 15/5 âm lịch, (âm lịch)."""
    begin = at + 1 if key_at(tokens, at) == "(" else at
    return (key_at(tokens, begin), key_at(tokens, begin + 1)) == _LUNAR or text_at(tokens, begin) in {"ÂL", "AL"}
