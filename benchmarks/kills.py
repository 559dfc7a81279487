"""Kills a process that takes figures in, again and again: what it had acknowledged must be there, and nothing half."""

from __future__ import annotations

import multiprocessing
import random
import sys
import time
from datetime import UTC, date, datetime, timedelta
from multiprocessing.connection import Connection as Pipe

from sqlalchemy import func, select

from benchmarks.databases import both
from collectors.reading import Evidence, Measure, Precision, Reading, Readings
from monitor.campaign.file import parse_campaign
from monitor.intake import Attempt, Intake
from monitor.served import Served
from monitor.store import open_store
from monitor.store.schema import observations, runs

KILLS = 200
FIGURES = 20
NOW = datetime(2026, 1, 1, tzinfo=UTC)
CAMPAIGN = (
    """
campaign: kills
name: {vi: Thử, en: Trial}
units:
"""
    + "\n".join(
        f'  - {{id: "{unit:02}", name: Tỉnh {unit}, name_en: Province {unit}, level: province}}'
        for unit in range(FIGURES)
    )
    + """
indicators:
  eid_activated: {name: {vi: Tài khoản, en: Accounts}, kind: stock}
sources:
  portal:
    name: {vi: Cổng, en: Portal}
    kind: article
    schedule: {every: 1 hour}
    indicators: [eid_activated]
    config: {address: "https://portal.example/"}
"""
)


def take_in_for_ever(url: str, first: int, pipe: Pipe) -> None:
    """Takes in a run after the other, each with figures of a further day, and names each once it is stored."""
    intake = Intake(Served(open_store(url), parse_campaign(CAMPAIGN, "kills.yaml")))
    for number in range(first, first + 100_000):
        day = date(2000, 1, 1) + timedelta(days=number)
        figures = tuple(_figure(unit, day, 1000 + number) for unit in range(FIGURES))
        at = NOW + timedelta(seconds=number)
        report = intake.accept(Attempt("portal", at, at, 0.0, None), Readings(figures), at)
        pipe.send((report.run, report.accepted))


def _figure(unit: int, day: date, value: int) -> Reading:
    return Reading(
        indicator="eid_activated",
        measure=Measure.ACCOUNTS,
        as_of=day,
        as_of_precision=Precision.DAY,
        evidence=Evidence(str(value)),
        unit_code=f"{unit:02}",
        value=value,
    )


def killed(url: str, first: int, after: float) -> list[tuple[int, int]]:
    """What a process had acknowledged when it was killed, some seconds after its first run."""
    ours, theirs = multiprocessing.get_context("fork").Pipe()
    process = multiprocessing.get_context("fork").Process(target=take_in_for_ever, args=(url, first, theirs))
    process.start()
    theirs.close()
    acknowledged = [ours.recv()]
    time.sleep(after)
    process.kill()
    process.join()
    while True:
        try:
            acknowledged.append(ours.recv())
        except EOFError:
            return acknowledged


def faults(url: str, acknowledged: list[tuple[int, int]]) -> tuple[int, int, int]:
    """How many runs there are, how many acknowledged ones are lost, and of how many the figures are not all there."""
    store = open_store(url)
    with store.read() as connection:
        kept = {row.id: row.accepted for row in connection.execute(select(runs.c.id, runs.c.accepted))}
        counted = select(observations.c.run, func.count()).group_by(observations.c.run)
        figures: dict[int, int] = {row[0]: row[1] for row in connection.execute(counted)}
    store.close()
    lost = sum(kept.get(run) != accepted for run, accepted in acknowledged)
    half = sum(figures.get(run, 0) != accepted for run, accepted in kept.items())
    return len(kept), lost, half


def main() -> None:
    """Print what was lost on both databases; PostgreSQL writes to the disk as it does in earnest."""
    moments = random.Random(4)
    failed = False
    with both(fsync="on", synchronous_commit="on", full_page_writes="on") as urls:
        for name, url in urls.items():
            open_store(url).close()
            acknowledged: list[tuple[int, int]] = []
            began = time.perf_counter()
            for _ in range(KILLS):
                stored, *_ = faults(url, [])
                acknowledged += killed(url, stored, moments.uniform(0.0, 0.08))
            stored, lost, half = faults(url, acknowledged)
            failed = failed or bool(lost or half)
            print(
                f"{name}: {KILLS} kills in {time.perf_counter() - began:.0f} s; of {len(acknowledged)} acknowledged "
                f"runs {lost} lost, of {stored} stored runs {half} not whole"
            )
    if failed:
        sys.exit(1)
