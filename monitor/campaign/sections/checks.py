"""Checks: how strictly the campaign takes each rule, and the exceptions that it lists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import Field, ValidationInfo, field_validator

from monitor.campaign.check_rules import USUAL_CHECKS, CheckException, CheckRules, ConfigurableRule, Severity
from monitor.campaign.document import Loc
from monitor.campaign.judge import Judge
from monitor.campaign.nearness import meant
from monitor.campaign.schema import Day, Entry, IndicatorRef, Known, Percentage, SourceRef, Text, UnitRef

_RULES = [rule.value for rule in ConfigurableRule]


class ExceptionEntry(Entry):
    """Figures that may break a rule: of one day, or of all from a first to a last one."""

    rule: Annotated[ConfigurableRule, Field(strict=False)]
    on: Day | None = None
    first: Day | None = None
    last: Day | None = None
    indicator: IndicatorRef | None = None
    unit: UnitRef | None = None
    source: SourceRef | None = None
    up_to: Percentage | None = None
    backlog: bool = False
    why: Text

    @field_validator("last")
    @classmethod
    def _not_before_the_first(cls, last: date, info: ValidationInfo) -> date:
        first = info.data.get("first")
        if first is not None and last < first:
            raise ValueError(f"{last} is before first, {first}; write {first} or a later day")
        return last


class ChecksEntry(Entry):
    """How strictly figures are checked; the exceptions are judged one by one."""

    severities: dict[str, Annotated[Severity, Field(strict=False)]] = Field(default_factory=dict)
    exceptions: list[Any] = Field(default_factory=list)


def read_checks(judge: Judge, known: Known) -> CheckRules:
    """The severities and exceptions that are right; the faults of the others are the judge's."""
    if judge.document.value_at(("checks",)) is None:
        return USUAL_CHECKS
    entry = judge.part(("checks",), ChecksEntry)
    if entry is None:
        return USUAL_CHECKS
    return CheckRules(_severities(judge, entry.severities), _exceptions(judge, known))


def _severities(judge: Judge, given: Mapping[str, Severity]) -> Mapping[str, Severity]:
    for rule in given:
        if rule not in _RULES:
            message = f'no rule whose severity can be set is called "{rule}"{meant(rule, _RULES)}'
            judge.fault(("checks", "severities", rule), message, at_key=True)
    return dict(given)


def _exceptions(judge: Judge, known: Known) -> tuple[CheckException, ...]:
    found = []
    listed = judge.document.value_at(("checks", "exceptions")) or ()
    for index, raw in enumerate(listed):
        loc: Loc = ("checks", "exceptions", index)
        entry = judge.part(loc, ExceptionEntry, known)
        dated = _judge_days(judge, loc, raw if isinstance(raw, dict) else {})
        if entry is not None and entry.up_to is not None and entry.rule is not ConfigurableRule.STOCK_FELL:
            judge.fault((*loc, "up_to"), f"up_to limits a fall; of {entry.rule} nothing falls, take it out")
        if entry is not None and dated:
            found.append(_exception(entry))
    return tuple(found)


def _judge_days(judge: Judge, loc: Loc, raw: Mapping[str, Any]) -> bool:
    said = {word for word in ("on", "first", "last") if word in raw}
    if said not in ({"on"}, {"first", "last"}):
        judge.fault(loc, "which days? write on, the one day, or first and last, both of which count", at_key=True)
    return said in ({"on"}, {"first", "last"})


def _exception(entry: ExceptionEntry) -> CheckException:
    return CheckException(
        rule=entry.rule.value,
        first=entry.on or entry.first or date.min,
        last=entry.on or entry.last or date.max,
        why=entry.why,
        indicator=entry.indicator,
        unit=entry.unit,
        source=entry.source,
        up_to=float(entry.up_to) if entry.up_to is not None else None,
        backlog=entry.backlog,
    )
