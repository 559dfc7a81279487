"""Questions about observations. Nothing here changes a row: a correction is a further revision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    ScalarSelect,
    and_,
    func,
    insert,
    not_,
    select,
    text,
    tuple_,
)

from collectors.reading import Bound, Of, Precision
from monitor.judgement.observation import Observation
from monitor.store.asked import CellAsked, DayAsked, SeriesAsked, SpanAsked, as_table
from monitor.store.schema import observations

_DAY = timedelta(days=1)
# So many rows at once are worth a look at the table's statistics.
_GROWN_AT_ONCE = 1_000

_NEWER, _NEAR = observations.alias("newer"), observations.alias("near")
_PRECISIONS = {word.value: word for word in Precision}
_BOUNDS = {word.value: word for word in Bound}
_BASES = {None: None} | {word.value: word for word in Of}


@dataclass(frozen=True, slots=True)
class Span:
    """One indicator of one unit from a first as-of day to a last one, both included."""

    indicator: str
    unit: str
    first: date
    last: date


def current_observations(
    connection: Connection,
    *,
    indicators: Collection[str] = (),
    units: Collection[str] = (),
    until: date | None = None,
    known_at: datetime | None = None,
) -> list[Observation]:
    """The newest revision of every cell from every source, by indicator, unit, as-of day and source.

    Empty `indicators` or `units` are all of them. `until` is the last as-of day asked for; `known_at` (aware) asks for
    what was known at that instant. A figure that is withdrawn is left out.
    """
    wanted: list[ColumnElement[bool]] = [_is_newest(known_at=known_at), not_(observations.c.withdrawn)]
    if indicators:
        wanted.append(observations.c.indicator.in_(indicators))
    if units:
        wanted.append(observations.c.unit.in_(units))
    if until is not None:
        wanted.append(observations.c.as_of <= until)
    o = observations.c
    rows = connection.execute(select(observations).where(*wanted).order_by(o.indicator, o.unit, o.as_of, o.source))
    return [_observation(row) for row in rows]


def observation(connection: Connection, observation_id: int) -> Observation | None:
    """One observation by its id, superseded or not; None where there is none."""
    row = connection.execute(select(observations).where(observations.c.id == observation_id)).one_or_none()
    return _observation(row) if row else None


def newest_revision_of(connection: Connection, given: Observation) -> Observation:
    """The newest revision of a stored observation's cell from its source, withdrawn or not."""
    o = observations.c
    cell = [getattr(o, name) == getattr(given, name) for name in ("indicator", "unit", "source", "as_of")]
    return _observation(connection.execute(select(observations).where(*cell, _is_newest())).one())


def latest_as_of(connection: Connection, known_at: datetime | None = None) -> dict[str, dict[str, date]]:
    """The latest as-of day of each source and each of its indicators, withdrawn figures aside, as known at an instant.

    Steps from pair to pair along the index: there are few pairs, and a scan of all observations would cost a scrape
    seconds.
    """
    o = observations.c
    pair = select(o.source, o.indicator).order_by(o.source, o.indicator).limit(1)
    day = select(o.as_of).where(not_(o.withdrawn), _is_newest(known_at=known_at)).order_by(o.as_of.desc()).limit(1)
    found: dict[str, dict[str, date]] = defaultdict(dict)
    step = connection.execute(pair).one_or_none()
    while step is not None:
        source, indicator = step
        latest = day.where(o.source == source, o.indicator == indicator)
        if (newest := connection.execute(latest).scalar_one_or_none()) is not None:
            found[source][indicator] = newest
        step = connection.execute(pair.where(tuple_(o.source, o.indicator) > tuple_(source, indicator))).one_or_none()
    return dict(found)


