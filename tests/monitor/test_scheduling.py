"""A source is run when it is due, once, and again soon after it has failed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from publishing import publishing

from collectors.sandbox import Sandbox
from monitor import settings
from monitor.campaign.file import parse_campaign
from monitor.clock import DemoClock
from monitor.collection import Collection
from monitor.scheduling import Scheduler, SchedulerLock
from monitor.served import Served
from monitor.store import runs, sources, store_in

CAMPAIGN = """
campaign: small
name: {{vi: a, en: a}}
units:
  - {{id: "26", name: Tỉnh Vĩnh Phúc, name_en: Vinh Phuc, level: province}}
indicators:
  eid_activated: {{name: {{vi: a, en: a}}, kind: stock}}
sources:
  mondays:
    name: {{vi: a, en: a}}
    kind: json_api
    schedule: {{cron: "0 7 * * mon"}}
    private_hosts: [127.0.0.1]
    indicators: [eid_activated]
    config:
      address: http://127.0.0.1:{port}/
      records: items
      fields: {{unit_code: unit, as_of: day, figures: [{{indicator: eid_activated, value: value}}]}}
"""
MONDAY_SEVEN = datetime(2023, 6, 12, 0, 0, tzinfo=UTC)


class Answering:
    """A source that fails as many times as it is told to, and then answers."""

    failing = 0

    @classmethod
    def answer(cls) -> bytes | None:
        if cls.failing:
            cls.failing -= 1
            return None
        return b'{"items": [{"unit": "26", "day": "2023-06-11", "value": 700}]}'


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    with publishing(Answering.answer) as port, Sandbox() as sandbox:
        campaign = parse_campaign(CAMPAIGN.format(port=port), "small.yaml")
        yield Collection(Served(store_in(tmp_path), campaign), DemoClock(MONDAY_SEVEN + timedelta(hours=2.5)), sandbox)


@contextmanager
def scheduling(collection: Collection, folder: Path) -> Iterator[Scheduler]:
    scheduler = Scheduler(collection, SchedulerLock(folder / "scheduler.lock"))
    scheduler.start()
    try:
        yield scheduler
    finally:
        scheduler.stop()


def outcomes(collection: Collection) -> dict[str, int]:
    with collection.store.read() as connection:
        return {outcome.value: count for outcome, count in runs.run_counts(connection).get("mondays", {}).items()}


def wait_for(collection: Collection, wanted: dict[str, int], seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while outcomes(collection) != wanted and time.monotonic() < end:
        time.sleep(0.1)
    assert outcomes(collection) == wanted


def test_a_slot_missed_in_the_night_is_run_once_at_the_start(collection: Collection, tmp_path: Path) -> None:
    with scheduling(collection, tmp_path):
        wait_for(collection, {"ok": 1})
    with scheduling(collection, tmp_path):
        time.sleep(1)
    assert outcomes(collection) == {"ok": 1}
    with collection.store.read() as connection:
        assert runs.last_slot(connection, "mondays") == MONDAY_SEVEN


def test_a_failed_run_is_made_again_without_waiting_for_next_monday(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FIRST_RETRY", "LONGEST_RETRY", "SHORTEST_RETRY"):
        monkeypatch.setattr(settings, name, timedelta(seconds=0.3))
    monkeypatch.setattr(Answering, "failing", 2)
    with scheduling(collection, tmp_path):
        wait_for(collection, {"failed": 2, "ok": 1})
        time.sleep(1)
    assert outcomes(collection) == {"failed": 2, "ok": 1}


def test_a_paused_source_is_not_run_and_its_slot_waits(collection: Collection, tmp_path: Path) -> None:
    with collection.store.write() as connection:
        sources.pause(connection, "mondays", "steward", MONDAY_SEVEN)
    with scheduling(collection, tmp_path) as scheduler:
        time.sleep(1)
        assert outcomes(collection) == {}
        with collection.store.write() as connection:
            sources.resume(connection, "mondays", "steward", MONDAY_SEVEN)
        assert scheduler.due_slot("mondays") == MONDAY_SEVEN
