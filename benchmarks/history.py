"""A million observations: the latest values of 10,000 cells, now and as known earlier, beside plain SQL for the same.

Prints the plans of the store's own statements, which show the indexes in use.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, Integer, event, func, insert, literal, select, text

from benchmarks.databases import both
from benchmarks.timing import side_by_side
from collectors.reading import Precision
from monitor.judgement.observation import Observation
from monitor.store import Store, observations, open_store, runs
from monitor.store.observations import Wanted
from monitor.store.schema import Outcome
from monitor.store.schema import observations as table

INDICATORS, UNITS, DAYS, REVISIONS = 5, 2_000, 50, 2
CELLS = [(f"indicator_{i}", f"{u:05}") for u in range(UNITS) for i in range(INDICATORS)]
FIRST_DAY = date(2023, 1, 1)
WEEK = timedelta(weeks=1)
FIRST_KNOWN = datetime(2023, 1, 2, tzinfo=UTC)
# A figure is corrected three days after it came.
CORRECTED = timedelta(days=3)
INSTANTS = {
    "the last week": FIRST_KNOWN + DAYS * WEEK,
    "half-way": FIRST_KNOWN + DAYS // 2 * WEEK,
    "the first week": FIRST_KNOWN,
}
SOME_UNITS = [f"{unit:05}" for unit in range(200)]
# What someone who knows SQL would write down first.
PLAIN_LATEST = """
    SELECT * FROM (
        SELECT o.*, row_number() OVER (PARTITION BY indicator, unit, source ORDER BY as_of DESC, revision DESC) AS place
        FROM observations o WHERE NOT withdrawn {known}
    ) AS placed WHERE place = 1
"""
PLAIN_NEWEST = """
    SELECT * FROM (
        SELECT o.*, row_number() OVER (PARTITION BY unit, source, as_of ORDER BY revision DESC) AS place
        FROM observations o WHERE indicator = 'indicator_0' AND unit < '00200' {known}
    ) AS placed WHERE place = 1
"""


def fill(store: Store) -> None:
    """One source's weekly figures of every cell, each corrected once, in the order in which they would come."""
    with store.write() as connection:
        run = runs.RunRecord(
            source="s", slot=None, started_at=FIRST_KNOWN, finished_at=FIRST_KNOWN, duration_seconds=1.0,
            outcome=Outcome.OK,
        )  # fmt: skip
        observations.add_observations(connection, _first_week(runs.record_run(connection, run)))
        for week in range(1, DAYS):
            _copy_week(connection, week)
    _analyse(store)


def _first_week(run: int) -> Iterator[Observation]:
    for revision in range(1, REVISIONS + 1):
        for number, (indicator, unit) in enumerate(CELLS):
            yield Observation(
                indicator=indicator, unit=unit, as_of=FIRST_DAY, precision=Precision.DAY, source="s", run=run,
                known_at=FIRST_KNOWN + (revision - 1) * CORRECTED, quote=f"{unit}: {number}", revision=revision,
                value=float(number + revision),
            )  # fmt: skip


def _copy_week(connection: Connection, week: int) -> None:
    kept = [column for column in table.c if column.name != "id"]
    for revision in range(1, REVISIONS + 1):
        given = {
            "as_of": literal(FIRST_DAY + week * WEEK),
            "known_at": literal(FIRST_KNOWN + week * WEEK + (revision - 1) * CORRECTED, table.c.known_at.type),
            "value": table.c.value + literal(week, Integer),
        }
        first = select(*(given.get(column.name, column) for column in kept))
        first = first.where(table.c.as_of == FIRST_DAY, table.c.revision == revision)
        connection.execute(insert(table).from_select([column.name for column in kept], first))


def _analyse(store: Store) -> None:
    """What PostgreSQL does by itself soon after such a load."""
    if store.engine.dialect.name == "postgresql":
        with store.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.execute(text("VACUUM ANALYZE"))


def latest(connection: Connection, known_at: datetime | None) -> list[float]:
    """The value of the latest day of each indicator and unit, from the store."""
    return _values(observations.latest_observations(connection, CELLS, known_at=known_at))


def newest(connection: Connection, known_at: datetime | None) -> list[float]:
    """The newest revision of each day of some units, from the store."""
    return _values(
        observations.current_observations(connection, indicators=[CELLS[0][0]], units=SOME_UNITS, known_at=known_at)
    )


