"""A figure is judged against its wholes and parts, its parents and children, whichever of them comes first."""

from __future__ import annotations

from itertools import permutations

import pytest
from intake_cases import said
from kin_cases import MERGED, MERGER, UNITS, Desk, approved, batch, kin_campaign, people, received

from collectors.reading import Bound, Reading
from monitor.intake import RowOutcome
from monitor.store import Store
from monitor.store.units import record_units


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store, kin_campaign())


# --- activated, approved, received ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (approved(60_000), said(60_100), ("eid_activated 60,100 on 2023-06-18", "eid_approved 60,000")),
        (said(60_100), approved(60_000), ("eid_activated 60,100", "eid_approved 60,000 on 2023-06-18")),
        (approved(60_000, "2023-06-20"), said(60_100, "2023-06-11"), ("2023-06-20", "2023-06-11")),
        (said(60_100, "2023-06-11"), approved(60_000, "2023-06-20"), ("2023-06-20", "2023-06-11")),
        (received(59_000), approved(60_000), ("eid_received 59,000", "eid_approved 60,000")),
    ],
)
def test_a_part_that_exceeds_its_whole_is_set_aside_whichever_comes_last(
    desk: Desk, first: Reading, second: Reading, words: tuple[str, ...]
) -> None:
    assert desk.rules(first) == []
    (aside,) = desk.take(second).quarantined
    assert aside.rule == "chain_broken"
    assert all(word in aside.message for word in words), aside.message
    assert list(desk.values().values()) == [first.value]


@pytest.mark.parametrize(
    "order",
    list(permutations([approved(60_000, "2023-06-10"), said(60_100, "2023-06-18"), received(60_500, "2023-06-12")])),
)
def test_a_part_may_exceed_what_its_whole_was_on_an_earlier_day(desk: Desk, order: tuple[Reading, ...]) -> None:
    assert [desk.rules(each) for each in order] == [[], [], []]


def test_each_source_and_each_unit_has_a_chain_of_its_own(desk: Desk) -> None:
    desk.take(approved(60_000))
    assert desk.rules(said(60_100), source="census") == []
    assert desk.rules(said(60_100, unit="248")) == []
    assert desk.rules(said(60_100, bound=Bound.ABOUT)) == []


def test_a_document_may_bring_part_and_whole_up_together(desk: Desk) -> None:
    desk.take(approved(1_000), said(900))
    assert desk.rules(said(1_900), approved(2_000)) == []
    assert desk.rules(said(800), approved(850)) == []
    assert desk.rules(said(2_100), approved(2_000)) == ["chain_broken"]
    assert set(desk.values().values()) == {2_000, 800}


# --- people -----------------------------------------------------------------------------------------------------------


def test_more_than_all_people_are_set_aside_whoever_counted_them(desk: Desk) -> None:
    assert desk.rules(people(150_000), source="census") == []
    assert desk.rules(received(150_001)) == ["above_population"]
    assert desk.rules(received(150_000)) == []


def test_a_number_of_people_below_what_is_counted_already_is_set_aside(desk: Desk) -> None:
    desk.take(received(150_001))
    assert desk.rules(people(150_000), source="census") == ["above_population"]
    assert desk.rules(people(160_000, "2023-04-01"), source="census") == []
    # An older number of people holds for older figures.
    assert desk.rules(people(140_000, "2019-04-01"), source="census") == []


def test_the_people_of_the_time_count_and_of_two_sources_the_more_believed(desk: Desk) -> None:
    desk.take(people(100_000, "2019-04-01"), people(150_000, "2023-04-01"), source="census")
    assert desk.rules(received(120_000, "2023-06-18")) == []
    assert desk.rules(received(110_000, "2022-06-18")) == ["above_population"]
    desk.take(people(200_000, "2023-04-01"), source="portal")
    assert desk.rules(received(190_000, "2023-06-19")) == []


# --- children and parent ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("last", range(3))
def test_children_that_sum_up_to_more_than_their_parent_are_set_aside_with_the_last_of_them(
    desk: Desk, last: int
) -> None:
    figures = [said(900, unit="26"), said(500, unit="251"), said(401, unit="248")]
    late = figures.pop(last)
    assert desk.rules(*figures) == []
    (aside,) = desk.take(late).quarantined
    assert (aside.rule, aside.unit) == ("children_above_parent", late.unit)
    assert "901" in aside.message
    assert "900" in aside.message


def test_of_one_document_the_parent_is_doubted_and_another_day_is_another_sum(desk: Desk) -> None:
    report = desk.take(said(900, unit="26"), said(500, unit="251"), said(401, unit="248"))
    assert [(each.rule, each.unit) for each in report.quarantined] == [("children_above_parent", "26")]
    assert desk.rules(said(950, "2023-06-19", unit="26"), said(951, "2023-06-20", unit="251")) == []
    assert desk.rules(said(1_000, "2023-06-19", unit="251"), source="census") == []


def test_children_may_be_restated_together(desk: Desk) -> None:
    desk.take(said(1_000, unit="26"), said(500, unit="251"), said(500, unit="248"))
    assert desk.rules(said(600, unit="251"), said(400, unit="248")) == []
    # Where one of them is set aside, what is held of it counts for the other.
    assert desk.rules(said(500, unit="251"), said(450, unit="248"), said(460, unit="248")) == ["given_twice"] * 2
    assert desk.rules(said(700, unit="251"), said(300, unit="248"), said(301, unit="248")) == [
        "children_above_parent", "given_twice", "given_twice",
    ]  # fmt: skip


def test_what_a_parent_counts_beyond_its_parts_is_told_once_all_have_spoken(desk: Desk) -> None:
    assert desk.take(said(1_000, unit="26"), said(500, unit="251")).notes == ()
    (note,) = desk.take(said(380, unit="248")).notes
    assert (note.rule, note.failing) == ("residual", False)
    assert "120 more than its 2 parts" in note.message
    assert "Vĩnh Phúc (26)" in note.message


def test_a_restated_day_that_is_set_aside_still_holds_others_to_what_is_known(desk: Desk) -> None:
    desk.take(said(61_120, "2023-06-18"), said(61_500, "2023-06-19"))
    rules = desk.rules(said(70_000, "2023-06-18"), said(71_000, "2023-06-19"), said(72_000, "2023-06-19"))
    assert rules == ["stock_fell", "given_twice", "given_twice"]
    # Nor does saying the same again excuse a day before it.
    assert desk.rules(said(70_000, "2023-06-18"), said(61_500, "2023-06-19")) == ["stock_fell"]
    assert sorted(desk.values().values()) == [61_120, 61_500]


# --- units that are no more -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["Vĩnh Phúc", "26", None])
def test_a_figure_of_a_unit_that_is_no_more_is_refused_saying_where_it_belongs(desk: Desk, written: str | None) -> None:
    desk.now = desk.now.replace(year=2026)
    with desk.store.write() as connection:
        record_units(connection, UNITS, [MERGER], (), "decree", desk.tick())
    late = said(900, MERGED.isoformat(), unit=written)
    (aside,) = desk.take(late).quarantined
    assert aside.rule == "unit_ended"
    assert "2025-07-01" in aside.message
    assert "Phú Thọ" in aside.message
    assert "25-2025" in aside.message
    if written is not None:
        (row,) = desk.intake.take_batch(batch(late), desk.tick()).rows
        assert (row.outcome, row.rule, row.column) == (RowOutcome.REFUSED, "unit_ended", "unit")
    assert desk.rules(said(900, "2025-06-30", unit=written)) == []
