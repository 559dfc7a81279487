"""Each number of a judgement is worked out in the open, with the numbers that give it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from collectors.reading import Bound, Measure, Of, Precision
from monitor.answers.explanation import StepKind
from monitor.answers.formulas import steps_of
from monitor.campaign import Basis, Better, Indicator, Kind, Names, Target
from monitor.campaign.path import Milestones, WorkingDays
from monitor.clock import DAY, start_of
from monitor.judgement.campaign import ProgressAnswer
from monitor.judgement.figures import Series, own_series
from monitor.judgement.judging import judge, points_of
from monitor.judgement.observation import Observation
from monitor.units import Level, Unit

NEW_YEAR, END = date(2023, 1, 1), date(2023, 12, 31)
ACCOUNTS = Indicator("i", Names("Tài khoản", "Accounts"), "i", Kind.STOCK, Measure.ACCOUNTS, freshness_days=30)
DAYS_TAKEN = replace(ACCOUNTS, measure=Measure.DAYS, kind=Kind.FLOW, better=Better.LOWER)
UNIT = Unit("26", "Tỉnh Vĩnh Phúc", "Vinh Phuc", Level.PROVINCE)
TARGET = Target("i", "26", NEW_YEAR, END, Basis.DECIDED, value=1_000)


def said(day: date, **more: object) -> Observation:
    plain = {"precision": Precision.DAY, "source": "s", "run": 1, "known_at": start_of(day), "quote": ""}
    return Observation(indicator="i", unit="26", as_of=day, **plain | more)  # type: ignore[arg-type]


def figures(*observations: Observation) -> Series:
    return own_series(observations, lambda _: 0)


def steps(
    target: Target, series: Series, day: date, indicator: Indicator = ACCOUNTS, denominators: Series = ()
) -> dict[StepKind, tuple[str, float | None]]:
    progress = judge(indicator, target, series, day, NEW_YEAR, denominators=denominators)
    row = ProgressAnswer(indicator, UNIT, "26", day, series[-1] if series else None, target, progress)
    found = steps_of(row, points_of(indicator, target, series, denominators))
    shown = {step.kind: (step.formula.en, step.value) for step in found}
    numbers = {
        StepKind.AMOUNT: progress.amount,
        StepKind.RATIO: progress.ratio,
        StepKind.EXPECTED_RATIO: progress.expected_ratio,
        StepKind.LEAD: progress.lead / DAY if progress.lead is not None else None,
        StepKind.PACE: progress.pace_per_day,
        StepKind.REQUIRED_PACE: progress.required_pace_per_day,
    }
    assert all(value == numbers[kind] for kind, (_, value) in shown.items() if kind in numbers)
    assert all(step.words.vi and step.words.en and step.formula.vi for step in found)
    return shown


MARCH = date(2023, 3, 2)
REPORTS = figures(said(date(2023, 2, 2), value=100), said(date(2023, 2, 16), value=110), said(MARCH, value=150))


def test_a_share_of_a_number_its_path_its_lead_and_both_paces() -> None:
    shown = steps(TARGET, REPORTS, date(2023, 3, 10))
    assert shown[StepKind.RATIO][0] == "150 / 1,000 = 15%"
    assert shown[StepKind.EXPECTED_RATIO][0] == "68 / 365 days = 18.63%"
    assert shown[StepKind.LEAD][0] == "18:00 24 Feb 2023 − 00:00 2 Mar 2023 = −5.25 days"
    assert shown[StepKind.PACE][0] == "(150 − 100) / 28 days (2 Feb 2023 – 2 Mar 2023) = 1.79 accounts a day"
    assert shown[StepKind.REQUIRED_PACE][0] == "(1,000 − 150) / 305 days = 2.79 accounts a day"
    assert shown[StepKind.STATUS][0] == "1.79 accounts a day < 2.79 accounts a day"
    assert StepKind.AMOUNT not in shown


def test_a_back_log_is_taken_out_of_the_pace_in_the_open() -> None:
    late = figures(said(date(2023, 2, 2), value=100), said(date(2023, 2, 16), value=140, backlog=True))
    shown = steps(TARGET, (*late, *figures(said(MARCH, value=150))), MARCH)
    assert "(150 − 100 − 40 entered late) / 28 days" in shown[StepKind.PACE][0]


def test_a_target_of_a_denominator_says_what_it_comes_to() -> None:
    target = replace(TARGET, value=None, share=0.9, of=Of.ELIGIBLE, denominator="people")
    people = figures(said(NEW_YEAR, value=2_000))
    shown = steps(target, figures(said(MARCH, value=900)), MARCH, denominators=people)
    assert shown[StepKind.AMOUNT] == ("90% × 2,000 = 1,800", 1_800)
    assert shown[StepKind.RATIO][0] == "900 / 1,800 = 50%"


def test_an_implied_target_is_divided_and_cut_off() -> None:
    target = replace(TARGET, value=None, implied=(585_673, "1.1194"), basis=Basis.IMPLIED, deadline=date(2023, 7, 31))
    met = figures(said(date(2023, 6, 15), value=585_673))
    shown = steps(target, met, date(2023, 6, 17))
    assert shown[StepKind.AMOUNT] == ("⌊585,673 / 111.94%⌋ = 523,202", 523_202)
    assert shown[StepKind.LEAD] == ("00:00 1 Aug 2023 − 00:00 15 Jun 2023 = 47 days", 47)


@pytest.mark.parametrize(
    ("figure", "target", "formula"),
    [
        ({"ratio": 0.46, "of": Of.TARGET}, TARGET, "46%"),
        ({"ratio": 0.45, "of": Of.ELIGIBLE}, replace(TARGET, value=None, share=0.9, of=Of.ELIGIBLE),
         "45% / 90% = 50%"),
    ],
)  # fmt: skip
def test_a_share_that_was_said_is_called_so(figure: dict[str, object], target: Target, formula: str) -> None:
    assert formula in steps(target, figures(said(MARCH, **figure)), MARCH)[StepKind.RATIO][0]


def test_where_less_is_better_the_way_down_is_measured() -> None:
    target = replace(TARGET, value=10, baseline=30)
    shown = steps(target, figures(said(MARCH, value=25)), MARCH, DAYS_TAKEN)
    assert shown[StepKind.RATIO][0] == "(30 − 25) / (30 − 10) = 25%"


def test_a_baseline_and_a_path_of_another_kind_are_added_up() -> None:
    steps_up = Milestones(((date(2023, 6, 30), 0.25),))
    shown = steps(replace(TARGET, baseline=200, path=steps_up), REPORTS, date(2023, 7, 1))
    assert shown[StepKind.EXPECTED_RATIO][0] == "20% + (100% − 20%) × 25% = 40%"
    shown = steps(replace(TARGET, path=WorkingDays()), REPORTS, MARCH)
    assert "days" not in shown[StepKind.EXPECTED_RATIO][0]


@pytest.mark.parametrize(
    ("series", "day", "numbers"),
    [
        (REPORTS, date(2023, 5, 1), "1 May 2023 − 2 Mar 2023 = 60 days > 30 days"),
        (REPORTS, END + timedelta(days=20), "31 Dec 2023 − 2 Mar 2023 = 304 days > 30 days"),
        (figures(said(date(2023, 12, 20), value=900)), END + timedelta(days=5), "5 Jan 2024 > 31 Dec 2023"),
        (figures(said(date(2023, 12, 20), value=600)), date(2023, 12, 21), "−134 days < −7 days"),
        (figures(said(MARCH, value=170)), MARCH, "2.05 days ≥ −7 days"),
    ],
)  # fmt: skip
def test_the_rule_of_a_status_shows_the_numbers_by_which_it_holds(series: Series, day: date, numbers: str) -> None:
    assert steps(TARGET, series, day)[StepKind.STATUS][0] == numbers


def test_a_sum_that_does_not_give_the_number_is_not_written_out() -> None:
    """A reader must never be shown a sum beside a result that it does not have."""
    about = figures(said(date(2023, 2, 2), value=100), said(MARCH, value=150, bound=Bound.ABOUT))
    assert StepKind.PACE not in steps(TARGET, about, MARCH)
    progress = replace(judge(ACCOUNTS, TARGET, REPORTS, MARCH, NEW_YEAR), ratio=0.17, pace_per_day=9.0)
    row = ProgressAnswer(ACCOUNTS, UNIT, "26", MARCH, REPORTS[-1], TARGET, progress)
    shown = {step.kind: step.formula.en for step in steps_of(row, points_of(ACCOUNTS, TARGET, REPORTS, ()))}
    assert (shown[StepKind.RATIO], shown[StepKind.PACE]) == ("17%", "9 accounts a day")
