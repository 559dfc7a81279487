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


def count_in(cell: object) -> int:
    """The whole number in a cell. Raises Unreadable, or NotReported where there is no figure."""
    if says_nothing_yet(cell):
        raise NotReported(cell)
    if isinstance(cell, str):
        return _within_reach(_whole_text(cell))
    number = _number(cell, "a count")
    if isinstance(number, WrittenFloat) and re.fullmatch(r"-?[0-9]{1,3}\.[0-9]{3}", number.written):
        raise Unreadable(
            "ambiguous_number", f"{number.written} may be {number:g} or thousands; without a point it would be clear"
        )
    if number < 0:
        raise Unreadable("negative", f"{_shown(cell)}: a count is never below 0")
    if number != int(number):
        raise Unreadable("not_whole", f"{_shown(cell)}: a count is a whole number")
    return _within_reach(int(number))


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
    percent_said = isinstance(cell, str) and cell.strip().endswith("%")
    number = _decimal_text(cell.strip().rstrip("%").rstrip()) if isinstance(cell, str) else _exact(cell)
    if number < 0:
        raise Unreadable("negative", f"{_shown(cell)}: a share is never below 0")
    if not percent_said and number != 0:
        percent_said = _is_percent(number, cell, scale, percent_heading)
    share = number / 100 if percent_said else number
    if share > LARGEST_SHARE:
        raise Unreadable("not_a_share", f"{_shown(cell)}: a share above {LARGEST_SHARE:.0%} cannot be")
    return float(share)


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
    """The name or code in a cell, as written but for outer space and a note's star; None where it is blank.

    Raises Unreadable for what is neither a text nor a whole number.
    """
    if is_blank(cell):
        return None
    if isinstance(cell, Unusable):
        raise Unreadable(cell.rule, cell.message)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, bool) or not isinstance(cell, str | int):
        raise Unreadable("not_a_name", f"{_shown(cell)}: {_kind(cell)} stands where a name or code was due")
    text = " ".join(unicodedata.normalize("NFC", str(cell)).split())
    if not text.isprintable():
        raise Unreadable("not_a_name", f"{_shown(cell)}: control characters in a name")
    return re.sub(r"\s*(?:\(\*+\)|\*+)$", "", text) or None


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


def _exact(cell: object) -> Fraction:
    """A number as it was written, not as a binary fraction near it."""
    return Fraction(Decimal(repr(float(_number(cell, "a share")))))


def _is_percent(number: Fraction, cell: object, scale: Scale | None, percent_heading: bool) -> bool:
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
