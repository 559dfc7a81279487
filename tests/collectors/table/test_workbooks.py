"""Every kind of workbook gives the same cells; what is hidden, broken or without a result is named by its place."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
import xlsxwriter
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odf.number import Number, NumberStyle, Text
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P

from collectors.faults import PersonalNumbers, ReadError
from collectors.figures.cell import PercentFloat, Unusable
from collectors.table.grid import Grid, shown
from collectors.table.opening import document_in

SHEET = "xl/worksheets/sheet1.xml"
ROWS: list[list[Any]] = [["Đơn vị", "Số thẻ", "Tỷ lệ"], ["Xã A", 55019, 0.985], ["Xã B", 60118, 1.0]]
PERCENT = 2


def grid_of(body: bytes) -> Grid:
    return document_in(body).grids[0]


def rule(cell: object) -> str:
    assert isinstance(cell, Unusable), cell
    return cell.rule


def xlsx(fill: Callable[[Any, Any], None], **options: Any) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, options) as book:
        fill(book, book.add_worksheet("Biểu 1"))
    return made.getvalue()


def rows_in_xlsx(rows: Sequence[Sequence[Any]] = ROWS, **options: Any) -> bytes:
    def fill(book: Any, sheet: Any) -> None:
        percent = book.add_format({"num_format": "0.0%"})
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                sheet.write(row, column, cell, percent if column == PERCENT and row else None)

    return xlsx(fill, **options)


def changed(body: bytes, part: str, change: Callable[[str], str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as good, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as other:
        for name in good.namelist():
            text = good.read(name)
            other.writestr(name, change(text.decode()) if name == part else text)
    return made.getvalue()


def sheet_xml(rows: str) -> bytes:
    """A workbook that a spreadsheet program saved, whose first sheet holds these rows."""
    body = changed(rows_in_xlsx(), "xl/workbook.xml", lambda xml: xml.replace(' fullCalcOnLoad="1"', ""))
    return changed(
        body, SHEET, lambda xml: f"{xml[: xml.index('<sheetData>')]}<sheetData>{rows}</sheetData></worksheet>"
    )


def rows_in_xls(rows: Sequence[Sequence[Any]] = ROWS) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Biểu 1")
    percent = xlwt.easyxf(num_format_str="0.0%")
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell, percent if column == PERCENT and row else xlwt.easyxf())
    return saved(book)


def saved(document: Any) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def ods_cell(cell: Any, **attributes: Any) -> TableCell:
    if isinstance(cell, str):
        made, text = TableCell(valuetype="string", **attributes), cell
    elif isinstance(cell, float):
        made, text = TableCell(valuetype="percentage", value=cell, **attributes), f"{cell * 100:.1f}%".replace(".", ",")
    else:
        made, text = TableCell(valuetype="float", value=cell, **attributes), str(cell)
    made.addElement(P(text=text))
    return made


def rows_in_ods(rows: Sequence[Sequence[Any]] = ROWS) -> bytes:
    document, table = OpenDocumentSpreadsheet(), Table(name="Biểu 1")
    for cells in rows:
        row = TableRow()
        for cell in cells:
            row.addElement(ods_cell(cell))
        table.addElement(row)
    document.spreadsheet.addElement(table)
    return saved(document)


def rows_in_xml_of_2003(rows: Sequence[Sequence[Any]] = ROWS) -> bytes:
    def cell(value: Any) -> str:
        if isinstance(value, str):
            return f'<Cell><Data ss:Type="String">{value}</Data></Cell>'
        style = ' ss:StyleID="s1"' if isinstance(value, float) else ""
        return f'<Cell{style}><Data ss:Type="Number">{value}</Data></Cell>'

    return xml_of_2003("".join(f"<Row>{''.join(map(cell, cells))}</Row>" for cells in rows))


def xml_of_2003(table: str, behind: str = "") -> bytes:
    namespace = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        f'<Workbook xmlns="{namespace}" xmlns:ss="{namespace}" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        '<Styles><Style ss:ID="s1"><NumberFormat ss:Format="Percent"/></Style></Styles>'
        f'<Worksheet ss:Name="Biểu 1"><Table>{table}</Table>{behind}</Worksheet></Workbook>'
    ).encode()


KINDS = [rows_in_xlsx, rows_in_xls, rows_in_ods, rows_in_xml_of_2003]


@pytest.mark.parametrize("written", KINDS)
def test_a_table_reads_the_same_from_every_kind_of_workbook(written: Callable[[], bytes]) -> None:
    grid = grid_of(written())
    assert grid.sheet == "Biểu 1"
    assert [list(row) for row in grid.rows] == ROWS
    assert isinstance(grid.cell(1, PERCENT), PercentFloat)
    assert shown(grid.cell(1, PERCENT)).startswith("98,5")
    assert grid.place(1, 1) == "Biểu 1!B2"


@pytest.mark.parametrize("written", KINDS)
def test_personal_numbers_are_refused_in_every_kind_of_workbook(written: Callable[..., bytes]) -> None:
    with pytest.raises(PersonalNumbers, match="Biểu 1!B2"):
        document_in(written([["Đơn vị", "Số thẻ"], ["Xã A", 26099001234]]))


def test_hidden_columns_rows_and_sheets_are_left_out_and_named() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Đơn vị", "Cũ", "Số thẻ"])
        sheet.write_row(1, 0, ["Xã A", 1, 2])
        sheet.write_row(2, 0, ["Xã B", 3, 4])
        sheet.set_column(1, 1, None, None, {"hidden": True})
        sheet.set_column(5, 16000, None, None, {"hidden": True})
        sheet.set_row(2, None, None, {"hidden": True})
        for name in ("ẩn", "rất ẩn"):
            book.add_worksheet(name).write(0, 0, "x")
        book.get_worksheet_by_name("ẩn").hide()
        book.get_worksheet_by_name("rất ẩn").very_hidden()

    document = document_in(xlsx(fill))
    first = document.grids[0]
    assert [first.cell(1, column) for column in range(3)] == ["Xã A", None, 2.0]
    assert first.hidden == {2}
    assert [(note.place, note.rule) for note in document.notes] == [
        ("Biểu 1, column B", "hidden"),
        ("sheet ẩn", "hidden"),
        ("sheet rất ẩn", "hidden"),
    ]
    assert "'Cũ'" in document.notes[0].message


def test_a_personal_number_in_a_hidden_column_is_refused_all_the_same() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Xã A", "026099001234"])
        sheet.set_column(1, 1, None, None, {"hidden": True})

    with pytest.raises(PersonalNumbers):
        document_in(xlsx(fill))


def test_a_merged_text_stands_in_each_place_and_a_merged_number_is_nobodys() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.merge_range("B1:C1", "Thẻ căn cước")
        sheet.write_row("B2", ["Nhận", "Cấp"])
        sheet.merge_range("A1:A2", "Đơn vị")
        sheet.write_column("A3", ["Xã A", "Xã B", "Xã C"])
        sheet.merge_range("B3:B4", 500)
        sheet.write("C3", 7)
        sheet.merge_range("B5:C5", 900)

    grid = grid_of(xlsx(fill))
    assert [grid.cell(0, 1), grid.cell(0, 2), grid.cell(1, 0)] == ["Thẻ căn cước", "Thẻ căn cước", "Đơn vị"]
    assert [rule(grid.cell(2, 1)), rule(grid.cell(3, 1)), grid.cell(2, 2)] == ["merged_cell", "merged_cell", 7.0]
    assert [rule(grid.cell(4, 1)), rule(grid.cell(4, 2))] == ["merged_cell", "merged_cell"]


def test_a_number_as_wide_as_its_merged_heading_is_that_headings_number() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.merge_range("B1:C1", "Số thẻ đã cấp")
        sheet.merge_range("B2:C2", 900)
        sheet.write("D2", 1)

    assert [grid_of(xlsx(fill)).cell(1, column) for column in (1, 2)] == [900.0, 900.0]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c t="inlineStr"><is><r><t>Xã </t></r><r><t>A</t></r><rPh sb="0" eb="1"><t>đọc</t></rPh></is></c>', "Xã A"),
        ('<c r="A1" t="str"><f>A2&amp;""</f><v>Xã\u200b A_x000D_</v></c>', "Xã A\r"),
        ('<c t="b"><v>1</v></c>', True),
        ('<c r="A1" t="d"><v>2023-06-30</v></c>', date(2023, 6, 30)),
        ('<c r="A1" t="str"><f>IF(B1="","",B1)</f><v></v></c>', None),
        ('<c r="A1"><v>1.5E3</v></c>', 1500.0),
    ],
)  # fmt: skip
def test_each_type_of_cell_is_read(cell: str, value: object) -> None:
    grid = grid_of(sheet_xml(f'<row>{cell}<c r="B1"><v>7</v></c></row>'))
    assert (grid.cell(0, 0), grid.cell(0, 1)) == (value, 7.0)


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        ('<c r="A1"><f>B1+1</f></c>', "formula_without_result"),
        ('<c r="A1"><f t="shared" si="0"/><v/></c>', "formula_without_result"),
        ('<c r="A1" t="e"><v>#REF!</v></c>', "error_value"),
        ('<c r="A1"><v>1_000</v></c>', "not_a_number"),
        ('<c r="A1" t="s"><v>99</v></c>', "damaged_cell"),
        ('<c r="A1" t="d"><v>31/6</v></c>', "not_a_day"),
    ],
)
def test_a_cell_without_a_value_is_named(cell: str, named: str) -> None:
    assert rule(grid_of(sheet_xml(f"<row>{cell}</row>")).cell(0, 0)) == named


def test_shared_strings_are_joined_from_their_runs_without_reading_aids() -> None:
    item = "<si><r><t>Xã </t></r><r><t>Hoà</t></r><rPh sb='0' eb='2'><t>đọc</t></rPh></si>"
    body = changed(rows_in_xlsx(), "xl/sharedStrings.xml", lambda xml: xml.replace("<si><t>Xã A</t></si>", item))
    assert grid_of(body).cell(1, 0) == "Xã Hoà"


def test_a_workbook_of_the_strict_edition_reads_the_same() -> None:
    def strict(xml: str) -> str:
        for first in ("spreadsheetml/2006", "officeDocument/2006"):
            name = first.split("/")[0]
            xml = xml.replace(f"http://schemas.openxmlformats.org/{first}", f"http://purl.oclc.org/ooxml/{name}")
        return xml

    body = rows_in_xlsx()
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        parts = package.namelist()
    for part in parts:
        body = changed(body, part, strict)
    assert [list(row) for row in grid_of(body).rows] == ROWS


def test_days_of_the_1904_calendar_are_right_whatever_an_extension_says() -> None:
    extension = '<extLst><ext><x15:workbookPr xmlns:x15="urn:x15" date1904="0"/></ext></extLst></workbook>'
    body = rows_in_xlsx([[date(2023, 6, 30)]], date_1904=True, default_date_format="d/m/yyyy")
    body = changed(body, "xl/workbook.xml", lambda xml: xml.replace("</workbook>", extension))
    assert grid_of(body).cell(0, 0) == date(2023, 6, 30)


def test_zeros_that_a_sheet_does_not_show_are_named() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.hide_zero()
        sheet.write_row(0, 0, [0, 5])

    grid = grid_of(xlsx(fill))
    assert (rule(grid.cell(0, 0)), grid.cell(0, 1)) == ("not_shown", 5.0)


def test_an_old_workbook_tells_formats_errors_hidden_parts_and_formulas_that_nobody_calculated() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Biểu 1")
    for column, (cell, code) in enumerate(
        [(45112, "d/m/yyyy"), (48, '0" nghìn"'), (8740, "00000"), (xlwt.Formula("A1+B1"), "General"), (5, "0")]
    ):
        sheet.write(0, column, cell, xlwt.easyxf(num_format_str=code))
    sheet.write_merge(1, 1, 0, 1, "Đơn vị")
    sheet.col(4).hidden = True
    sheet.row(1).hidden = True
    book.add_sheet("ẩn").write(0, 0, 1)
    book.get_sheet(1).visibility = 1
    document = document_in(saved(book))
    grid = document.grids[0]
    assert (grid.cell(0, 0), str(grid.cell(0, 2)), grid.cell(0, 4)) == (date(2023, 7, 5), "08740", None)
    assert [rule(grid.cell(0, 1)), rule(grid.cell(0, 3))] == ["scaled_format", "formula_without_result"]
    assert (grid.cell(1, 1), grid.hidden, document.grids[1].visible) == ("Đơn vị", {1}, False)
    assert [note.place for note in document.notes] == ["Biểu 1, column E", "sheet ẩn"]


def test_an_open_document_tells_errors_repeats_spans_and_hidden_parts() -> None:
    document, table = OpenDocumentSpreadsheet(), Table(name="Biểu 1")
    thousands = NumberStyle(name="N1")
    thousands.addElement(Number(decimalplaces=0, minintegerdigits=1))
    thousands.addElement(Text(text=" nghìn"))
    document.automaticstyles.addElement(thousands)
    document.automaticstyles.addElement(Style(name="c1", family="table-cell", datastylename="N1"))
    hidden = Style(name="t1", family="table")
    hidden.addElement(TableProperties(display=False))
    document.automaticstyles.addElement(hidden)
    table.addElement(TableColumn(numbercolumnsrepeated=3))
    table.addElement(TableColumn(visibility="collapse"))
    heading = TableRow()
    for cell in (ods_cell("Số thẻ", numbercolumnsspanned=2), CoveredTableCell(), ods_cell("x"), ods_cell("ẩn")):
        heading.addElement(cell)
    error = TableCell(valuetype="float", value=0, formula="of:=1/0")
    error.addElement(P(text="#DIV/0!"))
    row = TableRow(visibility="filter")
    for cell in (ods_cell(48, stylename="c1"), error, TableCell(formula="of:=A1")):
        row.addElement(cell)
    repeated = TableRow(numberrowsrepeated=2)
    repeated.addElement(TableCell(numbercolumnsrepeated=2))
    repeated.addElement(ods_cell(5))
    for each in (heading, row, repeated):
        table.addElement(each)
    empty = TableRow(numberrowsrepeated=1_000_000)
    empty.addElement(TableCell(numbercolumnsrepeated=16_384))
    table.addElement(empty)
    document.spreadsheet.addElement(table)
    other = Table(name="ẩn", stylename="t1")
    other_row = TableRow()
    other_row.addElement(ods_cell(1))
    other.addElement(other_row)
    document.spreadsheet.addElement(other)
    read = document_in(saved(document))
    grid = read.grids[0]
    assert [grid.cell(0, column) for column in range(4)] == ["Số thẻ", "Số thẻ", "x", None]
    assert [rule(cell) for cell in grid.rows[1]] == ["scaled_format", "error_value", "formula_without_result"]
    assert (grid.rows[2:], grid.hidden) == (((None, None, 5.0), (None, None, 5.0)), {1})
    assert [note.place for note in read.notes] == ["Biểu 1, column D", "sheet ẩn"]


def test_an_xml_workbook_tells_places_errors_comments_and_hidden_parts() -> None:
    table = (
        '<Column ss:Index="3" ss:Hidden="1"/><Row ss:Index="2" ss:Hidden="1"><Cell ss:Index="2" ss:MergeAcross="1">'
        '<Data ss:Type="String">Số thẻ</Data><Comment><Data ss:Type="String">sai</Data></Comment></Cell>'
        '<Cell ss:Formula="=1"/><Cell><Data ss:Type="Error">#N/A</Data></Cell>'
        '<Cell><Data ss:Type="DateTime">2023-06-30T00:00:00.000</Data></Cell></Row>'
    )
    hidden = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    grid = grid_of(xml_of_2003(table, hidden))
    assert (grid.visible, grid.hidden, grid.rows[1][1:3]) == (False, {1}, ("Số thẻ", "Số thẻ"))
    assert [rule(grid.cell(1, 3)), rule(grid.cell(1, 4)), grid.cell(1, 5)] == [
        "formula_without_result",
        "error_value",
        date(2023, 6, 30),
    ]


def test_text_in_an_old_encoding_is_refused_by_its_name() -> None:
    body = rows_in_xlsx([["§¬n vÞ", "Sè thÎ ®· cÊp", "Tû lÖ"], ["HuyÖn LËp Th¹ch", 5, 0.5]])
    with pytest.raises(ReadError, match=r"TCVN3 \(ABC\) encoding, .* convert it to Unicode"):
        document_in(body)


@pytest.mark.parametrize("written", [rows_in_xls, rows_in_ods, rows_in_xml_of_2003])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), junk=st.binary(min_size=1, max_size=40), cut=st.booleans())
def test_any_damage_is_read_or_refused(written: Callable[[], bytes], place: float, junk: bytes, cut: bool) -> None:
    body = GOOD[written]
    at = int(place * len(body))
    with suppress(ReadError):
        document_in(body[:at] if cut else body[:at] + junk + body[at + len(junk) :])


GOOD = {written: written() for written in KINDS}
