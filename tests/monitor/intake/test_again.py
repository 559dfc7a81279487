"""All that was taken in and decided can be done again from the documents that were kept, with the same outcome."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from databases import Databases, new_store
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_cases import NAMES, NOW
from kin_cases import Desk, kin_campaign
from sqlalchemy import select

from collectors.faults import ReadError
from collectors.sandbox import Sandbox
from collectors.source import Snapshot
from collectors.table.kind import KIND
from monitor.campaign import Campaign, CheckException, Every, SourceSetting
from monitor.intake import Attempt, Batch
from monitor.intake.again import by_kind, take_again
from monitor.served import Served
from monitor.store import Store, schema, snapshots
from monitor.store.audit import Action
from monitor.store.observations import current_observations
from monitor.store.quarantine import set_aside_readings

EXCEPTION = CheckException(rule="tenfold_jump", first=NOW.date(), last=NOW.date(), why="x")
TABLE = {
    "address": "http://127.0.0.1/figures.csv",
    "columns": {
        "unit": "Đơn vị",
        "figures": [
            {"indicator": "eid_approved", "value": "Phê duyệt"},
            {"indicator": "eid_activated", "value": "Kích hoạt"},
        ],
    },
    "as_of": {"column": "Ngày"},
}


def table_campaign() -> Campaign:
    indicators = ("eid_approved", "eid_activated")
    config = KIND.config.model_validate(TABLE)
    table = SourceSetting("table", NAMES, "table", config, Every(timedelta(hours=1)), indicators, "26")
    return replace(kin_campaign(exceptions=[EXCEPTION]), sources={"table": table})


CAMPAIGN = table_campaign()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


row = st.tuples(
    st.sampled_from(["Huyện Yên Lạc", "Huyện Tam Đảo", "Tỉnh Vĩnh Phúc", "Yên Mô"]),
    st.sampled_from(["10/5/2023", "11/5/2023", "12/5/2023", "12/5/2199"]),
    st.sampled_from(["500", "600", "6.000", "n/a"]),
    st.sampled_from(["400", "450", "700", ""]),
)
document = st.lists(row, min_size=1, max_size=5)
step = st.one_of(
    st.tuples(st.just("table"), document),
    st.tuples(st.just("import"), document),
    st.tuples(st.just("broken"), st.just([])),
    st.tuples(st.sampled_from(["accept", "reject", "withdraw"]), st.integers(0, 9)),
)


def as_table(rows: list[tuple[str, ...]]) -> bytes:
    return "\n".join(["Đơn vị;Ngày;Phê duyệt;Kích hoạt", *(";".join(each) for each in rows)]).encode()


def as_rows(rows: list[tuple[str, ...]]) -> bytes:
    said = (f"{unit};eid_approved;2023-05-{day[:2]};{value}" for unit, day, value, _ in rows)
    return "\n".join(["unit;indicator;as_of;value", *said]).encode()


class Steward(Desk):
    """A desk at which documents are read."""

    def __init__(self, store: Store, sandbox: Sandbox) -> None:
        super().__init__(store, CAMPAIGN)
        self.readers = by_kind(CAMPAIGN, sandbox)

    def collect(self, body: bytes) -> None:
        now = self.tick()
        snapshot = self._keep(body, now)
        attempt = Attempt("table", now, now, 0.5, snapshot.sha256)
        try:
            readings = self.readers.sent("table", snapshot)
        except ReadError as error:
            self.intake.refuse(attempt, str(error), self.tick())
        else:
            self.intake.accept(attempt, readings, self.tick())

    def hand_in(self, body: bytes) -> None:
        snapshot = Snapshot(body, "figures.csv", self.now)
        try:
            rows = self.readers.handed_in(Action.IMPORT, snapshot)
        except ReadError:
            return
        self.intake.take_batch(Batch(source="import", author="lan", rows=rows, document=snapshot), self.tick())

    def decide(self, kind: str, number: int) -> None:
        with self.store.read() as connection:
            aside = [each for each in set_aside_readings(connection) if each.unit is not None]
            chosen = [each.id for each in (current_observations(connection) if kind == "withdraw" else aside)]
        if not chosen:
            return
        subject = chosen[number % len(chosen)]
        if kind == "accept":
            self.intake.accept_quarantined(subject, "checked", "lan", self.tick(), backlog=number > 5)
        elif kind == "reject":
            self.intake.reject_quarantined(subject, "mistyped", "minh", self.tick())
        else:
            self.intake.withdraw(subject, "wrong", "lan", self.tick())

    def _keep(self, body: bytes, now: datetime) -> Snapshot:
        snapshot = Snapshot(body, "http://127.0.0.1/figures.csv", now)
        with self.store.write() as connection:
            snapshots.keep_snapshot(connection, snapshot)
        return snapshot


def contents(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """All figures, and all that is in quarantine, without the numbers of rows."""
    with store.read() as connection:
        return {
            table.name: [
                tuple(value for name, value in row._mapping.items() if name not in ("id", "run"))
                for row in connection.execute(select(table).order_by(table.c.id))
            ]
            for table in (schema.observations, schema.quarantine, schema.runs)
        }


@settings(max_examples=8, deadline=None)
@given(steps=st.lists(step, min_size=1, max_size=7))
def test_all_runs_read_again_from_their_documents_give_the_same_figures(
    databases: Databases, sandbox: Sandbox, steps: list[tuple[str, Any]]
) -> None:
    with new_store(databases) as store, new_store(databases) as other:
        steward = Steward(store, sandbox)
        for kind, what in steps:
            if kind == "table":
                steward.collect(as_table(what))
            elif kind == "import":
                steward.hand_in(as_rows(what))
            elif kind == "broken":
                steward.collect(b"<html></html>")
            else:
                steward.decide(kind, what)
        take_again(store, Served(other, CAMPAIGN), by_kind(CAMPAIGN, sandbox))
        assert contents(other) == contents(store)


def test_a_document_that_is_no_file_of_rows_is_named(sandbox: Sandbox) -> None:
    with pytest.raises(LookupError, match="came by push"):
        by_kind(CAMPAIGN, sandbox).handed_in(Action.PUSH, Snapshot(b"{}", "push:hanoi", NOW))
