"""What board and API say of a province that was made of others, of shares of a denominator, and of a bent path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from databases import Databases, new_store
from province_site import Site, World, serve, source, the_campaign

from collectors.reading import Evidence, Measure, Of, Precision, Reading
from monitor.answers import Answers
from monitor.campaign import Adds, Basis, Campaign, Indicator, Kind, Names, Target
from monitor.campaign.path import Milestones
from monitor.clock import VIETNAM, DemoClock, start_of
from monitor.served import Served
from monitor.store.units import record_units
from monitor.units import EventKind, Level, Transfer, Unit, UnitEvent, UnitRegistry

EVENT, TODAY = date(2025, 7, 1), date(2025, 7, 20)
CARDS = Indicator(
    "id_card_issued", Names("Thẻ căn cước đã cấp", "ID cards issued"), "id_card_issued", Kind.STOCK, Measure.CARDS,
    adds=Adds.SUM, freshness_days=40,
)  # fmt: skip
CITIZENS = Indicator(
    "citizens_14", Names("Công dân từ đủ 14 tuổi", "Citizens from 14"), "citizens_14", Kind.STOCK, Measure.PEOPLE,
    adds=Adds.SUM, freshness_days=400,
)  # fmt: skip
PATH = Milestones(((date(2025, 3, 31), 0.2), (date(2025, 6, 30), 0.9)))
TARGET = Target(
    "id_card_issued", "25-2025", date(2025, 1, 1), date(2025, 12, 31), Basis.DECIDED, share=0.95, of=Of.ELIGIBLE,
    denominator="citizens_14", path=PATH,
)  # fmt: skip


def the_map() -> UnitRegistry:
    old = [Unit(code, f"Tỉnh {code}", code, Level.PROVINCE, code=code, valid_until=EVENT) for code in ("17", "25")]
    divided = Unit("26", "Tỉnh 26", "26", Level.PROVINCE, code="26", valid_until=EVENT)
    new = [Unit(id_, f"Tỉnh {id_}", id_, Level.PROVINCE, valid_from=EVENT) for id_ in ("25-2025", "01-2025")]
    went = (
        Transfer("17", "25-2025"),
        Transfer("25", "25-2025"),
        Transfer("26", "25-2025", 0.75, estimated=True),
        Transfer("26", "01-2025", 0.25, estimated=True),
    )
    return UnitRegistry([*old, divided, *new], [UnitEvent(day=EVENT, kind=EventKind.MERGE, units=(), transfers=went)])


def campaign() -> Campaign:
    indicators = {CARDS.id: CARDS, CITIZENS.id: CITIZENS}
    asked = (source("dan-cu", "Dân cư", "Register"), source("bao-cao", "Báo cáo", "Report"))
    sources = {one.name: replace(one, indicators=tuple(indicators), unit=None) for one in asked}
    return replace(
        the_campaign(), units=the_map(), own_units=(), indicators=indicators, targets=(TARGET,), sources=sources
    )


def said(indicator: Indicator, unit: str, day: date, value: int, **more: Any) -> Reading:
    return Reading(
        indicator=indicator.id, measure=indicator.measure, unit=unit, unit_code=None, as_of=day, value=value,
        as_of_precision=Precision.DAY, evidence=Evidence(str(value), None, "row 2"), **more,
    )  # fmt: skip


@pytest.fixture(scope="module")
def changed(databases: Databases) -> Iterator[Site]:
    """Three provinces until June, two from July on."""
    with new_store(databases) as store:
        with store.write() as connection:
            units = the_map()
            record_units(connection, units, units.events, (), "map", datetime(2025, 1, 1, tzinfo=VIETNAM))
        of, clock = campaign(), DemoClock(datetime(2025, 7, 20, 8, tzinfo=VIETNAM))
        world = World(store, of, clock, Answers(Served(store, of), clock))
        people = [said(CITIZENS, f"Tỉnh {unit}", date(2025, 4, 1), 120_000) for unit in ("17", "25", "26")]
        world.take_in("bao-cao", *people, at=datetime(2025, 4, 3, tzinfo=VIETNAM))
        for day, issued in ((date(2025, 5, 31), 50_000), (date(2025, 6, 25), 80_000)):
            cards = [said(CARDS, f"Tỉnh {unit}", day, issued) for unit in ("17", "25", "26")]
            world.take_in("bao-cao", *cards, at=start_of(day) + timedelta(hours=30))
        july = datetime(2025, 7, 11, tzinfo=VIETNAM)
        world.take_in("dan-cu", said(CARDS, "Tỉnh 25-2025", date(2025, 7, 10), 231_000), at=july)
        world.take_in("bao-cao", said(CARDS, "Tỉnh 25-2025", date(2025, 7, 10), 230_400), at=july)
        found, stop = serve(world)
        yield found
        stop()


def page(site: Site, path: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", site.get(path).text)))


def rows(site: Site, path: str) -> list[dict[str, Any]]:
    found = site.get(f"/api/v1/{path}")
    assert found.status_code == 200, found.text
    data: list[dict[str, Any]] = found.json()["data"]
    return data


def test_the_history_of_a_new_province_is_marked_as_that_of_those_before(changed: Site) -> None:
    series = rows(changed, "series?unit=25-2025&indicator=id_card_issued")
    assert [(r["as_of"], r["value"], r["inherited"], r["estimated"]) for r in series] == [
        ("2025-05-31", 137_500, True, True),
        ("2025-06-25", 220_000, True, True),
        ("2025-07-10", 231_000, False, False),
    ]
    text = page(changed, "/units/25-2025?indicator=id_card_issued")
    assert "cộng từ các đơn vị trước sắp xếp" in text
    assert "ước tính theo tỷ lệ chia đơn vị" in text
    assert "các đơn vị trước sắp xếp" in changed.get("/charts/id_card_issued/25-2025.svg").text


def test_on_the_day_before_the_old_provinces_are_judged_as_ever(changed: Site) -> None:
    before = rows(changed, "progress?indicator=id_card_issued&as_of=2025-06-30")
    assert {r["unit"]["id"]: r["value"] for r in before} == {"17": 80_000, "25": 80_000, "26": 80_000}
    after = rows(changed, "progress?indicator=id_card_issued&as_of=2025-07-01")
    assert sum(r["value"] for r in after) == 240_000


def test_a_share_names_the_denominator_that_it_was_taken_of(changed: Site) -> None:
    (row,) = rows(changed, "progress?unit=25-2025&indicator=id_card_issued")
    assert row["base"]["value"] == 330_000
    assert (row["base"]["as_of"], row["base"]["inherited"]) == ("2025-04-01", True)
    assert len(row["base"]["evidence"]) == 3
    assert row["target"]["value"] == pytest.approx(313_500)
    assert row["ratio"] == pytest.approx(231_000 / 313_500)
    assert "Tính trên 330.000 công dân từ đủ 14 tuổi, số liệu ngày 1/4/2025" in page(
        changed, "/units/25-2025?indicator=id_card_issued"
    )


def test_what_another_source_says_of_a_cell_is_shown_with_the_difference(changed: Site) -> None:
    (row,) = rows(changed, "progress?unit=25-2025&indicator=id_card_issued")
    (other,) = row["others"]
    assert (other["source"]["id"], other["value"], other["difference"]) == ("bao-cao", 230_400, -600)
    assert "Báo cáo: 230.400 (lệch −600)" in page(changed, "/units/25-2025?indicator=id_card_issued")
    assert changed.get(other["evidence"]).status_code == 200


def test_the_path_is_drawn_and_told_as_it_bends(changed: Site) -> None:
    series = rows(changed, "series?unit=25-2025&indicator=id_card_issued")
    assert series[-1]["expected_ratio"] == pytest.approx(0.9 + 0.1 * 9 / 184)
    assert series[0]["expected_ratio"] == pytest.approx(0.2 + 0.7 * 60 / 91)
    svg = changed.get("/charts/id_card_issued/25-2025.svg").text
    (path,) = re.findall(r'<path d="([^"]*)"[^>]*stroke-dasharray: 7', svg)
    assert len(re.findall(r"[ML] ", path)) == 4


def test_the_tables_hold_the_new_columns(changed: Site) -> None:
    header = changed.get("/api/v1/progress?format=csv").text.splitlines()[0]
    assert all(column in header for column in ("inherited", "estimated", "base.value", "others"))
