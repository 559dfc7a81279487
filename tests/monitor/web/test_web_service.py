"""Addresses that machines watch, and what every answer carries."""

from __future__ import annotations

import re

import pytest
from databases import Databases
from province_site import Site


def test_metrics_are_text_and_packed_for_those_who_ask(site: Site) -> None:
    plain = site.get("/metrics", headers={"Accept-Encoding": "identity"})
    assert plain.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "Content-Encoding" not in plain.headers
    packed = site.get("/metrics", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert 'project06_lead_seconds{indicator="tasks_done_province"' in packed.text
    refused = site.get("/metrics", headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused.headers


def test_metrics_can_be_widened_and_narrowed(site: Site) -> None:
    def units(query: str) -> set[str]:
        return set(re.findall(r'project06_unit_info{unit="([^"]+)"', site.get(f"/metrics{query}").text))

    assert "08707" not in units("")
    assert units("?level=commune") == units("") | {"08707"}
    assert units("?unit=251") == {"251"}


@pytest.mark.parametrize(
    ("query", "named"),
    [("levle=province", "level"), ("level=town", "district"), ("unit=9", "id"), ("unit=26&unit=251", "once")],
)
def test_metrics_refuse_what_they_do_not_know(site: Site, query: str, named: str) -> None:
    response = site.get(f"/metrics?{query}")
    assert response.status_code == 400
    assert named in response.json()["detail"]


def test_alive_and_ready(site: Site) -> None:
    assert site.get("/healthz").status_code == 200
    assert site.get("/readyz").status_code == 200


def test_without_a_database_it_is_alive_and_not_ready_and_says_no_figure(
    empty_site: Site, databases: Databases, database_url: str
) -> None:
    empty_site.world.store.engine.dispose()
    databases.lose(database_url)
    assert empty_site.get("/healthz").status_code == 200
    assert empty_site.get("/readyz").status_code == 503
    assert empty_site.get("/api/v1/progress").json()["status"] == 503
    metrics = empty_site.get("/metrics")
    assert metrics.status_code == 200
    assert "project06_store_up 0" in metrics.text
    assert "project06_value" not in metrics.text
    page = empty_site.get("/")
    assert page.status_code == 503
    assert "Chưa đọc được cơ sở dữ liệu" in page.text
    assert "Traceback" not in page.text


@pytest.mark.parametrize(
    "path", ["/scheduler", "/scheduler/jobs", "/api/v1/sources/he-thong/run", "/console", "/.git/config"]
)
def test_there_is_nothing_to_run_or_to_read_behind_the_service(site: Site, path: str) -> None:
    assert site.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/", "/units/26", "/sources", "/nothing", "/api/v1/campaign", "/api/docs", "/metrics", "/static/board.css"]
)
def test_every_answer_forbids_what_does_not_come_from_here(site: Site, path: str) -> None:
    headers = site.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors" in policy
    assert "script-src" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_failure_has_a_number_and_no_traceback(empty_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(empty_site.world.answers, "served")
    for path in ("/api/v1/campaign", "/"):
        response = empty_site.get(path)
        assert response.status_code == 500
        assert "Traceback" not in response.text
        assert "AttributeError" not in response.text
    number = empty_site.get("/api/v1/campaign").json()["instance"]
    assert re.fullmatch(r"urn:project06:error:[0-9a-f]{12}", number)
