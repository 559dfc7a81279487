"""One table that nobody described: which figures stand in which of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from collectors.figures.cell import LAST_YEAR, is_blank, says_a_count
from collectors.figures.settle import Found
from collectors.reading import Measure, Reading, SetAside
from collectors.table.around import Surroundings
from collectors.table.body import Body, BodyRow
from collectors.table.columns import FigureColumns, Figures, LeftOut, figures_of
from collectors.table.grid import Grid, shown
from collectors.table.head import Head, Heading, Means, is_number, numbers_under
from collectors.table.labels import Kind, is_generic, kind_of, level_of, without_number
from collectors.table.line_reader import LineReader
from collectors.table.sums import sums_that_differ
from collectors.vietnamese.headings import Meaning, Role, figure_named
from collectors.vietnamese.phrases import Phrases

_BULLETS = ("-", "–", "+", "•")
_LAST_DAY = date(LAST_YEAR, 12, 31)
_READ = (Kind.UNIT, Kind.WHOLE)
_LEFT_OUT = {
    Kind.GROUP: ("group_row", "a row that heads a group of units; it is left out"),
    Kind.PART: ("part_row", "a part of the row above it; it is left out"),
}


@dataclass(frozen=True)
class OneTable:
    """A table with its head, from which rows go on to `end`; `reading` is the publishing day and the phrases."""

    grid: Grid
    head: Head
    end: int
    around: Surroundings
    means: Means
    reading: tuple[date, Phrases]

    @property
    def has_figures(self) -> bool:
        """Whether numbers stand under the heading of a figure: a sentence with commas has none."""
        due = any(each.is_due and self._holds_numbers(each.column) for each in self._figures.left_out)
        return self.figures_found > 0 or due

    @property
    def figures_found(self) -> int:
        """How many of its columns hold figures."""
        return sum(self._holds_numbers(column) for column in self._figure_columns)

    def outcomes(self) -> Iterator[Found | SetAside]:
        """What becomes of each figure, row by row."""
        if self.around.days:
            yield self._several_days()
        yield from self._told_by_rows() if self._rows_name_figures else self._told_by_columns()

    def unread(self) -> Iterator[SetAside]:
        """What is said of a table without figures: its columns of counts, where it speaks of an indicator's subject."""
        for each in self._figures.left_out if self.head.is_of_a_subject else ():
            if any(says_a_count(self.grid.cell(row, each.column)) for row in range(self.head.last + 1, self.end)):
                yield self._column_aside(each, "column_left_out", f"{self._why(each)}; the column is left out")

    def _told_by_columns(self) -> Iterator[Found | SetAside]:
        """The figures of a table with an indicator a column."""
        reader, figures = self._reader, self._shown_figures
        for row in self._body.rows:
            if row.kind in _READ:
                yield from reader.outcomes(row, figures)
            elif row.kind in _LEFT_OUT and self._has_numbers(row):
                yield from self._of_a_group(row, figures)
        yield from sums_that_differ(self._body, figures, reader.factor)
        yield from self._columns_left_out(self._figures)

    def _of_a_group(self, row: BodyRow, figures: Sequence[FigureColumns]) -> Iterator[Found | SetAside]:
        """A group's row: a figure of a level where the table is of levels, else left out and mostly said."""
        level = level_of(row.name) if not self._has_units else None
        if level is not None:
            leveled = [replace(each, figure=replace(each.figure, unit_level=level)) for each in figures]
            yield from self._reader.outcomes(replace(row, kind=Kind.WHOLE), leveled)
        elif not is_generic(row.name) or not self._has_units:
            rule, message = _LEFT_OUT[row.kind]
            yield SetAside(self.grid.row_place(row.row), rule, message, row.name, failing=False)

    @cached_property
    def _has_units(self) -> bool:
        return any(row.kind is Kind.UNIT for row in self._body.rows)

    def _told_by_rows(self) -> Iterator[Found | SetAside]:
        """The figures of a table whose rows name the indicator, with or without a unit."""
        owner: BodyRow | None = None
        for row in self._body.rows:
            if row.kind is Kind.LINE:
                continue
            if self._body.units and any(not is_blank(self.grid.cell(row.row, each)) for each in self._body.units):
                owner = row
            text, meaning = self._told[row.row]
            yield from self._row_of_one(row, owner, text, meaning)
        if self._first_named is not None:
            yield from self._columns_left_out(figures_of(self._head_of_rows, self._first_named))

    def _row_of_one(
        self, row: BodyRow, owner: BodyRow | None, text: str, meaning: Meaning
    ) -> Iterator[Found | SetAside]:
        """The figures of a row that names its own indicator."""
        kind = owner.kind if owner else Kind.UNIT
        if kind not in _READ or not self._has_numbers(row):
            return
        example = meaning.example
        if example is None or meaning.role not in (Role.VALUE, Role.SHARE):
            why = "a count of a period or a change" if meaning.role is Role.PERIOD else "names no indicator"
            place = self.grid.row_place(row.row)
            yield SetAside(place, "row_left_out", f"{why}; the row is left out", text, failing=False)
            return
        in_percent = meaning.percent or self._reader.in_percent(row.row)
        columns = figures_of(self._head_of_rows, example, in_percent).columns
        figures = [_as_the_row_says(each, meaning) for each in columns]
        named = replace(row, kind=kind, name=owner.name if owner else text)
        yield from self._reader.outcomes(named, figures, owner.name if owner else None)

    @cached_property
    def _rows_name_figures(self) -> bool:
        """Whether a column names the indicators, and no heading does."""
        return self._indicator is not None and self.head.named_figures == 0

    @property
    def _indicator(self) -> Heading | None:
        return self.head.the(Role.INDICATOR)

    @cached_property
    def _head_of_rows(self) -> Head:
        return replace(
            self.head, headings=tuple(each for each in self.head.headings if each.meaning.role is not Role.INDICATOR)
        )

    @cached_property
    def _figures(self) -> Figures:
        around = self.around
        in_percent = around.in_percent and not self.head.all(Role.SHARE)
        return figures_of(self.head, around.named, in_percent, around.of_a_period)

    @cached_property
    def _shown_figures(self) -> list[FigureColumns]:
        """The figures whose columns the sheet shows."""
        return [each for each in self._figures.columns if self._is_shown(each)]

    def _is_shown(self, figure: FigureColumns) -> bool:
        return self.grid.hidden_columns.isdisjoint(figure.parts.values())

    @property
    def _figure_columns(self) -> list[int]:
        """The columns in which a figure or a part of one may stand."""
        if self._rows_name_figures:
            if self._heads_units:
                return []
            roles = (Role.VALUE, Role.SHARE, Role.BASE)
            dated = [each for each in self.head.headings if each.meaning.role is Role.OTHER and each.meaning.said]
            named = self._first_named is not None
            return [each.column for each in (*self.head.all(*roles), *dated)] if named else []
        return [column for figure in self._figures.columns for column in figure.parts.values()]

    @property
    def _heads_units(self) -> bool:
        """Whether the columns are units and their total, so that the table is to be turned."""
        figures = self.head.all(Role.VALUE, Role.SHARE, Role.BASE)
        others = [each for each in self.head.all(Role.OTHER) if not each.meaning.said]
        names = [each for each in others if kind_of(each.text) is Kind.UNIT and self._holds_numbers(each.column)]
        return bool(names) and all(kind_of(each.text) in (Kind.SUM, Kind.WHOLE) for each in figures)

    @cached_property
    def _first_named(self) -> Reading | None:
        """The first count that a row names, else the first rate."""
        named = [meaning.example for _, meaning in self._told.values()]
        examples = [each for each in named if each is not None]
        counts = (each for each in examples if each.measure is not Measure.PERCENT)
        return next(counts, next(iter(examples), None))

    @cached_property
    def _body(self) -> Body:
        counted = next((each.parts["value"] for each in self._figures.columns if _adds_up(each)), None)
        return Body(self.grid, self.head, self.end, self._figure_columns, counted)

    @cached_property
    def _reader(self) -> LineReader:
        return LineReader(self._body, self.around, *self.reading)

    def _indicator_text(self, row: int) -> str:
        return shown(self.grid.cell(row, self._indicator.column)) if self._indicator else ""

    @cached_property
    def _told(self) -> dict[int, tuple[str, Meaning]]:
        """What each row says that it is of, with the words above it where its own say too little."""
        told: dict[int, tuple[str, Meaning]] = {}
        heading = parent = ""
        for row in range(self.head.last + 1, self.end):
            text = self._indicator_text(row)
            bullet = _has_bullet(text)
            told[row] = text, self._meaning_of_row(text, parent if bullet else heading, bullet)
            if text and not bullet:
                parent = text
                heading = heading if self._holds_numbers_in(row) else text
        return told

    def _holds_numbers_in(self, row: int) -> bool:
        return any(is_number(cell) for cell in self.grid.rows[row][self._after_indicator :])

    @property
    def _after_indicator(self) -> int:
        return self._indicator.column + 1 if self._indicator else 0

    def _meaning_of_row(self, text: str, above: str, is_part: bool) -> Meaning:
        alone = self.means((text,))
        return self.means((above, text)) if above and (is_part or alone.example is None) else alone

    def _has_numbers(self, row: BodyRow) -> bool:
        return any(numbers_under(self.grid, column, row.row, row.row + 1) for column in self._figure_columns)

    def _holds_numbers(self, column: int) -> bool:
        return numbers_under(self.grid, column, self.head.last + 1, self.end)

    def _columns_left_out(self, figures: Figures) -> Iterator[SetAside]:
        """The columns of numbers that are not taken: counts of a period, what no phrase names, what is hidden."""
        for each in figures.left_out:
            if self._holds_numbers(each.column):
                rule = "ambiguous_column" if each.is_due else "column_left_out"
                yield self._column_aside(each, rule, f"{self._why(each)}; the column is left out")
        for figure in figures.columns:
            if not self._is_shown(figure):
                hidden = LeftOut(figure.place, figure.text, "hidden")
                yield self._column_aside(hidden, "hidden", "a hidden column; it is left out")

    def _why(self, column: LeftOut) -> str:
        """Why a column is left out; a figure of a day that has not come is named as one."""
        published, phrases = self.reading
        if figure_named(column.text, published, phrases) or not figure_named(column.text, _LAST_DAY, phrases):
            return column.why
        return f"its day lies after the publishing day, {published:%Y-%m-%d}"

    def _column_aside(self, column: LeftOut, rule: str, message: str) -> SetAside:
        place = self.grid.place(self.head.last, column.column)
        return SetAside(place, rule, message, column.text, failing=column.is_due)

    def _several_days(self) -> SetAside:
        days = " and ".join(f"{day:%Y-%m-%d}" for day in self.around.days)
        message = f"the lines around the table say several days, {days}; the publishing day stands in"
        return SetAside(self.grid.row_place(self.head.first), "ambiguous_date", message, failing=False)


def _has_bullet(text: str) -> bool:
    return without_number(text)[0] in _BULLETS


def _adds_up(figure: FigureColumns) -> bool:
    return "value" in figure.parts and figure.figure.measure not in (Measure.PERCENT, Measure.RANK)


def _as_the_row_says(figure: FigureColumns, meaning: Meaning) -> FigureColumns:
    """A figure of a generic column, with what its row says of it: that it is a share, its factor, its day."""
    parts = dict(figure.parts)
    percent = figure.under_percent
    if meaning.role is Role.SHARE and "value" in parts:
        parts = {"ratio": parts["value"]}
    if meaning.percent:
        percent |= {"value", "ratio"}
    factor = meaning.factor if meaning.factor is not None else figure.factor
    return replace(figure, parts=parts, under_percent=percent, factor=factor, said=figure.said or meaning.said)
