"""The rows under the headings of a table that nobody described: whose each is, and what kind of row."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from collectors.figures.cell import Unreadable, count_in, folded, is_blank
from collectors.table.grid import Grid, shown
from collectors.table.head import SAMPLE, Head, Heading, is_number
from collectors.table.labels import Kind, is_line, kind_of, says_its_kind, without_number
from collectors.table.marks import numbers_the_columns
from collectors.vietnamese.headings import Role, role_named
from collectors.vietnamese.measures import is_measure


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A row of a table, `name` as the row writes it without its number; `level` is 0 for the rows that head others."""

    row: int
    kind: Kind
    name: str = ""
    level: int = 0


_ROMAN, _LETTER, _SMALL = re.compile(r"[IVX]{1,6}"), re.compile(r"[A-ZĐ]"), re.compile(r"[a-zđ]")
_PLAIN, _DOTTED = re.compile(r"[0-9]{1,4}"), re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3})+")
_DAY_TEXT = re.compile(r"(ngày |tháng |t|quý )?[0-9ivx]{1,2}([/.-][0-9]{1,2})?([/.-][0-9]{4})?|[0-9-]{10}")
_BULLETS = "-–+•*"
# Signs and headings in the column of the units that are no unit's, where a table is turned.
_NO_UNITS = (Role.ORDINAL, Role.MEASURE, Role.NOTE, Role.CODE, Role.INDICATOR)


class Mark(StrEnum):
    """What a row is numbered by."""

    NONE = "none"
    LETTER = "letter"
    ROMAN = "roman"
    PLAIN = "plain"
    SMALL = "small"
    DOTTED = "dotted"


_DEPTH = {Mark.LETTER: 0, Mark.ROMAN: 1, Mark.NONE: 1, Mark.PLAIN: 2, Mark.SMALL: 3, Mark.DOTTED: 3}


