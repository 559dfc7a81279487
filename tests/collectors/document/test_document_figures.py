"""What tables and prose of one document say is one figure each, with every place; what they contradict is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from collectors.document.contents import Block, Cell, Contents, Paragraph, grid_of
from collectors.document.figures import figures_in
from collectors.document.opening import contents_of
from collectors.reading import Reading, Readings
from collectors.vietnamese.phrases import BUILT_IN_PHRASES

PUBLISHED = date(2023, 7, 3)
HEADINGS = ("Đơn vị", "Số tài khoản định danh điện tử đã kích hoạt")

ROWS = (HEADINGS, ("Huyện Lập Thạch", "48.000"), ("Huyện Sông Lô", "31.000"))


def table(*rows: tuple[str, str], page: int | None = None) -> Block:
    cells = [[Cell(text) for text in row] for row in (HEADINGS, *rows)]
    return replace(grid_of(cells, "table 1"), pages=(page,) * len(cells) if page else ())


def read(*blocks: Block) -> Readings:
    return figures_in(Contents(blocks), PUBLISHED, BUILT_IN_PHRASES)


def sentence(said: str, unit: str = "huyện Lập Thạch") -> Paragraph:
    return Paragraph(f"Đến ngày 30/6/2023, {unit} đã kích hoạt {said} tài khoản định danh điện tử.", page=1)


TITLE = Paragraph("Kết quả đến ngày 30/6/2023", page=2)


def only(found: Readings) -> Reading:
    (reading,) = found.readings
    return reading


@pytest.mark.parametrize("name", ["Huyện Lập Thạch", "Lập Thạch", "HUYỆN LẬP THẠCH"])
def test_what_prose_and_table_say_alike_is_one_figure_with_both_places(name: str) -> None:
    found = read(sentence("48.000"), TITLE, table((name, "48.000"), page=2))
    evidence = only(found).evidence
    (other,) = evidence.also
    assert {evidence.page, other.page} == {1, 2}
    assert found.text is not None
    for place in (evidence, other):
        assert place.span is not None
        assert "48.000" in found.text[slice(*place.span)]
    assert Reading.from_json(only(found).to_json()) == only(found)


@pytest.mark.parametrize("said", ["gần 48 nghìn", "khoảng 48.000", "hơn 47.000", "dưới 48 nghìn", "47,9 nghìn"])
def test_a_number_in_round_figures_repeats_the_one_that_says_more(said: str) -> None:
    found = read(sentence(said), TITLE, table(("Huyện Lập Thạch", "47.912")))
    assert (only(found).value, only(found).bound, len(only(found).evidence.also)) == (47912, "exact", 1)
    assert not found.set_aside


@pytest.mark.parametrize("said", ["48.912", "gần 60 nghìn", "hơn 48.000", "dưới 47.000", "47.919"])
def test_of_prose_and_table_that_contradict_each_other_neither_is_believed(said: str) -> None:
    found = read(sentence(said), TITLE, table(("Huyện Lập Thạch", "47.912")))
    assert not found.readings
    assert [(each.rule, each.failing) for each in found.set_aside] == [("given_twice", True)] * 2
    assert all("47912" in each.message for each in found.set_aside)


def test_a_town_and_the_district_around_it_are_two_units_and_a_bare_name_neither() -> None:
    town, district = sentence("48.000", "thành phố Cao Lãnh"), sentence("31.000", "huyện Cao Lãnh")
    found = read(town, district, TITLE, table(("Cao Lãnh", "48.000")))
    assert [(each.unit, each.value) for each in found.readings] == [
        ("Cao Lãnh", 48000), ("thành phố Cao Lãnh", 48000), ("huyện Cao Lãnh", 31000)
    ]  # fmt: skip


def test_a_figure_without_a_day_repeats_the_dated_one_that_says_the_same() -> None:
    undated = Paragraph("Huyện Lập Thạch đã kích hoạt 48.000 tài khoản định danh điện tử.")
    found = read(TITLE, table(("Huyện Lập Thạch", "48.000")), Paragraph("Nhận xét"), undated)
    assert (only(found).as_of, only(found).as_of_precision) == (date(2023, 6, 30), "day")


def test_a_row_that_repeats_another_is_told_since_it_may_be_a_slip() -> None:
    found = read(TITLE, table(("Huyện Lập Thạch", "48.000"), ("Huyện Lập Thạch", "48.000")))
    assert len(only(found).evidence.also) == 1
    assert [(each.rule, each.failing) for each in found.set_aside] == [("given_twice", False)]


def test_the_same_cell_many_times_over_takes_no_longer_than_it_must() -> None:
    rows = [("Huyện Lập Thạch", str(10_000 + number)) for number in range(3_000)]
    found = read(TITLE, table(*rows))
    assert not found.readings
    assert len(found.set_aside) >= len(rows)
    assert max(len(each.message) for each in found.set_aside) < 1_000


def test_a_report_of_plain_text_with_commas_in_its_lines_is_prose_and_dated_by_its_letterhead() -> None:
    body = (
        "UBND TỈNH VĨNH PHÚC          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Số: 12/BC-UBND          Vĩnh Phúc, ngày 3 tháng 7 năm 2023\n\n"
        "1. Cấp căn cước công dân: Đến 30/6/2023, toàn tỉnh đã cấp 1.012.345 thẻ căn cước công dân.\n"
        "2. Định danh điện tử: Đến 30/6/2023, toàn tỉnh đã kích hoạt 585.673 tài khoản định danh điện tử.\n"
    )
    contents = contents_of(body.encode())
    assert contents.published == PUBLISHED
    found = figures_in(contents, PUBLISHED, BUILT_IN_PHRASES)
    assert [each.value for each in found.readings] == [1012345, 585673]
    assert not found.set_aside


def test_each_figure_of_a_table_over_several_pages_names_the_page_of_its_own_row() -> None:
    grid = replace(grid_of([[Cell(text) for text in row] for row in ROWS], "table 1"), pages=(2, 2, 3))
    found = figures_in(Contents((TITLE, grid)), PUBLISHED, BUILT_IN_PHRASES)
    assert [(each.evidence.page, each.evidence.cell) for each in found.readings] == [
        (2, "page 2, table 1!B2"),
        (3, "page 3, table 1!B3"),
    ]


def test_the_day_of_a_letterhead_of_several_lines_is_not_that_of_the_table_below_it() -> None:
    letterhead = Paragraph("Độc lập - Tự do - Hạnh phúc\nVĩnh Phúc, ngày 3 tháng 7 năm 2023")
    found = read(letterhead, Paragraph("Kết quả đến 30/6/2023"), table(("Huyện Lập Thạch", "48.000")))
    assert only(found).as_of == date(2023, 6, 30)
