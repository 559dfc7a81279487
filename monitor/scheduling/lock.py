"""One scheduler a database: a lock that dies with its process, beside an embedded database or in a server."""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from typing import Protocol, TextIO

from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from monitor.store import Store

# Names the lock among PostgreSQL's advisory locks, beside the one of writers.
_KEY = 0x503037
# A node whose machine dies says no farewell: the server is to find out within seconds, not after hours.
_FIND_THE_DEAD = (
    text("SET tcp_keepalives_idle = 5"),
    text("SET tcp_keepalives_interval = 2"),
    text("SET tcp_keepalives_count = 3"),
)
_HOLDS = text(
    "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database "
    "WHERE locktype = 'advisory' AND granted AND pid = pg_backend_pid() AND datname = current_database() "
    "AND classid = 0 AND objid = :key AND objsubid = 1"
)


class SchedulerRuns(Exception):
    """Another scheduler works on this database."""


class SchedulerLock(Protocol):
    """What one process of a database holds, and loses with its life."""

    def take(self) -> bool:
        """Whether this process holds the lock now. Raises SchedulerRuns where waiting for it would be a mistake."""
        ...

    def holds(self) -> bool:
        """Whether the lock that was taken is still held."""
        ...

    def release(self) -> None:
        """Let another process take it."""
        ...


def lock_of(store: Store) -> SchedulerLock:
    """The scheduler's lock on a store."""
    if store.engine.dialect.name == "postgresql":
        return DatabaseLock(store.engine)
    return FileLock(Path(store.engine.url.database or ""))


class FileLock:
    """A lock beside the file of an embedded database: on one machine, a second scheduler is a mistake."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_suffix(".scheduler.lock")
        self._file: TextIO | None = None

    def take(self) -> bool:
        """Takes the lock. Raises SchedulerRuns naming the process that holds it."""
        file = self._path.open("a+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            file.close()
            raise SchedulerRuns(
                f"a scheduler already works on this database (process {holder}); "
                "stop it, or start this one with --no-scheduler"
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        self._file = file
        return True

    def holds(self) -> bool:
        """Whether it has been taken: nothing but its process's end takes it away."""
        return self._file is not None

    def release(self) -> None:
        """Let another scheduler work."""
        if self._file is not None:
            self._file.close()
            self._file = None


class DatabaseLock:
    """An advisory lock of PostgreSQL on a connection of its own: other nodes stand by and take it when it is free."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._connection: Connection | None = None

    def take(self) -> bool:
        """Takes the lock where it is free; False where another node holds it or the server cannot be reached."""
        try:
            connection = self._engine.connect()
        except SQLAlchemyError:
            return False
        try:
            # Not one of the pool's: it is kept for as long as the lock is.
            connection.detach()
            for setting in _FIND_THE_DEAD:
                connection.execute(setting)
            taken = bool(connection.execute(select(func.pg_try_advisory_lock(_KEY))).scalar_one())
        except SQLAlchemyError:
            taken = False
        if taken:
            self._connection = connection
        else:
            _close(connection)
        return taken

    def holds(self) -> bool:
        """Whether the server still knows this process as the holder; asks it."""
        if self._connection is None:
            return False
        try:
            return bool(self._connection.execute(_HOLDS, {"key": _KEY}).scalar_one())
        except SQLAlchemyError:
            return False

    def release(self) -> None:
        """Let another node work."""
        if self._connection is not None:
            _close(self._connection)
            self._connection = None


def _close(connection: Connection) -> None:
    # A connection that is dead already cannot be closed in order.
    with suppress(SQLAlchemyError):
        connection.close()
