"""The board in a real browser: what it says at a glance, and that it fits a wall, a desk and a telephone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser import Browser, browser


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("chromium")) as page:
        yield page


def test_the_first_sentence_says_who_is_behind(chromium: Browser, demo: str) -> None:
    chromium.open(demo, 1280)
    sentence = chromium.says("document.querySelector('h1').innerText")
    assert sentence.startswith("Tính đến 19/10/2023, 2 trong 4 chỉ tiêu đã đạt, 2 đang chậm.")
    assert "62/133, chậm 101 ngày" in sentence
    assert "mô phỏng" in chromium.says("document.body.innerText")


def test_from_a_figure_its_quote_is_one_click_away(chromium: Browser, demo: str) -> None:
    chromium.open(demo + "units/26?indicator=eid_activated", 1280)
    link = chromium.says("[...document.querySelectorAll('a')].find(a => a.innerText.startsWith('585.673')).href")
    chromium.open(link, 1280)
    marked = chromium.says("document.querySelector('mark').innerText")
    assert "585.673" in marked
    assert "cai-cach-hanh-chinh.html" in chromium.says("document.body.innerText")


@pytest.mark.parametrize("path", ["", "?lang=en", "units/26", "units/248", "explain/eid_activated/26", "sources"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_its_screen(chromium: Browser, demo: str, path: str, width: int) -> None:
    chromium.open(demo + path, width)
    assert chromium.says("document.documentElement.scrollWidth") <= width


def test_the_chart_is_drawn(chromium: Browser, demo: str) -> None:
    chromium.open(demo, 1280, 4000)
    widths = chromium.says("Promise.all([...document.images].map(i => i.decode().then(() => i.naturalWidth)))")
    assert widths
    assert all(widths)


def test_the_api_can_be_tried_from_its_page(chromium: Browser, demo: str) -> None:
    chromium.open(demo + "api/docs", 1280)
    drawn = "new Promise(done => { const ask = () => { const n = document.querySelectorAll('.opblock').length; "
    assert chromium.says(drawn + "n ? done(n) : setTimeout(ask, 100); }; ask(); })") >= 7