def latest_observations(
    connection: Connection,
    cells: Collection[tuple[str, str]],
    *,
    until: date | None = None,
    known_at: datetime | None = None,
) -> list[Observation]:
    """Of each indicator and unit, and of each source, the figure of the latest as-of day, withdrawn ones aside.

    `until` is the last as-of day asked for; `known_at` (aware) asks for what was known at that instant. In no order.
    Each is found by a step along an index, so the time grows with the number of `cells` and not with their history.
    """
    found: list[Observation] = []
    asked = _series_of(connection, cells, until or date.max)
    while asked:
        newest = _newest_until(connection, asked, known_at)
        found += (each for each in newest if not each.withdrawn)
        asked = [SeriesAsked(o.indicator, o.unit, o.source, o.as_of - _DAY) for o in newest if o.withdrawn]
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which observations a list holds: empty collections are all, `first` and `last` are as-of days, both included.

    `known_at` (aware) is the instant whose knowledge counts. With `superseded` every revision of a cell is wanted, also
    withdrawn ones; else the newest alone, unless that is withdrawn.
    """

    indicators: Collection[str] = ()
    units: Collection[str] = ()
    sources: Collection[str] = ()
    first: date | None = None
    last: date | None = None
    known_at: datetime | None = None
    superseded: bool = False


def count_observations(connection: Connection, wanted: Wanted) -> int:
    """How many observations a list holds."""
    query = select(func.count()).select_from(observations).where(*_conditions(wanted))
    count: int = connection.execute(query).scalar_one()
    return count


def listed_observations(
    connection: Connection, wanted: Wanted, *, offset: int = 0, limit: int | None = None
) -> list[Observation]:
    """A part of a list, by indicator, unit, source, as-of day and revision: the order of an index."""
    o = observations.c
    ordered = select(observations).where(*_conditions(wanted))
    ordered = ordered.order_by(o.indicator, o.unit, o.source, o.as_of, o.revision)
    return [_observation(row) for row in connection.execute(ordered.offset(offset).limit(limit))]


def revisions_of_cells(
    connection: Connection, cells: Collection[tuple[str, str, date]], known_at: datetime | None = None
) -> list[Observation]:
    """Every revision from every source of these cells (indicator, unit, as-of day) known at an instant, withdrawn too.

    By indicator, unit, as-of day, source and revision.
    """
    if not cells:
        return []
    o, asked = observations.c, as_table(connection, (DayAsked(*cell) for cell in set(cells)))
    same = and_(o.indicator == asked.c.indicator, o.unit == asked.c.unit, o.as_of == asked.c.as_of)
    query = select(observations).select_from(asked).join(observations, same)
    if known_at is not None:
        query = query.where(o.known_at <= known_at)
    rows = connection.execute(query.order_by(o.indicator, o.unit, o.as_of, o.source, o.revision))
    return [_observation(row) for row in rows]


def held_around(connection: Connection, source: str, spans: Sequence[Span]) -> list[Observation]:
    """What a new figure of `source` within the spans is judged against, in no order.

    The newest revision of every cell in a span, withdrawn or not, and the nearest exact values before and after it.
    """
    if not spans:
        return []
    asked = as_table(connection, [SpanAsked(s.indicator, s.unit, source, s.first, s.last) for s in spans])
    o = observations.c
    series = and_(o.indicator == asked.c.indicator, o.unit == asked.c.unit, o.source == asked.c.source)
    within = and_(series, o.as_of.between(asked.c.first, asked.c.last), _is_last(observations))
    found: list[Observation] = []
    for wanted in (within, o.id == _nearest_exact(asked, after=False), o.id == _nearest_exact(asked, after=True)):
        rows = connection.execute(select(observations).select_from(asked).join(observations, wanted))
        found.extend(_observation(row) for row in rows)
    return found


def add_observations(connection: Connection, rows: Iterable[Observation]) -> None:
    """Adds observations in bulk; their ids are given by the database."""
    plain = [_row(row) for row in rows]
    if plain:
        connection.execute(insert(observations), plain)
        _refresh_statistics(connection, len(plain))


def _refresh_statistics(connection: Connection, added: int) -> None:
    """Has PostgreSQL count a table that grew by a tenth at once: until it does, its plans fit a small one."""
    if connection.dialect.name != "postgresql" or added < _GROWN_AT_ONCE:
        return
    known = connection.execute(text("SELECT reltuples FROM pg_class WHERE oid = 'observations'::regclass")).scalar_one()
    if added > known / 10:
        connection.execute(text("ANALYZE (SKIP_LOCKED) observations"))


def _is_newest(known_at: datetime | None = None) -> ColumnElement[bool]:
    """For lists: the database may compare whole tables."""
    o, n = observations.c, _NEWER.c
    later = select(n.id).where(_same_cell(observations), n.revision > o.revision).correlate(observations)
    if known_at is None:
        return not_(later.exists())
    return and_(o.known_at <= known_at, not_(later.where(n.known_at <= known_at).exists()))


def _is_last(row: FromClause) -> ColumnElement[bool]:
    """For single cells: a step along the index of revisions, whatever the database knows of its tables' sizes."""
    last = select(func.max(_NEWER.c.revision)).where(_same_cell(row)).correlate(row).scalar_subquery()
    return row.c.revision == last


def _same_cell(row: FromClause) -> ColumnElement[bool]:
    o, n = row.c, _NEWER.c
    return and_(o.indicator == n.indicator, o.unit == n.unit, o.source == n.source, o.as_of == n.as_of)


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    o = observations.c
    named = ((o.indicator, wanted.indicators), (o.unit, wanted.units), (o.source, wanted.sources))
    found: list[ColumnElement[bool]] = [column.in_(words) for column, words in named if words]
    if wanted.first is not None:
        found.append(o.as_of >= wanted.first)
    if wanted.last is not None:
        found.append(o.as_of <= wanted.last)
    if not wanted.superseded:
        found += [_is_newest(known_at=wanted.known_at), not_(o.withdrawn)]
    elif wanted.known_at is not None:
        found.append(o.known_at <= wanted.known_at)
    return found


