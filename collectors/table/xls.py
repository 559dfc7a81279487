"""The sheets of an old workbook (.xls): formats, hidden rows and columns, errors, formulas without results."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.book import Book
from xlrd.compdoc import CompDocError
from xlrd.sheet import Cell
from xlrd.sheet import Sheet as OldSheet

from collectors.faults import ReadError
from collectors.table.kinds import OLE_MAGIC
from collectors.table.number_format import GENERAL, shown_value
from collectors.table.sheet_cells import NO_RESULT, Area, Sheet, cleaned, error_value, filled_cells
from collectors.table.xml_events import Allowance

LARGEST_BODY = 50_000_000
# What a damaged file makes the library raise.
DAMAGES = (xlrd.XLRDError, CompDocError, AssertionError, LookupError, ValueError, TypeError, AttributeError,
           struct.error, OverflowError, MemoryError)  # fmt: skip

_LOCKED = "a workbook locked by a password; one without would be right"
# The streams of a compound file, by which it is told apart.
_OTHER_STREAMS = {
    "EncryptedPackage": _LOCKED,
    "WordDocument": "an old Word document (.doc), not a workbook",
    "PowerPoint Document": "an old presentation (.ppt), not a workbook",
    "__substg1.0": "a message (.msg), not a workbook",
}
_FORMULA, _END_OF_SHEET, _BEGIN = 0x06, 0x0A, 0x0809
_CALCULATE_ON_LOAD = 0x02
# 0, and the empty text.
_NO_RESULTS = (bytes(8), b"\x03\0\0\0\0\0\xff\xff")


def sheets_in(body: bytes) -> Iterator[Sheet]:
    """The sheets in their order. Raises ReadError, or one of DAMAGES where the file is broken."""
    if len(body) > LARGEST_BODY:
        raise ReadError(f"an .xls file of {len(body) / 1e6:.0f} MB; at most {LARGEST_BODY / 1e6:.0f} MB are read")
    room = filled_cells()
    # Every spreadsheet program leaves a summary; a library that writes none calculates no formula either.
    calculates = _holds_stream(body, "SummaryInformation")
    with _book(body) as book:
        for number in range(book.nsheets):
            yield _sheet(book, number, room, calculates)
            book.unload_sheet(number)


def _book(body: bytes) -> Book:
    try:
        return xlrd.open_workbook(
            file_contents=body, logfile=io.StringIO(), formatting_info=True, on_demand=True, ragged_rows=True
        )
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise ReadError(_LOCKED) from None
        if (other := _other_kind(body)) is not None:
            raise ReadError(other) from None
        raise


def _other_kind(body: bytes) -> str | None:
    """What a compound file without a workbook is."""
    return next((words for stream, words in _OTHER_STREAMS.items() if _holds_stream(body, stream)), None)


def _holds_stream(body: bytes, name: str) -> bool:
    return body.startswith(OLE_MAGIC) and name.encode("utf-16-le") in body


def _sheet(book: Book, number: int, room: Allowance, calculates: bool) -> Sheet:
    old = book.sheet_by_index(number)
    sheet = Sheet(old.name, old.visibility == 0, room)
    waiting = _formulas_without_result(book, number, calculates)
    for row in range(old.nrows):
        for column, cell in enumerate(old.row(row)):
            value = NO_RESULT if (row, column) in waiting else _value(book, cell)
            if value is not None and value != "":
                sheet.put(row, column, value)
    _mark_hidden(old, sheet)
    for top, bottom, left, right in old.merged_cells:
        sheet.merge(Area(top, left, bottom - 1, right - 1))
    return sheet


def _mark_hidden(old: OldSheet, sheet: Sheet) -> None:
    sheet.hidden_rows.update(row for row, info in old.rowinfo_map.items() if info.hidden or info.height == 0)
    for column, info in old.colinfo_map.items():
        if info.hidden or info.width == 0:
            sheet.hide_columns(range(column, column + 1))


def _value(book: Book, cell: Cell) -> object:
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return cleaned(cell.value)
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        code = _code(book, cell)
        return cell.value if code == GENERAL else shown_value(cell.value, code, book.datemode == 1)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return error_value(error_text_from_code.get(cell.value, "#?"))
    return None


def _code(book: Book, cell: Cell) -> str:
    style = book.xf_list[cell.xf_index]
    return str(book.format_map[style.format_key].format_str)


def _formulas_without_result(book: Book, number: int, calculates: bool) -> set[tuple[int, int]]:
    """The formulas that hold 0 or nothing because the program that wrote them could not calculate."""
    waiting = set[tuple[int, int]]()
    for kind, start in _records(book.mem, book._sh_abs_posn[number]):
        if kind == _FORMULA and start + 16 <= len(book.mem):
            row, column, _, result, flags = struct.unpack_from("<HHH8sH", book.mem, start)
            if result in _NO_RESULTS and (flags & _CALCULATE_ON_LOAD or not calculates):
                waiting.add((row, column))
    return waiting


def _records(stream: bytes, place: int) -> Iterator[tuple[int, int]]:
    """The records of a sheet: their kinds and where they start; those of charts within it are its own no more."""
    depth = 0
    while 0 <= place <= len(stream) - 4:
        kind, length = struct.unpack_from("<HH", stream, place)
        depth += (kind == _BEGIN) - (kind == _END_OF_SHEET)
        if depth == 1:
            yield kind, place + 4
        if depth <= 0:
            return
        place += 4 + length
