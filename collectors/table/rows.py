"""What becomes of each row under the headings: figures, a reason why not, or nothing where it is no unit's row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from collectors.figures.cell import NotReported, Unreadable, day_in, folded, is_blank, name_in, says_nothing_yet
from collectors.figures.figure import PARTS, FigureConfig, Line, cells_of, reading_of
from collectors.figures.settle import Found
from collectors.reading import Evidence, Precision, SetAside
from collectors.table.config import TableConfig
from collectors.table.grid import shown
from collectors.table.headings import Table
from collectors.table.marks import misfit_of, numbers_the_columns

# How a line under a table begins that is no row of it.
_NOTES = ("ghi chú", "chú thích", "nguồn", "người lập", "note", "source:")


@dataclass(frozen=True, slots=True)
class Day:
    """The day of all figures of a table, and whether the table says it (else it is that of the fetch)."""

    day: date
    said: bool


def outcomes_of(table: Table, config: TableConfig, day: Day | None) -> Iterator[Found | SetAside]:
    """What becomes of each figure of each row. Without a `day` for all, each row has its own."""
    reader = _RowReader(table, config, day)
    for row in range(table.head + 1, len(table.grid.rows)):
        yield from reader.outcomes(row)


class _RowReader:
    """Reads the rows of one table."""

    def __init__(self, table: Table, config: TableConfig, day: Day | None) -> None:
        self._table, self._grid, self._day = table, table.grid, day
        columns = config.columns
        self._unit = None if columns.unit is None else table.column(columns.unit)
        self._code = None if columns.unit_code is None else table.column(columns.unit_code)
        self._as_of = table.column(config.as_of.column) if config.as_of and config.as_of.column else None
        self._figures = [
            (figure, {part: table.column(place) for part in PARTS if (place := figure.place(part)) is not None})
            for figure in columns.figures
        ]
        self._number_columns = sorted({column for _, places in self._figures for column in places.values()})
        self._named_columns = [column for column in (self._unit, self._code, self._as_of) if column is not None]
        self._totals = frozenset(folded(label) for label in config.totals)

    def outcomes(self, row: int) -> Iterator[Found | SetAside]:
        """What becomes of a row's figures."""
        if self._is_no_unit(row):
            return
        if row in self._grid.hidden:
            yield self._aside(row, "hidden", "a hidden row; it is left out", failing=False)
        elif (misfit := self._misfit(row)) is not None:
            yield self._aside(row, "columns_shifted", misfit)
        elif all(says_nothing_yet(self._grid.cell(row, column)) for column in self._number_columns):
            message = f"{self._label(row)}: no figure is reported here; it is not counted as 0"
            yield self._aside(row, "not_reported", message, failing=False)
        else:
            yield from self._figures_of(row)

    def _figures_of(self, row: int) -> Iterator[Found | SetAside]:
        try:
            line = self._line(row)
        except Unreadable as error:
            yield self._aside(row, error.rule, str(error))
            return
        for figure, places in self._figures:
            yield self._figure(row, figure, places, line)

    def _is_no_unit(self, row: int) -> bool:
        """Whether a row is empty, a note, a total, or the numbers of the columns."""
        filled = {column: cell for column, cell in enumerate(self._grid.rows[row]) if not is_blank(cell)}
        texts = [folded(cell) for cell in filled.values() if isinstance(cell, str)]
        if not any(column in filled for column in self._number_columns):
            is_note = bool(texts) and texts[0].startswith(_NOTES)
            return is_note or not any(column in filled for column in self._named_columns)
        return any(text.strip(" :.") in self._totals for text in texts) or self._numbers_the_columns(row)

    def _numbers_the_columns(self, row: int) -> bool:
        return row == self._table.head + 1 and self._unit is not None and numbers_the_columns(self._grid.rows[row])

    def _misfit(self, row: int) -> str | None:
        """Why a row of a CSV file doesn't fit its headings; a workbook's cells can't slip."""
        if self._grid.sheet is not None:
            return None
        headings = len(self._grid.rows[self._table.head])
        return misfit_of(self._grid.rows[row], headings, max(self._number_columns + self._named_columns) + 1)

    def _line(self, row: int) -> Line:
        unit = None if self._unit is None else name_in(self._grid.cell(row, self._unit))
        code = None if self._code is None else name_in(self._grid.cell(row, self._code))
        if unit is None and code is None and (self._unit is not None or self._code is not None):
            raise Unreadable("no_unit", "figures without a unit's name or code; they cannot be placed")
        if self._day is not None:
            return Line(unit, code, self._day.day, Precision.DAY if self._day.said else Precision.PUBLISHED)
        return Line(unit, code, day_in(self._grid.cell(row, self._as_of or 0)), Precision.DAY)

    def _figure(self, row: int, figure: FigureConfig, places: dict[str, int], line: Line) -> Found | SetAside:
        main = next(iter(places.values()))
        place = self._place(row, main)
        quote = self._quote(row, places)
        under_percent = frozenset(part for part, column in places.items() if "%" in self._table.heading(column))
        cells = {part: self._grid.cell(row, column) for part, column in places.items()}
        try:
            reading = reading_of(figure.figure, cells_of(cells, under_percent), line, Evidence(quote, cell=place))
        except Unreadable as error:
            unit = line.unit or line.unit_code
            message = f"{figure.indicator}{f' of {unit}' if unit else ''}: {error}"
            return SetAside(place, error.rule, message, quote, failing=not isinstance(error, NotReported))
        return Found(reading, place)

    def _label(self, row: int) -> str:
        named = [shown(self._grid.cell(row, column)) for column in self._named_columns]
        return next((text for text in named if text), "no unit")

    def _place(self, row: int, column: int) -> str:
        if self._grid.sheet is not None:
            return self._grid.place(row, column)
        return f"row {row + 1}, column {self._table.heading(column)!r}"

    def _aside(self, row: int, rule: str, message: str, failing: bool = True) -> SetAside:
        return SetAside(self._grid.row_place(row), rule, message, self._quote(row, {}), failing)

    def _quote(self, row: int, places: dict[str, int]) -> str:
        """The cells of a row that were looked at, as they stand."""
        columns = sorted({*self._named_columns, *(places.values() or self._number_columns)})
        return " | ".join(shown(self._grid.cell(row, column)) for column in columns)
