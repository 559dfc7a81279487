"""The sheets of a workbook, once its parts are seen to be of a size that can be read."""

from __future__ import annotations

import io
from dataclasses import dataclass
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - an exception's name

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum, load_workbook

from collectors.faults import ReadError
from collectors.reading import SetAside
from collectors.table.grid import Document, Grid, replaced
from collectors.table.sheet_xml import SheetMarks, marks_in

LARGEST_UNPACKED = 300_000_000
MOST_PARTS = 5000
ZIP_MAGIC, OLE_MAGIC = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

_OTHER_KINDS = {
    "xl/workbook.bin": "a binary workbook (.xlsb); save it as .xlsx",
    "content.xml": "an OpenDocument file; save it as .xlsx",
    "word/document.xml": "a Word document, not a workbook",
    "ppt/presentation.xml": "a presentation, not a workbook",
}
_DAMAGED = "not a whole workbook: it is damaged or cut off; send or fetch the .xlsx file again"


def sheets_of(body: bytes) -> Document:
    """The sheets of an .xlsx or .xls file; hidden ones are marked. Raises ReadError."""
    marks = _marks_of_sheets(body) if body.startswith(ZIP_MAGIC) else {}
    try:
        with load_workbook(io.BytesIO(body)) as workbook:
            grids = tuple(_grid(workbook, number, marks) for number in range(len(workbook.sheet_names)))
    except PasswordError:
        raise ReadError("a workbook locked by a password; one without would be right") from None
    except (CalamineError, OSError, ValueError):
        raise ReadError(_DAMAGED) from None
    return Document(grids, tuple(note for grid in grids for note in _left_out(grid)))


def _grid(workbook: CalamineWorkbook, number: int, marks: dict[str, SheetMarks]) -> Grid:
    described = workbook.sheets_metadata[number]
    sheet = workbook.get_sheet_by_index(number)
    rows = tuple(tuple(row) for row in sheet.to_python(skip_empty_area=False))
    own = marks.get(described.name, SheetMarks())
    visible = described.visible == SheetVisibleEnum.Visible
    return Grid(replaced(rows, own.unusable), described.name, visible, own.hidden_rows)


def _left_out(grid: Grid) -> list[SetAside]:
    if not grid.visible and grid.rows:
        return [SetAside(f"sheet {grid.sheet}", "hidden", "a hidden sheet; it is left out", failing=False)]
    return []


def _marks_of_sheets(body: bytes) -> dict[str, SheetMarks]:
    """What the parts of the package say of each sheet by its name. Raises ReadError before any is too large."""
    try:
        with ZipFile(io.BytesIO(body)) as package:
            _refuse_by_contents(package)
            described = _Workbook.of(package)
            return {
                name: marks_in(package.read(part), name, described.recalculates)
                for name, part in described.parts.items()
                if part in package.namelist()
            }
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError, KeyError, etree.XMLSyntaxError):
        raise ReadError(_DAMAGED) from None


def _refuse_by_contents(package: ZipFile) -> None:
    parts = package.infolist()
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        other = next((words for name, words in _OTHER_KINDS.items() if name in names), None)
        raise ReadError(other or "a zip archive that holds no workbook; an .xlsx or CSV file would be right")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
        raise ReadError(
            f"a workbook that unpacks to {unpacked / 1e6:.0f} MB in {len(parts)} parts; "
            f"at most {LARGEST_UNPACKED / 1e6:.0f} MB in {MOST_PARTS} are read"
        )


@dataclass(frozen=True, slots=True)
class _Workbook:
    """The parts of a package that hold its sheets, by the sheets' names."""

    parts: dict[str, str]
    recalculates: bool

    @classmethod
    def of(cls, package: ZipFile) -> _Workbook:
        book = _xml(package.read("xl/workbook.xml"))
        links = _xml(package.read("xl/_rels/workbook.xml.rels"))
        targets = {link.get("Id"): str(link.get("Target")) for link in links}
        parts = {
            str(sheet.get("name")): _part(targets.get(_relation(sheet), ""))
            for sheet in book.iterfind(".//{*}sheets/{*}sheet")
        }
        calculation = book.find(".//{*}calcPr")
        return cls(parts, calculation is not None and calculation.get("fullCalcOnLoad") in ("1", "true"))


def _xml(text: bytes) -> etree._Element:
    return etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True))


def _relation(sheet: etree._Element) -> str | None:
    return next((str(value) for name, value in sheet.attrib.items() if str(name).endswith("}id")), None)


def _part(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target.removeprefix('./')}"
