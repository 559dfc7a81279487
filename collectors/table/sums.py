"""Totals and sub-totals, compared with the sum of the rows that they stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from collectors.figures.cell import NotReported, Unreadable, count_in, says_nothing_yet
from collectors.reading import Measure, SetAside
from collectors.table.body import Body, BodyRow
from collectors.table.columns import FigureColumns
from collectors.table.labels import Kind

Factor = Callable[[int, FigureColumns], int]
_ABOVE_ALL = -1


def sums_that_differ(body: Body, figures: Sequence[FigureColumns], factor: Factor) -> Iterator[SetAside]:
    """The totals and sub-totals that no reading of the rows around them makes."""
    for figure in figures:
        column = figure.parts.get("value")
        if column is not None and figure.figure.measure not in (Measure.PERCENT, Measure.RANK):
            yield from _Column(body, column, partial(_factor_of, factor, figure)).differing()


def _factor_of(factor: Factor, figure: FigureColumns, row: int) -> int:
    return factor(row, figure)


class _Column:
    """The counts of one column, row by row."""

    def __init__(self, body: Body, column: int, factor: Callable[[int], int]) -> None:
        self._body, self._column, self._factor = body, column, factor
        rows = (row for row in body.rows if row.kind not in (Kind.LINE, Kind.PART))
        self._rows = [row for row in rows if row.kind is Kind.UNIT or not self._is_empty(row)]
        self._amounts = {row.row: self._amount(row.row) for row in self._rows}

    def _is_empty(self, row: BodyRow) -> bool:
        return says_nothing_yet(self._body.grid.cell(row.row, self._column))

    def differing(self) -> Iterator[SetAside]:
        """The sums that differ from their parts."""
        for number, row in enumerate(self._rows):
            if row.kind is Kind.UNIT and not self._is_parent(number):
                continue
            amount = self._amounts[row.row]
            sums = self._sums(number) if amount is not None else []
            if sums and amount not in sums:
                message = f"{amount:,} stands here, and the rows that it adds up make {sums[0]:,}"
                place = self._body.grid.place(row.row, self._column)
                yield SetAside(place, "sum_differs", message, self._body.label(row.row), failing=False)

    def _is_parent(self, number: int) -> bool:
        """Whether a unit's row is numbered so that it heads those behind it: "I. Huyện Tam Đảo" and its communes."""
        behind = self._rows[number + 1 : number + 2]
        return bool(behind) and behind[0].kind is Kind.UNIT and self._depth(self._rows[number]) < self._depth(behind[0])

    def _sums(self, number: int) -> list[int]:
        """What the rows may make that a row may add up; the likeliest first, none where a part cannot be read."""
        row, parts = self._rows[number], [each for each in self._rows if self._depth(each) != _ABOVE_ALL]
        if row.kind in (Kind.GROUP, Kind.UNIT):
            ways = [self._below(number)]
        else:
            ways = [_topmost(parts, self._depth), _deepest(parts), *self._since_last_sum(number)]
        known = [self._total(way) for way in ways if way]
        return [] if None in known else [total for total in known if total is not None]

    def _below(self, number: int) -> list[BodyRow]:
        """The rows directly under a group, or under a unit that heads others."""
        own = self._depth(self._rows[number])
        behind: list[BodyRow] = []
        for row in self._rows[number + 1 :]:
            if self._depth(row) <= own:
                break
            behind.append(row)
        return _topmost(behind, self._depth)

    def _since_last_sum(self, number: int) -> Iterator[list[BodyRow]]:
        """The units between this sum and the one before it, and between it and the next one."""
        sums = [at for at, row in enumerate(self._rows) if row.kind in (Kind.SUM, Kind.WHOLE, Kind.GROUP)]
        before = max((at for at in sums if at < number), default=-1)
        after = min((at for at in sums if at > number), default=len(self._rows))
        yield [row for row in self._rows[before + 1 : number] if row.kind is Kind.UNIT]
        yield [row for row in self._rows[number + 1 : after] if row.kind is Kind.UNIT]
        yield [row for row in self._rows[:number] if row.kind is Kind.SUM]

    def _depth(self, row: BodyRow) -> int:
        return _ABOVE_ALL if row.kind in (Kind.SUM, Kind.WHOLE) else row.level

    def _total(self, rows: Sequence[BodyRow]) -> int | None:
        amounts = [self._amounts[row.row] for row in rows]
        return None if None in amounts else sum(amount for amount in amounts if amount is not None)

    def _amount(self, row: int) -> int | None:
        """The count of a row, 0 where none is reported, None where what stands there is none."""
        try:
            return count_in(self._body.grid.cell(row, self._column), self._factor(row))
        except NotReported:
            return 0
        except Unreadable:
            return None


def _topmost(rows: Sequence[BodyRow], depth: Callable[[BodyRow], int]) -> list[BodyRow]:
    least = min((depth(row) for row in rows), default=0)
    return [row for row in rows if depth(row) == least]


def _deepest(rows: Sequence[BodyRow]) -> list[BodyRow]:
    return [row for row in rows if row.kind is Kind.UNIT]
