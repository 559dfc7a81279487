"""Which checks apply to a kind of indicator, and what came of each for an accepted figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from collectors.reading import Measure
from monitor.answers.explanation import CheckAnswer, CheckOutcome
from monitor.campaign import Adds, Campaign, CheckException, Indicator, Kind
from monitor.judgement.checks import CHECKS, Rule
from monitor.judgement.observation import Observation

_COUNTS = (Kind.STOCK, Kind.FLOW)


def _in_chain(campaign: Campaign, indicator: Indicator, _: Observation) -> bool:
    return indicator.part_of is not None or any(other.part_of == indicator.id for other in campaign.indicators.values())


def _held_by_source(campaign: Campaign, _: Indicator, observation: Observation) -> bool:
    source = campaign.sources.get(observation.source)
    return source is not None and bool(source.hold)


# A check that is not named here applies to every indicator.
_APPLIES: Mapping[Rule, Callable[[Campaign, Indicator, Observation], bool]] = {
    Rule.RATIO_DISAGREES: lambda _, indicator, __: indicator.kind is not Kind.RANK,
    Rule.SHARE_ABOVE_ONE: lambda _, indicator, __: indicator.measure is Measure.PERCENT,
    Rule.ABOVE_DENOMINATOR: lambda _, indicator, __: indicator.kind is not Kind.RANK,
    Rule.TENFOLD_JUMP: lambda _, indicator, __: indicator.kind in _COUNTS,
    Rule.STOCK_FELL: lambda _, indicator, __: indicator.kind is Kind.STOCK,
    Rule.CHAIN_BROKEN: _in_chain,
    Rule.ABOVE_POPULATION: _in_chain,
    Rule.CHILDREN_ABOVE_PARENT: lambda _, indicator, __: indicator.adds is Adds.SUM,
    Rule.UNCERTAIN: _held_by_source,
}


def checks_of(campaign: Campaign, indicator: Indicator, observation: Observation) -> tuple[CheckAnswer, ...]:
    """Each check that applies, in the order of CHECKS, and what came of it."""
    applying = [rule for rule, _ in CHECKS if rule not in _APPLIES or _APPLIES[rule](campaign, indicator, observation)]
    broken = [rule for rule in Rule if rule.value in (*observation.waived, *observation.warnings)]
    return tuple(_answer(campaign, observation, rule) for rule in dict.fromkeys((*applying, *broken)))


def _answer(campaign: Campaign, observation: Observation, rule: Rule) -> CheckAnswer:
    if rule.value not in observation.waived:
        warned = rule.value in observation.warnings
        return CheckAnswer(rule, CheckOutcome.WARNED if warned else CheckOutcome.PASSED)
    exception = next((each for each in campaign.checks.exceptions if _let_pass(each, observation, rule)), None)
    if exception is not None or not observation.author:
        return CheckAnswer(rule, CheckOutcome.EXCEPTED, exception, reason=observation.reason)
    return CheckAnswer(rule, CheckOutcome.WAIVED, author=observation.author, reason=observation.reason)


def _let_pass(exception: CheckException, observation: Observation, rule: Rule) -> bool:
    """Whether a listed exception let the figure break the rule: its reason is then among those of the revision."""
    wanted = (exception.indicator, exception.unit, exception.source)
    given = (observation.indicator, observation.unit, observation.source)
    fits = all(name in (None, own) for name, own in zip(wanted, given, strict=True))
    return exception.rule == rule.value and fits and exception.why in observation.reason
