"""A document taken apart: paragraphs and tables, in their order, whatever kind of file they came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from collectors.figures.cell import Unusable
from collectors.reading import SetAside
from collectors.table.grid import Grid, shown


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or heading; `page` is its page, from 1, where the document has pages."""

    text: str
    page: int | None = None


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Contents:
    """The blocks of a document, what was passed over in it, and its publishing day where it says one.

    Each table has a name of its own within the document ("Sheet1", "table 2", "page 3, table 1"). `shown` is what the
    document shows beside its blocks (the furniture of a page), looked at for personal numbers alone. `cuttings` are
    the tables that a plain text makes where it is a CSV file, one for each delimiter; its block is the text as it is.
    """

    blocks: tuple[Block, ...]
    notes: tuple[SetAside, ...] = ()
    published: date | None = None
    shown: str = ""
    cuttings: tuple[Grid, ...] = ()

    @property
    def tables(self) -> tuple[Grid, ...]:
        """The tables among the blocks."""
        return tuple(block for block in self.blocks if isinstance(block, Grid))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table as it is written: its text, and over how many rows and columns it reaches."""

    text: str
    rows: int = 1
    columns: int = 1


# A table larger than this is no table of figures; a file may claim any span.
MOST_COLUMNS, MOST_ROWS = 200, 100_000


def grid_of(rows: Iterable[Sequence[Cell]], name: str) -> Grid:
    """A table with every cell in its column. A text that reaches over several places stands in each of them.

    A number that reaches over several rows is nobody's alone: it stands in none of them.
    """
    placed: list[dict[int, object]] = []
    for number, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while column in _row(placed, number):
                column += 1
            _place(placed, number, column, cell)
            column += cell.columns
    width = min(max((max(row, default=-1) + 1 for row in placed), default=0), MOST_COLUMNS)
    return Grid(tuple(tuple(row.get(column, "") for column in range(width)) for row in placed), name)


def _row(placed: list[dict[int, object]], number: int) -> dict[int, object]:
    while len(placed) <= number:
        placed.append({})
    return placed[number]


def _place(placed: list[dict[int, object]], number: int, column: int, cell: Cell) -> None:
    text = cell.text.strip()
    value: object = text
    if cell.rows > 1 and text[:1].isdigit():
        message = f"{text} stands over {cell.rows} rows at once; one row each would be right"
        value = Unusable("merged_cell", message, text)
    for row in range(number, min(number + cell.rows, MOST_ROWS)):
        for place in range(column, min(column + cell.columns, MOST_COLUMNS)):
            _row(placed, row)[place] = value


@dataclass(frozen=True, slots=True)
class WrittenOut:
    """A document as one text: paragraphs, and tables with a line a row and bars between cells.

    `tables` are the spans of the tables, `cells` the span of each cell by its place ("table 1!C5").
    """

    text: str
    tables: tuple[tuple[int, int], ...] = ()
    cells: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def prose(self) -> str:
        """The text with blanks for its tables, so that every paragraph keeps its span."""
        parts, at = list[str](), 0
        for start, end in self.tables:
            parts += [self.text[at:start], "\n" * (end - start)]
            at = end
        return "".join((*parts, self.text[at:]))


def written_out(contents: Contents) -> WrittenOut:
    """The document as one text; a plain text as it is."""
    parts, tables, cells, at = list[str](), list[tuple[int, int]](), dict[str, tuple[int, int]](), 0
    for block in contents.blocks:
        if isinstance(block, Paragraph):
            text = block.text
        else:
            text = "\n".join(_lines(block, at, cells))
            tables.append((at, at + len(text)))
        parts.append(text)
        at += len(text) + len(_BETWEEN)
    return WrittenOut(_BETWEEN.join(parts), tuple(tables), cells)


_BETWEEN, _BAR = "\n\n", " | "


def _lines(grid: Grid, start: int, cells: dict[str, tuple[int, int]]) -> Iterator[str]:
    at = start
    for number, row in enumerate(grid.rows):
        texts = [shown(cell) for cell in row]
        for column, text in enumerate(texts):
            cells[grid.place(number, column)] = (at, at + len(text))
            at += len(text) + len(_BAR)
        line = _BAR.join(texts)
        at = at - len(_BAR) + 1 if texts else at + 1
        yield line
