"""Paths of targets: straight, by working days, or by milestones that lead from the baseline to the goal."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from collectors.reading import Measure
from monitor.campaign.document import Loc
from monitor.campaign.judge import Judge
from monitor.campaign.model import Better, Indicator
from monitor.campaign.nearness import meant
from monitor.campaign.path import STRAIGHT, Milestones, Path, WorkingDays
from monitor.campaign.schema import Entry, Percentage
from monitor.campaign.sections.holidays import read_days
from monitor.campaign.target import Target
from monitor.campaign.terms import described
from monitor.campaign.working_days import FIRST_YEAR, LAST_YEAR, WorkCalendar

_STRAIGHT, _WORKING_DAYS = "straight", "working_days"


class MilestonesEntry(Entry):
    """A path of milestones; the keys are days."""

    milestones: Annotated[dict[str, Percentage], Field(min_length=1)]


def read_path(judge: Judge, loc: Loc, target: Target, indicator: Indicator, calendar: WorkCalendar) -> Path:
    """The path at a place of a target that is right but for it; the faults of one that is not are the judge's."""
    written = judge.document.value_at(loc)
    if written == _WORKING_DAYS:
        _judge_working_days(judge, loc, target, calendar)
        return WorkingDays(calendar)
    if isinstance(written, dict):
        return _milestones(judge, loc, target, indicator)
    if written not in (None, _STRAIGHT):
        near = meant(written, (_STRAIGHT, _WORKING_DAYS)) if isinstance(written, str) else ""
        right = 'write straight, working_days, or {milestones: {2023-03-31: "25 %"}}'
        judge.fault(loc, f"{described(written)} is no path{near if 'mean' in near else f'; {right}'}")
    return STRAIGHT


def _judge_working_days(judge: Judge, loc: Loc, target: Target, calendar: WorkCalendar) -> None:
    if target.start.year < FIRST_YEAR or target.deadline.year > LAST_YEAR:
        judge.fault(loc, f"the holidays of {FIRST_YEAR} to {LAST_YEAR} are known, others are not; write straight")
    elif calendar.count(target.start, target.deadline) == 0:
        judge.fault(loc, f"no working day lies between {target.start} and {target.deadline}; write straight")


def _milestones(judge: Judge, loc: Loc, target: Target, indicator: Indicator) -> Path:
    entry = judge.part(loc, MilestonesEntry)
    if entry is None:
        return STRAIGHT
    terms = _Terms(target, indicator)
    days = read_days(judge, (*loc, "milestones"), entry.milestones)
    points: list[tuple[date, float]] = []
    for day, place in sorted(days.items()):
        part = terms.part_of_the_way(float(entry.milestones[str(place[-1])]))
        problem = _problem(day, part, points, terms)
        if problem:
            judge.fault(place, problem)
        elif part <= 1:
            points.append((day, part))
    return Milestones(tuple(points))


class _Terms:
    """What a milestone's percentage is of.

    Of a target that is a count it is a share of that count, or where less is better, of the way down to it. Of a
    target that is itself a percentage it is one in the same terms: of 80 %, a milestone of 50 % is at 50 %.
    """

    def __init__(self, target: Target, indicator: Indicator) -> None:
        self.target = target
        goal = target.share if target.amount is None else target.amount
        in_own_terms = target.share is not None or indicator.measure is Measure.PERCENT
        of_the_way = indicator.better is Better.LOWER and not in_own_terms
        self._goal, self._begin = (1.0, 0.0) if of_the_way else (goal or 0.0, target.baseline)
        self._unit = 1.0 if in_own_terms or of_the_way else self._goal

    def part_of_the_way(self, share: float) -> float:
        """Which part of the way from the baseline to the goal is gone with this share."""
        return (share * self._unit - self._begin) / (self._goal - self._begin)

    def __str__(self) -> str:
        """The whole target."""
        return f"{100 * self._goal / self._unit:g} %"

    @property
    def beginning(self) -> str:
        """The baseline."""
        return f"{100 * self._begin / self._unit:g} %"


def _problem(day: date, part: float, before: list[tuple[date, float]], terms: _Terms) -> str:
    """What is wrong with a milestone that comes after others, and what would be right."""
    target = terms.target
    if not target.start <= day <= target.deadline:
        return f"{day} is not on the way; write a day from {target.start} to {target.deadline}"
    if part > 1:
        return f"this is more than the whole target, which is {terms}; a milestone asks for a part of it"
    if part <= 0:
        return f"the path begins at {terms.beginning} already, at the baseline; a milestone lies further on"
    if before and part <= before[-1][1]:
        return f"this is no more than what is asked for on {before[-1][0]}; each milestone lies further than the last"
    if day == target.deadline and part < 1:
        return f"{day} is the deadline, at which all of the target is due; write {terms}, or leave this milestone out"
    return ""
