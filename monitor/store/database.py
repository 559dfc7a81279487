"""Opens the database, brings it to the newest schema, and hands out its transactions.

StoreError              the database cannot be used; its message is one line a person can act on
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, func, inspect, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError

from monitor.store import schema

FILE_NAME = "p06.db"
# How long a writer waits for another one, in seconds.
BUSY_SECONDS = 30.0
# Names this program's write lock among PostgreSQL's advisory locks.
_WRITE_LOCK = 0x503036


class StoreError(Exception):
    """The database cannot be used."""


class Store:
    """One database. Reading and writing go through short transactions; a writer holds the database's write lock.

    Writers of one process also take turns on a lock of their own: they wait for each other without polling, and no two
    connections of the process write or reset the write-ahead log at once.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._turn = threading.Lock()
        self._writing = engine.execution_options(writing=True)
        self._reading = engine.execution_options(**_reader_options(engine))

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database and writes nothing."""
        with self._reading.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is committed at the end or, on any exception, undone whole. Not to be nested."""
        if not self._turn.acquire(timeout=BUSY_SECONDS):
            raise StoreError(f"another thread has been writing to the database for more than {BUSY_SECONDS:.0f} s")
        try:
            with self._writing.begin() as connection:
                if connection.dialect.name == "postgresql":
                    connection.execute(select(func.pg_advisory_xact_lock(_WRITE_LOCK)))
                yield connection
        finally:
            self._turn.release()

    def revision(self) -> int:
        """A number that grows with each write that changes observations, targets or units, and with nothing else."""
        return self._counter("revision")

    def units_revision(self) -> int:
        """A number that grows with each write that changes the registry of units, and with nothing else."""
        return self._counter("units")

    def _counter(self, name: str) -> int:
        with self.read() as connection:
            counters = schema.counters.c
            value: int = connection.execute(select(counters.value).where(counters.name == name)).scalar_one()
            return value

    def is_current(self) -> bool:
        """Whether the database has the newest schema. Raises DatabaseError where it cannot be reached."""
        return _version(self) == schema.VERSION

    def empty_log(self) -> None:
        """Moves SQLite's write-ahead log into the database, so that what was removed does not stand in it any more."""
        if self.engine.dialect.name == "sqlite":
            with self._turn, self.engine.connect() as connection:
                # Before SQLAlchemy begins a transaction: the log cannot be emptied within one.
                connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Lets go of every connection."""
        self.engine.dispose()


def grow_revision(connection: Connection) -> None:
    """Tells everyone who keeps answers that they may have changed; part of the transaction that changes them."""
    _grow(connection, "revision")


def grow_units_revision(connection: Connection) -> None:
    """Tells everyone who keeps the registry of units, or answers, that it has changed."""
    _grow(connection, "revision")
    _grow(connection, "units")


def _grow(connection: Connection, name: str) -> None:
    counters = schema.counters
    connection.execute(counters.update().where(counters.c.name == name).values(value=counters.c.value + 1))


def open_store(url: str) -> Store:
    """The store at a database URL (`sqlite:///path` or `postgresql+psycopg://…`), migrated to the newest schema.

    Raises StoreError where there is no such database or a newer release has written it.
    """
    try:
        store = Store(_engine(url))
        if _version(store) != schema.VERSION:
            _migrate(store)
    except (ArgumentError, DatabaseError, ImportError, OSError) as error:
        raise StoreError(f"{_shown(url)}: {getattr(error, 'orig', None) or error}") from error
    return store


def store_in(folder: Path) -> Store:
    """The embedded SQLite store of a data folder, made where it is missing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: {error.strerror}") from error
    return open_store(f"sqlite:///{folder / FILE_NAME}")


def _shown(url: str) -> str:
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "the database's URL"


def _engine(url: str) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # Transactions are begun by _begin_sqlite; the driver's own way leaves DDL and reads outside of them.
    connection.isolation_level = None
    _use_write_ahead_log(connection)
    connection.execute("PRAGMA foreign_keys = ON")
    # NORMAL would forget the last acknowledged runs in a power cut.
    connection.execute("PRAGMA synchronous = FULL")
    # The body of a document with personal numbers is overwritten, not only unlinked.
    connection.execute("PRAGMA secure_delete = ON")


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    # SQLite does not wait for its busy timeout here when several processes open a new database at once.
    patience = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > patience:
                raise
            time.sleep(0.01)


def _begin_sqlite(connection: Connection) -> None:
    # A reader that turns writer fails at once when another has written in between, so writers say so first.
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _reader_options(engine: Engine) -> dict[str, object]:
    if engine.dialect.name != "postgresql":
        return {}
    return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def _version(store: Store) -> str | None:
    with store.read() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _migrate(store: Store) -> None:
    from monitor.store.migrating import upgrade

    upgrade(store)
