"""The registry in the store: versions of units, events that stand or gave way, as known at any instant."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from databases import Databases, new_store
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.store import Store, audit
from monitor.store.audit import Action
from monitor.store.units import Recorded, record_units, registry_of, registry_parts
from monitor.units import EventKind, Former, KnownMap, Level, Transfer, Unit, UnitEvent, UnitRegistry
from monitor.units.vietnam import National

AT = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
END = date(2025, 7, 1)
HUE = Former(until=date(2025, 1, 1), name="Tỉnh Thừa Thiên Huế", name_en="Thua Thien Hue", code="46", parent="vn")
UNITS = (
    Unit("46", "Thành phố Huế", "Hue city", Level.PROVINCE, "vn", "46", None, END, ("TT-Huế",), (HUE,), 16.46, 107.6),
    Unit("a", "Xã A", "A commune", Level.COMMUNE, "46", "00001", None, END),
    Unit("b", "Xã B", "B commune", Level.COMMUNE, "46", "00002", None, END),
    Unit("vn", "Việt Nam", "Viet Nam", Level.NATION),
    Unit("x", "Xã X", "X commune", Level.COMMUNE, "vn", "00003", END),
    Unit("y", "Xã Y", "Y commune", Level.COMMUNE, "vn", "00004", END),
)


def into(target: str, *transfers: Transfer) -> UnitEvent:
    units = (*(transfer.source for transfer in transfers), target)
    return UnitEvent(
        day=END, kind=EventKind.PARTIAL_TRANSFER, units=units, transfers=transfers, decree="NQ", note="est."
    )


EVENTS = (
    into("x", Transfer("a", "x"), Transfer("b", "x", 0.5, True)),
    into("y", Transfer("b", "y", 0.5, True)),
    UnitEvent(day=END, kind=EventKind.ABOLISH, units=("46",)),
)
MAPS = (KnownMap(level="commune", first_day=date(2025, 3, 1), source="test", note="spring"),)


def load(store: Store, at: datetime = AT) -> Recorded:
    with store.write() as connection:
        return record_units(connection, UNITS, EVENTS, MAPS, "test", at)


def correct(store: Store, units: tuple[Unit, ...], events: tuple[UnitEvent, ...], at: datetime) -> Recorded:
    with store.write() as connection:
        return record_units(connection, units, events, (), "import", at, actor="an", corrects=True)


def shares(store: Store, known_at: datetime | None = None) -> dict[tuple[str, str], tuple[float, bool]]:
    with store.read() as connection:
        _, events, _ = registry_parts(connection, known_at)
    return {(t.source, t.target): (t.weight, t.estimated) for event in events for t in event.transfers}


def test_what_goes_in_comes_out_the_same(store: Store) -> None:
    assert load(store) == Recorded(new_units=6, new_events=3, maps=1)
    with store.read() as connection:
        assert registry_parts(connection) == (UNITS, EVENTS, MAPS)
        assert registry_parts(connection, AT - DAY) == ((), (), ())


def test_loading_twice_writes_nothing_the_second_time(store: Store) -> None:
    load(store)
    before = store.units_revision(), store.revision()
    assert load(store, AT + DAY) == Recorded()
    assert (store.units_revision(), store.revision()) == before
    with store.read() as connection:
        assert [entry.action for entry in audit.entries(connection)] == [Action.UNITS_LOAD]


def test_a_share_that_becomes_known_takes_the_place_of_the_estimated_one(store: Store) -> None:
    load(store)
    events = (
        into("x", Transfer("a", "x"), Transfer("b", "x", 0.8)),
        into("y", Transfer("b", "y", 0.2)),
    )
    assert correct(store, (), events, AT + DAY) == Recorded(new_events=2, withdrawn_events=2)
    assert shares(store) == {("a", "x"): (1.0, False), ("b", "x"): (0.8, False), ("b", "y"): (0.2, False)}
    assert shares(store, AT) == {("a", "x"): (1.0, False), ("b", "x"): (0.5, True), ("b", "y"): (0.5, True)}
    assert correct(store, (), events, AT + 2 * DAY) == Recorded()
    assert load(store, AT + 3 * DAY) == Recorded()
    assert shares(store)["b", "x"] == (0.8, False)


def test_an_event_told_anew_leaves_what_others_say_of_other_units(store: Store) -> None:
    load(store)
    whole = UnitEvent(day=END, kind=EventKind.MOVE, units=("b", "y"), transfers=(Transfer("b", "y"),))
    assert correct(store, (), (whole,), AT + DAY) == Recorded(new_events=2, withdrawn_events=2)
    assert shares(store) == {("a", "x"): (1.0, False), ("b", "y"): (1.0, False)}


def test_what_someone_corrected_stays_corrected_when_the_source_says_the_same_again(store: Store) -> None:
    load(store)
    corrected = replace(UNITS[1], name="Xã A Đúng")
    assert correct(store, (corrected,), (), AT + DAY) == Recorded(changed_units=1)
    assert load(store, AT + 2 * DAY) == Recorded()
    with store.read() as connection:
        assert registry_of(connection)["a"] == corrected
        assert registry_of(connection, AT + DAY - timedelta(seconds=1))["a"] == UNITS[1]
        (entry, _) = audit.entries(connection)
    assert (entry.actor, entry.action, entry.details["changed_units"]) == ("an", Action.UNITS_IMPORT, 1)


def test_a_registry_that_would_not_be_sound_is_not_written(store: Store) -> None:
    load(store)
    with pytest.raises(ValueError, match=r"of Xã B \(b\) 0.4 goes away"):
        correct(store, (), (into("y", Transfer("b", "y", 0.4)),), AT + DAY)
    with pytest.raises(ValueError, match="the parent '9'"):
        correct(store, (replace(UNITS[1], parent="9"),), (), AT + DAY)
    with store.read() as connection:
        assert registry_parts(connection) == (UNITS, EVENTS, MAPS)


def test_the_present_registry_is_put_together_once_for_each_write(store: Store) -> None:
    load(store)
    with store.read() as connection:
        first = registry_of(connection)
        assert registry_of(connection) is first
    correct(store, (replace(UNITS[1], name="Xã A Mới"),), (), AT + DAY)
    with store.read() as connection:
        assert registry_of(connection)["a"].name == "Xã A Mới"


NAMES = st.sampled_from(("Xã Một", "Xã Hai", "Xã Ba"))


@settings(max_examples=5, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("a", "b")), NAMES, st.sampled_from((0.25, 0.5, 0.75))), max_size=5))
def test_what_was_known_at_an_instant_never_changes(databases: Databases, writes: list[tuple[str, str, float]]) -> None:
    with new_store(databases) as store:
        load(store)
        known = {}
        for number, (unit_id, name, share) in enumerate(writes, start=1):
            at = AT + number * DAY
            unit = replace(next(unit for unit in UNITS if unit.id == unit_id), name=name)
            parts = (
                into("x", Transfer("a", "x"), Transfer("b", "x", share)),
                into("y", Transfer("b", "y", 1 - share)),
            )
            correct(store, (unit,), parts, at)
            with store.read() as connection:
                known[at] = registry_parts(connection)
        with store.read() as connection:
            assert all(registry_parts(connection, at) == parts for at, parts in known.items())


def test_both_maps_of_vietnam_are_loaded_in_seconds_and_read_back_whole(store: Store, nation: National) -> None:
    began = time.perf_counter()
    with store.write() as connection:
        recorded = record_units(connection, nation.units, nation.events, nation.maps, nation.source, AT)
    assert time.perf_counter() - began < 30
    assert recorded == Recorded(new_units=len(nation.units), new_events=len(nation.events), maps=3)
    began = time.perf_counter()
    with store.read() as connection:
        units, events, maps = registry_parts(connection)
    assert time.perf_counter() - began < 10
    assert {unit.id: unit for unit in units} == {unit.id: unit for unit in nation.units}
    assert UnitRegistry(units, events, maps).became("26", END) == UnitRegistry(nation.units, nation.events).became(
        "26", END
    )
    assert len(events) == len(nation.events)
