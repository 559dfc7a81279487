"""Opens the database, brings it to the newest schema, and hands out its transactions.

StoreError              the database cannot be used; its message is one line a person can act on
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, func, inspect, select, text
from sqlalchemy.exc import DatabaseError

from monitor.store import instants, schema
from monitor.store.engine import BUSY_SECONDS, engine_of, parsed, shown

FILE_NAME = "p06.db"
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
        self._settled = datetime.min.replace(tzinfo=UTC)

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

    def settle(self, known_at: datetime) -> None:
        """Sees to it that no later write is recorded as known at `known_at` (aware), which must not be still to come.

        Whoever answers a question about that instant asks for this first; most often there is nothing to do.
        """
        if known_at <= self._settled:
            return
        with self.read() as connection:
            self._settled = instants.settled_until(connection)
        if known_at > self._settled:
            with self.write() as connection:
                instants.settle(connection, known_at)

    def _counter(self, name: str) -> int:
        with self.read() as connection:
            counters = schema.counters.c
            value: int = connection.execute(select(counters.value).where(counters.name == name)).scalar_one()
            return value

    def is_current(self) -> bool:
        """Whether the database has the newest schema. Raises DatabaseError where it cannot be reached."""
        return _version(self) == schema.VERSION

    def empty_log(self) -> None:
        """Sees to it that what was removed does not stand in the database's files any more.

        On SQLite the write-ahead log is moved into the database; PostgreSQL gives up the rows' old versions.
        """
        with self._turn, self._writing.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            # Neither can be done within a transaction, so SQLAlchemy is not to begin one.
            on_sqlite = connection.dialect.name == "sqlite"
            word = "PRAGMA wal_checkpoint(TRUNCATE)" if on_sqlite else "VACUUM snapshots"
            connection.connection.cursor().execute(word)

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
    """The store at a database URL (`sqlite:///path` or `postgresql://…`), migrated to the newest schema.

    Raises StoreError where there is no such database or a newer release has written it.
    """
    try:
        where = parsed(url)
    except ValueError as error:
        raise StoreError(str(error)) from None
    store = Store(engine_of(where))
    try:
        _refuse_other_encodings(store)
        if _version(store) != schema.VERSION:
            _migrate(store)
    except (DatabaseError, OSError) as error:
        store.close()
        raise StoreError(f"{shown(where)}: {_in_one_line(error)}") from error
    return store


def store_in(folder: Path) -> Store:
    """The embedded SQLite store of a data folder, made where it is missing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: {error.strerror}") from error
    return open_store(f"sqlite:///{folder / FILE_NAME}")


def _in_one_line(error: DatabaseError | OSError) -> str:
    said = str(getattr(error, "orig", None) or error)
    # Below its first line the driver shows the statement; but first of several failures it only announces them.
    first, _, rest = said.partition("\n")
    return " ".join(f"{first} {rest}".split()) if first.endswith(":") else first


def _refuse_other_encodings(store: Store) -> None:
    if store.engine.dialect.name != "postgresql":
        return
    with store.read() as connection:
        encoding: str = connection.execute(text("SHOW server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise StoreError(
            f"{shown(store.engine.url)}: the database keeps texts as {encoding}; make it with "
            "CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0"
        )


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
