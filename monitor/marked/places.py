"""Which cell or row of a document's tables a place in words means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from collectors.document.contents import Paragraph
from collectors.table.grid import Grid, column_number, shown

_CELL = re.compile(r"(.*)!([A-Z]{1,3})([0-9]{1,9})")
_ROW = re.compile(r"(?:(.*), )?row ([0-9]{1,9})")
_COLUMN = re.compile(r"(?:(.*), )?column ([A-Z]{1,3})")
_ROW_AND_COLUMN = re.compile(r"row ([0-9]{1,9}), column (?:([0-9]{1,4})|(.+))", re.DOTALL)
_QUOTES = "'\""
# The page of a row, before the name of its table.
_PAGE = re.compile(r"page [0-9]{1,4}, (?=table )")


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of a block, both counted from 0; without `column` the whole row, without `row` the whole column."""

    block: int
    row: int | None
    column: int | None


class Tables:
    """The tables of a document by their names."""

    def __init__(self, blocks: Sequence[Paragraph | Grid]) -> None:
        self._blocks = blocks
        self._named = {block.sheet: number for number, block in enumerate(blocks) if isinstance(block, Grid)}

    def spot(self, place: str) -> Spot | None:
        """The cell, row or column that is meant; None for any other place."""
        place = _PAGE.sub("", place, count=1)
        if cell := _CELL.fullmatch(place):
            return self._at(cell[1], int(cell[3]) - 1, column_number(cell[2]))
        if row := _ROW.fullmatch(place):
            return self._at(row[1], int(row[2]) - 1, None)
        if column := _COLUMN.fullmatch(place):
            return self._at(column[1], None, column_number(column[2]))
        if both := _ROW_AND_COLUMN.fullmatch(place):
            row_number = int(both[1]) - 1
            at = int(both[2]) - 1 if both[2] else self._headed(both[3].strip(_QUOTES))
            return self._at(None, row_number, at)
        return None

    def _at(self, name: str | None, row: int | None, column: int | None) -> Spot | None:
        number = self._named.get(name)
        return None if number is None else Spot(number, row, column)

    def _headed(self, heading: str) -> int | None:
        """The column of a CSV file under a heading."""
        grid = self._blocks[self._named[None]] if None in self._named else None
        rows = grid.rows if isinstance(grid, Grid) else ()
        headed = (c for row in rows for c, cell in enumerate(row) if shown(cell) and shown(cell) == heading)
        return next(headed, None)
