"""What programs may rely on when they ask."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from province_site import DISTRICTS, Site, reading
from python_calamine import CalamineWorkbook

LISTS = ("indicators", "units", "progress", "behind", "series", "sources")
CELLS = ("progress", "behind", "series")


def problem(site: Site, path: str, status: int = 400) -> dict[str, Any]:
    response = site.get(f"/api/v1/{path}")
    assert response.status_code == status, response.text
    assert response.headers["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["status"] == status
    return body


def rows(site: Site, path: str) -> list[dict[str, Any]]:
    response = site.get(f"/api/v1/{path}")
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()["data"]
    return found


@pytest.mark.parametrize("name", CELLS)
@pytest.mark.parametrize(
    ("query", "parameter", "right"),
    [
        ("unti=26", "unti", "unit"),
        ("as_of=2023-02-30", "as_of", "real day"),
        ("as_of=30/6/2023", "as_of", "YYYY-MM-DD"),
        ("as_of=1688083200", "as_of", "YYYY-MM-DD"),
        ("as_of=", "as_of", "YYYY-MM-DD"),
        ("known_at=yesterday", "known_at", "2023-07-01T08:00:00+07:00"),
        ("indicator=eid_activate", "indicator", "eid_activated"),
        ("unit=Nowhere", "unit", "Nowhere"),
        ("unit=8707", "unit", "08707"),
        ("level=town", "level", "district"),
        ("limit=-1", "limit", "from 1"),
        ("limit=1e3", "limit", "whole number"),
        ("format=xml", "format", "csv"),
        ("cursor=abc", "cursor", "links.next"),
        ("as_of=2023-06-30&as_of=2023-07-01", "as_of", "once"),
    ],
)
def test_a_wrong_parameter_is_named_with_what_would_be_right(
    site: Site, name: str, query: str, parameter: str, right: str
) -> None:
    body = problem(site, f"{name}?{query}")
    assert [fault["parameter"] for fault in body["errors"]] == [parameter]
    assert right in body["detail"]
    assert parameter in body["detail"]


@pytest.mark.parametrize("name", [*LISTS, "campaign", "observations/1"])
def test_an_unknown_parameter_is_named_and_not_ignored(site: Site, name: str) -> None:
    assert problem(site, f"{name}?unitt=26")["errors"][0]["parameter"] == "unitt"


def test_every_fault_of_a_request_is_named_at_once(site: Site) -> None:
    faults = problem(site, "progress?unti=26&limit=0&level=town")["errors"]
    assert {fault["parameter"] for fault in faults} == {"unti", "limit", "level"}
    assert faults[0]["suggestion"] == "unit"


def test_several_units_and_indicators_may_be_asked_for_at_once(site: Site) -> None:
    found = rows(site, "progress?unit=251&unit=Huyện Sông Lô&indicator=eid_activated&indicator=id_card_issued")
    assert [row["unit"]["id"] for row in found] == ["251", "253"]


def test_the_worked_example_comes_out_as_printed(site: Site) -> None:
    (row,) = rows(site, "progress?unit=26&indicator=eid_activated&as_of=2023-06-17")
    assert (row["value"], row["status"], row["met_on"]) == (585_673, "met", "2023-06-15")
    assert (row["lead_seconds"], row["lead_days"]) == (4_060_800, 47)
    assert row["target"]["value"] == 523_202
    assert (row["target"]["basis"], row["target"]["deadline"]) == ("implied", "2023-07-31")
    assert (row["as_of"], row["as_of_precision"]) == ("2023-06-15", "mid-month")
    assert row["source"]["id"] == "bao-cao"
    evidence = site.get(row["links"]["evidence"][0]).json()
    assert "585.673" in evidence["quote"]
    assert evidence["excerpt"]["quote"] == evidence["quote"]
    assert evidence["address"] == "https://vinhphuc.example/cai-cach"
    for link in ("self", "series", "board"):
        assert site.get(row["links"][link]).status_code == 200


def test_tasks_are_thirty_five_and_a_half_days_behind(site: Site) -> None:
    (row,) = rows(site, "behind?unit=26")
    assert (row["indicator"]["id"], row["value"], row["target"]["value"]) == ("tasks_done_province", 46, 71)
    assert row["lead_days"] == pytest.approx(-35.52, abs=0.01)
    assert "35" in row["reason"]["vi"]
    assert "35" in row["reason"]["en"]


def test_the_end_day_is_within_the_range_and_the_answer_says_so(site: Site) -> None:
    body = site.get("/api/v1/series?unit=251&indicator=eid_activated&as_of=2023-06-25").json()
    assert [row["as_of"] for row in body["data"]][-1] == "2023-06-25"
    assert body["period"] == {"start": "2023-01-08", "end": "2023-06-25", "both_included": True}
    assert body["judged"] == "2023-06-25"


def test_what_was_not_known_then_is_not_in_the_answer(site: Site) -> None:
    """The article was published in October; in July nobody knew its figure of June."""
    query = "series?unit=26&indicator=eid_activated&as_of=2023-06-15"
    assert 585_673 in [row["value"] for row in rows(site, query)]
    for known_at in ("2023-07-10", "2023-07-10T08:00:00+07:00", "2023-07-10T01:00:00Z"):
        assert 585_673 not in [row["value"] for row in rows(site, f"{query}&known_at={known_at}")]


def test_an_answer_says_that_the_day_is_simulated(site: Site) -> None:
    body = site.get("/api/v1/progress").json()
    assert (body["judged"], body["simulated"]) == ("2023-10-19", True)
    assert "mô phỏng" in body["notice"]["vi"]
    assert {row["source"]["simulated"] for row in body["data"] if row["source"]} == {True, False}


@pytest.mark.parametrize("name", LISTS)
def test_pages_join_to_the_whole_list(site: Site, name: str) -> None:
    whole = rows(site, f"{name}?limit=1000")
    found: list[dict[str, Any]] = []
    path: str | None = f"/api/v1/{name}?limit=4"
    while path:
        body = site.get(path).json()
        found += body["data"]
        assert body["total"] == len(whole)
        path = body["links"]["next"]
    assert [without_links(row) for row in found] == [without_links(row) for row in whole]


def without_links(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != "links"}


def test_a_run_between_two_pages_moves_no_row(empty_site: Site) -> None:
    world = empty_site.world
    for value, day in ((10, 8), (20, 9), (30, 10)):
        at = datetime(2023, 10, day + 1, tzinfo=UTC)
        world.take_in("he-thong", reading("eid_activated", date(2023, 10, day), unit_code="251", value=value), at=at)
    first = empty_site.get("/api/v1/series?unit=251&indicator=eid_activated&limit=2").json()
    later = datetime(2023, 10, 20, tzinfo=UTC)
    world.take_in("he-thong", reading("eid_activated", date(2023, 10, 1), unit_code="251", value=5), at=later)
    second = empty_site.get(first["links"]["next"]).json()
    assert [row["value"] for row in first["data"] + second["data"]] == [10, 20, 30]


def test_pages_hold_what_was_written_under_a_later_instant_than_the_clock_shows(empty_site: Site) -> None:
    world = empty_site.world
    # The second write within an instant is recorded after it; a node whose clock is ahead records in its own time.
    ahead = datetime(2026, 1, 1, tzinfo=UTC)
    for value, day, at in ((10, 8, world.clock.now()), (20, 9, world.clock.now()), (30, 10, ahead)):
        world.take_in("he-thong", reading("eid_activated", date(2023, 10, day), unit_code="251", value=value), at=at)
    first = empty_site.get("/api/v1/series?unit=251&indicator=eid_activated&limit=2").json()
    second = empty_site.get(first["links"]["next"]).json()
    assert [row["value"] for row in first["data"] + second["data"]] == [10, 20, 30]
    still_to_come = empty_site.get("/api/v1/series?unit=251&indicator=eid_activated&known_at=2100-01-01").json()
    assert [row["value"] for row in still_to_come["data"]] == [10, 20, 30]
    assert still_to_come["judged"] == first["judged"] == "2023-10-19"


def test_a_cursor_of_another_list_is_refused(site: Site) -> None:
    following = site.get("/api/v1/progress?limit=2").json()["links"]["next"]
    cursor = following.partition("cursor=")[2]
    assert "same question" in problem(site, f"progress?level=district&cursor={cursor}")["detail"]


def test_units_keep_their_leading_nought_in_csv_and_xlsx(site: Site) -> None:
    text = site.get("/api/v1/units?level=commune&format=csv").content
    assert text.startswith("\ufeff".encode())
    (line,) = csv.DictReader(io.StringIO(text.decode("utf-8-sig")))
    assert (line["id"], line["code"], line["name"]) == ("08707", "08707", "Phường Tích Sơn")
    response = site.get("/api/v1/units?level=commune&format=xlsx")
    header, row = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
    assert row[header.index("code")] == "08707"


@pytest.mark.parametrize("name", LISTS)
def test_a_table_holds_every_row_and_every_field(site: Site, name: str) -> None:
    data = rows(site, f"{name}?limit=1000")
    response = site.get(f"/api/v1/{name}?format=csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    lines = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len(lines) == len(data) + 1
    assert {name.partition(".")[0] for name in lines[0]} == set(data[0]) - {"links"}
    assert all(len(line) == len(lines[0]) for line in lines)


def test_numbers_in_csv_have_a_dot_and_no_grouping(site: Site) -> None:
    text = site.get("/api/v1/progress?unit=26&indicator=eid_activated&as_of=2023-06-17&format=csv").text
    (line,) = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    assert float(line["value"]) == 585_673
    assert line["ratio"].startswith("1.1194")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_written(site: Site, method: str) -> None:
    import requests

    response = requests.request(method, f"{site.url}/api/v1/progress", timeout=20)
    assert response.status_code == 405
    assert response.json()["title"] == "Method Not Allowed"


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/v1/observations/99999", "/api/v1/observations/x", "/api/x"])
def test_a_missing_address_is_a_problem_document(site: Site, path: str) -> None:
    response = site.get(path)
    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")


def test_an_observation_number_too_large_for_the_database_is_only_missing(site: Site) -> None:
    assert site.get(f"/api/v1/observations/{2**63 - 1}").status_code == 404
    assert site.get(f"/api/v1/observations/{10**40}").status_code == 404


def test_units_below_a_unit_are_found_by_its_name(site: Site) -> None:
    assert [row["id"] for row in rows(site, "units?parent=Vĩnh Phúc")] == list(DISTRICTS)
    assert problem(site, "units?parent=Atlantis")["errors"][0]["parameter"] == "parent"
