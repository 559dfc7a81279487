"""How the numbers of a formula are written, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from math import isclose

from collectors.reading import Measure
from monitor.campaign import Indicator, Names
from monitor.clock import DAY, VIETNAM
from monitor.language import Language, day, number, share


def both(text: Callable[[Language], str]) -> Names:
    """A text in both languages."""
    return Names(text("vi"), text("en"))


def counted(value: float, indicator: Indicator, language: Language) -> str:
    """A number in the indicator's measure, without the measure's name."""
    if indicator.measure is Measure.PERCENT:
        return share(value, language)
    return plain(value, language)


def plain(value: float, language: Language) -> str:
    """A number, with decimals only where it has them."""
    return number(value, language, 0 if value == int(value) else 2)


def signed(value: float, written: str) -> str:
    """A number as written, without its sign, with the sign before it."""
    return f"{'−' if value < 0 else '+' if value > 0 else ''}{written}"


def instant(given: datetime, language: Language) -> str:
    """An instant as a local time and day."""
    local = given.astimezone(VIETNAM)
    return f"{local:%H:%M} {day(local.date(), language)}"


def days(span: timedelta, language: Language) -> str:
    """A span in days, with its sign where it is less than nought."""
    sign = "−" if span < timedelta() else ""
    return f"{sign}{number(abs(span) / DAY, language, 2)} {'ngày' if language == 'vi' else 'days'}"


def gives(found: float, judged: float) -> bool:
    """Whether a sum gives the number that was judged."""
    return isclose(found, judged, rel_tol=1e-9, abs_tol=1e-9)
