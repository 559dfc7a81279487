"""Questions about runs: each attempt of each source, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select

from monitor.store.schema import Outcome, runs


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """One attempt of a source. `slot` is the due instant it answers, None for a run by hand; instants are aware UTC.

    `read` = `accepted` + `unchanged` + `quarantined` + what was not asked for. `report` is the run's report as JSON;
    `id` is 0 until it is stored.
    """

    source: str
    slot: datetime | None
    started_at: datetime
    finished_at: datetime
    duration_seconds: float
    outcome: Outcome
    error: str | None = None
    document: str | None = None
    read: int = 0
    accepted: int = 0
    unchanged: int = 0
    quarantined: int = 0
    report: Mapping[str, Any] = field(default_factory=dict)
    id: int = 0


def record_run(connection: Connection, given: RunRecord) -> int:
    """Stores a run and gives its id. Raises IntegrityError where its slot has a run already."""
    row = asdict(given) | {"outcome": given.outcome.value}
    del row["id"]
    run_id: int = connection.execute(insert(runs).values(row).returning(runs.c.id)).scalar_one()
    return run_id


def run(connection: Connection, run_id: int) -> RunRecord | None:
    """One run by its id."""
    return _only(connection, runs.c.id == run_id)


def run_of_slot(connection: Connection, source: str, slot: datetime) -> RunRecord | None:
    """The run that answers a due instant; None where there has been none."""
    return _only(connection, runs.c.source == source, runs.c.slot == slot)


def last_runs(connection: Connection, known_at: datetime | None = None) -> dict[str, RunRecord]:
    """The last run of each source, of those that had ended by an instant."""
    return _last_of_each_source(connection, *_ended(known_at))


def last_successes(connection: Connection, known_at: datetime | None = None) -> dict[str, RunRecord]:
    """The last run of each source that was not a failure, of those that had ended by an instant."""
    return _last_of_each_source(connection, runs.c.outcome != Outcome.FAILED.value, *_ended(known_at))


def last_slot(connection: Connection, source: str) -> datetime | None:
    """The latest due instant of a source that a run has answered."""
    latest: datetime | None = connection.execute(
        select(func.max(runs.c.slot)).where(runs.c.source == source)
    ).scalar_one()
    return latest


def run_counts(connection: Connection, known_at: datetime | None = None) -> dict[str, dict[Outcome, int]]:
    """How many runs of each source had which outcome, of those that had ended by an instant."""
    counted = select(runs.c.source, runs.c.outcome, func.count()).where(*_ended(known_at))
    found: dict[str, dict[Outcome, int]] = defaultdict(dict)
    for source, outcome, count in connection.execute(counted.group_by(runs.c.source, runs.c.outcome)):
        found[source][Outcome(outcome)] = count
    return dict(found)


def reading_counts(connection: Connection, known_at: datetime | None = None) -> dict[str, dict[str, int]]:
    """How many Readings of each source were `accepted`, `unchanged` and `quarantined`, over all runs ended by then."""
    kept = (runs.c.accepted, runs.c.unchanged, runs.c.quarantined)
    summed = select(runs.c.source, *(func.sum(count).label(count.name) for count in kept)).where(*_ended(known_at))
    return {
        row.source: {"accepted": row.accepted, "unchanged": row.unchanged, "quarantined": row.quarantined}
        for row in connection.execute(summed.group_by(runs.c.source))
    }


def runs_named(connection: Connection, ids: Collection[int]) -> dict[int, RunRecord]:
    """The runs with these ids, by id."""
    rows = connection.execute(select(runs).where(runs.c.id.in_(ids)))
    return {row.id: _record(row) for row in rows}


def count_runs(connection: Connection, sources: Collection[str] = (), known_at: datetime | None = None) -> int:
    """How many runs of these sources (none: of all) had ended by an instant."""
    wanted = (*_of_sources(sources), *_ended(known_at))
    count: int = connection.execute(select(func.count()).select_from(runs).where(*wanted)).scalar_one()
    return count


def newest_runs(
    connection: Connection,
    sources: Collection[str] = (),
    known_at: datetime | None = None,
    *,
    offset: int = 0,
    limit: int | None = None,
) -> list[RunRecord]:
    """The runs that `count_runs` counts, newest first, some of them."""
    wanted = (*_of_sources(sources), *_ended(known_at))
    query = select(runs).where(*wanted).order_by(runs.c.id.desc()).offset(offset).limit(limit)
    return [_record(row) for row in connection.execute(query)]


def _ended(known_at: datetime | None) -> tuple[ColumnElement[bool], ...]:
    return () if known_at is None else (runs.c.finished_at <= known_at,)


def _of_sources(sources: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    return (runs.c.source.in_(sources),) if sources else ()


def _only(connection: Connection, *wanted: ColumnElement[bool]) -> RunRecord | None:
    row = connection.execute(select(runs).where(*wanted)).one_or_none()
    return _record(row) if row else None


def _last_of_each_source(connection: Connection, *wanted: ColumnElement[bool]) -> dict[str, RunRecord]:
    newest = select(func.max(runs.c.id)).where(*wanted).group_by(runs.c.source)
    return {row.source: _record(row) for row in connection.execute(select(runs).where(runs.c.id.in_(newest)))}


def _record(row: Row[Any]) -> RunRecord:
    return RunRecord(**(dict(row._mapping) | {"outcome": Outcome(row.outcome)}))
