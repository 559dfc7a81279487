"""Numbers, shares and days in the two languages of the screen."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Literal

Language = Literal["vi", "en"]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# The words of a place as it is kept with a figure: "page 3, table 1!C60", "row 5, column 3", "characters 5–9".
_PLACE = re.compile(r"(?:(?<=^)|(?<=, ))(page|table|row|column|characters|record)(?= (?:\d|[A-Z]{1,3}\b|'))")
_PLACES = {"page": "trang", "table": "bảng", "row": "dòng", "column": "cột", "characters": "ký tự", "record": "bản ghi"}
# ',' groups and '.' is decimal in English; the other way round in Vietnamese.
_VIETNAMESE = str.maketrans(",.", ".,")


def number(value: float, language: Language, decimals: int = 0) -> str:
    """A number with grouping, at most `decimals` decimals, no trailing zeros: 585.673 in Vietnamese."""
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{rounded:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(_VIETNAMESE) if language == "vi" else text


def share(ratio: float, language: Language, decimals: int = 2) -> str:
    """A share as a percentage: 1.1194 is '111,94 %' in Vietnamese, '111.94%' in English.

    Just below the whole it is cut off, not rounded: 99.997 % is never written as 100 %.
    """
    hundredths = Decimal(str(ratio)) * 100
    step = Decimal(1).scaleb(-decimals)
    if hundredths < 100 <= hundredths.quantize(step, ROUND_HALF_UP):
        hundredths = hundredths.quantize(step, ROUND_FLOOR)
    text = number(float(hundredths), language, decimals)
    return f"{text}\N{NO-BREAK SPACE}%" if language == "vi" else f"{text}%"


def day(value: date, language: Language) -> str:
    """A day as it is written: 19/10/2023 in Vietnamese, 19 Oct 2023 in English."""
    if language == "vi":
        return f"{value.day}/{value.month}/{value.year}"
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def place(written: str, language: Language) -> str:
    """A place in a document as it is said: "table 1!C2" is "bảng 1!C2" in Vietnamese. Names of sheets stay."""
    return _PLACE.sub(lambda found: _PLACES[found[1]], written) if language == "vi" else written
