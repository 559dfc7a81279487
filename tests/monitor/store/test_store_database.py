"""The database opens once and for all, keeps writers apart, and lets readers read."""

from __future__ import annotations

import multiprocessing
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from databases import Databases
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError

from monitor.store import Store, StoreError, open_store, schema, sources, store_in
from monitor.store.database import grow_revision

NOW = datetime(2023, 7, 1, 2, tzinfo=UTC)


def _open_and_write(url: str, number: int) -> None:
    with open_store(url).write() as connection:
        sources.pause(connection, f"source {number}", "lan", NOW)


def test_many_may_open_a_new_database_at_once(databases: Databases) -> None:
    url = databases.bare_url()
    processes = multiprocessing.get_context("fork")
    openers = [processes.Process(target=_open_and_write, args=(url, number)) for number in range(6)]
    for opener in openers:
        opener.start()
    for opener in openers:
        opener.join(60)
    assert [opener.exitcode for opener in openers] == [0] * 6
    store = open_store(url)
    with store.read() as connection:
        assert len(sources.paused(connection)) == 6
    store.close()
    databases.drop(url)


def test_readers_answer_while_another_node_writes(store: Store, database_url: str) -> None:
    other = open_store(database_url)
    with other.write() as connection:
        grow_revision(connection)
        assert store.revision() == 0
        again = open_store(database_url)
        assert again.revision() == 0, "opening a store that is up to date waits for no writer"
        again.close()
    assert store.revision() == 1
    assert store.is_current()
    other.close()


def test_a_reader_sees_one_state_to_its_end(store: Store) -> None:
    with store.read() as connection:
        assert sources.paused(connection) == frozenset()
        with store.write() as writer:
            sources.pause(writer, "portal", "lan", NOW)
        assert sources.paused(connection) == frozenset()
    with store.read() as connection:
        assert sources.paused(connection) == {"portal"}


def test_writers_take_turns_and_none_is_lost(store: Store) -> None:
    def count() -> None:
        for _ in range(10):
            with store.write() as connection:
                counters = schema.counters
                its_name = counters.c.name == "revision"
                value = connection.execute(select(counters.c.value).where(its_name)).scalar_one()
                connection.execute(counters.update().where(its_name).values(value=value + 1))

    threads = [threading.Thread(target=count) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.revision() == 60


def test_a_write_that_fails_is_undone_whole(store: Store) -> None:
    def pause_two() -> None:
        with store.write() as connection:
            sources.pause(connection, "portal", "lan", NOW)
            sources.pause(connection, "other", "lan", NOW.replace(tzinfo=None))

    with pytest.raises(ValueError, match="names no zone"):
        pause_two()
    with store.read() as connection:
        assert sources.paused(connection) == frozenset()


def test_what_the_schema_forbids_does_not_come_in(store: Store) -> None:
    run = "INSERT INTO runs VALUES (1, 's', NULL, '2023-07-01', '2023-07-01', 1, 'fine', NULL, NULL, 0, 0, 0, 0, '{}')"
    unknown_document = run.replace("'fine', NULL, NULL", "'ok', NULL, 'ab'")
    for statement in (run, unknown_document):
        with pytest.raises(IntegrityError), store.write() as connection:
            connection.execute(text(statement))


def test_instants_come_back_aware_and_in_utc(store: Store) -> None:
    pauses = schema.source_pauses
    there = NOW.astimezone(timezone(timedelta(hours=7)))
    with store.write() as connection:
        sources.pause(connection, "portal", "lan", there)
        back = connection.execute(select(pauses.c.paused_at)).scalar_one()
        assert (back, back.tzinfo) == (NOW, UTC)
    with pytest.raises(StatementError, match="names no zone"), store.write() as connection:
        connection.execute(pauses.insert().values(source="b", paused_by="lan", paused_at=NOW.replace(tzinfo=None)))


def test_acknowledged_writes_are_on_the_disk(tmp_path: Path) -> None:
    with store_in(tmp_path).read() as connection:
        pragmas = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")]
    assert pragmas == ["wal", 2]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"this is no database" * 100, "file is not a database"), (None, "unable to open database file")],
)
def test_what_is_no_database_is_said_in_one_line(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "p06.db"
    path.write_bytes(content) if content else path.mkdir()
    with pytest.raises(StoreError, match=said) as caught:
        store_in(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_database_of_a_newer_release_is_left_alone(store: Store, database_url: str) -> None:
    with store.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert not store.is_current()
    with pytest.raises(StoreError, match="newer release"):
        open_store(database_url)


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_a_writer_that_waits_too_long_says_so(store: Store, database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.store.engine.BUSY_SECONDS", 0.2)
    with store.write(), pytest.raises(OperationalError, match="locked"), open_store(database_url).write():
        pass


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_a_writer_that_waits_too_long_for_another_node_says_so(store: Store, database_url: str) -> None:
    impatient = open_store(f"{database_url}&options=-c%20lock_timeout%3D200ms")
    with store.write(), pytest.raises(OperationalError, match="lock timeout"), impatient.write():
        pass
    with impatient.write():
        assert impatient.revision() == 0
    impatient.close()


PASSWORD = "p%40ss word"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (f"postgresql://lan:{PASSWORD}@127.0.0.1:1/p06", "refused"),
        (f"postgresql://lan@127.0.0.1:1/p06?password={PASSWORD}", "refused"),
        (f"postgresql://lan:a@b{PASSWORD}@127.0.0.1:1/p06", "percent-encoded"),
        (f"postgres://lan:{PASSWORD}@127.0.0.1/p06", "postgresql://USER@HOST/DATABASE"),
        (f"postgresql+psycopg2://lan:{PASSWORD}@127.0.0.1/p06", "postgresql://USER@HOST/DATABASE"),
        (f"postgresql://lan:{PASSWORD}@127.0.0.1/p06?nonsense=1", "nonsense"),
        ("postgresql://lan@127.0.0.1:port/p06", "no database's URL"),
        ("sqlite://", "names no file"),
        (PASSWORD, "postgresql://USER@HOST/DATABASE"),
    ],
)
def test_a_url_of_no_use_is_said_in_one_line_without_its_password(url: str, said: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(url)
    told = str(caught.value)
    assert said in told
    assert "\n" not in told
    for part in (PASSWORD, "p@ss word", "ss word"):
        assert part not in told