class Body:
    """The rows of one table, from those below its head to `end`.

    `figures` are the columns that hold numbers, `counted` the first of them whose sub-totals are the sums of its parts.
    """

    def __init__(self, grid: Grid, head: Head, end: int, figures: Sequence[int], counted: int | None = None) -> None:
        self.grid, self.head, self.end, self._figures, self._counted = grid, head, end, frozenset(figures), counted
        self._first_figure = min(figures, default=0)
        self._ordinal, self._named = head.the(Role.ORDINAL), head.all(Role.UNIT)

    @cached_property
    def units(self) -> tuple[int, ...]:
        """The columns of the units' names, the finest last; none where the table is about one unit."""
        before = [each.column for each in self._named if each.column < self._last_figure]
        return tuple(before) or self._unnamed_units

    @cached_property
    def rows(self) -> tuple[BodyRow, ...]:
        """The rows in their order, lines around the table among them."""
        return tuple(self._classified())

    @cached_property
    def measures(self) -> BodyRow | None:
        """The row of a turned table that says what each column is counted in."""
        return next((row for row in self.rows if row.kind is Kind.LINE and role_named(row.name) is Role.MEASURE), None)

    def label(self, row: int) -> str:
        """The name that a row has, with its number."""
        named = [text for column in self.units if (text := shown(self.grid.cell(row, column)))]
        if named:
            return named[-1]
        return next((text for column in range(self._first_figure) if (text := self._text(row, column))), "")

    @property
    def _last_figure(self) -> int:
        return max(self._figures, default=len(self.head.headings))

    @cached_property
    def _unnamed_units(self) -> tuple[int, ...]:
        """The first column of texts before the figures, where no heading says that it holds the units."""
        headed = {each.column: each for each in self.head.headings}
        for column in range(self._first_figure):
            if self._may_name(headed.get(column)) and self._holds_names(column):
                return (column,)
        return ()

    def _may_name(self, heading: Heading | None) -> bool:
        if heading is None:
            return True
        role = heading.meaning.role
        return role is Role.OTHER or (role is Role.INDICATOR and self.grid.is_turned)

    def _holds_names(self, column: int) -> bool:
        rows = range(self.head.last + 1, min(self.end, self.head.last + SAMPLE))
        texts = [text for row in rows if (text := self._text(row, column)) and not is_line(text)]
        names = [text for text in texts if not _DAY_TEXT.fullmatch(folded(text)) and not is_measure(text)]
        return bool(names) and len(names) * 2 > len(texts)

    def _text(self, row: int, column: int) -> str:
        cell = self.grid.cell(row, column)
        return cell.strip() if isinstance(cell, str) else ""

    def _classified(self) -> Iterator[BodyRow]:
        ended = False
        for row in range(self.head.last + 1, self.end):
            kind = self._kind(row, ended)
            ended = ended or (kind is Kind.LINE and is_line(self._first_text(row)))
            _, name = without_number(self.label(row))
            yield BodyRow(row, kind, name, self._level(row, kind))

    def _kind(self, row: int, ended: bool) -> Kind:
        label = self.label(row)
        if self._is_no_row(row, label, ended):
            return Kind.LINE
        kinds = [kind_of(text) for column in range(self._first_figure) if (text := self._text(row, column))]
        said = next((kind for kind in kinds if kind in (Kind.WHOLE, Kind.SUM)), None) or kind_of(label)
        if said is Kind.UNIT and self._is_part(row, label):
            return Kind.PART
        return Kind.GROUP if said is Kind.UNIT and self._heads_a_group(row, label) else said

    def _is_no_row(self, row: int, label: str, ended: bool) -> bool:
        """Whether a row is empty, numbers the columns, repeats the headings, or is a line around the table."""
        cells = self.grid.rows[row]
        if all(is_blank(cell) for cell in cells):
            return True
        if row <= self.head.last + 2 and numbers_the_columns(cells):
            return True
        if self.grid.is_turned and role_named(label) in _NO_UNITS:
            return True
        has_number = any(is_number(self.grid.cell(row, column)) for column in self._figures)
        if has_number:
            return False
        unnamed = not label and self.head.the(Role.CODE) is None
        return ended or unnamed or is_line(self._first_text(row)) or self._repeats_headings(row)

    def _repeats_headings(self, row: int) -> bool:
        last = {folded(each.lines[-1]) for each in self.head.headings} | {
            folded(each.lines[0]) for each in self.head.headings
        }
        texts = [folded(cell) for cell in self.grid.rows[row] if isinstance(cell, str) and cell.strip()]
        return len(texts) > 1 and all(text in last for text in texts)

    def _first_text(self, row: int) -> str:
        return next((cell.strip() for cell in self.grid.rows[row] if isinstance(cell, str) and cell.strip()), "")

    def _is_part(self, row: int, label: str) -> bool:
        """Whether a row with a bullet says some of the one above it, and no unit."""
        mark, name = without_number(label)
        bullet = (mark or self._mark(row)) in tuple(_BULLETS)
        return bullet and not says_its_kind(name)

    def _heads_a_group(self, row: int, label: str) -> bool:
        """Whether a row that is numbered otherwise than those behind it heads them, and is no unit by its own name."""
        own, behind = self._marks.get(row), self._marks.get(self._next_labelled.get(row, -1))
        if own is None or behind is None or says_its_kind(label) or _DEPTH[own] >= _DEPTH[behind]:
            return False
        return own in (Mark.LETTER, Mark.ROMAN) or (own is Mark.NONE and self._adds_up(row))

    def _adds_up(self, row: int) -> bool:
        """Whether a row without a number holds the sum of the numbered rows behind it."""
        behind = [other for other in self._marks if other > row]
        until = next((other for other in behind if _DEPTH[self._marks[other]] <= _DEPTH[Mark.NONE]), self.end)
        parts = [self._amount(other) for other in behind if other < until]
        whole = self._amount(row)
        return whole is not None and len(parts) > 1 and whole == sum(part for part in parts if part is not None)

    def _amount(self, row: int) -> int | None:
        try:
            return None if self._counted is None else count_in(self.grid.cell(row, self._counted))
        except Unreadable:
            return None

    def _mark(self, row: int) -> str:
        """What numbers a row: its ordinal, or the number before its label."""
        if self._ordinal is not None:
            return shown(self.grid.cell(row, self._ordinal.column)).strip(" .)(")
        return without_number(self.label(row))[0]

    @cached_property
    def _marks(self) -> dict[int, Mark]:
        """The rows with a name of their own, each with the kind of its number."""
        written = {row: self._mark(row) for row in range(self.head.last + 1, self.end) if self._is_labelled(row)}
        values = frozenset(written.values())
        return {row: kind for row, mark in written.items() if (kind := _kind_of_mark(mark, values))}

    @cached_property
    def _next_labelled(self) -> dict[int, int]:
        return dict(pairwise(self._marks))

    def _is_labelled(self, row: int) -> bool:
        """Whether a row has a name of its own that may be a unit's or a group's."""
        label = self.label(row)
        return bool(label) and not is_line(label) and kind_of(label) in (Kind.UNIT, Kind.GROUP)

    def _level(self, row: int, kind: Kind) -> int:
        """How deep a row stands, 0 for those that head others; a unit without a number stands beside numbered ones."""
        mark = self._marks.get(row, Mark.NONE)
        if mark is Mark.NONE:
            mark = Mark.NONE if kind is Kind.GROUP else Mark.PLAIN
        return _DEPTH[mark]


def _kind_of_mark(mark: str, all_marks: Collection[str]) -> Mark | None:
    if not mark:
        return Mark.NONE
    if _DOTTED.fullmatch(mark):
        return Mark.DOTTED
    if _PLAIN.fullmatch(mark):
        return Mark.PLAIN
    # "I" is a letter between "H" and "K".
    if _ROMAN.fullmatch(mark) and "I" in all_marks and "H" not in all_marks:
        return Mark.ROMAN
    if _LETTER.fullmatch(mark):
        return Mark.LETTER
    return Mark.SMALL if _SMALL.fullmatch(mark) or mark in _BULLETS else None
