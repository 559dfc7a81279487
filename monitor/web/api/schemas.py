"""What answers look like: every field with its meaning, for the OpenAPI description and for the reader."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from collectors.reading import Bound, Measure, Of, Precision
from monitor.answers import SourceState
from monitor.campaign import Adds, Basis, Better, Kind
from monitor.judgement.progress import Status
from monitor.units import Level


def _whole(number: float) -> float:
    return int(number) if number == int(number) else number


# A count is written without a decimal point: 585673, not 585673.0.
Number = Annotated[float, PlainSerializer(_whole, return_type=float | int, when_used="json-unless-none")]


class Shape(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(frozen=True)


class Text(Shape):
    """A text in both languages."""

    vi: str
    en: str


class IndicatorName(Shape):
    """Which indicator."""

    id: str
    name: str
    name_en: str
    measure: Measure


class UnitName(Shape):
    """Which unit. `id` is ours, `code` the official one; both are text."""

    id: str
    code: str | None
    name: str
    level: Level


class SourceName(Shape):
    """Which source."""

    id: str
    name: str
    simulated: bool = Field(description="its figures come from the simulator")


class TargetOut(Shape):
    """The target in force on the judged day."""

    value: Number | None = Field(description="the number to reach, where there is one")
    share: float | None
    of: Of | None = Field(description="what `share` is a share of")
    basis: Basis
    start: date
    deadline: date = Field(description="the last day that counts")
    decision: str
    note: str


class PartsOut(Shape):
    """Of a total: how many units it should hold, how many have a fresh figure, and which have not."""

    expected: int
    reported: int
    missing: list[UnitName]


class BaseOut(Shape):
    """The denominator's figure that a share of the target is taken of."""

    value: Number | None
    bound: Bound
    as_of: date
    source: SourceName
    is_sum: bool
    inherited: bool
    estimated: bool
    evidence: list[str] = Field(description="each observation that it stands on")


class OtherOut(Shape):
    """What a less believed source says of the same cell; `id` is that of the observation."""

    id: int
    source: SourceName
    value: Number | None
    bound: Bound
    said_ratio: float | None
    said_ratio_of: Of | None
    difference: Number | None = Field(description="this less the figure that is believed, both of one kind")
    evidence: str


class Links(Shape):
    """Where to look further."""

    self: str
    series: str
    evidence: list[str] = Field(description="each observation that the value stands on")
    board: str


class ProgressRow(Shape):
    """An indicator of a unit, judged on a day."""

    indicator: IndicatorName
    unit: UnitName
    judged: date
    value: Number | None = Field(description="a count; a share (0.552) for an indicator in percent; a place for a rank")
    bound: Bound | None = Field(description="how the value, else the share that was said, stands to the truth")
    count: Number | None
    out_of: Number | None
    said_ratio: float | None = Field(description="the share that the source said, or value/out_of")
    said_ratio_of: Of | None
    ratio: float | None = Field(description="share of the target: 1.0 is all of it, and it may be more")
    as_of: date | None
    as_of_precision: Precision | None
    observed: datetime | None = Field(description="start of the as-of day")
    corrected: datetime | None = Field(description="instant of the last correction")
    source: SourceName | None
    run: int | None
    target: TargetOut | None
    status: Status
    reason: Text
    lead_seconds: Number | None
    lead_days: float | None = Field(description="ahead (+) or behind (-)")
    pace_per_day: float | None
    required_pace_per_day: float | None
    expected_ratio: float | None = Field(description="where the path stands on the judged day")
    met_on: date | None
    inherited: bool = Field(description="of the units that this one was made of, before it was")
    estimated: bool = Field(description="holds a share of a divided unit")
    complete: bool | None = Field(description="of a sum: whether no part is missing")
    base: BaseOut | None
    others: list[OtherOut] = Field(description="the same cell as other sources give it")
    parts: PartsOut | None
    difference: Number | None = Field(description="the unit's own figure less the sum of its parts")
    links: Links


