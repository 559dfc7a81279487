"""A million observations: what is known now and what was known then, beside a plain query for the same rows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, insert, text

from benchmarks.databases import both
from benchmarks.timing import side_by_side
from monitor.store import Store, observations, open_store, runs
from monitor.store.schema import Outcome
from monitor.store.schema import observations as table

INDICATORS, UNITS, DAYS = 4, 2_500, 100
ASKED_UNITS = 100
START = date(2025, 1, 1)
BEGAN = datetime(2025, 1, 1, 20, tzinfo=UTC)
# Every tenth figure was corrected a month after it became known; the instant asked for lies amid the corrections.
CORRECTED, LATER = 10, timedelta(days=30)
THEN = BEGAN + timedelta(days=90)
UNITS_ASKED = [f"{number:05}" for number in range(ASKED_UNITS)]

PLAIN = """
SELECT * FROM observations AS o WHERE o.indicator = 'count_0' AND o.unit < '00100' AND o.revision = (
    SELECT max(n.revision) FROM observations AS n
    WHERE n.indicator = o.indicator AND n.unit = o.unit AND n.source = o.source AND n.as_of = o.as_of {then}
)
"""


def fill(store: Store) -> int:
    """Puts the history in; how many rows it has."""
    rows = 0
    with store.write() as connection:
        run = runs.record_run(connection, _run())
        for indicator in range(INDICATORS):
            batch = list(_rows(f"count_{indicator}", run))
            for start in range(0, len(batch), 50_000):
                connection.execute(insert(table), batch[start : start + 50_000])
            rows += len(batch)
    with store.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
    return rows


def _run() -> runs.RunRecord:
    return runs.RunRecord(
        source="system",
        slot=None,
        started_at=BEGAN,
        finished_at=BEGAN,
        duration_seconds=0.0,
        outcome=Outcome.OK,
        error=None,
        document=None,
        read=0,
        accepted=0,
        unchanged=0,
        quarantined=0,
        report={},
    )


def _rows(indicator: str, run: int) -> Iterator[dict[str, object]]:
    for unit in range(UNITS):
        for day in range(DAYS):
            figure = {
                "indicator": indicator, "unit": f"{unit:05}", "as_of": START + timedelta(days=day), "precision": "day",
                "source": "system", "run": run, "bound": "exact", "quote": "", "reason": "", "author": "",
                "warnings": "", "withdrawn": False, "backlog": False, "waived": "",
            }  # fmt: skip
            known_at = BEGAN + timedelta(days=day)
            yield figure | {"revision": 1, "known_at": known_at, "value": 100.0 * day}
            if (unit + day) % CORRECTED == 0:
                yield figure | {"revision": 2, "known_at": known_at + LATER, "value": 100.0 * day + 1}


def _asked(store: Store, known_at: datetime | None) -> int:
    with store.read() as connection:
        return len(
            observations.current_observations(connection, indicators=["count_0"], units=UNITS_ASKED, known_at=known_at)
        )


def _plain(store: Store, known_at: datetime | None) -> int:
    # SQLite keeps instants in UTC as text without a zone.
    then = known_at.replace(tzinfo=None) if known_at and store.engine.dialect.name == "sqlite" else known_at
    query = text(PLAIN.format(then="AND n.known_at <= :then" if then else ""))
    with store.read() as connection:
        return len(connection.execute(query, {"then": str(then)} if then else {}).fetchall())


def _one_history(store: Store) -> int:
    with store.read() as connection:
        return len(observations.revisions_of_cells(connection, [("count_1", "01234", START + timedelta(days=56))]))


def _plans(connection: Connection) -> Iterator[str]:
    explain = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
    for row in connection.execute(text(f"{explain} {PLAIN.format(then='')}")):
        line = str(row[-1]).strip()
        if "ndex" in line or "INDEX" in line:
            yield line


def _seconds(work: Callable[[], object], rounds: int = 20) -> float:
    began = time.perf_counter()
    for _ in range(rounds):
        work()
    return (time.perf_counter() - began) / rounds


def main() -> None:
    """Print the figures of both databases."""
    with both() as urls:
        for name, url in urls.items():
            store = open_store(url)
            rows = fill(store)
            cells = _asked(store, None)
            then, now, ratio = side_by_side(lambda s=store: _asked(s, THEN), lambda s=store: _asked(s, None))
            _, plain, beside = side_by_side(lambda s=store: _asked(s, THEN), lambda s=store: _plain(s, THEN))
            history = _seconds(lambda s=store: _one_history(s))
            print(
                f"{name}, {rows:,} observations: {cells:,} cells as known then {then:.3f} s, as known now {now:.3f} s, "
                f"ratio {ratio:.2f}; plain SQL for the same rows {plain:.3f} s, ratio {beside:.2f}; "
                f"the history of one cell {1000 * history:.1f} ms"
            )
            with store.read() as connection:
                for line in _plans(connection):
                    print(f"  {line}")
            store.close()
