"""The two clocks in the address of a page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from flask import request

from monitor.answers import Question
from monitor.web.clocks import instant, iso_day
from monitor.web.problems import Fault, bad_parameters

T = TypeVar("T")


def asked_clocks() -> Question:
    """A question with the clocks of the address and nothing else. Raises Problem where one is not written right."""
    return Question(as_of=_asked("as_of", _day), known_at=_asked("known_at", _instant))


def _asked(name: str, read: Callable[[str], T]) -> T | None:
    written = request.args.get(name)
    if not written:
        return None
    try:
        return read(written)
    except (ValueError, OverflowError):
        right = "2023-06-30" if name == "as_of" else "2023-07-01T08:00:00+07:00"
        raise bad_parameters([Fault(name, f"{name} is {written!r}: {right} would be right")]) from None


def _day(written: str) -> date:
    return iso_day(written)


def _instant(written: str) -> datetime:
    return instant(written)
