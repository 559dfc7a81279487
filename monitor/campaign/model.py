"""Units, indicators, targets and sources of one campaign, as frozen values that are right from birth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from math import floor

from collectors.reading import AssignedBy, Measure, Of, UnitLevel
from collectors.source import SourceConfig
from monitor.campaign.check_rules import USUAL_CHECKS, CheckRules
from monitor.campaign.path import STRAIGHT, Path
from monitor.campaign.schedule import Schedule, latest_due
from monitor.clock import DAY, start_of
from monitor.units import UnitRegistry


@dataclass(frozen=True, slots=True)
class Names:
    """A name in both languages of the screen."""

    vi: str
    en: str


class Kind(StrEnum):
    """What an indicator's figures are: a running total, a count within a period, a share, or a place in a list."""

    STOCK = "stock"
    FLOW = "flow"
    RATIO = "ratio"
    RANK = "rank"


class Adds(StrEnum):
    """Whether a parent's figure is the sum of its children's."""

    SUM = "sum"
    NEVER = "never"


class Better(StrEnum):
    """Which way is good."""

    HIGHER = "higher"
    LOWER = "lower"


class Basis(StrEnum):
    """What a target stands on."""

    DECIDED = "decided"
    IMPLIED = "implied"
    INFERRED = "inferred"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is counted, and which Readings it selects: a built-in id plus qualifiers (None takes only unqualified ones).

    A figure is fresh for `freshness_days` after its as-of day; a unit is behind when its lead is below
    -`tolerance_days`. `part_of` is the indicator that counts the whole: no unit has more of this than of that
    (activated of approved, approved of received, received of the population).
    """

    id: str
    names: Names
    reads: str
    kind: Kind
    measure: Measure
    adds: Adds = Adds.NEVER
    better: Better = Better.HIGHER
    freshness_days: int = 7
    tolerance_days: int = 7
    assigned_by: AssignedBy | None = None
    account_level: int | None = None
    unit_level: UnitLevel | None = None
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What a unit must reach by a deadline, starting from a day and a baseline, along a path; in one version.

    Exactly one way of saying how much: `value`; or `share` of the base named by `of`, whose number comes with the
    Readings, or from the indicator `denominator` where that is named; or `implied`, a value and the share of the
    target that it was said to be. `start` and `deadline` are local days; the deadline's whole day still counts.
    `baseline` is in the same terms as `value`, or a share.

    Versions of one target share indicator, unit and `start`. `in_force_from` is the first local day that this version
    is judged by (None: from the beginning), `decision` its number, `decided_on` and `decided_by` its day and issuer.
    An `ended` version says that from that day on there is no such target.
    """

    indicator: str
    unit: str
    start: date
    deadline: date
    basis: Basis
    value: float | None = None
    share: float | None = None
    of: Of | None = None
    implied: tuple[int, str] | None = None
    baseline: float = 0.0
    decision: str = ""
    note: str = ""
    path: Path = STRAIGHT
    denominator: str | None = None
    in_force_from: date | None = None
    decided_on: date | None = None
    decided_by: str = ""
    ended: bool = False
    version: int = 1

    @property
    def amount(self) -> float | None:
        """The number to reach: given, or implied as ⌊value / percentage⌋; None for a share of a base."""
        if self.implied is not None:
            value, share = self.implied
            return float(floor(Fraction(value) / Fraction(share)))
        return self.value

    @property
    def deadline_instant(self) -> datetime:
        """The first instant that is too late: the beginning of the local day after the deadline."""
        return start_of(self.deadline + DAY)

    @property
    def start_instant(self) -> datetime:
        """The beginning of the first day."""
        return start_of(self.start)

    def part_at(self, instant: datetime) -> float:
        """The part of the way from baseline to goal that the path asks for at an instant, from 0 to 1."""
        return self.path.part_at(instant, self.start_instant, self.deadline_instant)

    def instant_of(self, part: float) -> datetime:
        """The first instant at which the path asks for a part of the way (0 to 1)."""
        return self.path.instant_of(part, self.start_instant, self.deadline_instant)


