"""A table is read by its headings; what a cell doesn't say clearly is set aside by its place."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from bombs import bomb
from hypothesis import given, settings
from hypothesis import strategies as st
from loopback import NOW, Answering, Source, answer

from collectors.faults import PersonalNumbers, ReadError
from collectors.reading import Measure, Of, Precision, Reading, Readings
from collectors.source import Access, Snapshot
from collectors.table.config import TableConfig
from collectors.table.grid import column_letters, column_number
from collectors.table.kind import KIND

HEADINGS = ("TT", "Huyện, thành phố", "Số thẻ đã cấp", "Công dân từ 14 tuổi", "Tỷ lệ (%)")
UNITS = [f"Xã {letter}" for letter in "ABCDEFG"]
CARDS = {
    "indicator": "id_card_issued",
    "value": "số thẻ  ĐÃ CẤP",
    "out_of": "Công dân từ 14 tuổi",
    "ratio": "Tỷ lệ (%)",
    "of": "eligible",
}
COLUMNS = {"unit": "Huyện, thành phố", "figures": [CARDS]}


def config(**changes: Any) -> TableConfig:
    return TableConfig.model_validate({"address": "http://x/", "columns": COLUMNS} | changes)


def columns(indicator: str, value: str, **others: Any) -> dict[str, Any]:
    return {"columns": {"unit": "Đơn vị", "figures": [{"indicator": indicator, "value": value} | others]}}


def read(body: bytes, **changes: Any) -> Readings:
    readings: Readings = KIND.read(Snapshot(body, "file", NOW), config(**changes))
    return readings


def workbook(*sheets: Sequence[Sequence[Any]], hidden: Sequence[str] = ()) -> bytes:
    """Sheets of rows; a tuple in a cell is a formula and its stored result."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"default_date_format": "d/m/yyyy"}) as book:
        for number, rows in enumerate(sheets, 1):
            sheet = book.add_worksheet(f"Biểu {number}")
            if f"Biểu {number}" in hidden:
                sheet.hide()
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, tuple):
                        sheet.write_formula(row, column, cell[0], None, cell[1])
                    else:
                        sheet.write(row, column, cell)
    return made.getvalue()


