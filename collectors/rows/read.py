"""Reading a table of rows: the headings by which the fields stand, and each row below as one figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from collectors.faults import ReadError
from collectors.figures.cell import is_blank
from collectors.reading import BUILT_IN, Evidence, Reading, Readings, SetAside
from collectors.rows.config import RowsConfig
from collectors.rows.fields import FaultyRow, FieldFault, reading_of
from collectors.rows.forms import Form, cells_form
from collectors.rows.headings import Fields, fields_in
from collectors.rows.places import Place
from collectors.source import Snapshot
from collectors.table.grid import shown
from collectors.table.opening import document_in

# What a CSV file that is cut by a mark may write decimals with: Excel takes the semicolon where the comma is one.
_DECIMAL_MARKS = {",": ".", ";": ","}
_ANY_MARK = ".,"


def read(snapshot: Snapshot, config: RowsConfig) -> Readings:
    """The figures of a table of rows, each with its row's number, and every other row's faults. Raises ReadError."""
    document = document_in(snapshot.body)
    fields = fields_in(document)
    rows = _Rows(fields, config)
    outcomes = [one for row in range(fields.head + 1, len(fields.grid.rows)) for one in rows.outcomes(row)]
    readings = tuple(one for one in outcomes if isinstance(one, Reading))
    aside = tuple(one for one in outcomes if isinstance(one, SetAside))
    if not readings and not any(one.failing for one in aside):
        raise ReadError(f"no row with a figure stands under the headings (row {fields.head + 1})")
    return Readings(readings, (*document.notes, *fields.notes, *aside))


class _Rows:
    """Reads the rows of one table."""

    def __init__(self, fields: Fields, config: RowsConfig) -> None:
        self._fields, self._grid = fields, fields.grid
        self._measures = {**BUILT_IN, **config.measures}
        self._form = _form(fields)

    def outcomes(self, row: int) -> Iterator[Reading | SetAside]:
        """The Reading of a row, or what was set aside in it; nothing of a blank one."""
        cells = {name: self._grid.cell(row, column) for name, column in self._fields.columns.items()}
        if all(is_blank(cell) for cell in self._grid.rows[row]):
            return
        if row in self._grid.hidden:
            yield self._aside(row, FieldFault(None, "hidden", "a hidden row; it is left out"), failing=False)
        elif (stray := self._stray(row)) is not None:
            yield self._aside(row, stray)
        else:
            yield from self._figure(row, cells)

    def _figure(self, row: int, cells: dict[str, object]) -> Iterator[Reading | SetAside]:
        evidence = Evidence(self._quote(row), cell=str(Place(row + 1)))
        try:
            yield reading_of(cells, self._form, evidence, self._measures)
        except FaultyRow as error:
            silent = next((fault for fault in error.faults if fault.rule == "not_reported"), None)
            if silent is not None:
                message = "no figure is reported here; it is not counted as 0"
                yield self._aside(row, replace(silent, message=message), failing=False)
            else:
                yield from (self._aside(row, fault) for fault in error.faults)

    def _stray(self, row: int) -> FieldFault | None:
        """A cell that no heading stands over: a number or a name was cut in two, or slipped."""
        headed = set(self._fields.headed)
        strays = [column for column, cell in enumerate(self._grid.rows[row]) if column not in headed]
        filled = [column for column in strays if not is_blank(self._grid.cell(row, column))]
        if not filled:
            return None
        place = self._grid.place(row, filled[0])
        advice = "a number or name with the separator in it needs quotes"
        return FieldFault(None, "columns_shifted", f"{place} stands under no heading; {advice}")

    def _aside(self, row: int, fault: FieldFault, failing: bool = True) -> SetAside:
        message = fault.message
        column = self._fields.columns.get(fault.column or "")
        if self._grid.sheet is not None and column is not None:
            message = f"{self._grid.place(row, column)}: {message}"
        return SetAside(str(Place(row + 1, fault.column)), fault.rule, message, self._quote(row), failing)

    def _quote(self, row: int) -> str:
        """The row as it stands."""
        return " | ".join(shown(cell) for cell in self._grid.rows[row])


def _form(fields: Fields) -> Form:
    return cells_form(_DECIMAL_MARKS.get(fields.grid.delimiter or "", _ANY_MARK))
