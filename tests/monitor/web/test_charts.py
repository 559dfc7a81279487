"""Charts: what they say, and that the same figures give the same bytes."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from lxml import etree
from province_site import Site, reading

CHART = "/charts/eid_activated/26.svg"


def texts(svg: bytes) -> list[str]:
    return [element.text or "" for element in etree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_a_chart_labels_its_lines_with_exact_figures(site: Site) -> None:
    said = " ".join(texts(site.get(CHART).content))
    for words in ("thực hiện 560.500", "chỉ tiêu 523.202", "tiến độ", "thời hạn 31/7/2023", "tính đến 19/10/2023"):
        assert words in said
    said = " ".join(texts(site.get(f"{CHART}?lang=en").content))
    assert "actual 560,500" in said


def test_a_chart_is_small_and_the_same_for_the_same_figures(site: Site) -> None:
    first = site.get(CHART)
    assert first.headers["Content-Type"].startswith("image/svg+xml")
    assert len(first.content) < 30_000
    again = site.get(CHART, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert b"<dc:date>" not in first.content
    assert len({site.get(f"{CHART}{query}").content for query in ("", "?theme=dark", "?size=narrow", "?lang=en")}) == 4


def test_a_new_figure_makes_a_new_chart(empty_site: Site) -> None:
    path = "/charts/eid_activated/251.svg"
    before = empty_site.get(path)
    assert "chưa có số liệu" in " ".join(texts(before.content))
    said = reading("eid_activated", date(2023, 10, 17), unit_code="251", value=7_000)
    empty_site.world.take_in("he-thong", said, at=datetime(2023, 10, 18, tzinfo=UTC))
    after = empty_site.get(path, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "thực hiện 7.000" in " ".join(texts(after.content))


def test_a_gap_between_reports_stays_a_gap(site: Site) -> None:
    """Sông Lô said nothing for four weeks in spring; Yên Lạc reported every week."""

    def lines(unit: str) -> int:
        svg = site.get(f"/charts/eid_activated/{unit}.svg").text
        return len(re.findall(r"<path [^>]*stroke: #0b5fa5; stroke-width: 2[;\"]", svg, re.IGNORECASE))

    assert (lines("251"), lines("253")) == (1, 2)


def test_an_unknown_chart_is_missing(site: Site) -> None:
    assert site.get("/charts/eid_activate/26.svg").status_code == 404
    assert site.get("/charts/eid_activated/nowhere.svg").status_code == 404
