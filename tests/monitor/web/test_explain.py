"""Why a figure is what it is, over HTTP and on its page; and the lists behind it, by both clocks."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import quote

import pytest
from lxml import html
from province_site import Site, reading

from collectors.reading import AssignedBy
from monitor.answers import CheckOutcome, Origin, StepKind
from monitor.judgement.checks import Rule
from monitor.store.schema import Outcome, Resolution
from monitor.web.board.words import WORDS
from monitor.web.rules import RULES

TASKS = "indicator=tasks_done_province&unit=26"
BEFORE_THE_ARTICLE = quote("2023-10-18T08:00:00+07:00")


def answer(site: Site, path: str) -> dict[str, Any]:
    response = site.get(f"/api/v1/{path}")
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def page(site: Site, path: str) -> html.HtmlElement:
    response = site.get(path)
    assert response.status_code == 200, response.text
    found: html.HtmlElement = html.fromstring(response.content.decode())
    return found


def text_of(element: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def test_an_explanation_holds_the_row_that_progress_gives_and_leads_to_the_quote(site: Site) -> None:
    found = answer(site, f"explain?{TASKS}")
    (row,) = answer(site, f"progress?{TASKS}")["data"]
    assert found["progress"] == row
    (revision,) = found["statements"][0]["revisions"]
    assert (revision["observation"]["value"], revision["excerpt"]["quote"]) == (46, "46/71")
    assert revision["document"]["address"] == "https://vinhphuc.example/cai-cach"
    assert revision["run"]["id"] == row["run"]
    steps = {step["kind"]: step for step in found["steps"]}
    assert steps["ratio"]["formula"]["en"] == "46 / 71 = 64.79%"
    assert (steps["ratio"]["value"], steps["lead"]["value"]) == (
        row["ratio"],
        pytest.approx(row["lead_days"], abs=0.01),
    )
    assert site.get(found["board"]).status_code == 200


@pytest.mark.parametrize(
    "query",
    ["indicator=eid_activated&unit=26", "indicator=id_card_issued&unit=26", "indicator=eid_activated&unit=251",
     "indicator=online_application_rate&unit=26", "indicator=par_index_rank&unit=26",
     "indicator=eid_activated&unit=08707"],
)  # fmt: skip
@pytest.mark.parametrize("clocks", ["", "&as_of=2023-05-01", f"&known_at={BEFORE_THE_ARTICLE}"])
def test_the_text_and_the_page_say_the_same_of_every_figure(site: Site, query: str, clocks: str) -> None:
    """Whatever the clocks: each line of the page stands in the text, the quote marked in both."""
    told = site.get(f"/api/v1/explain?{query}&format=text{clocks}")
    assert told.headers["Content-Type"].startswith("text/plain")
    indicator, unit = re.findall(r"=([^&]+)", query)
    shown = page(site, f"/explain/{indicator}/{unit}?{clocks.lstrip('&')}")
    flat = re.sub(r"\s+", " ", told.text)
    for line in shown.xpath("//section//dd/text() | //section//dd/a/text() | //section//small/text() | //mark/text()"):
        assert re.sub(r"\s+", " ", line).strip() in flat
    assert [title.text for title in shown.xpath("//section/h2")] == re.findall(r"(?m)^\n(\S.*)$", told.text)


def test_the_text_is_narrow_and_can_be_asked_for_in_english(site: Site) -> None:
    told = site.get(f"/api/v1/explain?{TASKS}&format=text&lang=en").text
    assert max(map(len, told.splitlines())) <= 100
    assert "Pace needed: (71 − 46) / 93 days = 0.27 tasks a day" in told
    assert "«46/71»" in told


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("indicator=tasks_done_provinc&unit=26", "indicator"),
        ("indicator=tasks_done_province&unit=Atlantis", "unit"),
        ("unit=26", "indicator"),
        ("indicator=tasks_done_province", "unit"),
        (f"{TASKS}&as_of=30/9/2023", "as_of"),
        (f"{TASKS}&known_at=then", "known_at"),
        (f"{TASKS}&unit=251", "unit"),
        (f"{TASKS}&format=pdf", "format"),
    ],
)
def test_what_cannot_be_explained_is_named(site: Site, query: str, parameter: str) -> None:
    response = site.get(f"/api/v1/explain?{query}")
    assert response.status_code == 400
    assert [fault["parameter"] for fault in response.json()["errors"]] == [parameter]


def test_the_page_of_an_unknown_figure_is_missing_and_of_a_wrong_clock_refused(site: Site) -> None:
    assert site.get("/explain/nothing/26").status_code == 404
    assert site.get("/explain/eid_activated/9999").status_code == 404
    for path in ("/explain/eid_activated/26", "/", "/units/26", "/charts/eid_activated/26.svg"):
        assert site.get(f"{path}?known_at=then").status_code == 400
        assert site.get(f"{path}?as_of=0000-01-01").status_code == 400


def test_a_correction_is_seen_on_the_page_and_not_before_it_was_known(empty_site: Site) -> None:
    world = empty_site.world
    for value, hour in ((45, 1), (46, 3)):
        figure = reading("tasks_done", date(2023, 9, 30), value=value, out_of=71, assigned_by=AssignedBy.PROVINCE)
        world.take_in("bao-cao", figure, at=datetime(2023, 10, 18, hour, tzinfo=UTC))
    now = text_of(page(empty_site, "/explain/tasks_done_province/26"))
    assert "Lần ghi 2 46 đang có hiệu lực" in now
    assert "nguồn công bố lại" in now
    then = page(empty_site, "/explain/tasks_done_province/26?known_at=2023-10-18T02:00:00Z")
    assert "Lần ghi 2" not in text_of(then)
    assert "theo những gì đã biết lúc 18/10/2023 09:00" in text_of(then.xpath("//p[contains(@class, 'past')]")[0])


def test_from_every_row_of_the_board_its_explanation_is_one_click_away(site: Site) -> None:
    for path in ("/", "/units/26", "/units/251"):
        links = page(site, path).xpath("//table[contains(@class, 'judged')]/tbody/tr//a[contains(@href, '/explain/')]")
        assert links
        assert page(site, links[0].get("href")).xpath("//section")
    evidence = page(site, answer(site, "observations/1")["board"])
    assert evidence.xpath("//a[contains(@href, '/explain/')]")


def test_the_board_of_an_earlier_instant_says_so_and_stays_there(site: Site) -> None:
    board = page(site, f"/?known_at={BEFORE_THE_ARTICLE}")
    assert text_of(board.xpath("//p[contains(@class, 'past')]")[0]).startswith(
        "Số liệu đến ngày 18/10/2023, theo những gì đã biết lúc 18/10/2023 08:00."
    )
    assert "1 trong 5 chỉ tiêu đã đạt" in text_of(board.xpath("//h1")[0])
    assert "46/71" not in text_of(board)
    links = [link for link in board.xpath("//main//a/@href") if link.startswith(("/units/", "/explain/", "/evidence/"))]
    assert links
    assert all("known_at=2023-10-18" in link for link in links)
    assert not page(site, "/").xpath("//p[contains(@class, 'past')]")


def test_a_day_alone_asks_for_what_is_known_today_of_that_day(site: Site) -> None:
    """And an instant alone for the day on which it falls; one still to come is now."""
    body = answer(site, f"progress?{TASKS}&as_of=2023-06-01")
    assert (body["judged"], body["data"][0]["value"]) == ("2023-06-01", 31)
    assert answer(site, "progress?known_at=2023-06-01")["judged"] == "2023-06-01"
    assert answer(site, "progress?known_at=2033-06-01")["judged"] == "2023-10-19"


@pytest.mark.parametrize("name", ["targets", "observations", "runs", "audit"])
def test_pages_of_a_stored_list_join_to_the_whole_and_to_the_table(site: Site, name: str) -> None:
    whole = answer(site, f"{name}?limit=1000")
    found: list[dict[str, Any]] = []
    path: str | None = f"/api/v1/{name}?limit=40"
    while path:
        body = site.get(path).json()
        assert body["total"] == whole["total"] == len(whole["data"])
        found += body["data"]
        path = body["links"]["next"]
    assert found == whole["data"]
    lines = list(csv.reader(io.StringIO(site.get(f"/api/v1/{name}?format=csv").content.decode("utf-8-sig"))))
    assert len(lines) == len(found) + 1
    assert {column.partition(".")[0] for column in lines[0]} == set(found[0])


def test_observations_are_narrowed_and_superseded_ones_shown_when_asked(empty_site: Site) -> None:
    world = empty_site.world
    for value, hour in ((20, 1), (30, 3)):
        figure = reading("eid_activated", date(2023, 10, 1), unit_code="251", value=value)
        world.take_in("he-thong", figure, at=datetime(2023, 10, 18, hour, tzinfo=UTC))
    figure = reading("eid_activated", date(2023, 10, 8), unit_code="252", value=40)
    world.take_in("bao-cao", figure, at=datetime(2023, 10, 18, 4, tzinfo=UTC))

    def values(query: str) -> list[float]:
        return [row["value"] for row in answer(empty_site, f"observations?{query}")["data"]]

    assert values("") == [30, 40]
    assert values("revisions=all") == [20, 30, 40]
    assert values("known_at=2023-10-18T02:00:00Z") == [20]
    assert values("unit=Huyện Yên Lạc&revisions=all") == [20, 30]
    assert values("source=bao-cao") == values("since=2023-10-02") == [40]
    assert values("as_of=2023-10-07&indicator=eid_activated") == [30]


def test_runs_of_one_source_come_newest_first_and_none_that_ended_later(site: Site) -> None:
    rows = answer(site, "runs?source=bao-cao")["data"]
    assert {row["source"]["id"] for row in rows} == {"bao-cao"}
    assert [row["id"] for row in rows] == sorted((row["id"] for row in rows), reverse=True)
    earlier = answer(site, f"runs?source=bao-cao&known_at={BEFORE_THE_ARTICLE}")["data"]
    assert earlier == rows[1:]


def test_sources_are_shown_as_they_fared_at_an_instant(site: Site) -> None:
    def report(query: str) -> dict[str, Any]:
        (row,) = (row for row in answer(site, f"sources{query}")["data"] if row["id"] == "bao-cao")
        return row

    now, then = report(""), report(f"?known_at={BEFORE_THE_ARTICLE}")
    assert (now["latest_as_of"], then["latest_as_of"]) == ("2023-09-30", "2023-09-01")
    assert now["runs"]["ok"] == then["runs"]["ok"] + 1
    assert report("?known_at=2022-12-01")["state"] == "new"


def test_the_log_of_writes_is_narrowed_by_what_was_done(site: Site) -> None:
    rows = answer(site, "audit?action=run")["data"]
    assert rows
    assert {row["action"] for row in rows} == {"run"}
    assert answer(site, "audit?action=token_create")["total"] == 0


def test_every_word_of_an_explanation_exists() -> None:
    due = [f"origin.{each}" for each in Origin] + [f"step.{each}" for each in StepKind]
    due += [f"check.{each}" for each in CheckOutcome] + [f"outcome.{each}" for each in Outcome]
    due += [f"aside.{each}" for each in Resolution] + [
        f"path.{each}" for each in ("straight", "milestones", "working_days")
    ]
    assert set(due) <= set(WORDS)
    assert {rule.value for rule in Rule} <= set(RULES)
