"""One figure of a row or record, as a campaign file describes it, and the Reading that its cells make."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, Field, model_validator

from collectors.consistency import Share, agrees
from collectors.figures.cell import NotReported, Scale, Unreadable, count_in, parts_of_pair, share_in
from collectors.reading import BUILT_IN, AssignedBy, Evidence, Measure, Of, Precision, Reading, UnitLevel
from collectors.reading import Warning as ReadingWarning
from collectors.source import SourceConfig

T = TypeVar("T")

# The parts of a figure that have a place of their own in the source.
PARTS = ("value", "count", "out_of", "ratio")

# A percentage with more decimals is no printed one.
MOST_DECIMALS = 4

# A campaign file has words only; they become members here.
_Word = Field(strict=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """What a figure is of, wherever its parts stand; `of` says what a ratio is a share of."""

    indicator: str
    measure: Measure
    of: Of | None = None
    scale: Scale | None = None
    account_level: int | None = None
    assigned_by: AssignedBy | None = None
    unit_level: UnitLevel | None = None


class FigureConfig(BaseModel):
    """Which figure to read, and the places (headings, expressions) of its parts.

    A count has a `value`, with `out_of` and `ratio` where the source gives them; a rate has its share as `value`, or
    `count` and `out_of`; a rank has a `value`. `of` says what a ratio is a share of, `scale` how bare numbers for
    shares are written. An indicator that is not built in says its `measure`.
    """

    model_config = SourceConfig.model_config

    indicator: str
    measure: Annotated[Measure | None, _Word] = None
    value: str | None = None
    count: str | None = None
    out_of: str | None = None
    ratio: str | None = None
    of: Annotated[Of | None, _Word] = None
    scale: Annotated[Scale | None, _Word] = None
    account_level: Literal[1, 2] | None = None
    assigned_by: Annotated[AssignedBy | None, _Word] = None
    unit_level: Annotated[UnitLevel | None, _Word] = None

    @property
    def counts(self) -> Measure:
        """What the indicator counts."""
        return self.measure or BUILT_IN[self.indicator]

    @property
    def figure(self) -> Figure:
        """What the figure is of."""
        own = (self.scale, self.account_level, self.assigned_by, self.unit_level)
        return Figure(self.indicator, self.counts, self.of, *own)

    def place(self, part: str) -> str | None:
        """Where a part stands, if the source has it."""
        place: str | None = getattr(self, part)
        return place

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        known = BUILT_IN.get(self.indicator)
        if known is None and self.measure is None:
            raise ValueError(f"{self.indicator} is not built in; say its measure: {', '.join(Measure)}")
        if known is not None and self.measure not in (None, known):
            raise ValueError(f"{self.indicator} counts {known}; leave measure out")
        if self.counts is Measure.PERCENT:
            self._is_a_rate()
        elif self.count is not None:
            raise ValueError("count is the numerator of a rate; of a count say value")
        elif self.value is None and self.ratio is None:
            raise ValueError("say where the value (or the ratio) stands")
        if self.ratio is not None and self.of is None:
            raise ValueError(f"say what the ratio is a share of: {', '.join(Of)}")
        return self

    def _is_a_rate(self) -> None:
        if self.ratio is not None:
            raise ValueError("a rate's share is its value; leave ratio out")
        if self.value is None and (self.count is None or self.out_of is None):
            raise ValueError("of a rate say where its value stands, or its count and out_of")


@dataclass(frozen=True, slots=True)
class Cells:
    """What stands at the places of one figure's parts.

    `under_percent` names those whose heading has a % sign, `factor` is that in which the counts are written.
    """

    value: object = None
    count: object = None
    out_of: object = None
    ratio: object = None
    under_percent: frozenset[str] = frozenset()
    factor: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """What a row or record says of all its figures."""

    unit: str | None
    unit_code: str | None
    as_of: date
    precision: Precision


def reading_of(figure: Figure, cells: Cells, line: Line, evidence: Evidence) -> Reading:
    """The Reading that a figure's cells make. Raises NotReported where it has no figure, Unreadable for a wrong one."""
    numbers = _rate(figure, cells) if figure.measure is Measure.PERCENT else _count(figure, cells)
    try:
        return Reading(
            indicator=figure.indicator,
            measure=figure.measure,
            as_of=line.as_of,
            as_of_precision=line.precision,
            evidence=evidence,
            unit=line.unit,
            unit_code=line.unit_code,
            of=figure.of,
            account_level=figure.account_level,
            assigned_by=figure.assigned_by,
            unit_level=figure.unit_level,
            **numbers,
        )
    except ValueError as error:
        raise Unreadable("not_a_figure", str(error)) from None


