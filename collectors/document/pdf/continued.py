"""A table that goes on over the next page made one."""

from __future__ import annotations

from dataclasses import replace

from collectors.document.contents import Cell
from collectors.document.pdf.tables import Table

_SAME_COLUMN = 4.0  # points, for ruled tables
_MOST_HEADING_ROWS = 5


def is_continued(table: Table, following: Table) -> bool:
    """Whether a table at the head of a page goes on from the one at the foot of the page before."""
    if table.is_ruled != following.is_ruled or len(table.columns) != len(following.columns):
        return False
    pairs = zip(table.columns, following.columns, strict=True)
    if table.is_ruled:
        return all(
            abs(one[0] - other[0]) < _SAME_COLUMN and abs(one[1] - other[1]) < _SAME_COLUMN for one, other in pairs
        )
    return all(one[0] < other[1] and other[0] < one[1] for one, other in pairs)


def with_continuation(table: Table, following: Table) -> Table:
    """Both as one, with the headings once. It keeps its own columns, and ends where the other ends."""
    repeated = _headings_again(table.rows, following.rows)
    rows, pages = (*table.rows, *following.rows[repeated:]), (*table.pages, *following.pages[repeated:])
    return replace(following, columns=table.columns, rows=rows, pages=pages)


def _headings_again(rows: tuple[tuple[Cell, ...], ...], following: tuple[tuple[Cell, ...], ...]) -> int:
    """How many rows at the head of the continuation are those at the head of the table."""
    start = next((number for number, row in enumerate(rows[:_MOST_HEADING_ROWS]) if row == following[0]), None)
    if start is None:
        return 0
    count = 0
    for row, again in zip(rows[start : start + _MOST_HEADING_ROWS], following, strict=False):
        if row != again:
            break
        count += 1
    return count
