"""Each question that the store answers, on a few rows."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from postgres import PostgresServer
from sqlalchemy import Connection, select

from collectors.reading import Bound, Of, Precision
from collectors.source import Snapshot, SourceConfig
from monitor.campaign import Basis, Campaign, Every, Indicator, Kind, Names, SourceSetting, Target
from monitor.judgement.observation import Observation
from monitor.store import Store, campaigns, observations, open_store, runs, schema, snapshots, sources, store_in
from monitor.store.observations import Span
from monitor.store.runs import RunRecord
from monitor.store.schema import Outcome
from monitor.units import Level, Unit, UnitRegistry

NOW = datetime(2023, 7, 1, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def connection(store: Store) -> Iterator[Connection]:
    with store.write() as connection:
        yield connection


def run(source: str = "a", outcome: Outcome = Outcome.OK, **more: object) -> RunRecord:
    plain = RunRecord(source=source, slot=None, started_at=NOW, finished_at=NOW, duration_seconds=0.5, outcome=outcome)
    return replace(plain, **more)  # type: ignore[arg-type]


def figure(value: float | None, day: int = 1, **more: object) -> Observation:
    plain = Observation(
        indicator="i", unit="u", as_of=date(2023, 6, day), precision=Precision.DAY, source="a", run=1, known_at=NOW,
        quote="q", value=value,
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def add(connection: Connection, *figures: Observation) -> None:
    if not runs.run_counts(connection):
        runs.record_run(connection, run())
    observations.add_observations(connection, figures)


def test_an_observation_comes_back_as_it_went_in(connection: Connection) -> None:
    full = figure(
        0.5, count=7, out_of=14.0, ratio=0.5, of=Of.ELIGIBLE, bound=Bound.AT_LEAST, rank=3, rank_at_most=10,
        days_ahead=47, unit_written="U", span=(0, 4), cell="c", reason="r", author="lan", warnings=("w", "x"),
    )  # fmt: skip
    add(connection, full, figure(None, 2, rank=3))
    first, second = observations.current_observations(connection)
    assert (first, second) == (replace(full, id=first.id), figure(None, 2, rank=3, id=second.id))
    assert observations.observation(connection, first.id) == first
    assert observations.observation(connection, 999) is None


def test_the_newest_revision_speaks_for_a_cell_as_it_was_known(connection: Connection) -> None:
    add(
        connection,
        figure(1.0),
        figure(2.0, revision=2, known_at=NOW + HOUR),
        figure(2.0, revision=3, known_at=NOW + 2 * HOUR, withdrawn=True),
        figure(5.0, 2, source="b", known_at=NOW + HOUR),
    )

    def values(**question: object) -> list[float | None]:
        return [o.value for o in observations.current_observations(connection, **question)]  # type: ignore[arg-type]

    assert values() == [5.0]
    assert values(known_at=NOW) == [1.0]
    assert values(known_at=NOW + HOUR) == [2.0, 5.0]
    assert values(known_at=NOW + HOUR, until=date(2023, 6, 1)) == [2.0]
    assert values(units=["other"]) == values(indicators=["other"]) == values(known_at=NOW - HOUR) == []
    assert values(units=["u", "v"], indicators=["i"]) == [5.0]


def test_the_latest_day_of_each_source_and_indicator(connection: Connection) -> None:
    assert observations.latest_as_of(connection) == {}
    add(
        connection,
        figure(1.0, 1), figure(2.0, 3), figure(2.0, 3, revision=2, withdrawn=True),
        figure(1.0, 2, indicator="j"), figure(1.0, 4, source="b", unit="v"),
    )  # fmt: skip
    day = date(2023, 6, 1)
    assert observations.latest_as_of(connection) == {
        "a": {"i": day, "j": day.replace(day=2)},
        "b": {"i": day.replace(day=4)},
    }


def test_a_new_figure_is_judged_against_its_cell_and_the_nearest_exact_days(connection: Connection) -> None:
    add(
        connection,
        figure(1.0, 1), figure(2.0, 5), figure(3.0, 6, bound=Bound.ABOUT), figure(3.0, 7), figure(3.1, 7, revision=2),
        figure(4.0, 8), figure(4.0, 8, revision=2, withdrawn=True), figure(None, 9, ratio=0.5), figure(9.0, 10),
        figure(11.0, 11), figure(7.0, 7, source="b"), figure(7.0, 7, unit="v"),
    )  # fmt: skip

    def held(first: int, last: int) -> list[tuple[int, float | None]]:
        span = Span("i", "u", date(2023, 6, first), date(2023, 6, last))
        return sorted((o.as_of.day, o.value) for o in observations.held_around(connection, "a", [span]))

    assert held(7, 7) == [(5, 2.0), (7, 3.1), (10, 9.0)]
    assert held(6, 8) == [(5, 2.0), (6, 3.0), (7, 3.1), (8, 4.0), (10, 9.0)]
    assert held(20, 20) == [(11, 11.0)]
    assert observations.held_around(connection, "a", []) == []


def test_the_latest_figures_are_those_that_a_look_at_all_of_them_gives(connection: Connection) -> None:
    chance = random.Random(6)
    cells = [(indicator, unit) for indicator in "ij" for unit in "uvw"]
    figures = []
    for (indicator, unit), source, day in product(cells, "ab", range(1, 8)):
        for revision in range(1, chance.choice([1, 1, 2, 4])):
            known_at, gone = NOW + (day + revision) * HOUR, chance.random() < 0.4
            place = {"indicator": indicator, "unit": unit, "source": source}
            figures.append(figure(chance.random(), day, revision=revision, known_at=known_at, withdrawn=gone, **place))
    add(connection, *figures)
    for until, known_at in product([None, *(date(2023, 6, day) for day in range(1, 9))], [None, NOW, NOW + 5 * HOUR]):
        every = observations.current_observations(connection, indicators=["i"], until=until, known_at=known_at)
        expected = {(o.indicator, o.unit, o.source): o for o in every}
        asked = [*cells[:3], ("i", "x")]
        found = observations.latest_observations(connection, asked, until=until, known_at=known_at)
        assert {(o.indicator, o.unit, o.source): o for o in found} == expected
        assert len(found) == len(expected)
    assert observations.latest_observations(connection, []) == []


def test_every_revision_of_some_cells_is_found_in_order_however_many_they_are(connection: Connection) -> None:
    add(connection, figure(1.0), figure(2.0, revision=2, known_at=NOW + HOUR), figure(3.0, 2), figure(4.0, source="b"))
    day = date(2023, 6, 1)
    cells = [("i", "u", day), ("i", "u", day), *(("i", f"no-{number}", day) for number in range(20_000))]
    found = observations.revisions_of_cells(connection, cells)
    assert [(o.source, o.revision, o.value) for o in found] == [("a", 1, 1.0), ("a", 2, 2.0), ("b", 1, 4.0)]
    assert [o.value for o in observations.revisions_of_cells(connection, cells, NOW)] == [1.0, 4.0]
    assert observations.revisions_of_cells(connection, []) == []


def test_many_spans_are_asked_for_at_once(connection: Connection) -> None:
    add(connection, *(figure(1.0, unit=f"u{n}") for n in range(2100)))
    spans = [Span("i", f"u{n}", date(2023, 6, 2), date(2023, 6, 2)) for n in range(2100)]
    assert len(observations.held_around(connection, "a", spans)) == 2100


def test_runs_are_counted_and_the_last_ones_found(connection: Connection) -> None:
    first = run(slot=NOW, accepted=3, unchanged=1, quarantined=2, report={"notes": ["ô"]}, outcome=Outcome.PARTIAL)
    number = runs.record_run(connection, first)
    runs.record_run(connection, run(slot=NOW + HOUR, outcome=Outcome.FAILED, error="timed out", accepted=1))
    by_hand = runs.record_run(connection, run("b"))
    runs.record_run(connection, run("b", Outcome.FAILED))
    assert runs.run(connection, number) == replace(first, id=number) == runs.run_of_slot(connection, "a", NOW)
    assert runs.run(connection, 999) is None
    assert {source: last.error for source, last in runs.last_runs(connection).items()} == {"a": "timed out", "b": None}
    assert {source: last.id for source, last in runs.last_successes(connection).items()} == {"a": number, "b": by_hand}
    assert (runs.last_slot(connection, "a"), runs.last_slot(connection, "b")) == (NOW + HOUR, None)
    assert runs.run_counts(connection) == {"a": {"partial": 1, "failed": 1}, "b": {"ok": 1, "failed": 1}}
    assert runs.reading_counts(connection)["a"] == {"accepted": 4, "unchanged": 1, "quarantined": 2}


def test_a_snapshot_is_kept_once_and_its_text_beside_it(connection: Connection) -> None:
    given = Snapshot("trăm phần trăm".encode(), "http://127.0.0.1/a", NOW, "text/plain", "utf-8")
    snapshots.keep_snapshot(connection, given)
    snapshots.keep_snapshot(connection, replace(given, address="http://127.0.0.1/b"))
    assert snapshots.snapshot(connection, given.sha256) == given
    assert snapshots.text_of(connection, given.sha256) is None
    snapshots.keep_text(connection, given.sha256, "100 %")
    assert snapshots.text_of(connection, given.sha256) == "100 %"
    assert snapshots.addresses(connection, [given.sha256, "ff"]) == {given.sha256: "http://127.0.0.1/a"}


@pytest.mark.parametrize("kept_before", [True, False])
def test_of_a_document_with_personal_numbers_only_the_hash_stays(tmp_path: Path, kept_before: bool) -> None:
    given = Snapshot(random.Random(6).randbytes(20_000), "http://127.0.0.1/a", NOW)
    passage = given.body[9_000:9_040]
    store = store_in(tmp_path)
    with store.write() as connection:
        if kept_before:
            snapshots.keep_snapshot(connection, given)
    assert any(passage in file.read_bytes() for file in tmp_path.iterdir()) is kept_before
    with store.write() as connection:
        snapshots.keep_hash_only(connection, given)
        snapshots.keep_snapshot(connection, given)
        assert snapshots.snapshot(connection, given.sha256) is None
        assert snapshots.addresses(connection, [given.sha256]) == {given.sha256: given.address}
        row = connection.execute(select(schema.snapshots)).one()
    assert (row.body, row.size, row.text) == (None, 20_000, None)
    store.empty_log()
    assert not any(passage in file.read_bytes() for file in tmp_path.iterdir())


def test_on_a_server_the_old_bytes_leave_the_files_too(postgres: PostgresServer) -> None:
    given = Snapshot(random.Random(6).randbytes(20_000), "http://127.0.0.1/a", NOW)
    passages = [given.body[start : start + 40] for start in range(0, 20_000, 100)]
    name = postgres.new_database()
    store = open_store(postgres.url(name))

    def stands_there() -> bool:
        with postgres.connect(name) as server:
            server.execute("CHECKPOINT")
            kept = b"".join(file.read_bytes() for file in postgres.files_of(name))
        return any(passage in kept for passage in passages)

    with store.write() as connection:
        snapshots.keep_snapshot(connection, given)
    assert stands_there()
    with store.write() as connection:
        snapshots.keep_hash_only(connection, given)
    store.empty_log()
    assert not stands_there()
    store.close()
    postgres.drop(name)


def test_a_pause_lasts_until_it_is_ended(connection: Connection) -> None:
    sources.pause(connection, "a", "lan", NOW)
    sources.pause(connection, "a", "minh", NOW + HOUR)
    assert sources.paused(connection) == {"a"}
    sources.resume(connection, "a", "minh", NOW + HOUR)
    sources.resume(connection, "b", "minh", NOW + HOUR)
    assert sources.paused(connection) == frozenset()
    sources.pause(connection, "a", "lan", NOW + 2 * HOUR)
    rows = connection.execute(select(schema.source_pauses.c.paused_by, schema.source_pauses.c.resumed_by)).all()
    assert [tuple(row) for row in rows] == [("lan", "minh"), ("lan", None)]


def campaign(text: str, *targets: Target, name: str = "c") -> Campaign:
    names = Names("a", "a")
    return Campaign(
        id=name,
        names=names,
        units=UnitRegistry([Unit("26", "Tỉnh A", "A", Level.PROVINCE)]),
        indicators={"i": Indicator("i", names, "eid_activated", Kind.STOCK, measure="accounts")},  # type: ignore[arg-type]
        targets=targets,
        sources={"a": SourceSetting("a", names, "table", SourceConfig(), Every(HOUR), ("i",))},
        text=text,
    )


def test_a_changed_target_is_a_new_version_and_the_same_one_is_not(connection: Connection) -> None:
    day = date(2023, 1, 1)
    first = Target("i", "26", day, date(2023, 7, 31), Basis.IMPLIED, implied=(585673, "1.1194"))
    second = Target("i", "26", date(2024, 1, 1), date(2024, 12, 31), Basis.DECIDED, share=1.0, of=Of.ELIGIBLE)
    later = replace(first, deadline=date(2023, 8, 31))
    assert (campaigns.last_served(connection), campaigns.serving_since(connection)) == (None, None)
    for hour, given in enumerate(
        (campaign("1", first), campaign("1", first), campaign("2", first, second), campaign("3", later, second))
    ):
        campaigns.serve_campaign(connection, given, "a.yaml", NOW + hour * HOUR)
    t = schema.targets.c
    rows = connection.execute(select(t.start, t.version, t.deadline).order_by(t.id)).all()
    assert [tuple(row) for row in rows] == [
        (first.start, 1, first.deadline),
        (second.start, 1, second.deadline),
        (first.start, 2, later.deadline),
    ]
    assert campaigns.last_served(connection) == ("3", "a.yaml")
    assert campaigns.serving_since(connection) == NOW
    campaigns.serve_campaign(connection, campaign("4", name="d"), "d.yaml", NOW + 9 * HOUR)
    assert campaigns.serving_since(connection) == NOW + 9 * HOUR
    assert (
        connection.execute(select(schema.counters.c.value).where(schema.counters.c.name == "revision")).scalar_one()
        == 4
    )
