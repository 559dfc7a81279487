"""Judges an Indicator of a Unit against its Target on a day. Pure: the day is an argument."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from monitor.campaign import Better, Indicator, Target
from monitor.clock import DAY, start_of
from monitor.judgement import measuring, wording
from monitor.judgement.figures import Figure, Series
from monitor.judgement.goal import amount_of, base_of, bound_of, path_ratio, target_ratio
from monitor.judgement.measuring import InForce, Point
from monitor.judgement.progress import Progress, Status


def judge(
    indicator: Indicator,
    target: Target | None,
    figures: Sequence[Figure],
    day: date,
    since: date,
    *,
    denominators: Series = (),
    versions: Iterable[Target] = (),
) -> Progress:
    """The judgement for `day` of the figures known up to it, in order of as-of days.

    `target` is the version in force on the day, `versions` are all of its versions: every figure counts against the
    one of the judged day, and what was met before that came into force stays met if it reaches it too. `denominators`
    are the figures of the target's denominator. `since` is the first day on which figures could have come: a unit that
    has said nothing is `new` for the indicator's freshness limit after it, or after the target's start.
    """
    if target is None:
        return Progress(Status.NO_TARGET, wording.NO_TARGET)
    points = points_of(indicator, target, figures, denominators)
    base = points[-1].base if points else base_of(indicator, target, denominators, day)
    known = Progress(
        Status.NEW,
        wording.NO_TARGET,
        expected_ratio=path_ratio(indicator, target, start_of(day)),
        amount=amount_of(target, figures[-1] if figures else None, base),
        deadline=target.deadline_instant,
        base=base,
    )
    if not points:
        in_grace = day <= max(since, target.start) + indicator.freshness_days * DAY
        reason = wording.nothing_known(target, in_grace=in_grace, without_base=bool(figures))
        return replace(known, status=Status.NEW if in_grace else Status.SILENT, reason=reason)
    met_on = measuring.met_on(
        points, _earlier(indicator, target, versions, figures, denominators), target.in_force_from
    )
    measured = _measured(indicator, target, points, replace(known, met_on=met_on))
    judged = replace(measured, status=_status(indicator, target, points[-1], day, measured))
    return replace(judged, reason=wording.reason(indicator, target, judged, points[-1].as_of))


def points_of(indicator: Indicator, target: Target, figures: Iterable[Figure], denominators: Series) -> list[Point]:
    """The figures that can be compared with a target, each with the denominator of its day."""
    found = []
    for figure in figures:
        base = base_of(indicator, target, denominators, figure.as_of)
        ratio = target_ratio(indicator, target, figure, base)
        if ratio is not None:
            found.append(Point(figure, ratio, bound_of(figure, base), base))
    return found


def _earlier(
    indicator: Indicator, target: Target, versions: Iterable[Target], figures: Sequence[Figure], denominators: Series
) -> list[InForce]:
    """The versions that were in force before a target's present one, and the days whose figures reached them."""
    if target.in_force_from is None:
        return []
    dated = [(v.in_force_from or date.min, v.version, v) for v in versions if v.start == target.start]
    return [
        InForce(version.in_force_from, _reached(indicator, version, figures, denominators))
        for begins, _, version in sorted(dated, key=lambda each: each[:2])
        if begins < target.in_force_from
    ]


def _reached(indicator: Indicator, version: Target, figures: Sequence[Figure], denominators: Series) -> frozenset[date]:
    """The days whose figures reach a version; none reach one that said that there is no target any more."""
    points = () if version.ended else points_of(indicator, version, figures, denominators)
    return frozenset(point.as_of for point in points if point.reaches)


def _measured(indicator: Indicator, target: Target, points: Sequence[Point], known: Progress) -> Progress:
    """All numbers of the judgement but its status."""
    last, met_on = points[-1], known.met_on
    goal = None if wording.in_shares(target, known.base) else known.amount
    days_left = (target.deadline_instant - start_of(last.as_of)) / DAY
    needed = (1.0 if goal is None else goal) - last.counted(goal)
    return replace(
        known,
        ratio=last.ratio,
        lead=measuring.lead(indicator, target, last) if met_on is None else target.deadline_instant - start_of(met_on),
        pace_per_day=measuring.pace(points, goal),
        required_pace_per_day=needed / days_left if met_on is None and days_left > 0 else None,
    )


def _status(indicator: Indicator, target: Target, last: Point, day: date, measured: Progress) -> Status:
    unheard = (min(day, target.deadline) - last.as_of).days
    lead = measured.lead or timedelta()
    rules = (
        (Status.MET, measured.met_on is not None),
        (Status.SILENT, unheard > indicator.freshness_days),
        (Status.MISSED, day > target.deadline),
        (Status.BEHIND, lead < -indicator.tolerance_days * DAY),
        (Status.AT_RISK, _will_miss(indicator, measured)),
    )
    return next((status for status, holds in rules if holds), Status.ON_TRACK)


def _will_miss(indicator: Indicator, measured: Progress) -> bool:
    pace, required = measured.pace_per_day, measured.required_pace_per_day
    if pace is None or required is None:
        return False
    return pace < required if indicator.better is Better.HIGHER else pace > required
