"""A web page gives its article and the tables in it, in order, and nothing of what stands around them."""

# ruff: noqa: E501 - pages are written as sites send them

from __future__ import annotations

import time
from datetime import date

import page_templates as pages
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.document import web
from collectors.document.contents import Contents, Paragraph, written_out
from collectors.document.figures import figures_in
from collectors.faults import ReadError
from collectors.figures.cell import Unusable
from collectors.pages import is_html
from collectors.vietnamese.phrases import BUILT_IN_PHRASES

SENTENCE = "Đến ngày 30/6/2023, huyện Lập Thạch đã kích hoạt 48.000 tài khoản định danh điện tử, đạt 80% chỉ tiêu."
ARTICLE = [pages.TITLE, pages.SAPO, pages.FIRST, pages.SHORT, pages.CAPTION, "(table)", pages.LAST]


def contents(page: str) -> Contents:
    return web.contents_of(page.encode())


def texts(found: Contents) -> list[str]:
    return [block.text if isinstance(block, Paragraph) else "(table)" for block in found.blocks]


def article(inner: str, head: str = "") -> Contents:
    return contents(
        f"<html><head>{head}</head><body><h1>Tin của huyện Lập Thạch</h1>{inner}<p>{SENTENCE}</p></body></html>"
    )


@pytest.mark.parametrize("name", pages.TEMPLATES)
def test_an_article_is_read_whole_and_in_order_from_the_pages_of_every_kind_of_site(name: str) -> None:
    found = contents(pages.TEMPLATES[name])
    assert [text for text in texts(found) if text in ARTICLE] == ARTICLE
    assert not [text for text in texts(found) if text not in ARTICLE and any(map(str.isdigit, text))]
    assert [table.rows for table in found.tables] == [pages.ROWS]
    assert found.published == date(2023, 7, 3)


@pytest.mark.parametrize("name", pages.TEMPLATES)
def test_teasers_comments_counters_clocks_and_footers_are_not_read(name: str) -> None:
    read = written_out(contents(pages.TEMPLATES[name])).text
    assert [words for words in pages.NEVER if words in read] == []


def test_all_that_a_page_shows_is_looked_at_for_personal_numbers() -> None:
    assert "120/GP" in contents(pages.LIFERAY).shown


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Thứ Hai, 19/06/2023 | 08:30", date(2023, 6, 19)),
        ("Cập nhật: 19/06/2023 08:30 GMT+7", date(2023, 6, 19)),
        ("Ngày đăng: 19/06/2023", date(2023, 6, 19)),
        ("08:30 - 19.06.2023", date(2023, 6, 19)),
        ("(Đăng lúc 8 giờ 30 phút, thứ hai, ngày 19 tháng 6 năm 2023)", date(2023, 6, 19)),
        ("Ngày xuất bản: 19/6/2023 | Lượt xem: 1.204", date(2023, 6, 19)),
        ("19/06/2023, 05:00 (GMT+7)", date(2023, 6, 19)),
        ("Published on 19/06/2023", date(2023, 6, 19)),
        ("Hôm nay: Thứ Hai, 19/06/2023", None),
        ("Kỳ báo cáo đến 19/06/2023", None),
        ("Cập nhật: 31/6/2023", None),
        ("Ngày đăng: 19/06/1023", None),
    ],
)
def test_the_by_line_says_when_a_page_was_published(said: str, day: date | None) -> None:
    found = article(f"<div>{said}</div>")
    assert found.published == day
    assert (said in texts(found)) is (day is None), "a by-line dates no figure by itself"


def test_the_day_of_publishing_goes_before_that_of_a_change() -> None:
    assert article("<p>Cập nhật: 21/6/2023</p><p>Ngày đăng: 19/6/2023</p>").published == date(2023, 6, 19)


