"""What a target asks for: the number to reach, the share of it that a figure is, and where its path stands."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime
from itertools import chain

from collectors.reading import Bound, Measure, Of
from monitor.campaign import Better, Indicator, Target
from monitor.judgement.figures import Figure, Series


def base_of(indicator: Indicator, target: Target, denominators: Series, day: date) -> Figure | None:
    """The denominator of a share that holds for a day: the latest known of that day, else the first one after it.

    A total that lacks parts is no denominator: a share of it would be too high.
    """
    if target.amount is not None or indicator.measure is Measure.PERCENT:
        return None
    known = bisect_right(denominators, day, key=lambda figure: figure.as_of)
    candidates = (denominators[at] for at in chain(range(known - 1, -1, -1), range(known, len(denominators))))
    return next((figure for figure in candidates if figure.value and figure.complete), None)


def amount_of(target: Target, figure: Figure | None, base: Figure | None = None) -> float | None:
    """The number to reach; None where it is unknown.

    It is the target's own, or its share of the denominator `base`, or else of the base that the figure gives.
    """
    if target.amount is not None or target.share is None:
        return target.amount
    if base is not None and base.value is not None:
        return target.share * base.value
    if figure is None or figure.out_of is None or figure.of is not target.of:
        return None
    return target.share * figure.out_of


def target_ratio(indicator: Indicator, target: Target, figure: Figure, base: Figure | None = None) -> float | None:
    """The share of the target that a figure reaches; None where the two cannot be compared.

    value / amount; or the share that the source said, where it is a share of the target's own base. Where less is
    better, the part of the way from the baseline down to the amount.
    """
    if target.amount is None:
        return _part_of_way(indicator, target, _share_of_base(target, figure, base), target.share)
    if figure.value is None:
        return figure.ratio if figure.of is Of.TARGET else None
    return _part_of_way(indicator, target, figure.value, target.amount)


def _share_of_base(target: Target, figure: Figure, base: Figure | None) -> float | None:
    if base is not None and base.value and figure.value is not None:
        return figure.value / base.value
    return figure.ratio if figure.of is target.of else None


def _part_of_way(indicator: Indicator, target: Target, reached: float | None, goal: float | None) -> float | None:
    if reached is None or goal is None:
        return None
    if indicator.better is Better.LOWER:
        way = target.baseline - goal
        return (target.baseline - reached) / way if way > 0 else None
    return reached / goal if goal > 0 else None


def bound_of(figure: Figure, base: Figure | None) -> Bound:
    """How a figure's share of the target stands to the truth: of a base that is not exact it is about."""
    counted = base is not None and figure.value is not None
    return Bound.ABOUT if counted and base is not None and base.bound is not Bound.EXACT else figure.bound


def start_ratio(indicator: Indicator, target: Target) -> float:
    """Where the path begins, as a share of the target."""
    if indicator.better is Better.LOWER:
        return 0.0
    goal = target.share if target.amount is None else target.amount
    return target.baseline / goal if goal else 0.0


def path_ratio(indicator: Indicator, target: Target, instant: datetime) -> float:
    """The share of the target at which the path stands: from the baseline at the start to 1 at the deadline."""
    start = start_ratio(indicator, target)
    return start + (1 - start) * target.part_at(instant)
