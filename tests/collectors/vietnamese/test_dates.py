"""Days and periods as written; never the machine's day, never another month's; each form read back from a sentence."""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.reading import Precision, Reading
from collectors.reading import Warning as Caution
from collectors.vietnamese.dates import read_date, read_time
from collectors.vietnamese.mentions import Mention
from collectors.vietnamese.phrases import BUILT_IN_PHRASES
from collectors.vietnamese.prose import read_prose
from collectors.vietnamese.tokens import tokenise

SAID = "{}, huyện Lập Thạch kích hoạt 48.000 tài khoản định danh điện tử."
SAID_IN_ENGLISH = "{}, Lap Thach district had activated 48,000 electronic identification accounts."


def mention(text: str, published: str = "2023-10-19", at: int = 0) -> Mention | None:
    found = read_date(tokenise(text), at, date.fromisoformat(published))
    return found[0] if found else None


def read(text: str, published: date = date(2023, 7, 20)) -> Reading:
    (reading,) = read_prose(text, published, BUILT_IN_PHRASES).readings
    return reading


@pytest.mark.parametrize(
    ("text", "last_day", "precision"),
    [
        ("30/9/2023", "2023-09-30", "day"), ("29-6-2023", "2023-06-29", "day"), ("30.9.2023", "2023-09-30", "day"),
        ("7/6/2023", "2023-06-07", "day"), ("2023-06-30", "2023-06-30", "day"), ("ngày 22.4", "2023-04-22", "day"),
        ("30 / 9 / 2023", "2023-09-30", "day"), ("30/ 9/ 2023", "2023-09-30", "day"), ("30/9/23", "2023-09-30", "day"),
        ("ngày 30 /9", "2023-09-30", "day"), ("３０/９/２０２３", "2023-09-30", "day"),
        ("ngày 21 tháng 09 năm 2023", "2023-09-21", "day"), ("21 tháng 9", "2023-09-21", "day"),
        ("ngày 21, tháng 9, năm 2023", "2023-09-21", "day"), ("ngày 21 tháng Chín", "2023-09-21", "day"),
        ("21 tháng Chín", "2023-09-21", "day"), ("ngày 5 tháng này", "2023-10-05", "day"),
        ("ngày 5 tháng trước", "2023-09-05", "day"),
        ("giữa tháng 6/2023", "2023-06-15", "mid-month"), ("đầu tháng 7", "2023-07-01", "month"),
        ("trung tuần tháng 6", "2023-06-15", "mid-month"), ("nửa đầu tháng 6", "2023-06-15", "mid-month"),
        ("hạ tuần tháng 6", "2023-06-30", "month"), ("cuối tháng trước", "2023-09-30", "month"),
        ("hết tháng 6", "2023-06-30", "month"), ("tháng 6.2023", "2023-06-30", "month"),
        ("hết 6/2023", "2023-06-30", "month"), ("T6/2023", "2023-06-30", "month"),
        ("tháng Sáu", "2023-06-30", "month"), ("tháng chạp năm 2022", "2022-12-31", "month"),
        ("tháng mười một năm 2022", "2022-11-30", "month"), ("06/2023", "2023-06-30", "month"),
        ("quý III/2023", "2023-09-30", "quarter"), ("hết quý 2 năm 2023", "2023-06-30", "quarter"),
        ("quý I, II năm 2023", "2023-06-30", "quarter"), ("hết quý trước", "2023-09-30", "quarter"),
        ("9 tháng năm 2023", "2023-09-30", "quarter"), ("chín tháng đầu năm", "2023-09-30", "quarter"),
        ("7 tháng năm 2023", "2023-07-31", "month"), ("6 tháng cuối năm 2022", "2022-12-31", "quarter"),
        ("mười một tháng năm 2022", "2022-11-30", "month"), ("nửa đầu năm 2023", "2023-06-30", "quarter"),
        ("năm 2022", "2022-12-31", "year"), ("năm 2023", "2023-10-19", "year"),
        ("cuối năm ngoái", "2022-12-31", "year"), ("cuối năm 2022", "2022-12-31", "year"),
        ("quý IV/2023", "2023-10-19", "quarter"), ("hôm nay", "2023-10-19", "day"),
        ("hôm qua", "2023-10-18", "day"), ("June 19, 2023", "2023-06-19", "day"), ("19 June 2023", "2023-06-19", "day"),
        ("30th of June 2023", "2023-06-30", "day"), ("Jun. 30, 2023", "2023-06-30", "day"),
        ("30-Jun-2023", "2023-06-30", "day"), ("30-Jun-23", "2023-06-30", "day"),
        ("mid-June 2023", "2023-06-15", "mid-month"), ("end of January 2023", "2023-01-31", "month"),
        ("first nine months of 2023", "2023-09-30", "quarter"), ("Q3 2023", "2023-09-30", "quarter"),
        ("end of the second quarter", "2023-06-30", "quarter"), ("first half of 2023", "2023-06-30", "quarter"),
        ("H1 2023", "2023-06-30", "quarter"), ("late 2022", "2022-12-31", "year"), ("yesterday", "2023-10-18", "day"),
        ("year-end 2022", "2022-12-31", "year"), ("end of last month", "2023-09-30", "month"),
    ],
)  # fmt: skip
def test_a_day_is_read_as_it_is_written(text: str, last_day: str, precision: str) -> None:
    found = mention(text)
    assert found is not None
    assert (found.last_day, found.precision) == (date.fromisoformat(last_day), Precision(precision))


