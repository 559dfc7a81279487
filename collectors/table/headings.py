"""Finding the row of headings, and by it the columns: never by place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from collectors.faults import ReadError
from collectors.figures.cell import folded
from collectors.figures.figure import PARTS
from collectors.table.config import TableConfig
from collectors.table.grid import Document, Grid, column_letters, shown

MOST_ROWS_ABOVE = 100
_DATE = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Table:
    """A grid whose headings stand in row `head` (from 0); `columns` holds each column by its heading, folded."""

    grid: Grid
    head: int
    columns: Mapping[str, int]

    def column(self, heading: str) -> int:
        """Where the column of a heading stands."""
        return self.columns[folded_heading(heading)]

    def heading(self, column: int) -> str:
        """A heading as the file writes it."""
        return shown(self.grid.cell(self.head, column))


def folded_heading(text: str) -> str:
    """A heading for comparison; a date in it changes from week to week and makes no difference."""
    return _DATE.sub("#", folded(text))


def table_in(document: Document, config: TableConfig) -> Table:
    """The one table with all the headings that a source names. Raises ReadError."""
    grids = _grids_to_search(document, config.sheet)
    wanted = {folded_heading(heading): heading for heading in _headings_of(config)}
    best = [_best_row(grid, set(wanted)) for grid in grids]
    complete = [row for row in best if row.lacks(wanted) == []]
    if not complete:
        raise ReadError(_missing(max(best, key=lambda row: row.rank(wanted)), wanted))
    if len(complete) > 1 and complete[0].grid.sheet is not None:
        names = " and ".join(str(row.grid.sheet) for row in complete)
        raise ReadError(f"the headings stand on the sheets {names}; say in the source's `sheet` which one is meant")
    return _table(max(complete, key=lambda row: row.rank(wanted)), wanted)


def _grids_to_search(document: Document, sheet: str | None) -> list[Grid]:
    if sheet is not None and document.grids[0].sheet is not None:
        named = [grid for grid in document.grids if folded(str(grid.sheet)) == folded(sheet)]
        if not named:
            names = ", ".join(str(grid.sheet) for grid in document.grids)
            raise ReadError(f"no sheet {sheet!r}; the sheets are: {names}")
        return named
    visible = [grid for grid in document.grids if grid.visible and grid.rows]
    if not visible:
        raise ReadError("no cell is filled on any sheet that is shown")
    return visible


def _headings_of(config: TableConfig) -> Iterator[str]:
    named = [config.columns.unit, config.columns.unit_code, config.as_of.column if config.as_of else None]
    named += [figure.place(part) for figure in config.columns.figures for part in PARTS]
    return (heading for heading in named if heading is not None)


@dataclass(frozen=True, slots=True)
class _HeadRow:
    """A row that may hold the headings."""

    grid: Grid
    row: int
    columns: Mapping[str, list[int]]

    def lacks(self, wanted: Mapping[str, str]) -> list[str]:
        return [heading for key, heading in wanted.items() if key not in self.columns]

    def rank(self, wanted: Mapping[str, str]) -> tuple[int, int]:
        return -len(self.lacks(wanted)), len(self.columns)


def _best_row(grid: Grid, wanted: set[str]) -> _HeadRow:
    rows = (_head_row(grid, number) for number in range(min(len(grid.rows), MOST_ROWS_ABOVE)))
    named = dict.fromkeys(wanted, "")
    return max(rows, key=lambda row: row.rank(named))


def _head_row(grid: Grid, number: int) -> _HeadRow:
    columns: dict[str, list[int]] = {}
    for column, cell in enumerate(grid.rows[number]):
        if isinstance(cell, str) and cell.strip():
            columns.setdefault(folded_heading(cell), []).append(column)
    return _HeadRow(grid, number, columns)


def _missing(row: _HeadRow, wanted: Mapping[str, str]) -> str:
    found = [shown(cell) for cell in row.grid.rows[row.row] if isinstance(cell, str) and cell.strip()]
    lacking = ", ".join(repr(heading) for heading in row.lacks(wanted))
    where = f" on sheet {row.grid.sheet}" if row.grid.sheet else ""
    return f"no column {lacking}{where}; the columns are: {', '.join(found)[:400] or 'none'}"


def _table(row: _HeadRow, wanted: Mapping[str, str]) -> Table:
    for key, heading in wanted.items():
        if len(row.columns[key]) > 1:
            letters = " and ".join(column_letters(column) for column in row.columns[key])
            raise ReadError(
                f"{heading!r} stands over the columns {letters}; a heading that is there once would be right"
            )
    return Table(row.grid, row.row, {key: row.columns[key][0] for key in wanted})
