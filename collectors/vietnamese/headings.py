"""What a heading of a table says: the figure under it, or what else stands there.

A heading is read as the sentence that it would be with a figure behind it, so that tables and prose share one grammar.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from collectors.reading import Measure, Precision, Reading
from collectors.vietnamese.phrases import Phrases
from collectors.vietnamese.prose import read_prose


class Role(StrEnum):
    """What stands under a heading that names no indicator, or which part of the indicator's figure."""

    ORDINAL = "ordinal"
    UNIT = "unit"
    CODE = "code"
    DAY = "day"
    MEASURE = "measure"
    INDICATOR = "indicator"
    NOTE = "note"
    VALUE = "value"
    TARGET = "target"
    SHARE = "share"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading says. `example` is a Reading of the figure under it, whose numbers mean nothing.

    `day` is the as-of day that it says, `factor` that in which its numbers are written (1, 1000, 1000000), and
    `period` whether it is a count of a day, a week or a month, no running total.
    """

    role: Role
    example: Reading | None = None
    day: date | None = None
    factor: int = 1
    period: bool = False


# A count and a percentage that cannot be taken for a year, a rank or a level.
_COUNT, _PERCENT = "1.234.567", "45,5%"

_ROLES = (
    (Role.ORDINAL, r"(s?tt|số tt|số thứ tự|no\.?|#)"),
    (Role.CODE, r"(mã|code)( (số|đơn vị|xã|huyện|tỉnh|đvhc|địa phương|unit))*"),
    (Role.MEASURE, r"(đvt|đơn vị tính|unit of measure)"),
    (Role.UNIT, r"(tên )?(đơn vị|địa phương|địa bàn|huyện|xã|tỉnh|phường|thị trấn|thành phố|cơ quan|sở|ngành|unit|"
     r"district|commune|province)s?(( |, ?|/| ?- ?|;)(đơn vị|địa phương|huyện|xã|phường|thị trấn|thị xã|thành phố|tp|"
     r"hành chính|cấp huyện|cấp xã|đặc khu|sở|ban|ngành|tỉnh))*"),
    (Role.DAY, r"(ngày|thời điểm|số liệu|tính|as of|date)( (số liệu|tính|chốt|báo cáo|đến|cập nhật|ngày|liệu))*"),
    (Role.INDICATOR, r"(chỉ tiêu|nội dung|tiêu chí|indicator|chỉ số)( (báo cáo|thực hiện|đánh giá|theo dõi))?"),
    (Role.NOTE, r"(ghi chú|note|notes|remark|remarks|xếp hạng|xếp thứ|hạng|thứ hạng)"),
)  # fmt: skip
_MATCHERS = tuple((role, re.compile(pattern)) for role, pattern in _ROLES)

_TARGET = re.compile(r"(chỉ tiêu|kế hoạch|mục tiêu|target|phải (thực hiện|cấp|thu nhận)|được giao|giao)(?! (đã|hoàn))")
_SHARE = re.compile(r"(tỷ lệ|tỉ lệ|%|phần trăm|share|rate|percent)")
_VALUE = re.compile(r"(kết quả|thực hiện|lũy kế|luỹ kế|tổng số|số lượng|đã |đạt|result|done|total)")
_PERIOD = re.compile(
    r"(trong|theo|mỗi|/) ?(ngày|tuần|tháng|quý|kỳ)|phát sinh|tăng (thêm|so)|so với|daily|weekly|monthly"
)
_FACTORS = ((1_000_000, re.compile(r"\b(triệu|million)")), (1_000, re.compile(r"\b(nghìn|ngàn|thousand)")))
_IN_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")


def meaning_of(heading: str, published: date, phrases: Phrases) -> Meaning:
    """What a heading says. `published` dates what it says without a year."""
    text = _plain(heading)
    bare = _IN_BRACKETS.sub(" ", text).strip(" .:,;*")
    bare = " ".join(bare.split())
    role = next((role for role, matcher in _MATCHERS if matcher.fullmatch(bare)), None)
    example = None if role not in (None, Role.UNIT) else figure_named(heading, published, phrases)
    day = day_said(heading, published, phrases)
    if role is not None and example is None:
        return Meaning(role, day=day)
    return Meaning(_part(bare, text, example), example, day, _factor(text), bool(_PERIOD.search(text)))


def figure_named(heading: str, published: date, phrases: Phrases) -> Reading | None:
    """A Reading of the figure that a heading names; None where it names none, or more than one."""
    for figure in (_PERCENT, _COUNT) if _SHARE.search(_plain(heading)) else (_COUNT, _PERCENT):
        found = read_prose(f"{heading.strip().rstrip(':')}: {figure}", published, phrases).readings
        if len(found) == 1 and (found[0].measure is Measure.PERCENT) == (figure == _PERCENT):
            return found[0]
    return None


def day_said(text: str, published: date, phrases: Phrases) -> date | None:
    """The as-of day that a heading or a line beside a table says; None where it says none."""
    sentence = f"{text.strip().rstrip('.:')}, đã kích hoạt {_COUNT} tài khoản định danh điện tử"
    said = {
        reading.as_of
        for reading in read_prose(sentence, published, phrases).readings
        if reading.as_of_precision is not Precision.PUBLISHED
    }
    return said.pop() if len(said) == 1 else None


def factor_said(text: str) -> int:
    """The factor that "Đơn vị tính: nghìn tài khoản" gives; 1 where a text says none."""
    plain = _plain(text)
    return _factor(plain) if re.search(r"đơn vị( tính)?\s*:|đvt\s*:|\bunit\s*:", plain) else 1


def _plain(heading: str) -> str:
    return " ".join(unicodedata.normalize("NFC", heading).split()).casefold()


def _part(bare: str, text: str, example: Reading | None) -> Role:
    if example is not None and example.measure is Measure.PERCENT:
        return Role.VALUE
    if _SHARE.search(bare) or text.strip() == "%" or "(%)" in text:
        return Role.SHARE
    if _TARGET.search(bare):
        return Role.TARGET if example is None or not _VALUE.search(bare) else Role.VALUE
    return Role.VALUE if example is not None or _VALUE.search(bare) else Role.OTHER


def _factor(text: str) -> int:
    return next((factor for factor, word in _FACTORS if word.search(text)), 1)
