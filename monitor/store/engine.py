"""From a database's URL to an engine that is set up for it: SQLite embedded, PostgreSQL through psycopg."""

from __future__ import annotations

import sqlite3
import time

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

# How long a writer waits for another one, in seconds.
BUSY_SECONDS = 30.0
# A node that stopped in the midst of a transaction holds the others up for no longer than this, in seconds.
_IDLE_SECONDS = 300
# A server or a node whose machine died says no farewell. Both sides find out within half a minute; the driver's and
# the server's own waiting would last hours.
_CLIENT_SIDE = {
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
    "application_name": "p06",
}
_SERVER_SIDE = {
    "lock_timeout": f"{BUSY_SECONDS:.0f}s",
    "idle_in_transaction_session_timeout": f"{_IDLE_SECONDS}s",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}
_SQLITE = ("sqlite", "sqlite+pysqlite")
# The first is given by SQLAlchemy to psycopg too.
_POSTGRESQL = ("postgresql", "postgresql+psycopg")
_RIGHT = "sqlite:///FILE or postgresql://USER@HOST/DATABASE"
_ENCODED = "with the password's signs percent-encoded (@ is %40, ? is %3F)"
# Of a URL's parameters, those that say where a server is; others may be secret.
_PLACES = ("host", "port", "hostaddr")


def parsed(url: str) -> URL:
    """A database's URL. Raises ValueError saying what would be right, and nothing of what may be a password."""
    try:
        found = make_url(url)
    except (ArgumentError, ValueError):
        raise ValueError(f"that is no database's URL; {_RIGHT} would be right, {_ENCODED}") from None
    if found.drivername not in _SQLITE + _POSTGRESQL:
        raise ValueError(f"{found.drivername!r} is no database for this program; {_RIGHT} would be right")
    if found.drivername in _SQLITE and found.database in (None, "", ":memory:"):
        raise ValueError(f"the URL names no file; {_RIGHT} would be right")
    if "@" in (found.host or ""):
        raise ValueError(f"the URL's password is not written as it must be; {_RIGHT} would be right, {_ENCODED}")
    return found


def shown(url: URL) -> str:
    """A URL for people: without its password, wherever that stands."""
    places = {name: value for name, value in url.query.items() if name in _PLACES}
    return url.set(query=places).render_as_string(hide_password=True)


def engine_of(url: URL) -> Engine:
    """An engine for the URL. Nothing is connected yet."""
    if url.drivername in _SQLITE:
        return _sqlite_engine(url)
    settings = " ".join(f"-c {name}={value}" for name, value in _SERVER_SIDE.items())
    given = {name: value for name, value in _CLIENT_SIDE.items() if name not in url.query}
    theirs = url.query.get("options", "")
    options = " ".join([settings, *([theirs] if isinstance(theirs, str) else theirs)])
    # A connection is tried before it is used: the server may have gone and come back.
    return create_engine(url, pool_pre_ping=True, connect_args=given | {"options": options})


def _sqlite_engine(url: URL) -> Engine:
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
