"""What indicators are a part of: as the campaign says, or along the usual chains from application to use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from collectors.reading import Measure
from monitor.campaign.judge import Judge
from monitor.campaign.model import Indicator

# Each is a part of the next: what is activated was approved, and that was applied for.
CHAINS = (
    ("eid_activated", "eid_approved", "eid_received"),
    ("id_card_delivered", "id_card_issued", "id_card_received"),
)
_NOT_COUNTED = (Measure.PERCENT, Measure.RANK, Measure.DAYS)


def chained(judge: Judge, indicators: Mapping[str, Indicator]) -> dict[str, Indicator]:
    """The indicators, with `part_of` filled in along the usual chains where the campaign says nothing.

    What is wrong with those that it names is a fault of the judge's.
    """
    found = {key: _filled_in(indicator, indicators) for key, indicator in indicators.items()}
    for key, indicator in indicators.items():
        if indicator.part_of is not None:
            _judge_whole(judge, found[key], found)
    return found


def _judge_whole(judge: Judge, indicator: Indicator, indicators: Mapping[str, Indicator]) -> None:
    whole = indicators.get(indicator.part_of or "")
    loc = ("indicators", indicator.id, "part_of")
    if whole is None:
        return
    if _goes_round(indicator, indicators):
        judge.fault(loc, f"{indicator.id} is a part of itself in the end; a whole is no part of its parts")
    elif not _may_be_part(indicator, whole):
        counted = (
            f"{indicator.id} is a {indicator.kind} of {indicator.measure}, {whole.id} a {whole.kind} of {whole.measure}"
        )
        judge.fault(loc, f"{counted}; a part and its whole are counts of one sort, or the whole is of people")


def _counted(indicator: Indicator) -> str:
    return f"{indicator.id} is a {indicator.kind} of {indicator.measure}"


def _goes_round(indicator: Indicator, indicators: Mapping[str, Indicator]) -> bool:
    passed: set[str] = set()
    step: Indicator | None = indicator
    while step is not None and step.id not in passed:
        passed.add(step.id)
        step = indicators.get(step.part_of or "")
    return step is not None and step.id == indicator.id


def _may_be_part(part: Indicator, whole: Indicator) -> bool:
    if part.measure in _NOT_COUNTED or whole.measure in _NOT_COUNTED:
        return False
    along_a_chain = any(part.reads in links and whole.reads in links for links in CHAINS)
    alike = part.kind is whole.kind and (part.measure is whole.measure or along_a_chain)
    return alike or whole.measure is Measure.PEOPLE


def _filled_in(indicator: Indicator, indicators: Mapping[str, Indicator]) -> Indicator:
    if indicator.part_of is not None:
        return indicator
    wholes = (
        other.id
        for reads in _further_links(indicator.reads)
        for other in indicators.values()
        if other.reads == reads and _qualifiers(other) == _qualifiers(indicator) and other.kind is indicator.kind
    )
    return replace(indicator, part_of=next(wholes, None))


def _further_links(reads: str) -> tuple[str, ...]:
    """What a figure of this id is a part of, the nearest first."""
    return next((links[links.index(reads) + 1 :] for links in CHAINS if reads in links), ())


def _qualifiers(indicator: Indicator) -> tuple[str | int | None, ...]:
    return indicator.assigned_by, indicator.account_level, indicator.unit_level
