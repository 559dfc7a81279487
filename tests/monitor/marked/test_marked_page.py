"""A marked page shows the document as it reads, every figure and what was set aside, and nothing that could act."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.document.contents import Block, Cell, Contents, Paragraph, grid_of
from collectors.document.figures import as_cut, figures_in
from collectors.document.opening import contents_of
from collectors.reading import Evidence, Measure, Precision, Reading, Readings, SetAside
from collectors.vietnamese.phrases import BUILT_IN_PHRASES
from monitor.language import Language
from monitor.marked import MarkedDocument, marked_page
from monitor.marked.marks import Label, Mark, pieces

PUBLISHED = date(2023, 7, 3)
PROSE = (
    "Đến 30/6/2023, huyện Lập Thạch kích hoạt 48.000 tài khoản định danh điện tử, huyện Sông Lô 31.000 tài khoản, "
    "huyện Tam Đảo 48.000 tài khoản."
)
ROWS = (
    ("Đơn vị", "Số tài khoản định danh điện tử đã kích hoạt"),
    ("Huyện Yên Lạc", "52.100"),
    ("Huyện Bình Xuyên", "88,5"),
)
TABLE = grid_of([[Cell(text) for text in row] for row in ROWS], "table 1")


def page_of(contents: Contents, found: Readings, language: Language = "vi", name: str = "báo cáo.docx") -> str:
    return marked_page(MarkedDocument(name, "ab" * 32, PUBLISHED, "given", contents, found), language)


def read(*blocks: Block) -> tuple[Contents, Readings]:
    contents = Contents(blocks)
    return contents, figures_in(contents, PUBLISHED, BUILT_IN_PHRASES)


def parsed(page: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(page.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))


def marks(page: str) -> list[tuple[str, str]]:
    """Each marked stretch with the numbers and letters behind it."""
    found = []
    for mark in parsed(page).iter("mark"):
        labels, following = [], mark.getnext()
        while following is not None and following.tag == "sup" and not (mark.tail or "").strip():
            labels.append(following.text_content())
            if (following.tail or "").strip():
                break
            following = following.getnext()
        found.append((mark.text_content(), " ".join(labels)))
    return found


def test_each_number_is_marked_once_in_its_sentence_and_each_cell_in_its_table() -> None:
    page = page_of(*read(Paragraph(PROSE), Paragraph("Kết quả đến ngày 30/6/2023"), TABLE))
    assert marks(page) == [("48.000", "1"), ("31.000", "2"), ("48.000", "3"), ("52.100", "4"), ("88,5", "a")]


def test_every_link_leads_to_a_place_of_the_page() -> None:
    tree = parsed(page_of(*read(Paragraph(PROSE), TABLE)))
    targets = {element.get("id") for element in tree.iter() if element.get("id")}
    links = {link.get("href") for link in tree.iter("a") if link.get("href")}
    assert {f"#{name}" for name in ("list-1", "place-1", "list-a", "place-a", "figures")} <= links
    assert {link.removeprefix("#") for link in links} <= targets


def test_a_figure_is_named_in_the_words_of_an_office() -> None:
    text = "Đến giữa tháng 6/2023, tỉnh Vĩnh Phúc kích hoạt 585.673 tài khoản định danh điện tử, đạt 111,94% chỉ tiêu."
    contents, found = read(Paragraph(text, page=3))
    vietnamese, english = (
        " ".join(parsed(page_of(contents, found, each)).text_content().split()) for each in ("vi", "en")
    )
    assert (
        "585.673; 111,94\N{NO-BREAK SPACE}% chỉ tiêu; 15/6/2023 (giữa tháng)".replace("\N{NO-BREAK SPACE}", " ")
        in vietnamese
    )
    assert "585,673; 111.94% of the target; 15 Jun 2023 (mid-month)" in english
    assert "trang 3, ký tự 0 đến" in vietnamese


def test_numbers_that_no_digits_say_mark_their_sentence() -> None:
    quote = "Huyện đã hoàn thành mười hai nhiệm vụ."
    reading = Reading(
        indicator="tasks_done", measure=Measure.TASKS, value=12, as_of=PUBLISHED, as_of_precision=Precision.DAY,
        evidence=Evidence(quote, (0, len(quote))),
    )  # fmt: skip
    other = replace(reading, value=13)
    assert marks(page_of(Contents((Paragraph(quote),)), Readings((reading, other)))) == [(quote, "1 2")]


@pytest.mark.parametrize(
    ("text", "value", "marked"),
    [
        ("đã cấp 1,2 triệu thẻ", 1_200_000, "1,2 triệu"),
        ("đã cấp 912 345 thẻ", 912_345, "912 345"),
        ("năm 2023 cấp 12 thẻ", 12, "12"),
        ("đã cấp 1 234 thẻ", 234, "234"),
    ],
)
def test_a_number_is_found_however_it_is_written(text: str, value: int, marked: str) -> None:
    reading = Reading(
        indicator="id_card_issued", measure=Measure.CARDS, value=value, as_of=PUBLISHED,
        as_of_precision=Precision.DAY, evidence=Evidence(text, (0, len(text))),
    )  # fmt: skip
    assert marks(page_of(Contents((Paragraph(text),)), Readings((reading,)))) == [(marked, "1")]


def test_a_csv_file_is_shown_as_the_table_that_it_is() -> None:
    body = "\n".join(";".join(row) for row in ROWS).encode()
    contents = as_cut(contents_of(body), PUBLISHED, BUILT_IN_PHRASES)
    page = page_of(contents, figures_in(contents, PUBLISHED, BUILT_IN_PHRASES))
    assert marks(page) == [("52.100", "1"), ("88,5", "a")]


def test_rows_and_columns_that_were_left_out_are_marked_at_their_head() -> None:
    asides = (
        SetAside("table 1, row 2", "hidden", "a hidden row", failing=False),
        SetAside("table 1, column B", "column_left_out", "no indicator", failing=False),
        SetAside("table 1!D9", "not_a_number", "nowhere"),
        SetAside("another place", "not_a_number", "nowhere"),
    )
    page = page_of(Contents((TABLE,)), Readings((), asides))
    assert marks(page) == [("B", "a"), ("2", "b")]
    assert page.count("nowhere") == 2


def test_a_long_table_shows_the_rows_around_its_marks_and_says_how_many_are_left_out() -> None:
    rows = [[Cell("x"), Cell(str(number))] for number in range(5_000)]
    contents = Contents((grid_of(rows, "table 1"),))
    page = page_of(contents, Readings((), (SetAside("table 1!B4000", "not_a_number", "x"),)))
    assert marks(page) == [("3999", "a")]
    assert "… 3986 dòng không có số liệu …" in page
    assert len(page) < 30_000


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> javascript:alert(1) {{ 7*7 }} {% raw %}"


def test_nothing_of_a_document_can_act_on_the_page() -> None:
    grid = grid_of([[Cell(HOSTILE)]], HOSTILE)
    evidence = Evidence(HOSTILE, (0, 5), also=(Evidence(HOSTILE, cell=HOSTILE),))
    reading = Reading(
        indicator=HOSTILE, unit=HOSTILE, measure=Measure.CARDS, value=1, as_of=PUBLISHED,
        as_of_precision=Precision.DAY, evidence=evidence,
    )  # fmt: skip
    aside = SetAside(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    page = page_of(Contents((Paragraph(HOSTILE), grid)), Readings((reading,), (aside,)), name=HOSTILE)
    tree = parsed(page)
    assert next(tree.iter("script", "img", "iframe", "object", "link", "base"), None) is None
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
    assert all(link.get("href", "#").startswith("#") for link in tree.iter("a"))
    assert "49" not in re.sub("<style>.*</style>", "", page, flags=re.DOTALL)


LABELS = st.builds(Label, st.sampled_from("123ab"), st.just("x"), st.booleans())


@given(st.text(max_size=40), st.lists(st.builds(Mark, st.integers(-2, 45), st.integers(-2, 45), LABELS, st.booleans())))
def test_marks_that_overlap_in_any_way_leave_the_text_whole(text: str, given: list[Mark]) -> None:
    found = pieces(text, given)
    assert "".join(piece.text for piece in found) == text
    whole = [mark for mark in given if 0 <= mark.start < mark.end <= len(text)]
    assert {label for piece in found for label in piece.labels} == {mark.label for mark in whole}
    assert {label for piece in found for label in piece.ending} == {mark.label for mark in whole}


@given(st.text(max_size=300))
def test_any_text_makes_a_page_that_shows_it(text: str) -> None:
    contents, found = read(Paragraph(text))
    page = html.unescape(page_of(contents, found))
    assert all(line.strip() in page for line in text.replace("\r", "\n").split("\n"))
