"""A sheet as it is gathered cell by cell from a workbook of any kind, and the grid that it makes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from collectors.faults import ReadError
from collectors.figures.cell import Unusable, is_blank
from collectors.figures.personal import holds_personal_number
from collectors.reading import SetAside
from collectors.table.grid import Document, Grid, column_letters, shown
from collectors.table.personal import refuse_places
from collectors.table.xml_events import Allowance

LARGEST_AREA = 5_000_000
MOST_CELLS = 1_000_000
MOST_ELEMENTS = 3_000_000
MOST_MERGED = 50_000
MOST_SHEETS = 500

NO_RESULT = Unusable(
    "formula_without_result", "a formula without a stored result; open the file in Excel and save it again"
)
# Signs without a width, which copying from web pages leaves in cells.
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff]")


def error_value(written: str) -> Unusable:
    """What stands in a cell that shows an error."""
    message = "an error value (#DIV/0!, #REF! or the like); a number would be right"
    return Unusable("error_value", message, written)


def cleaned(text: str) -> str:
    """A cell's text without signs that have no width."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def filled_cells() -> Allowance:
    """How many filled cells are read of one workbook."""
    return Allowance(MOST_CELLS, "filled cells")


def elements() -> Allowance:
    """How many XML elements are read of one workbook."""
    return Allowance(MOST_ELEMENTS, "elements of XML")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, its ends included, from 0."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet:
    """The cells of one sheet as they are found; what is hidden in it, and which cells are merged."""

    def __init__(self, name: str, visible: bool, room: Allowance) -> None:
        self.name, self.visible = name, visible
        self.hidden_rows: set[int] = set()
        self._merged: list[Area] = []
        self._hidden_columns: list[range] = []
        self._room = room
        self._rows: dict[int, list[object]] = {}
        self._last_row = self._last_column = -1

    def hide_columns(self, columns: range) -> None:
        """Marks columns as not shown."""
        self._hidden_columns.append(columns)

    def merge(self, area: Area) -> None:
        """Marks cells as one. Raises ReadError where there are more of them than is read."""
        self._merged.append(area)
        if len(self._merged) > MOST_MERGED:
            raise ReadError(f"sheet {self.name} has more than {MOST_MERGED:,} merged cells; fewer would be right")

    def put(self, row: int, column: int, cell: object) -> None:
        """Writes a filled cell. Raises ReadError where the sheet would span more than is read."""
        self._room.take()
        if row > self._last_row or column > self._last_column:
            self._reach(row, column)
        cells = self._rows.setdefault(row, [])
        if column >= len(cells):
            cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = cell

    def cell(self, row: int, column: int) -> object:
        """What stands there; None where nothing does."""
        cells = self._rows.get(row, [])
        return cells[column] if column < len(cells) else None

    def document_part(self) -> tuple[Grid, list[SetAside]]:
        """The sheet as a grid in which merged cells stand in every place, and what of it is hidden."""
        notes = self._notes()
        self._spread_merged()
        self._blank_hidden_columns()
        rows = tuple(tuple(self._rows.get(row, ())) for row in range(self._last_row + 1))
        hidden = frozenset(row for row in self.hidden_rows if row <= self._last_row)
        return Grid(rows, self.name, self.visible, hidden), notes

    def personal_places(self) -> Iterator[str]:
        """The cells that hold a personal identity number, hidden ones too."""
        for row, cells in self._rows.items():
            for column, cell in enumerate(cells):
                if cell is not None and holds_personal_number(cell):
                    yield f"{self.name}!{column_letters(column)}{row + 1}"

    def _reach(self, row: int, column: int) -> None:
        self._last_row, self._last_column = max(row, self._last_row), max(column, self._last_column)
        area = (self._last_row + 1) * (self._last_column + 1)
        if area > LARGEST_AREA:
            raise ReadError(
                f"sheet {self.name} reaches to cell {column_letters(self._last_column)}{self._last_row + 1}, "
                f"{area:.2g} cells; at most {LARGEST_AREA:,} are read, so clear what lies far off"
            )

    def _notes(self) -> list[SetAside]:
        if not self._rows:
            return []
        if not self.visible:
            return [SetAside(f"sheet {self.name}", "hidden", "a hidden sheet; it is left out", failing=False)]
        return [
            SetAside(f"{self.name}, column {column_letters(column)}", "hidden", self._hidden(column), failing=False)
            for column in self._columns_hidden()
        ]

    def _hidden(self, column: int) -> str:
        first = next((cells[column] for _, cells in sorted(self._rows.items()) if _fills(cells, column)), None)
        return f"a hidden column ({shown(first)[:60]!r} stands first in it); it is left out"

    def _columns_hidden(self) -> list[int]:
        columns, reached = list[int](), 0
        for span in sorted(self._hidden_columns, key=lambda span: span.start):
            columns.extend(range(max(span.start, reached), min(span.stop, self._last_column + 1)))
            reached = max(reached, span.stop)
        return [column for column in columns if any(_fills(cells, column) for cells in self._rows.values())]

    def _blank_hidden_columns(self) -> None:
        for column in self._columns_hidden() if self.visible else ():
            for cells in self._rows.values():
                if column < len(cells):
                    cells[column] = None

    def _spread_merged(self) -> None:
        """Texts first: they are the headings by which a number over several columns is understood."""
        filled = [(area, cell) for area in self._merged if not is_blank(cell := self.cell(area.top, area.left))]
        for area, cell in filled:
            if _stands_everywhere(cell):
                self._spread(area, cell)
        numbers = [(area, cell) for area, cell in filled if not _stands_everywhere(cell)]
        clear = self._under_one_heading({area for area, _ in numbers if area.top == area.bottom})
        for area, cell in numbers:
            self._spread(area, cell if area in clear else _of_nobody(area, cell))

    def _spread(self, area: Area, cell: object) -> None:
        for row in range(area.top, min(area.bottom, self._last_row) + 1):
            for column in self._inner(area):
                self.put(row, column, cell)

    def _under_one_heading(self, areas: set[Area]) -> set[Area]:
        """Those areas of one row over which the same words stand in each of their columns."""
        by_row: dict[int, list[Area]] = {}
        for area in areas:
            by_row.setdefault(area.top, []).append(area)
        over: dict[int, object] = {}
        clear = set[Area]()
        for row in sorted(self._rows) if areas else ():
            for area in by_row.get(row, ()):
                inner = self._inner(area)
                self._room.take(len(inner))
                if area.left in over and len({over.get(column, column) for column in inner}) == 1:
                    clear.add(area)
            over.update((column, cell) for column, cell in enumerate(self._rows[row]) if _is_words(cell))
        return clear

    def _inner(self, area: Area) -> range:
        return range(area.left, min(area.right, self._last_column) + 1)


