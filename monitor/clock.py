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


@dataclass
class DemoClock:
    """A clock that stands where it is set, or runs `speed` times as fast as the machine's from `start` on.

    `started` is the machine's instant at which `start` was shown; None while the clock stands still.
    """

    start: datetime
    speed: float = 1.0
    started: datetime | None = None

    def now(self) -> datetime:
        """The simulated instant, UTC."""
        if self.started is None:
            return self.start.astimezone(UTC)
        return (self.start + (datetime.now(UTC) - self.started) * self.speed).astimezone(UTC)

    def machine_time(self, instant: datetime) -> datetime:
        """The machine's instant at which this clock will show `instant`."""
        began = self.started or datetime.now(UTC)
        return began + (instant - self.start) / self.speed

    def set(self, instant: datetime) -> None:
        """Stand still at `instant`."""
        self.start, self.started = instant, None

    def run(self, speed: float) -> None:
        """Run on from where the clock stands."""
        self.start, self.speed, self.started = self.now(), speed, datetime.now(UTC)
