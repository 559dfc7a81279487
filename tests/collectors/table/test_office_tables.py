"""Tables as offices fill them: words in cells, days of sheets and titles, counts of rates, columns that are people."""

from __future__ import annotations

import io
from datetime import date

import pytest
import xlsxwriter
from sheets import Over, only, read, read_rows, rules, told, values

from collectors.reading import Bound, Precision

ACTIVATED = "Số tài khoản ĐDĐT đã kích hoạt"
ISSUED = "Số thẻ CCCD đã cấp"


def sheets_named(**sheets: list[list[object]]) -> bytes:
    """A workbook of named sheets."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                sheet.write_row(row, 0, cells)
    return made.getvalue()


@pytest.mark.parametrize(
    ("cell", "value", "bound"),
    [
        ("45.000 thẻ", 45000, Bound.EXACT),
        ("~45.000", 45000, Bound.ABOUT),
        ("60.118*", 60118, Bound.EXACT),
        ("48,5 nghìn", 48500, Bound.EXACT),
        ("trên 1.200", 1200, Bound.AT_LEAST),
        ("≤ 900 hồ sơ", 900, Bound.AT_MOST),
    ],
)
def test_a_number_with_understood_words_is_read_with_its_bound(cell: str, value: int, bound: Bound) -> None:
    found = read_rows(["Đơn vị", ISSUED], ["Xã A", cell], ["Xã B", 7])
    assert (found.readings[0].value, found.readings[0].bound) == (value, bound)


@pytest.mark.parametrize(
    "cell", ["45.000 (thiếu xã B)", "tăng 45", "còn 45", "45 ngày", "1.000 - 1.200", "1.200 (tăng 30)"]
)
def test_a_number_with_other_words_is_set_aside_by_its_cell(cell: str) -> None:
    found = read_rows(["Đơn vị", ISSUED], ["Xã A", cell], ["Xã B", 7])
    assert values(found) == [("Xã B", 7)]
    assert rules(found) == [("Sheet1!B2", "not_a_number")]


def test_words_that_contradict_what_the_table_counts_in_are_not_guessed() -> None:
    rows = [["Xã A", "48,5 nghìn"], ["Xã B", "45.000 thẻ"]]
    found = read_rows(["ĐVT: nghìn thẻ"], ["Đơn vị", ISSUED], *rows)
    assert values(found) == [("Xã A", 48500)]
    assert rules(found) == [("Sheet1!B4", "not_a_number")]


def test_a_sheet_may_be_named_by_its_day_but_not_by_the_number_of_a_form() -> None:
    rows: list[list[object]] = [["Đơn vị", ISSUED], ["Xã A", 5]]
    assert only(read(sheets_named(**{"30.6": rows}))).as_of == date(2023, 6, 30)
    assert only(read(sheets_named(**{"T5.2023": rows}))).as_of == date(2023, 5, 31)
    assert only(read(sheets_named(**{"1.2": rows}))).as_of_precision is Precision.PUBLISHED


def test_months_are_those_of_the_year_that_the_title_says() -> None:
    found = read_rows([f"LŨY KẾ {ACTIVATED.upper()} NĂM 2022"], ["Đơn vị", "Tháng 11", "Tháng 12"], ["Xã A", 10, 20])
    assert [one.as_of for one in found.readings] == [date(2022, 11, 30), date(2022, 12, 31)]
    found = read_rows([f"LŨY KẾ {ACTIVATED.upper()} NĂM 2022"], ["Đơn vị", "Tháng", "Kết quả"], ["Xã A", 11, 20])
    assert only(found).as_of == date(2022, 11, 30)


def test_targets_under_one_block_are_no_results() -> None:
    targets = read_rows(
        [Over("Đơn vị", rows=2), Over("Chỉ tiêu giao năm 2023", 2)],
        [None, "Cấp CCCD", "Kích hoạt ĐDĐT"],
        ["Xã A", 9, 8],
    )
    assert targets.readings == ()


def test_what_a_title_says_was_done_in_a_month_is_no_running_total() -> None:
    found = read_rows(["KẾT QUẢ CẤP CCCD TRONG THÁNG 6/2023"], ["Đơn vị", ISSUED, f"Lũy kế {ISSUED}"], ["Xã A", 5, 50])
    assert values(found) == [("Xã A", 50)]


def test_columns_of_men_and_women_alone_are_said_to_be_left_out() -> None:
    found = read_rows([Over("Đơn vị", rows=2), Over(ACTIVATED, 2)], [None, "Nam", "Nữ"], ["Vĩnh Yên", 60, 40])
    assert found.readings == ()
    assert rules(found) == [("Sheet1!B2", "column_left_out"), ("Sheet1!C2", "column_left_out")]


def test_units_as_columns_beside_their_total_are_units() -> None:
    found = read_rows(["Nội dung", "Vĩnh Yên", "Phúc Yên", "Tổng số"], [ISSUED, 100, 50, 150])
    assert told(found) == {("id_card_issued", "Vĩnh Yên"): 100, ("id_card_issued", "Phúc Yên"): 50}


def test_a_total_beside_what_was_on_time_makes_a_rate() -> None:
    found = read_rows(
        [Over("Đơn vị", rows=2), Over("Hồ sơ đã giải quyết", 3)],
        [None, "Tổng số", "Đúng hạn", "Quá hạn"],
        ["Sở A", 200, 190, 10],
    )
    assert (only(found).value, only(found).count, only(found).out_of) == (0.95, 190, 200)
    found = read_rows(["Đơn vị", "Hồ sơ tiếp nhận trực tuyến", "Tỷ lệ hồ sơ trực tuyến (%)"], ["Sở A", 150, 75])
    assert only(found).value == 0.75


def test_a_count_of_another_thing_or_of_organisations_is_not_that_of_the_people() -> None:
    found = read_rows(["Đơn vị", "Số máy đọc CCCD đã cấp", "Số tài khoản ĐDĐT tổ chức đã cấp"], ["Xã A", 3, 12])
    assert told(found) == {("org_eid_issued", "Xã A"): 12}


def test_a_report_of_days_needs_no_column_of_units() -> None:
    found = read_rows([f"{ACTIVATED} của huyện Tam Đảo"], ["Ngày", "Lũy kế"], ["29/6/2023", 106], ["30/6/2023", 112])
    assert [(one.unit, one.value, one.as_of.day) for one in found.readings] == [
        ("huyện Tam Đảo", 106, 29), ("huyện Tam Đảo", 112, 30),
    ]  # fmt: skip