@pytest.mark.parametrize(
    "text", ["62/133", "5/7 nhiệm vụ", "13/13/2023 x", "tháng 13", "quý 5", "22.4 triệu", "may be", "năm xã", "6 tháng"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert mention(text) is None or mention(text) == Mention(None, Precision.DAY)


@pytest.mark.parametrize(
    "text",
    [
        "31/6/2023",
        "29/2/2023",
        "ngày 15/5 âm lịch",
        "ngày 15 tháng 5 (âm lịch)",
        "mùng 5 Tết",
        "tuần 25",
        "tuần thứ 25",
    ],
)
def test_a_day_that_is_none_or_of_another_calendar_is_said_to_be_none(text: str) -> None:
    assert mention(text) == Mention(None, Precision.DAY)
    reading = read(SAID.format(f"Tính đến {text}"))
    assert (reading.as_of, reading.as_of_precision) == (date(2023, 7, 20), Precision.PUBLISHED)
    assert reading.warnings == (Caution.AMBIGUOUS_DATE,)


DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@given(DAYS, DAYS)
def test_a_day_without_a_year_is_the_latest_that_is_not_after_publication(day: date, published: date) -> None:
    found = mention(f"ngày {day.day}/{day.month}", published.isoformat())
    assert found is not None
    if found.last_day is None:
        assert (day.day, day.month) == (29, 2)
    else:
        assert (found.last_day.day, found.last_day.month) == (day.day, day.month)
        assert 0 <= (published - found.last_day).days <= 366


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_IN_WORDS = ("Giêng", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Mười Hai")
FULL_FORMS: dict[str, Callable[[date], str]] = {
    "slashes": lambda day: f"{day.day}/{day.month}/{day.year}",
    "padded": lambda day: f"{day:%d/%m/%Y}",
    "dashes": lambda day: f"{day:%d-%m-%Y}",
    "points": lambda day: f"ngày {day:%d.%m.%Y}",
    "spaced": lambda day: f"ngày {day.day} / {day.month} / {day.year}",
    "iso": lambda day: day.isoformat(),
    "words": lambda day: f"ngày {day.day} tháng {day.month} năm {day.year}",
    "month in words": lambda day: f"ngày {day.day} tháng {_IN_WORDS[day.month - 1]} năm {day.year}",
    "an hour before": lambda day: f"17h00 ngày {day.day}/{day.month}/{day.year}",
    "minutes before": lambda day: f"17 giờ 30 phút ngày {day.day}/{day.month}/{day.year}",
    "a clock before": lambda day: f"23:59:59 ngày {day.day}/{day.month}/{day.year}",
    "the end of it": lambda day: f"hết ngày {day.day}/{day.month}/{day.year}",
    "a weekday before": lambda day: f"thứ sáu, ngày {day.day}/{day.month}/{day.year}",
}


@given(DAYS, st.sampled_from(sorted(FULL_FORMS)), st.sampled_from(["Đến", "Tính đến", "Tính từ đầu năm đến"]))
def test_every_day_in_each_full_form_reads_back(day: date, form: str, lead: str) -> None:
    reading = read(SAID.format(f"{lead} {FULL_FORMS[form](day)}"), day + timedelta(days=20))
    assert (reading.as_of, reading.as_of_precision, reading.warnings) == (day, Precision.DAY, ())


SHORT_FORMS = ("{0}/{1}", "ngày {0}/{1}", "ngày {0}-{1}", "ngày {0}.{1}", "ngày {0} tháng {1}", "sáng {0}/{1}")


@given(DAYS, st.sampled_from(SHORT_FORMS), st.integers(0, 300))
def test_every_day_without_a_year_reads_back(day: date, form: str, later: int) -> None:
    reading = read(SAID.format("Đến " + form.format(day.day, day.month)), day + timedelta(days=later))
    assert (reading.as_of, reading.as_of_precision) == (day, Precision.DAY)


@given(DAYS, st.sampled_from(["{m} {d}, {y}", "{d} {m} {y}", "{m} {d}th, {y}", "the {d}th of {m} {y}", "{d}-{s}-{y}"]))
def test_every_day_in_each_english_form_reads_back(day: date, form: str) -> None:
    month = _MONTHS[day.month - 1]
    said = form.format(d=day.day, m=month, s=month[:3], y=day.year)
    reading = read(SAID_IN_ENGLISH.format(f"As of {said}"), day + timedelta(days=20))
    assert (reading.as_of, reading.as_of_precision) == (day, Precision.DAY)


@given(
    DAYS, st.integers(1, 60), st.sampled_from(["từ {} đến {}", "từ ngày {} - {}", "Kỳ báo cáo {}-{}", "(từ {} đến {})"])
)
def test_a_span_is_true_for_its_last_day(first: date, length: int, form: str) -> None:
    last = first + timedelta(days=length)
    said = form.format(f"{first.day}/{first.month}", f"{last.day}/{last.month}/{last.year}")
    reading = read(SAID.format(said), last + timedelta(days=5))
    assert (reading.as_of, reading.as_of_precision) == (last, Precision.DAY)


MONTH_FORMS = (
    "Đến hết tháng {m}/{y}",
    "Đến cuối tháng {m} năm {y}",
    "Đến tháng {m}-{y}",
    "Đến hết {m}/{y}",
    "Đến T{m}/{y}",
)


@given(st.integers(2000, 2090), st.integers(1, 12), st.sampled_from(MONTH_FORMS))
def test_a_month_is_true_for_its_last_day(year: int, month: int, form: str) -> None:
    last = date(year, month, monthrange(year, month)[1])
    reading = read(SAID.format(form.format(m=month, y=year)), last + timedelta(days=9))
    assert (reading.as_of, reading.as_of_precision) == (last, Precision.MONTH)


@pytest.mark.parametrize("gap", [0, 1, 40])
def test_a_period_never_ends_after_the_publishing_day(gap: int) -> None:
    published = date(2023, 7, 20) + timedelta(days=gap)
    for said in ("Tháng 7", "Quý III/2023", "Năm 2023", "7 tháng năm 2023"):
        found = mention(said.lower(), published.isoformat())
        assert found is not None
        assert found.last_day is not None
        assert found.last_day <= published


@pytest.mark.parametrize(
    "said",
    [
        "Đến hôm nay (20/7)", "Đến ngày hôm qua 19/7", "Đến Thứ Năm (20/7)", "Đến thứ năm, 20/7", "Đến 15h30 20/7/2023",
        "Đến 17h 30' ngày 20/7/2023", "Từ 15/6 - 20/7", "Tuần 29 (từ 17/7 đến 20/7/2023)",
    ],
)  # fmt: skip
def test_a_day_beside_another_word_for_it_is_a_day_and_no_fraction(said: str) -> None:
    reading = read(SAID.format(said))
    assert reading.value == 48000
    assert (reading.as_of.month, reading.as_of_precision) == (7, Precision.DAY)


@pytest.mark.parametrize(
    "said",
    [
        "Cùng kỳ năm 2022, {}.", "Năm ngoái, {}.", "Cùng kỳ năm trước, {}.", "Trong khi cùng kỳ năm ngoái, {}.",
        "So với cùng kỳ năm 2022 (48.000 tài khoản đã kích hoạt), huyện Lập Thạch có tiến bộ.",
    ],
)  # fmt: skip
def test_a_figure_of_an_earlier_time_is_not_one_of_now(said: str) -> None:
    text = said.format("huyện Lập Thạch kích hoạt 48.000 tài khoản định danh điện tử")
    assert not read_prose(text, date(2023, 7, 20), BUILT_IN_PHRASES).readings


@pytest.mark.parametrize(
    "said",
    [
        ", cùng kỳ năm 2022 đạt 12.000 tài khoản", " (cùng kỳ năm 2022 là 12.000 tài khoản)",
        ", tăng 36.000 tài khoản so với cùng kỳ năm 2022 (12.000)", "; năm ngoái chỉ có 12.000 tài khoản",
    ],
)  # fmt: skip
def test_beside_an_earlier_figure_the_one_of_now_is_read(said: str) -> None:
    text = f"Đến 30/6/2023, huyện Lập Thạch kích hoạt 48.000 tài khoản định danh điện tử{said}."
    assert read(text).value == 48000


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("7h30", 3), ("23h ngày", 2), ("17 giờ 30 phút", 4), ("8:00", 3), ("23:59:59", 5), ("17h 30' ngày", 4),
        ("23h59p", 4), ("17g30", 3),
    ],
)  # fmt: skip
def test_a_time_of_day_is_passed_over(text: str, tokens: int) -> None:
    assert read_time(tokenise(text), 0) == tokens


@given(st.text("0123456789/-. :ngàythángnămquýtừđếntuầnQhJune,()", max_size=60), DAYS)
def test_no_run_of_date_like_signs_is_an_error_or_gives_a_day_to_come(text: str, published: date) -> None:
    for form in ("NFC", "NFD"):
        said = SAID.format(f"Đến {unicodedata.normalize(form, text)}")
        for reading in read_prose(said, published, BUILT_IN_PHRASES).readings:
            assert reading.as_of <= published