@pytest.mark.parametrize(
    ("noted", "day"),
    [
        ("2023-06-18T18:30:00Z", date(2023, 6, 19)),
        ("2023-06-19T08:30:00+07:00", date(2023, 6, 19)),
        ("2023-06-19 08:30:00", date(2023, 6, 19)),
        ("2023-06-19", date(2023, 6, 19)),
        ("19/06/2023 08:30", date(2023, 6, 19)),
        ("Mon, 19 Jun 2023 08:30:00 +0700", date(2023, 6, 19)),
        ("6/7/2023 8:30:00 AM", None),
        ("2023-13-45", None),
        ("hôm qua", None),
        ("", None),
    ],
)
def test_what_a_page_notes_for_machines_is_a_local_day(noted: str, day: date | None) -> None:
    head = f'<meta property="article:published_time" content="{noted}">'
    assert article("", head).published == day
    assert article(f'<time datetime="{noted}">x</time>').published == day


def test_cells_that_reach_over_rows_and_columns_stand_in_each_of_them() -> None:
    table = """<table><tr><th rowspan="2">Xã</th><th colspan="2">Thẻ căn cước</th></tr><tr><th>Đã cấp</th><th>Đạt (%)</th></tr>
        <tr><td>Kim Long</td><td>8.455</td><td>97,2</td></tr><tr><td>Hoàng Đan</td><td colspan="2">6.120</td></tr></table>"""
    (grid,) = article(table).tables
    assert grid.rows[:3] == (
        ("Xã", "Thẻ căn cước", "Thẻ căn cước"),
        ("Xã", "Đã cấp", "Đạt (%)"),
        ("Kim Long", "8.455", "97,2"),
    )
    assert all(isinstance(cell, Unusable) for cell in grid.rows[3][1:]), "a number over two columns is of neither"


def test_a_column_in_which_no_cell_begins_is_none() -> None:
    table = '<table><tr><td>Xã</td><td colspan="7">Số thẻ</td></tr><tr><td>Kim Long</td><td colspan="7">8.455</td></tr></table>'
    (grid,) = article(table).tables
    assert grid.rows == (("Xã", "Số thẻ"), ("Kim Long", "8.455"))


def test_a_span_reaches_no_further_than_the_table() -> None:
    table = '<table><tr><td>Xã</td><td>Số thẻ</td></tr><tr><td rowspan="65000" colspan="0">A</td><td rowspan="9">5</td></tr></table>'
    (grid,) = article(table).tables
    assert grid.rows == (("Xã", "Số thẻ"), ("A", "5"))


def test_a_caption_stands_before_its_table_and_a_nested_one_behind_its_own() -> None:
    inner = "<table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>"
    table = f"""<table><caption>Biểu 1 đến 30/6/2023</caption><tr><td>Xã</td><td>Số</td></tr><tr><td>X</td><td>3{inner}</td></tr>
        <tr><td>Y</td><td>4</td></tr></table>"""
    found = article(table)
    assert texts(found)[1:4] == ["Biểu 1 đến 30/6/2023", "(table)", "(table)"]
    assert found.tables[0].rows == (("Xã", "Số"), ("X", "3"), ("Y", "4"))
    assert [grid.sheet for grid in found.tables] == ["table 1", "table 2"]


def test_a_note_s_raised_mark_is_no_digit_but_a_power_is_told_apart() -> None:
    found = article("<p>Đã cấp 585.673<sup>1</sup> thẻ, đơn vị tính 10<sup>3</sup> thẻ, 62<sup> [2]</sup> xã.</p>")
    assert texts(found)[1] == "Đã cấp 585.673 thẻ, đơn vị tính 10^3 thẻ, 62 xã."


def test_breaks_stay_within_a_paragraph_and_two_of_them_end_it() -> None:
    found = article("<p>Xã A: 5<br>Xã B: 6<br>&nbsp;<br>Xã&nbsp;C: 1&shy;2&#8203;3</p>")
    assert texts(found)[1:3] == ["Xã A: 5\nXã B: 6", "Xã C: 123"]


def test_a_list_keeps_its_points() -> None:
    assert texts(article("<p>Trong đó:</p><ul><li>Xã A: 5</li><li><p>- Xã B: 6</p></li></ul>"))[1:4] == [
        "Trong đó:",
        "- Xã A: 5",
        "- Xã B: 6",
    ]


def test_an_empty_box_for_other_articles_does_not_end_the_article() -> None:
    found = article(f"<p>{pages.SAPO}</p><div><h4>Tin liên quan</h4><script>x</script></div>")
    assert SENTENCE in texts(found)


