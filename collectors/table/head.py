"""The headings of a table that nobody has described: in which rows they stand, and what each of them says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, pairwise

from collectors.figures.cell import Unusable, is_blank, says_nothing_yet
from collectors.reading import Of, Reading
from collectors.table.grid import Grid, shown
from collectors.table.headings import MOST_ROWS_ABOVE
from collectors.vietnamese.headings import Meaning, Role, role_named
from collectors.vietnamese.measures import is_measure

# Headings of one table stand in at most so many rows, one above the other.
MOST_HEADING_ROWS = 3
LONGEST_HEADING = 250
# Rows of texts alone that may be headings though none of them names a unit, an ordinal or the like: so many are tried.
MOST_TRIED = 15
# How many rows below a heading show what kind of cells it has.
SAMPLE = 60

Means = Callable[[tuple[str, ...]], Meaning]


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over one column: its lines from top to bottom, and what they say.

    `block` names what the lines above the last one reach over: headings of one block have the same.
    """

    column: int
    lines: tuple[str, ...]
    block: tuple[tuple[str, int], ...]
    meaning: Meaning

    @property
    def text(self) -> str:
        """The lines as one."""
        return " ".join(self.lines)

    @property
    def example(self) -> Reading | None:
        """A Reading of the figure that the heading names."""
        return self.meaning.example

    @property
    def names_a_figure(self) -> bool:
        """Whether a figure of an indicator stands under it."""
        return self.example is not None and self.meaning.role in (Role.VALUE, Role.COUNT, Role.SHARE)


@dataclass(frozen=True, slots=True)
class Head:
    """The headings of a table, in the rows from `first` to `last` (from 0)."""

    first: int
    last: int
    headings: tuple[Heading, ...]

    def the(self, role: Role) -> Heading | None:
        """The first column with this role."""
        return next((each for each in self.headings if each.meaning.role is role), None)

    def all(self, *roles: Role) -> list[Heading]:
        """The columns with one of these roles."""
        return [each for each in self.headings if each.meaning.role in roles]

    @property
    def named_figures(self) -> int:
        """How many headings name an indicator, each once over however many columns it reaches."""
        return len({each.lines for each in self.headings if each.names_a_figure})

    @property
    def panels(self) -> list[Head]:
        """The same head cut where the units begin anew: a long list may go on beside itself."""
        cuts = [0]
        for number, each in enumerate(self.headings):
            before = [other.meaning.role for other in self.headings[cuts[-1] : number]]
            if each.meaning.role in (Role.UNIT, Role.ORDINAL) and Role.UNIT in before and not _NAMES.issuperset(before):
                cuts.append(number)
        return [
            replace(self, headings=self.headings[one:other]) for one, other in pairwise((*cuts, len(self.headings)))
        ]

    @property
    def rank(self) -> tuple[int, int, int]:
        """How much of a head this is: figures first, then named columns; of two alike the one in more rows."""
        named = len({each.lines for each in self.headings if each.meaning.role is not Role.OTHER})
        return self.named_figures, named, self.last - self.first

    @property
    def may_be_one(self) -> bool:
        """Whether figures may stand under these headings: of an indicator, or of what a title or a row names."""
        rows = self.all(Role.UNIT, Role.INDICATOR, Role.CODE, Role.DAY)
        figures = [each for each in self.headings if each.meaning.role is Role.VALUE or each.meaning.said]
        return self.named_figures > 0 or bool(rows and figures)

    @property
    def is_of_a_subject(self) -> bool:
        """Whether units may have figures here that no heading names well enough: of "Thẻ CCCD", of men and women."""
        return bool(self.all(Role.UNIT, Role.CODE)) and any(each.meaning.of_a_subject for each in self.headings)


_NAMES = frozenset({Role.UNIT, Role.ORDINAL, Role.CODE})


