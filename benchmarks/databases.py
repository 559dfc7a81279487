"""Both kinds of database for a benchmark: SQLite in a folder, PostgreSQL on a socket of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgres import PostgresServer


@contextmanager
def both(**settings: str) -> Iterator[dict[str, str]]:
    """The URL of an empty database of each kind, by its name; `settings` are PostgreSQL's."""
    server = PostgresServer(**settings)
    try:
        with tempfile.TemporaryDirectory() as folder:
            sqlite = f"sqlite:///{Path(folder) / 'p06.db'}"
            yield {"SQLite": sqlite, "PostgreSQL": server.url(server.new_database())}
    finally:
        server.remove()
