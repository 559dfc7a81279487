"""A table that nobody described: what its headings, rows and the lines around it say, and what is never guessed."""

from __future__ import annotations

import time
from datetime import date, datetime

import pytest
from sheets import Over, Percent, only, read, read_rows, rules, told, values, workbook

from collectors.reading import AssignedBy, Of, Precision, UnitLevel
from collectors.reading import Warning as ReadingWarning

ACTIVATED = "Số tài khoản ĐDĐT đã kích hoạt"
ISSUED = "Số thẻ CCCD đã cấp"


def test_a_blocks_value_target_and_share_are_one_figure() -> None:
    found = read_rows(
        ["KẾT QUẢ THỰC HIỆN ĐỀ ÁN 06"],
        ["(Kèm theo Báo cáo số 12/BC-CAT ngày 03/7/2023)"],
        ["Số liệu tính đến 17h00 ngày 30/6/2023"],
        ["STT", "Đơn vị", Over("Cấp CCCD", 3), None, None, Over("Kích hoạt tài khoản ĐDĐT", 3)],
        [None, None, "Chỉ tiêu", "Thực hiện", "Tỷ lệ (%)", "Chỉ tiêu", "Thực hiện", "Tỷ lệ (%)"],
        ["(1)", "(2)", "(3)", "(4)", "(5)=(4)/(3)", "(6)", "(7)", "(8)=(7)/(6)"],
        [1, "Huyện Tam Đảo (*)", 61537, 55019, 89.41, 70000, 41390, 59.13],
        ["Cộng", None, 61537, 55019, 89.41, 70000, 41390, 59.13],
        [None, "(*) chưa gồm 1.250 hồ sơ"],
        [None, None, None, "Vĩnh Phúc, ngày 3 tháng 7 năm 2023"],
        ["NGƯỜI LẬP BIỂU", None, None, "KT. TRƯỞNG PHÒNG"],
    )
    issued, activated = found.readings
    assert (issued.unit, issued.value, issued.out_of, issued.ratio, issued.of) == (
        "Huyện Tam Đảo", 55019, 61537, 0.8941, Of.TARGET,
    )  # fmt: skip
    assert (activated.indicator, activated.value, activated.out_of, activated.ratio) == (
        "eid_activated", 41390, 70000, 0.5913,
    )  # fmt: skip
    assert (issued.as_of, issued.as_of_precision, issued.evidence.cell) == (
        date(2023, 6, 30),
        Precision.DAY,
        "Sheet1!D7",
    )
    assert found.set_aside == ()


def test_headings_may_stand_in_three_rows() -> None:
    found = read_rows(
        [Over("Đơn vị", rows=3), Over("Kết quả đến 30/6/2023", 4)],
        [None, Over("Căn cước công dân", 2), None, Over("Tài khoản định danh điện tử", 2)],
        [None, "Thu nhận", "Đã cấp", "Đã phê duyệt", "Đã kích hoạt"],
        ["Xã A", 100, 90, 80, 70],
    )
    assert [(one.indicator, one.value) for one in found.readings] == [
        ("id_card_received", 100), ("id_card_issued", 90), ("eid_approved", 80), ("eid_activated", 70),
    ]  # fmt: skip
    assert {one.as_of for one in found.readings} == {date(2023, 6, 30)}


def test_a_title_may_name_the_figure_of_columns_that_say_parts_alone() -> None:
    found = read_rows(
        ["KẾT QUẢ KÍCH HOẠT TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ MỨC 2"],
        ["Tháng 6/2023"],
        ["TT", "Địa phương", "Chỉ tiêu", "Kết quả", "Tỷ lệ (%)"],
        [1, "Vĩnh Yên", 100, 80, 80],
    )
    reading = only(found)
    assert (reading.indicator, reading.account_level, reading.value, reading.out_of) == ("eid_activated", 2, 80, 100)
    assert (reading.as_of, reading.as_of_precision) == (date(2023, 6, 30), Precision.MONTH)


