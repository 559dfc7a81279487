"""The two clocks as people and programs write them in an address."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from monitor.clock import DAY, VIETNAM, start_of


def iso_day(written: str) -> date:
    """A day written as 2023-06-30, and in no other way. Raises ValueError."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", written, re.ASCII):
        raise ValueError("not an ISO date")
    return date.fromisoformat(written)


def instant(written: str) -> datetime:
    """An instant with its offset; a day stands for its end. In a query '+' may arrive as a space. Raises ValueError."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", written, re.ASCII):
        try:
            return (start_of(date.fromisoformat(written) + DAY) - timedelta(microseconds=1)).astimezone(UTC)
        except OverflowError:
            raise ValueError("beyond the calendar") from None
    found = datetime.fromisoformat(re.sub(r" (\d\d:?\d\d)$", r"+\1", written))
    try:
        return found.replace(tzinfo=found.tzinfo or VIETNAM).astimezone(UTC)
    except OverflowError:
        raise ValueError("beyond the calendar") from None
