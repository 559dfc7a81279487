"""The sheets of an OpenDocument spreadsheet (.ods)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from collectors.package import Locked, Package
from collectors.table.ods_sheet import TableReader
from collectors.table.ods_styles import Styles
from collectors.table.sheet_cells import Sheet, elements, filled_cells
from collectors.table.xml_events import Allowance, Handlers, read_events

CONTENT, STYLES, MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_HEAD = 1_000_000
_KIND = re.compile(rb"vnd\.oasis\.opendocument\.([a-z]+)")
_OTHERS = {
    b"text": "an OpenDocument text (.odt), not a workbook",
    b"presentation": "an OpenDocument presentation, not a workbook",
}


def is_spreadsheet(package: Package) -> bool:
    """Whether a package is an OpenDocument spreadsheet, by its kind or by what it holds."""
    kind = kind_of(package)
    if kind is not None or CONTENT not in package:
        return kind == b"spreadsheet"
    return b":spreadsheet>" in package.text_of(CONTENT, _HEAD)


def other_kind(package: Package) -> str | None:
    """What an OpenDocument file is that is no spreadsheet; None for any other package."""
    if CONTENT not in package:
        return None
    return _OTHERS.get(kind_of(package) or b"", "an OpenDocument file that is no spreadsheet; save the table as .xlsx")


def sheets_in(package: Package) -> Iterator[Sheet]:
    """The sheets in their order. Raises ReadError, BrokenXml, KeyError or what a damaged archive raises."""
    refuse_locked(package)
    allowance, styles = elements(), Styles()
    for part in (STYLES, CONTENT):
        if part in package:
            _read(package, part, styles.reader().handlers(), allowance)
    reader = TableReader(styles, filled_cells())
    _read(package, CONTENT, reader.handlers(), allowance)
    yield from reader.sheets


def refuse_locked(package: Package) -> None:
    """Raises Locked for an OpenDocument file that a password locks: its parts are there, but not to be understood."""
    if MANIFEST in package and b"encryption-data" in package.text_of(MANIFEST, _HEAD):
        raise Locked


def flat_sheets_in(body: bytes) -> Iterator[Sheet]:
    """The sheets of a spreadsheet in one XML file (.fods). Raises ReadError, BrokenXml."""
    allowance, styles = elements(), Styles()
    read_events(io.BytesIO(body), styles.reader().handlers(), allowance)
    reader = TableReader(styles, filled_cells())
    read_events(io.BytesIO(body), reader.handlers(), allowance)
    yield from reader.sheets


def kind_of(package: Package) -> bytes | None:
    """What kind of OpenDocument file a package is ("text", "spreadsheet"); None for any other package."""
    for part in ("mimetype", MANIFEST):
        if part in package and (found := _KIND.search(package.text_of(part, _HEAD))):
            return found[1]
    return None


def _read(package: Package, part: str, handlers: Handlers, allowance: Allowance) -> None:
    with package.part(part) as stream:
        read_events(stream, handlers, allowance)
