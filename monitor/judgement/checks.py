"""Whether a figure may be believed: each check is a small function, and CHECKS is the table of them all.

Pure: what is known already comes in as values, and the day is an argument. How strictly a campaign takes a broken rule
is not decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from collectors.consistency import Share, agrees
from collectors.reading import Bound, Measure, Of
from collectors.reading import Warning as Doubt
from monitor.campaign import Indicator, Kind, Uncertainty
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
    UNIT_ENDED = "unit_ended"
    GIVEN_TWICE = "given_twice"
    FUTURE_DATE = "future_date"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    AMBIGUOUS_DATE = "ambiguous_date"
    RATIO_DISAGREES = "ratio_disagrees"
    SHARE_ABOVE_ONE = "share_above_one"
    ABOVE_DENOMINATOR = "above_denominator"
    TENFOLD_JUMP = "tenfold_jump"
    STOCK_FELL = "stock_fell"
    CHAIN_BROKEN = "chain_broken"
    ABOVE_POPULATION = "above_population"
    CHILDREN_ABOVE_PARENT = "children_above_parent"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A figure to be judged, and what it is judged against.

    `today` is the local day on which it became known. `earlier` and `later` are the nearest exact figures of the same
    indicator, unit and source on other as-of days, `replaces` that source's figure for the same day, `amount` the
    number that the target in force asks for.

    Of the same unit and source, `whole` is the nearest exact figure, of the same day or a later one, of what this
    indicator is a part of, `parts` those of its own parts, of the same day or earlier ones. `people` is the most
    believed number of people that this is a part of, `counted` the figures that a number of people holds for.
    Of the same indicator, source and day are the exact figures of the unit's `parent`, of the other children of that
    (`siblings`), and of the unit's own `children`. `hold` is what its source's setting calls too uncertain.
    """

    indicator: Indicator
    figure: Observation
    today: date
    earlier: Observation | None = None
    later: Observation | None = None
    replaces: Observation | None = None
    amount: float | None = None
    whole: Observation | None = None
    parts: Sequence[Observation] = ()
    people: Observation | None = None
    counted: Sequence[Observation] = ()
    parent: Observation | None = None
    siblings: Sequence[Observation] = ()
    children: Sequence[Observation] = ()
    hold: Collection[Uncertainty] = ()