def test_counts_in_thousands_are_counts_and_percentages_stay() -> None:
    found = read_rows(
        ["Đơn vị tính: nghìn tài khoản"],
        ["Đơn vị", ACTIVATED, "Tỷ lệ hồ sơ đúng hạn (%)"],
        ["Vĩnh Yên", 48.5, 98.5],
        ["Tam Đảo", "12,25", "97%"],
        ["Sông Lô", "1.234", 96],
    )
    assert told(found) == {
        ("eid_activated", "Vĩnh Yên"): 48500, ("on_time_rate", "Vĩnh Yên"): 0.985,
        ("eid_activated", "Tam Đảo"): 12250, ("on_time_rate", "Tam Đảo"): 0.97, ("on_time_rate", "Sông Lô"): 0.96,
    }  # fmt: skip
    assert rules(found) == [("Sheet1!B5", "ambiguous_number")]


def test_a_row_may_be_an_indicator_with_a_measure_of_its_own() -> None:
    found = read_rows(
        ["Tính đến ngày 30/6/2023"],
        ["STT", "Chỉ tiêu", "ĐVT", "Vĩnh Yên", "Toàn tỉnh"],
        [1, ISSUED, "nghìn thẻ", 80.5, 139.9],
        [2, "Tỷ lệ hồ sơ giải quyết đúng hạn", "%", 99.2, 98],
        ["Người lập biểu"],
    )
    assert told(found) == {
        ("id_card_issued", "Vĩnh Yên"): 80500, ("on_time_rate", "Vĩnh Yên"): 0.992,
        ("id_card_issued", None): 139900, ("on_time_rate", None): 0.98,
    }  # fmt: skip


def test_a_row_may_be_one_figure_of_one_unit() -> None:
    found = read_rows(
        ["Đơn vị", "Chỉ tiêu", "Giá trị", "Kế hoạch", "Tỷ lệ (%)"],
        [Over("Vĩnh Yên", rows=3), ISSUED, 80000, 90000, 88.89],
        [None, ACTIVATED, 77000, 80000, 96.25],
        [None, "Tỷ lệ hồ sơ đúng hạn (%)", 98.5],
        ["Toàn tỉnh", ISSUED, 130000, 150000, 86.67],
    )
    assert told(found) == {
        ("id_card_issued", "Vĩnh Yên"): 80000, ("eid_activated", "Vĩnh Yên"): 77000,
        ("on_time_rate", "Vĩnh Yên"): 0.985, ("id_card_issued", None): 130000,
    }  # fmt: skip
    assert found.readings[1].out_of == 80000


def test_a_report_of_one_unit_takes_its_name_from_its_head() -> None:
    found = read_rows(
        ["Đơn vị báo cáo: Huyện Tam Đảo"],
        ["STT", "Nội dung", "Đơn vị tính", "Kế hoạch năm", "Thực hiện tháng 6", "Lũy kế", "% so KH"],
        ["I", "Căn cước công dân"],
        [1, "Số thẻ đã cấp", "thẻ", 1000, 50, 800, 80],
        [2, "Thu nhận hồ sơ CCCD trong tuần", "hồ sơ", None, 5, 50, None],
    )
    reading = only(found)
    assert (reading.unit, reading.value, reading.out_of, reading.ratio) == ("Huyện Tam Đảo", 800, 1000, 0.8)
    assert rules(found) == [("Sheet1, row 5", "row_left_out"), ("Sheet1!E2", "column_left_out")]


MAY, JUNE = datetime(2023, 5, 31), datetime(2023, 6, 30)  # noqa: DTZ001 - as a workbook holds them


@pytest.mark.parametrize("days", [("Tháng 5", "Tháng 6"), ("31/5/2023", "30/6/2023"), (MAY, JUNE)])
def test_columns_of_several_days_have_each_its_own(days: tuple[object, object]) -> None:
    found = read_rows([Over("Đơn vị", rows=2), Over(ACTIVATED, 2)], [None, *days], ["Vĩnh Yên", 70000, 77000])
    assert [(one.as_of, one.value) for one in found.readings] == [
        (date(2023, 5, 31), 70000), (date(2023, 6, 30), 77000),
    ]  # fmt: skip


