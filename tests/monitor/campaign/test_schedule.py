"""Schedules are in Vietnamese local time wherever the machine stands, and missed slots are coalesced."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.source import SourceConfig
from monitor.campaign import Cron, Every, Names, Schedule, SourceSetting
from monitor.campaign.schedule import latest_due

SUNDAY_EVENING = datetime(2023, 6, 11, 16, 0, tzinfo=UTC)  # 23:00 in Vietnam


def setting(schedule: Schedule, starts: date | None = None, until: date | None = None) -> SourceSetting:
    return SourceSetting(
        "weekly", Names("a", "b"), "table", SourceConfig(), schedule, indicators=("x",), starts=starts, until=until
    )


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Ho_Chi_Minh"])
def test_seven_in_the_morning_is_seven_in_vietnam(zone: str) -> None:
    program = (
        "from datetime import datetime, UTC\n"
        "from monitor.campaign import Cron\n"
        "print(Cron('0 7 * * *').next_after(datetime(2023, 6, 11, 16, tzinfo=UTC)).isoformat())"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], env=os.environ | {"TZ": zone}, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "2023-06-12T00:00:00+00:00"


def test_mondays_are_mondays() -> None:
    assert Cron("0 7 * * mon").next_after(SUNDAY_EVENING) == datetime(2023, 6, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize("wrong", ["0 7 * * 1", "0 7 * *", "61 7 * * *", "every monday", "0 7 * * mon-5", ""])
def test_a_schedule_that_could_be_misread_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Cron(wrong)


def test_slots_missed_overnight_are_one_run() -> None:
    morning = SUNDAY_EVENING + timedelta(hours=10, minutes=30)
    assert latest_due(Cron("0 7 * * mon"), SUNDAY_EVENING, morning) == datetime(2023, 6, 12, 0, 0, tzinfo=UTC)
    assert latest_due(Cron("0 7 * * tue"), SUNDAY_EVENING, morning) is None
    hourly = latest_due(Every(timedelta(hours=1)), SUNDAY_EVENING, morning)
    assert hourly == datetime(2023, 6, 12, 2, 0, tzinfo=UTC)


def test_a_source_is_due_from_its_first_day_to_the_end_of_its_last() -> None:
    source = setting(Cron("0 23 * * *"), starts=date(2023, 6, 14), until=date(2023, 6, 15))
    first = source.next_due(SUNDAY_EVENING)
    assert first == datetime(2023, 6, 14, 16, 0, tzinfo=UTC)
    last = source.next_due(first)
    assert last == datetime(2023, 6, 15, 16, 0, tzinfo=UTC)
    assert source.next_due(last) is None
    assert source.latest_due(SUNDAY_EVENING, datetime(2024, 1, 1, tzinfo=UTC)) == last
    assert (source.ended(last), source.ended(datetime(2023, 6, 15, 17, tzinfo=UTC))) == (False, True)


SCHEDULES = st.one_of(
    st.sampled_from(["0 7 * * *", "*/15 8-17 * * mon-fri", "30 23 1 * *", "0 0 * * sun"]).map(Cron),
    st.integers(1, 100_000).map(lambda seconds: Every(timedelta(seconds=seconds))),
)
INSTANTS = st.datetimes(datetime(2022, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(schedule=SCHEDULES, after=INSTANTS, hours=st.integers(0, 500))
def test_the_latest_slot_is_the_last_that_the_schedule_names(schedule: Schedule, after: datetime, hours: int) -> None:
    now = after + timedelta(hours=hours)
    slot = latest_due(schedule, after, now)
    following = schedule.next_after(slot or after)
    assert following is not None
    assert following > now
    if slot is not None:
        assert after < slot <= now
        assert schedule.next_after(slot - timedelta(microseconds=1)) == slot
