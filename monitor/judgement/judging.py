"""Judges an Indicator of a Unit against its Target on a day. Pure: the day is an argument."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from collectors.reading import Bound, Of
from monitor.campaign import Better, Indicator, Target
from monitor.clock import DAY, start_of
from monitor.judgement import wording
from monitor.judgement.figures import Figure
from monitor.judgement.progress import Progress, Status

# A pace is taken over this many reports at least, and over this many days where there are more reports.
PACE_REPORTS = 3
PACE_DAYS = 28


@dataclass(frozen=True, slots=True)
class _Point:
    """A figure in terms of the target: its share of it, and the number that a pace is counted in."""

    as_of: date
    ratio: float
    counted: float
    bound: Bound


def amount_of(target: Target, figure: Figure | None) -> float | None:
    """The number to reach: the target's own, or its share of the base that the figure gives; None where unknown."""
    if target.amount is not None:
        return target.amount
    if figure is None or figure.out_of is None or target.share is None or figure.of is not target.of:
        return None
    return target.share * figure.out_of


def target_ratio(indicator: Indicator, target: Target, figure: Figure) -> float | None:
    """The share of the target that a figure reaches; None where the two cannot be compared.

    value / amount; or the share that the source said, where it is a share of the target's own base. Where less is
    better, the part of the way from the baseline down to the amount.
    """
    amount = target.amount
    if amount is None:
        comparable = figure.ratio is not None and figure.of is target.of
        return figure.ratio / target.share if comparable and figure.ratio is not None and target.share else None
    if figure.value is None:
        return figure.ratio if figure.of is Of.TARGET else None
    if indicator.better is Better.LOWER:
        way = target.baseline - amount
        return (target.baseline - figure.value) / way if way > 0 else None
    return figure.value / amount if amount > 0 else None


def judge(indicator: Indicator, target: Target | None, figures: Sequence[Figure], day: date, since: date) -> Progress:
    """The judgement for `day` of the figures known up to it, in order of as-of days.

    `since` is the first day on which figures could have come: a unit that has said nothing is `new` for the
    indicator's freshness limit after it, or after the target's start.
    """
    if target is None:
        return Progress(Status.NO_TARGET, wording.NO_TARGET)
    points = [point for figure in figures if (point := _point(indicator, target, figure)) is not None]
    known = Progress(
        Status.NEW,
        wording.NO_TARGET,
        expected_ratio=_path_at(indicator, target, start_of(day)),
        amount=amount_of(target, figures[-1] if figures else None),
        deadline=target.deadline_instant,
    )
    if not points:
        in_grace = day <= max(since, target.start) + indicator.freshness_days * DAY
        reason = wording.nothing_known(target, in_grace=in_grace, without_base=bool(figures))
        return replace(known, status=Status.NEW if in_grace else Status.SILENT, reason=reason)
    measured = _measured(indicator, target, points, known)
    judged = replace(measured, status=_status(indicator, target, points[-1], day, measured))
    return replace(judged, reason=wording.reason(indicator, target, judged, points[-1].as_of))


def _measured(indicator: Indicator, target: Target, points: Sequence[_Point], known: Progress) -> Progress:
    """All numbers of the judgement but its status."""
    last = points[-1]
    met_on = next((p.as_of for p in points if p.ratio >= 1 and p.bound in (Bound.EXACT, Bound.AT_LEAST)), None)
    days_left = (target.deadline_instant - start_of(last.as_of)) / DAY
    goal = 1.0 if target.amount is None else target.amount
    return replace(
        known,
        ratio=last.ratio,
        lead=_lead(indicator, target, last, met_on),
        pace_per_day=_pace(points),
        required_pace_per_day=(goal - last.counted) / days_left if met_on is None and days_left > 0 else None,
        met_on=met_on,
    )


def _status(indicator: Indicator, target: Target, last: _Point, day: date, measured: Progress) -> Status:
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


def _point(indicator: Indicator, target: Target, figure: Figure) -> _Point | None:
    ratio = target_ratio(indicator, target, figure)
    if ratio is None:
        return None
    counted = ratio if target.amount is None else figure.value if figure.value is not None else ratio * target.amount
    return _Point(figure.as_of, ratio, counted, figure.bound)


def _start_ratio(indicator: Indicator, target: Target) -> float:
    """Where the path begins, as a share of the target."""
    if indicator.better is Better.LOWER:
        return 0.0
    goal = target.share if target.amount is None else target.amount
    return target.baseline / goal if goal else 0.0


def _path_at(indicator: Indicator, target: Target, instant: datetime) -> float:
    """The share at which the straight path stands: from the baseline at the start to 1 at the deadline."""
    start = _start_ratio(indicator, target)
    gone = (instant - target.start_instant) / (target.deadline_instant - target.start_instant)
    return start + (1 - start) * min(max(gone, 0.0), 1.0)


def _lead(indicator: Indicator, target: Target, last: _Point, met_on: date | None) -> timedelta:
    if met_on is not None:
        return target.deadline_instant - start_of(met_on)
    start = _start_ratio(indicator, target)
    part = (last.ratio - start) / (1 - start) if start < 1 else 1.0
    length = target.deadline_instant - target.start_instant
    return target.start_instant + length * min(max(part, 0.0), 1.0) - start_of(last.as_of)


def _pace(points: Sequence[_Point]) -> float | None:
    """Growth a day over the last reports; None before there are enough exact ones."""
    exact = [point for point in points if point.bound is Bound.EXACT]
    if len(exact) < PACE_REPORTS:
        return None
    last = exact[-1]
    recent = [point for point in exact if (last.as_of - point.as_of).days <= PACE_DAYS]
    first = recent[0] if len(recent) >= PACE_REPORTS else exact[-PACE_REPORTS]
    return (last.counted - first.counted) / (last.as_of - first.as_of).days
