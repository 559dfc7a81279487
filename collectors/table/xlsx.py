"""The sheets of an .xlsx workbook: which parts of the package hold them, its strings, its number formats."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from collectors.faults import ReadError
from collectors.package import Package
from collectors.table.number_format import BUILT_IN, GENERAL
from collectors.table.sheet_cells import Sheet, elements, filled_cells
from collectors.table.xlsx_sheet import SheetReader, unescaped
from collectors.table.xml_events import Allowance, Attributes, Handlers, full_name, full_names, read_events

# The names are those of the first edition, and of the strict one.
MAIN = ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
_RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_PACKAGE_RELATIONS = ("http://schemas.openxmlformats.org/package/2006/relationships",)
_IDS = [full_name(namespace, "id") for namespace in _RELATIONS]
_USUAL_PLACE = "xl/workbook.xml"
_MOST_TEXT = 20_000_000


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part of the package refers to: its kind ("worksheet") and its place."""

    kind: str
    place: str


@dataclass(slots=True)
class Book:
    """What a workbook says of all its sheets."""

    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    from_1904: bool = False
    recalculates: bool = False


def workbook_place(package: Package, allowance: Allowance | None = None) -> str | None:
    """The part that is the workbook; None where the package is none."""
    relations = _relations(package, "", allowance or elements()).values()
    places = [relation.place for relation in relations if relation.kind == "officeDocument"]
    return next((place for place in [*places, _USUAL_PLACE] if place in package and not _is_other(place)), None)


def _is_other(place: str) -> bool:
    return place.casefold().startswith(("word/", "ppt/", "visio/")) or not place.casefold().endswith(".xml")


def sheets_in(package: Package) -> Iterator[Sheet]:
    """The sheets in their order. Raises ReadError, BrokenXml, KeyError or what a damaged archive raises."""
    allowance, room = elements(), filled_cells()
    place = workbook_place(package, allowance)
    if place is None:
        raise ReadError("a package without a workbook in it")
    book, relations = _book(package, place, allowance), _relations(package, place, allowance)
    by_kind = {relation.kind: relation.place for relation in relations.values()}
    strings = _strings(package, by_kind.get("sharedStrings"), allowance)
    formats = _formats(package, by_kind.get("styles"), allowance)
    for name, relation_id, visible in book.sheets:
        relation = relations.get(relation_id)
        if relation is not None and relation.kind == "worksheet":
            reader = SheetReader(Sheet(name, visible, room), strings, formats, book.from_1904, book.recalculates)
            with package.part(relation.place) as stream:
                read_events(stream, reader.handlers(MAIN), allowance)
            yield reader.sheet


def _book(package: Package, place: str, allowance: Allowance) -> Book:
    book = Book()

    def properties(attributes: Attributes) -> None:
        book.from_1904 = attributes.get("date1904", "0") in ("1", "true")

    def sheet(attributes: Attributes) -> None:
        relation = next((attributes[name] for name in _IDS if name in attributes), "")
        book.sheets.append((attributes.get("name", ""), relation, attributes.get("state", "visible") == "visible"))

    def calculation(attributes: Attributes) -> None:
        book.recalculates = attributes.get("fullCalcOnLoad", "0") in ("1", "true")

    acts = {"workbookPr": properties, "sheet": sheet, "calcPr": calculation}
    _read(package, place, Handlers(full_names(MAIN, acts), {}, _nothing), allowance)
    return book


def _relations(package: Package, place: str, allowance: Allowance) -> dict[str, Relation]:
    """What a part refers to, by the names that it uses."""
    folder, name = posixpath.split(place)
    found: dict[str, Relation] = {}

    def relation(attributes: Attributes) -> None:
        if attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = posixpath.join("/", folder, attributes.get("Target", ""))
            found[attributes.get("Id", "")] = Relation(kind, posixpath.normpath(target).lstrip("/"))

    part = posixpath.join(folder, "_rels", f"{name}.rels")
    if part in package:
        _read(
            package, part, Handlers(full_names(_PACKAGE_RELATIONS, {"Relationship": relation}), {}, _nothing), allowance
        )
    return found


def _formats(package: Package, place: str | None, allowance: Allowance) -> list[str]:
    """The number format of each style of a cell."""
    own: dict[int, str] = {}
    styles: list[int] = []
    within = list[str]()

    def number_format(attributes: Attributes) -> None:
        own[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", GENERAL)

    def style(attributes: Attributes) -> None:
        if within:
            styles.append(int(attributes.get("numFmtId", "0")))

    starts = {"numFmt": number_format, "cellXfs": lambda _: within.append("cellXfs"), "xf": style}
    handlers = Handlers(full_names(MAIN, starts), full_names(MAIN, {"cellXfs": within.clear}), _nothing)
    if place is not None and place in package:
        _read(package, place, handlers, allowance)
    return [own.get(number, BUILT_IN.get(number, GENERAL)) for number in styles]


def _strings(package: Package, place: str | None, allowance: Allowance) -> list[str]:
    """The strings that cells share. Raises ReadError where they are longer than is read."""
    gathered = _Strings()
    if place is not None and place in package:
        _read(package, place, gathered.handlers(), allowance)
    return gathered.strings


class _Strings:
    """Gathers shared strings: their runs joined, without the reading aids (phonetic runs) beside them."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self._parts: list[str] = []
        self._is_text = self._is_aid = False
        self._room = _MOST_TEXT

    def handlers(self) -> Handlers:
        starts: dict[str, Callable[[Attributes], None]] = {
            "si": self._begin,
            "t": self._begin_text,
            "rPh": self._begin_aid,
        }
        ends: dict[str, Callable[[], None]] = {"si": self._end, "t": self._end_text, "rPh": self._end_aid}
        return Handlers(full_names(MAIN, starts), full_names(MAIN, ends), self._text)

    def _begin(self, _: Attributes) -> None:
        self._parts.clear()

    def _begin_text(self, _: Attributes) -> None:
        self._is_text = True

    def _begin_aid(self, _: Attributes) -> None:
        self._is_aid = True

    def _end_text(self) -> None:
        self._is_text = False

    def _end_aid(self) -> None:
        self._is_aid = False

    def _end(self) -> None:
        self.strings.append(unescaped("".join(self._parts)))

    def _text(self, text: str) -> None:
        if not self._is_text or self._is_aid:
            return
        self._parts.append(text)
        self._room -= len(text)
        if self._room < 0:
            raise ReadError(f"a workbook with more than {_MOST_TEXT:,} letters of text; a smaller one would be right")


def _read(package: Package, place: str, handlers: Handlers, allowance: Allowance) -> None:
    with package.part(place) as stream:
        read_events(stream, handlers, allowance)


def _nothing(_: str) -> None:
    """Text that nobody asks for."""
