"""What a spreadsheet shows of a number by the number format of its cell: a share, a day, a code, or another number.

A format has up to four sections parted by ";": for numbers above 0, below 0, 0 itself, and text; or with conditions
("[>=1000]"). Format codes in files are written the English way whatever the country of the program.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

from collectors.figures.cell import PercentFloat, Unusable

GENERAL = "General"
# The formats that a file may name by their number alone; those left out show the number as it is.
BUILT_IN = {
    9: "0%", 10: "0.00%", 12: "# ?/?", 13: "# ??/??", 14: "m/d/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yyyy h:mm",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    **dict.fromkeys((*range(27, 32), 36, *range(50, 59)), "m/d/yyyy"), **dict.fromkeys(range(32, 36), "h:mm:ss"),
}  # fmt: skip

# How accounting formats show 0.
_NOUGHT = ("-", "–", "—")
# Words in a format that multiply the number before them.
_MULTIPLIERS = re.compile(
    r"(?<!\w)(nghìn|ngàn|nghin|ngan|k|tr|triệu|trieu|m|tỷ|tỉ|ty|b|thousand|million|billion)(?!\w)"
)
_CONDITIONS: dict[str, Callable[[float, float], bool]] = {
    ">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip

_PIECES = re.compile(r'"([^"]*)"?|\\(.)|_.|\*.|\[([^\]]*)\]|(.)', re.DOTALL)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?[0-9.]+)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CURRENCY = re.compile(r"\$([^-]*)")
_PLACE = re.compile(r"[0#?]")
# Commas behind the last place before the point divide by a thousand each.
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_FIRST_YEAR_1900, _FIRST_YEAR_1904 = date(1899, 12, 30), date(1904, 1, 1)
# The first calendar has a 29 February 1900 that never was.
_FALSE_LEAP_DAY, _LAST_SERIAL = 60, 2_958_465
_DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class _Section:
    """One section of a format: what it is made of, and the texts that it shows around the number."""

    code: str
    literal: str
    condition: tuple[str, float] | None
    elapsed: bool

    @property
    def is_general(self) -> bool:
        return self.code.strip().casefold() in ("general", "standard", "@")

    @property
    def is_date(self) -> bool:
        return self.elapsed or (not self.is_general and re.search(r"[dmyhs]", self.code, re.IGNORECASE) is not None)

    def shows(self, *letters: str) -> bool:
        return any(letter in self.code.casefold() for letter in letters)

    @property
    def shows_number(self) -> bool:
        return self.is_general or "%" in self.code or _PLACE.search(self.code) is not None

    @property
    def decimals(self) -> int:
        _, _, behind = self.code.partition(".")
        return len(_PLACE.findall(behind))


def shown_value(number: float, code: str, from_1904: bool = False) -> object:
    """What a cell with this number says: the number itself, a PercentFloat, a day, a time, a code with its zeros.

    An Unusable where the format shows another number than the cell holds, or none at all.
    """
    section = _section_for(number, _sections(code))
    if not math.isfinite(number) or (number == 0 and section.literal.strip() in _NOUGHT):
        return number
    if section.is_date:
        return _moment(number, section, from_1904)
    if _shows_nothing(number, section):
        return _not_shown(number)
    if not section.shows_number:
        return _scaled(number, code)
    return _number(number, section, code)


def _number(number: float, section: _Section, code: str) -> object:
    scales = _SCALED.search(section.code) is not None
    multiplies = _MULTIPLIERS.search(section.literal.casefold()) or re.search(r"[0-9‰]", section.literal)
    if number and (scales or multiplies):
        return _scaled(number, code)
    if "%" in section.code:
        return _percent(number, section)
    if "%" in section.literal:
        return _percent(float(Decimal(repr(number)) / 100), section)
    if "/" in section.code:
        message = f"{number:g} shown as a fraction; a text such as 13/15, or a whole number, would be right"
        return Unusable("fraction_format", message, _written(number))
    padded = section.code.strip()
    if re.fullmatch("0{2,}", padded) and number.is_integer() and 0 <= number < 10 ** (len(padded) - 1):
        return PaddedInt(int(number), len(padded))
    return number


class PaddedInt(int):
    """A code such as 8740 whose cell shows its leading zeros: 08740. Its text is that; its number is the number."""

    width: int

    def __new__(cls, number: int, width: int) -> PaddedInt:
        made = super().__new__(cls, number)
        made.width = width
        return made

    def __str__(self) -> str:
        return f"{int(self):0{self.width}d}"


def _percent(share: float, section: _Section) -> PercentFloat:
    shown = f"{Decimal(repr(share)) * 100:.{section.decimals}f}%".replace(".", ",")
    return PercentFloat(share, shown)


def _scaled(number: float, code: str) -> Unusable:
    message = f"{number:g} shown as another number by its format {code!r}; a plain format would be right"
    return Unusable("scaled_format", message, _written(number))


def _not_shown(number: float) -> Unusable:
    message = f"{number:g} stands here and its format shows nothing; a format that shows it would be right"
    return Unusable("not_shown", message, _written(number))


def _written(number: float) -> str:
    return f"{number:.15g}"


def _shows_nothing(number: float, section: _Section) -> bool:
    if section.literal.strip() or section.is_general:
        return False
    return not section.code.strip() or (number == 0 and "0" not in section.code and "%" not in section.code)


def _moment(serial: float, section: _Section, from_1904: bool) -> object:
    """The day or time that a serial number is, as far as the format shows it."""
    if not 0 <= serial <= _LAST_SERIAL:
        return Unusable("not_a_day", f"{serial:g} under a format for days is no day", _written(serial))
    days, seconds = divmod(round(serial * _DAY_SECONDS), _DAY_SECONDS)
    has_time, has_day, has_year = section.shows("h", "s"), section.shows("d"), section.shows("y")
    if section.elapsed:
        minutes = (days * _DAY_SECONDS + seconds) // 60
        return f"{minutes // 60}:{minutes % 60:02d}"
    if has_time and not has_day and not has_year:
        return time(seconds // 3600, seconds // 60 % 60, seconds % 60)
    day = _day(days, from_1904)
    if (coarse := _month_or_year(day, section)) is not None:
        return coarse
    return datetime.combine(day, time()) + timedelta(seconds=seconds) if seconds else day


def month_or_year(day: date, code: str) -> str | None:
    """A day as a format shows it that shows its month or year alone; None where it shows the day."""
    section = _sections(code)[0]
    return _month_or_year(day, section) if section.is_date else None


def _month_or_year(day: date, section: _Section) -> str | None:
    """A month is no day, though a spreadsheet keeps its first one."""
    if section.shows("d") or section.elapsed or not section.shows("m", "y"):
        return None
    if not section.shows("y"):
        return f"tháng {day.month}"
    return f"tháng {day.month}/{day.year}" if section.shows("m") else f"năm {day.year}"


def _day(days: int, from_1904: bool) -> date:
    if from_1904:
        return _FIRST_YEAR_1904 + timedelta(days=min(days, (date.max - _FIRST_YEAR_1904).days))
    return _FIRST_YEAR_1900 + timedelta(days=days + (days < _FALSE_LEAP_DAY))


def _section_for(number: float, sections: tuple[_Section, ...]) -> _Section:
    numeric = sections[:3]
    if any(section.condition for section in numeric):
        return next((section for section in numeric if _holds(section, number)), numeric[-1])
    if len(numeric) == 3 and number == 0:
        return numeric[2]
    return numeric[1] if len(numeric) > 1 and number < 0 else numeric[0]


def _holds(section: _Section, number: float) -> bool:
    if section.condition is None:
        return True
    sign, limit = section.condition
    return _CONDITIONS[sign](number, limit)


@lru_cache(maxsize=4096)
def _sections(code: str) -> tuple[_Section, ...]:
    """The sections of a format. Without any it is the general one."""
    if not code.strip():
        code = GENERAL
    return tuple(_section(pieces) for pieces in _parted(code[:1000]))


def _parted(code: str) -> Iterator[list[re.Match[str]]]:
    pieces: list[re.Match[str]] = []
    for piece in _PIECES.finditer(code):
        if piece[4] == ";":
            yield pieces
            pieces = []
        else:
            pieces.append(piece)
    yield pieces


def _section(pieces: list[re.Match[str]]) -> _Section:
    literal = "".join((p[1] or p[2] or "") + _currency(p[3] or "") for p in pieces)
    brackets = [p[3] for p in pieces if p[3]]
    conditions = [found for text in brackets if (found := _CONDITION.fullmatch(text))]
    condition = (conditions[0][1], _limit(conditions[0][2])) if conditions else None
    elapsed = any(_ELAPSED.fullmatch(text) for text in brackets)
    return _Section("".join(p[4] or "" for p in pieces), literal, condition, elapsed)


def _currency(bracket: str) -> str:
    found = _CURRENCY.match(bracket)
    return found[1] if found else ""


def _limit(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.inf
