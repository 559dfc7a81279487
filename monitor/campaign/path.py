"""The path of a target: which part of the way should be gone at an instant, and when a part should be gone."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Protocol

from monitor.campaign.working_days import USUAL_CALENDAR, WorkCalendar
from monitor.clock import DAY, local_day, start_of


class Path(Protocol):
    """The way from a target's start (0) to its deadline (1). `start` and `end` are aware instants, start < end."""

    def part_at(self, instant: datetime, start: datetime, end: datetime) -> float:
        """The part of the way that should be gone at an instant, from 0 to 1."""
        ...

    def instant_of(self, part: float, start: datetime, end: datetime) -> datetime:
        """The first instant at which this part (0 to 1; more or less is taken as the nearer end) should be gone."""
        ...


@dataclass(frozen=True, slots=True)
class Straight:
    """The same part of the way every day."""

    def part_at(self, instant: datetime, start: datetime, end: datetime) -> float:
        """As the days pass."""
        return min(max((instant - start) / (end - start), 0.0), 1.0)

    def instant_of(self, part: float, start: datetime, end: datetime) -> datetime:
        """As the days pass."""
        return start + (end - start) * min(max(part, 0.0), 1.0)


STRAIGHT = Straight()


@dataclass(frozen=True, slots=True)
class Milestones:
    """Parts of the way that should be gone at the end of certain local days; straight from each to the next.

    `points` are those days, each later than the one before, with the part of the way from 0 to 1, which never falls.
    Raises ValueError otherwise.
    """

    points: tuple[tuple[date, float], ...]

    def __post_init__(self) -> None:
        if any(later[0] <= day or later[1] < part for (day, part), later in pairwise(self.points)):
            raise ValueError("milestones come one after the other, and none asks for less than the one before")
        if not all(0 <= part <= 1 for _, part in self.points):
            raise ValueError("a milestone is a part of the way, from 0 to 1")

    def part_at(self, instant: datetime, start: datetime, end: datetime) -> float:
        """Straight between the milestones around the instant."""
        for (begun, gone), (due, part) in pairwise(self._corners(start, end)):
            if instant < due:
                return gone + (part - gone) * max((instant - begun) / (due - begun), 0.0)
        return 1.0

    def instant_of(self, part: float, start: datetime, end: datetime) -> datetime:
        """Straight between the milestones around the part."""
        if part <= 0:
            return start
        part = min(part, 1.0)
        for (begun, gone), (due, reached) in pairwise(self._corners(start, end)):
            if part <= reached:
                return begun + (due - begun) * ((part - gone) / (reached - gone))
        return end

    def _corners(self, start: datetime, end: datetime) -> tuple[tuple[datetime, float], ...]:
        """Where the path bends, its ends included."""
        ends_of_days = ((start_of(day + DAY), part) for day, part in self.points)
        return ((start, 0.0), *(corner for corner in ends_of_days if start < corner[0] < end), (end, 1.0))


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The same part of the way every working day, and none on a day off; straight where no working day lies within."""

    calendar: WorkCalendar = USUAL_CALENDAR

    def part_at(self, instant: datetime, start: datetime, end: datetime) -> float:
        """As the working days pass."""
        course = _course(self.calendar, start, end)
        return course.gone(instant) / course.length if course.length else STRAIGHT.part_at(instant, start, end)

    def instant_of(self, part: float, start: datetime, end: datetime) -> datetime:
        """As the working days pass; what is due by a day off was due at the end of the working day before."""
        course = _course(self.calendar, start, end)
        if not course.length or part <= 0:
            return STRAIGHT.instant_of(part, start, end)
        return course.instant_after(course.length * min(part, 1.0))


@dataclass(frozen=True, slots=True)
class _Course:
    """The working days between two instants: where each begins and ends, and the working time gone before it."""

    begins: tuple[datetime, ...]
    ends: tuple[datetime, ...]
    before: tuple[timedelta, ...]
    length: timedelta

    def gone(self, instant: datetime) -> timedelta:
        """The working time up to an instant."""
        at = bisect_right(self.begins, instant) - 1
        return timedelta() if at < 0 else self.before[at] + min(instant, self.ends[at]) - self.begins[at]

    def instant_after(self, gone: timedelta) -> datetime:
        """The first instant at which this much working time, more than none, has gone."""
        at = max(bisect_right(self.before, gone - timedelta.resolution) - 1, 0)
        return self.begins[at] + (gone - self.before[at])


@lru_cache(maxsize=512)
def _course(calendar: WorkCalendar, start: datetime, end: datetime) -> _Course:
    days = calendar.days(local_day(start), local_day(end))
    spans = [(max(start_of(day), start), min(start_of(day + DAY), end)) for day in days]
    spans = [(begin, stop) for begin, stop in spans if begin < stop]
    sums = tuple(accumulate((stop - begin for begin, stop in spans), initial=timedelta()))
    return _Course(tuple(begin for begin, _ in spans), tuple(stop for _, stop in spans), sums[:-1], sums[-1])
