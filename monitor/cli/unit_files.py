"""Files of units and of events, opened: which of the two a file is, its rows, and what was passed over in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from collectors.faults import PersonalNumbers, ReadError
from collectors.figures.cell import is_blank
from collectors.source import FetchLimits
from collectors.table.grid import Document, Grid, shown
from collectors.table.opening import document_in
from monitor.cli import UserError
from monitor.units.tables import (
    EVENT_COLUMNS,
    EVENT_REQUIRED,
    UNIT_COLUMNS,
    UNIT_REQUIRED,
    TableFault,
    TableRow,
    heading_faults,
)

# The headings stand in one of the first rows.
_LAST_HEADING_ROW = 20
_RIGHT = f"{', '.join(UNIT_COLUMNS)} for units, or {', '.join(EVENT_COLUMNS)} for events"


@dataclass(frozen=True, slots=True)
class UnitFile:
    """A file's rows, those of units or those of events; its faults so far, and notes of what was left out."""

    name: str
    is_events: bool
    rows: tuple[TableRow, ...]
    faults: tuple[TableFault, ...]
    notes: tuple[str, ...]


def read_unit_file(path: Path) -> UnitFile:
    """A CSV file or workbook whose headings say whether it holds units or events. Raises UserError."""
    most = FetchLimits().largest_body
    if path.stat().st_size > most:
        raise UserError(f"{path.name} is larger than the {most / 1e6:.0f} MB that one file may have; cut it in two")
    try:
        document = document_in(path.read_bytes())
    except PersonalNumbers as error:
        raise UserError(f"{path.name}: {error}") from None
    except ReadError as error:
        raise UserError(f"{path.name}: {error}") from None
    return _of_document(path.name, document)


def _of_document(name: str, document: Document) -> UnitFile:
    grid, head = _headed(name, document)
    headings = [shown(cell).casefold() for cell in grid.rows[head]]
    named = [heading for heading in headings if heading]
    is_events = "id" not in named and "day" in named
    known, required = (EVENT_COLUMNS, EVENT_REQUIRED) if is_events else (UNIT_COLUMNS, UNIT_REQUIRED)
    faults = [*heading_faults(named, known, required, head + 1), *_strays(grid, head, headings)]
    hidden = [f"{grid.row_place(row)}: a hidden row; it is left out" for row in sorted(grid.hidden) if row > head]
    notes = (*(f"{note.place}: {note.message}" for note in document.notes), *hidden)
    return UnitFile(name, is_events, tuple(_rows(grid, head, headings)), tuple(faults), notes)


def _headed(name: str, document: Document) -> tuple[Grid, int]:
    """The sheet, or the way to cut a CSV file, and the row of it that holds the most of the known headings."""
    known = {*UNIT_COLUMNS, *EVENT_COLUMNS}
    found = [
        (len(known.intersection(shown(cell).casefold() for cell in grid.rows[row])), -number, -row, grid)
        for number, grid in enumerate(document.grids)
        if grid.visible
        for row in range(min(_LAST_HEADING_ROW, len(grid.rows)))
    ]
    most = max(found, key=lambda each: each[:3], default=None)
    if most is None or most[0] < 2:
        raise UserError(f"{name}: no row of headings was found; {_RIGHT} would be right")
    return most[3], -most[2]


def _strays(grid: Grid, head: int, headings: Sequence[str]) -> Iterator[TableFault]:
    """Cells that stand under no heading: a name with the separator in it was cut in two."""
    for number in range(head + 1, len(grid.rows)):
        for column, cell in enumerate(grid.rows[number]):
            if not is_blank(cell) and (column >= len(headings) or not headings[column]):
                advice = "stands under no heading; a text with the separator in it needs quotes"
                yield TableFault(number + 1, f"column {column + 1}", advice)
                break


def _rows(grid: Grid, head: int, headings: Sequence[str]) -> Iterator[TableRow]:
    for number in range(head + 1, len(grid.rows)):
        if number not in grid.hidden and not all(is_blank(cell) for cell in grid.rows[number]):
            cells = {heading: grid.cell(number, column) for column, heading in enumerate(headings) if heading}
            yield TableRow(number + 1, cells)
