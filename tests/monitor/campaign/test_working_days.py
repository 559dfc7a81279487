"""Working days are those of Vietnam: holidays as they were decided, make-up days, and the campaign's corrections."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.campaign import WorkCalendar, working_days_between

USUAL = WorkCalendar()
DAYS = st.dates(date(2009, 1, 1), date(2030, 12, 31))
CALENDARS = st.builds(
    WorkCalendar, st.frozensets(st.dates(date(2023, 1, 1), date(2023, 12, 31)), max_size=9), st.frozensets(DAYS)
)


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        # Tết of the Cat: 20 to 26 January 2023 were off, with two weekends around 23 to 25 January and the New Year.
        (date(2023, 1, 1), date(2023, 1, 31), 16),
        # Hùng Kings, 30 April and 1 May 2023: off from Saturday 29 April to Wednesday 3 May.
        (date(2023, 4, 28), date(2023, 5, 4), 2),
        # National Day 2023: off from Friday 1 to Monday 4 September.
        (date(2023, 8, 31), date(2023, 9, 5), 2),
        # 29 April 2024 was worked for on Saturday 4 May.
        (date(2024, 4, 27), date(2024, 5, 5), 3),
        # The make-up day for 2 January 2015 lay in the year before.
        (date(2014, 12, 27), date(2014, 12, 28), 1),
        (date(2023, 6, 5), date(2023, 6, 4), 0),
    ],
)
def test_holidays_and_make_up_days_are_those_that_were_decided(first: date, last: date, count: int) -> None:
    assert working_days_between(first, last) == count


def test_the_campaign_corrects_the_calendar() -> None:
    corrected = WorkCalendar(off=frozenset({date(2023, 5, 5)}), work=frozenset({date(2023, 5, 6)}))
    assert [day.day for day in corrected.days(date(2023, 5, 4), date(2023, 5, 8))] == [4, 6, 8]
    assert [USUAL.is_working(date(2023, 5, day)) for day in (5, 6)] == [True, False]
    assert [corrected.is_working(date(2023, 5, day)) for day in (5, 6)] == [False, True]


def test_beyond_the_known_years_there_are_weekends_alone() -> None:
    assert working_days_between(date(2100, 1, 1), date(2100, 12, 31)) == 261
    assert working_days_between(date(1994, 12, 31), date(1995, 1, 1)) == 0


@settings(deadline=None, max_examples=50)
@given(CALENDARS, DAYS, st.integers(0, 900))
def test_the_count_is_that_of_the_days_one_by_one(calendar: WorkCalendar, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    one_by_one = [day for n in range(length + 1) if calendar.is_working(day := first + timedelta(days=n))]
    assert list(calendar.days(first, last)) == one_by_one
    assert calendar.count(first, last) == len(one_by_one)