def document_of(sheets: Iterable[Sheet]) -> Document:
    """The sheets of a workbook. Raises PersonalNumbers where any cell holds one, hidden or not."""
    gathered = list(islice(sheets, MOST_SHEETS + 1))
    if len(gathered) > MOST_SHEETS:
        raise ReadError(f"a workbook of more than {MOST_SHEETS} sheets; fewer would be right")
    refuse_places(place for sheet in gathered for place in sheet.personal_places())
    parts = [sheet.document_part() for sheet in gathered]
    return Document(tuple(grid for grid, _ in parts), tuple(note for _, notes in parts for note in notes))


def _fills(cells: list[object], column: int) -> bool:
    return column < len(cells) and not is_blank(cells[column])


def _is_words(cell: object) -> bool:
    return isinstance(cell, str) and any(map(str.isalpha, cell))


def _stands_everywhere(cell: object) -> bool:
    """Whether a merged cell says the same in each of its places; a number would be taken for several."""
    return isinstance(cell, Unusable) or (isinstance(cell, str) and not cell.strip()[:1].isdigit())


def _of_nobody(area: Area, cell: object) -> Unusable:
    rows, columns = area.bottom - area.top + 1, area.right - area.left + 1
    message = f"{shown(cell)} stands over {rows} x {columns} cells at once; a number in each cell would be right"
    return Unusable("merged_cell", message, shown(cell))
