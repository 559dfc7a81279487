"""What a reader sees."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from urllib.parse import urljoin

import pytest
from lxml import html
from province_site import Site, reading

PAGES = (
    "/",
    "/units/26",
    "/units/251",
    "/sources",
    "/?indicator=eid_activated",
    "/?all=1",
    "/units/08707",
    "/evidence/1",
)


def page(site: Site, path: str) -> html.HtmlElement:
    response = site.get(path)
    assert response.status_code == 200, response.text
    found: html.HtmlElement = html.fromstring(response.content.decode())
    return found


def text_of(element: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def test_the_first_sentence_says_how_the_province_stands(site: Site) -> None:
    (title,) = page(site, "/").xpath("//h1")
    assert text_of(title) == (
        "Tính đến 19/10/2023, 2 trong 5 chỉ tiêu đã đạt, 1 đang chậm, 1 đúng tiến độ, 1 mới. "
        "Chậm nhất: nhiệm vụ UBND tỉnh giao (46/71, chậm 35 ngày). "
        "Đơn vị trực thuộc: 3 chưa có số liệu mới trong 9 chỉ tiêu."
    )
    (title,) = page(site, "/?lang=en").xpath("//h1")
    assert "2 of 5 targets are met" in text_of(title)
    assert "tasks set by the province (46/71, 35 days behind)" in text_of(title)


def test_who_is_behind_comes_first_and_the_met_are_folded(site: Site) -> None:
    board = page(site, "/")
    tables = board.xpath("//table[contains(@class, 'judged')]")
    assert "chậm 35 ngày" in text_of(tables[0].xpath(".//tbody/tr")[0])
    (folded,) = board.xpath(
        "//details[.//caption[normalize-space()='đã đạt' or starts-with(normalize-space(), 'đã đạt')]]"
    )
    assert "open" not in folded.attrib
    assert "vượt tiến độ 47 ngày" in text_of(folded)


@pytest.mark.parametrize("path", ["/", "/units/26", "/?indicator=eid_activated", "/?lang=en"])
def test_every_number_on_the_page_has_its_day_and_source(site: Site, path: str) -> None:
    rows = page(site, path).xpath("//table[contains(@class, 'judged') or ancestor::section[@id='parts']]/tbody/tr")
    assert rows
    for row in rows:
        figures = row.xpath(".//a[@class='figure']")
        if not figures:
            assert row.xpath(".//*[@class='none']"), text_of(row)
            continue
        cells = row.xpath("./td")
        assert re.search(r"\d{1,2}[/ ](\d{1,2}|[A-Z][a-z]+)[/ ]\d{4}", text_of(cells[-2])), text_of(row)
        assert cells[-1].xpath(".//a")


def test_from_every_number_its_quote_is_one_click_away(site: Site) -> None:
    board = page(site, "/?all=1")
    links = [link.get("href") for link in board.xpath("//a[@class='figure']")]
    evidence = {link for link in links if link.startswith("/evidence/")}
    assert evidence
    for link in sorted(evidence)[:8]:
        assert page(site, link).xpath("//blockquote//mark")
    sums = set(links) - evidence
    for link in sums:
        anchor = link.partition("#")[2]
        assert page(site, link).xpath(f"//*[@id='{anchor}']")


def test_the_quote_is_marked_in_its_text_and_leads_to_its_document(site: Site) -> None:
    row = site.get("/api/v1/progress?unit=26&indicator=tasks_done_province").json()["data"][0]
    observation = site.get(row["links"]["evidence"][0]).json()
    found = page(site, observation["board"])
    assert text_of(found.xpath("//blockquote/mark")[0]) == "46/71"
    assert "Nhiệm vụ UBND tỉnh giao: 46/71." in text_of(found.xpath("//blockquote")[0])
    assert found.xpath("//a[@href='https://vinhphuc.example/cai-cach']")


def test_simulated_figures_are_called_so_at_the_top_and_in_their_tables(site: Site) -> None:
    board = page(site, "/?indicator=eid_activated")
    assert "mô phỏng" in text_of(board.xpath("//p[@class='notice']")[0])
    assert "ngày mô phỏng" in text_of(board.xpath("//p[@class='day']")[0])
    for caption in board.xpath("//section[@id='parts']//caption | //details[@id='figures']//caption"):
        assert "số liệu mô phỏng" in text_of(caption)


def test_implied_and_assumed_targets_say_so(site: Site) -> None:
    board = text_of(page(site, "/?indicator=eid_activated"))
    assert "chỉ tiêu suy ra từ tỷ lệ đã công bố" in board
    assert "chỉ tiêu giả định" in board


def test_districts_are_ranked_and_counted(site: Site) -> None:
    (parts,) = page(site, "/?indicator=eid_activated").xpath("//section[@id='parts']")
    rows = parts.xpath(".//tbody/tr")
    assert [text_of(row.xpath("./td")[0]) for row in rows] == [str(place) for place in range(1, 10)]
    assert text_of(rows[0].xpath("./th")[0]) == "Huyện Vĩnh Tường"
    assert "trên 9 huyện đã báo cáo" in text_of(parts)


def test_who_is_behind_is_told_the_pace_that_is_needed(site: Site) -> None:
    row = page(site, "/").xpath("//table[contains(@class, 'judged')]/tbody/tr")[0]
    assert "cần 0,27 nhiệm vụ/ngày, đang đạt 0,12 nhiệm vụ/ngày" in text_of(row)


def test_no_figure_is_never_nought(empty_site: Site) -> None:
    board = page(empty_site, "/")
    assert "chưa có số liệu" in text_of(board)
    assert "Các nguồn chưa gửi số liệu nào" in text_of(board)
    assert not board.xpath("//a[@class='figure']")
    for cell in board.xpath("//td[contains(@class, 'value')]"):
        assert not re.match(r"0\b", text_of(cell))


def test_a_corrected_and_a_stale_figure_say_so(empty_site: Site) -> None:
    for value, day in ((10, 2), (12, 5)):
        at = datetime(2023, 10, day, tzinfo=UTC)
        empty_site.world.take_in(
            "bao-cao", reading("tasks_done", date(2023, 9, 1), value=value, assigned_by="province"), at=at
        )
    board = text_of(page(empty_site, "/?indicator=tasks_done_province"))
    assert "đã đính chính 5/10/2023" in board
    assert "đã 48 ngày" in board


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_the_page_has_no_external_address_and_no_script(site: Site, path: str, lang: str) -> None:
    found = page(site, f"{path}{'&' if '?' in path else '?'}lang={lang}")
    assert not found.xpath("//script | //style | //*[@style] | //iframe")
    assert not found.xpath("//@*[starts-with(name(), 'on')]")
    fetched = found.xpath("//link/@href | //img/@src | //source/@srcset")
    assert all(address.startswith("/") for address in fetched)


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_leads_somewhere_and_keeps_the_language(site: Site, path: str) -> None:
    found = page(site, f"{path}{'&' if '?' in path else '?'}lang=en")
    for link in set(found.xpath("//a/@href | //img/@src | //source/@srcset")):
        if link.startswith("http"):
            continue
        address, _, anchor = urljoin(path, link).partition("#")
        if link.startswith("#"):
            assert found.xpath(f"//*[@id='{anchor}']")
            continue
        assert site.get(address).status_code == 200, address
        if not address.startswith("/api"):
            assert "lang=" in address, address


def test_a_name_that_is_markup_is_shown_as_text(empty_site: Site) -> None:
    attack = "<script>alert(1)</script>"
    formula = '=HYPERLINK("http://evil.example","x")'
    when = datetime(2023, 10, 18, tzinfo=UTC)
    said = reading("eid_activated", date(2023, 10, 17), f"{attack} {formula}", unit_code="251", unit=formula, value=7)
    empty_site.world.take_in("he-thong", said, at=when)
    shown = empty_site.get("/evidence/1").text
    assert attack not in shown
    assert "&lt;script&gt;" in shown
    assert "=HYPERLINK" in shown
    assert page(empty_site, "/evidence/1").xpath("//a[contains(@href, 'evil')]") == []


def test_an_address_that_is_no_web_address_is_no_link(empty_site: Site) -> None:
    from collectors.source import Snapshot
    from monitor.store import snapshots

    when = datetime(2023, 10, 18, tzinfo=UTC)
    kept = Snapshot(b"x", "javascript:alert(1)", when)
    with empty_site.world.store.write() as connection:
        snapshots.keep_snapshot(connection, kept)
    said = reading("eid_activated", date(2023, 10, 17), "x", unit_code="251", value=7)
    empty_site.world.take_in("he-thong", said, at=when, document=kept.sha256)
    found = page(empty_site, "/evidence/1")
    assert "javascript:alert(1)" in text_of(found)
    assert not found.xpath("//a[starts-with(@href, 'javascript')]")


def test_the_first_paint_is_one_page_and_one_style_sheet_under_a_hundred_kilobytes(site: Site) -> None:
    found = page(site, "/")
    (sheet,) = found.xpath("//link[@rel='stylesheet']/@href")
    assert len(site.get("/").content) + len(site.get(sheet).content) < 100_000
    assert all(image.get("loading") == "lazy" and image.get("alt") for image in found.xpath("//img"))


def test_the_page_reloads_itself_until_a_reader_stops_it(site: Site) -> None:
    assert page(site, "/").xpath("//meta[@http-equiv='refresh']/@content") == ["120"]
    stopped = page(site, "/?refresh=off")
    assert not stopped.xpath("//meta[@http-equiv='refresh']")
    assert "refresh=off" in stopped.xpath("//th/a/@href")[0]


def test_every_table_names_itself_and_its_rows_and_columns(site: Site) -> None:
    for path in PAGES:
        for table in page(site, path).xpath("//table"):
            assert text_of(table.xpath("./caption")[0])
            assert table.xpath("./thead//th[@scope='col']")
            assert table.xpath("./tbody//th[@scope='row']")


def test_a_missing_page_is_a_page(site: Site) -> None:
    for path, words in (("/units/nowhere", "Không có trang này"), ("/nothing?lang=en", "There is no such page")):
        response = site.get(path)
        assert response.status_code == 404
        assert words in response.text
