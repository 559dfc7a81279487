"""What one cell of a table or one field of a JSON record says: a count, a share, a day, a name, or nothing yet.

Strict where a guess could be wrong: a locale's parser makes 847 of "84.7" and takes full-width digits and NaN.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeGuard
from zoneinfo import ZoneInfo

from collectors.reading import LARGEST_COUNT

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

# No share of anything here comes near ten wholes; a number above it is a percentage.
LARGEST_SHARE = 10
# Years in which a figure of the project can lie; others are another calendar or a slip.
FIRST_YEAR, LAST_YEAR = 2000, 2099


class Scale(StrEnum):
    """What a bare number for a share is written in."""

    SHARE = "share"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Unusable:
    """Stands where a document holds something that is no value: a key given twice, NaN, a number beyond reach."""

    rule: str
    message: str
    written: str = ""

    def __str__(self) -> str:
        return self.written


class WrittenFloat(float):
    """A number that remembers how it was written: 77.000 may be 77 or 77,000, though as a float it is 77."""

    written: str

    def __new__(cls, written: str) -> WrittenFloat:
        number = super().__new__(cls, written)
        number.written = written
        return number


class PercentFloat(float):
    """A share in a cell that is shown in percent: 0.985, `shown` as "98,5%". It is never a count."""

    shown: str

    def __new__(cls, share: float, shown: str) -> PercentFloat:
        number = super().__new__(cls, share)
        number.shown = shown
        return number

    def __str__(self) -> str:
        return self.shown


class Unreadable(Exception):
    """A cell that does not say what was due; `rule` is its short word, the text says what would be right."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule


class NotReported(Unreadable):
    """A cell that says that there is no figure: blank, a dash, "chưa báo cáo". Not nought, and no fault."""

    def __init__(self, written: object) -> None:
        super().__init__("not_reported", f"{_shown(written)}: no figure is reported here; it is not counted as 0")


_NO_FIGURE = frozenset({"", "-", "--", "–", "—", "x", "…", "...", "n/a", "na", "null", "none", "không có số liệu"})
# "chưa có", "chưa báo cáo", "chưa có số liệu": nothing yet.
_NOT_YET = "chưa"

