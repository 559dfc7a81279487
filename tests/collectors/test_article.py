"""An article gives the figures of its text, in whatever charset, and nothing of the page around it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from loopback import NOW, Answering, Source, answer

from collectors.article import KIND, ArticleConfig, fetch, read
from collectors.faults import PersonalNumbers, ReadError
from collectors.reading import Readings
from collectors.source import Access, Snapshot, kinds

CONFIG = ArticleConfig(address="http://vinhphuc.example/tin")
PAGE = Path(__file__).parent / "vietnamese" / "inspection-2023-10-19.html"
SENTENCE = "Đến ngày 30/6/2023, huyện Lập Thạch đã kích hoạt 48.000 tài khoản định danh điện tử, đạt 80% chỉ tiêu."

SEPTEMBER = {"as_of": "2023-09-30", "as_of_precision": "quarter", "bound": "exact"}
JUNE = {"as_of": "2023-06-15", "as_of_precision": "mid-month", "bound": "exact"}
TASKS = SEPTEMBER | {"indicator": "tasks_done", "measure": "tasks", "as_of_precision": "day", "of": "assigned"}
RATE = SEPTEMBER | {"measure": "percent"}
ON_TIME, SIGNED = RATE | {"indicator": "on_time_rate"}, RATE | {"indicator": "digital_signing_rate"}

# The figures of the inspection in Vĩnh Phúc on 19 October 2023.
INSPECTION: list[dict[str, Any]] = [
    TASKS | {"value": 62, "out_of": 133, "assigned_by": "government"},
    TASKS | {"value": 46, "out_of": 71, "ratio": 0.647, "assigned_by": "province"},
    SEPTEMBER | {"indicator": "legal_documents_issued", "measure": "documents", "value": 49},
    SEPTEMBER | {"indicator": "procedures_changed", "measure": "procedures", "value": 86},
    RATE | {"indicator": "processing_time_cut", "value": 0.2, "bound": "at_least"},
    ON_TIME | {"value": 0.94, "bound": "about", "unit_level": "province"},
    ON_TIME | {"value": 0.96, "bound": "at_least", "unit_level": "district"},
    RATE | {"indicator": "online_application_rate", "value": 0.552},
    SIGNED | {"value": 0.995, "unit_level": "province"},
    SIGNED | {"value": 0.998, "unit_level": "district"},
    SIGNED | {"value": 0.991, "unit_level": "commune"},
    JUNE | {"indicator": "id_card_issued", "measure": "cards", "ratio": 1.0, "of": "eligible", "days_ahead": 47},
    JUNE
    | {"indicator": "eid_activated", "measure": "accounts", "value": 585673, "ratio": 1.1194, "of": "target"}
    | {"implied_out_of": [523156, 523225], "rank_at_most": 10},
]


def page(body: bytes, media_type: str | None = "text/html", charset: str | None = None) -> Readings:
    fetched = datetime(2023, 10, 19, 20, 0, tzinfo=UTC)
    return read(Snapshot(body, CONFIG.address, fetched, media_type, charset), CONFIG)


def html(text: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body><article><h1>Tin</h1><p>{text}</p></article></body></html>"


def figures(readings: Readings) -> list[dict[str, Any]]:
    """The Readings without their evidence."""
    plain = [reading.to_json() for reading in readings.readings]
    return [{key: value for key, value in each.items() if key not in ("quote", "span")} for each in plain]


def test_the_page_of_the_inspection_gives_its_thirteen_figures_and_nothing_of_its_furniture() -> None:
    found = page(PAGE.read_bytes())
    assert figures(found) == [{**figure, "unit": "tỉnh Vĩnh Phúc", "warnings": []} for figure in INSPECTION]
    assert found.text is not None
    for reading in found.readings:
        assert reading.evidence.span is not None
        assert found.text[slice(*reading.evidence.span)] == reading.evidence.quote


def test_the_published_page_gives_the_same_figures(shared: Path) -> None:
    body = (shared / "articles" / "vinhphuc-2023-10-19.txt").read_bytes()
    expected = [{**figure, "unit": "tỉnh Vĩnh Phúc", "warnings": []} for figure in INSPECTION]
    assert figures(page(body, "text/plain")) == expected


@pytest.mark.parametrize(
    ("charset", "named", "head"),
    [
        ("utf-8", None, ""),
        ("utf-8", "iso-8859-1", ""),
        ("utf-8-sig", None, ""),
        ("utf-16", None, ""),
        ("cp1258", "windows-1258", ""),
        ("cp1258", None, '<meta http-equiv="Content-Type" content="text/html; charset=windows-1258">'),
    ],
)
def test_a_page_is_read_in_its_own_charset(charset: str, named: str | None, head: str) -> None:
    # That charset has no letter with two marks in one, so such a page is written in letters and marks apart.
    text = html(SENTENCE, head)
    body = _apart(text).encode(charset) if charset == "cp1258" else text.encode(charset)
    (reading,) = page(body, "text/html", named).readings
    assert (reading.unit, reading.value, reading.ratio) == ("huyện Lập Thạch", 48000, 0.8)
    assert reading.evidence.quote == SENTENCE


def _apart(text: str) -> str:
    """The text with every tone mark behind its letter."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    parts = []
    for sign in text:
        whole = unicodedata.normalize("NFD", sign)
        marks = "".join(mark for mark in whole if mark in tones)
        parts.append(unicodedata.normalize("NFC", "".join(mark for mark in whole if mark not in tones)) + marks)
    return "".join(parts)


