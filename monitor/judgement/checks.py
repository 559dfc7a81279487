"""Whether a figure may be believed: each check is a small function, and CHECKS is the table of them all.

Pure: what is known already comes in as values, and the day is an argument.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from collectors.consistency import Share, agrees
from collectors.reading import Bound, Measure, Of
from collectors.reading import Warning as Doubt
from monitor.campaign import Indicator, Kind
from monitor.judgement.observation import Observation

# A jump is this many times as much, for each month begun since the figure before. Smaller figures than the smallest do
# jump, when a campaign begins: measured on 4,800 real daily figures, none of which is taken for a jump with 200.
JUMP = 10
JUMP_DAYS = 31
SMALLEST_TO_JUMP_FROM = 200


class Rule(StrEnum):
    """Why a Reading was set aside. Readers of documents add words of their own."""

    INDICATOR_UNKNOWN = "indicator_unknown"
    MEASURE_DIFFERS = "measure_differs"
    UNIT_UNKNOWN = "unit_unknown"
    UNIT_AMBIGUOUS = "unit_ambiguous"
    GIVEN_TWICE = "given_twice"
    FUTURE_DATE = "future_date"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    AMBIGUOUS_DATE = "ambiguous_date"
    RATIO_DISAGREES = "ratio_disagrees"
    SHARE_ABOVE_ONE = "share_above_one"
    ABOVE_DENOMINATOR = "above_denominator"
    TENFOLD_JUMP = "tenfold_jump"
    STOCK_FELL = "stock_fell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A figure to be judged, and what it is judged against.

    `today` is the local day on which it became known. `earlier` and `later` are the nearest exact figures of the same
    indicator, unit and source on other as-of days, `replaces` that source's figure for the same day, `amount` the
    number that the target in force asks for.
    """

    indicator: Indicator
    figure: Observation
    today: date
    earlier: Observation | None = None
    later: Observation | None = None
    replaces: Observation | None = None
    amount: float | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a figure breaks; `message` says it with the numbers of both sides."""

    rule: Rule
    message: str


# Gives the message where the rule is broken.
Check = Callable[[Case], str | None]


def broken_rules(case: Case) -> tuple[Broken, ...]:
    """Every rule that a figure breaks, in the order of CHECKS; empty where it may be believed."""
    judged = ((rule, check(case)) for rule, check in CHECKS)
    return tuple(Broken(rule, message) for rule, message in judged if message is not None)


def future_date(case: Case) -> str | None:
    """A figure cannot be true for a day that has not come."""
    if case.figure.as_of <= case.today:
        return None
    return f"true for {case.figure.as_of}, which is after {case.today}, the day on which it was learnt"


def stock_fell(case: Case) -> str | None:
    """A running total only grows; judged between exact figures, whichever of them arrives first."""
    new = case.figure
    if case.indicator.kind is not Kind.STOCK or new.value is None or new.bound is not Bound.EXACT:
        return None
    for before, after in ((case.earlier, new), (new, case.later)):
        if before and after and before.value is not None and after.value is not None and after.value < before.value:
            fall = _count(before.value - after.value)
            both = f"{_count(after.value)} on {after.as_of} after {_count(before.value)} on {before.as_of}"
            return f"fell by {fall}: {both}; a running total only grows"
    return None


def above_denominator(case: Case) -> str | None:
    """A part is not more than its whole. A target is no whole: it may be exceeded."""
    new = case.figure
    if new.of is Of.TARGET:
        return None
    part = new.count if case.indicator.measure is Measure.PERCENT else new.value
    named = new.of is not None or case.indicator.measure is Measure.PERCENT
    if named and part is not None and new.out_of is not None and part > new.out_of:
        return f"{_count(part)} is more than the {_count(new.out_of)} that it is a part of"
    if new.of is not None and new.ratio is not None and new.ratio > 1:
        return f"{_percent(new.ratio)} of those {new.of.value} is more than all of them"
    return None


def share_above_one(case: Case) -> str | None:
    """A rate is at most 100 %."""
    value = case.figure.value
    if case.indicator.measure is not Measure.PERCENT or value is None or value <= 1:
        return None
    return f"{_percent(value)} is more than 100 %"


def tenfold_jump(case: Case) -> str | None:
    """A count does not grow tenfold within a month; where nothing is known before, it is not ten times the target."""
    new = case.figure
    if case.indicator.kind not in (Kind.STOCK, Kind.FLOW) or new.value is None or new.bound is Bound.AT_MOST:
        return None
    if case.earlier is not None and case.earlier.value is not None:
        months = -(-(new.as_of - case.earlier.as_of).days // JUMP_DAYS)
        if not _jumps(case.earlier.value, new.value, JUMP * months):
            return None
        return f"{_count(new.value)} on {new.as_of} after {_count(case.earlier.value)} on {case.earlier.as_of}"
    replaced = case.replaces.value if case.replaces else None
    if replaced is not None and _jumps(min(replaced, new.value), max(replaced, new.value), JUMP):
        return f"{_count(new.value)} in place of {_count(replaced)} for the same day"
    if replaced is None and case.amount is not None and _jumps(case.amount, new.value, JUMP):
        return f"{_count(new.value)} where the target is {_count(case.amount)}"
    return None


def _jumps(small: float, large: float, factor: int) -> bool:
    return small >= SMALLEST_TO_JUMP_FROM and large >= factor * small


def _warned(warning: Doubt, message: str) -> Check:
    def check(case: Case) -> str | None:
        return message if warning.value in case.figure.warnings else None

    return check


def ratio_disagrees(case: Case) -> str | None:
    """The share that a source says is that of its own numbers, rounded or cut off."""
    new = case.figure
    is_share = case.indicator.measure is Measure.PERCENT
    part, said = (new.count, new.value) if is_share else (new.value, new.ratio)
    if part is None or said is None or not new.out_of:
        warned = Doubt.RATIO_DISAGREES.value in new.warnings
        return "the percentage that the source says is not that of its own numbers" if warned else None
    # A reader that divides the numbers itself gives their very quotient, which no printed percentage is.
    divided = said == part / new.out_of
    if divided or new.bound is not Bound.EXACT or agrees(Fraction(part), Fraction(new.out_of), _as_printed(said)):
        return None
    return f"{_count(part)} of {_count(new.out_of)} is {_percent(part / new.out_of)}; the source says {_percent(said)}"


def _as_printed(share: float) -> Share:
    """The share with the decimals that are left of it; a nought that was printed last only makes it finer."""
    return Share((Decimal(repr(share)) * 100).normalize())


CHECKS: tuple[tuple[Rule, Check], ...] = (
    (Rule.FUTURE_DATE, future_date),
    (Rule.AMBIGUOUS_NUMBER, _warned(Doubt.AMBIGUOUS_NUMBER, "the number as written can be read in two ways")),
    (Rule.AMBIGUOUS_DATE, _warned(Doubt.AMBIGUOUS_DATE, "the date as written can be read in two ways")),
    (Rule.RATIO_DISAGREES, ratio_disagrees),
    (Rule.SHARE_ABOVE_ONE, share_above_one),
    (Rule.ABOVE_DENOMINATOR, above_denominator),
    (Rule.TENFOLD_JUMP, tenfold_jump),
    (Rule.STOCK_FELL, stock_fell),
)


def _count(number: float) -> str:
    return f"{number:,.15g}"


def _percent(share: float) -> str:
    return f"{100 * share:.6g} %"
