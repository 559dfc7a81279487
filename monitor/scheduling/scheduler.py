"""Which source is due, and one run of it at a time. The schedule lives in the campaign; nothing of it is stored."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from sqlalchemy.exc import SQLAlchemyError

from collectors.faults import NothingNew
from monitor import settings
from monitor.campaign import SourceSetting
from monitor.clock import Clock
from monitor.collection import AlreadyRunning, Collection
from monitor.intake import RunReport
from monitor.store import StoreError, runs, sources
from monitor.store.schema import Outcome

log = logging.getLogger(__name__)


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

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
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

    def stop(self, *, wait: bool = True) -> None:
        """End; runs under way are waited for, or left to end by themselves."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=wait)

    def due_slot(self, source: str) -> datetime | None:
        """The slot that a source ought to run for now; None where it has run for all, or is paused by hand."""
        setting, now = self.collection.campaign.sources[source], self.collection.clock.now()
        with self.collection.store.read() as connection:
            if source in sources.paused(connection):
                return None
            last = runs.last_slot(connection, source)
        return setting.latest_due(last, now) if last else first_slot(setting, now)

    def run_due(self, source: str) -> None:
        """One run for the slot that is due, if one is; soon again where the database does not answer."""
        try:
            self._run_due(source)
        except (SQLAlchemyError, StoreError) as error:
            log.error("%s cannot be run now, the database does not answer: %s", source, type(error).__name__)
            self._plan(self.run_due, settings.FIRST_RETRY, source)

    def _run_due(self, source: str) -> None:
        slot = self.due_slot(source)
        if slot is None:
            return
        late = self.collection.clock.now() - slot
        if late > settings.LATE_START:
            log.warning("%s was due at %s and starts %s late", source, slot.isoformat(), str(late).split(".")[0])
        self._run(source, slot, settings.FIRST_RETRY)

    def run_again(self, source: str, wait: timedelta) -> None:
        """Another try for a slot whose run failed; none where the source has answered since, or is paused by hand."""
        try:
            if self._last_run_failed(source) and not self._paused(source):
                self._run(source, None, wait)
        except (SQLAlchemyError, StoreError) as error:
            log.error("%s cannot be run again, the database does not answer: %s", source, type(error).__name__)
            self._plan(self.run_again, wait, source, wait)

    def _run(self, source: str, slot: datetime | None, wait: timedelta) -> None:
        """Run a source, and on while it has another document to hand over."""
        report = self._one_run(source, slot)
        while report is not None and report.more_waits and not self._paused(source):
            report = self._one_run(source, None)
        if report is not None and report.outcome is Outcome.FAILED:
            self._try_again(source, wait)

    def _one_run(self, source: str, slot: datetime | None) -> RunReport | None:
        """One run; None where there was none."""
        try:
            return self.collection.run(source, slot)
        except AlreadyRunning as error:
            log.warning("%s", error)
        except NothingNew as nothing:
            log.info("%s: %s", source, nothing)
        return None

    def _try_again(self, source: str, wait: timedelta) -> None:
        """Plan another try, unless the next slot is nearer or the source has come to its end."""
        setting, clock = self.collection.campaign.sources[source], self.collection.clock
        instant = clock.now() + wait
        due = setting.next_due(clock.now())
        if setting.ended(instant) or (due is not None and due <= instant):
            return
        self._plan(self.run_again, wait, source, min(2 * wait, settings.LONGEST_RETRY))

    def _plan(self, job: Callable[..., None], wait: timedelta, source: str, *more: timedelta) -> None:
        clock, again = self.collection.clock, f"{source}, again"
        fire = max(clock.machine_time(clock.now() + wait), datetime.now(UTC) + settings.SHORTEST_RETRY)
        self._scheduler.add_job(
            job, "date", run_date=fire, args=[source, *more], id=again, name=again, replace_existing=True
        )

    def _paused(self, source: str) -> bool:
        with self.collection.store.read() as connection:
            return source in sources.paused(connection)

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