def test_a_figure_without_a_day_takes_the_page_s_own_else_that_of_the_fetch() -> None:
    text = "Huyện Lập Thạch đã kích hoạt 48.000 tài khoản định danh điện tử, đạt 80% chỉ tiêu của cả năm nay."
    head = '<meta property="article:published_time" content="2023-07-03T08:00:00+07:00">'
    (dated,) = page(html(text, head).encode()).readings
    (undated,) = page(html(text).encode()).readings
    assert dated.as_of.isoformat() == "2023-07-03"
    assert undated.as_of.isoformat() == "2023-10-20", "20:00 UTC is the next day in Vietnam"


def test_plain_text_keeps_the_places_of_the_document_as_given() -> None:
    text = "\n\n  " + SENTENCE + "\n"
    (reading,) = page(text.encode(), "text/plain").readings
    assert reading.evidence.span == (4, 4 + len(SENTENCE))


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"<html><body><p>Trang dang bao tri, xin quay lai sau.</p></body></html>", "no figures found"),
        ("Thống kê: 1.104.206. Online: 23".encode(), "no figures found"),
        (b"", "an empty document"),
        ("định danh".encode("utf-16-le"), "no figures found"),
        (b"\x81\xfe\xfa" * 9, "not UTF-8"),
    ],
)
def test_a_document_without_figures_fails_the_run_and_says_so(body: bytes, says: str) -> None:
    with pytest.raises(ReadError, match=says):
        page(body, None)


@pytest.mark.parametrize("written", ["026099000000", "026 099 000 000", "026.099.000.000", "0260-9900-0000"])
def test_a_page_with_personal_numbers_is_refused_and_no_digit_of_them_is_told(written: str) -> None:
    with pytest.raises(PersonalNumbers) as refused:
        page(html(f"{SENTENCE} Công dân có số {written} được cấp thẻ.").encode())
    assert refused.value.places
    assert "026" not in str(refused.value).replace(CONFIG.address, "")


def test_a_personal_number_in_the_furniture_is_one_too() -> None:
    body = html(SENTENCE).replace("</body>", "<footer>Liên hệ: 026099000000</footer></body>")
    with pytest.raises(PersonalNumbers):
        page(body.encode())


def test_an_article_is_fetched_from_its_address(serve: Callable[[Answering], Source], access: Access) -> None:
    body = html(SENTENCE).encode()
    source = serve(lambda _: [answer(body, Content_Type="text/html; charset=utf-8")])
    config = ArticleConfig(address=f"{source.address}/tin/1")
    snapshot = fetch(config, access, NOW)
    assert source.asked[0].path == "/tin/1"
    assert [reading.value for reading in read(snapshot, config).readings] == [48000]


def test_the_kind_is_found_by_its_name() -> None:
    assert kinds()["article"] is KIND