def without_parts(cells: Cells, parts: Container[str]) -> Cells:
    """The same cells with nothing at the places of some parts."""
    kept = {part: getattr(cells, part) for part in PARTS if part not in parts}
    return cells_of(kept, cells.under_percent, cells.factor)


def cells_of(parts: Mapping[str, object], under_percent: frozenset[str], factor: int = 1) -> Cells:
    """What stands at the places of the parts that a figure has, by the parts' names."""
    value, count, out_of, ratio = (parts.get(part) for part in PARTS)
    return Cells(value, count, out_of, ratio, under_percent, factor)


def fault_in(part: str, cells: Cells) -> Unreadable | None:
    """Why the cell of one part cannot be read; None where it can, or where nothing is reported there."""
    try:
        if part == "ratio":
            share_in(cells.ratio, None, part in cells.under_percent)
        else:
            count_in(getattr(cells, part), cells.factor)
    except NotReported:
        return None
    except Unreadable as fault:
        return fault
    return None


def _count(figure: Figure, cells: Cells) -> dict[str, Any]:
    if cells.out_of is None and (parts := parts_of_pair(cells.value)) is not None:
        cells = replace(cells, value=parts[0], out_of=parts[1])
    value = _or_none(count_in, cells.value, cells.factor)
    ratio = _or_none(share_in, cells.ratio, figure.scale, "ratio" in cells.under_percent)
    if value is None and ratio is None:
        raise NotReported(cells.value)
    if figure.measure is Measure.RANK:
        return {"rank": value}
    out_of = _or_none(count_in, cells.out_of, cells.factor)
    warnings = _warnings(value, out_of, cells.ratio, ratio)
    return {"value": value, "ratio": ratio, "out_of": out_of, "warnings": warnings}


def _rate(figure: Figure, cells: Cells) -> dict[str, Any]:
    value = _or_none(share_in, cells.value, figure.scale, "value" in cells.under_percent)
    count, out_of = _or_none(count_in, cells.count, cells.factor), _or_none(count_in, cells.out_of, cells.factor)
    warnings = _warnings(count, out_of, cells.value, value)
    if value is None and count is not None and out_of is not None:
        if out_of == 0:
            raise Unreadable("not_a_share", f"{count} out of 0 is no share")
        value = count / out_of
    if value is None:
        raise NotReported(cells.value)
    if value > 1 and figure.indicator in BUILT_IN:
        raise Unreadable("not_a_share", f"{value:.4g}: this rate is at most 1, which is 100 %; look at its scale")
    return {"value": value, "count": count, "out_of": out_of, "warnings": warnings}


def _warnings(value: int | None, out_of: int | None, cell: object, share: float | None) -> tuple[ReadingWarning, ...]:
    """Whether count, base and the said share contradict each other by more than rounding or cutting off explains."""
    if value is None or not out_of or share is None or _is_rounded(value, out_of, share):
        return ()
    return () if agrees(value, out_of, _as_printed(cell, share)) else (ReadingWarning.RATIO_DISAGREES,)


def _is_rounded(value: int, out_of: int, share: float) -> bool:
    """Whether the share is the quotient rounded to hundredths of a percent: quick to see, and true of most."""
    return round(value / out_of, 4) == share


def _as_printed(cell: object, share: float) -> Share:
    """The share as finely as it is given; with many decimals it is the result of a division, cut off by a machine."""
    percent = Decimal(repr(share)).scaleb(2).normalize()
    written = re.fullmatch(r".*[.,]([0-9]+) ?%", cell.strip()) if isinstance(cell, str) else None
    if written:
        return Share(percent.quantize(Decimal(1).scaleb(-len(written[1]))))
    exponent = int(percent.as_tuple().exponent)
    return Share(round(percent, MOST_DECIMALS) if exponent < -MOST_DECIMALS else percent)


def _or_none(read: Callable[..., T], *arguments: Any) -> T | None:
    """What a cell says, or None where nothing is reported there."""
    try:
        return read(*arguments)
    except NotReported:
        return None
