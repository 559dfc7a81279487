"""What tests of several folders need."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from databases import Databases, PostgresDatabases, SqliteDatabases
from postgres import PostgresServer

from monitor.store import Store, open_store

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The team's folder of real input; it is not part of the project, so a test that needs it skips without it."""
    folder = Path(os.environ.get("P06_SHARED", ROOT.parent / "shared"))
    if not (folder / "articles").is_dir():
        pytest.skip("the team's folder of real input is not here (set P06_SHARED to it)")
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A real PostgreSQL server, one for all tests; `new_database()` gives a test its own database."""
    server = PostgresServer()
    yield server
    server.remove()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """New databases of either kind: a test that asks for this, `database_url` or `store` runs once on each."""
    if request.param == "sqlite":
        return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))
    return PostgresDatabases(request.getfixturevalue("postgres"))


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """The URL of a database of the test's own, of the newest schema and empty."""
    url = databases.url()
    yield url
    databases.drop(url)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A store of the test's own, empty."""
    store = open_store(database_url)
    yield store
    store.close()