def _series_of(connection: Connection, cells: Iterable[tuple[str, str]], until: date) -> list[SeriesAsked]:
    """Each of the indicators and units with each of its sources; steps from source to source along the index."""
    given = [CellAsked(*cell) for cell in cells]
    if not given:
        return []
    asked = as_table(connection, given)
    first = select(asked.c.indicator, asked.c.unit, _next_source(asked).label("source"))
    series = first.cte("series", recursive=True)
    before = series.alias("before")
    following = select(before.c.indicator, before.c.unit, _next_source(before, before.c.source))
    series = series.union_all(following.where(before.c.source.is_not(None)))
    rows = connection.execute(select(series).where(series.c.source.is_not(None)))
    return [SeriesAsked(indicator, unit, source, until) for indicator, unit, source in rows]


def _next_source(asked: FromClause, after: ColumnElement[str] | None = None) -> ScalarSelect[str]:
    n = _NEAR.c
    found = select(func.min(n.source)).where(n.indicator == asked.c.indicator, n.unit == asked.c.unit)
    return (found if after is None else found.where(n.source > after)).correlate(asked).scalar_subquery()


def _newest_until(
    connection: Connection, series: Sequence[SeriesAsked], known_at: datetime | None
) -> list[Observation]:
    """The newest revision of each series' latest day, withdrawn or not."""
    asked, n = as_table(connection, series), _NEAR.c
    same = (n.indicator == asked.c.indicator, n.unit == asked.c.unit, n.source == asked.c.source)
    newest = select(n.id).where(*same, n.as_of <= asked.c.until).order_by(n.as_of.desc(), n.revision.desc()).limit(1)
    if known_at is not None:
        newest = newest.where(n.known_at <= known_at)
    its_id = newest.correlate(asked).scalar_subquery()
    found = select(observations).select_from(asked).join(observations, observations.c.id == its_id)
    return [_observation(row) for row in connection.execute(found)]


def _nearest_exact(asked: FromClause, *, after: bool) -> ScalarSelect[int]:
    n = _NEAR.c
    return (
        select(n.id)
        .where(n.indicator == asked.c.indicator, n.unit == asked.c.unit, n.source == asked.c.source)
        .where(n.as_of > asked.c.last if after else n.as_of < asked.c.first)
        .where(n.value.is_not(None), n.bound == Bound.EXACT.value, not_(n.withdrawn), _is_last(_NEAR))
        .order_by(*((n.as_of, n.revision) if after else (n.as_of.desc(), n.revision.desc())))
        .limit(1)
        .correlate(asked)
        .scalar_subquery()
    )


def _observation(row: Row[Any]) -> Observation:
    # In the order of the table's columns: a name asked of each row would take twice the time of the rest.
    (
        number, indicator, unit, as_of, precision, source, revision, run, known_at, value, count, out_of, ratio, of,
        bound, rank, rank_at_most, days_ahead, unit_written, quote, start, end, cell, document, reason, author,
        warnings, withdrawn, backlog, waived,
    ) = tuple(row)  # fmt: skip
    return Observation(
        id=number,
        indicator=indicator,
        unit=unit,
        as_of=as_of,
        precision=_PRECISIONS[precision],
        source=source,
        revision=revision,
        run=run,
        known_at=known_at,
        value=value,
        count=count,
        out_of=out_of,
        ratio=ratio,
        of=_BASES[of],
        bound=_BOUNDS[bound],
        rank=rank,
        rank_at_most=rank_at_most,
        days_ahead=days_ahead,
        unit_written=unit_written,
        quote=quote,
        span=None if start is None else (start, end),
        cell=cell,
        document=document,
        reason=reason,
        author=author,
        warnings=tuple(warnings.split()),
        withdrawn=withdrawn,
        backlog=backlog,
        waived=tuple(waived.split()),
    )


def _row(given: Observation) -> dict[str, object]:
    start, end = given.span or (None, None)
    return {
        "indicator": given.indicator,
        "unit": given.unit,
        "as_of": given.as_of,
        "precision": given.precision.value,
        "source": given.source,
        "revision": given.revision,
        "run": given.run,
        "known_at": given.known_at,
        "value": given.value,
        "count": given.count,
        "out_of": given.out_of,
        "ratio": given.ratio,
        "of": given.of.value if given.of else None,
        "bound": given.bound.value,
        "rank": given.rank,
        "rank_at_most": given.rank_at_most,
        "days_ahead": given.days_ahead,
        "unit_written": given.unit_written,
        "quote": given.quote,
        "span_start": start,
        "span_end": end,
        "cell": given.cell,
        "document": given.document,
        "reason": given.reason,
        "author": given.author,
        "warnings": " ".join(given.warnings),
        "withdrawn": given.withdrawn,
        "backlog": given.backlog,
        "waived": " ".join(given.waived),
    }
