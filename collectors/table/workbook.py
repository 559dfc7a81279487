"""The sheets of a workbook of any kind, told by what its bytes are."""

from __future__ import annotations

from collections.abc import Iterator

from collectors.faults import ReadError
from collectors.package import ZIP_MAGIC, Package, opened
from collectors.table import ods, spreadsheet_xml, xls, xlsx
from collectors.table.grid import Document
from collectors.table.kinds import is_flat, is_xml_workbook
from collectors.table.sheet_cells import Sheet, document_of
from collectors.table.xml_events import BrokenXml

_OTHER_PACKAGES = {
    "xl/workbook.bin": "a binary workbook (.xlsb); save it as .xlsx",
    "word/": "a Word document, not a workbook",
    "ppt/": "a presentation, not a workbook",
    "index/document.iwa": "a document of Apple's programs; save it as .xlsx",
    "index.zip": "a document of Apple's programs; save it as .xlsx",
}
_DAMAGED = "not a whole workbook: it is damaged or cut off; send or fetch the file again, as .xlsx"


def sheets_of(body: bytes) -> Document:
    """The sheets of an .xlsx, .xls, .ods or XML workbook; hidden ones are marked. Raises ReadError, PersonalNumbers."""
    try:
        if body.startswith(ZIP_MAGIC):
            return _of_package(body)
        if is_xml_workbook(body):
            return document_of(_xml_sheets(body))
        return document_of(xls.sheets_in(body))
    except (BrokenXml, *xls.DAMAGES):
        raise ReadError(_DAMAGED) from None


def _of_package(body: bytes) -> Document:
    with opened(body, "workbook") as package:
        if ods.is_spreadsheet(package):
            return document_of(ods.sheets_in(package))
        _refuse_other(package)
        return document_of(xlsx.sheets_in(package))


def _refuse_other(package: Package) -> None:
    if xlsx.workbook_place(package) is not None:
        return
    other = next((words for name, words in _OTHER_PACKAGES.items() if package.holds(name)), None)
    other = other or ods.other_kind(package)
    raise ReadError(other or "a zip archive that holds no workbook; an .xlsx or CSV file would be right")


def _xml_sheets(body: bytes) -> Iterator[Sheet]:
    return ods.flat_sheets_in(body) if is_flat(body) else spreadsheet_xml.sheets_in(body)
