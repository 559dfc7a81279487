"""Reading a table that nobody has described: its headings say which indicators and units stand where."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from collectors.figures.cell import Unreadable, count_in, folded
from collectors.figures.figure import FigureConfig
from collectors.figures.settle import Found
from collectors.reading import Measure, Of, SetAside
from collectors.table.config import AsOf, Columns
from collectors.table.grid import Grid, replaced, shown
from collectors.table.head import Head, Heading, head_of
from collectors.table.headings import Table
from collectors.table.rows import Day, Layout, RowReader
from collectors.vietnamese.headings import Role, day_said, meaning_of
from collectors.vietnamese.phrases import Phrases

_GROUP = re.compile(r"[IVX]{1,5}|[A-ZĐ]")
_WHOLE = re.compile(r"(toàn (tỉnh|thành phố|huyện|thị xã|xã|quốc)|cả nước|whole (province|country))\s*[:.]?")
_SUM = re.compile(r"(tổng( số| cộng)?|cộng|total|sum)\s*[:.]?")

# What heads a column of a turned table that is no unit.
_NO_UNIT = re.compile(r"s?tt|đvt|đơn vị tính|ghi chú|mã( số)?|unit of measure|notes?")


@dataclass(frozen=True, slots=True)
class TableAround:
    """A table with the lines around it in its document: its title, what its numbers are counted in, its day."""

    grid: Grid
    lines: tuple[str, ...] = ()


def outcomes_in(table: TableAround, published: date, phrases: Phrases) -> Iterator[Found | SetAside]:
    """What becomes of each figure of a table; nothing where no heading of it names an indicator."""
    sheet = _sheet(table, published, phrases)
    return iter(()) if sheet is None else sheet.outcomes()


def of_one_cutting(cuttings: Sequence[Grid], published: date, phrases: Phrases) -> TableAround | None:
    """Of the tables that a CSV file makes when it is cut in several ways, the one that is meant; None where none is."""
    sheets = [sheet for grid in cuttings if grid.rows and (sheet := _sheet(TableAround(grid), published, phrases))]
    best = max(sheets, key=lambda sheet: sheet.head.rank, default=None)
    return None if best is None else TableAround(best.written)


def _sheet(around: TableAround, published: date, phrases: Phrases) -> _Sheet | None:
    """The table of a sheet, upright or turned; None where no heading names an indicator."""
    grid = around.grid
    means = lru_cache(None)(lambda text: meaning_of(text, published, phrases))
    both = [
        (each, head) for each in (grid, grid.turned()) if (head := head_of(each, means)) and _has_figures(each, head)
    ]
    if not both:
        return None
    table, head = max(both, key=lambda pair: (len(pair[1].values), pair[1].the(Role.UNIT) is not None))
    return _Sheet(grid, table, head, _days_around(around, published, phrases), published)


def _has_figures(grid: Grid, head: Head) -> bool:
    """Whether a number stands under the heading of a figure: a sentence with commas has none."""
    return any(_has_numbers(grid, head, value.column) for value in head.values)


def _has_numbers(grid: Grid, head: Head, column: int) -> bool:
    cells = (grid.cell(row, column) for row in range(head.last + 1, len(grid.rows)))
    return any(isinstance(cell, int | float) or (isinstance(cell, str) and cell[:1].isdigit()) for cell in cells)


def _days_around(around: TableAround, published: date, phrases: Phrases) -> frozenset[date]:
    """The as-of days that texts of a sheet and the lines around it say, those of its headings aside."""
    cells = (cell for row in around.grid.rows for cell in row if isinstance(cell, str))
    texts = {text for text in (*cells, *around.lines) if _may_date(text)}
    return frozenset(day for text in sorted(texts) if (day := day_said(text, published, phrases)))


_DATED = re.compile(r"(đến|tính|chốt|ngày|tháng|quý|as of|by|until)", re.IGNORECASE)


def _may_date(text: str) -> bool:
    return len(text) <= 300 and any(map(str.isdigit, text)) and _DATED.search(text) is not None


@dataclass(frozen=True)
class _Sheet:
    """A table as it is `written`, upright in `grid`, with its head; `days` are those that the texts around say."""

    written: Grid
    grid: Grid
    head: Head
    days: frozenset[date]
    published: date

    def outcomes(self) -> Iterator[Found | SetAside]:
        """What becomes of each figure, row by row."""
        readers = self._readers
        for row in range(self.head.last + 1, len(self.grid.rows)):
            kind = self._kind(row)
            if kind == "unit":
                yield from (one for reader, _ in readers for one in reader.outcomes(row))
            elif kind == "whole":
                yield from (one for _, reader in readers for one in reader.outcomes(row))
        yield from self._sums_that_differ()
        yield from self._left_out()

    @cached_property
    def _readers(self) -> list[tuple[RowReader, RowReader]]:
        """For each day that headings say, what reads the rows of units, and what those of the whole."""
        by_day: dict[date | None, list[Heading]] = defaultdict(list)
        for heading in self.head.values:
            by_day[heading.meaning.day].append(heading)
        return [(self._reader(values, day, True), self._reader(values, day, False)) for day, values in by_day.items()]

    def _reader(self, values: Sequence[Heading], said: date | None, named: bool) -> RowReader:
        unit, code, day = self._units, self.head.the(Role.CODE), self.head.the(Role.DAY)
        columns = Columns(
            unit=_key(unit) if named and unit else None,
            unit_code=_key(code) if named and code else None,
            figures=tuple(self._figure(value) for value in values),
        )
        own_days = said is None and day is not None
        layout = Layout(columns, AsOf(column=_key(day)) if own_days and day else None)
        return RowReader(self._table, layout, None if own_days else self._day(said))

    @property
    def _units(self) -> Heading | None:
        """The column of the units; in a turned table it is headed by what stands in the corner."""
        return self.head.the(Role.UNIT) or (self.head.the(Role.INDICATOR) if self.grid.is_turned else None)

    def _day(self, said: date | None) -> Day:
        corner = next((h.meaning.day for h in self.head.headings if h.example is None and h.meaning.day), None)
        day = said or corner or (next(iter(self.days)) if len(self.days) == 1 else None)
        return Day(day or self.published, said=day is not None)

    @cached_property
    def _table(self) -> Table:
        marks = {(self.head.last, h.column): h.text for h in self.head.headings}
        grid = replace(self.grid, rows=replaced(self.grid.rows, marks))
        return Table(grid, self.head.last, {_key(h): h.column for h in self.head.headings})

    def _figure(self, value: Heading) -> FigureConfig:
        """The figure of a column, with the columns of its target and its share where they stand beside it."""
        example = value.example
        if example is None:
            raise TypeError("only the heading of a figure makes one")
        parts = {"value": _key(value)}
        target, share = self._beside(value, Role.TARGET), self._beside(value, Role.SHARE)
        of: Of | None = None
        if example.measure is not Measure.PERCENT and target is not None:
            parts["out_of"], of = _key(target), Of.TARGET
            if share is not None:
                parts["ratio"] = _key(share)
        return FigureConfig(
            indicator=example.indicator,
            measure=example.measure,
            of=of,
            account_level=example.account_level,
            assigned_by=example.assigned_by,
            unit_level=example.unit_level,
            **parts,
        )

    def _beside(self, value: Heading, role: Role) -> Heading | None:
        """The column with this part of a figure: of the same block or indicator, or the only one there is."""
        parts = [each for each in self.head.headings if each.meaning.role is role and not each.meaning.period]
        named = [p for p in parts if p.example and value.example and p.example.indicator == value.example.indicator]
        block = [p for p in parts if p.block and p.block == value.block]
        alone = parts if len(self.head.values) == 1 and len(parts) == 1 else []
        return next(iter(block or named or alone), None)

    def _kind(self, row: int) -> str:
        """Whether a row is a unit's, the whole's, or one that adds others up."""
        label = self._label(row)
        if _WHOLE.fullmatch(label):
            return "whole"
        if _SUM.fullmatch(label) or row in self._groups:
            return "sum"
        if self.grid.is_turned and _NO_UNIT.fullmatch(label):
            return "other"
        return "unit"

    def _label(self, row: int) -> str:
        unit = self._units
        own = shown(self.grid.cell(row, unit.column)) if unit else ""
        if not own:
            own = next((shown(c) for c in self.grid.rows[row] if isinstance(c, str) and c.strip()), "")
        return folded(own)

    @cached_property
    def _groups(self) -> frozenset[int]:
        """The rows that head a group: lettered, or numbered in Roman, among rows that are numbered plainly."""
        ordinal = self.head.the(Role.ORDINAL)
        if ordinal is None:
            return frozenset()
        marks = {
            row: shown(self.grid.cell(row, ordinal.column)) for row in range(self.head.last + 1, len(self.grid.rows))
        }
        if not any(mark.isdecimal() for mark in marks.values()):
            return frozenset()
        return frozenset(row for row, mark in marks.items() if _GROUP.fullmatch(mark.rstrip(".)")))

    def _sums_that_differ(self) -> Iterator[SetAside]:
        """The totals and sub-totals that are not the sum of the rows that they stand for."""
        for value in self.head.values:
            if value.example is not None and value.example.measure is not Measure.PERCENT:
                yield from self._differing(value)

    def _differing(self, value: Heading) -> Iterator[SetAside]:
        rows = range(self.head.last + 1, len(self.grid.rows))
        units = {
            row: number for row in rows if self._kind(row) == "unit" and (number := self._count(row, value)) is not None
        }
        for row in rows:
            total = self._count(row, value) if self._kind(row) != "unit" else None
            parts = self._parts(row, units)
            if total is not None and parts and total != sum(parts):
                message = f"{total:,} stands here, and the rows that it adds up make {sum(parts):,}"
                yield SetAside(
                    self.grid.place(row, value.column), "sum_differs", message, self._label(row), failing=False
                )

    def _parts(self, row: int, units: dict[int, int]) -> list[int]:
        if row not in self._groups:
            return list(units.values())
        end = next((other for other in sorted(self._groups) if other > row), len(self.grid.rows))
        return [number for other, number in units.items() if row < other < end]

    def _count(self, row: int, value: Heading) -> int | None:
        try:
            return count_in(self.grid.cell(row, value.column))
        except Unreadable:
            return None

    def _left_out(self) -> Iterator[SetAside]:
        """The columns of figures that are not taken: counts of a period, and what no phrase names."""
        for each in self.head.headings:
            role = each.meaning.role
            left_out = role in (Role.VALUE, Role.OTHER) and (each.example is None or each.meaning.period)
            if left_out and _has_numbers(self.grid, self.head, each.column):
                why = "a count of a period, no running total" if each.meaning.period else "names no indicator"
                place = self.grid.place(self.head.last, each.column)
                yield SetAside(place, "column_left_out", f"{why}; the column is left out", each.text, failing=False)


def _key(heading: Heading) -> str:
    """A name for a column that no other has."""
    return f"column {heading.column}"