def test_what_was_done_in_a_period_is_no_running_total() -> None:
    found = read_rows(
        [Over("Đơn vị", rows=2), Over(ACTIVATED, 5)],
        [None, "Trong ngày", "Tháng 6", "Lũy kế", "Tăng so với tuần trước", "Còn lại"],
        ["Vĩnh Yên", 70, 200, 5000, 5, 900],
    )
    assert values(found) == [("Vĩnh Yên", 5000)]
    assert [rule for _, rule in rules(found)] == ["column_left_out"] * 4


def test_totals_and_groups_are_no_units_and_are_compared_with_their_parts() -> None:
    found = read_rows(
        ["STT", "Đơn vị", ACTIVATED],
        [None, "TOÀN TỈNH (I+II+III)", 370],
        ["I", "Khối thành phố", 300],
        [1, "Vĩnh Yên", 100],
        [2, "Phúc Yên", 201],
        ["II", "Huyện Lập Thạch", 70],
        [1, "Xã A", 30],
        [2, "Xã B", 40],
        [None, "Tổng cộng", 370],
    )
    assert values(found) == [
        (None, 370), ("Vĩnh Yên", 100), ("Phúc Yên", 201), ("Huyện Lập Thạch", 70), ("Xã A", 30), ("Xã B", 40),
    ]  # fmt: skip
    assert rules(found) == [("Sheet1!C3", "sum_differs")]
    assert "300 stands here, and the rows that it adds up make 301" in found.set_aside[0].message


def test_a_row_without_a_number_that_is_the_sum_of_those_behind_it_heads_them() -> None:
    found = read_rows(
        ["STT", "Đơn vị", ISSUED],
        [None, "Phía tây", 30],
        [1, "Alpha", 10],
        [2, "Beta", 20],
        [None, "Phía đông", 70],
        [3, "Gamma", 30],
        [4, "Delta", 40],
    )
    assert [unit for unit, _ in values(found)] == ["Alpha", "Beta", "Gamma", "Delta"]
    assert rules(found) == [("Sheet1, row 2", "group_row"), ("Sheet1, row 5", "group_row")]


def test_names_are_kept_and_marks_of_notes_are_not() -> None:
    names = ["Cộng Hòa", "Tổng công ty Điện lực", "Sông Lô¹", "Phường 1 (2)", "1. Công an huyện Tam Đảo", "Các Sơn*"]
    found = read_rows(["Đơn vị", ACTIVATED], *([name, number] for number, name in enumerate(names)), ["Cộng", 15])
    assert [unit for unit, _ in values(found)] == [
        "Cộng Hòa", "Tổng công ty Điện lực", "Sông Lô", "Phường 1", "Công an huyện Tam Đảo", "Các Sơn",
    ]  # fmt: skip


def test_a_part_of_a_row_is_left_out() -> None:
    found = read_rows(["STT", "Đơn vị", ACTIVATED], [1, "Huyện A", 30], [None, "- Mức 1", 10], [2, "Huyện B", 5])
    assert values(found) == [("Huyện A", 30), ("Huyện B", 5)]
    assert rules(found) == [("Sheet1, row 3", "part_row")]


def test_two_tables_on_a_sheet_keep_their_lines_apart() -> None:
    found = read_rows(
        ["BẢNG 1. CẤP CCCD ĐẾN 30/6/2023"],
        ["TT", "Đơn vị", ISSUED],
        [1, "Xã A", 10],
        ["Cộng", None, 10],
        [],
        ["BẢNG 2. KÍCH HOẠT TÀI KHOẢN (ĐVT: nghìn tài khoản)"],
        ["TT", "Đơn vị", ACTIVATED],
        [1, "Xã A", 1.5],
    )
    assert told(found) == {("id_card_issued", "Xã A"): 10, ("eid_activated", "Xã A"): 1500}
    assert {one.as_of for one in found.readings} == {date(2023, 6, 30)}


def test_a_list_that_goes_on_beside_itself_is_read_to_its_end() -> None:
    head = ["STT", "Đơn vị", ISSUED]
    found = read_rows([*head, None, *head], [1, "Xã A", 1, None, 3, "Xã C", 3], [2, "Xã B", 2])
    assert sorted(values(found), key=str) == [("Xã A", 1), ("Xã B", 2), ("Xã C", 3)]


