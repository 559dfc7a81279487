"""Putting the blocks of a document together from what its file says in turn: text, paragraphs, tables, rows, cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from collectors.document.contents import Block, Cell, Paragraph, grid_of, is_number
from collectors.faults import ReadError
from collectors.table.grid import Grid

MOST_CELLS, MOST_BLOCKS = 300_000, 300_000
# A cell with so many paragraphs and letters is a column of a page's layout, no entry of a table.
_LAYOUT_PARAGRAPHS, _LAYOUT_LETTERS = 3, 400
# A table in which fewer of the cells are numbers than one in so many may be one for layout alone.
_CELLS_A_NUMBER = 4

# Signs without width, which would cut a number in two: soft hyphen, zero-width space and joiners, byte order mark.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_BLANKS = re.compile(r"[^\S\n\t]+")
_TABS = re.compile(r" ?\t[ \t]*")
_LINE_ENDS = re.compile(r"[ \t]*\n[ \t]*")
_MARK = re.compile(
    r"[(\[]?(?:[0-9]{1,3}|\*{1,4}|[a-z])[)\]]?(?:\s*[,;]\s*(?:[0-9]{1,3}|\*{1,4}))*[)\]]?", re.IGNORECASE
)


@dataclass(slots=True)
class _Body:
    """What holds paragraphs and tables: the document, a cell, a frame; `pending` is the paragraph begun."""

    blocks: list[Block] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Place:
    """A cell begun: over how many rows and columns it reaches; whether it goes on from the one above or beside it."""

    body: _Body
    rows: int
    columns: int
    goes_on: bool
    goes_on_beside: bool = False


@dataclass(slots=True)
class _Table:
    for_layout: bool
    rows: list[list[_Place]] = field(default_factory=list)


class Story:
    """The blocks told so far. Whoever tells it closes what it opens; a cell may be left open until the next one."""

    def __init__(self) -> None:
        self._bodies = [_Body()]
        self._tables: list[_Table] = []
        self._cells = self._blocks = 0

    def write(self, text: str) -> None:
        """Go on with the paragraph begun; a line feed is a break within it."""
        self._bodies[-1].pending.append(text)

    def write_raised(self, text: str) -> None:
        """Go on with raised text. The mark of a note behind a word or number is left out, lest it become a digit."""
        before = "".join(self._bodies[-1].pending[-2:])
        mark = text.strip()
        if not before or before[-1].isspace() or not _MARK.fullmatch(mark):
            self.write(text)
        elif re.search(r"(?<![0-9.,])10$", before) and mark.isdecimal():
            self.write("^" + mark)

    def end_paragraph(self) -> None:
        """Close the paragraph begun, if anything stands in it."""
        body = self._bodies[-1]
        text = tidied("".join(body.pending))
        body.pending.clear()
        if text:
            self._blocks += 1
            if self._blocks > MOST_BLOCKS:
                raise ReadError(f"more than {MOST_BLOCKS:,} paragraphs; no report has as many")
            body.blocks.append(Paragraph(text))

    def open_body(self) -> None:
        """Begin what holds paragraphs of its own in the midst of another paragraph: a frame, a caption."""
        self._bodies.append(_Body())

    def close_body(self) -> None:
        """End it; its blocks stand before the paragraph that it was in."""
        self.end_paragraph()
        blocks = self._bodies.pop().blocks
        self._bodies[-1].blocks += blocks

    def open_table(self, for_layout: bool = False) -> None:
        """Begin a table; one `for_layout` holds prose, whatever it looks like."""
        self.end_paragraph()
        self._tables.append(_Table(for_layout))

    def holds_layout(self) -> None:
        """Say of the table begun that it holds what no table of figures does, such as the title of an article."""
        if self._tables:
            self._tables[-1].for_layout = True

    def open_row(self) -> None:
        """Begin a row of the table."""
        self._tables[-1].rows.append([])

    def open_cell(self, rows: int = 1, columns: int = 1, goes_on: bool = False) -> None:
        """Begin a cell of the row that reaches over so many rows and columns."""
        self._count_cells(1)
        if not self._tables[-1].rows:
            self.open_row()
        body = _Body()
        self._bodies.append(body)
        self._tables[-1].rows[-1].append(_Place(body, rows, columns, goes_on))

    def reach(self, *, columns: int | None = None, goes_on: bool = False, goes_on_beside: bool = False) -> None:
        """Say of the cell begun over how many columns it reaches, or that it goes on from one above or beside it."""
        place = self._tables[-1].rows[-1][-1]
        place.columns = columns or place.columns
        place.goes_on = place.goes_on or goes_on
        place.goes_on_beside = place.goes_on_beside or goes_on_beside

    def close_cell(self) -> None:
        """End the cell."""
        self.end_paragraph()
        self._bodies.pop()

    def repeat_cell(self, times: int) -> None:
        """Let the cell ended stand so many times side by side."""
        row = self._tables[-1].rows[-1]
        self._count_cells(times - 1)
        row += row[-1:] * (times - 1)

    def repeat_row(self, times: int) -> None:
        """Let the row ended stand so many times, one below the other."""
        rows = self._tables[-1].rows
        self._count_cells((times - 1) * (len(rows[-1]) + 1))
        rows += rows[-1:] * (times - 1)

    def drop_row(self) -> None:
        """Take back the row begun."""
        self._tables[-1].rows.pop()

    def _count_cells(self, more: int) -> None:
        self._cells += more
        if self._cells > MOST_CELLS:
            raise ReadError(f"tables with more than {MOST_CELLS:,} cells; fewer are read")

    def close_table(self) -> None:
        """End the table. What one for layout holds is paragraphs; a table within a cell stands behind its table."""
        table = self._tables.pop()
        table.rows = [_joined_beside(row) for row in table.rows]
        cells = [place for row in table.rows for place in row]
        within = [block for place in cells for block in place.body.blocks]
        into = self._bodies[-1].blocks
        if _is_for_layout(table, cells):
            into += within
            return
        rows = _joined_down(table.rows)
        into.append(grid_of(rows, "table"))
        into += [block for block in within if isinstance(block, Grid)]

    def append(self, other: Story) -> None:
        """Let what another story tells stand at the end."""
        self.end_paragraph()
        other.end_paragraph()
        self._bodies[0].blocks += other._bodies[0].blocks

    def blocks(self) -> tuple[Block, ...]:
        """All blocks in their order, the tables numbered."""
        self.end_paragraph()
        return tuple(_numbered(self._bodies[0].blocks))


def tidied(text: str) -> str:
    """A text with its letters composed, without signs that have no width, with one blank where several are."""
    plain = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    return _LINE_ENDS.sub("\n", _TABS.sub("\t", _BLANKS.sub(" ", plain))).strip()


def _numbered(blocks: list[Block]) -> Iterator[Block]:
    number = 0
    for block in blocks:
        if isinstance(block, Grid):
            number += 1
            yield replace(block, sheet=f"table {number}")
        else:
            yield block


def _is_for_layout(table: _Table, cells: list[_Place]) -> bool:
    """Whether a table only sets out prose: a frame, a letterhead, the columns of a page."""
    if table.for_layout or max(map(len, table.rows), default=0) <= 1:
        return True
    numbers = sum(is_number(_text(place)) for place in cells)
    if len(table.rows) == 1:
        return not numbers
    return numbers * _CELLS_A_NUMBER < len(cells) and any(map(_holds_layout, cells))


def _holds_layout(place: _Place) -> bool:
    blocks = place.body.blocks
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    is_long = len(texts) >= _LAYOUT_PARAGRAPHS and sum(map(len, texts)) >= _LAYOUT_LETTERS
    return is_long or len(texts) < len(blocks)


def _text(place: _Place) -> str:
    texts = (block.text for block in place.body.blocks if isinstance(block, Paragraph))
    return " ".join(" ".join(texts).split())


def _joined_beside(row: list[_Place]) -> list[_Place]:
    """A row with cells that go on from the one to their left made one with it."""
    joined = list[_Place]()
    for place in row:
        if place.goes_on_beside and joined:
            joined[-1].columns += place.columns
            joined[-1].body.blocks += place.body.blocks
        else:
            joined.append(place)
    return joined


def _joined_down(rows: list[list[_Place]]) -> list[list[Cell]]:
    """The rows with cells that go on from above made one with it."""
    open_cells: dict[int, tuple[int, int]] = {}
    joined: list[list[Cell]] = []
    for number, row in enumerate(rows):
        joined.append([])
        column = 0
        for place in row:
            above = open_cells.get(column)
            if place.goes_on and above is not None:
                up, at = above
                joined[up][at] = replace(joined[up][at], rows=number - up + 1)
            else:
                open_cells[column] = (number, len(joined[number]))
                joined[number].append(Cell(_text(place), place.rows, place.columns))
            column += place.columns
    return joined
