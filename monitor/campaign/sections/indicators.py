"""Indicators: which Readings each selects, and whether its kind fits what is counted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from collectors.reading import BUILT_IN, Measure
from collectors.vietnamese.own_phrases import OwnPhrases, PhraseFault, faults_in
from monitor.campaign.document import Loc
from monitor.campaign.judge import Judge
from monitor.campaign.model import Adds, Indicator, Kind, Names
from monitor.campaign.nearness import meant
from monitor.campaign.schema import IndicatorEntry, Known
from monitor.campaign.sections.chains import chained

_KEY = re.compile("[a-z][a-z0-9_]*")
_KINDS = {Measure.PERCENT: Kind.RATIO, Measure.RANK: Kind.RANK}


def measure_of(key: str, raw: Mapping[str, Any]) -> Measure | None:
    """What an indicator counts: as it says, or as the built-in one does that it reads; None where that is in doubt."""
    said = raw.get("measure", BUILT_IN.get(str(raw.get("reads", key))))
    return Measure(said) if said in list(Measure) else None


def read_indicators(judge: Judge, known: Known) -> dict[str, Indicator]:
    """All indicators that are right; the faults of the others are the judge's."""
    found: dict[str, Indicator] = {}
    for loc, key, raw in judge.document.keyed("indicators"):
        if not _KEY.fullmatch(key):
            judge.fault(loc, "an indicator is named in small letters, digits and _, a letter first", at_key=True)
        entry = judge.part(loc, IndicatorEntry, known)
        measure = measure_of(key, raw)
        _judge_reads(judge, loc, key, raw)
        if entry is not None and measure is not None:
            _judge_kind(judge, loc, entry, measure)
            found[key] = _indicator(key, entry, measure)
    _judge_phrases(judge, found)
    return chained(judge, found)


def _judge_reads(judge: Judge, loc: Loc, key: str, raw: Mapping[str, Any]) -> None:
    reads = raw.get("reads", key)
    if "measure" not in raw and reads not in BUILT_IN and isinstance(reads, str):
        own = "one of the campaign's own needs measure, what it counts"
        message = f'no built-in indicator is called "{reads}" ({own}){meant(reads, BUILT_IN)}'
        judge.fault((*loc, "reads") if "reads" in raw else loc, message, at_key="reads" not in raw)
    if reads in BUILT_IN and raw.get("measure", BUILT_IN[reads]) != BUILT_IN[reads]:
        judge.fault((*loc, "measure"), f"{reads} is counted in {BUILT_IN[reads]}; leave measure out")


def _judge_kind(judge: Judge, loc: Loc, entry: IndicatorEntry, measure: Measure) -> None:
    due = _KINDS.get(measure)
    if due is not None and entry.kind is not due:
        judge.fault((*loc, "kind"), f"what is counted in {measure} is a {due}, not a {entry.kind}; write {due}")
    if due is None and entry.kind in _KINDS.values():
        judge.fault((*loc, "kind"), f"what is counted in {measure} is a stock or a flow, not a {entry.kind}")
    if entry.kind is Kind.RANK and entry.adds is Adds.SUM:
        judge.fault((*loc, "adds"), "places in a list never add up; write never")


def _judge_phrases(judge: Judge, indicators: Mapping[str, Indicator]) -> None:
    """No phrase may be any word, or another indicator's; all of them are judged together."""
    said: dict[str, str] = {}
    worded: list[tuple[Loc, OwnPhrases]] = []
    for key, indicator in indicators.items():
        if indicator.phrases is None:
            continue
        loc: Loc = ("indicators", key, "phrases")
        first = said.setdefault(indicator.reads, key)
        if first != key:
            message = f"the phrases of {indicator.reads} stand with {first} already; write all of them there"
            judge.fault(loc, message, at_key=True)
        worded.append((loc, indicator.phrases))
    for fault in faults_in([phrases for _, phrases in worded]):
        judge.fault((*worded[fault.entry][0], *_inside(fault)), fault.message, at_key=fault.index is None)


def _inside(fault: PhraseFault) -> Loc:
    return tuple(step for step in (fault.part, fault.index) if step is not None)


def _phrases(key: str, entry: IndicatorEntry, measure: Measure) -> OwnPhrases | None:
    if entry.phrases is None:
        return None
    return OwnPhrases(
        indicator=entry.reads or key,
        measure=measure,
        subject=tuple(entry.phrases.subject),
        actions=tuple(entry.phrases.actions),
        nouns=tuple(entry.phrases.nouns),
        is_total=entry.kind is Kind.STOCK,
    )


def _indicator(key: str, entry: IndicatorEntry, measure: Measure) -> Indicator:
    return Indicator(
        id=key,
        names=Names(entry.name.vi, entry.name.en),
        reads=entry.reads or key,
        kind=entry.kind,
        measure=measure,
        adds=entry.adds,
        better=entry.better,
        freshness_days=entry.freshness_days,
        tolerance_days=entry.tolerance_days,
        assigned_by=entry.assigned_by,
        account_level=entry.account_level,
        unit_level=entry.unit_level,
        part_of=entry.part_of,
        phrases=_phrases(key, entry, measure),
    )