def test_a_cell_of_percent_format_is_a_share_and_never_a_count() -> None:
    found = read_rows(["Đơn vị", "Hồ sơ đúng hạn", "Kích hoạt tài khoản ĐDĐT"], ["Sở A", Percent(1), Percent(0.9)])
    rate, share = found.readings
    assert (rate.value, share.value, share.ratio) == (1.0, None, 0.9)


def test_bare_numbers_that_may_be_shares_or_counts_are_set_aside_alone() -> None:
    found = read_rows(
        ["Đơn vị", "Kết quả kích hoạt", "Chỉ tiêu", "Tỷ lệ (%)", "Hồ sơ đúng hạn"],
        ["Huyện A", 99, 99, 1, 98],
        ["Huyện B", 9, 10, 0.9, "98%"],
    )
    assert [(one.indicator, one.value, one.ratio) for one in found.readings] == [
        ("eid_activated", 99, None), ("eid_activated", 9, None), ("on_time_rate", 0.98, None),
    ]  # fmt: skip
    assert rules(found) == [(place, "ambiguous_number") for place in ("Sheet1!D2", "Sheet1!E2", "Sheet1!D3")]


def test_a_share_that_its_counts_contradict_has_a_warning() -> None:
    rows = [["A", 71, 46, 64.7], ["B", 71, 46, 64.79], ["C", 71, 46, 64.788732394], ["D", 71, 46, 66]]
    found = read_rows(["Đơn vị", "Chỉ tiêu", ACTIVATED, "Tỷ lệ (%)"], *rows)
    assert [one.warnings for one in found.readings] == [(), (), (), (ReadingWarning.RATIO_DISAGREES,)]


def test_a_broken_share_takes_its_figure_not_away() -> None:
    found = read_rows(["Đơn vị", "Chỉ tiêu", ACTIVATED, "Tỷ lệ (%)"], ["Xã A", 0, 5, "#DIV/0!"])
    assert values(found) == [("Xã A", 5)]
    assert rules(found) == [("Sheet1!D2", "not_a_number")]


def test_counts_of_a_rate_are_its_parts_and_no_percentages() -> None:
    head = ["Đơn vị", "Tổng số hồ sơ đã giải quyết", "Số hồ sơ giải quyết đúng hạn"]
    assert only(read_rows(head, ["Sở A", 100, 98])).value == 0.98
    reading = only(read_rows([*head, "Tỷ lệ (%) đúng hạn"], ["Sở A", 200, 190, 95]))
    assert (reading.value, reading.count, reading.out_of) == (0.95, 190, 200)
    alone = read_rows([head[0], head[2]], ["Sở A", 98])
    assert alone.readings == ()


def test_the_base_of_a_share_is_what_its_heading_says() -> None:
    found = read_rows(
        ["TT", "Huyện", "Công dân từ đủ 14 tuổi", ISSUED, "Tỷ lệ %"], [1, "Tam Đảo", 1000, 900, 90],
    )  # fmt: skip
    assert (only(found).out_of, only(found).of) == (1000, Of.ELIGIBLE)
    found = read_rows(
        [Over("Đơn vị", rows=2), Over("Nhiệm vụ UBND tỉnh giao", 3)],
        [None, "Được giao", "Hoàn thành", "Tỷ lệ (%)"],
        ["Sở Y tế", 20, 18, 90],
    )
    reading = only(found)
    assert (reading.indicator, reading.assigned_by, reading.of) == ("tasks_done", AssignedBy.PROVINCE, Of.ASSIGNED)
    found = read_rows(["Đơn vị", "Tỷ lệ kích hoạt/phê duyệt tài khoản ĐDĐT (%)"], ["Huyện A", 50])
    assert (only(found).indicator, only(found).ratio, only(found).of) == ("eid_activated", 0.5, Of.APPROVED)


def test_rows_of_levels_are_figures_of_all_their_units() -> None:
    found = read_rows(["Cấp", "Tỷ lệ văn bản ký số (%)"], ["Cấp tỉnh", 99.5], ["Cấp huyện", 99.8])
    assert [(one.unit, one.unit_level, one.value) for one in found.readings] == [
        (None, UnitLevel.PROVINCE, 0.995), (None, UnitLevel.DISTRICT, 0.998),
    ]  # fmt: skip


