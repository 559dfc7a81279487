"""Working days in Vietnam: which days are, and how many lie between two days."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

# The years whose public holidays are known; before, and after the lunar calendar's end, there are only weekends.
FIRST_YEAR, LAST_YEAR = 1995, 2099


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Monday to Friday without the public holidays, Tết included, and with the make-up days that are worked for them.

    Those of the past are as they were decided, those to come by rule until they are. `off` and `work` are the local
    days on which it is otherwise.
    """

    off: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether people work on a local day."""
        days = _working_days(self, day.year)
        at = bisect_left(days, day)
        return at < len(days) and days[at] == day

    def days(self, first: date, last: date) -> tuple[date, ...]:
        """The working days from a first to a last local day, both included."""
        within = [day for year in range(first.year, last.year + 1) for day in _working_days(self, year)]
        return tuple(within[bisect_left(within, first) : bisect_right(within, last)])

    def count(self, first: date, last: date) -> int:
        """How many working days there are from a first to a last local day, both included; 0 where last is before."""
        if last < first:
            return 0
        whole = sum(len(_working_days(self, year)) for year in range(first.year, last.year))
        begun, ended = _working_days(self, first.year), _working_days(self, last.year)
        return whole - bisect_left(begun, first) + bisect_right(ended, last)


USUAL_CALENDAR = WorkCalendar()


def working_days_between(first: date, last: date, calendar: WorkCalendar = USUAL_CALENDAR) -> int:
    """How many working days there are from a first to a last local day, both included; 0 where last is before."""
    return calendar.count(first, last)


@lru_cache(maxsize=1024)
def _working_days(calendar: WorkCalendar, year: int) -> tuple[date, ...]:
    """The working days of a year."""
    return tuple(
        day
        for day in _days_of(year)
        if day in calendar.work or (day not in calendar.off and day in _public_working_days(year))
    )


@lru_cache(maxsize=256)
def _public_working_days(year: int) -> frozenset[date]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return frozenset(day for day in _days_of(year) if day.weekday() < 5)
    # Imported where it is needed: it takes as long as a whole command that needs no holidays.
    from holidays import country_holidays

    public = country_holidays("VN", years=year)
    return frozenset(day for day in _days_of(year) if public.is_working_day(day))


def _days_of(year: int) -> list[date]:
    length = 366 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 365
    first = date(year, 1, 1)
    return [first + timedelta(days=number) for number in range(length)]
