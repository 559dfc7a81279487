"""What a registry says for a day: names, codes and parents as borne on it, and where a unit that ended belongs."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.units import (
    AmbiguousUnit,
    CircularParents,
    EventKind,
    Former,
    KnownMap,
    Level,
    Transfer,
    Unit,
    UnitEnded,
    UnitEvent,
    UnitRegistry,
    UnknownUnit,
    story_of,
)

NATION, PROVINCE, DISTRICT, COMMUNE = Level.NATION, Level.PROVINCE, Level.DISTRICT, Level.COMMUNE
RENAME, MERGER, LATER = date(2025, 1, 1), date(2025, 7, 1), date(2026, 1, 1)
BEFORE, SPRING = date(2023, 6, 30), date(2025, 4, 1)

HUE_BEFORE = Former(until=RENAME, name="Tỉnh Thừa Thiên Huế", name_en="Thua Thien Hue province", code="46", parent="vn")
MOVED = Former(until=RENAME, name="Xã Bình", name_en="Binh commune", code="00200", parent="300")
UNITS = (
    Unit("vn", "Việt Nam", "Viet Nam", NATION),
    Unit("46", "Thành phố Huế", "Hue city", PROVINCE, "vn", "46", None, MERGER, former=(HUE_BEFORE,)),
    Unit("26", "Tỉnh Vĩnh Phúc", "Vinh Phuc province", PROVINCE, "vn", "26", None, MERGER),
    Unit("25", "Tỉnh Phú Thọ", "Phu Tho province", PROVINCE, "vn", "25", None, MERGER),
    Unit("25-2025", "Tỉnh Phú Thọ", "Phu Tho province", PROVINCE, "vn", "25", MERGER),
    Unit("300", "Huyện An", "An district", DISTRICT, "26", "300", None, MERGER),
    Unit("301", "Huyện Bắc", "Bac district", DISTRICT, "25", "301", None, MERGER),
    Unit("00100", "Xã An", "An commune", COMMUNE, "300", "00100", date(2025, 3, 1), MERGER),
    Unit("00200", "Phường Bình", "Binh ward", COMMUNE, "301", "00201", None, MERGER, former=(MOVED,)),
    Unit("00100-2025", "Xã Mới", "Moi commune", COMMUNE, "25-2025", "00100", MERGER),
    Unit("00200-2025", "Phường Bình", "Binh ward", COMMUNE, "25-2025", "00201", MERGER),
    Unit("26-so", "Sở Tư pháp", "Department of Justice", Level.AGENCY, "26"),
)
EVENTS = (
    UnitEvent(
        day=MERGER,
        kind=EventKind.MERGE,
        units=("26", "25", "25-2025"),
        transfers=(Transfer("26", "25-2025"), Transfer("25", "25-2025")),
    ),
    UnitEvent(
        day=MERGER,
        kind=EventKind.PARTIAL_TRANSFER,
        units=("00100", "00100-2025"),
        transfers=(Transfer("00100", "00100-2025", 0.25, True),),
    ),
    UnitEvent(
        day=MERGER,
        kind=EventKind.MERGE,
        units=("00100", "00200", "00200-2025"),
        transfers=(Transfer("00100", "00200-2025", 0.75, True), Transfer("00200", "00200-2025")),
    ),
)
MAPS = (KnownMap(level="commune", first_day=date(2025, 3, 1), source="test"),)
REGISTRY = UnitRegistry(UNITS, EVENTS, MAPS)


@pytest.mark.parametrize(
    ("written", "day", "unit", "name"),
    [
        ("Thừa Thiên - Huế", BEFORE, "46", "Tỉnh Thừa Thiên Huế"),
        ("Thừa Thiên Huế", SPRING, "46", "Thành phố Huế"),
        ("tỉnh Thừa Thiên Huế", SPRING, "46", "Thành phố Huế"),
        ("Huế", BEFORE, "46", "Tỉnh Thừa Thiên Huế"),
        ("TP. Huế", SPRING, "46", "Thành phố Huế"),
        ("xã Bình", BEFORE, "00200", "Xã Bình"),
        ("xã Bình", SPRING, "00200", "Phường Bình"),
        ("00200", BEFORE, "00200", "Xã Bình"),
        ("00201", SPRING, "00200", "Phường Bình"),
        ("00200", SPRING, "00200", "Phường Bình"),
        ("25", SPRING, "25", "Tỉnh Phú Thọ"),
        ("25", LATER, "25-2025", "Tỉnh Phú Thọ"),
        ("00201", LATER, "00200-2025", "Phường Bình"),
    ],
)
def test_a_name_or_code_of_another_day_means_the_unit_where_nothing_else_bears_it(
    written: str, day: date, unit: str, name: str
) -> None:
    found = REGISTRY.find(written, day)
    assert (found.id, found.name) == (unit, name)


def test_a_town_is_not_taken_for_the_province_that_took_its_name_later() -> None:
    with pytest.raises(UnknownUnit, match=r"did you mean Tỉnh Thừa Thiên Huế \(46"):
        REGISTRY.find("TP Huế", BEFORE)


def test_who_bears_a_code_on_the_day_goes_before_who_bore_it() -> None:
    later = Unit("00300", "Xã Cuối", "Cuoi commune", COMMUNE, "301", "00200", RENAME, MERGER)
    registry = UnitRegistry((*UNITS, later), EVENTS)
    assert registry.find("00200", BEFORE).id == "00200"
    assert registry.find("00200", SPRING).id == "00300"
    assert [(b.unit.id, b.since, b.until) for b in registry.history_of_code("00200")] == [
        ("00200", None, RENAME),
        ("00300", RENAME, MERGER),
    ]


def test_a_unit_that_ended_is_refused_saying_where_it_belongs() -> None:
    with pytest.raises(UnitEnded, match=r"it belongs to Tỉnh Phú Thọ \(25-2025\) on 2026-01-01") as ended:
        REGISTRY.find("Vĩnh Phúc", LATER)
    assert [unit.id for unit in ended.value.ended] == ["26"]
    assert [unit.id for unit in ended.value.belongs_to] == ["25-2025"]
    with pytest.raises(
        UnitEnded, match=r"Xã Mới \(00100-2025, 25% estimated\), Phường Bình \(00200-2025, 75% estimated\)"
    ):
        REGISTRY.find("xã An", LATER)
    with pytest.raises(
        UnitEnded, match=r"nothing took its place; Tỉnh Vĩnh Phúc \(26\), where it lay, is Tỉnh Phú Thọ"
    ):
        REGISTRY.find("300", LATER)
    assert REGISTRY.meant("26", LATER).id == "26"


def test_what_is_not_known_of_a_days_map_is_said() -> None:
    with pytest.raises(UnknownUnit, match="the map of communes before 2025-03-01 is not known"):
        REGISTRY.find("xã An", BEFORE)
    with pytest.raises(UnknownUnit, match="the map of communes before 2025-03-01 is not known"):
        REGISTRY.find("09999", BEFORE)
    with pytest.raises(UnknownUnit) as province:
        REGISTRY.find("tỉnh Atlantis", BEFORE)
    assert province.value.unknown_map == ""
    assert REGISTRY.unknown_map(date(2025, 3, 1)) == ()


def test_parents_and_provinces_are_those_of_the_day() -> None:
    assert [unit.id for unit in REGISTRY.path("00200", BEFORE)] == ["vn", "26", "300", "00200"]
    assert [unit.id for unit in REGISTRY.path("00200", SPRING)] == ["vn", "25", "301", "00200"]
    assert (REGISTRY.province_of("00200", BEFORE), REGISTRY.province_of("00200", SPRING)) == ("26", "25")
    assert REGISTRY.province_of("00200") == "25"
    assert [unit.id for unit in REGISTRY.children("300", BEFORE)] == ["00200"]
    assert [unit.id for unit in REGISTRY.children("300", SPRING)] == ["00100"]


def test_units_below_are_found_at_any_depth_and_agencies_only_when_asked_for() -> None:
    assert [unit.id for unit in REGISTRY.within("26", SPRING)] == ["300", "00100"]
    assert [unit.id for unit in REGISTRY.within("vn", SPRING, [COMMUNE])] == ["00200", "00100"]
    assert [unit.id for unit in REGISTRY.within("vn", SPRING, [Level.AGENCY])] == ["26-so"]
    assert [unit.id for unit in REGISTRY.listed(SPRING, "26")] == ["300", "26-so"]
    assert [unit.id for unit in REGISTRY.listed(SPRING, levels=[DISTRICT])] == ["300", "301"]


@given(st.dates(date(2022, 1, 1), date(2027, 1, 1)))
def test_every_unit_of_a_day_stands_once_and_before_those_below_it(day: date) -> None:
    ordered = REGISTRY.ordered(day)
    assert {unit.id for unit in ordered} == {unit.id for unit in UNITS if unit.valid_on(day)}
    assert len(ordered) == len({unit.id for unit in ordered})
    places = {unit.id: place for place, unit in enumerate(ordered)}
    for unit in ordered:
        assert unit == REGISTRY[unit.id].on(day)
        assert unit.parent not in places or places[unit.parent] < places[unit.id]


def test_what_a_unit_became_is_followed_through_several_events() -> None:
    end = date(2030, 1, 1)
    more = (
        Unit("x", "Xã Xa", "Xa commune", COMMUNE, "25-2025", "00900", end),
        Unit("y", "Xã Yên", "Yen commune", COMMUNE, "25-2025", "00901", end),
    )
    split = UnitEvent(
        day=end,
        kind=EventKind.SPLIT,
        units=("00200-2025", "x", "y"),
        transfers=(Transfer("00200-2025", "x", 0.5), Transfer("00200-2025", "y", 0.5)),
    )
    part = UnitEvent(
        day=end,
        kind=EventKind.PARTIAL_TRANSFER,
        units=("00100-2025", "x"),
        transfers=(Transfer("00100-2025", "x", 0.1),),
    )
    ending = [unit if unit.id != "00200-2025" else Unit(**{**_fields(unit), "valid_until": end}) for unit in UNITS]
    registry = UnitRegistry((*ending, *more), (*EVENTS, split, part))
    assert [(t.target, t.weight) for t in registry.became("00100", LATER)] == [
        ("00100-2025", 0.25),
        ("00200-2025", 0.75),
    ]
    far = {t.target: (t.weight, t.estimated) for t in registry.became("00100", date(2031, 1, 1))}
    assert far == {
        "00100-2025": (pytest.approx(0.225), True),
        "x": (pytest.approx(0.4), True),
        "y": (pytest.approx(0.375), True),
    }
    assert [t.target for t in registry.became("vn", LATER)] == ["vn"]
    assert registry.became("300", LATER) == ()


def _fields(unit: Unit) -> dict[str, object]:
    return {name: getattr(unit, name) for name in unit.__slots__}


def test_the_story_of_a_unit_holds_its_place_and_what_came_before_and_after() -> None:
    story = story_of(REGISTRY, "00100", LATER)
    assert [unit.id for unit in story.path] == ["vn", "26", "300", "00100"]
    assert [(each.other.id, each.weight) for each in story.successors] == [("00100-2025", 0.25), ("00200-2025", 0.75)]
    assert [each.other.id for each in story_of(REGISTRY, "25-2025", LATER).predecessors] == ["26", "25"]
    assert [bearer.unit.id for bearer in story.codes] == ["00100", "00100-2025"]


def test_a_circle_of_an_earlier_day_is_found_at_birth() -> None:
    former = Former(until=RENAME, name="Xã B", name_en="B", code="2", parent="1")
    with pytest.raises(CircularParents):
        UnitRegistry([Unit("1", "Xã A", "A", COMMUNE, "2"), Unit("2", "Xã B", "B", COMMUNE, None, former=(former,))])
    with pytest.raises(ValueError, match="the parent '9' of unit '2'"):
        UnitRegistry(
            [
                Unit(
                    "2",
                    "Xã B",
                    "B",
                    COMMUNE,
                    former=(Former(until=RENAME, name="B", name_en="B", code="2", parent="9"),),
                )
            ]
        )


def test_events_that_do_not_fit_the_units_are_refused() -> None:
    REGISTRY.refuse_unsound()
    half = UnitEvent(
        day=MERGER, kind=EventKind.MERGE, units=("26", "25-2025"), transfers=(Transfer("26", "25-2025", 0.5),)
    )
    with pytest.raises(ValueError, match=r"of Tỉnh Vĩnh Phúc \(26\) 0.5 goes away on 2025-07-01"):
        UnitRegistry(UNITS, [half]).refuse_unsound()
    unknown = UnitEvent(day=MERGER, kind=EventKind.ABOLISH, units=("999",))
    with pytest.raises(ValueError, match="speaks of '999'"):
        UnitRegistry(UNITS, [unknown]).refuse_unsound()


def test_an_ambiguous_code_of_a_question_is_decided_by_an_id() -> None:
    registry = UnitRegistry([Unit("7", "Xã A", "A", COMMUNE, code="5"), Unit("5", "Xã B", "B", COMMUNE, code="5")])
    with pytest.raises(AmbiguousUnit):
        registry.find("5", BEFORE)
    assert registry.meant("5", BEFORE).id == "5"
