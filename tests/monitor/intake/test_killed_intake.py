"""A process that is killed while it takes a run in leaves no half of it, and loses nothing that it acknowledged."""

from __future__ import annotations

import multiprocessing
import random
import sqlite3
import time
from contextlib import closing
from datetime import timedelta
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

import pytest
from intake_cases import NOW, UNITS, attempt, said, small_campaign
from sqlalchemy import event

from collectors.reading import Readings
from collectors.source import Snapshot
from monitor.intake import Intake
from monitor.served import Served
from monitor.store import Store, runs, snapshots, store_in

KILLS = 10
STATEMENTS = 15
PROCESSES = multiprocessing.get_context("fork")


class Held:
    """Waits to be killed, at the place that it was told to."""

    def __init__(self, place: str, pipe: Pipe) -> None:
        self.place, self.pipe, self.armed = place, pipe, False

    def at(self, place: str) -> None:
        if self.armed and place == self.place:
            self.pipe.send(place)
            time.sleep(60)


def collect_for_ever(folder: Path, place: str, pipe: Pipe) -> None:
    """Takes in a run an hour, the next after the last one stored, and names each to the pipe once it is stored."""
    store, held = store_in(folder), Held(place, pipe)
    intake = Intake(Served(store, small_campaign()))
    for number in range(1_000):
        held.armed = number > 0
        with store.read() as connection:
            slot = (runs.last_slot(connection, "portal") or NOW) + timedelta(hours=1)
        hours = (slot - NOW) // timedelta(hours=1)
        snapshot = Snapshot(b"%d" % hours, "http://127.0.0.1/", slot)
        with store.write() as connection:
            snapshots.keep_snapshot(connection, snapshot)
            held.at("before the snapshot is committed")
        held.at("between snapshot and intake")
        day = (NOW + timedelta(days=hours)).date().isoformat()
        figures = [said(1000 + hours, day, unit.id) for unit in UNITS]
        with_one_refused = Readings((*figures, said(1, "2199-01-01", cell=str(hours))), text=str(hours))
        _hold_at_statement(store, held)
        report = intake.accept(
            attempt(slot=slot, document=snapshot.sha256), with_one_refused, NOW + timedelta(days=hours, minutes=1)
        )
        pipe.send(report.run)


def _hold_at_statement(store: Store, held: Held) -> None:
    executed = 0

    def count(*_: object) -> None:
        nonlocal executed
        executed += 1
        held.at(f"before statement {executed}")

    if held.armed:
        event.listen(store.engine, "before_cursor_execute", count)
        event.listen(store.engine, "commit", lambda _: held.at("before the commit"))


def killed_at(folder: Path, place: str, after: float = 0.0) -> list[int]:
    """Starts a collecting process, kills it where it stands, and gives the runs that it had acknowledged."""
    ours, theirs = PROCESSES.Pipe()
    process = PROCESSES.Process(target=collect_for_ever, args=(folder, place, theirs))
    process.start()
    theirs.close()
    acknowledged = [ours.recv()]
    try:
        if after:
            time.sleep(after)
        else:
            while (said_last := ours.recv()) != place:
                acknowledged.append(said_last)
    finally:
        process.kill()
        process.join()
    while True:
        try:
            acknowledged.append(ours.recv())
        except EOFError:
            return acknowledged


def faults(folder: Path, acknowledged: list[int]) -> list[object]:
    with closing(sqlite3.connect(folder / "p06.db")) as database:
        ask = database.execute
        integrity = [row for row in ask("PRAGMA integrity_check") if row != ("ok",)]
        orphans = ask("PRAGMA foreign_key_check").fetchall()
        halves = ask(
            "SELECT id, accepted, (SELECT count(*) FROM observations WHERE run = runs.id) AS stored FROM runs "
            "WHERE accepted <> stored OR accepted <> ?",
            (len(UNITS),),
        ).fetchall()
        lost = set(acknowledged) - {number for (number,) in ask("SELECT id FROM runs")}
        untold = ask("SELECT sha256 FROM snapshots JOIN runs ON document = sha256 WHERE text IS NULL").fetchall()
        aside = ask("SELECT count(*) FROM quarantine").fetchone()[0]
    return [*integrity, *orphans, *halves, *lost, *untold, *([] if aside == 1 else [f"{aside} in quarantine"])]


@pytest.mark.parametrize("place", ["before the snapshot is committed", "between snapshot and intake"])
def test_killed_around_the_snapshot(tmp_path: Path, place: str) -> None:
    acknowledged: list[int] = []
    for _ in range(KILLS):
        acknowledged += killed_at(tmp_path, place)
        assert faults(tmp_path, acknowledged) == []
    assert len(set(acknowledged)) == KILLS


def test_killed_at_every_statement_of_the_transaction(tmp_path: Path) -> None:
    acknowledged: list[int] = []
    for place in (*(f"before statement {number}" for number in range(1, STATEMENTS + 1)), "before the commit"):
        acknowledged += killed_at(tmp_path, place)
        assert faults(tmp_path, acknowledged) == []
    assert len(set(acknowledged)) == STATEMENTS + 1


def test_killed_at_any_moment(tmp_path: Path) -> None:
    acknowledged: list[int] = []
    moments = random.Random(6)
    for _ in range(3 * KILLS):
        acknowledged += killed_at(tmp_path, "nowhere", after=moments.uniform(0.001, 0.1))
        assert faults(tmp_path, acknowledged) == []
    assert len(set(acknowledged)) > KILLS
