"""A workbook made to do harm is refused in one line, in little memory and time, whatever it says of its size."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
import xlsxwriter
from bombs import PEAK_MEMORY_MB, bomb

LARGEST_MEMORY_MB, LONGEST_SECONDS = 300, 30
READING = f"""{PEAK_MEMORY_MB}
import json, sys
from collectors.faults import ReadError
from collectors.table.opening import document_in
try:
    document_in(open(sys.argv[1], "rb").read())
    said = "read"
except ReadError as error:
    said = str(error)
print(json.dumps([said, peak_memory_mb()]))
"""
SHEET, STRINGS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = f'<worksheet xmlns="{MAIN}"><sheetData>'.encode()
TAIL = b"</sheetData></worksheet>"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
ODS_HEAD = (
    f'<office:document-content xmlns:office="{_OASIS}:office:1.0" xmlns:table="{_OASIS}:table:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="A">'
).encode()
ODS_TAIL = b"</table:table></office:spreadsheet></office:body></office:document-content>"
ODS_CELL = b'<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'


def packed(parts: dict[str, Iterable[bytes]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, chunks in parts.items():
            with package.open(name, "w", force_zip64=True) as part:
                for chunk in chunks:
                    part.write(chunk)
    return made.getvalue()


def workbook(**changes: Iterable[bytes]) -> bytes:
    """A sound workbook with other bytes in its sheet, strings or list of sheets."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet("A").write_row(0, 0, ["Đơn vị", 1])
    with zipfile.ZipFile(made) as package:
        parts: dict[str, Iterable[bytes]] = {name: [package.read(name)] for name in package.namelist()}
    names = {"sheet": SHEET, "strings": STRINGS, "book": BOOK}
    return packed(parts | {names[name]: part for name, part in changes.items()})


def repeated(unit: bytes, count: int, head: bytes = HEAD, tail: bytes = TAIL) -> Iterator[bytes]:
    yield head
    for _ in range(count // 1000):
        yield unit * 1000
    yield tail


def lying(body: bytes) -> bytes:
    """The same package, whose directory says of each part that it unpacks to a thousand bytes."""
    changed, at = bytearray(body), body.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<I", changed, at + 24, 1000)
        at = body.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def swollen(**claimed: int) -> bytes:
    """A sound workbook but for blanks without end before its rows."""
    with zipfile.ZipFile(io.BytesIO(workbook())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return bomb(parts | {SHEET: HEAD}, SHEET, **claimed)


def spreadsheet(*content: bytes) -> bytes:
    return packed({"mimetype": [b"application/vnd.oasis.opendocument.spreadsheet"], "content.xml": content})


def laughing() -> bytes:
    lines = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    return b'<!DOCTYPE x [<!ENTITY a0 "ha">' + lines + b"]>" + HEAD + b'<row><c t="str"><v>&a9;</v></c></row>' + TAIL


def many_sheets() -> bytes:
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    head = f'<workbook xmlns="{MAIN}" xmlns:r="{relations}"><sheets>'.encode()
    return workbook(book=repeated(b'<sheet name="s" r:id="rId1"/>', 100_000, head, b"</sheets></workbook>"))


def laughing_xml() -> bytes:
    return (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>'
        b'<x:Workbook xmlns:x="urn:schemas-microsoft-com:office:spreadsheet"/>'
    )


STRINGS_HEAD = f'<sst xmlns="{MAIN}">'.encode()
ENTITY = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
REPEATED_ROW = b'<table:table-row table:number-rows-repeated="1048576">' + ODS_CELL + b"</table:table-row>"
NESTED_TABLE = b"<table:table-row><table:table-cell><table:table>"

CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "ten thousand million blanks": (swollen, "unpacks to 10,000 MB"),
    "as many, and a lie": (lambda: swollen(claimed=200_000_000), "damaged or cut"),
    "lies about its size": (lambda: lying(workbook(sheet=repeated(b"<c><v>1</v></c>", 1_000_000))), "damaged or cut"),
    "millions of elements": (lambda: workbook(sheet=repeated(b"<a/>", 3_010_000)), "more than 3,000,000 elements"),
    "one long text": (lambda: workbook(sheet=repeated(b"a" * 1000, 30_000, HEAD + b'<c t="str"><v>')), "damaged"),
    "one long name": (lambda: workbook(sheet=repeated(b"a" * 1000, 30_000, HEAD + b'<c r="')), "damaged"),
    "nested for ever": (lambda: workbook(sheet=repeated(b"<a>", 3_000_000)), "damaged"),
    "strings without end": (
        lambda: workbook(strings=repeated(b"<si><t>" + b"x" * 1000 + b"</t></si>", 40_000, STRINGS_HEAD)),
        "letters of text",
    ),
    "billion laughs": (lambda: workbook(sheet=[laughing()]), "XML with a document type"),
    "external entity": (lambda: workbook(sheet=[ENTITY + HEAD + TAIL]), "XML with a document type"),
    "far corner": (
        lambda: workbook(sheet=[HEAD + b'<row><c r="XFD1048576"><v>1</v></c></row>' + TAIL]),
        "reaches to cell XFD1048576",
    ),
    "too many parts": (lambda: packed({f"{number}": [] for number in range(6000)}), "in 6,000 parts"),
    "merged without end": (
        lambda: workbook(sheet=repeated(b'<mergeCell ref="A1:XFD1048576"/>', 60_000)),
        "more than 50,000 merged cells",
    ),
    "one sheet named 100,000 times": (many_sheets, "more than 500 sheets"),
    "repeats of repeats": (lambda: spreadsheet(ODS_HEAD, REPEATED_ROW, ODS_TAIL), "more than 1,000,000 filled cells"),
    "many repeats": (
        lambda: spreadsheet(*repeated(REPEATED_ROW.replace(b"1048576", b"100"), 1000, ODS_HEAD, ODS_TAIL)),
        "more than 1,000,000 filled cells",
    ),
    "tables within tables": (lambda: spreadsheet(*repeated(NESTED_TABLE, 100_000, ODS_HEAD, ODS_TAIL)), "damaged"),
    "an entity in XML of 2003": (laughing_xml, "XML with a document type"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_workbook_is_refused_in_one_line_and_little_memory(name: str, tmp_path: Path) -> None:
    made, words = CASES[name]
    path = tmp_path / "hostile"
    path.write_bytes(made())
    answer = subprocess.run(
        [sys.executable, "-c", READING, str(path)], capture_output=True, text=True, timeout=LONGEST_SECONDS, check=True
    )
    said, memory = json.loads(answer.stdout)
    assert words in said
    assert "\n" not in said
    assert memory < LARGEST_MEMORY_MB
