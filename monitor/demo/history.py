"""Collects the past through the real collectors: every due slot of every source, in order of time."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from monitor.campaign import Campaign, SourceSetting
from monitor.clock import DemoClock
from monitor.demo.process import SimulatorProcess
from monitor.service import Service


@dataclass(frozen=True, slots=True)
class Collected:
    """What a stretch of history gave: the number of runs, and the last error of each source that had one."""

    runs: int
    errors: dict[str, str]


def due_slots(campaign: Campaign, after: datetime, until: datetime) -> Iterator[tuple[datetime, str]]:
    """Every slot in (after, until] with its source's name, in order of time (then of the names)."""
    return heapq.merge(*(_slots(setting, after, until) for setting in campaign.sources.values()))


def _slots(setting: SourceSetting, after: datetime, until: datetime) -> Iterator[tuple[datetime, str]]:
    slot = setting.next_due(after)
    while slot is not None and slot <= until:
        yield slot, setting.name
        slot = setting.next_due(slot)


def collect_history(
    service: Service, clock: DemoClock, simulator: SimulatorProcess, after: datetime, until: datetime
) -> Collected:
    """Sets the clock and the simulator to each slot in (after, until], runs its source, and leaves both at `until`."""
    count, errors = 0, {}
    for slot, source in due_slots(service.campaign, after, until):
        clock.set(slot)
        simulator.set(slot)
        report = service.collection.run(source, slot)
        count += 1
        if report.error:
            errors[source] = f"{slot:%Y-%m-%d}: {report.error}"
    clock.set(until)
    simulator.set(until)
    return Collected(count, errors)


def last_collected(service: Service) -> datetime | None:
    """The instant of the last run that the store holds; None in a new one."""
    return max((source.last_attempt for source in service.answers.sources() if source.last_attempt), default=None)
