"""The model's promises: whatever the seed and the total, the sums are the true ones and the script is played."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.clock import DAY
from monitor.demo import scenario
from monitor.demo.model import LARGEST_TOTAL, SMALLEST_TOTAL, Model, eid_baselines, eid_targets, share_out

models = st.builds(Model, seed=st.integers(0, 10**6), eid_total=st.integers(SMALLEST_TOTAL, LARGEST_TOTAL))
few = settings(max_examples=15, deadline=None)


def lead_days(model: Model, code: str, day: date) -> float:
    """Days ahead of a straight path from the baseline on 1 January to the target at the end of 15 June."""
    target, baseline = eid_targets()[code], eid_baselines()[code]
    share = (model.eid_activated(day)[code] - baseline) / (target - baseline)
    return share * (scenario.EID_DEADLINE + DAY - scenario.EID_BEGINS).days - (day - scenario.EID_BEGINS).days


def test_the_districts_add_up_to_the_true_total_on_15_june() -> None:
    assert sum(Model().eid_activated(date(2023, 6, 15)).values()) == 585_673
    assert sum(eid_targets().values()) == 523_202


def test_the_same_seed_gives_the_same_figures_and_another_seed_other_ones() -> None:
    day = date(2023, 4, 1)
    assert Model(1).eid_activated(day) == Model(1).eid_activated(day) != Model(2).eid_activated(day)


@few
@given(models)
def test_running_totals_never_fall_and_end_on_the_total(model: Model) -> None:
    for before, after in pairwise(scenario.EID_DAYS):
        earlier, later = model.eid_activated(before), model.eid_activated(after)
        assert all(earlier[code] <= later[code] for code in earlier)
    final = model.eid_activated(scenario.EID_DEADLINE)
    assert sum(final.values()) == model.eid_total
    assert all(final[d.code] < d.citizens_from_14 for d in scenario.DISTRICTS)


@few
@given(models)
def test_the_province_passes_its_target_in_june_some_days_before_the_15th(model: Model) -> None:
    totals = {day: sum(model.eid_activated(day).values()) for day in scenario.EID_DAYS}
    first = min(day for day, total in totals.items() if total >= scenario.EID_TARGET)
    assert date(2023, 6, 1) <= first <= date(2023, 6, 14)


@few
@given(models)
def test_one_district_misses_and_eight_do_not(model: Model) -> None:
    final, targets = model.eid_activated(scenario.EID_DEADLINE), eid_targets()
    assert [code for code in targets if final[code] < targets[code]] == ["248"]


@few
@given(models)
def test_one_district_falls_more_than_seven_days_behind_in_may_and_is_back_by_5_june(model: Model) -> None:
    slow = scenario.SLOWING_DISTRICT
    behind = [day for day in scenario.EID_DAYS if lead_days(model, slow, day) < -7]
    assert date(2023, 5, 20) <= behind[0] <= date(2023, 5, 23)
    assert behind[-1] <= date(2023, 6, 2)
    assert behind == [behind[0] + DAY * n for n in range(len(behind))]
    assert lead_days(model, slow, date(2023, 6, 5)) > -2


@few
@given(models)
def test_the_other_eight_but_the_missing_one_are_never_more_than_seven_days_behind(model: Model) -> None:
    others = [
        d.code for d in scenario.DISTRICTS if d.code not in (scenario.SLOWING_DISTRICT, scenario.MISSING_DISTRICT)
    ]
    assert all(lead_days(model, code, day) > -7 for code in others for day in scenario.EID_DAYS)


@few
@given(models)
def test_every_citizen_has_a_card_on_15_june_and_not_before(model: Model) -> None:
    for week in scenario.CARDS_WEEKS:
        cards = model.cards(week).values()
        assert all(part.done <= part.whole for part in cards)
        assert (sum(part.done for part in cards) == sum(part.whole for part in cards)) == (week == date(2023, 6, 15))
    for before, after in pairwise(scenario.CARDS_WEEKS):
        earlier, later = model.cards(before), model.cards(after)
        assert all(earlier[code].done <= later[code].done for code in earlier)
        assert all(earlier[code].whole <= later[code].whole for code in earlier)


@few
@given(models)
def test_the_online_share_of_nine_months_is_exactly_55_2_percent_and_dossiers_only_grow(model: Model) -> None:
    parts = model.online_applications(date(2023, 9, 30)).values()
    assert 1000 * sum(part.done for part in parts) == 552 * sum(part.whole for part in parts)
    for before, after in pairwise(scenario.MONTH_ENDS):
        earlier, later = model.online_applications(before), model.online_applications(after)
        assert all(earlier[code].done <= later[code].done <= later[code].whole for code in earlier)


@pytest.mark.parametrize("total", [SMALLEST_TOTAL - 1, LARGEST_TOTAL + 1])
def test_a_total_with_which_the_script_cannot_be_played_is_refused(total: int) -> None:
    with pytest.raises(ValueError, match=f"the e-ID total is {total}; from 530000 to 700000"):
        Model(eid_total=total)


@given(st.integers(0, 10**6), st.dictionaries(st.text(max_size=3), st.floats(0.01, 1e6), min_size=1, max_size=12))
def test_what_is_shared_out_adds_up(total: int, weights: dict[str, float]) -> None:
    shares = share_out(total, weights)
    assert sum(shares.values()) == total
    assert all(abs(shares[code] - total * weight / sum(weights.values())) <= 1 for code, weight in weights.items())
