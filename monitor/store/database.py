"""Opens the database, brings it to the newest schema, and hands out its transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine


class Store:
    """One database. Reading and writing go through short transactions; a writer holds the database's write lock."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database and writes nothing."""
        raise NotImplementedError
        yield

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is committed at the end or, on any exception, undone whole."""
        raise NotImplementedError
        yield


def open_store(url: str) -> Store:
    """The store at a database URL (`sqlite:///path` or `postgresql+psycopg://…`), migrated to the newest schema."""
    raise NotImplementedError


def store_in(folder: Path) -> Store:
    """The embedded SQLite store of a data folder, made where it is missing."""
    raise NotImplementedError
