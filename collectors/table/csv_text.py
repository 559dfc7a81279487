"""A CSV file as it may be cut into cells: by comma, semicolon, tab or bar."""

from __future__ import annotations

import csv
import io
import re

from collectors.faults import ReadError
from collectors.pages import NoText, decoded
from collectors.table.grid import Document, Grid
from collectors.table.kinds import other_kind

DELIMITERS = ",;\t|"
# Excel's own first line, which says what the file is cut by and is no row of it.
_SEPARATOR_LINE = re.compile(r"\s*\"?sep=(?P<delimiter>[^\r\n\"])\"?[;,\t]*(?=\r|\n)", re.IGNORECASE)


def cuttings_of(body: bytes) -> Document:
    """One grid for each delimiter that the text holds; which is meant, the headings show. Raises ReadError."""
    try:
        text = decoded(body, None)
    except NoText as error:
        raise ReadError(f"neither a workbook nor text: {other_kind(body) or error}") from None
    _refuse_other(body, text)
    return cuttings_of_text(text)


def cuttings_of_text(text: str) -> Document:
    """One grid for each delimiter that a text holds, or for the one that its first line names. Raises ReadError."""
    said = _SEPARATOR_LINE.match(text)
    if said:
        # The line stays as a blank row, so that the rows keep their numbers.
        return Document((_cut(text[said.end() :], said["delimiter"]),))
    delimiters = [mark for mark in DELIMITERS if mark in text] or [","]
    grids, errors = list[Grid](), list[ReadError]()
    for delimiter in delimiters:
        try:
            grids.append(_cut(text, delimiter))
        except ReadError as error:
            errors.append(error)
    if not grids:
        raise errors[0]
    return Document(tuple(grids))


def _refuse_other(body: bytes, text: str) -> None:
    if "\0" in text:
        raise ReadError(f"neither a workbook nor text: {other_kind(body) or 'it holds zero bytes'}")
    if (other := other_kind(body)) is not None:
        raise ReadError(f"neither a workbook nor a CSV file: {other}")
    start = text.lstrip()[:1]
    if start == "<":
        raise ReadError("a web page, not a workbook or CSV file")
    if start in "{[":
        raise ReadError("JSON, not a workbook or CSV file" if start else "nothing where a table was expected")


def _cut(text: str, delimiter: str) -> Grid:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return Grid(tuple(tuple(row) for row in rows), delimiter=delimiter)
    except csv.Error as error:
        raise ReadError(f"not a CSV file: {error} (line {rows.line_num})") from None
