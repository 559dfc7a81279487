"""The as-of day that a heading, or a line beside a table, says: "Số liệu tính đến ngày 30/6/2023", "Tháng 6/2023"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from collectors.reading import Precision
from collectors.vietnamese.phrases import Phrases
from collectors.vietnamese.prose import read_prose

# A line longer than this is prose, and dates itself alone.
LONGEST_LINE = 300


@dataclass(frozen=True, slots=True)
class Said:
    """A day that a text says. `firm` where it is said of figures ("tính đến", "chốt"), not by a title's month alone."""

    day: date
    precision: Precision
    firm: bool = False


_FIRM = re.compile(
    r"tính đến|số liệu|chốt|đến (hết )?ngày|đến [0-9]{1,2}\s*(h|giờ)|cập nhật|thời điểm|as of|up to|data"
)
_DATED = re.compile(r"[0-9][/.-][0-9]|tháng|quý|năm|\bt[0-9]|as of|by|until|january|february|march|april|may|june|july")
# A letter's place and day ("Vĩnh Phúc, ngày 3 tháng 7 năm 2023"), and days on which a paper was made or sent.
_SIGNED = re.compile(r"[^:;0-9]{2,40},\s*ngày\s.{1,60}")
_OF_PAPER = re.compile(r"\bngày (lập|in|ký|gửi|ban hành|nhận|nộp|xuất)\b|\b(in|lập|ký|xuất) (lúc|ngày)\b|kèm theo")
# A period that stands alone, or ends a title, is that to the end of which the figures run.
_PERIOD = re.compile(
    r"(?:tháng|\bt)\s*(?P<month>1[0-2]|0?[1-9])\s*(?:[/.-]|năm)?\s*(?P<year>20[0-9]{2})?(?![0-9/])"
    r"|quý\s*(?P<quarter>iv|i{1,3}|[1-4])\s*(?:[/.-]|năm)?\s*(?P<of>20[0-9]{2})?(?![0-9/])"
)
_DAY_ALONE = re.compile(r"(0[1-9]|[12][0-9]|3[01])[.-](0?[1-9]|1[0-2])|[0-9]{1,2}[.-][0-9]{1,2}[.-]20[0-9]{2}")
_PERIOD_ALONE = re.compile(
    r"((đến|hết) )*(tháng |t)[0-9]{1,2}([ .-](năm )?20[0-9]{2})?|quý (iv|i{1,3})([ .-](năm )?20[0-9]{2})?"
)
_MONTH_ALONE = re.compile(r"(?:0?[1-9]|1[0-2])\s*[/.-]\s*20[0-9]{2}")
_RESULT = ", đã kích hoạt 1.234.567 tài khoản định danh điện tử"


@lru_cache(1024)
def day_said(text: str, published: date, phrases: Phrases) -> Said | None:
    """The as-of day that a text says; None where it says none, or that of a letter or a plan."""
    plain = " ".join(text.split()).casefold()
    if len(plain) > LONGEST_LINE or not _DATED.search(plain) or not any(map(str.isdigit, plain)):
        return None
    if _MONTH_ALONE.fullmatch(plain):
        return _period(f"tháng {plain}", published, phrases)
    if _SIGNED.fullmatch(plain) or _OF_PAPER.search(plain):
        return None
    said = _read(text.strip().strip(".:;()*"), published, phrases)
    if said is None or said.precision is Precision.YEAR:
        said = _period(plain, published, phrases) or said
    return said


def day_of_sheet(name: str, published: date, phrases: Phrases) -> Said | None:
    """The day that the name of a sheet is: "30.6", "T6", "Tháng 6.2023"; "1.2" is a number of a form as well."""
    plain = " ".join(name.split()).casefold()
    if _DAY_ALONE.fullmatch(plain):
        return day_said(f"ngày {plain.replace('.', '/').replace('-', '/')}", published, phrases)
    return day_said(plain, published, phrases) if _PERIOD_ALONE.fullmatch(plain) else None


def _period(plain: str, published: date, phrases: Phrases) -> Said | None:
    """The end of the one month or quarter that a text names."""
    named = {found[0].strip() for found in _PERIOD.finditer(plain)}
    if len(named) != 1 or "trong" in plain or "kế hoạch" in plain:
        return None
    period = re.sub(r"^t(?=[0-9])", "tháng ", named.pop()).replace(".", "/").replace("-", "/")
    return _read(f"Đến hết {period}", published, phrases)


def _read(text: str, published: date, phrases: Phrases) -> Said | None:
    readings = read_prose(text + _RESULT, published, phrases).readings
    said = {(one.as_of, one.as_of_precision) for one in readings if one.as_of_precision is not Precision.PUBLISHED}
    if len(said) != 1:
        return None
    day, precision = said.pop()
    return Said(day, precision, _FIRM.search(text.casefold()) is not None)
