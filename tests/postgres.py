"""A PostgreSQL server of the tests' own: on a socket in a short folder, without TCP, under a user that is not root."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

# Debian keeps each release's programs in a folder of their own, outside of PATH.
DEBIAN = Path("/usr/lib/postgresql")
USER = "p06"
# What Debian's package creates, and what every system has.
ACCOUNTS = ("postgres", "nobody")
# Sorting and the session's zone are unlike SQLite's and unlike UTC, so that nothing comes to lean on either.
SORTING = ("--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=vi")
SETTINGS = {"listen_addresses": "", "timezone": "America/New_York", "max_connections": "200", "shared_buffers": "64MB"}
# Tests that are killed leave no server behind.
DIES_WITH_US = ("setpriv", "--pdeathsig", "QUIT") if shutil.which("setpriv") else ()
# Nobody cuts the power during a test.
HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class PostgresServer:
    """One server with its databases; it can be stopped and started again."""

    def __init__(self, **settings: str) -> None:
        self._account = _account()
        self._settings = SETTINGS | HASTY | settings
        self._folder = Path(tempfile.mkdtemp(prefix="p06-pg-"))
        if self._account:
            shutil.chown(self._folder, self._account.pw_uid, self._account.pw_gid)
        self._names = (f"test{number}" for number in count(1))
        self._process: subprocess.Popen[bytes] | None = None
        initdb = [program("initdb"), "-D", str(self._data), "-U", USER, "--auth=trust", "--no-sync", *SORTING]
        subprocess.run(initdb, check=True, capture_output=True, **self._as_account())
        self.start()

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    @property
    def _log(self) -> Path:
        return self._folder / "log"

    def url(self, database: str) -> str:
        """The URL of a database, as `--database` takes it."""
        return f"postgresql+psycopg://{USER}@/{database}?host={self._folder}"

    def connect(self, database: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
        """A connection of the driver's own, for what the store does not do."""
        return psycopg.connect(host=str(self._folder), user=USER, dbname=database, autocommit=True)

    def new_database(self, template: str = "template0") -> str:
        """The name of a new database: empty, or like its template."""
        name = next(self._names)
        with self.connect() as connection:
            create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            connection.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def files_of(self, database: str) -> list[Path]:
        """The files in which a database's tables stand."""
        with self.connect(database) as connection:
            row = connection.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchone()
        return [file for file in (self._data / "base" / str(row and row[0])).iterdir() if file.is_file()]

    def drop(self, database: str) -> None:
        """Removes a database where there is one, whoever is still connected to it."""
        with self.connect() as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))

    def start(self) -> None:
        """Starts the server and waits until it answers."""
        words = [*DIES_WITH_US, program("postgres"), "-D", str(self._data), "-k", str(self._folder)]
        words += [word for name, value in self._settings.items() for word in ("-c", f"{name}={value}")]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, **self._as_account()
            )
        self._wait()

    def stop(self, sign: signal.Signals = signal.SIGINT) -> None:
        """Ends the server: SIGINT is fast and in order, SIGQUIT at once as in a crash."""
        if self._process is not None:
            self._process.send_signal(sign)
            self._process.wait(30)
            self._process = None

    def remove(self) -> None:
        """Ends the server and removes all that it kept."""
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self._folder)

    def _wait(self, seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while True:
            try:
                self.connect().close()
                return
            except psycopg.OperationalError:
                in_vain = time.monotonic() > end or (self._process is not None and self._process.poll() is not None)
                assert not in_vain, self._log.read_text(errors="replace")[-2000:]
                time.sleep(0.05)

    def _as_account(self) -> dict[str, object]:
        if self._account is None:
            return {"cwd": self._folder}
        return {
            "cwd": self._folder, "user": self._account.pw_uid, "group": self._account.pw_gid, "extra_groups": [],
        }  # fmt: skip


def program(name: str) -> str:
    """The path of one of PostgreSQL's programs, of the newest release that Debian has installed."""
    releases = sorted(DEBIAN.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    found = str(releases[-1]) if releases else shutil.which(name)
    assert found, f"PostgreSQL ({name}) is not installed; `make test` installs it"
    return found


def _account() -> pwd.struct_passwd | None:
    """Whom the server runs as; None for oneself. It refuses to run as root."""
    if os.geteuid() != 0:
        return None
    known = {account.pw_name: account for account in pwd.getpwall()}
    return next(known[name] for name in ACCOUNTS if name in known)
