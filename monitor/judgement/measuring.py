"""What is measured of figures in terms of a target: when it was met, the lead, and the pace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from collectors.reading import Bound
from monitor.campaign import Indicator, Target
from monitor.clock import start_of
from monitor.judgement.figures import Figure
from monitor.judgement.goal import start_ratio

# A pace is taken over this many reports at least, and over this many days where there are more reports.
PACE_REPORTS = 3
PACE_DAYS = 28
# Parts of a way closer than this are the same: a tenth of a second of a path of three years.
_SAME_PART = 1e-9


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in terms of the target: its share of it, how that stands to the truth, and the denominator used."""

    figure: Figure
    ratio: float
    bound: Bound
    base: Figure | None = None

    @property
    def as_of(self) -> date:
        """The day that the figure is true for."""
        return self.figure.as_of

    @property
    def reaches(self) -> bool:
        """Whether the target is reached: 'about' and 'at most' never show that."""
        return self.ratio >= 1 and self.bound in (Bound.EXACT, Bound.AT_LEAST)

    def counted(self, goal: float | None) -> float:
        """The number that a pace is counted in: the value on the way to a number, else the share of the target."""
        if goal is None:
            return self.ratio
        return self.figure.value if self.figure.value is not None else self.ratio * goal


@dataclass(frozen=True, slots=True)
class InForce:
    """One version of a target, from which day it was in force (None: from the beginning), and what reached it."""

    since: date | None
    reached_by: frozenset[date]


def met_on(points: Iterable[Point], earlier: Sequence[InForce], since: date | None) -> date | None:
    """The day on which the target was first met; None where it is not.

    `points` are in terms of the version in force on the judged day, which is in force from `since` on; `earlier` are
    the versions before it, oldest first. A figure that reaches the present version met the target on its as-of day if
    it reached the version that was in force then, and otherwise when the first version that it reaches came into force.
    """
    days = (_met_by(point.as_of, earlier, since) for point in points if point.reaches)
    return min(days, default=None)


def _met_by(as_of: date, earlier: Sequence[InForce], since: date | None) -> date:
    if since is None or as_of >= since:
        return as_of
    ends = [*(version.since for version in earlier[1:]), since]
    for version, end in zip(earlier, ends, strict=True):
        if as_of in version.reached_by and (end is None or as_of < end):
            return max(as_of, version.since) if version.since else as_of
    return since


def lead(indicator: Indicator, target: Target, last: Point) -> timedelta:
    """How far ahead (+) or behind (-) of the path the last figure is, before the target is met.

    The instant at which the path reaches the ratio, less the start of the as-of day. Where the path rests (on days
    off) a unit that has what the path asks for is on it, and one that has less is behind since the rest ended.
    """
    start, at = start_ratio(indicator, target), start_of(last.as_of)
    part = (last.ratio - start) / (1 - start) if start < 1 else 1.0
    if at < target.deadline_instant and target.part_at(at) <= part + _SAME_PART:
        return max(target.instant_of(part) - at, timedelta())
    return target.instant_of(min(part + _SAME_PART, 1.0)) - at


def pace(points: Sequence[Point], goal: float | None) -> float | None:
    """Growth a day over the last reports by their as-of days, back-logs left out; None before enough are exact.

    In numbers on the way to the number `goal`, else in shares of the target.
    """
    exact = [point for point in points if point.bound is Bound.EXACT]
    if len(exact) < PACE_REPORTS:
        return None
    last = exact[-1]
    recent = [point for point in exact if (last.as_of - point.as_of).days <= PACE_DAYS]
    first = recent[0] if len(recent) >= PACE_REPORTS else exact[-PACE_REPORTS]
    growth = last.counted(goal) - first.counted(goal) - _entered_late(points, goal, first.as_of, last.as_of)
    return growth / (last.as_of - first.as_of).days


def _entered_late(points: Sequence[Point], goal: float | None, after: date, until: date) -> float:
    """How much of the growth between two days was done earlier."""
    return sum(
        new.figure.backlog * (new.counted(goal) - old.counted(goal))
        for old, new in pairwise(points)
        if after < new.as_of <= until and new.figure.backlog
    )
