"""Opening a workbook or CSV file; one that holds personal identity numbers or text in an old encoding is refused."""

from __future__ import annotations

from collections.abc import Iterator

from collectors.faults import PersonalNumbers, ReadError
from collectors.figures.personal import holds_personal_number, refuse_personal_text
from collectors.legacy_encodings import refuse_legacy_text
from collectors.table.csv_text import cuttings_of
from collectors.table.grid import Document
from collectors.table.kinds import is_workbook
from collectors.table.personal import refuse_places


def document_in(body: bytes) -> Document:
    """The sheets of a workbook, or a CSV file as it may be cut. Raises ReadError, PersonalNumbers."""
    try:
        return _document(body)
    except PersonalNumbers:
        raise
    except ReadError:
        refuse_personal_text(body)
        raise


def _document(body: bytes) -> Document:
    if not is_workbook(body):
        document = cuttings_of(body)
        refuse_places(_personal_places(document))
        return document
    # Heavy to import, and a text needs nothing of it.
    from collectors.table.workbook import sheets_of

    document = sheets_of(body)
    refuse_legacy_text("\n".join(_texts(document)))
    return document


def _texts(document: Document) -> Iterator[str]:
    cells = (cell for grid in document.grids if grid.visible for row in grid.rows for cell in row)
    return (cell for cell in cells if isinstance(cell, str))


def _personal_places(document: Document) -> Iterator[str]:
    return (
        grid.place(row, column)
        for grid in document.grids
        for row, cells in enumerate(grid.rows)
        for column, cell in enumerate(cells)
        if holds_personal_number(cell)
    )
