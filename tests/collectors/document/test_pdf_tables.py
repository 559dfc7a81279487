"""The tables of a PDF, cell by cell, however they are drawn."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from printed import NUMBERS_RIGHT, RULES, drawn, printed, style, table, text, turn
from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Spacer

from collectors.document.contents import Contents
from collectors.document.pdf import contents_of
from collectors.figures.cell import Unusable

UNITS = ["Phường An Tường", "Xã Bình Dương", "Phường Cẩm Sơn", "Xã Đại Đồng", "Xã Hồ Sơn", "Xã Tam Quan"]
HEADINGS = ["TT", "Đơn vị", "Đã cấp", "Kích hoạt", "Tỷ lệ (%)"]
BODY = [
    [str(number + 1), unit, f"{number + 3}.{number * 37:03}", f"1.{number * 11:03}", f"{80 + number},{number}"]
    for number, unit in enumerate(UNITS)
]
WIDTHS = [30, 130, 60, 60, 60]
LONG = "Ban quản lý các khu công nghiệp và khu kinh tế"
SENTENCE = "Kết quả thực hiện các chỉ tiêu của Đề án 06 trên địa bàn đến ngày 30/6/2023 được tổng hợp trong bảng dưới."


def rows(contents: Contents) -> list[list[str]]:
    """The only table, as texts."""
    (grid,) = contents.tables
    return [[str(cell) for cell in row] for row in grid.rows]


def around(*tables: object) -> bytes:
    """A document with prose before and behind its tables."""
    return printed(text(SENTENCE), Spacer(1, 10), *tables, Spacer(1, 10), text(SENTENCE))  # type: ignore[arg-type]


STYLES = {
    "rules": RULES,
    "no rules": [],
    "dots": [("GRID", (0, 0), (-1, -1), 0.5, colors.grey, None, (1, 2))],
    "no frame": [("INNERGRID", (0, 0), (-1, -1), 0.5, colors.black)],
    "only rules across": [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black)],
    "only three rules": [
        ("LINEABOVE", (0, 0), (-1, 1), 1, colors.black),
        ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
    ],
    "only rules down": [
        ("BOX", (0, 0), (-1, -1), 0.5, colors.black),
        ("LINEAFTER", (0, 0), (-1, -1), 0.5, colors.black),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
    ],
    "bands of colour": [("ROWBACKGROUNDS", (0, 0), (-1, -1), [colors.lightgrey, colors.white])],
}


@pytest.mark.parametrize("alignment", ["LEFT", "CENTER", "RIGHT"])
@pytest.mark.parametrize("drawing", STYLES)
def test_a_table_reads_cell_by_cell(drawing: str, alignment: str) -> None:
    commands = [*STYLES[drawing], ("ALIGN", (2, 0), (-1, -1), alignment)]
    contents = contents_of(around(table([HEADINGS, *BODY], WIDTHS, *commands)))
    assert rows(contents) == [HEADINGS, *BODY]
    assert len(contents.blocks) == 3


@pytest.mark.parametrize("drawing", ["rules", "no rules"])
def test_columns_that_nearly_touch_do_not_join(drawing: str) -> None:
    body = [[unit, f"12.{number:03}", f"48.{number:03}", f"80,{number}%"] for number, unit in enumerate(UNITS)]
    tight = [("LEFTPADDING", (0, 0), (-1, -1), 1), ("RIGHTPADDING", (0, 0), (-1, -1), 0.3)]
    given_rows = [["Đơn vị", "Cấp", "K.hoạt", "Tỷ lệ"], *body]
    contents = contents_of(printed(table(given_rows, [110, 37, 37, 37], *STYLES[drawing], *tight, *NUMBERS_RIGHT)))
    assert rows(contents) == given_rows


@pytest.mark.parametrize("drawing", ["rules", "no rules"])
def test_blanks_between_groups_of_digits_part_no_columns(drawing: str) -> None:
    given_rows = [
        ["Đơn vị", "Kích hoạt", "Cấp thẻ"],
        ["Xã Hồ Sơn", "1 234 567", "12 345"],
        ["Xã Tam Quan", "234 567", "345"],
    ]
    contents = contents_of(printed(table(given_rows, [110, 90, 90], *STYLES[drawing], *NUMBERS_RIGHT)))
    assert rows(contents) == given_rows


def test_headings_that_nearly_touch_above_columns_without_rules_stay_apart() -> None:
    given_rows = [
        ["Đơn vị", "Thu nhận hồ sơ", "Kích hoạt"],
        ["Xã Hồ Sơn", "1.111", "222"],
        ["Xã Tam Quan", "3.333", "44"],
    ]
    close = [("LEFTPADDING", (0, 0), (-1, -1), 2), ("RIGHTPADDING", (0, 0), (-1, -1), 3)]
    assert rows(contents_of(around(table(given_rows, [70, 88, 58], *NUMBERS_RIGHT, *close)))) == given_rows


@pytest.mark.parametrize("drawing", ["rules", "no rules"])
def test_headings_over_several_columns_stand_over_each(drawing: str) -> None:
    top = ["TT", "Đơn vị", "Căn cước công dân", "", "Tỷ lệ (%)"]
    below = ["", "", "Đã nhận hồ sơ", "Đã cấp thẻ", ""]
    spans = [("SPAN", (column, 0), (column, 1)) for column in (0, 1, 4)]
    commands = [*STYLES[drawing], *spans, ("SPAN", (2, 0), (3, 0)), ("ALIGN", (2, 0), (-1, -1), "CENTER")]
    middle = ("VALIGN", (0, 0), (-1, -1), "MIDDLE")
    body = around(table([top, below, *BODY], [30, 120, 90, 90, 60], *commands, middle))
    head = [
        " / ".join(dict.fromkeys(filter(None, column))) for column in zip(*rows(contents_of(body))[:2], strict=True)
    ]
    assert head == ["TT", "Đơn vị", "Căn cước công dân / Đã nhận hồ sơ", "Căn cước công dân / Đã cấp thẻ", "Tỷ lệ (%)"]
    assert rows(contents_of(body))[2:] == BODY


@pytest.mark.parametrize("place", ["TOP", "MIDDLE", "BOTTOM"])
@pytest.mark.parametrize("drawing", ["rules", "no rules", "only rules across"])
def test_names_and_headings_on_several_lines_stay_in_their_cells(drawing: str, place: str) -> None:
    names = [LONG if number % 2 else unit for number, unit in enumerate(UNITS)]
    body = [[row[0], Paragraph(name, style()), *row[2:]] for row, name in zip(BODY, names, strict=True)]
    headings = ["TT", "Đơn vị", "Số thẻ\nđã cấp", "Số tài khoản\nkích hoạt", "Tỷ lệ\n(%)"]
    commands = [*STYLES[drawing], ("VALIGN", (0, 0), (-1, -1), place), ("ALIGN", (2, 0), (-1, -1), "RIGHT")]
    found = rows(contents_of(around(table([headings, *body], [30, 130, 60, 80, 60], *commands))))
    assert found[0] == [heading.replace("\n", " ") for heading in headings]
    assert found[1:] == [[row[0], name, *row[2:]] for row, name in zip(BODY, names, strict=True)]


def test_a_line_over_the_whole_table_is_no_heading_and_a_heading_in_two_lines_is_one() -> None:
    headings = ["TT", "Đơn vị", "Số thẻ đã cấp", "Số tài khoản định danh\nđiện tử đã kích hoạt"]
    body = [[str(number), unit, f"3.{number}00", f"2.{number}50"] for number, unit in enumerate(UNITS, 1)]
    commands = [*NUMBERS_RIGHT, ("ALIGN", (2, 0), (-1, 0), "CENTER"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    caption = text("Số liệu tính đến ngày 30/6/2023", alignment=1)
    contents = contents_of(printed(caption, table([headings, *body], [30, 130, 90, 150], *commands)))
    assert rows(contents) == [[heading.replace("\n", " ") for heading in headings], *body]


@pytest.mark.parametrize("drawing", ["rules", "no rules"])
def test_groups_and_totals_are_rows_of_their_own(drawing: str) -> None:
    given_rows = [
        ["TT", "Đơn vị", "Kích hoạt", "Tỷ lệ (%)"],
        ["I", "Khối phường", "", ""],
        ["1", "Phường An Tường", "585.673", "111,94"],
        ["II", "Khối xã", "", ""],
        ["2", "Xã Đại Đồng", "1.234", "-"],
        ["", "Tổng cộng", "586.907", "99,1"],
    ]
    close = [("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)]
    assert rows(contents_of(around(table(given_rows, [30, 130, 80, 60], *STYLES[drawing], *close)))) == given_rows


def test_merged_cells_give_their_text_to_each_place_and_a_number_to_none() -> None:
    given_rows = [
        ["Đơn vị", "Kích hoạt", "Cấp"],
        ["Xã Hồ Sơn", "1.234", "12"],
        ["Xã Tam Quan", "", "13"],
        ["Tổng", "", "25"],
    ]
    spans = [("SPAN", (1, 1), (1, 2)), ("SPAN", (0, 3), (1, 3))]
    (grid,) = contents_of(printed(table(given_rows, [110, 90, 90], *RULES, *spans))).tables
    assert isinstance(grid.rows[1][1], Unusable)
    assert isinstance(grid.rows[2][1], Unusable)
    assert grid.rows[3] == ("Tổng", "Tổng", "25")


def test_two_lines_of_one_cell_make_no_row() -> None:
    given_rows = [["TT", "Đơn vị", "Kích hoạt"], ["1", "Phường An Tường", "585.673\n(111,94%)"]]
    given_rows.append(["2", Paragraph(LONG, style()), "12.000\n(90,5%)"])  # type: ignore[list-item]
    found = rows(contents_of(printed(table(given_rows, [30, 130, 80], *RULES))))
    assert found[1:] == [["1", "Phường An Tường", "585.673 (111,94%)"], ["2", LONG, "12.000 (90,5%)"]]


@pytest.mark.parametrize("repeated", [0, 1])
@pytest.mark.parametrize("drawing", ["rules", "no rules"])
def test_a_table_that_goes_on_over_pages_is_one(drawing: str, repeated: int) -> None:
    body = [[str(number), f"Xã {number}", f"1.{number:03}"] for number in range(1, 121)]
    given_rows = [["TT", "Đơn vị", "Kích hoạt"], *body]

    def edge(canvas: Canvas, document: object) -> None:
        canvas.drawCentredString(300, 25, str(canvas.getPageNumber()))

    story = table(given_rows, [30, 130, 80], *STYLES[drawing], repeatRows=repeated)
    contents = contents_of(printed(text(SENTENCE), Spacer(1, 8), story, edge=edge))
    assert rows(contents) == given_rows
    (grid,) = contents.tables
    assert grid.sheet == "table 1"
    assert list(grid.pages) == sorted(grid.pages)
    assert (grid.page, len(grid.pages), len(set(grid.pages)) > 1) == (1, len(grid.rows), True)
    last = len(grid.rows) - 1
    assert grid.place(last, 2) == f"page {grid.pages[-1]}, table 1!C{last + 1}"


def test_two_tables_of_a_page_have_names_of_their_own() -> None:
    one, other = table([HEADINGS, *BODY], WIDTHS, *RULES), table([HEADINGS, *BODY], WIDTHS)
    contents = contents_of(printed(one, text("2. Kết quả tháng 6"), other))
    assert [grid.sheet for grid in contents.tables] == ["table 1", "table 2"]
    assert all([list(row) for row in grid.rows] == [HEADINGS, *BODY] for grid in contents.tables)


def lattice(canvas: Canvas, across: Sequence[float], down: Sequence[float]) -> None:
    """Rules as a word processor draws them: boxes half a point thick."""
    for y in across:
        canvas.rect(down[0], y, down[-1] - down[0], 0.5, fill=1, stroke=0)
    for x in down:
        canvas.rect(x, across[-1], 0.5, across[0] - across[-1], fill=1, stroke=0)


def test_headings_that_stand_on_end_are_read() -> None:
    def draw(canvas: Canvas) -> None:
        lattice(canvas, [700, 600, 580, 560], [60, 200, 260])
        canvas.drawString(65, 640, "Đơn vị")
        canvas.saveState()
        canvas.translate(225, 605)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Số tài khoản")
        canvas.drawString(0, -12, "kích hoạt")
        canvas.restoreState()
        for number, unit in enumerate(UNITS[:2]):
            canvas.drawString(65, 586 - 20 * number, unit)
            canvas.drawRightString(255, 586 - 20 * number, f"1.{number:03}")

    found = rows(contents_of(drawn(draw)))
    assert found == [["Đơn vị", "Số tài khoản kích hoạt"], [UNITS[0], "1.000"], [UNITS[1], "1.001"]]


@pytest.mark.parametrize("turns", [90, 270])
def test_a_table_on_a_turned_page_is_read(turns: int) -> None:
    def draw(canvas: Canvas) -> None:
        turn(canvas, turns)
        story = table([HEADINGS, *BODY], WIDTHS, *RULES)
        story.wrapOn(canvas, 800, 500)
        story.drawOn(canvas, 80, 200)

    assert rows(contents_of(drawn(draw))) == [HEADINGS, *BODY]


def test_a_frame_around_the_page_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(40, 40, 515, 760)
        canvas.drawString(60, 700, "Cấp 12 thẻ.")

    contents = contents_of(drawn(draw))
    assert not contents.tables
    assert len(contents.blocks) == 1


def test_prose_with_numbers_makes_no_table() -> None:
    lines = ["1. Cấp căn cước: 585.673 thẻ.", "2. Kích hoạt: 12.000 tài khoản, đạt 95%.", "- Xã Hồ Sơn: 85%;"]
    assert not contents_of(printed(*map(text, lines), text(SENTENCE, alignment=4))).tables


NAMES = st.lists(
    st.sampled_from(["Xã", "Phường", "An", "Bình", "Châu", "Đông", "Giang", "Hòa", "Khánh"]), min_size=1, max_size=3
).map(" ".join)
NUMBERS = st.one_of(
    st.integers(0, 999_999).map(lambda number: f"{number:,}".replace(",", ".")),
    st.decimals(0, 200, places=2).map(lambda number: str(number).replace(".", ",")),
    st.integers(0, 150).map(lambda number: f"{number}%"),
)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    columns = draw(st.integers(1, 5))
    body = st.tuples(NAMES, *([NUMBERS] * columns)).map(list)
    return [["Đơn vị", *(f"Cột {number}" for number in range(columns))], *draw(st.lists(body, min_size=2, max_size=12))]


@pytest.mark.parametrize("drawing", STYLES)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_rows=tables(), alignment=st.sampled_from(["LEFT", "CENTER", "RIGHT"]), size=st.sampled_from([7, 10, 13]))
def test_any_table_reads_back(drawing: str, given_rows: list[list[str]], alignment: str, size: int) -> None:
    commands = [*STYLES[drawing], ("ALIGN", (1, 0), (-1, -1), alignment), ("FONTSIZE", (0, 0), (-1, -1), size)]
    widths = [180.0, *([70.0] * (len(given_rows[0]) - 1))]
    assert rows(contents_of(around(table(given_rows, widths, *commands)))) == given_rows
