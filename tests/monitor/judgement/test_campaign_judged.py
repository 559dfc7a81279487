"""Totals of parts: what they hold, when the unit's own figure wins, and what they never do."""

import dataclasses
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.reading import Bound, Measure, Of, Precision
from monitor.campaign import Adds, Basis, Campaign, Indicator, Kind, Names, Target
from monitor.judgement.campaign import ProgressAnswer, judge_campaign
from monitor.judgement.observation import Observation
from monitor.judgement.progress import Status
from monitor.units import Level, Unit, UnitRegistry

DAY = date(2023, 6, 15)
DISTRICTS = ("243", "244", "246")
UNITS = UnitRegistry(
    [
        Unit("26", "Tỉnh Vĩnh Phúc", "Vinh Phuc", Level.PROVINCE, code="26"),
        *(Unit(code, f"Huyện {code}", code, Level.DISTRICT, parent="26", code=code) for code in DISTRICTS),
    ]
)
EID = Indicator("eid", Names("a", "a"), "eid", Kind.STOCK, Measure.ACCOUNTS, adds=Adds.SUM)
ONLINE = Indicator("online", Names("b", "b"), "online", Kind.RATIO, Measure.PERCENT, adds=Adds.SUM)
TARGET = Target("eid", "26", date(2023, 1, 1), DAY, Basis.DECIDED, value=1000)


def campaign(indicator: Indicator) -> Campaign:
    return Campaign("c", Names("c", "c"), UNITS, {indicator.id: indicator}, (TARGET,), {})


def said(indicator: Indicator, unit: str, day: date, value: float | None, **more: object) -> Observation:
    return Observation(
        indicator=indicator.id,
        unit=unit,
        as_of=day,
        precision=Precision.DAY,
        source=str(more.pop("source", "s")),
        run=1,
        known_at=datetime(2023, 1, 1, tzinfo=UTC),
        quote="",
        value=value,
        **more,  # type: ignore[arg-type]
    )


def province(indicator: Indicator, *known: Observation, day: date = DAY) -> ProgressAnswer:
    rows = judge_campaign(campaign(indicator), known, {}, day, date(2023, 1, 1)).rows
    return next(row for row in rows if row.unit.id == "26")


def test_a_total_says_how_many_of_its_parts_it_holds() -> None:
    row = province(EID, said(EID, "243", DAY, 500), said(EID, "244", DAY - timedelta(days=8), 300))
    assert row.figure is not None
    assert (row.figure.value, row.figure.is_sum, row.figure.bound) == (800, True, Bound.AT_LEAST)
    assert row.parts is not None
    assert (row.parts.expected, row.parts.reported) == (3, 1)
    assert [unit.id for unit in row.parts.missing] == ["244", "246"]


def test_an_incomplete_total_that_reaches_the_target_has_met_it() -> None:
    assert province(EID, said(EID, "243", DAY, 1000)).progress.status is Status.MET


def test_the_units_own_figure_of_the_same_day_wins_and_the_difference_is_shown() -> None:
    parts = [said(EID, code, DAY, 300) for code in DISTRICTS]
    row = province(EID, said(EID, "26", DAY, 910), *parts)
    assert row.figure is not None
    assert (row.figure.value, row.figure.is_sum, row.difference) == (910, False, 10)


def test_a_later_complete_total_takes_the_place_of_an_older_own_figure() -> None:
    later = DAY + timedelta(days=1)
    parts = [said(EID, code, later, 310) for code in DISTRICTS]
    row = province(EID, said(EID, "26", DAY, 910), *parts, day=later)
    assert row.figure is not None
    assert (row.figure.value, row.figure.as_of) == (930, later)


def test_a_later_total_that_lacks_a_part_does_not() -> None:
    row = province(EID, said(EID, "26", DAY - timedelta(days=1), 910), said(EID, "243", DAY, 310))
    assert row.figure is not None
    assert row.figure.value == 910


def test_ratios_are_sums_of_numerators_over_sums_of_denominators() -> None:
    big = said(ONLINE, "243", DAY, 0.9, count=900, out_of=1000, of=Of.FILED)
    small = said(ONLINE, "244", DAY, 0.1, count=1, out_of=10, of=Of.FILED)
    alone = said(ONLINE, "246", DAY, 0.5)
    row = province(ONLINE, big, small, alone)
    assert row.figure is not None
    assert row.figure.value == pytest.approx(901 / 1010)
    assert row.figure.complete is False


def test_what_does_not_add_up_is_not_added() -> None:
    rank = Indicator("eid", Names("r", "r"), "eid", Kind.STOCK, Measure.TASKS)
    row = province(rank, *(said(rank, code, DAY, 1) for code in DISTRICTS))
    assert (row.figure, row.parts) == (None, None)


def test_the_more_believed_source_speaks_for_a_cell_and_the_other_is_kept() -> None:
    two = dataclasses.replace(campaign(EID), sources={"first": None, "second": None})  # type: ignore[dict-item]
    known = [said(EID, "26", DAY, 5, source="second"), said(EID, "26", DAY, 4, source="first")]
    row = judge_campaign(two, known, {}, DAY, DAY).rows[0]
    assert row.figure is not None
    assert row.figure.value == 4
    assert [other.value for other in row.figure.others] == [5]


VALUES = st.dictionaries(
    st.tuples(st.sampled_from(DISTRICTS), st.integers(0, 30)), st.integers(0, 10**9).map(float), min_size=1, max_size=25
)


@given(values=VALUES)
def test_a_total_is_the_sum_of_the_latest_figures_of_its_parts(values: dict[tuple[str, int], float]) -> None:
    known = [said(EID, code, DAY - timedelta(days=back), value) for (code, back), value in values.items()]
    latest = {code: values[code, min(back for c, back in values if c == code)] for code, _ in values}
    row = province(EID, *known)
    assert row.figure is not None
    assert row.figure.value == sum(latest.values())
    assert row.figure.complete == (len(latest) == 3)