@dataclass(frozen=True, slots=True)
class Breach:
    """How a rule is broken, with the numbers of both sides; of a fall, the day of the lower figure and its share."""

    message: str
    fell_on: date | None = None
    fell_by: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a figure breaks, on which as-of day; `fell_by` is the share of the figure before that a fall took."""

    rule: Rule
    message: str
    day: date
    fell_by: Fraction | None = None


# Gives each way in which the rule is broken.
Check = Callable[[Case], Iterator[Breach]]


def broken_rules(case: Case) -> tuple[Broken, ...]:
    """Every rule that a figure breaks, in the order of CHECKS; empty where it may be believed."""
    return tuple(
        Broken(rule, breach.message, breach.fell_on or case.figure.as_of, breach.fell_by)
        for rule, check in CHECKS
        for breach in check(case)
    )


def is_exact(figure: Observation) -> bool:
    """Whether it says a number that others can be judged against."""
    return figure.value is not None and figure.bound is Bound.EXACT and not figure.withdrawn


def future_date(case: Case) -> Iterator[Breach]:
    """A figure cannot be true for a day that has not come."""
    if case.figure.as_of > case.today:
        yield Breach(f"true for {case.figure.as_of}, which is after {case.today}, the day on which it was learnt")


def stock_fell(case: Case) -> Iterator[Breach]:
    """A running total only grows; judged between exact figures, whichever of them arrives first."""
    new = case.figure
    if case.indicator.kind is not Kind.STOCK or not is_exact(new):
        return
    for before, after in ((case.earlier, new), (new, case.later)):
        if before and after and before.value is not None and after.value is not None and after.value < before.value:
            fall = before.value - after.value
            both = f"{_count(after.value)} on {after.as_of} after {_count(before.value)} on {before.as_of}"
            message = f"fell by {_count(fall)}: {both}; a running total only grows"
            yield Breach(message, fell_on=after.as_of, fell_by=Fraction(fall) / Fraction(before.value))


def above_denominator(case: Case) -> Iterator[Breach]:
    """A part is not more than its whole. A target is no whole: it may be exceeded."""
    new = case.figure
    if new.of is Of.TARGET:
        return
    part = new.count if case.indicator.measure is Measure.PERCENT else new.value
    named = new.of is not None or case.indicator.measure is Measure.PERCENT
    if named and part is not None and new.out_of is not None and part > new.out_of:
        yield Breach(f"{_count(part)} is more than the {_count(new.out_of)} that it is a part of")
    elif new.of is not None and new.ratio is not None and new.ratio > 1:
        yield Breach(f"{_percent(new.ratio)} of those {new.of.value} is more than all of them")


def share_above_one(case: Case) -> Iterator[Breach]:
    """A rate is at most 100 %."""
    value = case.figure.value
    if case.indicator.measure is Measure.PERCENT and value is not None and value > 1:
        yield Breach(f"{_percent(value)} is more than 100 %")


def tenfold_jump(case: Case) -> Iterator[Breach]:
    """A count does not grow tenfold within a month; where nothing is known before, it is not ten times the target."""
    new = case.figure
    if case.indicator.kind not in (Kind.STOCK, Kind.FLOW) or new.value is None or new.bound is Bound.AT_MOST:
        return
    if case.earlier is not None and case.earlier.value is not None:
        months = -(-(new.as_of - case.earlier.as_of).days // JUMP_DAYS)
        if _jumps(case.earlier.value, new.value, JUMP * months):
            yield Breach(
                f"{_count(new.value)} on {new.as_of} after {_count(case.earlier.value)} on {case.earlier.as_of}"
            )
        return
    replaced = case.replaces.value if case.replaces else None
    if replaced is not None and _jumps(min(replaced, new.value), max(replaced, new.value), JUMP):
        yield Breach(f"{_count(new.value)} in place of {_count(replaced)} for the same day")
    elif replaced is None and case.amount is not None and _jumps(case.amount, new.value, JUMP):
        yield Breach(f"{_count(new.value)} where the target is {_count(case.amount)}")


def _jumps(small: float, large: float, factor: int) -> bool:
    return small >= SMALLEST_TO_JUMP_FROM and large >= factor * small


def _warned(warning: Doubt, message: str) -> Check:
    def check(case: Case) -> Iterator[Breach]:
        if warning.value in case.figure.warnings:
            yield Breach(message)

    return check


def ratio_disagrees(case: Case) -> Iterator[Breach]:
    """The share that a source says is that of its own numbers, rounded or cut off."""
    new = case.figure
    is_share = case.indicator.measure is Measure.PERCENT
    part, said = (new.count, new.value) if is_share else (new.value, new.ratio)
    if part is None or said is None or not new.out_of:
        if Doubt.RATIO_DISAGREES.value in new.warnings:
            yield Breach("the percentage that the source says is not that of its own numbers")
        return
    # A reader that divides the numbers itself gives their very quotient, which no printed percentage is.
    divided = said == part / new.out_of
    if divided or new.bound is not Bound.EXACT or agrees(Fraction(part), Fraction(new.out_of), _as_printed(said)):
        return
    own = f"{_count(part)} of {_count(new.out_of)} is {_percent(part / new.out_of)}"
    yield Breach(f"{own}; the source says {_percent(said)}")


def chain_broken(case: Case) -> Iterator[Breach]:
    """What is activated has been approved, and that received: a part was never more than its whole is by then."""
    new = case.figure
    pairs = ((new, case.whole), *((part, new) for part in case.parts))
    yield from (Breach(_more(part, whole)) for part, whole in pairs if whole is not None and _exceeds(part, whole))


def above_population(case: Case) -> Iterator[Breach]:
    """There are not more accounts or cards than people to have them."""
    new = case.figure
    pairs = ((new, case.people), *((part, new) for part in case.counted))
    yield from (Breach(_more(part, people)) for part, people in pairs if people is not None and _exceeds(part, people))


def children_above_parent(case: Case) -> Iterator[Breach]:
    """The parts of a unit together are not more than the whole of it, where one source gives both for one day."""
    new = case.figure
    if case.parent is not None and is_exact(new):
        yield from _sum_above(case.parent, (*case.siblings, new))
    yield from _sum_above(new, case.children)


_UNCERTAIN: Mapping[Uncertainty, str] = {
    Uncertainty.ABOUT: 'only said to be "about" this',
    Uncertainty.AT_LEAST: 'only said to be "at least" this',
    Uncertainty.AT_MOST: 'only said to be "at most" this',
    Uncertainty.PUBLISHED: "without a day of its own, for which the publishing day stands in",
    Uncertainty.MONTH: "dated by its month alone",
    Uncertainty.MID_MONTH: "dated by the middle of a month alone",
    Uncertainty.QUARTER: "dated by its quarter alone",
    Uncertainty.YEAR: "dated by its year alone",
}


def uncertain(case: Case) -> Iterator[Breach]:
    """What the source's setting calls too uncertain is looked at by someone first."""
    ways = [_UNCERTAIN[way] for way in uncertainties(case.figure, case.hold)]
    if ways:
        yield Breach(f"the figure is {', and '.join(ways)}; of this source such figures wait for someone to look")


def uncertainties(figure: Observation, hold: Collection[Uncertainty]) -> tuple[Uncertainty, ...]:
    """In which of the ways that a source's setting names a figure is uncertain."""
    said = (figure.bound.value, figure.precision.value)
    return tuple(way for way in Uncertainty if way.value in said and way in hold)


def _sum_above(parent: Observation, children: Sequence[Observation]) -> Iterator[Breach]:
    total = sum(child.value for child in children if child.value is not None)
    if is_exact(parent) and parent.value is not None and total > parent.value:
        parts = f"the {len(children)} parts of {parent.unit} that have a figure"
        yield Breach(f"{parts} sum up to {_count(total)} on {parent.as_of}, more than its own {_count(parent.value)}")


def _exceeds(part: Observation, whole: Observation) -> bool:
    if part.value is None or whole.value is None or not (is_exact(part) and is_exact(whole)):
        return False
    return part.value > whole.value


def _more(part: Observation, whole: Observation) -> str:
    return f"{_named(part)} is more than {_named(whole)}, of which it is a part"


def _named(figure: Observation) -> str:
    return f"{figure.indicator} {_count(figure.value or 0.0)} on {figure.as_of}"


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
    (Rule.CHAIN_BROKEN, chain_broken),
    (Rule.ABOVE_POPULATION, above_population),
    (Rule.CHILDREN_ABOVE_PARENT, children_above_parent),
    (Rule.UNCERTAIN, uncertain),
)


def _count(number: float) -> str:
    return f"{number:,.15g}"


def _percent(share: float) -> str:
    return f"{100 * share:.6g} %"
