"""The one clock that scheduling, judgement and `known_at` read. Handed in, never asked for elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = timedelta(days=1)


def start_of(day: date) -> datetime:
    """The instant at which a local day begins."""
    return datetime.combine(day, time(), VIETNAM)


def local_day(instant: datetime) -> date:
    """The local day on which an instant falls."""
    return instant.astimezone(VIETNAM).date()


class Clock(Protocol):
    """Gives the instant that counts as now (aware, UTC), and says when, on the machine's own clock, one will come."""

    def now(self) -> datetime: ...

    def machine_time(self, instant: datetime) -> datetime: ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present instant, UTC."""
        return datetime.now(UTC)

    def machine_time(self, instant: datetime) -> datetime:
        """The instant itself."""
        return instant


@dataclass(frozen=True, slots=True)
class _Course:
    """From `start` on, shown at the machine's instant `began`, time runs `speed` times as fast; 0 stands still."""

    start: datetime
    speed: float
    began: datetime


class DemoClock:
    """A clock that stands where it is set, or runs faster than the machine's. Safe to set while others read it."""

    def __init__(self, start: datetime) -> None:
        self.set(start)

    def now(self) -> datetime:
        """The simulated instant, UTC."""
        course = self._course
        return course.start + (datetime.now(UTC) - course.began) * course.speed

    def machine_time(self, instant: datetime) -> datetime:
        """The machine's instant at which this clock will show `instant`; as if at plain speed while it stands."""
        course = self._course
        return course.began + (instant - course.start) / (course.speed or 1.0)

    def set(self, instant: datetime) -> None:
        """Stand still at `instant`."""
        self._course = _Course(instant.astimezone(UTC), 0.0, datetime.now(UTC))

    def run(self, speed: float) -> None:
        """Run on from where the clock stands."""
        self._course = _Course(self.now(), speed, datetime.now(UTC))
