"""The headings of a table that nobody has described: in which rows they stand, and what each of them says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from collectors.figures.cell import is_blank
from collectors.reading import Reading
from collectors.table.grid import Grid, shown
from collectors.table.headings import MOST_ROWS_ABOVE
from collectors.vietnamese.headings import Meaning, Role

# Headings of one table stand in at most so many rows, one above the other.
MOST_HEADING_ROWS = 3
LONGEST_HEADING = 250

Means = Callable[[str], Meaning]


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over one column: its text from top to bottom, that of its block alone, and what the text says."""

    column: int
    text: str
    block: str
    meaning: Meaning

    @property
    def example(self) -> Reading | None:
        """A Reading of the figure that the heading names."""
        return self.meaning.example


@dataclass(frozen=True, slots=True)
class Head:
    """The headings of a table, in the rows from `first` to `last` (from 0)."""

    first: int
    last: int
    headings: tuple[Heading, ...]

    def the(self, role: Role) -> Heading | None:
        """The first column with this role."""
        return next((each for each in self.headings if each.meaning.role is role), None)

    @property
    def values(self) -> tuple[Heading, ...]:
        """The columns with the running total, or the share, of an indicator."""
        return tuple(
            each
            for each in self.headings
            if each.meaning.role is Role.VALUE and each.example is not None and not each.meaning.period
        )

    @property
    def rank(self) -> tuple[int, int, int]:
        """How much of a head this is: figures first, then named columns; of two alike the one in fewer rows."""
        named = sum(each.meaning.role is not Role.OTHER for each in self.headings)
        return len(self.values), named, self.first - self.last


def head_of(grid: Grid, means: Means) -> Head | None:
    """The headings of a sheet's table; None where no column is headed by an indicator."""
    heads = (head for first in range(min(len(grid.rows), MOST_ROWS_ABOVE)) for head in _heads_from(grid, first, means))
    best = max(heads, key=lambda head: head.rank, default=None)
    return best if best is not None and best.values else None


def _heads_from(grid: Grid, first: int, means: Means) -> Iterator[Head]:
    """The heads that may begin in a row: in this row alone, or with the one or two rows below it."""
    for last in range(first, min(first + MOST_HEADING_ROWS, len(grid.rows))):
        if not _is_texts(grid.rows[last]):
            return
        head = Head(first, last, tuple(_headings(grid, first, last, means)))
        if len(head.headings) > 1:
            yield head


def _is_texts(row: Sequence[object]) -> bool:
    filled = [cell for cell in row if not is_blank(cell)]
    return bool(filled) and all(isinstance(cell, str) and len(cell) <= LONGEST_HEADING for cell in filled)


def _headings(grid: Grid, first: int, last: int, means: Means) -> Iterator[Heading]:
    lines = [_spread(grid, row, below=row < last) for row in range(first, last + 1)]
    for column in range(max(len(line) for line in lines)):
        texts = [line[column] for line in lines if column < len(line) and line[column]]
        text = " ".join(dict.fromkeys(texts))
        if text:
            block = texts[0] if len(texts) > 1 else ""
            yield Heading(column, text, block, means(text))


def _spread(grid: Grid, row: int, *, below: bool) -> list[str]:
    """The texts of a row of headings; one that spans several columns stands over each of them that goes on below."""
    texts: list[str] = []
    over = ""
    for column in range(len(grid.rows[row])):
        own = shown(grid.cell(row, column))
        over = own or (over if below and not is_blank(grid.cell(row + 1, column)) else "")
        texts.append(over)
    return texts
