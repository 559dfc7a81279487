"""New stores for tests: migrated once for each kind of database, then copied."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Protocol

from postgres import PostgresServer
from sqlalchemy import make_url

from monitor.store import Store, open_store, store_in
from monitor.store.database import FILE_NAME


class Databases(Protocol):
    """Gives new databases of one kind, of the newest schema and empty."""

    def url(self) -> str:
        """The URL of one more database."""
        ...

    def bare_url(self) -> str:
        """The URL of one more database without any schema."""
        ...

    def lose(self, url: str) -> None:
        """Takes a database away from those who use it, as when its disk or its server is gone."""
        ...

    def drop(self, url: str) -> None:
        """Removes a database that nobody needs any more."""
        ...


class SqliteDatabases:
    """Files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._numbers = folder, count(1)
        store_in(folder / "template").close()
        self._template = (folder / "template" / FILE_NAME).read_bytes()

    def url(self) -> str:
        url = self.bare_url()
        _file(url).write_bytes(self._template)
        return url

    def bare_url(self) -> str:
        own = self._folder / str(next(self._numbers))
        own.mkdir()
        return f"sqlite:///{own / FILE_NAME}"

    def lose(self, url: str) -> None:
        with _file(url).open("r+b") as file:
            file.write(b"\0" * 4096)

    def drop(self, url: str) -> None:
        for file in _file(url).parent.iterdir():
            file.unlink()


class PostgresDatabases:
    """Databases of one server."""

    def __init__(self, server: PostgresServer) -> None:
        self._server, self._template = server, server.new_database()
        open_store(server.url(self._template)).close()

    def url(self) -> str:
        return self._server.url(self._server.new_database(self._template))

    def bare_url(self) -> str:
        return self._server.url(self._server.new_database())

    def lose(self, url: str) -> None:
        self.drop(url)

    def drop(self, url: str) -> None:
        self._server.drop(str(make_url(url).database))


def _file(url: str) -> Path:
    return Path(str(make_url(url).database))


@contextmanager
def new_store(databases: Databases) -> Iterator[Store]:
    """An empty store that is gone afterwards, for a test that needs several, one an example of hypothesis say."""
    url = databases.url()
    store = open_store(url)
    try:
        yield store
    finally:
        store.close()
        databases.drop(url)
