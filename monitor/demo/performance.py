"""The demo from curtain up to the end: simulator, campaign, service, history; then the clock runs on."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Timer

from monitor.campaign.file import read_campaign
from monitor.clock import DemoClock, local_day
from monitor.demo import scenario
from monitor.demo.campaign_document import write_campaign
from monitor.demo.history import Collected, collect_history, last_collected
from monitor.demo.model import Model
from monitor.demo.process import SimulatorProcess
from monitor.scheduling import FileLock
from monitor.service import Service
from monitor.settings import DEFAULT_HOST
from monitor.store import store_in
from monitor.store.database import FILE_NAME

# The hour of the day at which the demo stands: after the last figures of a day are out and collected.
HOUR, MINUTE = 18, 40
SECONDS_A_DAY = 3.0
PLAY_SPEED = timedelta(days=1).total_seconds() / SECONDS_A_DAY
TOKEN_FILE = "simulator-token"  # noqa: S105 - the name of a file
CAMPAIGN_FILE = "campaign.yaml"


class CannotPlay(Exception):
    """The demo was asked for what it cannot show; its message is one line a person can act on."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to show: up to which day, whether day by day from 15 May 2023, on which port, with which figures.

    `today` None is 19 October 2023, or the day to which the folder's demo has already gone on, where that is later.
    Raises CannotPlay for a day of which the script knows nothing.
    """

    today: date | None
    play: bool
    port: int
    model: Model

    def __post_init__(self) -> None:
        day, first, last = self.today or scenario.TODAY, scenario.HISTORY_BEGINS, scenario.MONTH_ENDS[-1]
        if not first <= day <= last:
            raise CannotPlay(f"--today is {day}; a day from {first} to {last} can be shown")
        if self.play and day <= scenario.PLAY_BEGINS:
            raise CannotPlay(f"--play begins on {scenario.PLAY_BEGINS}; a later --today than {day} is needed")

    @property
    def end(self) -> datetime:
        """Where the demo's clock stops hurrying, UTC."""
        return scenario.at(self.today or scenario.TODAY, HOUR, MINUTE).astimezone(UTC)

    def standing(self, last_run: datetime | None) -> datetime:
        """Where the clock stands once the history is in: where an earlier performance got to, if that is later.

        Raises CannotPlay where that is later than the day asked for: nothing known can be unlearnt.
        """
        first = scenario.at(scenario.PLAY_BEGINS, HOUR, MINUTE).astimezone(UTC) if self.play else self.end
        if last_run is None:
            return first
        if self.today is not None and local_day(last_run) > self.today:
            raise CannotPlay(f"the demo in this folder has gone on to {local_day(last_run)}; --today cannot be earlier")
        return max(first, last_run)


@dataclass(frozen=True)
class Performance:
    """A demo whose history is in and whose port is open. `address` is the service's, `folder` holds its data."""

    plan: Plan
    folder: Path
    service: Service
    clock: DemoClock
    simulator: SimulatorProcess
    address: str
    collected: Collected

    def go_on(self) -> None:
        """Let time pass and the scheduler work; the clock hurries only as far as the plan's day."""
        hurry = self.clock.now() < self.plan.end
        self._run(PLAY_SPEED if hurry else 1.0)
        self.service.start_scheduler()
        if hurry:
            left = self.clock.machine_time(self.plan.end) - datetime.now(UTC)
            arrival = Timer(left.total_seconds(), self._run, [1.0])
            arrival.daemon = True
            arrival.start()

    def _run(self, speed: float) -> None:
        self.clock.run(speed)
        self.simulator.set(self.clock.now(), speed)


@contextmanager
def performance(plan: Plan, folder: Path) -> Iterator[Performance]:
    """The demo in this folder, its history collected; all that runs is ended on leaving.

    Raises CannotPlay, SchedulerRuns where another demo works in the folder, OSError where the port is taken.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / FILE_NAME)
    lock.take()
    lock.release()
    beginning = scenario.at(scenario.HISTORY_BEGINS, 0).astimezone(UTC)
    clock = DemoClock(beginning)
    with SimulatorProcess(plan.model, _token_file(folder), beginning) as simulator:
        campaign_file = write_campaign(folder / CAMPAIGN_FILE, simulator.address, folder / TOKEN_FILE)
        service = Service(store_in(folder), read_campaign(campaign_file), clock)
        try:
            address = service.listen(DEFAULT_HOST, plan.port)
            last_run = last_collected(service)
            standing = plan.standing(last_run)
            clock.set(last_run or beginning)
            service.serve_campaign(str(campaign_file))
            collected = collect_history(service, clock, simulator, last_run or beginning, standing)
            yield Performance(plan, folder, service, clock, simulator, address, collected)
        finally:
            service.close()


def _token_file(folder: Path) -> Path:
    path = folder / TOKEN_FILE
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(32))
    return path
