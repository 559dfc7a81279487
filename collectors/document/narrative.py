"""Cells of a table that hold prose: what was reached, told in sentences under a heading of results.

"STT | Nhiệm vụ | Kết quả thực hiện": sentences under the last heading are read as those of the text. What stands under
a heading of tasks, plans or remedies says what is to be done, and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from collectors.document.contents import WrittenOut
from collectors.figures.cell import folded
from collectors.reading import Reading
from collectors.table.grid import Grid, shown
from collectors.table.labels import Kind, kind_of, without_number

# A heading stands in one of the first rows; a cell with fewer words is an entry, not a sentence.
_ROWS_OF_HEADINGS, _FEWEST_WORDS, _LONGEST_HEADING = 5, 4, 120
_MOST_WORDS_OF_PART = 5

_RESULTS = re.compile(
    r"(?:các )?(?:kết quả|tình hình|thực trạng)\b.*|"
    r"(?:tiến độ|nội dung) (?:đã )?(?:thực hiện|triển khai|đạt|hoàn thành)\b.*|"
    r"(?:đã|nội dung đã) (?:thực hiện|triển khai|hoàn thành)\b.*|"
    r"(?:results?|progress|status|achievements?)\b.*"
)
_AHEAD = re.compile(
    r"dự kiến|cần đạt|phải đạt|mong (?:đợi|muốn)|kỳ vọng|yêu cầu|đăng ký|phấn đấu|mục tiêu|"
    r"cần (?:thực hiện|hoàn thành)|"
    r"(?:năm|tháng|quý|kỳ|tuần) (?:trước|tới|sau)|cùng kỳ|thời gian tới|expected|planned|target|next|previous"
)
_TASKS = re.compile(r"(?:tên |các )?(?:nhiệm vụ|nội dung|công việc|chỉ tiêu|tiêu chí|tasks?|indicators?)\b.*")
_UNITS = re.compile(
    r"(?:tên )?(?:các )?(?:đơn vị|địa phương|huyện|xã|sở|cơ quan|units?|districts?)\b"
    r"(?!.*(?:tính|phối hợp|liên quan)).*"
)
# Who sees to a task is not whose figure its result is.
_IN_CHARGE = re.compile(r"thực hiện|chủ trì|phụ trách|tham mưu|chịu trách nhiệm|đầu mối|in charge|responsible")
# What lies above the units of a table's rows.
_WHOLE = re.compile(r"\btoàn (?:tỉnh|thành phố|quốc)\b|\bcả nước\b")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Told:
    """A cell of prose: where it stands in the document written out, what it says, and the unit of its row."""

    place: str
    span: tuple[int, int]
    text: str
    page: int | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Narrative:
    """What a document's tables tell as prose: the cells, and the spans of the headings above them."""

    cells: tuple[Told, ...] = ()
    headings: tuple[tuple[int, int], ...] = ()

    @property
    def spans(self) -> list[tuple[int, int]]:
        """What is read as prose, in the order in which it stands."""
        return sorted({*self.headings, *(cell.span for cell in self.cells)})


def narrative_of(grids: Sequence[Grid], written: WrittenOut) -> Narrative:
    """The cells of prose in the tables of a document."""
    cells, headings = list[Told](), list[tuple[int, int]]()
    for grid in grids:
        for row, column in _headings_of_results(grid):
            below = list(_told(grid, row, column, written))
            cells += below
            headings += [written.cells[grid.place(row, column)]] if below else []
    return Narrative(tuple(cells), tuple(headings))


def tells(grid: Grid) -> bool:
    """Whether a table may have cells of prose."""
    return next(_headings_of_results(grid), None) is not None


def unit_told(reading: Reading, cell: Told) -> str | None:
    """Whose a figure of a cell is: the unit that the cell names itself, else that of its row."""
    if cell.unit is None or _WHOLE.search(cell.text.casefold()):
        return reading.unit
    names_it = reading.unit is not None and folded(reading.unit) in folded(cell.text)
    return reading.unit if names_it else cell.unit


def _headings_of_results(grid: Grid) -> Iterator[tuple[int, int]]:
    """The headings under which results are told, the lowest of each column."""
    first = [[folded(shown(cell)) for cell in row] for row in grid.rows[:_ROWS_OF_HEADINGS]]
    rows = [number for number, row in enumerate(first) if _heads_columns(row)]
    for column in range(max((len(row) for row in first), default=0)):
        heads = [row for row in rows if column < len(first[row]) and _RESULTS.fullmatch(first[row][column])]
        if heads and not any(_is_ahead(text) for text in _texts_over(first, heads[-1], column)):
            yield heads[-1], column


def _heads_columns(row: Sequence[str]) -> bool:
    """Whether a row has several headings; a title over the whole table has one."""
    texts = {text for text in row if text}
    return len(texts) > 1 and all(len(text) <= _LONGEST_HEADING for text in texts)


def _texts_over(first: Sequence[Sequence[str]], head: int, column: int) -> Iterator[str]:
    """The headings over what stands in a column: those above, and the one right below that parts it further."""
    for number, row in enumerate(first[: head + 2]):
        text = row[column] if column < len(row) else ""
        if number <= head or len(text.split()) <= _MOST_WORDS_OF_PART:
            yield text


def _is_ahead(text: str) -> bool:
    return _AHEAD.search(text) is not None or _TASKS.fullmatch(text) is not None


def _told(grid: Grid, heading: int, column: int, written: WrittenOut) -> Iterator[Told]:
    units = _column_of_units(grid, heading)
    for row in range(heading + 1, len(grid.rows)):
        text = shown(grid.cell(row, column))
        if row in grid.hidden or column in grid.hidden_columns or len(_WORD.findall(text)) < _FEWEST_WORDS:
            continue
        place = grid.place(row, column)
        unit = shown(grid.cell(row, units)) if units is not None else ""
        owner = without_number(unit)[1] if kind_of(unit) is Kind.UNIT else None
        yield Told(place, written.cells[place], text, grid.page_of(row, column), owner or None)


def _column_of_units(grid: Grid, heading: int) -> int | None:
    """The column that says whose each row is; none where it says who is in charge of the row's task."""
    columns = range(len(grid.rows[heading]))
    heads = {column: folded(shown(grid.cell(heading, column))) for column in columns}
    has_tasks = any(_TASKS.fullmatch(text) for text in heads.values())
    of_units = (
        column
        for column, text in heads.items()
        if _UNITS.fullmatch(text) and not (has_tasks and _IN_CHARGE.search(text))
    )
    return next(of_units, None)
