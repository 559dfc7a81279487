"""When a source is due, as pure values. Local time is that of Asia/Ho_Chi_Minh whatever the machine's zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from apscheduler.triggers.cron import CronTrigger

from monitor.clock import VIETNAM


@dataclass(frozen=True, slots=True)
class Cron:
    """Due by the clock: five fields (minute hour day month weekday), weekdays by name. Raises ValueError if malformed.

    APScheduler counts weekdays from Monday = 0 where cron counts from Sunday, so numbers are refused there.
    """

    expression: str

    def __post_init__(self) -> None:
        fields = self.expression.split()
        if len(fields) != 5:
            raise ValueError("a cron expression has five fields: minute hour day month weekday, e.g. '0 7 * * mon-fri'")
        if any(character.isdigit() for character in fields[4]):
            raise ValueError("write days of the week as names: mon tue wed thu fri sat sun")
        self._trigger()

    def _trigger(self) -> CronTrigger:
        return CronTrigger.from_crontab(self.expression, timezone=VIETNAM)

    def next_after(self, instant: datetime) -> datetime | None:
        """The first due instant later than `instant` (aware, UTC); None where there is none."""
        found = self._trigger().get_next_fire_time(None, instant + timedelta(microseconds=1))
        return found.astimezone(instant.tzinfo) if found else None


@dataclass(frozen=True, slots=True)
class Every:
    """Due at even distances, counted from local midnight of 1 January 2020, so that a restart moves nothing."""

    interval: timedelta

    def __post_init__(self) -> None:
        if self.interval < timedelta(seconds=1):
            raise ValueError("an interval is at least one second")

    def next_after(self, instant: datetime) -> datetime | None:
        """The first due instant later than `instant` (aware, UTC)."""
        origin = datetime(2020, 1, 1, tzinfo=VIETNAM)
        return (origin + ((instant - origin) // self.interval + 1) * self.interval).astimezone(instant.tzinfo)


Schedule = Cron | Every


def latest_due(schedule: Schedule, after: datetime, now: datetime) -> datetime | None:
    """The last due instant in (after, now]: missed ones before it are coalesced into it. None where none was due."""
    found = None
    step = schedule.next_after(after)
    if isinstance(schedule, Every) and step is not None and step <= now:
        return step + ((now - step) // schedule.interval) * schedule.interval
    while step is not None and step <= now:
        found, step = step, schedule.next_after(step)
    return found
