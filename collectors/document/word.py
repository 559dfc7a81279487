"""The paragraphs and tables of a Word document (.docx), as they read once all changes in it are accepted."""

from __future__ import annotations

import io
from collections.abc import Iterator
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - an exception's name

from lxml import etree

from collectors.document.contents import Block, Cell, Contents, Paragraph, grid_of
from collectors.faults import ReadError
from collectors.table.grid import Grid

PART = "word/document.xml"
LARGEST_PART = 100_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _TBL, _TR, _TC, _T = (_W + name for name in ("p", "tbl", "tr", "tc", "t"))
# What is not read: text that was deleted or moved away, field codes, and the copy of a drawing for old programs.
_PASSED_OVER = {_W + "del", _W + "moveFrom", _W + "instrText", _W + "delText"} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_BREAKS = {_W + "tab": " ", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}


def is_document(body: bytes) -> bool:
    """Whether bytes are a package that holds a Word document."""
    try:
        with ZipFile(io.BytesIO(body)) as package:
            return PART in package.namelist()
    except (BadZipFile, OSError, ValueError):
        return False


def contents_of(body: bytes) -> Contents:
    """The blocks of a document. Raises ReadError where it is damaged, locked or unpacks to more than is read."""
    tree = _body(body)
    return Contents(tuple(_blocks(tree, _Counter())))


def _body(body: bytes) -> etree._Element:
    try:
        with ZipFile(io.BytesIO(body)) as package:
            size = package.getinfo(PART).file_size
            if size > LARGEST_PART:
                raise ReadError(
                    f"a Word document that unpacks to {size / 1e6:.0f} MB; at most {LARGEST_PART / 1e6:.0f} MB are read"
                )
            with package.open(PART) as part:
                text = part.read(LARGEST_PART + 1)
        if len(text) > LARGEST_PART:
            raise ReadError(f"a Word document that unpacks to more than {LARGEST_PART / 1e6:.0f} MB")
        found = etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True)).find(_W + "body")
    except (BadZipFile, ZlibError, EOFError, KeyError, NotImplementedError, RuntimeError, etree.XMLSyntaxError):
        raise ReadError("not a whole Word document: it is damaged, cut off or locked; send it again as .docx") from None
    if found is None:
        raise ReadError("a Word document without a body")
    return found


class _Counter:
    """Numbers the tables of a document."""

    def __init__(self) -> None:
        self.tables = 0

    def next(self) -> str:
        self.tables += 1
        return f"table {self.tables}"


def _blocks(parent: etree._Element, counter: _Counter) -> Iterator[Block]:
    for child in parent:
        if child.tag == _P:
            text = _text(child).strip()
            if text:
                yield Paragraph(text)
        elif child.tag == _TBL:
            yield _table(child, counter)
        elif child.tag not in _PASSED_OVER:
            # Content controls, insertions and the like hold paragraphs of their own.
            yield from _blocks(child, counter)


def _table(table: etree._Element, counter: _Counter) -> Grid:
    rows = [list(_cells(row)) for row in table.iter(_TR) if _owner(row, _TBL) is table]
    return grid_of(_joined_down(rows), counter.next())


def _owner(element: etree._Element, tag: str) -> etree._Element | None:
    return next(element.iterancestors(tag), None)


def _cells(row: etree._Element) -> Iterator[tuple[Cell, bool]]:
    """The cells of a row, and of each whether it goes on from the cell above it."""
    for cell in row.iter(_TC):
        if _owner(cell, _TR) is not row:
            continue
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        merge = cell.find(f"{_W}tcPr/{_W}vMerge")
        columns = int(span.get(_W + "val") or 1) if span is not None else 1
        text = " ".join(_text(paragraph) for paragraph in cell.iter(_P))
        yield Cell(" ".join(text.split()), 1, max(columns, 1)), merge is not None and merge.get(_W + "val") != "restart"


def _joined_down(rows: list[list[tuple[Cell, bool]]]) -> list[list[Cell]]:
    """The rows with cells that go on from above made one with it."""
    open_cells: dict[int, tuple[int, int]] = {}
    joined: list[list[Cell]] = []
    for number, row in enumerate(rows):
        joined.append([])
        column = 0
        for cell, goes_on in row:
            above = open_cells.get(column)
            if goes_on and above is not None:
                up, place = above
                joined[up][place] = Cell(joined[up][place].text, number - up + 1, joined[up][place].columns)
            else:
                open_cells[column] = (number, len(joined[number]))
                joined[number].append(cell)
            column += cell.columns
    return joined


def _text(element: etree._Element) -> str:
    """The text of a paragraph as one, in however many runs it is kept."""
    parts: list[str] = []
    for child in element:
        if child.tag in _PASSED_OVER or not isinstance(child.tag, str):
            continue
        if child.tag == _T:
            parts.append(child.text or "")
        elif child.tag in _BREAKS:
            parts.append(_BREAKS[child.tag])
        else:
            parts.append(_text(child))
    return "".join(parts)
