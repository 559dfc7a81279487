"""The campaign that is served is its file, the store's units and the recorded targets; that of an instant stays."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest

from monitor.campaign import Campaign
from monitor.campaign.file import CampaignError, parse_campaign
from monitor.served import Served
from monitor.store import Store, campaigns
from monitor.store.units import record_units, registry_of
from monitor.units import Level, Unit, UnitRegistry

NOON = datetime(2023, 6, 1, 5, tzinfo=UTC)
DAY = timedelta(days=1)
PROVINCE = Unit("26", "Tỉnh Vĩnh Phúc", "Vinh Phuc province", Level.PROVINCE, code="26")
DISTRICT = Unit("246", "Huyện Lập Thạch", "Lap Thach district", Level.DISTRICT, parent="26", code="246")
# No unit stands in the file: all come from the registry.
TEXT = """\
campaign: small
name: {vi: Chiến dịch nhỏ, en: A small campaign}
indicators:
  eid_activated: {name: {vi: Tài khoản, en: Accounts}, kind: stock, adds: sum}
targets:
  - {indicator: eid_activated, unit: "26", value: 523202, start: 2023-01-01, deadline: 2023-06-15, basis: decided}
"""
MOVED = TEXT.replace("deadline: 2023-06-15", "deadline: 2023-07-15")


NO_UNITS = UnitRegistry(())


def register(store: Store, at: datetime, *units: Unit) -> None:
    with store.write() as connection:
        record_units(connection, units, (), (), "test", at)


def serve(store: Store, text: str, at: datetime) -> Served:
    with store.read() as connection:
        campaign = parse_campaign(text, "small.yaml", registry_of(connection))
    with store.write() as connection:
        campaigns.serve_campaign(connection, campaign, "small.yaml", at)
    return Served(store, campaign)


def held(campaign: Campaign) -> tuple[object, ...]:
    """All that a campaign holds, as values that can be compared."""
    return tuple(campaign.units), campaign.units.events, replace(campaign, units=NO_UNITS)


def deadlines(campaign: Campaign, *days: date) -> list[date | None]:
    found = [campaign.target("eid_activated", "26", day) for day in days]
    return [target and target.deadline for target in found]


BEFORE, AFTER = date(2023, 6, 9), date(2023, 6, 10)
JUNE, JULY = date(2023, 6, 15), date(2023, 7, 15)


def test_the_past_is_judged_by_the_version_then_in_force(store: Store) -> None:
    register(store, NOON - DAY, PROVINCE)
    serve(store, TEXT, NOON)
    served = serve(store, MOVED, NOON + 9 * DAY)
    assert deadlines(served.file, BEFORE, AFTER) == [JULY, JULY]
    assert deadlines(served.campaign, BEFORE, AFTER) == [JUNE, JULY]


def test_a_campaign_of_an_instant_never_changes(store: Store) -> None:
    register(store, NOON - DAY, PROVINCE)
    served = serve(store, TEXT, NOON)
    past = (NOON - 3 * DAY, NOON, NOON + 5 * DAY)
    then = [held(served.at(instant)) for instant in past]
    assert [deadlines(served.at(instant), AFTER) for instant in past] == [[JUNE]] * 3
    register(store, NOON + 6 * DAY, DISTRICT, replace(PROVINCE, valid_until=date(2025, 7, 1)))
    served = serve(store, MOVED, NOON + 9 * DAY)
    assert [held(served.at(instant)) for instant in past] == then
    assert {unit.id for unit in served.at(NOON + 5 * DAY).units} == {"26"}
    assert {unit.id for unit in served.at(NOON + 7 * DAY).units} == {"26", "246"}
    assert deadlines(served.at(NOON + 7 * DAY), AFTER) == [JUNE]
    assert served.at(NOON + 9 * DAY) is served.at(None) is served.campaign


def test_the_registry_is_taken_in_while_the_service_runs_and_only_when_it_changes(store: Store) -> None:
    register(store, NOON - DAY, PROVINCE)
    served = serve(store, TEXT, NOON)
    first = served.campaign
    assert served.campaign is first
    register(store, NOON + DAY, DISTRICT)
    assert {unit.id for unit in served.campaign.units} == {"26", "246"}
    assert served.campaign is served.campaign


def test_a_unit_that_is_no_more_has_no_target(store: Store) -> None:
    register(store, NOON - DAY, PROVINCE)
    served = serve(store, TEXT.replace("2023-06-15", "2026-06-15"), NOON)
    register(store, NOON + DAY, replace(PROVINCE, valid_until=date(2025, 7, 1)))
    assert deadlines(served.campaign, date(2025, 6, 30), date(2025, 7, 1)) == [date(2026, 6, 15), None]


def test_what_the_file_says_of_a_unit_holds_over_a_later_registry(store: Store) -> None:
    own = 'units:\n  - {id: "26", name: Tỉnh Của Ta, name_en: Ours, level: province}\nindicators:\n'
    served = serve(store, TEXT.replace("indicators:\n", own), NOON)
    register(store, NOON + DAY, PROVINCE, DISTRICT)
    assert [unit.name for unit in served.campaign.units] == ["Tỉnh Của Ta", "Huyện Lập Thạch"]


def test_a_file_that_the_store_does_not_serve_is_taken_as_it_is(store: Store) -> None:
    register(store, NOON - DAY, PROVINCE)
    serve(store, TEXT, NOON)
    other = replace(serve(store, TEXT, NOON).file, text=MOVED, targets=())
    assert Served(store, other).campaign.targets == ()
    assert deadlines(Served(store, other).at(NOON), AFTER) == [JUNE]


def test_before_anything_was_served_the_file_holds(store: Store) -> None:
    register(store, NOON - DAY, PROVINCE)
    with store.read() as connection:
        served = Served(store, parse_campaign(TEXT, "f", registry_of(connection)))
    assert deadlines(served.campaign, AFTER) == deadlines(served.at(NOON), AFTER) == [JUNE]


def test_many_ask_at_once_and_get_one_answer(store: Store) -> None:
    register(store, NOON - DAY, PROVINCE)
    serve(store, TEXT, NOON)
    served = serve(store, MOVED, NOON + 9 * DAY)
    found: list[Campaign] = []
    askers = [
        Thread(target=lambda: found.extend((served.campaign, served.at(NOON), served.campaign))) for _ in range(5)
    ]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert len(found) == 15
    assert {id(campaign) for campaign in found} == {id(served.campaign), id(served.at(NOON))}


def test_units_that_come_from_the_registry_are_asked_for_by_name_where_there_is_none() -> None:
    with pytest.raises(CampaignError) as error:
        parse_campaign(TEXT, "small.yaml")
    (line,) = str(error.value).splitlines()
    assert line.startswith('small.yaml:6:38: targets[0].unit: no unit has the id "26", since the campaign lists none; ')
    assert line.endswith("load the registry (p06 units load vietnam) and name the store with --data")
    with pytest.raises(CampaignError, match="the campaign has no units; list it under units, or load the registry"):
        parse_campaign(TEXT.partition("targets:")[0], "small.yaml")
