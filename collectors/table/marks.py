"""Rows and cells that belong to no unit: the row that numbers the columns, rows whose cells slipped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from collectors.figures.cell import is_blank
from collectors.table.grid import shown

# Under the headings a row may number or letter the columns: (1), (2), A, B, "(4)=(3)/(2)", "5=4/3*100".
_MARK = re.compile(r"[(\[]?(?P<mark>[0-9]{1,2}|[A-Za-z])[)\]]?(?:\s*=\s*[0-9\s()\[\]+*/:x×%.,=–-]+)?")
_FEWEST = 2


def numbers_the_columns(cells: Sequence[object]) -> bool:
    """Whether a row numbers the columns; a row of counts does not rise by one from cell to cell."""
    filled = [shown(cell) for cell in cells if not is_blank(cell)]
    marks = [_MARK.fullmatch(text) for text in filled]
    if len(filled) < _FEWEST or not all(marks):
        return False
    said = [mark["mark"] for mark in marks if mark]
    numbers = [int(mark) for mark in said if mark.isdecimal()]
    letters = [mark.upper() for mark in said if not mark.isdecimal()]
    if letters != [chr(ord("A") + number) for number in range(len(letters))]:
        return False
    return not numbers or (numbers[0] <= _FEWEST and numbers == list(range(numbers[0], numbers[0] + len(numbers))))


def is_line_alone(cells: Sequence[object]) -> bool:
    """Whether a row is empty, or holds nothing but one text: a title, a note."""
    filled = {cell if isinstance(cell, str) else None for cell in cells if not is_blank(cell)}
    return len(filled) <= 1 and None not in filled


def misfit_of(cells: Sequence[object], headings: int, needed: int) -> str | None:
    """Why a row of a CSV file does not fit its `headings`, of which the first `needed` are read; None if it does."""
    if len(cells) > headings:
        return f"{len(cells)} cells under {headings} headings: a number or name with the separator needs quotes"
    if len(cells) < needed:
        return f"the row ends after {len(cells)} of {headings} columns"
    return None