def test_a_workbook_saved_as_a_page_is_a_table() -> None:
    rows = "".join(f"<tr><td>Xã {number}</td><td>{number}.500</td></tr>" for number in range(1, 9))
    found = contents(
        f'<html xmlns:x="urn:excel"><body><table><tr><td>Xã</td><td>Số thẻ</td></tr>{rows}</table></body></html>'
    )
    assert found.tables[0].rows[1] == ("Xã 1", "1.500")


def test_a_page_without_an_article_gives_none_of_its_furniture() -> None:
    assert written_out(contents(f"<html><body><nav>{SENTENCE}</nav><ul>{pages.links()}</ul></body></html>")).text == ""


@pytest.mark.parametrize(
    ("charset", "head"),
    [
        ("utf-8", '<?xml version="1.0" encoding="utf-8"?>'),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-8", '<meta charset="iso-8859-1">'),
    ],
)
def test_a_page_is_read_in_its_charset(charset: str, head: str) -> None:
    body = f"{head}<html><body><p>{SENTENCE}</p></body></html>".encode(charset)
    assert texts(web.contents_of(body)) == [SENTENCE]


@pytest.mark.parametrize(
    "start", ["<h1>Tin</h1>", "<!-- x --><p>", "\ufeff<html>", "<?xml version='1.0'?>\n<!DOCTYPE html>"]
)
def test_a_page_is_known_by_how_it_begins(start: str) -> None:
    assert is_html(start.encode(), None)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("<div>" * 100_000 + SENTENCE, "nested too deep"),
        ("<table><tr><td>" * 50_000, "nested too deep"),
        ("<table>" + "<tr><td rowspan=65000 colspan=1000>1<td>2" * 6_000, "a table of more than"),
        ("<p>a" * 160_000, "a page of 160,"),
        ("<p>" * 600_000, "600,002 tags"),
    ],
    ids=["nested", "nested tables", "spans", "elements", "tags"],
)
def test_a_hostile_page_is_refused_in_one_line(body: str, says: str) -> None:
    with pytest.raises(ReadError, match=says):
        contents(f"<html><body>{body}")


@pytest.mark.parametrize(
    "part",
    [
        "<br>a",
        "<div>Tin liên quan</div>",
        "<b></b><!-- -->",
        "1<sup>1</sup>",
        "<time datetime=2023-07-03></time>",
        "<a href=x>xem thêm</a>",
    ],
)
def test_a_page_takes_time_in_proportion_to_its_length(part: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        article(part * times)
        return time.process_time() - start

    seconds(100)
    assert seconds(6_000) < 10 * max(seconds(1_500), 0.05)


TAGS = st.from_regex("p|div|table|t[rdh]|caption|ul|li|h[12]|br|a|sup|b|article|main|aside|span|header", fullmatch=True)
PARTS = st.one_of(TAGS.map("<{}>".format), TAGS.map("</{}>".format), st.text(max_size=20), st.just(SENTENCE))


@given(st.lists(PARTS, max_size=60))
def test_any_page_is_read_or_refused(parts: list[str]) -> None:
    body = ("<html><body>" + "".join(parts)).encode("utf-8", "surrogatepass")
    try:
        found = web.contents_of(body)
    except ReadError:
        return
    written = written_out(found)
    assert all(block.text.strip() for block in found.blocks if isinstance(block, Paragraph))
    assert len(written.prose()) == len(written.text)


def test_a_figure_that_only_the_headline_says_is_read_once() -> None:
    head, told = "Lập Thạch kích hoạt 48.000 tài khoản định danh điện tử", f"<p>{pages.SAPO}</p><p>{pages.LAST}</p>"
    for again in ("", f"<p>Đến 30/6/2023, huyện {head}.</p>"):
        found = contents(f"<html><head><title>{head}</title></head><body><h1>{head}</h1>{told}{again}</body></html>")
        readings = figures_in(found, date(2023, 7, 3), BUILT_IN_PHRASES).readings
        assert [(each.value, each.unit) for each in readings] == [
            (48000, "Lập Thạch" if not again else "huyện Lập Thạch")
        ]
