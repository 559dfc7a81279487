"""A plain text, which may be prose or a CSV file."""

from __future__ import annotations

from itertools import pairwise

from collectors.document.contents import Contents, Paragraph
from collectors.document.dateline import day_of_letter
from collectors.faults import ReadError
from collectors.pages import NoText, decoded
from collectors.table.csv_text import cuttings_of_text
from collectors.table.grid import Grid
from collectors.table.kinds import other_kind


def contents_of(body: bytes, charset: str | None = None) -> Contents:
    """The text as it is, and the tables that it makes where it is a CSV file. Raises ReadError."""
    text = _text(body, charset)
    try:
        cuttings = cuttings_of_text(text).grids
    except ReadError:
        cuttings = ()
    blocks = (Paragraph(text),)
    tables = tuple(grid for grid in cuttings if _may_be_table(grid))
    return Contents(blocks, published=day_of_letter(blocks), cuttings=tables)


def _text(body: bytes, charset: str | None) -> str:
    if (other := other_kind(body)) is not None:
        raise ReadError(f"no text but {other}")
    try:
        text = decoded(body, charset)
    except NoText as error:
        raise ReadError(str(error)) from None
    if "\0" in text:
        raise ReadError("not a text: it holds zero bytes")
    return text


def _may_be_table(grid: Grid) -> bool:
    """Whether two lines, one below the other, are cut into as many cells: prose with commas in it seldom is."""
    widths = [len(row) for row in grid.rows]
    return any(one == other > 1 for one, other in pairwise(widths))
