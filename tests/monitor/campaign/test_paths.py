"""Paths never go back, begin at 0, end at 1, and say the same from the day to the part and from the part to the day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.campaign import Milestones, Path, Straight, WorkCalendar, WorkingDays
from monitor.clock import DAY, start_of

START, END = start_of(date(2023, 1, 1)), start_of(date(2024, 1, 1))
LENGTH = END - START

DAYS = st.integers(0, 364).map(lambda number: date(2023, 1, 1) + number * DAY)
INSTANTS = st.integers(-1000, 8760 + 1000).map(lambda hours: START + timedelta(hours=hours))
PARTS = st.floats(0, 1)


@st.composite
def milestones(draw: st.DrawFn) -> Milestones:
    days = sorted(draw(st.sets(DAYS, max_size=6)))
    parts = sorted(draw(st.lists(PARTS, min_size=len(days), max_size=len(days))))
    return Milestones(tuple(zip(days, parts, strict=True)))


CALENDARS = st.builds(WorkCalendar, st.frozensets(DAYS, max_size=20), st.frozensets(DAYS, max_size=20))
PATHS = st.one_of(st.just(Straight()), milestones(), CALENDARS.map(WorkingDays))


@settings(deadline=None)
@given(PATHS, INSTANTS, INSTANTS)
def test_a_path_goes_from_0_to_1_and_never_back(path: Path, one: datetime, other: datetime) -> None:
    sooner, later = sorted((one, other))
    assert 0 <= path.part_at(sooner, START, END) <= path.part_at(later, START, END) <= 1
    assert path.part_at(START, START, END) == 0
    assert path.part_at(END, START, END) == 1


@settings(deadline=None)
@given(PATHS, PARTS)
def test_the_first_instant_of_a_part_is_where_the_path_first_reaches_it(path: Path, part: float) -> None:
    found = path.instant_of(part, START, END)
    assert START <= found <= END
    assert path.part_at(found + timedelta(microseconds=2), START, END) >= part - 1e-12
    hour = timedelta(hours=1)
    if found - hour > START and part > 1e-6:
        assert path.part_at(found - hour, START, END) < part + 1e-12


@settings(deadline=None)
@given(PATHS, INSTANTS)
def test_where_a_path_grows_part_and_instant_are_each_others_inverse(path: Path, instant: datetime) -> None:
    minute = timedelta(minutes=1)
    around = [path.part_at(each, START, END) for each in (instant - minute, instant, instant + minute)]
    if around[1] - around[0] > 1e-7 and around[2] - around[1] > 1e-7:
        assert abs(path.instant_of(around[1], START, END) - instant) < timedelta(milliseconds=10)


@settings(deadline=None)
@given(PATHS, st.floats(1, 3), st.floats(-3, 0))
def test_a_part_beyond_the_ends_is_taken_as_the_nearer_end(path: Path, much: float, little: float) -> None:
    assert path.instant_of(much, START, END) == path.instant_of(1, START, END)
    assert path.instant_of(little, START, END) == START


def test_a_milestone_is_due_at_the_end_of_its_local_day_and_the_way_is_straight_between() -> None:
    path = Milestones(((date(2023, 3, 31), 0.25), (date(2023, 5, 31), 0.8)))
    assert path.part_at(datetime(2023, 3, 31, 17, tzinfo=UTC), START, END) == 0.25
    assert path.part_at(start_of(date(2023, 2, 15)), START, END) == 0.25 * 45 / 90
    assert path.part_at(start_of(date(2023, 5, 1)) + DAY / 2, START, END) == pytest.approx(0.525)
    assert path.instant_of(0.8, START, END) == start_of(date(2023, 6, 1))
    assert path.instant_of(0.9, START, END) == start_of(date(2023, 6, 1)) + (END - start_of(date(2023, 6, 1))) / 2


def test_what_is_due_by_a_day_off_was_due_at_the_end_of_the_working_day_before() -> None:
    path = WorkingDays()
    monday, next_monday = start_of(date(2023, 6, 5)), start_of(date(2023, 6, 12))
    assert path.part_at(start_of(date(2023, 6, 7)) + DAY / 2, monday, next_monday) == 0.5
    assert {path.part_at(start_of(date(2023, 6, day)), monday, next_monday) for day in (10, 11, 12)} == {1.0}
    assert path.instant_of(1.0, monday, next_monday) == start_of(date(2023, 6, 10))
    # From a Friday noon to a Monday noon lie two halves of working days.
    friday, monday_noon = start_of(date(2023, 6, 9)) + DAY / 2, next_monday + DAY / 2
    assert path.part_at(start_of(date(2023, 6, 11)), friday, monday_noon) == 0.5
    assert path.instant_of(0.5, friday, monday_noon) == start_of(date(2023, 6, 10))


def test_where_no_working_day_lies_the_way_is_straight() -> None:
    saturday, monday = start_of(date(2023, 6, 10)), start_of(date(2023, 6, 12))
    assert WorkingDays().part_at(start_of(date(2023, 6, 11)), saturday, monday) == 0.5
    assert WorkingDays().instant_of(0.5, saturday, monday) == start_of(date(2023, 6, 11))


@pytest.mark.parametrize(
    "points",
    [
        ((date(2023, 3, 31), 0.5), (date(2023, 3, 31), 0.6)),
        ((date(2023, 4, 1), 0.5), (date(2023, 3, 31), 0.6)),
        ((date(2023, 3, 31), 0.5), (date(2023, 4, 1), 0.4)),
        ((date(2023, 3, 31), 1.1),),
        ((date(2023, 3, 31), -0.1),),
    ],
)
def test_milestones_out_of_order_are_wrong_from_birth(points: tuple[tuple[date, float], ...]) -> None:
    with pytest.raises(ValueError, match="milestone"):
        Milestones(points)
