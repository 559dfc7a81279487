"""Opening a workbook or CSV file, and refusing one that holds personal identity numbers."""

from __future__ import annotations

from collectors.faults import PersonalNumbers, ReadError
from collectors.figures.personal import holds_personal_number, refuse_personal_text
from collectors.table.csv_text import cuttings_of
from collectors.table.grid import Document
from collectors.table.workbook import OLE_MAGIC, ZIP_MAGIC, sheets_of

_MOST_PLACES = 20


def document_in(body: bytes) -> Document:
    """The sheets of a workbook, or a CSV file as it may be cut. Raises ReadError, PersonalNumbers."""
    try:
        document = sheets_of(body) if body.startswith((ZIP_MAGIC, OLE_MAGIC)) else cuttings_of(body)
    except ReadError:
        refuse_personal_text(body)
        raise
    _refuse_personal_numbers(document)
    return document


def _refuse_personal_numbers(document: Document) -> None:
    places = [
        grid.place(row, column)
        for grid in document.grids
        for row, cells in enumerate(grid.rows)
        for column, cell in enumerate(cells)
        if holds_personal_number(cell)
    ]
    if places:
        more = [f"{len(places) - _MOST_PLACES} more cells"] if len(places) > _MOST_PLACES else []
        raise PersonalNumbers((*places[:_MOST_PLACES], *more))
