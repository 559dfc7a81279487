"""Every version of every target, with the days on which it is the one that is judged by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from monitor.answers.question import Question
from monitor.campaign import Campaign, Indicator, Target
from monitor.store import campaigns
from monitor.store.campaigns import VersionKey
from monitor.units import Unit


@dataclass(frozen=True, slots=True)
class TargetVersion:
    """A version of a target, and from which local day on it is judged by, up to `until` (exclusive).

    `first` None is from the beginning, `until` None without end; of a version that never was in force, or has been
    overtaken before its day came, `ever` is false. `recorded_at` is when the store took it in, None before it did.
    """

    indicator: Indicator
    unit: Unit
    target: Target
    first: date | None
    until: date | None
    ever: bool
    recorded_at: datetime | None

    def holds_on(self, day: date) -> bool:
        """Whether a figure of that day is judged by this version."""
        return self.ever and (self.first is None or self.first <= day) and (self.until is None or day < self.until)


def target_versions(
    campaign: Campaign, connection: Connection, question: Question, known_at: datetime | None
) -> list[TargetVersion]:
    """The versions that fit, by indicator (in the campaign's order), unit, first day and version."""
    recorded = campaigns.recorded_versions(connection, known_at)
    cells = {
        (target.indicator, target.unit) for target in campaign.targets if _is_asked_for(campaign, question, target)
    }
    order = list(campaign.indicators)
    found: list[TargetVersion] = []
    for indicator, unit in sorted(cells, key=lambda cell: (order.index(cell[0]), cell[1])):
        found += _versions(campaign, campaign.target_versions(indicator, unit), recorded)
    return [each for each in found if question.as_of is None or each.holds_on(question.as_of)]


def _is_asked_for(campaign: Campaign, question: Question, target: Target) -> bool:
    return target.unit in campaign.units and question.fits(
        campaign.indicators[target.indicator], campaign.units[target.unit]
    )


def version_of(campaign: Campaign, connection: Connection, target: Target, known_at: datetime | None) -> TargetVersion:
    """A target of the campaign as the version that it is."""
    cell = target.indicator, target.unit
    siblings, recorded = campaign.target_versions(*cell), campaigns.recorded_versions(connection, known_at, cell)
    return next(each for each in _versions(campaign, siblings, recorded) if each.target == target)


def _versions(
    campaign: Campaign, siblings: Sequence[Target], recorded: Mapping[VersionKey, datetime]
) -> list[TargetVersion]:
    """The versions of all targets of one cell."""
    by_day = _in_force(campaign, siblings)
    found = []
    for target in sorted(siblings, key=lambda target: (target.start, target.version)):
        first, until, ever = _span(by_day, target)
        key = (target.indicator, target.unit, target.start, target.version)
        found.append(
            TargetVersion(
                indicator=campaign.indicators[target.indicator],
                unit=campaign.units[target.unit],
                target=target,
                first=first,
                until=until,
                ever=ever,
                recorded_at=recorded.get(key),
            )
        )
    return found


def _in_force(campaign: Campaign, siblings: Sequence[Target]) -> list[tuple[date, Target | None]]:
    """What is judged by from which day on, as the campaign itself says for every day on which that may change."""
    days = {date.min, *(target.start for target in siblings)}
    days |= {target.in_force_from for target in siblings if target.in_force_from is not None}
    indicator, unit = siblings[0].indicator, siblings[0].unit
    return [(day, campaign.target(indicator, unit, day)) for day in sorted(days)]


def _span(by_day: Sequence[tuple[date, Target | None]], target: Target) -> tuple[date | None, date | None, bool]:
    """From which day up to which a version holds, and whether it ever does; of an end, from when there is no target."""
    held = [day for day, holds in by_day if _is_meant(target, day, holds)]
    if not held:
        return None, None, False
    after = [day for day, holds in by_day if day > held[0] and not _is_meant(target, day, holds)]
    return None if held[0] == date.min else held[0], after[0] if after else None, True


def _is_meant(target: Target, day: date, holds: Target | None) -> bool:
    if target.ended:
        return holds is None and target.in_force_from is not None and target.in_force_from <= day
    return holds == target
