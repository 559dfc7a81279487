"""Cells as they come out of a CSV file or a workbook, read as what their column holds."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from unicodedata import normalize

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DECIMAL = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_YES, _NO = ("yes", "true", "1", "có"), ("no", "false", "0", "không")


@dataclass(frozen=True, slots=True)
class TableFault:
    """What is wrong with a cell, by the row's number in the file and the column's heading, and what would be right."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"row {self.row}: {self.column}: {self.message}"


class FaultyCell(Exception):
    """A cell that cannot be read; the message says what would be right."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row by its number in the file, its cells by heading; None or blank where nothing stands."""

    number: int
    cells: Mapping[str, object]

    def has(self, column: str) -> bool:
        """Whether the table has this column."""
        return column in self.cells

    def text(self, column: str) -> str | None:
        """A text, in NFC; None where nothing stands. Raises FaultyCell for a number, which may have lost a 0."""
        cell = self.cells.get(column)
        if isinstance(cell, str):
            return normalize("NFC", " ".join(cell.split())) or None
        if cell is None:
            return None
        raise FaultyCell(
            column, f"holds {cell!r} as a number or date; a column of texts would be right, 01 keeps its 0"
        )

    def needed(self, column: str) -> str:
        """A text that must be there. Raises FaultyCell."""
        text = self.text(column)
        if text is None:
            raise FaultyCell(column, "is empty; each row needs it")
        return text

    def day(self, column: str) -> date | None:
        """A day; None where nothing stands. Raises FaultyCell."""
        cell = self.cells.get(column)
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, date):
            return cell
        written = self.text(column)
        if written is None:
            return None
        try:
            return date.fromisoformat(written) if _DAY.fullmatch(written) else _refuse_day(column, written)
        except ValueError:
            return _refuse_day(column, written)

    def number_in(self, column: str, low: float, high: float) -> float | None:
        """A number between two others; None where nothing stands. Raises FaultyCell."""
        cell = self.cells.get(column)
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            found = float(cell)
        else:
            written = self.text(column)
            if written is None:
                return None
            found = float(written.replace(",", ".")) if _DECIMAL.fullmatch(written) else math.nan
        if not low <= found <= high:
            raise FaultyCell(column, f"is {cell!r}; a number from {low:g} to {high:g} would be right")
        return found

    def yes(self, column: str) -> bool | None:
        """Yes or no; None where nothing stands. Raises FaultyCell."""
        cell = self.cells.get(column)
        written = str(cell).casefold() if isinstance(cell, (bool, int)) else (self.text(column) or "").casefold()
        if written in _YES:
            return True
        if written in _NO or not written:
            return False if written else None
        raise FaultyCell(column, f"is {cell!r}; yes or no would be right")


def _refuse_day(column: str, written: str) -> date:
    raise FaultyCell(column, f"is {written!r}; a real day as YYYY-MM-DD would be right, e.g. 2025-07-01")
