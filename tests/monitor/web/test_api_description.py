"""The API's description, and the page to try it without a network."""

from __future__ import annotations

import re
from typing import Any

import pytest
from province_site import Site


@pytest.fixture(scope="module")
def description(site: Site) -> dict[str, Any]:
    found: dict[str, Any] = site.get("/api/openapi.json").json()
    return found


def test_every_address_is_described_and_only_those_of_the_api(description: dict[str, Any]) -> None:
    assert description["openapi"].startswith("3.1")
    names = {path.removeprefix("/api/v1/") for path in description["paths"]}
    lists = {"indicators", "units", "progress", "behind", "series", "sources"}
    lists |= {"targets", "observations", "runs", "audit", "quarantine", "unit-events"}
    items = {"campaign", "explain", "units/{unit_id}", "observations/{observation_id}", "quarantine/{quarantine_id}"}
    assert names == lists | items | {"quarantine/{quarantine_id}/accept", "quarantine/{quarantine_id}/reject"}


def operations(description: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in description["paths"].values() for operation in path.values()]


def test_every_parameter_says_what_would_be_right(description: dict[str, Any]) -> None:
    for operation in operations(description):
        for parameter in operation.get("parameters", []):
            assert parameter["in"] == "path" or parameter["description"]


def test_every_address_describes_its_problems(description: dict[str, Any]) -> None:
    for operation in operations(description):
        assert "application/problem+json" in operation["responses"]["default"]["content"]


def test_every_reference_in_the_description_leads_somewhere(description: dict[str, Any]) -> None:
    for name in re.findall(r"'#/components/schemas/([^']+)'", str(description)):
        assert name in description["components"]["schemas"]


def test_answers_hold_the_described_fields(site: Site, description: dict[str, Any]) -> None:
    schemas = description["components"]["schemas"]
    row = site.get("/api/v1/progress?limit=1").json()["data"][0]
    described = [shape for name, shape in schemas.items() if name.endswith("ProgressRow")]
    assert described
    assert all(set(row) == set(shape["properties"]) for shape in described)


def test_the_page_to_try_it_fetches_nothing_from_elsewhere(site: Site) -> None:
    page = site.get("/api/docs")
    addresses = re.findall(r'(?:src|href|data-description)="([^"]+)"', page.text)
    assert len(addresses) >= 5
    assert all(address.startswith("/") for address in addresses)
    for address in addresses:
        assert site.get(address).status_code == 200, address
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert "<script>" not in page.text
    assert site.get("/api/docs/index.html").status_code == 404
