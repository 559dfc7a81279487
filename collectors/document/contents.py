"""A document taken apart: paragraphs and tables, in their order, whatever kind of file they came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from collectors.faults import ReadError
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

    Each table has a name of its own within the document ("Sheet1", "table 2"). `shown` is what the
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
MOST_COLUMNS, MOST_PLACES = 200, 1_000_000
# In the first rows of a table a year or a day over several columns is a heading.
_ROWS_OF_HEADINGS = 3

_NUMBER = re.compile(r"[-+−]?[0-9][0-9.,\s]*(?:/\s*[0-9][0-9.,\s]*)?%?")
_YEAR_OR_DAY = re.compile(r"(?:19|20)[0-9]{2}|(?:[0-9]{1,2}[/.-])?[0-9]{1,2}[/.-](?:19|20)[0-9]{2}")


def is_number(text: str) -> bool:
    """Whether a text is nothing but a number, a percentage, or one number of another."""
    return _NUMBER.fullmatch(text) is not None


def grid_of(rows: Iterable[Sequence[Cell]], name: str) -> Grid:
    """A table with every cell in its column. A text that reaches over several places stands in each of them.

    A number that reaches over several rows or columns is nobody's alone: it stands in none of them. A column in which
    no cell begins is none: it only shows where cells of other rows end. Raises ReadError for a table beyond any use.
    """
    written = list(rows)
    placed: list[list[_Placed | None]] = [[] for _ in written]
    columns = set[int]()
    places = 0
    for number, cells in enumerate(written):
        column = 0
        for cell in cells:
            column = _next_free(placed[number], column)
            if column >= MOST_COLUMNS:
                break
            columns.add(column)
            places += _place(placed, number, column, cell)
            if places > MOST_PLACES:
                raise ReadError(f"a table of more than {MOST_PLACES:,} cells; fewer are read")
            column += cell.columns
    kept = sorted(columns)
    return Grid(tuple(tuple(_values(row, kept)) for row in placed), name)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell in its table: its text, the row that it begins in, and how many rows there are for it."""

    text: str
    row: int
    rows: int


def _next_free(row: Sequence[_Placed | None], column: int) -> int:
    while column < len(row) and row[column] is not None:
        column += 1
    return column


def _place(placed: Sequence[list[_Placed | None]], number: int, column: int, cell: Cell) -> int:
    """Put a cell where it stands, as far as there are rows; give the number of places that it takes."""
    below = placed[number : number + max(cell.rows, 1)]
    end = min(column + max(cell.columns, 1), MOST_COLUMNS)
    one = _Placed(cell.text.strip(), number, len(below))
    for row in below:
        row.extend([None] * (column - len(row)))
        row[column:end] = [other or one for other in row[column:end]] or [one]
        row.extend([one] * (end - len(row)))
    return len(below) * (end - column)


def _values(row: Sequence[_Placed | None], columns: Sequence[int]) -> Iterator[object]:
    cells = [row[column] if column < len(row) else None for column in columns]
    for number, cell in enumerate(cells):
        if cell is None:
            yield ""
            continue
        beside = (cells[number - 1] if number else None, cells[number + 1] if number + 1 < len(cells) else None)
        yield _shared(cell) if cell.rows > 1 or any(other is cell for other in beside) else cell.text


def _shared(cell: _Placed) -> object:
    """What a cell says to each of several rows or columns."""
    is_heading = cell.row < _ROWS_OF_HEADINGS and _YEAR_OR_DAY.fullmatch(cell.text)
    if is_heading or not is_number(cell.text):
        return cell.text
    over = f"{cell.rows} rows" if cell.rows > 1 else "several columns"
    message = f"{cell.text} stands over {over} at once; a cell of its own for each would be right"
    return Unusable("merged_cell", message, cell.text)


@dataclass(frozen=True, slots=True)
class WrittenOut:
    """A document as one text: paragraphs, and tables with a line a row and bars between cells.

    `blocks` are the spans of its blocks, `tables` those of the tables among them, `cells` the span of each cell by its
    place ("table 1!C5").
    """

    text: str
    blocks: tuple[tuple[int, int], ...] = ()
    tables: tuple[tuple[int, int], ...] = ()
    cells: dict[str, tuple[int, int]] = field(default_factory=dict)

    def prose(self, told: Sequence[tuple[int, int]] = ()) -> str:
        """The text with blanks for its tables, so that every paragraph keeps its span.

        What is `told` within a table (spans in their order) stays, as a paragraph of its own.
        """
        parts, at = list[str](), 0
        cells = iter([*told, (len(self.text), len(self.text))])
        start, end = next(cells)
        for first, last in self.tables:
            parts.append(self.text[at:first])
            at = first
            while start < last and end <= last:
                parts += ["\n" * (start - at), self.text[start:end]]
                at = end
                start, end = next(cells)
            parts.append("\n" * (last - at))
            at = last
        return "".join((*parts, self.text[at:]))


def written_out(contents: Contents) -> WrittenOut:
    """The document as one text; a plain text as it is."""
    parts, blocks, cells, at = list[str](), list[tuple[int, int]](), dict[str, tuple[int, int]](), 0
    for block in contents.blocks:
        text = block.text if isinstance(block, Paragraph) else "\n".join(_lines(block, at, cells))
        parts.append(text)
        blocks.append((at, at + len(text)))
        at += len(text) + len(_BETWEEN)
    both = zip(contents.blocks, blocks, strict=True)
    tables = tuple(span for block, span in both if isinstance(block, Grid))
    return WrittenOut(_BETWEEN.join(parts), tuple(blocks), tables, cells)


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
