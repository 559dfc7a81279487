"""Targets: one way of saying how much, one version for a thing, a unit, a start and a day of coming into force."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from collectors.reading import Measure
from monitor.campaign.document import Loc
from monitor.campaign.judge import Judge
from monitor.campaign.model import Better, Indicator
from monitor.campaign.schema import Known, TargetEntry
from monitor.campaign.sections.paths import read_path
from monitor.campaign.target import Target
from monitor.campaign.working_days import WorkCalendar

_AMOUNTS = ("value", "share", "implied")
_NOT_COUNTED = (Measure.PERCENT, Measure.RANK, Measure.DAYS)
# What tells one version of a target from all others; the first three tell the target.
_IDENTITY = ("indicator", "unit", "start", "in_force_from")


def read_targets(
    judge: Judge, known: Known, indicators: Mapping[str, Indicator], calendar: WorkCalendar
) -> tuple[Target, ...]:
    """All targets that are right, in all versions; the faults of the others are the judge's."""
    found: list[Target] = []
    first: dict[tuple[str, ...], Loc] = {}
    for loc, raw in judge.document.listed("targets"):
        entry = judge.part(loc, TargetEntry, known)
        said_once = _judge_amount(judge, loc, raw)
        _judge_repetition(judge, loc, raw, first)
        if entry is not None and said_once:
            found.append(_read(judge, loc, _target(entry), indicators, calendar))
    return _numbered(found)


def _read(
    judge: Judge, loc: Loc, target: Target, indicators: Mapping[str, Indicator], calendar: WorkCalendar
) -> Target:
    """The target with its path."""
    indicator = indicators.get(target.indicator)
    if indicator is None or not _leads_somewhere(judge, loc, target, indicator):
        return target
    _judge_denominator(judge, loc, target, indicators)
    return replace(target, path=read_path(judge, (*loc, "path"), target, indicator, calendar))


def _numbered(targets: Sequence[Target]) -> tuple[Target, ...]:
    """The versions of each target numbered in the order of their coming into force; otherwise in the file's order."""
    dated: dict[tuple[str, str, date], list[date]] = defaultdict(list)
    for target in targets:
        insort(dated[_key(target)], target.in_force_from or date.min)
    return tuple(
        replace(target, version=dated[_key(target)].index(target.in_force_from or date.min) + 1) for target in targets
    )


def _key(target: Target) -> tuple[str, str, date]:
    return target.indicator, target.unit, target.start


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
    key = tuple(str(raw.get(word)) for word in _IDENTITY)
    if key in first:
        line = judge.document.at(first[key])[0]
        message = f"{key[0]} of {key[1]} has a target from {key[2]} already, in line {line}; keep one of them"
        judge.fault(loc, f"{message}, or write from when on a new version is in_force_from", at_key=True)
    elif all(word in raw for word in _IDENTITY[:3]):
        first[key] = loc


def _leads_somewhere(judge: Judge, loc: Loc, target: Target, indicator: Indicator) -> bool:
    """Whether there is a way from the baseline to the goal."""
    goal = target.share if target.share is not None else target.amount
    if not goal:
        judge.fault((*loc, "implied"), "the target implied is 0, which cannot be judged; leave the target out")
        return False
    side, leads = ("below", target.baseline < goal)
    if indicator.better is Better.LOWER:
        side, leads = ("above", target.baseline > goal)
    if not leads:
        advice = f"write where it began, {side} {goal:g}"
        judge.fault((*loc, "baseline"), f"a baseline of {target.baseline:g} is not {side} the target; {advice}")
    return leads


def _judge_denominator(judge: Judge, loc: Loc, target: Target, indicators: Mapping[str, Indicator]) -> None:
    base = indicators.get(target.denominator or "")
    if target.denominator is not None and target.share is None:
        judge.fault((*loc, "denominator"), "a denominator belongs to a share; write share with of, or take it out")
    elif target.denominator == target.indicator:
        judge.fault((*loc, "denominator"), f"{target.indicator} is no share of itself; name what counts the whole")
    elif base is not None and base.measure in _NOT_COUNTED:
        message = f"{base.id} is counted in {base.measure}; a denominator counts people, accounts or the like"
        judge.fault((*loc, "denominator"), message)


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
        denominator=entry.denominator,
        in_force_from=entry.in_force_from,
        decided_on=entry.decided_on,
        decided_by=entry.decided_by,
    )
