"""Reading a table: the document, the table in it, and what each of its rows says."""

from __future__ import annotations

from collectors.faults import ReadError
from collectors.figures.cell import VIETNAM
from collectors.figures.settle import Found, settled
from collectors.reading import Readings, SetAside
from collectors.source import Snapshot
from collectors.table.config import TableConfig
from collectors.table.dated import day_behind
from collectors.table.headings import Table, table_in
from collectors.table.opening import document_in
from collectors.table.rows import Day, outcomes_of


def read(snapshot: Snapshot, config: TableConfig) -> Readings:
    """The figures of a table, each with its cell, and what was set aside, with its reason. Raises ReadError."""
    document = document_in(snapshot.body)
    table = table_in(document, config)
    outcomes = list(outcomes_of(table, config, _day(table, config, snapshot)))
    if not outcomes:
        raise ReadError(f"no row with a figure stands under the headings ({table.grid.row_place(table.head)})")
    found = [one for one in outcomes if isinstance(one, Found)]
    return settled(found, [*document.notes, *(one for one in outcomes if isinstance(one, SetAside))])


def _day(table: Table, config: TableConfig, snapshot: Snapshot) -> Day | None:
    """The one day of all rows; None where each row has its own."""
    if config.as_of is None:
        return Day(snapshot.fetched_at.astimezone(VIETNAM).date(), said=False)
    if config.as_of.text is not None:
        return Day(day_behind(config.as_of.text, table.grid), said=True)
    return None
