"""The schema goes up and down with all that a database holds, and what it held stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from databases import Databases
from sqlalchemy import CheckConstraint, Connection, MetaData, inspect, select

from monitor.store import Store, campaigns, observations, open_store, quarantine, runs, schema, snapshots, sources
from monitor.store.engine import engine_of, parsed
from monitor.store.instants import recorded_at, settled_until
from monitor.store.migrating import alembic_config

THEN = datetime(2023, 7, 1, 2, tzinfo=UTC)
DAY = date(2023, 6, 18)
DOCUMENT = "ab" * 32

# A row of every table, as the first release wrote them; parents before children.
FIRST_RELEASE: dict[str, dict[str, Any]] = {
    "snapshots": {
        "sha256": DOCUMENT, "body": None, "size": 7, "media_type": "text/plain", "charset": "utf-8",
        "address": "http://127.0.0.1/bao-cao", "fetched_at": THEN, "text": None,
    },
    "campaigns": {
        "id": 1, "campaign": "small", "sha256": "cd" * 32, "text": "campaign: small # Vĩnh Phúc", "path": "small.yaml",
        "served_at": THEN,
    },
    "source_pauses": {
        "id": 1, "source": "portal", "paused_at": THEN, "paused_by": "Lan", "resumed_at": None, "resumed_by": None,
    },
    "runs": {
        "id": 1, "source": "portal", "slot": THEN, "started_at": THEN, "finished_at": THEN + timedelta(seconds=1),
        "duration_seconds": 0.5, "outcome": "partial", "error": None, "document": DOCUMENT, "read": 2, "accepted": 1,
        "unchanged": 0, "quarantined": 1, "report": {"notes": ["trăm phần trăm"]},
    },
    "targets": {
        "id": 1, "indicator": "eid_activated", "unit": "26", "start": date(2023, 1, 1), "version": 1,
        "deadline": date(2023, 7, 31), "basis": "implied", "value": None, "share": None, "of": None,
        "implied_value": 585_673, "implied_share": "1.1194", "baseline": 0.0, "decision": "Kế hoạch 12", "note": "",
        "digest": "ef" * 32, "from_campaign": 1, "recorded_at": THEN,
    },
    "observations": {
        "id": 1, "indicator": "eid_activated", "unit": "26", "as_of": DAY, "precision": "mid-month",
        "source": "portal", "revision": 1, "run": 1, "known_at": THEN + timedelta(seconds=1), "value": 585_673.0,
        "count": None, "out_of": None, "ratio": 1.1194, "of": "target", "bound": "exact", "rank": None,
        "rank_at_most": 10, "days_ahead": 47, "unit_written": "Vĩnh Phúc", "quote": "585.673 tài khoản",
        "span_start": 3, "span_end": 9, "cell": None, "document": DOCUMENT, "reason": "", "author": "Lan",
        "warnings": "ambiguous_date", "withdrawn": False,
    },
    "quarantine": {
        "id": 1, "run": 1, "source": "portal", "rule": "stock_fell", "place": "row 2", "message": "fell by 140",
        "quote": "60.980", "unit_written": "Yên Lạc", "indicator": "eid_activated", "unit": "26", "as_of": DAY,
        "reading": {"indicator": "eid_activated"}, "fingerprint": "01" * 32, "opened_at": THEN, "closed_at": None,
        "resolution": None, "reason": "", "author": "",
    },
}  # fmt: skip

# What has come since; parents before children.
SINCE_THEN: dict[str, dict[str, Any]] = {
    "units": {
        "id": "26", "version": 1, "recorded_at": THEN, "level": "province", "name": "Tỉnh Vĩnh Phúc", "aliases": [],
        "name_en": "Vinh Phuc", "former": [], "source": "file",
    },
    "unit_events": {
        "id": 1, "recorded_at": THEN, "day": DAY, "kind": "merge", "units": ["26"], "decree": "", "note": "",
        "source": "file", "digest": "01" * 32,
    },
    "unit_transfers": {"event": 1, "source": "26", "target": "25-2025", "weight": 1.0, "estimated": False},
    "unit_maps": {
        "id": 1, "recorded_at": THEN, "level": "province", "first_day": DAY, "source": "file", "note": "",
    },
    "audit": {"id": 1, "at": THEN, "actor": "Lan", "action": "run", "subject": "run 1", "details": {}},
    "batches": {"key": "k", "source": "push", "sha256": "02" * 32, "run": 1, "answer": {}, "taken_at": THEN},
    "tokens": {"id": 1, "name": "Lan", "digest": "03" * 32, "scopes": "push", "created_at": THEN},
    "sessions": {"digest": "04" * 32, "token": 1, "begun_at": THEN},
}  # fmt: skip


@pytest.fixture
def old_url(databases: Databases) -> Iterator[str]:
    """A database that the first release has written."""
    url = databases.bare_url()
    store = Store(engine_of(parsed(url)))
    with store.write() as connection:
        command.upgrade(alembic_config(connection), "0001")
        for name, row in FIRST_RELEASE.items():
            connection.execute(schema.metadata.tables[name].insert().values(row))
        connection.execute(schema.counters.update().values(value=41))
    store.close()
    yield url
    databases.drop(url)


def kept(connection: Connection) -> dict[str, dict[str, Any]]:
    """The rows of the first release's tables, in the columns that they had then."""
    tables = schema.metadata.tables
    wanted = {name: select(*(tables[name].c[column] for column in row)) for name, row in FIRST_RELEASE.items()}
    return {name: dict(connection.execute(query).one()._mapping) for name, query in wanted.items()}


