"""A plain text, which may be prose or a CSV file."""

from __future__ import annotations

from itertools import pairwise

from collectors.document.contents import Contents, Paragraph
from collectors.faults import ReadError
from collectors.pages import NoText, decoded
from collectors.table.csv_text import cuttings_of
from collectors.table.grid import Grid


def contents_of(body: bytes, charset: str | None = None) -> Contents:
    """The text as it is, and the tables that it makes where it is a CSV file. Raises ReadError."""
    try:
        text = decoded(body, charset)
    except NoText as error:
        raise ReadError(str(error)) from None
    if "\0" in text:
        raise ReadError("not a text: it holds zero bytes")
    try:
        cuttings = cuttings_of(body).grids
    except ReadError:
        cuttings = ()
    return Contents((Paragraph(text),), cuttings=tuple(grid for grid in cuttings if _may_be_table(grid)))


def _may_be_table(grid: Grid) -> bool:
    """Whether two lines, one below the other, are cut into as many cells: prose with commas in it seldom is."""
    widths = [len(row) for row in grid.rows]
    return any(one == other > 1 for one, other in pairwise(widths))
