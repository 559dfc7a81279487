"""The places of a table of rows in the words of a steward: "row 3", or "row 3, column value"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PLACE = re.compile(r"row ([1-9][0-9]{0,8})(?:, column (\S+))?")


@dataclass(frozen=True, slots=True)
class Place:
    """A row by its number in the file (the headings stand in row 1), or one column of it by its field."""

    row: int
    column: str | None = None

    def __str__(self) -> str:
        return f"row {self.row}" if self.column is None else f"row {self.row}, column {self.column}"


def place_in(words: str | None) -> Place | None:
    """The place that these words name; None where they name another."""
    found = _PLACE.fullmatch(words or "")
    return Place(int(found[1]), found[2]) if found else None
