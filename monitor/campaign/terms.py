"""Days, timespans, percentages and schedules as a campaign file writes them.

Each function takes what stands in the file and raises ValueError saying what it is and what would be right.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from monitor.campaign.schedule import Cron, Every

LONGEST_TIMESPAN = timedelta(days=366)

_ISO = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ORDERS = (
    re.compile(r"(?P<year>\d{4})[-/.]?(?P<month>\d{1,2})[-/.]?(?P<day>\d{1,2})(?:[T ].*)?", re.ASCII),
    re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})", re.ASCII),
)
_TIMESPAN = re.compile(r"([1-9][0-9]{0,8}) (second|minute|hour|day|week)s?")
_PERCENTAGE = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})? ?%")

_SORTS: dict[type, str] = {bool: "word", int: "number", float: "number", date: "day", str: "text", list: "list"}


def described(value: Any, *, shown: bool = True) -> str:
    """What stands in the file, in words; only of what sort it is where it may not be shown."""
    if value is None:
        return "nothing"
    sort = _SORTS.get(type(value), "mapping")
    if not shown or sort in ("list", "mapping"):
        return f"a {sort}"
    if isinstance(value, str):
        return f'"{value[:60]}…"' if len(value) > 60 else f'"{value}"'
    return f"the {sort} {str(value).lower()}"


def day(value: Any) -> date:
    """A local day."""
    if type(value) is date:
        return value
    if isinstance(value, str) and _ISO.fullmatch(value) and _real_day(value):
        return date.fromisoformat(value)
    written = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    right = _meant_day(written)
    advice = f"write {right}" if right else "write year, month and day, e.g. 2023-07-31"
    problem = "is no day of the calendar" if _ISO.fullmatch(written) else "is not a date as this file has it"
    raise ValueError(f"{written or described(value)} {problem}; {advice}")


def _real_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _meant_day(written: str) -> date | None:
    """The day that was meant, where that can be told; of a day beyond a month's end, that month's last."""
    found = next(filter(None, (order.fullmatch(written) for order in _ORDERS)), None)
    if found is None:
        return None
    year, month, number = (int(found[part]) for part in ("year", "month", "day"))
    if not (1 <= month <= 12 and 1 <= number <= 39 and 1 <= year <= 9998):
        return None
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=number - 1), first_of_next - timedelta(days=1))


def timespan(value: Any) -> timedelta:
    """A length of time in words: "15 minutes", "2 hours"."""
    found = _TIMESPAN.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        advice = 'write a whole number and its unit, e.g. "15 minutes", "2 hours" or "1 day"'
        raise ValueError(f"{described(value)} is not a length of time; {advice}")
    span = timedelta(**{f"{found[2]}s": int(found[1])}) if int(found[1]) < 10**7 else timedelta.max
    if span > LONGEST_TIMESPAN:
        raise ValueError(f"{described(value)} is too long; at most {LONGEST_TIMESPAN.days} days would be right")
    return span


def percentage(value: Any) -> str:
    """A percentage as an exact share: "111.94 %" is "1.1194"."""
    if not isinstance(value, str) or not _PERCENTAGE.fullmatch(value):
        commas = str(value).replace(",", ".").strip()
        right = f'"{commas}"' if _PERCENTAGE.fullmatch(commas) else 'a number and its sign, e.g. "111.94 %"'
        raise ValueError(f"{described(value)} is not a percentage; write {right}")
    share = Decimal(value.rstrip(" %")) / 100
    if share == 0:
        raise ValueError("0 % leaves nothing to divide by or to reach; a percentage above 0 would be right")
    return f"{share:f}"


def cron(value: Any) -> Cron:
    """A schedule of five fields that comes due at some time."""
    example = "'0 7 * * mon-fri'"
    if not isinstance(value, str):
        raise ValueError(f"{described(value)} is not a cron expression; write one like {example}")
    try:
        schedule = Cron(value)
    except ValueError as error:
        raise ValueError(f'"{value}" is not a cron expression: {error}; one that is: {example}') from None
    if schedule.next_after(datetime(2020, 1, 1, tzinfo=UTC)) is None:
        raise ValueError(f'"{value}" never comes due; no month has such a day')
    return schedule


def every(value: Any) -> Every:
    """A schedule at even distances."""
    return Every(timespan(value))
