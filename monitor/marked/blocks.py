"""The blocks of a document with their marks: paragraphs in pieces, tables row by row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from collectors.document.contents import Paragraph
from collectors.table.grid import Grid, column_letters, shown
from monitor.language import place
from monitor.marked.locating import Where
from monitor.marked.marks import Label, Mark, Piece, pieces
from monitor.marked.places import Spot
from monitor.marked.words import Words

# A table of no more rows is shown whole; of a longer one, its first rows and those with marks.
MOST_ROWS, FIRST_ROWS = 200, 12
_BLANK_LINES = re.compile(r"\n(?:[ \t\r]*\n)+")
# Rows without marks on each side of one with marks that are shown too.
_AROUND = 1


@dataclass(frozen=True, slots=True)
class Marked:
    """What is marked: its label, what it says on one line, and where it stands, the first place first."""

    label: Label
    line: str
    where: Sequence[Where]


@dataclass(frozen=True, slots=True)
class Note:
    """What is said of a mark beside its block."""

    label: Label
    line: str


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """A paragraph in pieces."""

    pieces: Sequence[Piece]
    notes: Sequence[Note]
    page: int | None
    is_table: bool = False


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a table: its number as people count, its mark, its cells. Without cells: so many rows left out."""

    number: int
    mark: Piece
    cells: Sequence[Sequence[Piece]]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table with the letters of its columns."""

    name: str
    columns: Sequence[Piece]
    rows: Sequence[ShownRow]
    notes: Sequence[Note]
    page: int | None
    is_table: bool = True


Block = ShownParagraph | ShownTable


@dataclass(frozen=True, slots=True)
class _Hit:
    where: Where
    label: Label
    first: bool


def marked_blocks(blocks: Sequence[Paragraph | Grid], marked: Sequence[Marked], words: Words) -> Iterator[Block]:
    """Each block with its marks, and with a note for each figure that has its first place there."""
    hits, notes = defaultdict[int, list[_Hit]](list), defaultdict[int, list[Note]](list)
    for one in marked:
        for number, where in enumerate(one.where):
            hits[where.block].append(_Hit(where, one.label, first=number == 0))
        if one.where:
            notes[one.where[0].block].append(Note(one.label, one.line))
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            yield from _paragraphs(block, hits[number], notes[number])
        elif block.rows:
            yield _table(block, hits[number], notes[number], words)


def _paragraphs(block: Paragraph, hits: Sequence[_Hit], notes: Sequence[Note]) -> Iterator[ShownParagraph]:
    """A paragraph; a plain text, which is one block, is parted where it has blank lines, lest notes stand far off."""
    marks = [
        Mark(hit.where.start, hit.where.end, hit.label, hit.first) for hit in hits if not isinstance(hit.where, Spot)
    ]
    marks.sort(key=lambda mark: mark.start)
    noted, at = {note.label: note for note in notes}, 0
    for start, end in _parts(block.text):
        inside: list[Mark] = []
        while at < len(marks) and marks[at].start < end:
            inside.append(marks[at])
            at += 1
        shifted = [replace(mark, start=mark.start - start, end=min(mark.end, end) - start) for mark in inside]
        own = [noted[label] for label in dict.fromkeys(mark.label for mark in inside if mark.first)]
        yield ShownParagraph(pieces(block.text[start:end], shifted), own, block.page)


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Where the parts between blank lines begin and end."""
    start = 0
    for blank in _BLANK_LINES.finditer(text):
        if text[start : blank.start()].strip():
            yield start, blank.start()
        start = blank.end()
    if text[start:].strip():
        yield start, len(text)


def _table(grid: Grid, hits: Sequence[_Hit], notes: Sequence[Note], words: Words) -> ShownTable:
    at = defaultdict[tuple[int | None, int | None], list[_Hit]](list)
    for hit in hits:
        if isinstance(hit.where, Spot):
            at[hit.where.row, hit.where.column].append(hit)
    width = max((_width(row) for row in grid.rows), default=0)
    width = max([width, *(column + 1 for _, column in at if column is not None and column < len(grid.rows[0]))])
    columns = [_piece(column_letters(column), at.get((None, column), ())) for column in range(width)]
    rows, last = list[ShownRow](), -1
    for row in _rows_to_show(len(grid.rows), {row for row, _ in at if row is not None}):
        if row > last + 1:
            rows.append(ShownRow(last + 2, Piece(""), (), left_out=row - last - 1))
        mark = _piece(str(row + 1), at.get((row, None), ()))
        cells = [_cell(grid, row, column, at.get((row, column), ()), words) for column in range(width)]
        rows.append(ShownRow(row + 1, mark, cells))
        last = row
    if last + 1 < len(grid.rows):
        rows.append(ShownRow(last + 2, Piece(""), (), left_out=len(grid.rows) - last - 1))
    return ShownTable(place(grid.sheet or "", words.language), columns, rows, notes, grid.page)


def _width(row: Sequence[object]) -> int:
    return max((column + 1 for column, cell in enumerate(row) if shown(cell)), default=0)


def _rows_to_show(count: int, marked: set[int]) -> list[int]:
    if count <= MOST_ROWS:
        return list(range(count))
    near = {row + step for row in marked for step in range(-_AROUND, _AROUND + 1)}
    return sorted(row for row in {*range(FIRST_ROWS), *near} if 0 <= row < count)


def _cell(grid: Grid, row: int, column: int, hits: Sequence[_Hit], words: Words) -> list[Piece]:
    text = shown(grid.cell(row, column))
    if not hits:
        return [Piece(text)] if text else []
    return [_piece(text or words("blank"), hits)]


def _piece(text: str, hits: Sequence[_Hit]) -> Piece:
    """The whole text under the marks of these."""
    labels = tuple(dict.fromkeys(hit.label for hit in hits))
    return Piece(text, labels, tuple(hit.label for hit in hits if hit.first), labels)
