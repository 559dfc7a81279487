"""A cell says what its number format shows: a share, a day, a code; what shows another number is set aside."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.figures.cell import PercentFloat, Unusable
from collectors.table.number_format import PaddedInt, shown_value


@pytest.mark.parametrize(
    ("number", "code", "share", "shown"),
    [
        (0.985, "0.0%", 0.985, "98,5%"),
        (1.0, "0%", 1.0, "100%"),
        (0, "0.00%", 0.0, "0,00%"),
        (0.9712, "[Red]0%", 0.9712, "97%"),
        (98.5, '0.0"%"', 0.985, "98,5%"),
        (98.5, r"0.00\%", 0.985, "98,50%"),
    ],
)
def test_percent_formats_show_shares(number: float, code: str, share: float, shown: str) -> None:
    cell = shown_value(float(number), code)
    assert isinstance(cell, PercentFloat)
    assert (float(cell), str(cell)) == (share, shown)


@pytest.mark.parametrize(
    "code", ["General", "0", "#,##0", "#,##0.00_);[Red](#,##0.00)", '#,##0" thẻ"', "#,##0 [$₫-42A]", "0.00E+00", "@",
             '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', '[$-42A]#,##0;-#,##0', "[>=1000]#,##0;0"],
)  # fmt: skip
def test_plain_formats_leave_the_number(code: str) -> None:
    assert shown_value(48500.0, code) == 48500.0
    assert type(shown_value(48500.0, code)) is float


@pytest.mark.parametrize(
    ("number", "code", "rule"),
    [
        (48, '#,##0" nghìn"', "scaled_format"),
        (48500, '0,"K"', "scaled_format"),
        (48500, "#,##0,", "scaled_format"),
        (1234567, '0.0,,"M"', "scaled_format"),
        (12, 'General" triệu"', "scaled_format"),
        (1500, '[>=1000]0,"K";0', "scaled_format"),
        (48, '0".000"', "scaled_format"),
        (3, '"Đạt"', "scaled_format"),
        (0.5, "# ?/?", "fraction_format"),
        (0, "#,###", "not_shown"),
        (7, ";;;", "not_shown"),
        (-5, "0;;0", "not_shown"),
        (-1, "d/m/yyyy", "not_a_day"),
    ],
)
def test_a_format_that_shows_another_number_or_none_is_set_aside(number: float, code: str, rule: str) -> None:
    cell = shown_value(float(number), code)
    assert isinstance(cell, Unusable)
    assert cell.rule == rule
    assert cell.written == f"{number:.15g}"


def test_an_accounting_dash_is_nought() -> None:
    assert shown_value(0.0, '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-') == 0.0


@pytest.mark.parametrize(
    ("code", "from_1904", "shown"),
    [
        ("d/m", False, date(2023, 7, 5)),
        ("[$-42A]dd/mm/yyyy;@", False, date(2023, 7, 5)),
        ("d/m/yyyy", True, date(2027, 7, 6)),
        ("mmm-yy", False, "tháng 7/2023"),
        ('"Tháng "m"/"yyyy', False, "tháng 7/2023"),
        ("yyyy", False, "năm 2023"),
    ],
)
def test_a_month_is_no_day_though_a_spreadsheet_keeps_its_first(code: str, from_1904: bool, shown: object) -> None:
    assert shown_value(45112.0, code, from_1904) == shown


def test_times_are_no_numbers() -> None:
    assert shown_value(45112.5, "d/m/yyyy h:mm") == datetime(2023, 7, 5, 12)  # noqa: DTZ001 - as a sheet has it
    assert shown_value(0.25, "h:mm") == time(6)
    assert shown_value(1.5, "[h]:mm") == "36:00"


def test_a_code_keeps_the_zeros_that_its_format_shows_and_stays_a_number() -> None:
    cell = shown_value(8740.0, "00000")
    assert isinstance(cell, PaddedInt)
    assert (str(cell), int(cell), type(shown_value(18740.0, "00000"))) == ("08740", 8740, float)


@given(st.floats(), st.text("0#?.,;%@\"'\\[]><=_* dmyhsKnghìn-E+/$", max_size=20), st.booleans())
def test_any_number_under_any_format_is_shown_or_named(number: float, code: str, from_1904: bool) -> None:
    cell = shown_value(number, code, from_1904)
    assert isinstance(cell, float | int | str | date | time | Unusable)
