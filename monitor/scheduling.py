"""Which source is due, and one run of it at a time. The schedule lives in the campaign; nothing of it is stored."""

from __future__ import annotations

import fcntl
import logging
import os
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger

from monitor import settings
from monitor.campaign import SourceSetting
from monitor.clock import Clock
from monitor.collection import AlreadyRunning, Collection
from monitor.store import runs, sources
from monitor.store.schema import Outcome

log = logging.getLogger(__name__)


class SchedulerRuns(Exception):
    """Another scheduler works on this database."""


class SchedulerLock:
    """A file lock that dies with its process: one scheduler a database. Raises SchedulerRuns when it is held."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a+")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._file.seek(0)
            holder = self._file.read().strip() or "unknown"
            self._file.close()
            raise SchedulerRuns(
                f"a scheduler already works on this database (process {holder}); "
                "stop it, or start this one with --no-scheduler"
            ) from None
        self._file.truncate(0)
        self._file.write(str(os.getpid()))
        self._file.flush()

    def release(self) -> None:
        """Let another scheduler work."""
        self._file.close()


class DueTrigger(BaseTrigger):  # type: ignore[misc]
    """Fires when the campaign's clock reaches a source's next slot, a little spread; at once where one was missed."""

    def __init__(self, setting: SourceSetting, clock: Clock, *, at_once: bool) -> None:
        self.setting, self.clock, self.at_once = setting, clock, at_once

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime | None:
        """The machine's instant of the next slot."""
        if previous_fire_time is None and self.at_once:
            return now
        present = self.clock.now()
        due = self.setting.next_due(present)
        if due is None:
            return None
        fire = self.clock.machine_time(due)
        spread = min((fire - datetime.now(UTC)) * settings.JITTER_SHARE, settings.LONGEST_JITTER)
        return fire + max(spread, timedelta()) * random.random()  # noqa: S311 - spreads load, hides nothing


class Scheduler:
    """Starts each source's run when it is due on the campaign's clock.

    Runs of one source never overlap, and slots missed while nothing ran are coalesced into the last of them.
    """

    def __init__(self, collection: Collection, lock: SchedulerLock) -> None:
        self.collection, self._lock = collection, lock
        threads = ThreadPoolExecutor(max(settings.COLLECTING_THREADS, len(collection.campaign.sources)))
        defaults: dict[str, Any] = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._scheduler = BackgroundScheduler(executors={"default": threads}, job_defaults=defaults, timezone=UTC)

    def start(self) -> None:
        """Begin; a source whose last slot was missed runs at once, one whose last run failed a little later."""
        for name, setting in self.collection.campaign.sources.items():
            missed = self.due_slot(name) is not None
            trigger = DueTrigger(setting, self.collection.clock, at_once=missed)
            self._scheduler.add_job(self.run_due, trigger, args=[name], id=name, name=name)
            if not missed and self._last_run_failed(name):
                self._try_again(name, settings.FIRST_RETRY)
        self._scheduler.start()

    def stop(self) -> None:
        """End; runs under way are waited for."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)
        self._lock.release()

    def due_slot(self, source: str) -> datetime | None:
        """The slot that a source ought to run for now; None where it has run for all, or is paused by hand."""
        setting, now = self.collection.campaign.sources[source], self.collection.clock.now()
        with self.collection.store.read() as connection:
            if source in sources.paused(connection):
                return None
            last = runs.last_slot(connection, source)
        return setting.latest_due(last, now) if last else first_slot(setting, now)

    def run_due(self, source: str) -> None:
        """One run for the slot that is due, if one is."""
        slot = self.due_slot(source)
        if slot is None:
            return
        late = self.collection.clock.now() - slot
        if late > settings.LATE_START:
            log.warning("%s was due at %s and starts %s late", source, slot.isoformat(), str(late).split(".")[0])
        self._run(source, slot, settings.FIRST_RETRY)

    def run_again(self, source: str, wait: timedelta) -> None:
        """Another try for a slot whose run failed; none where the source has answered since, or is paused by hand."""
        with self.collection.store.read() as connection:
            paused = source in sources.paused(connection)
        if not paused and self._last_run_failed(source):
            self._run(source, None, wait)

    def _run(self, source: str, slot: datetime | None, wait: timedelta) -> None:
        try:
            report = self.collection.run(source, slot)
        except AlreadyRunning as error:
            log.warning("%s", error)
            return
        if report.outcome is Outcome.FAILED:
            self._try_again(source, wait)

    def _try_again(self, source: str, wait: timedelta) -> None:
        """Plan another try, unless the next slot is nearer or the source has come to its end."""
        setting, clock = self.collection.campaign.sources[source], self.collection.clock
        instant = clock.now() + wait
        due = setting.next_due(clock.now())
        if setting.ended(instant) or (due is not None and due <= instant):
            return
        fire = max(clock.machine_time(instant), datetime.now(UTC) + settings.SHORTEST_RETRY)
        longer = min(2 * wait, settings.LONGEST_RETRY)
        again = f"{source}, again"
        self._scheduler.add_job(
            self.run_again, "date", run_date=fire, args=[source, longer], id=again, name=again, replace_existing=True
        )

    def _last_run_failed(self, source: str) -> bool:
        with self.collection.store.read() as connection:
            last = runs.last_runs(connection).get(source)
        return last is not None and last.outcome is Outcome.FAILED


def first_slot(setting: SourceSetting, now: datetime) -> datetime | None:
    """The last slot up to now of a source that has never run, looked for further and further back."""
    for back in (timedelta(hours=1), timedelta(days=1), timedelta(days=32), timedelta(days=400)):
        slot = setting.latest_due(now - back, now)
        if slot is not None:
            return slot
    return None
