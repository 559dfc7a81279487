"""Each check tells what cannot be from what may, with the numbers of both sides."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.reading import Bound, Measure, Of, Precision
from monitor.campaign import Indicator, Kind, Names
from monitor.clock import VIETNAM
from monitor.judgement.agreement import joined, says_nothing_new
from monitor.judgement.checks import CHECKS, Case, Rule, broken_rules
from monitor.judgement.observation import Observation

TODAY = date(2023, 7, 1)
STOCK = Indicator("eid_activated", Names("a", "a"), "eid_activated", Kind.STOCK, Measure.ACCOUNTS)
FLOW = Indicator("legal", Names("a", "a"), "legal_documents_issued", Kind.FLOW, Measure.DOCUMENTS)
RATE = Indicator("on_time_rate", Names("a", "a"), "on_time_rate", Kind.RATIO, Measure.PERCENT)


def figure(value: float | None = None, day: str = "2023-06-18", **more: Any) -> Observation:
    return Observation(
        indicator="i", unit="u", as_of=date.fromisoformat(day), precision=Precision.DAY, source="s", run=1,
        known_at=datetime(2023, 7, 1, tzinfo=VIETNAM), quote="q", value=value, **more,
    )  # fmt: skip


def broken(new: Observation, indicator: Indicator = STOCK, **against: Any) -> dict[str, str]:
    case = Case(indicator=indicator, figure=new, today=TODAY, **against)
    return {each.rule.value: each.message for each in broken_rules(case)}


SETS_ASIDE = [
    # (figure, indicator, what is known, rule, words of the message)
    (figure(5, "2023-07-02"), STOCK, {}, "future_date", ("2023-07-02", "2023-07-01")),
    (figure(60980), STOCK, {"earlier": figure(61120, "2023-06-17")}, "stock_fell", ("140", "60,980", "61,120")),
    (figure(61120), STOCK, {"later": figure(60980, "2023-06-19")}, "stock_fell", ("140", "60,980", "2023-06-19")),
    (figure(134, out_of=133, of=Of.ASSIGNED), STOCK, {}, "above_denominator", ("134", "133")),
    (figure(ratio=1.003, of=Of.ELIGIBLE), STOCK, {}, "above_denominator", ("100.3 %", "eligible")),
    (figure(count=95, out_of=94), RATE, {}, "above_denominator", ("95", "94")),
    (figure(55.2), RATE, {}, "share_above_one", ("5520 %",)),
    (figure(62, out_of=133, ratio=0.647, of=Of.ASSIGNED), STOCK, {}, "ratio_disagrees", ("46.6165 %", "64.7 %")),
    (figure(0.647, count=62, out_of=133), RATE, {}, "ratio_disagrees", ("62", "133", "64.7 %")),
    (figure(5, warnings=("ratio_disagrees",)), STOCK, {}, "ratio_disagrees", ("percentage",)),
    (figure(5, warnings=("ambiguous_number",)), STOCK, {}, "ambiguous_number", ("two ways",)),
    (figure(5, warnings=("ambiguous_date",)), STOCK, {}, "ambiguous_date", ("two ways",)),
    (figure(611200), STOCK, {"earlier": figure(61120, "2023-06-17")}, "tenfold_jump", ("611,200", "61,120")),
    (figure(611200), STOCK, {"replaces": figure(61120)}, "tenfold_jump", ("in place of 61,120",)),
    (figure(6112), STOCK, {"replaces": figure(61120)}, "tenfold_jump", ("6,112", "61,120")),
    (figure(700_000), STOCK, {"amount": 70_000.0}, "tenfold_jump", ("target is 70,000",)),
    (figure(49_000, "2023-06-18"), FLOW, {"earlier": figure(490, "2023-06-01")}, "tenfold_jump", ("49,000", "490")),
    (figure(61), STOCK, {"whole": figure(60, "2023-06-20")}, "chain_broken", ("61 on 2023-06-18", "60 on 2023-06-20")),
    (figure(60), STOCK, {"parts": [figure(61, "2023-06-11")]}, "chain_broken", ("61 on 2023-06-11", "i 60 on")),
    (figure(61), STOCK, {"people": figure(60, "2023-04-01")}, "above_population", ("61", "60 on 2023-04-01")),
    (figure(60), STOCK, {"counted": [figure(61, "2023-06-19")]}, "above_population", ("61 on 2023-06-19", "60")),
    (figure(41), STOCK, {"parent": figure(90), "siblings": [figure(50)]}, "children_above_parent", ("2 parts", "91")),
    (figure(90), STOCK, {"children": [figure(50), figure(41)]}, "children_above_parent", ("sum up to 91", "own 90")),
]


@pytest.mark.parametrize(("new", "indicator", "against", "rule", "words"), SETS_ASIDE)
def test_what_cannot_be_is_named_with_both_numbers(
    new: Observation, indicator: Indicator, against: dict[str, Any], rule: str, words: tuple[str, ...]
) -> None:
    found = broken(new, indicator, **against)
    assert list(found) == [rule]
    assert all(word in found[rule] for word in words), found[rule]


LETS_PASS = [
    (figure(5, "2023-07-01"), STOCK, {}),
    (figure(61120), STOCK, {"earlier": figure(61120, "2023-06-17"), "later": figure(61120, "2023-06-19")}),
    (figure(60980, bound=Bound.ABOUT), STOCK, {"earlier": figure(61120, "2023-06-17")}),
    (figure(3), FLOW, {"earlier": figure(61, "2023-06-17")}),
    (figure(0.4), RATE, {"earlier": figure(0.9, "2023-06-17")}),
    (figure(585673, ratio=1.1194, of=Of.TARGET, out_of=523_202), STOCK, {}),
    (figure(699634, out_of=637607, ratio=1.0973, of=Of.TARGET), STOCK, {}),
    (figure(46, out_of=71, ratio=0.647, of=Of.ASSIGNED), STOCK, {}),
    (figure(90_001, out_of=90_000), STOCK, {}),
    (figure(1.0), RATE, {}),
    (figure(379 / 953, count=379, out_of=953), RATE, {}),
    (figure(0.9, bound=Bound.ABOUT, count=62, out_of=71), RATE, {}),
    (figure(1_990), STOCK, {"earlier": figure(190, "2023-06-17")}),
    (figure(3_000), STOCK, {"earlier": figure(200, "2023-05-01")}),
    (figure(611200), STOCK, {"earlier": figure(600_000, "2023-06-17"), "replaces": figure(61120), "amount": 5e4}),
    (figure(60), STOCK, {"whole": figure(60), "parts": [figure(60)], "people": figure(60), "counted": [figure(60)]}),
    (figure(61, bound=Bound.ABOUT), STOCK, {"whole": figure(60), "people": figure(60), "parent": figure(60)}),
    (figure(40), STOCK, {"parent": figure(90), "siblings": [figure(50)], "children": [figure(40)]}),
]


@pytest.mark.parametrize(("new", "indicator", "against"), LETS_PASS)
def test_what_may_be_is_let_pass(new: Observation, indicator: Indicator, against: dict[str, Any]) -> None:
    assert broken(new, indicator, **against) == {}


def test_a_figure_that_breaks_two_rules_is_told_both() -> None:
    assert list(broken(figure(5, "2023-07-02", out_of=4, of=Of.FILED))) == ["future_date", "above_denominator"]


def test_each_fall_is_told_by_its_day_and_depth() -> None:
    against = {"earlier": figure(100, "2023-06-17"), "later": figure(96, "2023-06-19")}
    found = broken_rules(Case(indicator=STOCK, figure=figure(97), today=TODAY, **against))
    assert [(each.rule, each.day.day, each.fell_by) for each in found] == [
        ("stock_fell", 18, Fraction(3, 100)),
        ("stock_fell", 19, Fraction(1, 97)),
    ]


def test_every_check_has_a_rule_of_its_own() -> None:
    assert len({rule for rule, _ in CHECKS}) == len(CHECKS)
    assert {rule for rule, _ in CHECKS} <= set(Rule)


some_figure = st.builds(
    figure,
    value=st.one_of(st.none(), st.floats(0, 1e12)),
    day=st.dates(date(2023, 1, 1), date(2023, 12, 31)).map(date.isoformat),
    count=st.one_of(st.none(), st.integers(0, 10**12)),
    out_of=st.one_of(st.none(), st.floats(0, 1e12)),
    ratio=st.one_of(st.none(), st.floats(0, 1e12)),
    of=st.one_of(st.none(), st.sampled_from(Of)),
    bound=st.sampled_from(Bound),
)
or_none = st.one_of(st.none(), some_figure)


@given(some_figure, st.sampled_from([STOCK, FLOW, RATE]), or_none, or_none, or_none)
def test_no_figure_brings_a_check_down(
    new: Observation,
    indicator: Indicator,
    before: Observation | None,
    after: Observation | None,
    replaced: Observation | None,
) -> None:
    earlier = before if before and before.as_of < new.as_of else None
    later = after if after and after.as_of > new.as_of else None
    assert isinstance(broken(new, indicator, earlier=earlier, later=later, replaces=replaced, amount=1e5), dict)


# --- two figures for one cell -----------------------------------------------------------------------------------------


@given(some_figure)
def test_a_figure_says_nothing_new_beside_itself(new: Observation) -> None:
    assert says_nothing_new(new, new)
    assert joined(new, new) == new


@given(some_figure, some_figure)
def test_the_order_of_two_figures_does_not_decide_whether_they_agree(one: Observation, other: Observation) -> None:
    assert (joined(one, other) is None) == (joined(other, one) is None)


@pytest.mark.parametrize(
    "other",
    [
        figure(61125),
        figure(61120, ratio=0.5),
        figure(62000, bound=Bound.AT_LEAST),
        figure(ratio=0.5, bound=Bound.ABOUT),
    ],
)
def test_figures_that_contradict_each_other_are_not_joined(other: Observation) -> None:
    assert joined(figure(61120, ratio=0.873), other) is None