def test_a_part_of_the_people_is_not_all_of_them() -> None:
    for rows in (
        [["Đơn vị", Over(ACTIVATED, 2)], [None, "Nam", "Nữ"], ["Vĩnh Yên", 60, 40]],
        [["Đơn vị", Over("Người nước ngoài", 2)], [None, "Số TK đã cấp", "Số TK đã kích hoạt"], ["Vĩnh Yên", 6, 4]],
        [["Đơn vị", "Số tài khoản chưa kích hoạt"], ["Vĩnh Yên", 60]],
    ):
        assert read_rows(*rows).readings == ()


def test_two_columns_that_say_the_same_are_believed_neither() -> None:
    found = read_rows(["Đơn vị", ISSUED, ISSUED], ["Xã A", 1, 2])
    assert found.readings == ()
    assert rules(found) == [("Sheet1!B1", "ambiguous_column"), ("Sheet1!C1", "ambiguous_column")]


@pytest.mark.parametrize(
    ("lines", "day", "precision"),
    [
        (["Tính đến ngày 30/6/2023", "Vĩnh Phúc, ngày 3 tháng 7 năm 2023"], date(2023, 6, 30), Precision.DAY),
        (["Tính đến ngày:"], date(2023, 7, 10), Precision.PUBLISHED),
        (["Tháng 6/2023", "(Theo Công văn số 12/CV ngày 5/7/2023)"], date(2023, 6, 30), Precision.MONTH),
        (["Quý II/2023"], date(2023, 6, 30), Precision.QUARTER),
        (["Phấn đấu đến 31/12/2023 đạt 95%"], date(2023, 7, 10), Precision.PUBLISHED),
    ],
)
def test_the_day_is_that_of_the_figures_not_of_the_paper(lines: list[str], day: date, precision: Precision) -> None:
    found = read_rows(*([line] for line in lines), ["Đơn vị", ISSUED], ["Xã A", 1])
    assert (only(found).as_of, only(found).as_of_precision) == (day, precision)


@pytest.mark.parametrize(
    "lines",
    [["Số liệu tính đến 30/6/2023", "Số liệu tính đến 7/7/2023"], ["THÁNG 6/2023", "Ngày báo cáo: 05/7/2023"]],
)
def test_days_that_contradict_each_other_are_not_guessed(lines: list[str]) -> None:
    found = read_rows(*([line] for line in lines), ["Đơn vị", ISSUED], ["Xã A", 1])
    assert (only(found).as_of_precision, only(found).warnings) == (
        Precision.PUBLISHED,
        (ReadingWarning.AMBIGUOUS_DATE,),
    )
    assert [rule for _, rule in rules(found)] == ["ambiguous_date"]


def test_headings_that_stand_again_after_a_page_are_no_row() -> None:
    head = ["TT", "Đơn vị", ACTIVATED]
    found = read_rows(head, [1, "Xã A", 10], head, [2, "Xã B", 20])
    assert values(found) == [("Xã A", 10), ("Xã B", 20)]
    assert found.set_aside == ()


def test_headings_are_understood_in_linear_time() -> None:
    nasty = ["tổng số " * 30, "xã, " * 60, "đến 1/1 " * 30, "sở và " * 40, "(" * 200, "quý " * 60]
    began = time.process_time()
    read_rows(nasty, *([text, 1, 2, 3, 4, 5] for text in nasty))
    assert time.process_time() - began < 5


def test_a_workbook_of_many_units_is_read_within_seconds() -> None:
    rows = [["Mã", "Đơn vị", ISSUED, ACTIVATED], *([f"{n:05}", f"Xã số {n}", n, n] for n in range(1500))]
    began = time.process_time()
    assert len(read(workbook(rows)).readings) == 3000
    assert time.process_time() - began < 5


def test_a_column_of_a_day_that_has_not_come_is_left_out_for_that_reason() -> None:
    found = read_rows(["Đơn vị", f"{ACTIVATED} (đến 18/11/2026)", "Số bàn ghế"], ["Vĩnh Yên", 21340, 12])
    assert found.readings == ()
    reasons = {aside.place: aside.message for aside in found.set_aside}
    assert "its day lies after the publishing day" in reasons["Sheet1!B1"]
    assert "names no indicator" in reasons["Sheet1!C1"]
