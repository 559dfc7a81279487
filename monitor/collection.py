"""One run of a source: fetch, keep what came, read it in the child process, take it in."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from collectors.faults import FetchError, NothingNew, PersonalNumbers, SourceError
from collectors.reading import Readings
from collectors.sandbox import Sandbox
from collectors.source import Access, Snapshot, kinds
from monitor.campaign import Campaign, Secret, SourceSetting
from monitor.clock import Clock
from monitor.intake import Attempt, Intake, RunReport
from monitor.served import Served
from monitor.store import runs, snapshots
from monitor.store.schema import Outcome

log = logging.getLogger(__name__)

# Names the run in every line that is logged during it.
current_run: ContextVar[str] = ContextVar("current_run", default="-")


class AlreadyRunning(Exception):
    """A source's earlier run has not ended."""


@dataclass
class _Timing:
    slot: datetime | None
    started_at: datetime
    began: float

    def attempt(self, source: str, document: str | None) -> Attempt:
        return Attempt(source, self.slot, self.started_at, time.monotonic() - self.began, document)


class Collection:
    """Runs the sources of one campaign, each never twice at a time."""

    def __init__(self, served: Served, clock: Clock, sandbox: Sandbox) -> None:
        self.served, self.store, self.clock, self.sandbox = served, served.store, clock, sandbox
        self.intake = Intake(served)
        self._running: dict[str, threading.Lock] = defaultdict(threading.Lock)

    @property
    def campaign(self) -> Campaign:
        """The campaign that is served now."""
        return self.served.campaign

    def run(self, source: str, slot: datetime | None = None, given: Snapshot | None = None) -> RunReport:
        """One run, recorded whatever becomes of it. `slot` is the due instant, None for a run by hand.

        `given` stands in for what the source would send. Raises KeyError for an unknown source, AlreadyRunning, and
        NothingNew where the source has nothing that was not taken already: that is no run.
        """
        setting = self.campaign.sources[source]
        with self._alone(source), _named(source, slot or self.clock.now()):
            report = self._attempt(setting, _Timing(slot, self.clock.now(), time.monotonic()), given)
            log.info(
                "run %s of %s %s: read %d, accepted %d, unchanged %d, quarantined %d%s",
                *(report.run, source, report.outcome, report.read, report.accepted, report.unchanged),
                *(len(report.quarantined), f"; {report.error}" if report.error else ""),
            )
            return report

    def preview(self, source: str, given: Snapshot | None = None) -> RunReport:
        """What a run would do now; nothing is written. Raises KeyError, SourceError, NothingNew."""
        setting = self.campaign.sources[source]
        snapshot = given or self._fetch(setting)
        readings = self.sandbox.read(setting.kind, snapshot, setting.config)
        return self.intake.preview(readings, source, self.clock.now())

    def _attempt(self, setting: SourceSetting, timing: _Timing, given: Snapshot | None) -> RunReport:
        snapshot, document = given, None
        try:
            snapshot = snapshot or self._fetch(setting)
            with self.store.write() as connection:
                snapshots.keep_snapshot(connection, snapshot)
            document = snapshot.sha256
            readings = self._read(setting, snapshot)
            report = self.intake.accept(timing.attempt(setting.name, document), readings, self.clock.now())
        except NothingNew:
            raise
        except SourceError as error:
            report = self.intake.refuse(timing.attempt(setting.name, document), str(error), self.clock.now())
        except Exception as error:
            # The outer edge of a run: whatever went wrong is this run's alone, and is recorded as its failure.
            log.exception("run of %s failed within the service", setting.name)
            reason = f"the service failed, not the source ({type(error).__name__}); its log holds the details"
            return self.intake.refuse(timing.attempt(setting.name, document), reason, self.clock.now())
        return report if given or snapshot is None else self._put_away(setting, timing, snapshot, report)

    def _put_away(self, setting: SourceSetting, timing: _Timing, snapshot: Snapshot, report: RunReport) -> RunReport:
        """Takes a document whose run is recorded out of its source's way, where the source hands over one by one."""
        put_away = kinds()[setting.kind].put_away
        if put_away is None or not self._is_recorded(report, snapshot):
            return report
        refusal = report.error if report.outcome is Outcome.FAILED else None
        try:
            return replace(report, more_waits=put_away(snapshot, setting.config, refusal))
        except FetchError as error:
            by_hand = replace(timing, slot=None).attempt(setting.name, snapshot.sha256)
            return self.intake.refuse(by_hand, str(error), self.clock.now())

    def _is_recorded(self, report: RunReport, snapshot: Snapshot) -> bool:
        """Whether a run is that of this document, and not the run of another node for the same slot."""
        with self.store.read() as connection:
            recorded = runs.run(connection, report.run) if report.run is not None else None
        return recorded is not None and recorded.document == snapshot.sha256

    def _fetch(self, setting: SourceSetting) -> Snapshot:
        access = Access(secret=secret_value(setting.secret), private_hosts=setting.private_hosts)
        return kinds()[setting.kind].fetch(setting.config, access, self.clock.now())

    def _read(self, setting: SourceSetting, snapshot: Snapshot) -> Readings:
        try:
            return self.sandbox.read(setting.kind, snapshot, setting.config)
        except PersonalNumbers:
            with self.store.write() as connection:
                snapshots.keep_hash_only(connection, snapshot)
            self.store.empty_log()
            raise

    @contextmanager
    def _alone(self, source: str) -> Iterator[None]:
        lock = self._running[source]
        if not lock.acquire(blocking=False):
            raise AlreadyRunning(f"{source} is still running")
        try:
            yield
        finally:
            lock.release()


@contextmanager
def _named(source: str, instant: datetime) -> Iterator[None]:
    token = current_run.set(f"{source}@{instant:%Y-%m-%dT%H:%M:%SZ}")
    try:
        yield
    finally:
        current_run.reset(token)


def secret_value(secret: Secret | None) -> str | None:
    """The secret itself. Raises FetchError naming the variable or file that is missing, never what it holds."""
    if secret is None:
        return None
    if secret.env is not None:
        value = os.environ.get(secret.env)
        if not value:
            raise FetchError(f"the environment variable {secret.env} with the source's secret is not set")
        return value.strip()
    try:
        return Path(secret.file or "").read_text(encoding="utf-8").strip()
    except OSError as error:
        raise FetchError(f"the file with the source's secret cannot be read: {error.strerror}: {secret.file}") from None
