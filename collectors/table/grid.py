"""A sheet or CSV file as rows of cells, with the name of each place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from collectors.reading import SetAside

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet from its first row and column on; a CSV file is a sheet without a name.

    `hidden` names rows (from 0) that the sheet doesn't show; `delimiter` is what a CSV file was cut by.
    """

    rows: tuple[Row, ...]
    sheet: str | None = None
    visible: bool = True
    hidden: frozenset[int] = frozenset()
    delimiter: str | None = None
    is_turned: bool = False

    def turned(self) -> Grid:
        """The same cells with rows for columns; their places keep their names."""
        width = max((len(row) for row in self.rows), default=0)
        columns = tuple(tuple(self.cell(row, column) for row in range(len(self.rows))) for column in range(width))
        return replace(self, rows=columns, hidden=frozenset(), is_turned=not self.is_turned)

    def cell(self, row: int, column: int) -> object:
        """What stands there; None beyond the row's end."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None

    def place(self, row: int, column: int) -> str:
        """A cell in words: "Sheet1!C5", or "row 5, column 3"."""
        if self.is_turned:
            return self._named(column, row)
        return self._named(row, column)

    def _named(self, row: int, column: int) -> str:
        if self.sheet is None:
            return f"row {row + 1}, column {column + 1}"
        return f"{self.sheet}!{column_letters(column)}{row + 1}"

    def row_place(self, row: int) -> str:
        """A row in words."""
        if self.is_turned:
            named = f"column {column_letters(row)}"
            return named if self.sheet is None else f"{self.sheet}, {named}"
        return f"row {row + 1}" if self.sheet is None else f"{self.sheet}, row {row + 1}"


@dataclass(frozen=True, slots=True)
class Document:
    """The sheets of a file, of which one is due to hold the table, and what was left out of it."""

    grids: tuple[Grid, ...]
    notes: tuple[SetAside, ...] = field(default=())


def column_letters(column: int) -> str:
    """A column's name: 0 is A, 26 is AA."""
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % 26) + letters
        column = column // 26 - 1
    return letters


def column_number(letters: str) -> int:
    """A column by its name: A is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def shown(cell: object) -> str:
    """A cell as a person would write it."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    text = "" if cell is None else str(cell)
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() else " " for letter in text)
    return text.strip()


def replaced(rows: tuple[Row, ...], marks: Mapping[tuple[int, int], object]) -> tuple[Row, ...]:
    """The rows with some cells replaced, by row and column."""
    changed = {row: list(rows[row]) for row, _ in marks if row < len(rows)}
    for (row, column), cell in marks.items():
        if row < len(rows) and column < len(changed[row]):
            changed[row][column] = cell
    return tuple(tuple(changed[number]) if number in changed else row for number, row in enumerate(rows))