def heads_of(grid: Grid, means: Means) -> list[Head]:
    """The heads of a sheet's tables, from top to bottom."""
    heads: list[Head] = []
    tried = 0
    for first, end in _runs(grid):
        if not heads and first >= MOST_ROWS_ABOVE:
            break
        if not _says_a_role(grid, first, end):
            tried += 1
            if heads or tried > MOST_TRIED:
                continue
        best = max(_heads_in(grid, first, end, means), key=lambda head: head.rank, default=None)
        if best is not None and (best.may_be_one or best.is_of_a_subject):
            heads.append(replace(best, headings=tuple(_by_cells(each, grid, best.last) for each in best.headings)))
    return heads


def numbers_under(grid: Grid, column: int, first: int, end: int | None = None) -> bool:
    """Whether a number stands in a column, in the rows from `first` on."""
    rows = range(first, len(grid.rows) if end is None else end)
    return any(is_number(grid.cell(row, column)) for row in rows)


def is_number(cell: object) -> bool:
    """Whether a cell holds a number, a text that begins with one, or what a workbook made of a number."""
    if isinstance(cell, str):
        return cell.lstrip(" \u00a0-−+(~≈±<>≤≥=")[:1].isdigit()
    return isinstance(cell, int | float | date | Unusable)


_NUMBER = re.compile(r"[0-9\s.,%/()+*:=×–-]+")
_DATE = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _is_heading_row(row: Sequence[object]) -> bool:
    """Whether headings may stand in a row: two or more texts or days, and no number."""
    texts: set[str] = set()
    for cell in row:
        if is_blank(cell):
            continue
        if not isinstance(cell, date) and not (isinstance(cell, str) and _may_be_heading(cell.strip())):
            return False
        texts.add(str(cell).strip())
    return len(texts) > 1


def _may_be_heading(text: str) -> bool:
    return len(text) <= LONGEST_HEADING and (not _NUMBER.fullmatch(text) or _DATE.fullmatch(text) is not None)


def _runs(grid: Grid) -> Iterator[tuple[int, int]]:
    """The first row and the end of each run of rows in which headings may stand."""
    first: int | None = None
    for number, row in enumerate(grid.rows):
        fits = _is_heading_row(row)
        if first is not None and (not fits or number - first >= MOST_ROWS_ABOVE):
            yield first, number
            first = None
        if fits and first is None:
            first = number
    if first is not None:
        yield first, len(grid.rows)


def _says_a_role(grid: Grid, first: int, end: int) -> bool:
    """Whether a cell of the rows heads units, ordinals, days or the like: quick to see, before any grammar."""
    rows = grid.rows[first : min(end, first + MOST_TRIED)]
    return any(
        isinstance(cell, str) and len(cell) < 80 and role_named(cell) is not None for row in rows for cell in row
    )


def _heads_in(grid: Grid, first: int, end: int, means: Means) -> Iterator[Head]:
    """The heads that may stand in a run of rows: in one row of it, or in two or three one below the other."""
    for top in range(first, min(end, first + MOST_TRIED)):
        for last in range(top, min(top + MOST_HEADING_ROWS, end)):
            headings = tuple(_headings(grid, top, last, means))
            head = Head(top, last, headings)
            if len(headings) > 1 and not any(_are_two(each) for each in headings) and _is_whole(grid, head, first, end):
                yield head


def _is_whole(grid: Grid, head: Head, first: int, end: int) -> bool:
    """Whether no heading stands above these, or between them and their numbers, that narrows them down."""
    return not (head.first > first and _goes_on_above(grid, head)) and not (
        head.last + 1 < end and _goes_on_below(grid, head)
    )


def _goes_on_above(grid: Grid, head: Head) -> bool:
    """Whether the row above heads the units or the like of this very table, perhaps in a cell that reaches down."""
    own = {each.column: each.lines[0] for each in head.headings if each.meaning.role in _ROWS}
    texts = ((column, shown(cell)) for column, cell in enumerate(grid.rows[head.first - 1]) if isinstance(cell, str))
    return any(role_named(text) in _ROWS and own.get(column, text) == text for column, text in texts)


def _goes_on_below(grid: Grid, head: Head) -> bool:
    """Whether the row below holds headings of parts, and is none of a unit whose figures are told in words."""
    row = head.last + 1
    for each in head.headings:
        own = shown(grid.cell(row, each.column))
        if each.meaning.role in _ROWS and own not in ("", each.lines[-1]):
            return False
    below = ((each, grid.cell(row, each.column)) for each in head.headings if each.names_a_figure)
    return any(not says_nothing_yet(cell) and shown(cell) != each.lines[-1] for each, cell in below)


