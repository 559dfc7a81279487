"""The published registry as loaded: counts, codes, who went where, and what it does not know."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date

import pytest

from monitor.units import EventKind, Level, UnitEnded, UnitRegistry, UnknownUnit
from monitor.units.english import english_name
from monitor.units.vietnam import National, Published, PublishedMissing, national

OLD, NEW, THEN = date(2025, 6, 30), date(2025, 7, 1), date(2023, 6, 30)

# What each province of today is made of, by Resolution 202/2025/QH15.
MADE_OF = {
    "01": "01", "04": "04", "08": "02 08", "11": "11", "12": "12", "14": "14", "15": "10 15", "19": "06 19", "20": "20",
    "22": "22", "24": "24 27", "25": "17 25 26", "31": "30 31", "33": "33 34", "37": "35 36 37", "38": "38", "40": "40",
    "42": "42", "44": "44 45", "46": "46", "48": "48 49", "51": "51 62", "52": "52 64", "56": "56 58", "66": "54 66",
    "68": "60 67 68", "75": "70 75", "79": "74 77 79", "80": "72 80", "82": "82 87", "86": "83 84 86", "91": "89 91",
    "92": "92 93 94", "96": "95 96",
}  # fmt: skip


def counts(registry: UnitRegistry, day: date) -> Counter[Level]:
    return Counter(unit.level for unit in registry.ordered(day))


def test_the_two_maps_hold_as_many_units_as_were_published(vietnam: UnitRegistry) -> None:
    old = {Level.NATION: 1, Level.PROVINCE: 63, Level.DISTRICT: 696, Level.COMMUNE: 10_035}
    assert counts(vietnam, OLD) == old
    assert counts(vietnam, NEW) == {Level.NATION: 1, Level.PROVINCE: 34, Level.COMMUNE: 3_321}
    special = [unit for unit in vietnam.ordered(NEW) if unit.name.startswith("Đặc khu ")]
    assert len(special) == 13
    assert sum(not vietnam.children(unit.id, OLD) for unit in vietnam.listed(OLD, levels=[Level.DISTRICT])) == 5


def test_every_province_of_today_is_made_of_the_right_ones(vietnam: UnitRegistry) -> None:
    provinces = vietnam.listed(NEW, levels=[Level.PROVINCE])
    made_of = {unit.code: " ".join(sorted(t.source for _, t in vietnam.predecessors(unit.id))) for unit in provinces}
    assert made_of == MADE_OF
    assert all(unit.id == f"{unit.code}-2025" and unit.parent == "vn" for unit in provinces)
    kinds = Counter(e.kind for e in vietnam.events if e.day == NEW and e.units[-1][:-5] in MADE_OF)
    assert kinds == {EventKind.MERGE: 23, EventKind.MOVE: 11}


def test_codes_and_names_are_those_of_the_official_list(vietnam: UnitRegistry) -> None:
    for code, name in (("14", "Tỉnh Sơn La"), ("25", "Tỉnh Phú Thọ"), ("79", "Thành phố Hồ Chí Minh")):
        assert vietnam[f"{code}-2025"].name == name
    assert vietnam["06187-2025"].name == "Phường Kỳ Lừa"
    assert vietnam["06172-2025"].name == "Xã Hoàng Văn Thụ"
    assert vietnam["06187-2025"].parent == vietnam["06172-2025"].parent == "20-2025"
    digits = {Level.PROVINCE: 2, Level.DISTRICT: 3, Level.COMMUNE: 5}
    assert all(len(unit.code or "") == digits[unit.level] for unit in vietnam if unit.level in digits)
    assert [(b.unit.name, b.since, b.until) for b in vietnam.history_of_code("26740")] == [
        ("Phường Bến Nghé", date(2025, 3, 1), NEW),
        ("Phường Sài Gòn", NEW, None),
    ]


def test_all_of_every_unit_of_the_old_map_goes_somewhere(vietnam: UnitRegistry) -> None:
    vietnam.refuse_unsound()
    leaving: dict[str, float] = defaultdict(float)
    for event in vietnam.events:
        for transfer in event.transfers:
            leaving[transfer.source] += transfer.weight
    going = [*vietnam.listed(OLD, levels=[Level.COMMUNE]), *vietnam.listed(OLD, levels=[Level.PROVINCE])]
    going += [unit for unit in vietnam.listed(OLD, levels=[Level.DISTRICT]) if not vietnam.children(unit.id, OLD)]
    assert leaving.keys() == {unit.id for unit in going}
    assert set(leaving.values()) == {1.0}
    entered = {transfer.target for event in vietnam.events for transfer in event.transfers}
    assert entered == {unit.id for unit in vietnam.ordered(NEW) if unit.level is not Level.NATION}


def test_a_commune_goes_into_the_province_that_its_own_went_into(vietnam: UnitRegistry) -> None:
    for unit in vietnam.listed(OLD, levels=[Level.COMMUNE]):
        (province,) = vietnam.became(vietnam.province_of(unit.id, OLD), NEW)
        assert {vietnam.province_of(part.target, NEW) for part in vietnam.became(unit.id, NEW)} == {province.target}


def test_shares_that_nobody_published_are_equal_and_marked(vietnam: UnitRegistry) -> None:
    for unit in vietnam.listed(OLD, levels=[Level.COMMUNE]):
        parts = vietnam.successors(unit.id)
        if len(parts) > 1:
            assert all(t.estimated and t.weight == 1 / len(parts) for _, t in parts)
    shared = [e for e in vietnam.events if any(t.weight < 1 for t in e.transfers)]
    assert shared
    assert all("equal shares" in e.note for e in shared)


def test_a_part_that_the_converter_sends_to_a_namesakes_commune_is_left_out_and_said(vietnam: UnitRegistry) -> None:
    # Phường 4 of the city of Tân An; Tân Ninh, 90 km away, took Phường 4 of the city of Tây Ninh.
    assert [(t.target, t.weight, t.estimated) for _, t in vietnam.successors("27691")] == [("27694-2025", 1.0, True)]
    assert [t.target for _, t in vietnam.successors("25462")] == ["25459-2025"]
    said = [event for event in vietnam.events if "a namesake's" in event.note]
    assert any("Phường 4 of Thành phố Tân An to Phường Tân Ninh (25459-2025)" in event.note for event in said)
    (communes,) = (known for known in vietnam.maps if known.level == Level.COMMUNE)
    assert "31 transfers" in communes.note


def test_every_district_ends_and_an_island_without_communes_carries_on(vietnam: UnitRegistry) -> None:
    abolished = {event.units[0] for event in vietnam.events if event.kind is EventKind.ABOLISH}
    islands = {"318": "11948-2025", "471": "19742-2025", "498": "20333-2025", "536": "21548-2025", "755": "26732-2025"}
    assert abolished | islands.keys() == {unit.id for unit in vietnam.listed(OLD, levels=[Level.DISTRICT])}
    assert not abolished & islands.keys()
    for district, zone in islands.items():
        assert [t.target for _, t in vietnam.successors(district)] == [zone]


def test_the_old_map_is_not_taken_for_that_of_an_earlier_day(vietnam: UnitRegistry) -> None:
    assert len(vietnam.within("26", OLD, [Level.COMMUNE])) == 121
    assert vietnam.within("26", date(2023, 10, 19), [Level.COMMUNE]) == ()
    unknown = {known.level: known.first_day for known in vietnam.unknown_map(date(2023, 10, 19))}
    assert unknown == {"district": date(2025, 3, 1), "commune": date(2025, 3, 1)}
    with pytest.raises(UnknownUnit, match="the map of communes before 2025-03-01 is not known"):
        vietnam.find("Xã Đồng Ích", date(2023, 10, 19))
    # The last change before July 2025: Phú Mỹ became a city, Tân Hòa and Tân Hải its wards, on 1 March 2025.
    assert [vietnam[unit].name for unit in ("754", "26707", "26710")] == [
        "Thành phố Phú Mỹ",
        "Phường Tân Hòa",
        "Phường Tân Hải",
    ]


@pytest.mark.parametrize(
    ("written", "day", "unit"),
    [
        ("Đắc Lắc", THEN, "66"),
        ("Hoà Bình", THEN, "17"),
        ("Thừa Thiên - Huế", THEN, "46"),
        ("TP.HCM", THEN, "79"),
        ("Bà Rịa – Vũng Tàu", THEN, "77"),
        ("Quảng Nam", THEN, "49"),
        ("Thừa Thiên Huế", date(2025, 3, 31), "46"),
        ("Thừa Thiên Huế", date(2025, 12, 31), "46-2025"),
        ("TPHCM", NEW, "79-2025"),
        ("HCMC", NEW, "79-2025"),
        ("Sài Gòn", NEW, "79-2025"),
        ("Phường Sài Gòn", NEW, "26740-2025"),
        ("Ho Chi Minh City", THEN, "79"),
        ("Hanoi", NEW, "01-2025"),
        ("Daklak", NEW, "66-2025"),
        ("25", OLD, "25"),
        ("25", NEW, "25-2025"),
    ],
)
def test_names_in_use_mean_the_unit_of_their_day(vietnam: UnitRegistry, written: str, day: date, unit: str) -> None:
    assert vietnam.find(written, day).id == unit


def test_every_unit_is_found_by_its_code_on_both_maps(vietnam: UnitRegistry) -> None:
    for day in (OLD, NEW):
        assert all(vietnam.find(unit.code, day) == unit for unit in vietnam.ordered(day) if unit.code)


def test_a_figure_for_a_unit_that_ended_hears_where_it_belongs(vietnam: UnitRegistry) -> None:
    with pytest.raises(UnitEnded, match=r"belongs to Tỉnh Phú Thọ \(25-2025\)"):
        vietnam.find("Vĩnh Phúc", NEW)
    with pytest.raises(UnitEnded, match=r"belongs to Phường Sài Gòn \(26740-2025\)"):
        vietnam.find("Phường Bến Nghé", NEW)


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("Tỉnh Phú Thọ", "Phu Tho province"),
        ("Thành phố Hà Nội", "Ha Noi city"),
        ("Phường Đa Kao", "Da Kao ward"),
        ("Phường 12", "Ward 12"),
        ("Quận 1", "District 1"),
        ("Thị trấn M'Đrắk", "M'Drak township"),
        ("Đặc khu Côn Đảo", "Con Dao special zone"),
        ("Sở Tư pháp", "So Tu phap"),
    ],
)
def test_english_names_are_made_by_a_rule(name: str, english: str) -> None:
    assert english_name(name) == english


def test_a_converter_that_does_not_fit_its_maps_is_refused(published: Published) -> None:
    lost = dict(published.whole)
    del lost[published.after[0].key]
    with pytest.raises(PublishedMissing, match="does not fit its maps"):
        national(replace(published, whole=lost))


def test_loading_is_the_same_each_time(published: Published, nation: National) -> None:
    assert national(published) == nation
