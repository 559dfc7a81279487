"""The registry over HTTP: the units of a day, what is not known of its map, and all that is known of one unit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from databases import Databases, new_store
from province_site import Site, serve, world_in

from monitor.clock import VIETNAM
from monitor.store import campaigns
from monitor.store.units import record_units
from monitor.units import EventKind, Former, KnownMap, Level, Transfer, Unit, UnitEvent

END, KNOWN = date(2025, 7, 1), date(2025, 3, 1)
SERVED, LOADED, CORRECTED = (datetime(2023, month, 1, tzinfo=VIETNAM) for month in (8, 9, 10))
# A commune that stands in the campaign's own file, without days.
OF_THE_FILE = "08707"
HUE = Former(until=date(2025, 1, 1), name="Tỉnh Thừa Thiên Huế", name_en="Thua Thien Hue", code="46", parent="vn")
UNITS = (
    Unit("vn", "Việt Nam", "Viet Nam", Level.NATION),
    Unit("26", "Tỉnh Vĩnh Phúc", "Vinh Phuc province", Level.PROVINCE, "vn", "26", date(2008, 8, 1), END),
    Unit("46", "Thành phố Huế", "Hue city", Level.PROVINCE, "vn", "46", date(2008, 8, 1), None, ("TT-Huế",), (HUE,)),
    Unit("25", "Tỉnh Phú Thọ", "Phu Tho province", Level.PROVINCE, "vn", "25", date(2008, 8, 1), END),
    Unit("25-2025", "Tỉnh Phú Thọ", "Phu Tho province", Level.PROVINCE, "vn", "25", END),
    Unit("08761", "Xã Đồng Ích", "Dong Ich commune", Level.COMMUNE, "246", "08761", KNOWN, END),
    Unit("246", "Huyện Lập Thạch", "Lap Thach district", Level.DISTRICT, "26", "246", KNOWN, END),
    Unit("08761-2025", "Xã Lập Thạch", "Lap Thach commune", Level.COMMUNE, "25-2025", "08761", END),
    Unit("08770-2025", "Xã Tiên Lữ", "Tien Lu commune", Level.COMMUNE, "25-2025", "08770", END),
)
MERGER = UnitEvent(
    day=END,
    kind=EventKind.MERGE,
    units=("25", "26", "25-2025"),
    transfers=(Transfer("25", "25-2025"), Transfer("26", "25-2025")),
    decree="Nghị quyết 202/2025/QH15",
)


def parted(share: float, estimated: bool) -> tuple[UnitEvent, ...]:
    return tuple(
        UnitEvent(
            day=END,
            kind=EventKind.PARTIAL_TRANSFER,
            units=("08761", target),
            transfers=(Transfer("08761", target, weight, estimated),),
        )
        for target, weight in (("08761-2025", share), ("08770-2025", 1 - share))
    )


ABOLITION = UnitEvent(day=END, kind=EventKind.ABOLISH, units=("246",))
MAPS = (KnownMap(level="commune", first_day=KNOWN, source="test"),)


@pytest.fixture(scope="module")
def mapped(databases: Databases) -> Iterator[Site]:
    """The province with a registry, in which a share was corrected after a month."""
    with new_store(databases) as store:
        world = world_in(store)
        with store.write() as connection:
            campaigns.serve_campaign(connection, world.campaign, "campaign.yaml", SERVED)
        with store.write() as connection:
            record_units(connection, UNITS, (MERGER, *parted(0.5, True), ABOLITION), MAPS, "test", LOADED)
        with store.write() as connection:
            record_units(connection, (), parted(0.75, False), (), "import", CORRECTED, corrects=True)
        found, stop = serve(world)
        yield found
        stop()


def answer(site: Site, path: str) -> dict[str, Any]:
    response = site.get(f"/api/v1/{path}")
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def ids(site: Site, path: str) -> list[str]:
    return [row["id"] for row in answer(site, path)["data"]]


def test_below_a_unit_stand_its_children_or_with_a_level_all_of_that_level(mapped: Site) -> None:
    assert ids(mapped, "units?parent=vn&as_of=2025-06-30") == ["25", "46"]
    assert ids(mapped, "units?parent=26&level=commune&as_of=2025-06-30") == [OF_THE_FILE, "08761"]
    assert len(ids(mapped, "units?parent=26&as_of=2025-06-30")) == 9
    assert ids(mapped, "units?level=province&as_of=2026-01-01") == ["25-2025", "46"]


def test_a_code_means_the_unit_of_the_day_and_an_id_any_unit(mapped: Site) -> None:
    assert ids(mapped, "units?parent=25&as_of=2026-01-01") == ["08761-2025", "08770-2025"]
    assert ids(mapped, "units?parent=25-2025&as_of=2026-01-01") == ["08761-2025", "08770-2025"]
    assert ids(mapped, "units?parent=26&as_of=2026-01-01") == []


def test_a_day_before_the_known_map_is_answered_with_a_plain_statement(mapped: Site) -> None:
    found = answer(mapped, "units?parent=26&level=commune&as_of=2023-10-19")
    assert [row["id"] for row in found["data"]] == [OF_THE_FILE]
    assert "The map of communes before 2025-03-01 is not known." in found["notice"]["en"]
    assert "Chưa có danh mục đơn vị hành chính cấp xã trước ngày 1/3/2025." in found["notice"]["vi"]
    later = answer(mapped, "units?parent=26&level=commune&as_of=2025-06-30")["notice"]
    assert later is None or "not known" not in later["en"]
    assert answer(mapped, "units?level=province&as_of=2023-10-19")["notice"] == later


def test_one_unit_is_told_with_its_place_and_what_came_before_and_after(mapped: Site) -> None:
    commune = answer(mapped, "units/08761?as_of=2026-01-01")
    assert (commune["valid"], [step["id"] for step in commune["path"]]) == (False, ["26", "246", "08761"])
    assert [(each["unit"]["id"], each["weight"], each["estimated"]) for each in commune["became"]] == [
        ("08761-2025", 0.75, False),
        ("08770-2025", 0.25, False),
    ]
    assert [each["unit"]["id"] for each in commune["code_history"]] == ["08761", "08761-2025"]
    hue = answer(mapped, "units/46?as_of=2024-01-01")
    assert (hue["name"], hue["former"][0]["until"], hue["aliases"]) == ("Tỉnh Thừa Thiên Huế", "2025-01-01", ["TT-Huế"])
    assert [each["unit"]["id"] for each in answer(mapped, "units/25-2025")["predecessors"]] == ["25", "26"]
    missing = mapped.get("/api/v1/units/99")
    assert missing.status_code == 404
    assert missing.json()["detail"] == "There is no unit with the id '99'."


def test_events_are_a_row_a_transfer_in_json_and_csv(mapped: Site) -> None:
    found = answer(mapped, "unit-events?unit=26")["data"]
    assert [(row["from_unit"]["id"], row["to_unit"]["id"], row["kind"]) for row in found] == [
        ("25", "25-2025", "merge"),
        ("26", "25-2025", "merge"),
    ]
    (abolished,) = answer(mapped, "unit-events?unit=246")["data"]
    assert (abolished["from_unit"]["id"], abolished["to_unit"], abolished["weight"]) == ("246", None, None)
    text = mapped.get("/api/v1/unit-events?format=csv").content.decode("utf-8-sig").splitlines()
    assert text[0].startswith("day,kind,from_unit.id,from_unit.code,from_unit.name,from_unit.level,to_unit.id")
    assert len(text) == 6
    first = answer(mapped, "unit-events?limit=2")
    assert first["total"] == 5
    assert len(mapped.get(first["links"]["next"]).json()["data"]) == 2


def test_what_was_known_of_units_at_an_instant_stands(mapped: Site) -> None:
    then = answer(mapped, "units/08761?as_of=2026-01-01&known_at=2023-09-15T00:00:00Z")
    assert [(each["weight"], each["estimated"]) for each in then["became"]] == [(0.5, True), (0.5, True)]
    events = answer(mapped, "unit-events?unit=08761-2025&known_at=2023-09-15T00:00:00Z")["data"]
    assert [row["weight"] for row in events] == [0.5]


@pytest.mark.parametrize(
    ("path", "parameter"),
    [("units?parent=Atlantis", "parent"), ("unit-events?unit=Atlantis", "unit"), ("units/26?day=1", "day")],
)
def test_a_wrong_parameter_is_named(mapped: Site, path: str, parameter: str) -> None:
    response = mapped.get(f"/api/v1/{path}")
    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == parameter