# The ways in which people and other systems hand figures in without being asked; no source may have such a name.
HAND, IMPORT, PUSH = "hand", "import", "push"
ENTRANCES = {
    HAND: Names("Nhập tay", "Typed in"),
    IMPORT: Names("Nhập từ tệp", "Imported from a file"),
    PUSH: Names("Hệ thống khác gửi đến", "Pushed by another system"),
}


@dataclass(frozen=True, slots=True)
class Secret:
    """Where a source's secret is kept: the name of an environment variable, or the path of a file."""

    env: str | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class SourceSetting:
    """One configured place to ask: its kind, what that kind needs to know, and when to ask.

    Slots lie from `starts` (a local day; None from the beginning) up to the end of the local day `until`. `grace` is
    how long after a due instant a success may still come before the source is `late`. `indicators` are the
    campaign's indicator ids that the source feeds; `unit` is the id of the unit that a figure without one is about.
    """

    name: str
    names: Names
    kind: str
    config: SourceConfig
    schedule: Schedule
    indicators: tuple[str, ...]
    unit: str | None = None
    starts: date | None = None
    until: date | None = None
    grace: timedelta = timedelta(hours=2)
    secret: Secret | None = None
    private_hosts: frozenset[str] = frozenset()
    simulated: bool = False

    def next_due(self, after: datetime) -> datetime | None:
        """The first slot later than `after` (aware, UTC); None when the source has none to come."""
        if self.starts is not None:
            after = max(after, start_of(self.starts).astimezone(after.tzinfo) - timedelta(microseconds=1))
        due = self.schedule.next_after(after)
        return due if due is not None and self._within(due) else None

    def latest_due(self, after: datetime, now: datetime) -> datetime | None:
        """The last slot in (after, now]; missed ones before it are coalesced into it. None where none was due."""
        if self.starts is not None:
            after = max(after, start_of(self.starts).astimezone(after.tzinfo) - timedelta(microseconds=1))
        if self.until is not None:
            now = min(now, start_of(self.until + DAY).astimezone(now.tzinfo) - timedelta(microseconds=1))
        return latest_due(self.schedule, after, now)

    def ended(self, now: datetime) -> bool:
        """Whether the source's last day has passed."""
        return not self._within(now)

    def _within(self, instant: datetime) -> bool:
        return self.until is None or instant < start_of(self.until + DAY)


@dataclass(frozen=True, slots=True)
class Campaign:
    """Units, indicators, targets and sources under one name.

    `sources` stand in the order of precedence: where two speak of one cell, the one named first is believed.
    Beside them there are the ways in which people hand figures in (`ENTRANCES`). `notice` is shown on top of every
    page, in both languages, where there is one. `text` is the file as read.
    """

    id: str
    names: Names
    units: UnitRegistry
    indicators: Mapping[str, Indicator]
    targets: tuple[Target, ...]
    sources: Mapping[str, SourceSetting]
    notice: Names | None = None
    checks: CheckRules = USUAL_CHECKS
    text: str = ""
    _targets_of: Mapping[tuple[str, str], list[Target]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        targets_of: dict[tuple[str, str], list[Target]] = {}
        for target in sorted(self.targets, key=lambda target: target.start):
            targets_of.setdefault((target.indicator, target.unit), []).append(target)
        object.__setattr__(self, "_targets_of", targets_of)

    def target(self, indicator: str, unit: str, day: date) -> Target | None:
        """The target in force on a day: of those that had begun, the one that began last; else the first to come."""
        own = self._targets_of.get((indicator, unit), [])
        begun = [t for t in own if t.start <= day]
        return begun[-1] if begun else (own[0] if own else None)

    def precedence(self, source: str) -> int:
        """A source's place in the order of precedence, the least the most believed.

        What a steward typed in, with a reason, comes before all sources; imported and pushed figures come after them,
        and sources no longer configured last.
        """
        if source == HAND:
            return -1
        names = [*self.sources, *(name for name in ENTRANCES if name != HAND)]
        return names.index(source) if source in names else len(names)

    def source_names(self, source: str) -> Names:
        """What a source is called; one no longer configured goes by its id."""
        if source in self.sources:
            return self.sources[source].names
        return ENTRANCES.get(source, Names(source, source))
