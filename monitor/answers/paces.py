"""How the two paces of a judgement come about: what is reached a day, and what is needed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from collectors.reading import Bound
from monitor.answers.explanation import Step, StepKind
from monitor.answers.writing import both, counted, days, gives
from monitor.campaign import Indicator, Names, Target
from monitor.clock import DAY, start_of
from monitor.judgement.measuring import PACE_DAYS, PACE_REPORTS, Point
from monitor.judgement.progress import Progress
from monitor.judgement.wording import in_shares, pace
from monitor.language import Language, day, share


def pace_step(indicator: Indicator, target: Target, progress: Progress, points: Sequence[Point]) -> Step | None:
    """The pace over the last reports."""
    now = progress.pace_per_day
    if now is None:
        return None
    words = Names(
        "Tốc độ đang đạt = mức tăng qua các báo cáo gần nhất / số ngày",
        "Pace now = growth over the last reports / days",
    )
    goal = _goal(target, progress)
    ends = _ends(points)
    late = _entered_late(points, goal, *ends) if ends else 0.0

    def formula(of: Language) -> str:
        result = pace(now, indicator, target, of, progress.base)
        if ends is None:
            return result
        first, last = ends
        span = last.as_of - first.as_of
        if not gives((last.counted(goal) - first.counted(goal) - late) / span.days, now):
            return result
        top = f"{_write(last, goal, indicator, of)} − {_write(first, goal, indicator, of)}"
        if late:
            top += f" − {_number(late, goal, indicator, of)} {'nhập bù' if of == 'vi' else 'entered late'}"
        between = f"{day(first.as_of, of)} – {day(last.as_of, of)}"
        return f"({top}) / {days(span, of)} ({between}) = {result}"

    return Step(StepKind.PACE, words, both(formula), now)


def required_step(indicator: Indicator, target: Target, progress: Progress, points: Sequence[Point]) -> Step | None:
    """The pace that is needed from the figure's day to the deadline."""
    needed = progress.required_pace_per_day
    if needed is None or not points:
        return None
    last, goal = points[-1], _goal(target, progress)
    left, whole = target.deadline_instant - start_of(last.as_of), 1.0 if goal is None else goal
    words = Names(
        f"Tốc độ cần = phần còn thiếu / số ngày từ ngày của số liệu đến hết {day(target.deadline, 'vi')}",
        f"Pace needed = what is lacking / days from the figure's day to the end of {day(target.deadline, 'en')}",
    )

    def formula(of: Language) -> str:
        result = pace(needed, indicator, target, of, progress.base)
        if not gives((whole - last.counted(goal)) / (left / DAY), needed):
            return result
        top = f"{_number(whole, goal, indicator, of)} − {_write(last, goal, indicator, of)}"
        return f"({top}) / {days(left, of)} = {result}"

    return Step(StepKind.REQUIRED_PACE, words, both(formula), needed)


def _goal(target: Target, progress: Progress) -> float | None:
    """The number that a pace is counted towards; None where it is counted in shares of the target."""
    return None if in_shares(target, progress.base) else progress.amount


def _ends(points: Sequence[Point]) -> tuple[Point, Point] | None:
    """The reports between which a pace is taken."""
    exact = [point for point in points if point.bound is Bound.EXACT]
    if len(exact) < PACE_REPORTS:
        return None
    recent = [point for point in exact if (exact[-1].as_of - point.as_of).days <= PACE_DAYS]
    return (recent[0] if len(recent) >= PACE_REPORTS else exact[-PACE_REPORTS]), exact[-1]


def _entered_late(points: Sequence[Point], goal: float | None, first: Point, last: Point) -> float:
    """How much of the growth between two reports was done earlier and entered late."""
    return sum(
        new.figure.backlog * (new.counted(goal) - old.counted(goal))
        for old, new in pairwise(points)
        if first.as_of < new.as_of <= last.as_of and new.figure.backlog
    )


def _write(point: Point, goal: float | None, indicator: Indicator, of: Language) -> str:
    return _number(point.counted(goal), goal, indicator, of)


def _number(value: float, goal: float | None, indicator: Indicator, of: Language) -> str:
    return share(value, of) if goal is None else counted(value, indicator, of)