def fill_new_tables(connection: Connection) -> None:
    """A row in each table that the first release did not have."""
    for name, row in SINCE_THEN.items():
        connection.execute(schema.metadata.tables[name].insert().values(row))


def test_what_the_first_release_wrote_is_there_after_the_upgrade_and_read_by_todays_code(old_url: str) -> None:
    store = open_store(old_url)
    with store.read() as connection:
        assert kept(connection) == FIRST_RELEASE
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
        (figure,) = observations.current_observations(connection)
        assert (figure.value, figure.ratio, figure.backlog, figure.waived) == (585_673.0, 1.1194, False, ())
        assert figure.unit_written == "Vĩnh Phúc"
        run = runs.run(connection, 1)
        assert run is not None
        assert (run.finished_at, run.report) == (THEN + timedelta(seconds=1), {"notes": ["trăm phần trăm"]})
        assert quarantine.open_counts(connection) == {"portal": {"stock_fell": 1}}
        assert campaigns.last_served(connection) == ("campaign: small # Vĩnh Phúc", "small.yaml")
        assert sources.paused(connection) == {"portal"}
        assert snapshots.addresses(connection, [DOCUMENT]) == {DOCUMENT: "http://127.0.0.1/bao-cao"}
        assert settled_until(connection) == THEN + timedelta(seconds=1)
    assert (store.revision(), store.units_revision()) == (41, 0)
    with store.write() as connection:
        assert recorded_at(connection, THEN) > THEN + timedelta(seconds=1), "nothing new is dated before what is known"
        sources.resume(connection, "portal", "Minh", THEN + timedelta(hours=1))
        assert sources.paused(connection) == frozenset()
    store.close()


def test_down_to_the_first_release_and_up_again_leaves_its_rows_as_they_were(old_url: str) -> None:
    store = open_store(old_url)
    assert {*FIRST_RELEASE, *SINCE_THEN, "counters"} == set(schema.metadata.tables)
    with store.write() as connection:
        fill_new_tables(connection)
    for _ in range(2):
        with store.write() as connection:
            command.downgrade(alembic_config(connection), "0001")
            assert set(inspect(connection).get_table_names()) == {*FIRST_RELEASE, "counters", "alembic_version"}
            as_made = MetaData()
            as_made.reflect(connection)
            assert {name: set(as_made.tables[name].columns.keys()) for name in FIRST_RELEASE} == {
                name: set(row) for name, row in FIRST_RELEASE.items()
            }
            assert kept(connection) == FIRST_RELEASE
            command.upgrade(alembic_config(connection), "head")
            assert kept(connection) == FIRST_RELEASE
            assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
    assert (store.revision(), store.units_revision()) == (41, 0)
    store.close()


def test_the_schema_goes_down_to_nothing_and_up_again(store: Store) -> None:
    with store.write() as connection:
        command.downgrade(alembic_config(connection), "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
    again = open_store(store.engine.url.render_as_string(hide_password=False))
    assert again.revision() == 0
    with again.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
    again.close()


def test_the_migrations_make_the_schema_that_the_code_knows(store: Store) -> None:
    with store.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
        assert ScriptDirectory.from_config(alembic_config(connection)).get_heads() == [schema.VERSION]
        for name, table in schema.metadata.tables.items():
            named = {each.name for each in table.constraints if isinstance(each, CheckConstraint)}
            assert {check["name"] for check in inspect(connection).get_check_constraints(name)} == named
