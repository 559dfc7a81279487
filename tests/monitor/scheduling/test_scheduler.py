"""A source is run when it is due, once, and again soon after it has failed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from weekly import MONDAY_SEVEN, Answering

from monitor import settings
from monitor.collection import Collection
from monitor.scheduling import Scheduler
from monitor.store import runs, sources


@contextmanager
def scheduling(collection: Collection) -> Iterator[Scheduler]:
    scheduler = Scheduler(collection)
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


def test_a_slot_missed_in_the_night_is_run_once_at_the_start(collection: Collection) -> None:
    with scheduling(collection):
        wait_for(collection, {"ok": 1})
    with scheduling(collection):
        time.sleep(1)
    assert outcomes(collection) == {"ok": 1}
    with collection.store.read() as connection:
        assert runs.last_slot(connection, "mondays") == MONDAY_SEVEN


def test_a_failed_run_is_made_again_without_waiting_for_next_monday(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FIRST_RETRY", "LONGEST_RETRY", "SHORTEST_RETRY"):
        monkeypatch.setattr(settings, name, timedelta(seconds=0.3))
    monkeypatch.setattr(Answering, "failing", 2)
    with scheduling(collection):
        wait_for(collection, {"failed": 2, "ok": 1})
        time.sleep(1)
    assert outcomes(collection) == {"failed": 2, "ok": 1}


def test_a_paused_source_is_not_run_and_its_slot_waits(collection: Collection) -> None:
    with collection.store.write() as connection:
        sources.pause(connection, "mondays", "steward", MONDAY_SEVEN)
    with scheduling(collection) as scheduler:
        time.sleep(1)
        assert outcomes(collection) == {}
        with collection.store.write() as connection:
            sources.resume(connection, "mondays", "steward", MONDAY_SEVEN)
        assert scheduler.due_slot("mondays") == MONDAY_SEVEN
