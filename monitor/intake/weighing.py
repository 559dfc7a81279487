"""How strictly a campaign takes the rules that a figure breaks: its severities, its exceptions, what someone waived."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from monitor.campaign import CheckException, CheckRules, Severity
from monitor.judgement.checks import Broken, Rule
from monitor.judgement.observation import Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Of the rules that a figure breaks: for which it is refused, warned of, and in spite of which it is taken.

    `waived` are rules that someone, or an exception of the campaign, waives; `excepted` those of the exceptions, each
    with its reason; `backlog` whether what is so taken was done earlier and entered late.
    """

    refused: tuple[Broken, ...] = ()
    warned: tuple[Broken, ...] = ()
    waived: tuple[str, ...] = ()
    excepted: tuple[tuple[str, str], ...] = ()
    backlog: bool = False

    @property
    def why(self) -> tuple[str, ...]:
        """The reasons of the exceptions."""
        return tuple(dict.fromkeys(why for _, why in self.excepted))


def weigh(broken: Sequence[Broken], figure: Observation, rules: CheckRules, waived: Collection[str] = ()) -> Weighed:
    """What becomes of a figure that breaks these rules. Those `waived` by someone are waived whether broken or not."""
    refused, warned, used = [], [], []
    for each in broken:
        if each.rule.value in waived:
            continue
        exception = _exception(each, figure, rules)
        if exception is not None:
            used.append(exception)
        elif severity_of(each.rule, rules) is Severity.WARN:
            warned.append(each)
        else:
            refused.append(each)
    taken = (*waived, *(exception.rule for exception in used))
    return Weighed(
        refused=tuple(refused),
        warned=tuple(warned),
        waived=tuple(dict.fromkeys(taken)),
        excepted=tuple(dict.fromkeys((exception.rule, exception.why) for exception in used)),
        # A jump that is taken for right is what has been done before and was entered at once.
        backlog=any(exception.backlog for exception in used)
        or Rule.TENFOLD_JUMP.value in (*taken, *(each.rule.value for each in warned)),
    )


def severity_of(rule: Rule, rules: CheckRules) -> Severity:
    """What becomes of a figure that breaks a rule: it is refused, unless the campaign says otherwise."""
    return rules.severities.get(rule.value, Severity.REFUSE)


def _exception(broken: Broken, figure: Observation, rules: CheckRules) -> CheckException | None:
    return next((each for each in rules.exceptions if _allows(each, broken, figure)), None)


def _allows(exception: CheckException, broken: Broken, figure: Observation) -> bool:
    named = (
        (exception.indicator, figure.indicator),
        (exception.unit, figure.unit),
        (exception.source, figure.source),
    )
    return (
        exception.rule == broken.rule.value
        and exception.first <= broken.day <= exception.last
        and all(wanted in (None, own) for wanted, own in named)
        and not _exceeds(broken.fell_by, exception.up_to)
    )


def _exceeds(fell_by: Fraction | None, up_to: float | None) -> bool:
    """Whether a fall is deeper than an exception allows; as decimals, in which a person wrote the limit."""
    return fell_by is not None and up_to is not None and fell_by > Fraction(repr(up_to))
