"""One node of a database collects, and the next one when it is gone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from postgres import PostgresServer
from sqlalchemy import create_engine

from monitor import settings
from monitor.collection import Collection
from monitor.scheduling import DatabaseLock, FileLock, Scheduler, SchedulerRuns, Turn, lock_of
from monitor.store import Store

ON_A_SERVER = pytest.mark.parametrize("databases", ["postgresql"], indirect=True)


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "LOCK_WATCH", timedelta(seconds=0.1))


@contextmanager
def node(collection: Collection, store: Store) -> Iterator[Turn]:
    turn = Turn(lock_of(store), lambda: Scheduler(collection))
    turn.start()
    try:
        yield turn
    finally:
        turn.stop()


def soon(holds: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


@ON_A_SERVER
def test_the_second_node_stands_by_and_goes_on_when_the_first_ends(collection: Collection, store: Store) -> None:
    with node(collection, store) as first:
        assert first.has_it
        with node(collection, store) as second:
            time.sleep(0.5)
            assert (first.has_it, second.has_it) == (True, False)
            first.stop()
            assert soon(lambda: second.has_it)


@ON_A_SERVER
def test_a_node_whose_connection_dies_stops_collecting_and_one_alone_goes_on(
    collection: Collection, store: Store, postgres: PostgresServer
) -> None:
    lock_holders = (
        "SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = database "
        "WHERE locktype = 'advisory' AND granted AND objid = 5255223 AND datname = %s"
    )
    with node(collection, store) as one, node(collection, store) as other, postgres.connect() as server:
        for _ in range(5):
            assert soon(lambda: one.has_it != other.has_it)
            ((holder,),) = server.execute(lock_holders, [store.engine.url.database]).fetchall()
            server.execute("SELECT pg_terminate_backend(%s)", [holder])
            end = time.monotonic() + 0.3
            while time.monotonic() < end:
                assert len(server.execute(lock_holders, [store.engine.url.database]).fetchall()) <= 1
                time.sleep(0.02)


@ON_A_SERVER
def test_the_servers_lock_is_held_by_one_and_is_free_when_its_holder_is_gone(store: Store) -> None:
    first, second = DatabaseLock(store.engine), DatabaseLock(store.engine)
    assert (first.take(), second.take()) == (True, False)
    assert (first.holds(), second.holds()) == (True, False)
    first.release()
    assert (first.holds(), second.take(), second.holds()) == (False, True, True)
    second.release()


def test_without_a_server_nobody_has_the_lock(tmp_path: Path) -> None:
    lock = DatabaseLock(create_engine(f"postgresql+psycopg://p06@/p06?host={tmp_path}"))
    assert (lock.take(), lock.holds()) == (False, False)
    lock.release()


def test_on_an_embedded_database_a_second_scheduler_is_refused_naming_the_first(tmp_path: Path) -> None:
    first = FileLock(tmp_path / "p06.db")
    assert first.take()
    with pytest.raises(SchedulerRuns, match=r"process \d+"):
        FileLock(tmp_path / "p06.db").take()
    FileLock(tmp_path / "other.db").take()
    first.release()
    assert not first.holds()
    assert FileLock(tmp_path / "p06.db").take()
