"""The one room for questions. Web, metrics, commands and reports only call it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from monitor.campaign import Campaign, Indicator, SourceSetting, Target
from monitor.clock import Clock
from monitor.judgement.observation import Observation
from monitor.judgement.progress import Progress
from monitor.store import Store
from monitor.units import Level, Unit


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about: empty means all. `as_of` None is today, `known_at` None is all we know now."""

    indicators: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    as_of: date | None = None
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """Of a total: the units it should hold, and those without a figure within the freshness limit."""

    expected: int
    reported: int
    missing: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with what it stands on: one observation, or the latest of each part of a sum.

    `value` and `ratio` are as said or summed (`ratio` is a share of `of`); `source` is the source of the observation,
    or of most parts. `observations` holds one for a figure of the unit's own, one a part for a sum; the address of its
    document is `addresses[observation.document]`.
    """

    as_of: date
    value: float | None
    ratio: float | None
    source: str
    observations: tuple[Observation, ...]
    addresses: Mapping[str, str]
    is_sum: bool = False
    corrected_at: datetime | None = None

    @property
    def own(self) -> Observation | None:
        """The observation, where the figure is the unit's own."""
        return None if self.is_sum else self.observations[0]


@dataclass(frozen=True, slots=True)
class ProgressAnswer:
    """One row: an indicator of a unit, judged on a day. `difference` is own figure − sum of parts, where both exist."""

    indicator: Indicator
    unit: Unit
    province: str
    day: date
    figure: Figure | None
    target: Target | None
    progress: Progress
    parts: Parts | None = None
    difference: float | None = None


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """The figure of one as-of day, and its share of the target in force."""

    figure: Figure
    ratio: float | None


@dataclass(frozen=True, slots=True)
class SeriesAnswer:
    """The history of one indicator of one unit, in order of as-of days; first and last day are both included."""

    indicator: Indicator
    unit: Unit
    target: Target | None
    points: tuple[SeriesPoint, ...]


class SourceState(StrEnum):
    """How a source fares; the first that holds, in this order."""

    PAUSED = "paused"
    NEW = "new"
    FAILING = "failing"
    SILENT = "silent"
    LATE = "late"
    FRESH = "fresh"


@dataclass(frozen=True, slots=True)
class SourceAnswer:
    """A source and how it fares. Instants are aware UTC; counts are over all runs that the store holds."""

    setting: SourceSetting
    state: SourceState
    up: bool
    last_attempt: datetime | None
    last_success: datetime | None
    last_duration_seconds: float | None
    last_error: str | None
    last_run: int | None
    next_due: datetime | None
    interval_seconds: float | None
    latest_as_of: date | None
    runs: Mapping[str, int]
    readings: Mapping[str, int]
    quarantined: Mapping[str, int]


class Answers:
    """Asks one store about one campaign, at the instant that one clock shows."""

    def __init__(self, store: Store, campaign: Campaign, clock: Clock) -> None:
        self.store, self.campaign, self.clock = store, campaign, clock

    def today(self) -> date:
        """The local day that is judged when a question names none."""
        raise NotImplementedError

    def progress(self, question: Question) -> Sequence[ProgressAnswer]:
        """Every judged row that fits, in the campaign's order of indicators, each unit before its children."""
        raise NotImplementedError

    def behind(self, question: Question) -> Sequence[ProgressAnswer]:
        """The rows that are missed, behind, silent or at risk, worst first."""
        raise NotImplementedError

    def series(self, question: Question) -> Sequence[SeriesAnswer]:
        """The history of every indicator and unit that fits, up to and including the day asked for."""
        raise NotImplementedError

    def sources(self) -> Sequence[SourceAnswer]:
        """Every configured source, in order of precedence."""
        raise NotImplementedError

    def observation(self, observation_id: int) -> tuple[Observation, str, str | None] | None:
        """An observation, the address of its document, and that document's text as read, where there is one."""
        raise NotImplementedError
