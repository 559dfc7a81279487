"""Reading a table that nobody has described: its headings say which indicators and units stand where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from collectors.figures.settle import Found
from collectors.reading import SetAside
from collectors.table.around import Surroundings, TableAround, last_day_of, surroundings, texts_below, texts_in
from collectors.table.grid import Grid
from collectors.table.head import Head, Means, heads_of
from collectors.table.marks import is_line_alone
from collectors.table.one_table import OneTable
from collectors.vietnamese.heading_days import day_of_sheet
from collectors.vietnamese.headings import meaning_of
from collectors.vietnamese.phrases import Phrases

__all__ = ["TableAround", "of_one_cutting", "outcomes_in"]

# A turned table has a row an indicator; a sheet with more rows is not turned.
MOST_ROWS_TO_TURN = 200


def outcomes_in(table: TableAround, published: date, phrases: Phrases) -> Iterator[Found | SetAside]:
    """What becomes of each figure of a sheet's tables; nothing where no heading of it names an indicator."""
    reader = _Reader(table, published, phrases)
    sheets = reader.sheets()
    for sheet in sheets:
        yield from sheet.outcomes()
    for sheet in reader.tables() if not sheets or not sheets[0].grid.is_turned else ():
        if not sheet.has_figures:
            yield from sheet.unread()


def of_one_cutting(cuttings: Sequence[Grid], published: date, phrases: Phrases) -> TableAround | None:
    """Of the tables that a CSV file makes when it is cut in several ways, the one that is meant; None where none is."""
    read = [(grid, _Reader(TableAround(grid), published, phrases).sheets()) for grid in cuttings if grid.rows]
    best = max(read, key=lambda one: sum(sheet.figures_found for sheet in one[1]), default=None)
    return TableAround(best[0]) if best is not None and best[1] else None


class _Reader:
    """Finds the tables of one sheet."""

    def __init__(self, around: TableAround, published: date, phrases: Phrases) -> None:
        self._around, self._published, self._phrases = around, published, phrases
        titles = [*around.lines, *texts_in(around.grid, 0, self._first_row)]
        until = last_day_of(titles, published, phrases)
        of_sheet = day_of_sheet(around.grid.sheet or "", published, phrases)
        self._of_all = Surroundings(of_sheet=of_sheet, until=until)
        self._means: Means = lambda lines: meaning_of(lines, until, phrases)

    def sheets(self) -> list[OneTable]:
        """The tables of the sheet that hold figures, upright or turned."""
        upright = [table for table in self.tables() if table.has_figures]
        if upright or len(self._around.grid.rows) > MOST_ROWS_TO_TURN:
            return upright
        return [table for table in self._turned() if table.has_figures]

    def tables(self) -> list[OneTable]:
        """The tables that stand one under the other on a sheet, with figures or without."""
        around, grid = self._around, self._around.grid
        heads = heads_of(grid, self._means)
        starts = [_first_line_above(grid, head.first) for head in heads]
        said, found = self._of_all, list[OneTable]()
        for number, (head, end) in enumerate(zip(heads, [*starts[1:], len(grid.rows)], strict=False)):
            above = [*(around.lines if number == 0 else ()), *texts_in(grid, starts[number], head.first)]
            behind = [*texts_below(grid, head.last + 1, end), *(around.behind if number == len(heads) - 1 else ())]
            said = surroundings(above, behind, self._published, self._phrases).or_of(said)
            found += self._panels(grid, head, end, said)
        return found

    def _turned(self) -> list[OneTable]:
        """The tables of a sheet with an indicator a row and a unit a column."""
        around = self._around
        lines = [number for number, row in enumerate(around.grid.rows) if is_line_alone(row)]
        above = [*around.lines, *texts_in(around.grid, 0, self._first_row)]
        behind = [*texts_below(around.grid, self._first_row, len(around.grid.rows)), *around.behind]
        said = surroundings(above, behind, self._published, self._phrases).or_of(self._of_all)
        rows = tuple(() if number in lines else row for number, row in enumerate(around.grid.rows))
        grid = replace(around.grid, rows=rows).turned()
        heads = [head for head in heads_of(grid, self._means)[:1] if head.named_figures]
        return [table for head in heads for table in self._panels(grid, head, len(grid.rows), said)]

    @property
    def _first_row(self) -> int:
        """The first row that is no title."""
        rows = self._around.grid.rows
        return next((number for number, row in enumerate(rows) if not is_line_alone(row)), 0)

    def _panels(self, grid: Grid, head: Head, end: int, said: Surroundings) -> Iterator[OneTable]:
        reading = (self._published, self._phrases)
        return (OneTable(grid, panel, end, said, self._means, reading) for panel in head.panels)


def _first_line_above(grid: Grid, row: int) -> int:
    """The first of the lines that stand right above a row: titles, and what the numbers are counted in."""
    while row > 0 and is_line_alone(grid.rows[row - 1]):
        row -= 1
    return row
