"""`p06 read` says in one line what is wrong with a document that is broken or meant to break it, and soon."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from bombs import PEAK_MEMORY_MB, bomb
from reportlab.pdfgen.canvas import Canvas

from collectors.document.contents import Paragraph
from collectors.document.opening import contents_of

WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {after} "{f"&{before};" * 20}">' for before, after in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
MOST_MEMORY_MB, MOST_SECONDS = 300, 20


READ = f"""{PEAK_MEMORY_MB}
import sys
from monitor.cli import main
told = sys.argv.pop()
try:
    main()
finally:
    with open(told, "w") as memory:
        memory.write(str(peak_memory_mb()))
"""
SHEET, TEXT = "xl/worksheets/sheet1.xml", "word/document.xml"
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def package(**parts: bytes) -> bytes:
    """A package of these parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, body in parts.items():
            opened.writestr(name.replace("__", "/").replace("_xml", ".xml"), body)
    return written.getvalue()


def workbook_parts(sheet: str) -> dict[str, bytes]:
    """The parts of a workbook whose one sheet holds this."""
    book = f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{LINKS}"><sheets><sheet name="A" r:id="r"/></sheets></workbook>'
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    )
    head = f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{sheet}</sheetData></worksheet>'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": links,
        SHEET: head,
    }
    return {name: part.encode() for name, part in parts.items()}


def workbook(sheet: str, before: str = "") -> bytes:
    """A workbook whose one sheet holds this, with `before` in front of the sheet's XML."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as opened:
        for name, part in workbook_parts(sheet).items():
            opened.writestr(name, before.encode() + part if name == SHEET else part)
    return written.getvalue()


def locked(body: bytes) -> bytes:
    """The same package, whose directory says of each part that a password locks it."""
    changed, at = bytearray(body), body.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 8] |= 1
        at = body.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def locked_pdf() -> bytes:
    written = io.BytesIO()
    canvas = Canvas(written, encrypt="secret")
    canvas.drawString(60, 700, "Đến 30/6/2023 cấp 5.000 thẻ căn cước")
    canvas.save()
    return written.getvalue()


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "nothing.txt": lambda: b"",
    "blank.csv": lambda: b" \n\n\t",
    "zeros.bin": lambda: b"\0" * 1_000_000,
    "picture.xlsx": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    "cut.docx": lambda: package(word__document_xml=WORD.format("x").encode() * 50)[:300],
    "large.docx": lambda: bomb({TEXT: WORD.format("").encode()}, TEXT),
    "lying.docx": lambda: bomb({TEXT: WORD.format("").encode()}, TEXT, claimed=90_000_000),
    "laughs.docx": lambda: package(word__document_xml=(LAUGHS + WORD.format("&i;")).encode()),
    "outside.docx": lambda: package(
        word__document_xml=('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + WORD.format("&a;")).encode()
    ),
    "large.xlsx": lambda: bomb(workbook_parts(""), SHEET),
    "lying.xlsx": lambda: bomb(workbook_parts(""), SHEET, claimed=90_000_000),
    "corner.xlsx": lambda: workbook('<row><c r="XFD1048576"><v>1</v></c></row>'),
    "laughs.xlsx": lambda: workbook('<row><c t="str"><v>&i;</v></c></row>', before=LAUGHS),
    "outside.xlsx": lambda: workbook("", before='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'),
    "locked.xlsx": lambda: locked(workbook("")),
    "locked.docx": lambda: locked(package(word__document_xml=WORD.format("x").encode())),
    "locked.odt": lambda: package(
        mimetype=b"application/vnd.oasis.opendocument.text",
        content_xml=b"\x17\x03",
        **{"META-INF__manifest_xml": b"<manifest:encryption-data/>"},
    ),
    "locked.pdf": locked_pdf,
    "photos.docx": lambda: package(picture=b"\x89PNG"),
    "old.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 5_000,
    "loop.pdf": lambda: (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 9>>endobj\ntrailer<</Root 1 0 R>>"
    ),
    "cut.pdf": lambda: b"%PDF-1.7\n" + b"\xff" * 100_000,
    "deep.html": lambda: b"<html><body>" + b"<div>" * 200_000,
    "digits.txt": lambda: b"1" * 1_000_000,
    "points.txt": lambda: b"1.1." * 250_000,
    "commas.csv": lambda: b"," * 200_000,
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_hostile_document_is_one_line_and_little_memory(tmp_path: Path, name: str) -> None:
    document = tmp_path / name
    document.write_bytes(DOCUMENTS[name]())
    memory = tmp_path / "memory"
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", READ, "read", str(document), str(memory)], capture_output=True, text=True, check=False
    )
    said = done.stderr.splitlines()
    assert (done.returncode, len(said), done.stdout) == (1, 1, ""), said
    assert said[0].startswith("Error: ")
    assert name in said[0]
    assert ".py, line" not in said[0], "a reader foresaw it"
    assert ("password" in said[0]) == name.startswith("locked"), said
    assert float(memory.read_text()) < MOST_MEMORY_MB
    assert time.monotonic() - began < MOST_SECONDS


@pytest.mark.parametrize("name", ["report.xlsx", "report.docx", "report.pdf", "report.html", "report"])
def test_what_a_file_is_called_decides_nothing(name: str, tmp_path: Path) -> None:
    document = tmp_path / name
    document.write_text("Đến 30/6/2023, huyện Lập Thạch đã cấp 48.000 thẻ căn cước.", encoding="utf-8")
    assert [block.text for block in contents_of(document.read_bytes()).blocks if isinstance(block, Paragraph)]
