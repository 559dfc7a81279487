"""Tables without rules: columns of numbers that stand below each other, with the headings above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from collectors.document.contents import Cell
from collectors.document.pdf.bands import owners
from collectors.document.pdf.columns import Columns, columns_of, segments_of
from collectors.document.pdf.places import around
from collectors.document.pdf.tables import Table, is_number
from collectors.document.pdf.words import Line, Word

# All in parts of the letters' size.
_FARTHEST = 4.0  # between two rows of a table
_FARTHEST_HEADING = 2.6
_MOST_BETWEEN = 3  # lines without numbers between two rows: names that go on, headings of a group
_MOST_HEADINGS = 8
_WIDEST_PART = 0.6  # of the table: a wider line is a sentence

# How a line begins that says something of the whole table, wherever over it that stands.
_OF_THE_WHOLE = re.compile(r"\(?(số liệu|đơn vị( tính)?\s*:|đvt|tính đến|biểu|bảng|as of|unit\s*:)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A table, and the lines of the page that it took."""

    table: Table
    first: int
    last: int


def tables_of(lines: Sequence[Line]) -> list[Found]:
    """The tables among the lines of a page, from top to bottom."""
    found: list[Found] = []
    for first, last in _runs(lines):
        start = found[-1].last + 1 if found else 0
        if first >= start and (table := _table(lines, start, first, last)):
            found.append(table)
    return found


def is_row(line: Line) -> bool:
    """Whether a line looks like a row of figures: parts with gaps between them, and a number behind the first."""
    parts = segments_of(line)
    return len(parts) > 1 and any(is_number(part.text) and part.text[:1] not in "-–—" for part in parts[1:])


def _runs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The first and last row of figures of what may be a table."""
    rows = [number for number, line in enumerate(lines) if is_row(line)]
    while rows:
        run = [rows.pop(0)]
        while rows and _go_on(lines, run, rows[0]):
            run.append(rows.pop(0))
        yield run[0], run[-1]


def _go_on(lines: Sequence[Line], run: Sequence[int], following: int) -> bool:
    last = run[-1]
    if following - last > _MOST_BETWEEN + 1:
        return False
    steps = zip(lines[last:following], lines[last + 1 : following + 1], strict=True)
    if any(below.base - above.base > _FARTHEST * below.size for above, below in steps):
        return False
    left, right = min(lines[row].left for row in run), max(lines[row].right for row in run)
    return all(line.right - line.left < _WIDEST_PART * (right - left) for line in lines[last + 1 : following])


def _table(lines: Sequence[Line], start: int, first: int, last: int) -> Found | None:
    rows = [line for line in lines[first : last + 1] if is_row(line)]
    columns = columns_of(rows)
    if columns is None:
        return None
    top = _first_heading(lines, start, first, columns)
    first = _first_of_body(lines, top, first, columns)
    headings = lines[top:first]
    if len(rows) < 2 and not any(len(list(columns.parts(line))) > 1 for line in headings):
        return None
    last = _last_line(lines, last, columns)
    body = lines[first : last + 1]
    cells = (*columns.heading_rows(headings), *_body(body, columns))
    box = around([word.box for line in lines[top : last + 1] for word in line.words])
    return Found(Table(box, columns.spans, cells, is_ruled=False), top, last)


def _first_heading(lines: Sequence[Line], start: int, first: int, columns: Columns) -> int:
    """The number of the first line above the rows that heads them."""
    top = first
    while top > max(start, first - _MOST_HEADINGS) and _may_head(lines[top - 1], lines[top], columns):
        top -= 1
    while top < first and _is_title(lines[top], columns):
        top += 1
    return top


def _first_of_body(lines: Sequence[Line], top: int, first: int, columns: Columns) -> int:
    """The first line of the first row, be it the heading of a group; a name that begins above its numbers ends as far
    below them."""
    above = 0
    while first - above > top and columns.begins(lines[first - above - 1], lines[first - above :]):
        above += 1
    below = _last_line(lines[: first + above + 2], first, columns) - first
    first -= min(above, below)
    while first > top and columns.is_numbered(lines[first - 1]):
        first -= 1
    return first


def _may_head(line: Line, below: Line, columns: Columns) -> bool:
    is_near = below.base - line.base <= _FARTHEST_HEADING * max(line.size, below.size)
    return is_near and all(part.right - part.left < _WIDEST_PART * columns.width for _, part in columns.parts(line))


def _is_title(line: Line, columns: Columns) -> bool:
    """Whether a line stands over the table as a whole: one part, which is not over some of its later columns."""
    parts = [part for _, part in columns.parts(line)]
    if len(segments_of(line)) == 1 and _OF_THE_WHOLE.match(line.text):
        return True
    is_numbered = is_number(parts[0].text) and len(segments_of(line)) == 1
    return (len(parts) == 1 or is_numbered) and (columns.reach(line)[0] == 0 or not columns.is_over_numbers(line))


def _last_line(lines: Sequence[Line], last: int, columns: Columns) -> int:
    """The last line of the last row, whose name may go on below its numbers."""
    while last + 1 < len(lines) and columns.goes_on(lines[last], lines[last + 1]):
        last += 1
    return last


def _body(lines: Sequence[Line], columns: Columns) -> Iterator[tuple[Cell, ...]]:
    """The rows below the headings; a line without numbers goes on from its neighbour, or heads a group."""
    anchors = [line for number, line in enumerate(lines) if _is_anchor(lines, number, columns)]
    bases = [line.base for line in anchors]
    held: list[list[list[Word]]] = [[[] for _ in columns.spans] for _ in anchors]
    placed = [(column, part) for line in lines for column, part in columns.parts(line)]
    for column in range(len(columns.spans)):
        parts = [part for at, part in placed if at == column]
        right = max((part.right for part in parts), default=0.0)
        for part, row in zip(parts, owners(parts, bases, right), strict=True):
            own = bases.index(part.base) if part.base in bases else row
            held[own][column].extend(part.words)
    for words in held:
        yield columns.row(words)


def _is_anchor(lines: Sequence[Line], number: int, columns: Columns) -> bool:
    line = lines[number]
    return is_row(line) or columns.is_numbered(line) or columns.is_group(lines, number)
