"""Taking a document apart by what its bytes are, whatever its name says."""

from __future__ import annotations

from collections.abc import Iterator

from collectors.document import plain
from collectors.document.contents import Contents, Paragraph
from collectors.faults import PersonalNumbers, ReadError
from collectors.figures.personal import holds_personal_number, refuse_personal_text
from collectors.legacy_encodings import refuse_legacy_text
from collectors.pages import is_html
from collectors.personal_numbers import places_of_personal_numbers
from collectors.table.grid import Grid
from collectors.table.kinds import is_workbook

PDF_MAGIC, RTF_MAGIC = b"%PDF-", b"{\\rtf"
_MOST_PLACES = 20


def contents_of(body: bytes, media_type: str | None = None, charset: str | None = None) -> Contents:
    """The paragraphs and tables of a document of any kind that is read.

    Raises ReadError, also where its letters are those of an old Vietnamese encoding, and PersonalNumbers.
    """
    try:
        contents = _taken_apart(body, media_type, charset)
    except ReadError:
        refuse_personal_text(body)
        raise
    _refuse_personal_numbers(contents)
    refuse_legacy_text("\n".join(_texts(contents)))
    return contents


def _taken_apart(body: bytes, media_type: str | None, charset: str | None) -> Contents:
    # What reads the other kinds is heavy to import, and a plain text needs none of it.
    if not body.strip():
        raise ReadError("an empty document")
    if body.startswith(PDF_MAGIC):
        from collectors.document import pdf

        return pdf.contents_of(body)
    if is_workbook(body) or body.startswith(RTF_MAGIC):
        return _office_file(body)
    if is_html(body, media_type):
        from collectors.document import web

        return web.contents_of(body, charset)
    return plain.contents_of(body, charset)


def _office_file(body: bytes) -> Contents:
    from collectors.document import opendocument, word
    from collectors.table.workbook import sheets_of

    word.refuse_old_file(body)
    if word.is_document(body):
        return word.contents_of(body)
    if opendocument.is_document(body):
        return opendocument.contents_of(body)
    workbook = sheets_of(body)
    return Contents(tuple(grid for grid in workbook.grids if grid.visible), workbook.notes)


def _refuse_personal_numbers(contents: Contents) -> None:
    places = [place for block in contents.blocks for place in _places_in(block)]
    places += [_line(contents.shown, start) for start, _ in places_of_personal_numbers(contents.shown)]
    places = list(dict.fromkeys(places))
    if places:
        more = [f"{len(places) - _MOST_PLACES} more places"] if len(places) > _MOST_PLACES else []
        raise PersonalNumbers((*places[:_MOST_PLACES], *more))


def _texts(contents: Contents) -> Iterator[str]:
    for block in contents.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell for row in block.rows for cell in row if isinstance(cell, str))


def _places_in(block: Paragraph | Grid) -> list[str]:
    if isinstance(block, Paragraph):
        page = f"page {block.page}, " if block.page else ""
        return [page + _line(block.text, start) for start, _ in places_of_personal_numbers(block.text)]
    return [
        block.place(row, column)
        for row, cells in enumerate(block.rows)
        for column, cell in enumerate(cells)
        if holds_personal_number(cell)
    ]


def _line(text: str, at: int) -> str:
    return f"line {text.count(chr(10), 0, at) + 1}"