_PLAIN = re.compile(r"[0-9]+")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([., ])[0-9]{3})(?:\1[0-9]{3})*")
_DECIMAL = re.compile(r"([0-9]+)[.,]([0-9]+)")
_GROUPED_DECIMAL = re.compile(r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+),([0-9]+)|([1-9][0-9]{0,2}(?:,[0-9]{3})+)\.([0-9]+)")
_PAIR = re.compile(r"([0-9.]{1,11}) ?/ ?([0-9.]{1,11})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# What leads from a name to a note: a star, a raised or bracketed number.
_MARKS_BEHIND = re.compile(r"(?:\s*(?:\(\*+\)|\*+|\([0-9]{1,2}\)|\[[0-9]{1,2}\]|[¹²³⁴-⁹⁰]+))+$")


def folded(text: str) -> str:
    """A text for comparison: one form of its letters, one space between words, small letters."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def is_blank(cell: object) -> bool:
    """Whether nothing at all stands in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def says_nothing_yet(cell: object) -> bool:
    """Whether a cell is blank or says in words that no figure is reported."""
    if not isinstance(cell, str):
        return cell is None
    text = folded(cell)
    return text in _NO_FIGURE or text.split(" ")[0] == _NOT_YET


def count_in(cell: object, factor: int = 1) -> int:
    """The whole number in a cell, in which counts are written in ones or, say, in thousands (`factor` 1000).

    Raises Unreadable, or NotReported where there is no figure.
    """
    if factor == 1 and _is_plain_count(cell):
        return int(cell)
    if says_nothing_yet(cell):
        raise NotReported(cell)
    if factor != 1:
        return _within_reach(_scaled(cell, factor))
    if isinstance(cell, str):
        return _within_reach(_whole_text(cell))
    number = _number(cell, "a count")
    if isinstance(number, PercentFloat):
        raise Unreadable("not_a_number", f"{number.shown}: a percentage stands where a count was due")
    if isinstance(number, WrittenFloat) and re.fullmatch(r"-?[0-9]{1,3}\.[0-9]{3}", number.written):
        raise Unreadable(
            "ambiguous_number", f"{number.written} may be {number:g} or thousands; without a point it would be clear"
        )
    if number < 0:
        raise Unreadable("negative", f"{_shown(cell)}: a count is never below 0")
    if number != int(number):
        raise Unreadable("not_whole", f"{_shown(cell)}: a count is a whole number")
    return _within_reach(int(number))


def _is_plain_count(cell: object) -> TypeGuard[int | float]:
    """Whether a cell holds a whole number and nothing else: quick to see, and true of most."""
    return (type(cell) is float or type(cell) is int) and 0 <= cell <= LARGEST_COUNT and cell == int(cell)


def _scaled(cell: object, factor: int) -> int:
    """A count that is written in thousands or millions: 48,5 of a thousand is 48500."""
    if isinstance(cell, PercentFloat):
        raise Unreadable("not_a_number", f"{cell.shown}: a percentage stands where a count was due")
    if isinstance(cell, str):
        text = " ".join(cell.split())
        if re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{3}", text):
            message = f"{text} (times {factor:,}) may have a decimal mark or group its digits; ones would be clear"
            raise Unreadable("ambiguous_number", message)
        number = Fraction(_whole_text(cell)) if _GROUPED.fullmatch(text) else _decimal_text(text)
    else:
        number = Fraction(Decimal(repr(_number(cell, "a count"))))
    if number < 0:
        raise Unreadable("negative", f"{_shown(cell)}: a count is never below 0")
    if (number * factor).denominator != 1:
        raise Unreadable("not_whole", f"{_shown(cell)}: times {factor:,} it is no whole number, as a count is")
    return int(number * factor)


def says_a_count(cell: object) -> bool:
    """Whether a whole number stands in a cell."""
    try:
        count_in(cell)
    except Unreadable:
        return False
    return True


def parts_of_pair(cell: object) -> tuple[str, str] | None:
    """The two counts in a text such as "13/15", done of due; None for any other cell."""
    pair = _PAIR.fullmatch(cell.strip()) if isinstance(cell, str) else None
    return (pair.group(1), pair.group(2)) if pair else None


def share_in(cell: object, scale: Scale | None, percent_heading: bool = False) -> float:
    """The share (0.972) in a cell: "97,2%", or a bare number on a scale that is said or that leaves no doubt.

    Under a heading with a percent sign a bare number above 1 is a percentage; 1 or less may be either and is
    refused. Without scale and heading only a number above ten leaves no doubt. Raises Unreadable, NotReported.
    """
    if says_nothing_yet(cell):
        raise NotReported(cell)
    if isinstance(cell, PercentFloat):
        return _share(float(cell), cell)
    if isinstance(cell, str):
        percent_said = cell.strip().endswith("%")
        number = float(_decimal_text(cell.strip().rstrip("%").rstrip()))
    else:
        percent_said, number = False, float(_number(cell, "a share"))
    if not percent_said and number > 0:
        percent_said = _is_percent(number, cell, scale, percent_heading)
    return _share(_hundredth(number) if percent_said else number, cell)


def _share(share: float, cell: object) -> float:
    if share < 0:
        raise Unreadable("negative", f"{_shown(cell)}: a share is never below 0")
    if share > LARGEST_SHARE:
        raise Unreadable("not_a_share", f"{_shown(cell)}: a share above {LARGEST_SHARE:.0%} cannot be")
    return share


def _hundredth(percent: float) -> float:
    """The share that a percentage is, as it is written: 97.2 is 0.972, and not a binary fraction near it."""
    written = repr(percent)
    return percent / 100 if "e" in written or "n" in written else float(f"{written}e-2")


def day_in(cell: object) -> date:
    """The local day in a cell: a date, 2023-06-30 (with or without a time of day), or 30/6/2023, never month-first."""
    if is_blank(cell):
        raise Unreadable("no_day", "no day stands here; 2023-06-30 or 30/6/2023 would be right")
    if isinstance(cell, datetime):
        day = cell.astimezone(VIETNAM).date() if cell.tzinfo else cell.date()
    elif isinstance(cell, date):
        day = cell
    else:
        day = _day_in_text(cell)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unreadable("not_a_day", f"{_shown(cell)}: the year {day.year} cannot be meant")
    return day


def name_in(cell: object) -> str | None:
    """The name or code in a cell, as written but for outer space and marks of a note; None where it is blank.

    Raises Unreadable for what is neither a text nor a whole number.
    """
    if is_blank(cell):
        return None
    if isinstance(cell, Unusable):
        raise Unreadable(cell.rule, cell.message)
    if isinstance(cell, float) and cell.is_integer() and not isinstance(cell, PercentFloat):
        cell = int(cell)
    if isinstance(cell, bool) or not isinstance(cell, str | int):
        raise Unreadable("not_a_name", f"{_shown(cell)}: {_kind(cell)} stands where a name or code was due")
    text = " ".join(unicodedata.normalize("NFC", str(cell)).split())
    if not text.isprintable():
        raise Unreadable("not_a_name", f"{_shown(cell)}: control characters in a name")
    return _MARKS_BEHIND.sub("", text) or None


def _whole_text(cell: str) -> int:
    text = " ".join(cell.split())
    if (_PLAIN.fullmatch(text) and (len(text) == 1 or text[0] != "0") and len(text) <= 18) or _GROUPED.fullmatch(text):
        return int(re.sub("[., ]", "", text))
    whole, decimals = _decimal_parts(text)
    if decimals is None:
        rule = "negative" if re.match("[-−][0-9]", text) else "not_a_number"
        raise Unreadable(rule, f"{_shown(cell)}: a whole number such as 45000 or 45.000 would be right")
    if int(decimals) != 0:
        raise Unreadable("not_whole", f"{_shown(cell)}: a count is a whole number")
    return int(whole)


def _decimal_text(text: str) -> Fraction:
    text = " ".join(text.split())
    if _PLAIN.fullmatch(text) and len(text) <= 18:
        return Fraction(text)
    whole, decimals = _decimal_parts(text)
    if decimals is None:
        rule = "negative" if re.match("[-−][0-9]", text) else "not_a_number"
        raise Unreadable(rule, f"{_shown(text)}: a percentage such as 97,2% would be right")
    return Fraction(f"{whole}.{decimals}")


def _decimal_parts(text: str) -> tuple[str, str | None]:
    """The digits before and after the decimal mark; None for the latter where the text is no such number."""
    if len(text) > 30:
        return text, None
    if mixed := _GROUPED_DECIMAL.fullmatch(text):
        whole, decimals = mixed.group(1) or mixed.group(3), mixed.group(2) or mixed.group(4)
        return re.sub("[.,]", "", whole), decimals
    if plain := _DECIMAL.fullmatch(text):
        return plain.group(1), plain.group(2)
    return text, None


def _number(cell: object, due: str) -> int | float:
    if isinstance(cell, Unusable):
        raise Unreadable(cell.rule, cell.message)
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise Unreadable("not_a_number", f"{_shown(cell)}: {_kind(cell)} stands where {due} was due")
    if not math.isfinite(cell):
        raise Unreadable("not_a_number", f"{cell} is no number")
    return cell


def _is_percent(number: float, cell: object, scale: Scale | None, percent_heading: bool) -> bool:
    if scale is not None:
        return scale is Scale.PERCENT
    if number > LARGEST_SHARE or (percent_heading and number > 1):
        return True
    raise Unreadable(
        "ambiguous_number",
        f"{_shown(cell)} may be a share or a percentage; 97,2% or `scale: share` or `scale: percent` would be clear",
    )


def _within_reach(number: int) -> int:
    if number > LARGEST_COUNT:
        raise Unreadable("too_large", f"{number:.3g}: more than a country can hold")
    return number


def _day_in_text(cell: object) -> date:
    wrong = Unreadable("not_a_day", f"{_shown(cell)} is not a day; 2023-06-30 or 30/6/2023 would be right")
    if not isinstance(cell, str):
        raise wrong
    text = cell.strip()
    try:
        if found := _DAY_FIRST.fullmatch(text):
            return date(int(found.group(4)), int(found.group(3)), int(found.group(1)))
        if _ISO.fullmatch(text):
            return date.fromisoformat(text)
        if _ISO.match(text) and text[10:11] in ("T", " ") and text.isascii():
            instant = datetime.fromisoformat(text)
            return instant.astimezone(VIETNAM).date() if instant.tzinfo else instant.date()
    except (ValueError, OverflowError):
        pass
    raise wrong


def _kind(cell: object) -> str:
    kinds = ((bool, "true or false"), (date, "a date"), (list, "a list"))
    return next((words for kind, words in kinds if isinstance(cell, kind)), "something else")


def _shown(cell: object) -> str:
    """A cell in a message, cut short."""
    text = str(cell) if isinstance(cell, int | float | date) and not isinstance(cell, bool) else repr(cell)
    return text if len(text) <= 60 else f"{text[:57]}…"