def plain(connection: Connection, query: str, known_at: datetime | None) -> list[float]:
    """The values that plain SQL gives."""
    known = "" if known_at is None else "AND known_at <= :known_at"
    # SQLite keeps instants in UTC as text without a zone.
    in_text = known_at is not None and connection.dialect.name == "sqlite"
    at = known_at.strftime("%Y-%m-%d %H:%M:%S.%f") if known_at is not None and in_text else known_at
    rows = connection.execute(text(query.format(known=known)), {} if known_at is None else {"known_at": at})
    return sorted(row.value for row in rows)


def _values(found: Iterable[Observation]) -> list[float]:
    return sorted(each.value or 0.0 for each in found)


def measure(name: str, store: Store) -> None:
    """Print the figures of one database."""
    with store.read() as connection:
        count: int = connection.execute(select(func.count()).select_from(table)).scalar_one()
        print(f"{name}, {count:,} observations")
        for words, ours, query in QUESTIONS:
            _measure_question(connection, words, ours, query)
        _measure_history(connection)
        for words, work in {
            "latest, as known half-way": lambda: latest(connection, INSTANTS["half-way"]),
            "newest, as known half-way": lambda: newest(connection, INSTANTS["half-way"]),
            "one history": lambda: history(connection),
        }.items():
            print(f"  plan of {words}:", *plans(connection, work), sep="\n    ")


def _measure_question(
    connection: Connection, words: str, ours: Callable[[Connection, datetime | None], list[float]], query: str
) -> None:
    found = ours(connection, None)
    assert found == plain(connection, query, None)
    now, peer, ratio = side_by_side(lambda: ours(connection, None), lambda: plain(connection, query, None), 3)
    print(f"  {words}, {len(found):,} values: {now:.2f} s; plain SQL {peer:.2f} s, ratio {ratio:.2f}")
    for when, at in INSTANTS.items():
        assert ours(connection, at) == plain(connection, query, at)
        then, _, ratio = side_by_side(lambda at=at: ours(connection, at), lambda: ours(connection, None), 3)
        _, peer, beside = side_by_side(
            lambda at=at: ours(connection, at), lambda at=at: plain(connection, query, at), 1
        )
        known = f"as known in {when}" if "week" in when else f"as known {when}"
        print(f"    {known}: {then:.2f} s, {ratio:.2f} x the time without; plain SQL {peer:.2f} s, ratio {beside:.2f}")


def history(connection: Connection) -> list[Observation]:
    """All that was ever said of one indicator of one unit."""
    indicator, unit = CELLS[len(CELLS) // 2]
    wanted = Wanted(indicators=(indicator,), units=(unit,), superseded=True)
    return observations.listed_observations(connection, wanted)


def _measure_history(connection: Connection) -> None:
    indicator, unit = CELLS[len(CELLS) // 2]
    asked = text("SELECT * FROM observations WHERE indicator = :i AND unit = :u ORDER BY source, as_of, revision")

    def peer() -> list[object]:
        return list(connection.execute(asked, {"i": indicator, "u": unit}))

    own, other, ratio = side_by_side(lambda: history(connection), peer, 21)
    count = len(history(connection))
    print(
        f"  one history of {count} revisions: {own * 1000:.1f} ms; plain SQL {other * 1000:.1f} ms, ratio {ratio:.1f}"
    )


def plans(connection: Connection, work: Callable[[], object]) -> list[str]:
    """How the database goes about each statement of some work."""
    word = "EXPLAIN" if connection.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN"
    with _statements(connection) as statements:
        work()
    return [
        str(row[-1])
        for statement, parameters in statements
        for row in connection.exec_driver_sql(f"{word} {statement}", parameters)
    ]


@contextmanager
def _statements(connection: Connection) -> Iterator[list[tuple[str, object]]]:
    found: list[tuple[str, object]] = []

    def keep(_c: object, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        found.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", keep)
    try:
        yield found
    finally:
        event.remove(connection, "before_cursor_execute", keep)


QUESTIONS = (
    ("the latest day of every indicator and unit", latest, PLAIN_LATEST),
    ("every day of one indicator of 200 units", newest, PLAIN_NEWEST),
)


def main() -> None:
    """Print the figures of both databases."""
    with both() as urls:
        for name, url in urls.items():
            store, began = open_store(url), time.perf_counter()
            fill(store)
            print(f"{name} filled in {time.perf_counter() - began:.0f} s")
            measure(name, store)
            store.close()
