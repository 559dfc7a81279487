"""One figure of a row or record, as a campaign file describes it, and the Reading that its cells make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, Field, model_validator

from collectors.figures.cell import NotReported, Scale, Unreadable, count_in, parts_of_pair, share_in
from collectors.reading import BUILT_IN, AssignedBy, Evidence, Measure, Of, Precision, Reading, UnitLevel
from collectors.source import SourceConfig

T = TypeVar("T")

# The parts of a figure that have a place of their own in the source.
PARTS = ("value", "count", "out_of", "ratio")

# A campaign file has words only; they become members here.
_Word = Field(strict=False)


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
    """What stands at the places of one figure's parts; `under_percent` names those whose heading has a % sign."""

    value: object = None
    count: object = None
    out_of: object = None
    ratio: object = None
    under_percent: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """What a row or record says of all its figures."""

    unit: str | None
    unit_code: str | None
    as_of: date
    precision: Precision


def reading_of(figure: FigureConfig, cells: Cells, line: Line, evidence: Evidence) -> Reading:
    """The Reading that a figure's cells make. Raises NotReported where it has no figure, Unreadable for a wrong one."""
    numbers = _rate(figure, cells) if figure.counts is Measure.PERCENT else _count(figure, cells)
    try:
        return Reading(
            indicator=figure.indicator,
            measure=figure.counts,
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


def _count(figure: FigureConfig, cells: Cells) -> dict[str, Any]:
    if figure.out_of is None and (parts := parts_of_pair(cells.value)) is not None:
        cells = replace(cells, value=parts[0], out_of=parts[1])
    value = _or_none(count_in, cells.value)
    ratio = _or_none(share_in, cells.ratio, figure.scale, "ratio" in cells.under_percent)
    if value is None and ratio is None:
        raise NotReported(cells.value)
    if figure.counts is Measure.RANK:
        return {"rank": value}
    return {"value": value, "ratio": ratio, "out_of": _or_none(count_in, cells.out_of)}


def _rate(figure: FigureConfig, cells: Cells) -> dict[str, Any]:
    value = _or_none(share_in, cells.value, figure.scale, "value" in cells.under_percent)
    count, out_of = _or_none(count_in, cells.count), _or_none(count_in, cells.out_of)
    if value is None and count is not None and out_of is not None:
        if out_of == 0:
            raise Unreadable("not_a_share", f"{count} out of 0 is no share")
        value = count / out_of
    if value is None:
        raise NotReported(cells.value)
    if value > 1 and figure.indicator in BUILT_IN:
        raise Unreadable("not_a_share", f"{value:.4g}: this rate is at most 1, which is 100 %; look at its scale")
    return {"value": value, "count": count, "out_of": out_of}


def _or_none(read: Callable[..., T], *arguments: Any) -> T | None:
    """What a cell says, or None where nothing is reported there."""
    try:
        return read(*arguments)
    except NotReported:
        return None
