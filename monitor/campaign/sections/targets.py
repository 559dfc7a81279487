"""Targets: one way of saying how much, one target for a thing, a unit and a start, and a path that leads somewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from monitor.campaign.document import Loc
from monitor.campaign.judge import Judge
from monitor.campaign.model import Better, Indicator, Target
from monitor.campaign.schema import Known, TargetEntry

_AMOUNTS = ("value", "share", "implied")


def read_targets(judge: Judge, known: Known, indicators: Mapping[str, Indicator]) -> tuple[Target, ...]:
    """All targets that are right; the faults of the others are the judge's."""
    found: list[Target] = []
    first: dict[tuple[str, ...], Loc] = {}
    for loc, raw in judge.document.listed("targets"):
        entry = judge.part(loc, TargetEntry, known)
        said_once = _judge_amount(judge, loc, raw)
        _judge_repetition(judge, loc, raw, first)
        if entry is not None and said_once:
            target = _target(entry)
            _judge_path(judge, loc, target, indicators.get(target.indicator))
            found.append(target)
    return tuple(found)


def _judge_amount(judge: Judge, loc: Loc, raw: Mapping[str, Any]) -> bool:
    said = [word for word in _AMOUNTS if word in raw]
    if len(said) > 1:
        judge.fault(loc, f"{' and '.join(said)} say how much at once; keep one of them", at_key=True)
    if not said:
        judge.fault(loc, "how much is missing; write value, share with of, or implied", at_key=True)
    if "share" in raw and "of" not in raw:
        judge.fault((*loc, "share"), "a share of what? write of: eligible, or another base", at_key=True)
    if "of" in raw and "share" not in raw:
        judge.fault((*loc, "of"), "of belongs to a share; write share, or take it out", at_key=True)
    return len(said) == 1 and ("share" in raw) == ("of" in raw)


def _judge_repetition(judge: Judge, loc: Loc, raw: Mapping[str, Any], first: dict[tuple[str, ...], Loc]) -> None:
    key = tuple(str(raw.get(word)) for word in ("indicator", "unit", "start"))
    if key in first:
        line = judge.document.at(first[key])[0]
        message = f"{key[0]} of {key[1]} has a target from {key[2]} already, in line {line}; keep one of them"
        judge.fault(loc, message, at_key=True)
    elif all(word in raw for word in ("indicator", "unit", "start")):
        first[key] = loc


def _judge_path(judge: Judge, loc: Loc, target: Target, indicator: Indicator | None) -> None:
    goal = target.share if target.share is not None else target.amount
    if goal == 0:
        judge.fault((*loc, "implied"), "the target implied is 0, which cannot be judged; leave the target out")
    elif goal is not None and indicator is not None:
        side, leads = ("below", target.baseline < goal)
        if indicator.better is Better.LOWER:
            side, leads = ("above", target.baseline > goal)
        if not leads:
            advice = f"write where it began, {side} {goal:g}"
            judge.fault((*loc, "baseline"), f"a baseline of {target.baseline:g} is not {side} the target; {advice}")


def _target(entry: TargetEntry) -> Target:
    return Target(
        indicator=entry.indicator,
        unit=entry.unit,
        start=entry.start,
        deadline=entry.deadline,
        basis=entry.basis,
        value=entry.value,
        share=float(entry.share) if entry.share is not None else None,
        of=entry.of,
        implied=(entry.implied.value, entry.implied.share) if entry.implied else None,
        baseline=entry.baseline,
        decision=entry.decision,
        note=entry.note,
    )
