"""Many things asked for in one statement: rows of plain values as a table to join."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import JSON, Connection, Date, FromClause, Text, cast, column, func, literal, select

_TYPES = {"str": Text, "date": Date}


@dataclass(frozen=True, slots=True)
class CellAsked:
    """One indicator of one unit."""

    indicator: str
    unit: str


@dataclass(frozen=True, slots=True)
class DayAsked:
    """One indicator of one unit on one as-of day."""

    indicator: str
    unit: str
    as_of: date


@dataclass(frozen=True, slots=True)
class SeriesAsked:
    """One indicator of one unit from one source, up to and including an as-of day."""

    indicator: str
    unit: str
    source: str
    until: date


@dataclass(frozen=True, slots=True)
class SpanAsked:
    """One indicator of one unit from one source, from a first as-of day to a last one, both included."""

    indicator: str
    unit: str
    source: str
    first: date
    last: date


Asked = CellAsked | DayAsked | SeriesAsked | SpanAsked


def as_table(connection: Connection, rows: Iterable[Asked]) -> FromClause:
    """The rows, at least one and all of one kind, as a table `asked` with their fields as columns.

    They go over as one JSON document: a parameter for each value would cost more time than the query itself, and
    neither database takes any number of parameters. A join finds its rows by `asked` alone, never by a constant beside
    it, lest a database without statistics begin at the wrong end.
    """
    given = list(rows)
    kinds = {field.name: _TYPES[str(field.type)] for field in fields(given[0])}
    document = literal([_plain(row) for row in given], JSON)
    if connection.dialect.name == "postgresql":
        columns = (column(name, kind()) for name, kind in kinds.items())
        return func.json_to_recordset(document).table_valued(*columns, name="asked").render_derived(with_types=True)
    each = func.json_each(document).table_valued("value")
    named = (cast(func.json_extract(each.c.value, f"$.{name}"), Text).label(name) for name in kinds)
    return select(*named).cte("asked")


def _plain(row: Asked) -> dict[str, Any]:
    return {name: str(value) for name, value in asdict(row).items()}
