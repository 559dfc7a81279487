"""Days and periods as written; never the machine's day, never another month's."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.reading import Precision
from collectors.vietnamese.dates import read_date, read_time
from collectors.vietnamese.mentions import Mention
from collectors.vietnamese.tokens import tokenise


def mention(text: str, published: str = "2023-10-19", at: int = 0) -> Mention | None:
    found = read_date(tokenise(text), at, date.fromisoformat(published))
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "last_day", "precision"),
    [
        ("30/9/2023", "2023-09-30", "day"), ("29-6-2023", "2023-06-29", "day"), ("30.9.2023", "2023-09-30", "day"),
        ("7/6/2023", "2023-06-07", "day"), ("2023-06-30", "2023-06-30", "day"), ("ngày 22.4", "2023-04-22", "day"),
        ("ngày 21 tháng 09 năm 2023", "2023-09-21", "day"), ("21 tháng 9", "2023-09-21", "day"),
        ("giữa tháng 6/2023", "2023-06-15", "mid-month"), ("đầu tháng 7", "2023-07-01", "month"),
        ("hết tháng 6", "2023-06-30", "month"), ("tháng 6.2023", "2023-06-30", "month"),
        ("tháng Sáu", "2023-06-30", "month"),
        ("tháng mười một năm 2022", "2022-11-30", "month"), ("06/2023", "2023-06-30", "month"),
        ("quý III/2023", "2023-09-30", "quarter"), ("hết quý 2 năm 2023", "2023-06-30", "quarter"),
        ("9 tháng năm 2023", "2023-09-30", "quarter"), ("chín tháng đầu năm", "2023-09-30", "quarter"),
        ("7 tháng năm 2023", "2023-07-31", "month"), ("6 tháng cuối năm 2022", "2022-12-31", "quarter"),
        ("năm 2022", "2022-12-31", "year"), ("năm 2023", "2023-10-19", "year"),
        ("quý IV/2023", "2023-10-19", "quarter"),
        ("hôm qua", "2023-10-18", "day"), ("June 19, 2023", "2023-06-19", "day"), ("19 June 2023", "2023-06-19", "day"),
        ("mid-June 2023", "2023-06-15", "mid-month"), ("end of January 2023", "2023-01-31", "month"),
        ("first nine months of 2023", "2023-09-30", "quarter"), ("Q3 2023", "2023-09-30", "quarter"),
    ],
)  # fmt: skip
def test_a_day_is_read_as_it_is_written(text: str, last_day: str, precision: str) -> None:
    found = mention(text)
    assert found is not None
    assert (found.last_day, found.precision) == (date.fromisoformat(last_day), Precision(precision))


@pytest.mark.parametrize(
    "text", ["62/133", "5/7 nhiệm vụ", "13/13/2023 x", "tháng 13", "quý 5", "22.4 triệu", "may be", "năm xã"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert mention(text) is None or mention(text) == Mention(None, Precision.DAY)


def test_a_day_that_does_not_exist_is_said_to_be_none() -> None:
    assert mention("31/6/2023") == Mention(None, Precision.DAY)


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.dates(date(2000, 1, 1), date(2090, 12, 31)))
def test_a_day_without_a_year_is_the_latest_that_is_not_after_publication(day: date, published: date) -> None:
    found = mention(f"ngày {day.day}/{day.month}", published.isoformat())
    assert found is not None
    if found.last_day is None:
        assert (day.day, day.month) == (29, 2)
    else:
        assert (found.last_day.day, found.last_day.month) == (day.day, day.month)
        assert 0 <= (published - found.last_day).days <= 366


@pytest.mark.parametrize(("text", "tokens"), [("7h30", 3), ("23h ngày", 2), ("17 giờ 30 phút", 2), ("8:00", 3)])
def test_a_time_of_day_is_passed_over(text: str, tokens: int) -> None:
    assert read_time(tokenise(text), 0) == tokens