def changed(body: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """A workbook with one part of its package changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as good, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as other:
        for name in good.namelist():
            text = good.read(name)
            other.writestr(name, change(text.decode()) if name == part else text)
    return made.getvalue()


def csv_bytes(*rows: str) -> bytes:
    return "\r\n".join(rows).encode()


def rules(readings: Readings) -> list[tuple[str, str, bool]]:
    return [(one.place, one.rule, one.failing) for one in readings.set_aside]


def only(readings: Readings) -> Reading:
    (reading,) = readings.readings
    return reading


def test_a_workbook_is_read_by_its_headings_wherever_they_stand() -> None:
    rows = [
        ["KẾT QUẢ CẤP THẺ"],
        ["Tính đến ngày 30 tháng 6 năm 2023"],
        [],
        HEADINGS,
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        [1, "Huyện Tam Đảo", 55019, 61537, 89.41],
        [2, "Huyện Sông Lô (*)", "60.118", "75.819", "79,3%"],
        ["Tổng cộng", "", 115137, 137356, 83.8],
        ["", "Ghi chú: (*) chưa gồm 1.250 hồ sơ"],
        ["Người lập biểu: máy 3862"],
    ]
    found = read(workbook(rows), as_of={"text": "Tính đến"})
    first, second = found.readings
    assert (first.unit, first.value, first.out_of, first.ratio, first.of) == (
        "Huyện Tam Đảo",
        55019,
        61537,
        0.8941,
        Of.ELIGIBLE,
    )
    assert (second.unit, second.value, second.out_of, second.ratio) == ("Huyện Sông Lô", 60118, 75819, 0.793)
    assert (first.measure, first.as_of, first.as_of_precision) == (Measure.CARDS, date(2023, 6, 30), Precision.DAY)
    assert second.evidence.cell == "Biểu 1!C7"
    assert second.evidence.quote == "Huyện Sông Lô (*) | 60.118 | 75.819 | 79,3%"
    assert found.set_aside == ()


def test_cells_that_hold_no_number_are_set_aside_by_place() -> None:
    rows = [
        ["Đơn vị", "Số thẻ"],
        ["Xã A", datetime(2023, 7, 5)],  # noqa: DTZ001 - as a spreadsheet makes it of 5/7
        ["Xã B", 0.5],
        ["Xã C", ("=1/0", "#DIV/0!")],
        ["Xã D", ("=41000+390", "")],
        ["Xã E", ("=SUM(A1:A2)", 0)],
        ["Xã F", True],
        ["Xã G", -4],
        ["Xã H", ("=1+1", 2)],
        [None, 7],
    ]
    found = read(workbook(rows), **columns("id_card_issued", "Số thẻ"))
    assert [(one.unit, one.value) for one in found.readings] == [("Xã H", 2)]
    assert rules(found) == [
        ("Biểu 1!B2", "not_a_number", True),
        ("Biểu 1!B3", "not_whole", True),
        ("Biểu 1!B4", "error_value", True),
        ("Biểu 1!B5", "formula_without_result", True),
        ("Biểu 1!B6", "formula_without_result", True),
        ("Biểu 1!B7", "not_a_number", True),
        ("Biểu 1!B8", "negative", True),
        ("Biểu 1, row 10", "no_unit", True),
    ]


def test_units_without_a_figure_are_named_and_never_nought() -> None:
    rows = [
        ["Đơn vị", "Số thẻ"],
        *([unit, cell] for unit, cell in zip(UNITS, [0, "0", "", "-", "x", "N/A", "chưa báo cáo"], strict=True)),
    ]
    found = read(workbook(rows), **columns("id_card_issued", "Số thẻ"))
    assert [(one.unit, one.value) for one in found.readings] == [("Xã A", 0), ("Xã B", 0)]
    assert [(one.rule, one.failing, one.message[:4]) for one in found.set_aside] == [
        ("not_reported", False, unit) for unit in UNITS[2:]
    ]


def test_bare_numbers_under_a_percent_sign_that_could_be_shares_are_set_aside() -> None:
    rows = ["Đơn vị;Đúng hạn (%)", "Xã A;98,50", "Xã B;1", "Xã C;0,9", "Xã D;97,2%", "Xã E;0", "Xã F;100"]
    found = read(csv_bytes(*rows), **columns("on_time_rate", "Đúng hạn (%)"))
    assert {one.unit: one.value for one in found.readings} == {"Xã A": 0.985, "Xã D": 0.972, "Xã E": 0.0, "Xã F": 1.0}
    assert [one.rule for one in found.set_aside] == ["ambiguous_number"] * 2
    assert found.set_aside[0].place == "row 3, column 'Đúng hạn (%)'"
    exact = read(csv_bytes(*rows), **columns("on_time_rate", "Đúng hạn (%)", scale="percent"))
    assert {one.unit: one.value for one in exact.readings}["Xã C"] == 0.009


def test_tasks_done_of_tasks_due_may_stand_in_one_cell() -> None:
    reading = only(read(csv_bytes("Đơn vị,Nhiệm vụ", "Sở Xây dựng,13/15"), **columns("tasks_done", "Nhiệm vụ")))
    assert (reading.value, reading.out_of) == (13, 15)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_in_every_dialect_of_a_spreadsheet(encoding: str, delimiter: str) -> None:
    rows = [("Mã", "Đơn vị", "Số thẻ"), ("08740", '"Xã Xuân Hòa; Lập Thạch, cũ"', "9.015")]
    body = "\r\n".join(delimiter.join(cells) for cells in rows).encode(encoding)
    changes = columns("id_card_issued", "Số thẻ")
    changes["columns"]["unit_code"] = "Mã"
    reading = only(read(body, **changes))
    assert (reading.unit_code, reading.unit, reading.value) == ("08740", "Xã Xuân Hòa; Lập Thạch, cũ", 9015)


def test_rows_that_slipped_or_were_cut_are_never_read() -> None:
    rows = ["Đơn vị,Số thẻ,Ghi chú", "Xã A,1,205,", "Xã B,5,x,y", "Xã C,6", "Xã D"]
    found = read(csv_bytes(*rows), **columns("id_card_issued", "Số thẻ", out_of="Ghi chú"))
    assert found.readings == ()
    assert rules(found) == [(f"row {row}", "columns_shifted", True) for row in (2, 3, 4, 5)]


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        ("T20-v1.csv", {"Huyện Tam Đảo": 41390, "Huyện Sông Lô": 31000}),
        ("T20-v2.csv", {"Huyện Tam Đảo": 42490, "Huyện Sông Lô": 31870}),
    ],
)
def test_a_new_column_moves_no_figure(case_file: Callable[[str], Path], name: str, figures: dict[str, int]) -> None:
    found = read(case_file(name).read_bytes(), **columns("eid_activated", "Lũy kế kích hoạt"))
    assert {one.unit: one.value for one in found.readings} == figures


def test_a_missing_column_fails_the_run_naming_it_and_what_is_there(case_file: Callable[[str], Path]) -> None:
    with pytest.raises(
        ReadError, match=r"^no column 'Lũy kế kích hoạt'; the columns are: TT, Đơn vị, Lũy kế tiếp nhận, Kích"
    ):
        read(case_file("T20-v3.csv").read_bytes(), **columns("eid_activated", "Lũy kế kích hoạt"))


@pytest.mark.parametrize(
    ("name", "behind", "as_of", "figures", "aside"),
    [
        ("T06.xlsx", "", {"text": "số liệu chốt"}, {"Huyện Tam Đảo": 55019, "Huyện Sông Lô": 60118}, 0),
        ("T08.xlsx", "", {"column": "Số liệu đến ngày"}, {"Huyện Tam Dương": 71450}, 0),
        ("T10.xlsx", " (đến 1/1/2023)", {"text": "đến"}, {"Huyện Sông Lô": 60118}, 2),
    ],
)  # fmt: skip
def test_cases_of_workbooks_from_other_trackers(
    case_file: Callable[[str], Path], name: str, behind: str, as_of: dict[str, str], figures: dict[str, int], aside: int
) -> None:
    heading = columns("id_card_issued", "Số thẻ căn cước công dân đã cấp" + behind)
    found = read(case_file(name).read_bytes(), **heading, as_of=as_of)
    assert {one.unit: one.value for one in found.readings} == figures
    assert {one.as_of for one in found.readings} == {date(2023, 6, 30)}
    assert len(found.set_aside) == aside


def test_dates_in_a_column_are_day_first(case_file: Callable[[str], Path]) -> None:
    changes = columns("eid_activated", "Số tài khoản định danh điện tử đã kích hoạt")
    found = read(case_file("T07.xlsx").read_bytes(), **changes, as_of={"column": "Số liệu đến ngày"})
    assert [one.as_of for one in found.readings] == [date(2023, 6, 30)] * 4 + [date(2023, 6, 7)]
    assert rules(found) == [("Sheet1, row 5", "not_a_day", True)]


def test_a_cell_that_two_rows_give_differently_is_set_aside_naming_both() -> None:
    rows = ["Đơn vị,Số thẻ", "Xã A,88412", "Xã B,5", "Xã a,84812", "Xã B,5"]
    found = read(csv_bytes(*rows), **columns("id_card_issued", "Số thẻ"))
    assert [(one.unit, one.value) for one in found.readings] == [("Xã B", 5)]
    assert [(one.rule, one.failing) for one in found.set_aside] == [
        ("given_twice", True),
        ("given_twice", True),
        ("given_twice", False),
    ]
    assert "88412 (row 2, column 'Số thẻ') and 84812 (row 4, column 'Số thẻ')" in found.set_aside[0].message


def test_hidden_sheets_and_rows_are_left_out_and_said_so() -> None:
    rows = [["Đơn vị", "Số thẻ"], ["Xã A", 1], ["Xã B", 2]]
    old = [["Đơn vị", "Số thẻ"], ["Xã A", 99]]
    body = changed(
        workbook(rows, old, hidden=["Biểu 2"]),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace('<row r="3"', '<row r="3" hidden="1"'),
    )
    found = read(body, **columns("id_card_issued", "Số thẻ"))
    assert [(one.unit, one.value) for one in found.readings] == [("Xã A", 1)]
    assert rules(found) == [("sheet Biểu 2", "hidden", False), ("Biểu 1, row 3", "hidden", False)]


def test_of_several_sheets_one_must_be_named() -> None:
    body = workbook([["Đơn vị", "Số thẻ"], ["Xã A", 1]], [["Đơn vị", "Số thẻ"], ["Xã A", 2]], [["khác"]])
    with pytest.raises(
        ReadError, match="the headings stand on the sheets Biểu 1 and Biểu 2; say in the source's `sheet`"
    ):
        read(body, **columns("id_card_issued", "Số thẻ"))
    assert only(read(body, **columns("id_card_issued", "Số thẻ"), sheet="biểu  2")).value == 2
    with pytest.raises(ReadError, match="no sheet 'Biểu 9'; the sheets are: Biểu 1, Biểu 2, Biểu 3"):
        read(body, **columns("id_card_issued", "Số thẻ"), sheet="Biểu 9")
    with pytest.raises(ReadError, match="no column 'Đơn vị', 'Số thẻ' on sheet Biểu 3; the columns are: khác"):
        read(body, **columns("id_card_issued", "Số thẻ"), sheet="Biểu 3")


def test_a_file_about_one_unit_needs_no_column_for_it() -> None:
    changes = {"columns": {"figures": [{"indicator": "tasks_done", "value": "Xong", "out_of": "Giao"}]}}
    found = read(
        csv_bytes("Ngày;Xong;Giao", "30/6/2023;39;133", "30/9/2023;62;133", "31/12/2023;;133"),
        **changes,
        as_of={"column": "Ngày"},
    )
    assert [(one.unit, one.as_of.month, one.value) for one in found.readings] == [(None, 6, 39), (None, 9, 62)]
    assert [(one.rule, one.failing) for one in found.set_aside] == [("not_reported", False)]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (["Đơn vị,Số thẻ,Số thẻ", "Xã A,1,2"], "'Số thẻ' stands over the columns B and C"),
        (["Đơn vị,Số thẻ"], "no row with a figure"),
        (["Đơn vị,Số thẻ", "Cộng,5", ","], "no row with a figure"),
        (["", ""], "nothing where a table was expected"),
        (["Đơn vị,Số thẻ", '"Xã A,1'], "not a CSV file: unexpected end of data"),
        (['{"data": []}'], "JSON, not a workbook"),
        (["<table><tr><td>1"], "a web page, not a workbook"),
    ],
)
def test_what_holds_no_table_is_named_in_one_line(rows: list[str], words: str) -> None:
    with pytest.raises(ReadError, match=words) as caught:
        read(csv_bytes(*rows), **columns("id_card_issued", "Số thẻ"))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["Số liệu quý II"], "no day stands behind 'Tính đến'"),
        (["Tính đến 31/6/2023"], "no day stands behind"),
        (
            ["Tính đến 30/6/2023", "Tính đến ngày 7/7/2023"],
            r"several days .* 2023-06-30 \(row 1, column 1\) and 2023-07-07",
        ),
    ],
)
def test_a_day_that_is_missing_or_doubtful_fails_the_run(lines: list[str], words: str) -> None:
    with pytest.raises(ReadError, match=words):
        read(
            csv_bytes(*lines, "Đơn vị,Số thẻ", "Xã A,1"),
            **columns("id_card_issued", "Số thẻ"),
            as_of={"text": "Tính đến"},
        )


def test_a_day_may_stand_in_the_cell_behind_its_words() -> None:
    body = workbook([["Tính đến ngày:", None, date(2023, 6, 30)], ["Đơn vị", "Số thẻ"], ["Xã A", 1]])
    assert only(read(body, **columns("id_card_issued", "Số thẻ"), as_of={"text": "Tính đến"})).as_of == date(
        2023, 6, 30
    )


GOOD = workbook([["Đơn vị", "Số thẻ"], ["Xã A", 1]])


def far_cell(xml: str) -> str:
    return xml.replace("</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>')


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (GOOD[:-300], "damaged or cut off"),
        (GOOD[:500], "damaged or cut off"),
        (changed(GOOD, "xl/workbook.xml", lambda xml: xml[:200]), "damaged or cut off"),
        (changed(GOOD, "xl/worksheets/sheet1.xml", far_cell), r"reaches to cell XFD1048576, 1.7e\+10 cells"),
        (b"\xd0\xcf\x11\xe0" + bytes(2000), "damaged or cut off"),
        (b"PK\x03\x04", "damaged or cut off"),
        (b"%PDF-1.4\n\x00\x01", "neither a workbook nor text"),
        ("Đơn vị".encode("cp1258", "replace") + b"\xff", "not UTF-8"),
    ],
)
def test_a_hostile_or_broken_workbook_is_refused_in_one_line(body: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        read(body, **columns("id_card_issued", "Số thẻ"))


def test_a_package_of_another_kind_or_too_large_is_refused() -> None:
    for name, words in (("word/document.xml", "Word"), ("content.xml", "OpenDocument"), ("a.txt", "no workbook")):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as package:
            package.writestr(name, "x")
        with pytest.raises(ReadError, match=words):
            read(made.getvalue())
    with zipfile.ZipFile(io.BytesIO(GOOD)) as good:
        parts = {name: good.read(name) for name in good.namelist()}
    with pytest.raises(ReadError, match="unpacks to 310 MB"):
        read(bomb(parts, "xl/styles.xml", claimed=310_000_000))


@pytest.mark.parametrize(
    "body",
    [
        workbook([["Đơn vị", "Số thẻ", "Ghi chú"], ["Xã A", 1, "CCCD 026099001234"]]),
        workbook([["Đơn vị", "Số thẻ", "Ghi chú"], ["Xã A", 1, 26099001234]]),
        workbook([["Đơn vị", "Số thẻ"], ["Xã A", 1]], [["026 099 001 234"]], hidden=["Biểu 2"]),
        csv_bytes("Đơn vị,Số thẻ,CCCD", "Xã A,1,026099001234"),
        csv_bytes("Sai,CCCD", "Xã A,026099001234"),
        b"<html>026099001234",
    ],
)
def test_personal_numbers_anywhere_are_refused_by_place_without_digits(body: bytes) -> None:
    with pytest.raises(PersonalNumbers) as caught:
        read(body, **columns("id_card_issued", "Số thẻ"))
    assert len(caught.value.places) >= 1
    assert "99001234" not in str(caught.value)


def test_a_table_comes_over_the_network_too(serve: Callable[[Answering], Source], access: Access) -> None:
    source = serve(lambda _: [answer(GOOD)])
    configured = config(address=source.address + "/a.xlsx", **columns("id_card_issued", "Số thẻ"))
    assert only(KIND.read(KIND.fetch(configured, access, NOW), configured)).value == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"as_of": {}}, "either column"),
        ({"as_of": {"column": "a", "text": "bc"}}, "either column"),
        ({"address": "table.csv"}, "http://host/path"),
        ({"columns": {"unit": "x", "figures": []}}, "at least 1"),
        ({"skip_rows": 3}, "skip_rows"),
    ],
)
def test_a_wrong_configuration_is_refused_before_any_run(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        config(**changes)


@given(st.integers(0, 16383))
def test_columns_have_the_names_of_a_spreadsheet(column: int) -> None:
    assert column_number(column_letters(column)) == column


@settings(deadline=2000)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=4))
def test_any_damage_to_a_workbook_is_read_right_or_refused(place: int, junk: bytes) -> None:
    try:
        found = read(GOOD[:place] + junk + GOOD[place + len(junk) :], **columns("id_card_issued", "Số thẻ"))
    except ReadError:
        return
    assert [one.value for one in found.readings] in ([1], [])


@given(st.lists(st.lists(st.text('Số thẻĐơnvịAB019.,;-%"\t ', max_size=6), max_size=4), max_size=6))
def test_any_text_is_a_table_or_is_refused(rows: list[list[str]]) -> None:
    body = "\n".join(["Đơn vị;Số thẻ", *(";".join(cells) for cells in rows)]).encode()
    try:
        found = read(body, **columns("id_card_issued", "Số thẻ"))
    except ReadError:
        return
    assert all(isinstance(one.value, int) for one in found.readings)