_ROWS = (Role.UNIT, Role.ORDINAL, Role.CODE, Role.INDICATOR)


def _are_two(heading: Heading) -> bool:
    """Whether lines say different things of a row ("Chỉ tiêu" over "ĐVT"), so that one is no heading of this column."""
    return len(heading.lines) > 1 and len({role_named(line) for line in heading.lines} - {None}) > 1


def _headings(grid: Grid, first: int, last: int, means: Means) -> Iterator[Heading]:
    spread = [_spread(grid, row, last) for row in range(first, last + 1)]
    for column in range(max(len(line) for line in spread)):
        stacked = [line[column] for line in spread if column < len(line) and line[column][0]]
        lines = [each for number, each in enumerate(stacked) if number == 0 or each[0] != stacked[number - 1][0]]
        if lines:
            texts = tuple(text for text, _ in lines)
            yield Heading(column, texts, tuple(lines[:-1]), means(texts))


def _spread(grid: Grid, row: int, last: int) -> list[tuple[str, int]]:
    """The text over each column with the column it begins in; one over several stands over each that goes on below."""
    texts: list[tuple[str, int]] = []
    over = ("", -1)
    for column in range(max(len(grid.rows[other]) for other in range(row, last + 1))):
        own = _written(grid.cell(row, column))
        below = any(not is_blank(grid.cell(other, column)) for other in range(row + 1, last + 1))
        if own and own != over[0]:
            over = (own, column)
        elif not own and not below:
            over = ("", -1)
        texts.append(over)
    return texts


def _written(cell: object) -> str:
    if isinstance(cell, date):
        return f"{cell.day}/{cell.month}/{cell.year}"
    return shown(cell)


def _by_cells(heading: Heading, grid: Grid, last: int) -> Heading:
    """The heading, with what the cells below it show of an unclear one: "Chỉ tiêu" heads names, or targets."""
    role = heading.meaning.role
    is_named = role is Role.VALUE and role_named(heading.lines[-1]) is Role.UNIT
    if not is_named and role not in (Role.INDICATOR, Role.UNIT, Role.DAY):
        return heading
    cells = list(islice(_filled(grid, heading.column, last + 1), SAMPLE))
    numbers = sum(is_number(cell) and not _is_day(cell) for cell in cells)
    if is_named:
        return _as(heading, Role.UNIT) if cells and not numbers else heading
    if numbers * 2 <= len(cells):
        measures = cells and all(isinstance(cell, str) and is_measure(cell) for cell in cells)
        return _as(heading, Role.MEASURE) if role is Role.UNIT and measures else heading
    if role is Role.INDICATOR:
        return _as(heading, Role.BASE, Of.TARGET)
    if role is Role.DAY:
        if _MONTHS.search(heading.text.casefold()) and all(is_month(cell) for cell in cells):
            return heading
        return heading if all(_is_day_number(cell) for cell in cells if is_number(cell)) else _as(heading, Role.VALUE)
    return heading


def _filled(grid: Grid, column: int, first: int) -> Iterator[object]:
    for row in range(first, len(grid.rows)):
        if not is_blank(cell := grid.cell(row, column)):
            yield cell


def _is_day(cell: object) -> bool:
    return isinstance(cell, date) or (isinstance(cell, str) and _DATE.match(cell.strip()) is not None)


def _is_day_number(cell: object) -> bool:
    """Whether a number may be a day that lost its format: 45107 is 30 June 2023 in a workbook."""
    return isinstance(cell, str) or (isinstance(cell, int | float) and 40_000 <= cell <= 60_000)


_MONTHS = re.compile(r"\b(tháng|months?)\b")


def is_month(cell: object) -> bool:
    """Whether a cell holds the number of a month."""
    return isinstance(cell, int | float) and cell in range(1, 13)


def _as(heading: Heading, role: Role, of: Of | None = None) -> Heading:
    return replace(heading, meaning=replace(heading.meaning, role=role, of=of))
