"""Units, indicators, targets and sources of one campaign, as frozen values that are right from birth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from collectors.reading import AssignedBy, Measure, UnitLevel
from collectors.source import SourceConfig
from collectors.vietnamese.own_phrases import OwnPhrases
from monitor.campaign.check_rules import USUAL_CHECKS, CheckRules
from monitor.campaign.holding import Uncertainty
from monitor.campaign.schedule import Schedule, latest_due
from monitor.campaign.target import Target, TargetHistory
from monitor.campaign.working_days import USUAL_CALENDAR, WorkCalendar
from monitor.clock import DAY, start_of
from monitor.units import Unit, UnitRegistry


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


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is counted, and which Readings it selects: a built-in id plus qualifiers (None takes only unqualified ones).

    A figure is fresh for `freshness_days` after its as-of day; a unit is behind when its lead is below
    -`tolerance_days`. `part_of` is the indicator that counts the whole: no unit has more of this than of that
    (activated of approved, approved of received, received of the population). `phrases` are the campaign's own, by
    which its figures are found in prose and under headings.
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
    phrases: OwnPhrases | None = None


def own_phrases(indicators: Iterable[Indicator]) -> tuple[OwnPhrases, ...]:
    """The phrases that indicators have of the campaign's own."""
    return tuple(indicator.phrases for indicator in indicators if indicator.phrases is not None)


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
    Figures that are uncertain in one of the ways of `hold` wait until someone has decided.
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
    hold: frozenset[Uncertainty] = frozenset()

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
    Beside them there are the ways in which people hand figures in (`ENTRANCES`). `targets` are all versions of all
    targets. `notice` is shown on top of every page, in both languages, where there is one. `calendar` knows the
    working days. `own_units` are those that the file itself lists, where others come from a registry; None is all of
    them. `text` is the file as read.
    """

    id: str
    names: Names
    units: UnitRegistry
    indicators: Mapping[str, Indicator]
    targets: tuple[Target, ...]
    sources: Mapping[str, SourceSetting]
    notice: Names | None = None
    checks: CheckRules = USUAL_CHECKS
    calendar: WorkCalendar = USUAL_CALENDAR
    own_units: tuple[Unit, ...] | None = None
    text: str = ""
    _targets_of: Mapping[tuple[str, str], TargetHistory] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        targets_of: dict[tuple[str, str], list[Target]] = {}
        for target in self.targets:
            targets_of.setdefault((target.indicator, target.unit), []).append(target)
        histories = {key: TargetHistory(targets) for key, targets in targets_of.items()}
        object.__setattr__(self, "_targets_of", histories)

    def target(self, indicator: str, unit: str, day: date) -> Target | None:
        """The target in force on a day, in the version in force; None from the day on which the unit is no more.

        Of the targets that had begun it is the one that began last; else the first to come.
        """
        history = self._targets_of.get((indicator, unit))
        if history is None or self._is_gone(unit, day):
            return None
        return history.in_force(day)

    def target_versions(self, indicator: str, unit: str) -> tuple[Target, ...]:
        """All versions of all targets of an indicator and a unit, by start and number."""
        history = self._targets_of.get((indicator, unit))
        return history.versions if history else ()

    def _is_gone(self, unit: str, day: date) -> bool:
        until = self.units[unit].valid_until if unit in self.units else None
        return until is not None and day >= until

    @property
    def phrases(self) -> tuple[OwnPhrases, ...]:
        """The campaign's own phrases, beside those that are built in."""
        return own_phrases(self.indicators.values())

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