class SeriesRow(Shape):
    """The figure of one as-of day."""

    indicator: IndicatorName
    unit: UnitName
    as_of: date
    as_of_precision: Precision
    value: Number | None
    bound: Bound
    count: Number | None
    out_of: Number | None
    said_ratio: float | None
    said_ratio_of: Of | None
    ratio: float | None
    expected_ratio: float | None = Field(description="where the path stood on the as-of day")
    is_sum: bool
    complete: bool
    inherited: bool = Field(description="of the units that this one was made of, before it was")
    estimated: bool = Field(description="holds a share of a divided unit")
    backlog: bool = Field(description="holds what was done earlier and entered late")
    others: list[OtherOut] = Field(description="the same cell as other sources give it")
    corrected: datetime | None
    source: SourceName
    run: int | None
    evidence: list[str]


class IndicatorRow(Shape):
    """An indicator of the campaign."""

    id: str
    name: str
    name_en: str
    reads: str
    kind: Kind
    measure: Measure
    adds: Adds
    better: Better
    freshness_days: int
    tolerance_days: int


class UnitRow(Shape):
    """A unit between two days; `valid_until` is the first day on which it was no more."""

    id: str
    code: str | None
    name: str
    name_en: str
    level: Level
    parent: str | None
    valid_from: date | None
    valid_until: date | None


class SourceRow(Shape):
    """A source and how it fares."""

    id: str
    name: str
    name_en: str
    kind: str
    simulated: bool
    indicators: list[str]
    state: SourceState
    up: bool
    last_attempt: datetime | None
    last_success: datetime | None
    last_run: int | None
    last_duration_seconds: float | None
    last_error: str | None
    next_due: datetime | None
    interval_seconds: float | None
    latest_as_of: date | None
    runs: dict[str, int]
    readings: dict[str, int]
    quarantined: dict[str, int]


class ListLinks(Shape):
    """This page of a list and the next."""

    self: str
    next: str | None


class Period(Shape):
    """From `start` to `end`; both days are included."""

    start: date | None
    end: date
    both_included: bool = True


class Answer(Shape):
    """What every list says of itself."""

    count: int = Field(description="rows on this page")
    total: int = Field(description="rows in all")
    judged: date = Field(description="the day for which it was judged")
    simulated: bool = Field(description="the service's day is not the world's")
    notice: Text | None
    links: ListLinks


class ProgressList(Answer):
    """Judged rows."""

    data: list[ProgressRow]


class SeriesList(Answer):
    """Figures in order of indicator, unit and as-of day."""

    period: Period
    data: list[SeriesRow]


class IndicatorList(Answer):
    """Indicators in the campaign's order."""

    data: list[IndicatorRow]


class UnitList(Answer):
    """Units, each before those below it; `notice` says what of that day's map is not known."""

    data: list[UnitRow]


class SourceList(Answer):
    """Sources in order of precedence."""

    data: list[SourceRow]


class CampaignOut(Shape):
    """The campaign."""

    id: str
    name: str
    name_en: str
    notice: Text | None
    judged: date
    simulated: bool
    indicators: int
    units: int
    targets: int
    sources: int


class Excerpt(Shape):
    """The quote in the text as read."""

    before: str
    quote: str
    after: str


class ObservationOut(Shape):
    """An accepted figure and where it stands in its document."""

    id: int
    indicator: IndicatorName
    unit: UnitName
    unit_written: str | None
    as_of: date
    as_of_precision: Precision
    value: Number | None
    count: int | None
    out_of: Number | None
    ratio: float | None
    of: Of | None
    bound: Bound
    rank: int | None
    rank_at_most: int | None
    days_ahead: int | None
    source: SourceName
    run: int
    known_at: datetime
    revision: int
    reason: str
    author: str
    quote: str
    span: tuple[int, int] | None
    cell: str | None
    document: str | None = Field(description="SHA-256 of the snapshot")
    address: str
    excerpt: Excerpt | None
    warnings: list[str]
    board: str
