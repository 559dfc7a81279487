"""A sheet or CSV file as rows of cells, with the name of each place."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from collectors.figures.cell import PercentFloat
from collectors.reading import SetAside

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet from its first row and column on; a CSV file is a sheet without a name.

    `hidden` names rows (from 0) that the sheet doesn't show, `hidden_columns` columns; `delimiter` is what a CSV file
    was cut by, `pages` the page of each row of a table in a document that has pages.
    """

    rows: tuple[Row, ...]
    sheet: str | None = None
    visible: bool = True
    hidden: frozenset[int] = frozenset()
    delimiter: str | None = None
    is_turned: bool = False
    hidden_columns: frozenset[int] = frozenset()
    pages: tuple[int, ...] = ()

    def turned(self) -> Grid:
        """The same cells with rows for columns; their places keep their names."""
        width = max((len(row) for row in self.rows), default=0)
        columns = tuple(tuple(self.cell(row, column) for row in range(len(self.rows))) for column in range(width))
        turned = not self.is_turned
        return replace(self, rows=columns, hidden=self.hidden_columns, hidden_columns=self.hidden, is_turned=turned)

    def cell(self, row: int, column: int) -> object:
        """What stands there; None beyond the row's end."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None

    @property
    def page(self) -> int | None:
        """The page on which the table begins."""
        return self.pages[0] if self.pages else None

    def page_of(self, row: int, column: int) -> int | None:
        """The page on which a cell stands."""
        if not self.pages:
            return None
        return self.pages[min(column if self.is_turned else row, len(self.pages) - 1)]

    def place(self, row: int, column: int) -> str:
        """A cell in words: "Sheet1!C5", "row 5, column 3", or with its page "page 2, table 1!C5"."""
        if self.is_turned:
            return self._named(column, row)
        return self._named(row, column)

    def _named(self, row: int, column: int) -> str:
        if self.sheet is None:
            return f"row {row + 1}, column {column + 1}"
        return f"{self._on_page(row)}{self.sheet}!{column_letters(column)}{row + 1}"

    def _on_page(self, written_row: int) -> str:
        """The page of a row as it is written, where it has one."""
        return f"page {self.pages[min(written_row, len(self.pages) - 1)]}, " if self.pages else ""

    def row_place(self, row: int) -> str:
        """A row in words."""
        if self.is_turned:
            named = f"column {column_letters(row)}"
            return named if self.sheet is None else f"{self._on_page(0)}{self.sheet}, {named}"
        return f"row {row + 1}" if self.sheet is None else f"{self._on_page(row)}{self.sheet}, row {row + 1}"


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
    if isinstance(cell, str):
        text = cell
    elif cell is None:
        return ""
    elif isinstance(cell, float) and cell.is_integer() and not isinstance(cell, PercentFloat):
        return str(int(cell))
    elif isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    else:
        text = str(cell)
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() else " " for letter in text)
    return text.strip()
