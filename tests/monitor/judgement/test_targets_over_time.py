"""Targets that change, bases that grow, paths that rest, figures entered late: each judged as of its day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from worlds import CITIZENS, EID, campaign, ended, judged, row, said, unit

from collectors.reading import Bound, Of
from monitor.campaign import Basis, Campaign, Target
from monitor.campaign.path import Milestones, WorkingDays
from monitor.judgement.campaign import ProgressAnswer, standing
from monitor.judgement.figures import apart
from monitor.judgement.observation import Observation
from monitor.judgement.progress import Status
from monitor.units import Level

JANUARY, DECEMBER = date(2025, 1, 1), date(2025, 12, 31)
MAY, JUNE, JULY, AUGUST = date(2025, 5, 1), date(2025, 6, 1), date(2025, 7, 1), date(2025, 8, 1)


def target(**more: Any) -> Target:
    more = {"start": JANUARY, "deadline": DECEMBER, "basis": Basis.DECIDED} | more
    return Target("eid", "26", **more)


def of(*targets: Target) -> Campaign:
    units = [unit("26", Level.PROVINCE), unit("243", Level.DISTRICT, "26"), unit("244", Level.DISTRICT, "26")]
    return campaign(units, (), *targets)


def judge(campaign: Campaign, day: date, *known: Observation) -> ProgressAnswer:
    answer = row(judged(campaign, known, day), "26")
    assert answer is not None
    return answer


# --- versions ---------------------------------------------------------------------------------------------------------

FIRST = target(value=1000)
RAISED = target(value=1200, in_force_from=JULY, version=2)
LOWERED = target(value=800, in_force_from=JULY, version=2)
PULLED_FORWARD = target(value=1000, deadline=date(2025, 9, 30), in_force_from=JULY, version=2)
ENDED = target(value=1000, in_force_from=JULY, version=2, ended=True)


def test_a_raised_target_is_not_met_by_a_figure_that_had_met_it_before() -> None:
    world, known = of(FIRST, RAISED), [said("26", JUNE, 1000)]
    before, after = judge(world, date(2025, 6, 30), *known), judge(world, JULY, *known)
    assert (before.progress.status, before.progress.met_on) == (Status.MET, JUNE)
    assert (after.progress.met_on, after.progress.amount) == (None, 1200)
    assert after.progress.ratio == pytest.approx(1000 / 1200)
    assert judge(world, AUGUST, *known, said("26", AUGUST, 1200)).progress.met_on == AUGUST


def test_a_figure_that_reaches_the_raised_target_too_met_it_on_its_own_day() -> None:
    assert judge(of(FIRST, RAISED), AUGUST, said("26", JUNE, 1250)).progress.met_on == JUNE


def test_a_lowered_target_is_met_when_it_came_into_force() -> None:
    world, known = of(FIRST, LOWERED), [said("26", JUNE, 900)]
    assert judge(world, date(2025, 6, 30), *known).progress.met_on is None
    assert judge(world, AUGUST, *known).progress.met_on == JULY
    assert judge(world, AUGUST, said("26", AUGUST, 900)).progress.met_on == AUGUST


def test_a_deadline_that_moves_keeps_the_day_on_which_it_was_met() -> None:
    progress = judge(of(FIRST, PULLED_FORWARD), AUGUST, said("26", JUNE, 1000)).progress
    assert (progress.status, progress.met_on) == (Status.MET, JUNE)
    assert progress.lead == timedelta(days=122)


def test_an_ended_target_is_judged_no_more_and_nobody_is_silent() -> None:
    world, known = of(FIRST, ENDED), [said("26", JUNE, 1000)]
    after = judge(world, DECEMBER, *known)
    assert (after.target, after.progress.status) == (None, Status.NO_TARGET)
    assert row(judged(world, [], DECEMBER), "26") is None


def test_a_unit_that_is_no_more_is_not_silent() -> None:
    world = campaign([ended("26", Level.PROVINCE, day=JULY)], (), FIRST)
    assert row(judged(world, [], date(2025, 6, 30)), "26") is not None
    assert row(judged(world, [said("26", JUNE, 5)], JULY), "26") is None


def test_each_day_of_a_series_is_a_share_of_the_version_in_force_on_it() -> None:
    world = of(FIRST, RAISED)
    found = judged(world, [said("26", JUNE, 600), said("26", AUGUST, 600)], AUGUST)
    stood = [standing(world, found, EID, "26", figure) for figure in found.series["eid", "26"]]
    assert [each.ratio for each in stood] == [0.6, 0.5]
    assert stood[0].expected_ratio == pytest.approx(151 / 365)


# --- denominators -----------------------------------------------------------------------------------------------------

SHARE = target(share=0.9, of=Of.ELIGIBLE, denominator="citizens")


def test_a_share_is_taken_of_the_denominator_known_for_the_figures_day() -> None:
    bases = [said("26", date(2025, 1, 31), 1000, CITIZENS), said("26", JULY, 1100, CITIZENS, source="civil")]
    at_first, later = (judge(of(SHARE), AUGUST, said("26", day, 900), *bases) for day in (JUNE, JULY))
    assert (at_first.progress.amount, at_first.progress.ratio) == (900, 1)
    assert (later.progress.amount, later.progress.ratio) == (pytest.approx(990), pytest.approx(900 / 990))
    base = later.progress.base
    assert base is not None
    assert (base.value, base.as_of, base.source, base.observations) == (1100, JULY, "civil", (bases[1],))


def test_once_met_it_stays_met_though_the_denominator_grows() -> None:
    known = [said("26", MAY, 1000, CITIZENS), said("26", JUNE, 900), said("26", JULY, 1200, CITIZENS)]
    progress = judge(of(SHARE), AUGUST, *known, said("26", AUGUST, 910)).progress
    assert (progress.status, progress.met_on) == (Status.MET, JUNE)
    assert progress.ratio == pytest.approx(910 / 1080)


def test_a_denominator_that_is_known_only_for_a_later_day_is_better_than_none() -> None:
    answer = judge(of(SHARE), AUGUST, said("26", JUNE, 450), said("26", JULY, 1000, CITIZENS))
    assert answer.progress.ratio == pytest.approx(0.5)


def test_a_denominator_is_the_sum_of_the_parts_and_never_of_some_of_them() -> None:
    known = [said("26", JULY, 450), said("243", JUNE, 600, CITIZENS)]
    assert judge(of(SHARE), JULY, *known).progress.ratio is None
    whole = judge(of(SHARE), JULY, *known, said("244", JUNE, 400, CITIZENS)).progress
    assert (whole.ratio, whole.base and whole.base.is_sum) == (pytest.approx(0.5), True)


def test_a_figure_about_the_denominator_never_makes_it_met() -> None:
    about = said("26", MAY, 1000, CITIZENS, bound=Bound.ABOUT)
    assert judge(of(SHARE), JUNE, about, said("26", JUNE, 990)).progress.status is not Status.MET


def test_paces_are_counted_where_the_number_to_reach_is_known() -> None:
    known = [said("26", MAY + timedelta(days=7 * n), 100.0 + 70 * n) for n in range(3)]
    progress = judge(of(SHARE), MAY + timedelta(days=15), said("26", MAY, 1000, CITIZENS), *known).progress
    assert progress.pace_per_day == pytest.approx(10)
    assert progress.required_pace_per_day == pytest.approx((900 - 240) / 231)
    assert "tài khoản/ngày" in progress.reason.vi


def test_without_a_denominator_the_share_that_the_source_said_is_judged() -> None:
    answer = judge(of(SHARE), JUNE, said("26", JUNE, None, ratio=0.45, of=Of.ELIGIBLE))
    assert (answer.progress.ratio, answer.progress.base) == (pytest.approx(0.5), None)
    assert judge(of(SHARE), JUNE, said("26", JUNE, 450)).progress.ratio is None


# --- pace and back-logs -----------------------------------------------------------------------------------------------

STEADY = [said("26", MAY + timedelta(days=7 * n), 100.0 + 70 * n) for n in range(3)]


def test_a_back_log_is_no_pace() -> None:
    leap = said("26", MAY + timedelta(days=21), 1240.0, backlog=True)
    after = said("26", MAY + timedelta(days=28), 1310.0)
    progress = judge(of(target(value=5000)), date(2025, 5, 29), *STEADY, leap, after).progress
    assert progress.pace_per_day == pytest.approx((1310 - 100 - 1000) / 28)
    unmarked = [*STEADY, said("26", MAY + timedelta(days=21), 1240.0), after]
    assert judge(of(target(value=5000)), date(2025, 5, 29), *unmarked).progress.pace_per_day == pytest.approx(1210 / 28)


def test_a_back_log_of_one_part_stays_out_of_the_pace_of_the_total() -> None:
    days = [MAY + timedelta(days=7 * n) for n in range(4)]
    calm = [said("244", day, 100.0 + 7 * n) for n, day in enumerate(days)]
    leap = [said("243", day, value, backlog=value == 900) for day, value in zip(days, (10, 24, 900, 914), strict=True)]
    progress = judge(of(target(value=5000)), days[-1], *calm, *leap).progress
    assert progress.pace_per_day == pytest.approx((121 + 914 - 110 - 876) / 21)


def test_pace_goes_by_the_days_that_figures_are_true_for_in_whatever_order_they_came() -> None:
    late = [
        said("26", date(2025, 6, 20), 62000.0, known_at=datetime(2025, 6, 21, tzinfo=UTC)),
        said("26", date(2025, 6, 10), 60000.0, known_at=datetime(2025, 6, 25, tzinfo=UTC)),
        said("26", JUNE, 58000.0),
    ]
    answer = judge(of(target(value=100_000)), date(2025, 6, 26), *late)
    assert answer.figure is not None
    assert (answer.figure.value, answer.figure.as_of) == (62000, date(2025, 6, 20))
    assert answer.progress.pace_per_day == pytest.approx(4000 / 19)


# --- paths ------------------------------------------------------------------------------------------------------------


def test_progress_is_judged_along_the_path_as_it_is() -> None:
    path = Milestones(((date(2025, 6, 30), 0.8),))
    answer = judge(of(target(value=1000, path=path)), date(2025, 7, 2), said("26", JULY, 400))
    assert answer.progress.expected_ratio == pytest.approx(0.8 + 0.2 / 184)
    assert answer.progress.lead == pytest.approx(timedelta(days=-90.5), abs=timedelta(seconds=1))
    assert judge(of(target(value=1000)), JULY, said("26", JULY, 400)).progress.lead is not None


HOLIDAYS = target(value=1000, path=WorkingDays())


@pytest.mark.parametrize(("day", "behind"), [(date(2025, 1, 25), 0), (date(2025, 2, 3), 0), (date(2025, 2, 4), 1)])
def test_nobody_is_behind_for_the_days_off_themselves(day: date, behind: int) -> None:
    """Tết of 2025 was off from 25 January to 2 February: nine days, more than the tolerance of seven."""
    due = HOLIDAYS.part_at(datetime(2025, 1, 24, 17, tzinfo=UTC)) * 1000
    answer = judge(of(HOLIDAYS), day, said("26", day, due))
    assert answer.progress.lead == pytest.approx(timedelta(days=-behind), abs=timedelta(seconds=1))
    assert answer.progress.status is Status.ON_TRACK


def test_a_unit_on_its_path_leads_by_nothing_on_any_day() -> None:
    for n in range(1, 364):
        day = JANUARY + timedelta(days=n)
        value = 1000 * HOLIDAYS.part_at(datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=7))
        progress = judge(of(HOLIDAYS), day, said("26", day, value)).progress
        assert progress.lead is not None
        assert abs(progress.lead) < timedelta(seconds=1), day


# --- several sources --------------------------------------------------------------------------------------------------


def test_other_sources_of_a_cell_are_kept_beside_the_one_that_is_believed() -> None:
    answer = judge(of(), JUNE, said("26", JUNE, 900, source="a"), said("26", JUNE, 875, source="b"))
    assert answer.figure is not None
    assert [(other.source, apart(answer.figure, other)) for other in answer.figure.others] == [("b", -25)]
