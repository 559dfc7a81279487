"""A CSV file as it may be cut into cells: by comma, semicolon, tab or bar."""

from __future__ import annotations

import csv
import io

from collectors.faults import ReadError
from collectors.table.grid import Document, Grid

DELIMITERS = ",;\t|"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def cuttings_of(body: bytes) -> Document:
    """One grid for each delimiter that the text holds; which is meant, the headings show. Raises ReadError."""
    text = _text(body)
    delimiters = [mark for mark in DELIMITERS if mark in text] or [","]
    grids, errors = list[Grid](), list[str]()
    for delimiter in delimiters:
        try:
            grids.append(_cut(text, delimiter))
        except csv.Error as error:
            errors.append(str(error))
    if not grids:
        raise ReadError(f"not a CSV file: {errors[0]}")
    return Document(tuple(grids))


def _text(body: bytes) -> str:
    encoding = "utf-16" if body.startswith(_UTF16_MARKS) else "utf-8-sig"
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(
            f"neither a workbook nor text: byte {error.start + 1} is not UTF-8; save as CSV UTF-8"
        ) from None
    if "\0" in text:
        raise ReadError("neither a workbook nor text in UTF-8; an .xlsx file or CSV UTF-8 would be right")
    start = text.lstrip()[:1]
    if start == "<":
        raise ReadError("a web page, not a workbook or CSV file")
    if start in "{[":
        raise ReadError("JSON, not a workbook or CSV file" if start else "nothing where a table was expected")
    return text


def _cut(text: str, delimiter: str) -> Grid:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return Grid(tuple(tuple(row) for row in rows), delimiter=delimiter)
