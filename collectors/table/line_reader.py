"""The figures of one row of a table that nobody described."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from collectors.figures.cell import (
    NotReported,
    PercentFloat,
    Unreadable,
    count_in,
    day_in,
    is_blank,
    name_in,
    says_nothing_yet,
)
from collectors.figures.figure import PARTS, Cells, Line, cells_of, fault_in, reading_of, without_parts
from collectors.figures.settle import Found
from collectors.reading import Bound, Evidence, Measure, Precision, Reading, SetAside
from collectors.reading import Warning as ReadingWarning
from collectors.table.around import Surroundings
from collectors.table.body import Body, BodyRow
from collectors.table.columns import FigureColumns
from collectors.table.grid import shown
from collectors.table.head import Heading, is_month
from collectors.table.labels import Kind, without_number
from collectors.table.marks import misfit_of
from collectors.table.worded import Worded, worded
from collectors.vietnamese.heading_days import Said, day_said
from collectors.vietnamese.headings import Role
from collectors.vietnamese.measures import MeasureSaid, measure_in
from collectors.vietnamese.phrases import Phrases


@dataclass(frozen=True)
class LineReader:
    """Reads the rows of one table: the name, the code, the day and the measure that each has, and its figures."""

    body: Body
    around: Surroundings
    published: date
    phrases: Phrases

    def outcomes(
        self, row: BodyRow, figures: Sequence[FigureColumns], name: str | None = None
    ) -> Iterator[Found | SetAside]:
        """What becomes of each of a row's figures; `name` is its unit's where a row above says it."""
        columns = [column for figure in figures for column in figure.parts.values()]
        if not columns:
            return
        grid = self.body.grid
        if row.row in grid.hidden:
            yield self._aside(row, columns, "hidden", "a hidden row; it is left out", failing=False)
        elif (misfit := self._misfit(row, columns)) is not None:
            yield self._aside(row, columns, "columns_shifted", misfit)
        elif all(says_nothing_yet(grid.cell(row.row, column)) for column in columns):
            if row.kind is Kind.UNIT and row.name:
                message = f"{row.name}: no figure is reported here; it is not counted as 0"
                yield self._aside(row, columns, "not_reported", message, failing=False)
        else:
            yield from self._figures(row, figures, columns, name)

    def factor(self, row: int, figure: FigureColumns) -> int:
        """In what a row's counts are written: as its own column says, else its heading, else the lines around."""
        own = self._measure(row, figure)
        if own is not None:
            return own.factor
        if figure.factor is not None:
            return figure.factor
        return self.around.measure.factor if self.around.measure else 1

    def in_percent(self, row: int) -> bool:
        """Whether a row's own cell says that its numbers are percentages."""
        measure = self._own_measure(row)
        return measure is not None and measure.percent

    def _figures(
        self, row: BodyRow, figures: Sequence[FigureColumns], columns: Sequence[int], name: str | None
    ) -> Iterator[Found | SetAside]:
        try:
            unit, code = self._unit(row, name)
            said = self._day(row.row)
        except Unreadable as error:
            yield self._aside(row, columns, error.rule, str(error))
            return
        for figure in figures:
            yield from self._figure(row.row, figure, unit, code, figure.said or said)

    def _figure(
        self, row: int, figure: FigureColumns, unit: str | None, code: str | None, said: Said | None
    ) -> Iterator[Found | SetAside]:
        line = Line(unit, code, said.day if said else self.published, said.precision if said else Precision.PUBLISHED)
        place = self.body.grid.place(row, figure.place)
        page = self.body.grid.page_of(row, figure.place)
        evidence = Evidence(self._quote(row, figure.parts.values()), cell=place, page=page)
        cells = self._cells(row, figure)
        try:
            yield Found(self._dated(self._reading(row, figure, cells, line, evidence), said), place)
        except Unreadable as error:
            broken = self._broken_parts(figure, cells)
            for part, fault in broken.items():
                yield self._refused(self.body.grid.place(row, figure.parts[part]), figure, line, evidence.quote, fault)
            if not broken:
                yield self._refused(place, figure, line, evidence.quote, error)
                return
            try:
                sound = without_parts(cells, broken)
                yield Found(self._dated(self._reading(row, figure, sound, line, evidence), said), place)
            except Unreadable as fault:
                yield self._refused(place, figure, line, evidence.quote, fault)

    def _reading(self, row: int, figure: FigureColumns, cells: Cells, line: Line, evidence: Evidence) -> Reading:
        self._refuse_bare_rate(figure, cells)
        reading = reading_of(figure.figure, cells, line, evidence)
        bound = self._bound(row, figure)
        # About so many are no proof against a percentage.
        return reading if bound is Bound.EXACT else replace(reading, bound=bound, warnings=())

    def _bound(self, row: int, figure: FigureColumns) -> Bound:
        """The bound that the words in a figure's own cell say."""
        said = worded(self.body.grid.cell(row, figure.place), self.phrases)
        return said.bound if said else Bound.EXACT

    def _without_words(self, row: int, figure: FigureColumns) -> dict[str, object]:
        """The cells of a figure's parts without the words around their numbers; what these leave unclear stays."""
        cells = {part: self.body.grid.cell(row, column) for part, column in figure.parts.items()}
        factor = self.factor(row, figure)
        for part, cell in cells.items():
            said = worded(cell, self.phrases)
            if said is not None and (said.bound is Bound.EXACT or figure.parts[part] == figure.place):
                cells[part] = _in_the_tables_measure(said, cell, factor)
        return cells

    def _cells(self, row: int, figure: FigureColumns) -> Cells:
        """What stands at the places of a figure; where a count was due and a percentage stands, that is its share."""
        cells = self._without_words(row, figure)
        measure = self._measure(row, figure) or (self.around.measure if figure.factor is None else None)
        percent = figure.under_percent
        in_percent = measure is not None and measure.percent
        if in_percent and "out_of" not in figure.parts:
            percent = frozenset(PARTS)
        if figure.figure.measure is not Measure.PERCENT:
            if says_percent(cells.get("out_of")):
                cells["out_of"] = None
            if "ratio" not in cells and (says_percent(cells.get("value")) or percent >= {"value"}):
                cells["ratio"] = cells.pop("value", None)
        return cells_of(cells, percent, self.factor(row, figure))

    def _broken_parts(self, figure: FigureColumns, cells: Cells) -> dict[str, Unreadable]:
        """The parts beside a figure's value that cannot be read: they are said, and the value stands without them."""
        main = next(iter(figure.parts))
        faults = {part: fault_in(part, cells) for part in figure.parts if part != main}
        return {part: fault for part, fault in faults.items() if fault is not None}

    def _refuse_bare_rate(self, figure: FigureColumns, cells: Cells) -> None:
        """Raises Unreadable where nothing says that a number is a percentage and no count."""
        if figure.figure.measure is not Measure.PERCENT or "value" in cells.under_percent or cells.value is None:
            return
        if not says_percent(cells.value) and not says_nothing_yet(cells.value):
            message = f"{shown(cells.value)} may be a count or a percentage; 97,2% or a heading with (%) would be clear"
            raise Unreadable("ambiguous_number", message)

    def _dated(self, reading: Reading, said: Said | None) -> Reading:
        """The Reading, with a warning where the lines around its table say several days."""
        if said is not None or not self.around.days:
            return reading
        return replace(reading, warnings=(*reading.warnings, ReadingWarning.AMBIGUOUS_DATE))

    def _unit(self, row: BodyRow, name: str | None) -> tuple[str | None, str | None]:
        """The name and the code of a row's unit; neither of the whole."""
        if row.kind is Kind.WHOLE:
            return None, None
        code = name_in(self.body.grid.cell(row.row, self._code.column)) if self._code else None
        if not self.body.units:
            return (None if code else self.around.unit), code
        cell = next((cell for cell in self._names(row.row) if not is_blank(cell)), name)
        unit = name_in(cell)
        if unit is None and code is None:
            raise Unreadable("no_unit", "figures without a unit's name or code; they cannot be placed")
        return (without_number(unit)[1] if unit else None), code

    def _names(self, row: int) -> list[object]:
        """What stands in the columns of names, the finest first."""
        return [self.body.grid.cell(row, column) for column in reversed(self.body.units)]

    def _day(self, row: int) -> Said | None:
        """The day of a row: that of its own column, else that which the lines around say."""
        if self._day_column is None:
            of_sheet = None if self.around.days else self.around.of_sheet
            return self.around.said or self._corner or of_sheet
        cell = self.body.grid.cell(row, self._day_column.column)
        try:
            return Said(day_in(cell), Precision.DAY, firm=True)
        except Unreadable:
            text = cell if isinstance(cell, str) else f"tháng {cell:.0f}" if is_month(cell) else ""
            said = day_said(text, self.around.until or self.published, self.phrases)
            if said is None:
                raise
            return said

    def _measure(self, row: int, figure: FigureColumns) -> MeasureSaid | None:
        """What the row's own cell says that its numbers are counted in, or the cell of a turned table's column."""
        if self.body.measures is None:
            return self._own_measure(row)
        cell = self.body.grid.cell(self.body.measures.row, figure.place)
        return measure_in(cell) if isinstance(cell, str) else None

    def _own_measure(self, row: int) -> MeasureSaid | None:
        cell = self.body.grid.cell(row, self._measure_column.column) if self._measure_column else None
        return measure_in(cell) if isinstance(cell, str) else None

    @cached_property
    def _code(self) -> Heading | None:
        return self.body.head.the(Role.CODE)

    @cached_property
    def _day_column(self) -> Heading | None:
        return self.body.head.the(Role.DAY)

    @cached_property
    def _measure_column(self) -> Heading | None:
        return self.body.head.the(Role.MEASURE)

    @cached_property
    def _corner(self) -> Said | None:
        """The day that a heading says that is none of a figure."""
        said = {each.meaning.said for each in self.body.head.headings if each.meaning.role in _CORNERS}
        said.discard(None)
        return said.pop() if len(said) == 1 else None

    def _misfit(self, row: BodyRow, columns: Sequence[int]) -> str | None:
        """Why a row of a CSV file does not fit its headings; a workbook's cells cannot slip."""
        grid, head = self.body.grid, self.body.head
        if grid.sheet is not None or grid.is_turned:
            return None
        headings = max(len(grid.rows[number]) for number in range(head.first, head.last + 1))
        return misfit_of(grid.rows[row.row], headings, max((*columns, *self.body.units), default=0) + 1)

    def _refused(self, place: str, figure: FigureColumns, line: Line, quote: str, error: Unreadable) -> SetAside:
        unit = line.unit or line.unit_code
        message = f"{figure.figure.indicator}{f' of {unit}' if unit else ''}: {error}"
        return SetAside(place, error.rule, message, quote, failing=not isinstance(error, NotReported))

    def _aside(self, row: BodyRow, columns: Iterable[int], rule: str, message: str, failing: bool = True) -> SetAside:
        return SetAside(self.body.grid.row_place(row.row), rule, message, self._quote(row.row, columns), failing)

    def _quote(self, row: int, columns: Iterable[int]) -> str:
        """The cells of a row that were looked at, as they stand."""
        texts = [self.body.label(row), *(shown(self.body.grid.cell(row, column)) for column in columns)]
        return " | ".join(texts if self.body.units else texts[1:])


_CORNERS = (Role.ORDINAL, Role.UNIT, Role.CODE, Role.INDICATOR)


def _in_the_tables_measure(said: Worded, cell: object, factor: int) -> object:
    """A number without its words where they agree with what the table counts in: "48,5 nghìn" among ones is 48500."""
    if said.factor in (None, factor):
        return said.number
    if factor != 1 or said.factor is None:
        return cell
    try:
        return count_in(said.number, said.factor)
    except Unreadable:
        return cell


def says_percent(cell: object) -> bool:
    """Whether a cell says itself that it is a percentage."""
    return isinstance(cell, PercentFloat) or (isinstance(cell, str) and cell.rstrip().endswith("%"))
