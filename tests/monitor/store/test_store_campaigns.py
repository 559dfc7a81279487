"""What a store remembers of the campaigns it has served: each file, each version of each target, what changed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Connection, insert, select

from collectors.reading import Of
from monitor.campaign import Basis, Campaign, Milestones, Target, WorkCalendar, WorkingDays
from monitor.campaign.file import parse_campaign
from monitor.store import Store, campaigns, schema
from monitor.store.audit import Action, entries
from monitor.store.target_versions import target_versions_at

NOON = datetime(2023, 6, 1, 5, tzinfo=UTC)
DAY = timedelta(days=1)
TEXT = """\
campaign: small
name: {vi: Chiến dịch nhỏ, en: A small campaign}
units:
  - {id: "26", name: Tỉnh Vĩnh Phúc, name_en: Vinh Phuc province, level: province}
indicators:
  eid_activated: {name: {vi: Tài khoản, en: Accounts}, kind: stock, adds: sum}
targets:
  - {indicator: eid_activated, unit: "26", value: 523202, start: 2023-01-01, deadline: 2023-06-15, basis: decided}
"""
MOVED = TEXT.replace("deadline: 2023-06-15", "deadline: 2023-07-15")


@pytest.fixture
def connection(store: Store) -> Iterator[Connection]:
    with store.write() as connection:
        yield connection


def parsed(text: str) -> Campaign:
    return parse_campaign(text, "small.yaml")


def test_a_changed_file_is_taken_in_as_versions_and_says_what_changed(connection: Connection) -> None:
    first = campaigns.serve_campaign(connection, parsed(TEXT), "small.yaml", NOON)
    assert first.new
    again = campaigns.serve_campaign(connection, parsed(TEXT), "small.yaml", NOON + DAY)
    assert (again.new, again.lines()) == (False, [])
    moved = campaigns.serve_campaign(connection, parsed(MOVED), "small.yaml", NOON + 9 * DAY)
    told = (
        "target eid_activated of 26 from 2023-01-01: deadline 2023-06-15 -> 2023-07-15, in force from 2023-06-10"
        " (version 2)"
    )
    assert (moved.new, moved.lines()) == (False, [told])
    ended = campaigns.serve_campaign(connection, parsed(TEXT.partition("targets:")[0]), "small.yaml", NOON + 20 * DAY)
    assert ended.lines() == ["target eid_activated of 26 from 2023-01-01: ended, from 2023-06-21 on (version 3)"]
    log = [entry.details for entry in entries(connection, actions=[Action.CAMPAIGN_SERVE])]
    assert [each["new"] for each in log] == [False, False, True]
    assert [each.get("changes") for each in log] == [ended.lines(), moved.lines(), None]
    assert log[-1]["new_targets"] == 1


def test_the_file_and_the_versions_of_an_instant_stay_as_they_were(connection: Connection) -> None:
    assert campaigns.served_at(connection, NOON) is None
    for day, text in ((0, TEXT), (9, MOVED)):
        campaigns.serve_campaign(connection, parsed(text), f"{day}.yaml", NOON + day * DAY)
    found = [campaigns.served_at(connection, instant) for instant in (NOON - DAY, NOON, NOON + 9 * DAY, None)]
    assert [each and (each.text, each.path) for each in found] == [(TEXT, "0.yaml")] * 2 + [(MOVED, "9.yaml")] * 2
    versions = [target_versions_at(connection, instant) for instant in (NOON - DAY, NOON, NOON + 9 * DAY, None)]
    assert [[target.version for target in each] for each in versions] == [[], [1], [1, 2], [1, 2]]


def test_every_field_of_a_target_comes_back_as_it_was(connection: Connection) -> None:
    calendar = WorkCalendar(off=frozenset({date(2023, 5, 4)}))
    plain = Target(
        "eid_activated", "26", date(2023, 1, 1), date(2023, 7, 31), Basis.IMPLIED, implied=(585673, "1.1194")
    )
    given = (
        replace(
            plain, path=WorkingDays(calendar), decision="1/QĐ", decided_on=date(2023, 1, 9), decided_by="Bộ Công an"
        ),
        replace(plain, in_force_from=date(2023, 3, 1), version=2, path=Milestones(((date(2023, 3, 31), 1 / 3),))),
        replace(plain, start=date(2024, 1, 1), implied=None, share=0.95, of=Of.ELIGIBLE, denominator="people"),
    )
    campaign = replace(parsed(TEXT), targets=given, calendar=calendar)
    campaigns.serve_campaign(connection, campaign, "small.yaml", NOON)
    assert target_versions_at(connection, None, calendar) == given
    moved = campaigns.serve_campaign(connection, replace(campaign, text="# another file\n"), "small.yaml", NOON + DAY)
    assert moved.targets == ()


def test_a_corrected_calendar_is_no_new_version(connection: Connection) -> None:
    text = TEXT.replace("basis: decided}", "basis: decided, path: working_days}")
    campaigns.serve_campaign(connection, parsed(text), "small.yaml", NOON)
    corrected = f"{text}holidays: {{off: {{2023-05-04: bridging day}}}}\n"
    changes = campaigns.serve_campaign(connection, parsed(corrected), "small.yaml", NOON + DAY)
    assert (changes.targets, changes.lines()) == ((), ["holidays changed"])
    calendar = parsed(corrected).calendar
    assert [target.path for target in target_versions_at(connection, None, calendar)] == [WorkingDays(calendar)]


def test_versions_of_the_first_schema_come_into_force_when_they_were_recorded(connection: Connection) -> None:
    campaigns.serve_campaign(connection, parsed(TEXT), "small.yaml", NOON)
    table = schema.targets
    row = dict(connection.execute(select(table)).mappings().one())
    del row["id"]
    later = row | {"version": 2, "deadline": date(2023, 7, 15), "recorded_at": NOON + 9 * DAY}
    connection.execute(insert(table).values(later))
    found = target_versions_at(connection, None)
    assert [target.in_force_from for target in found] == [None, date(2023, 6, 10)]
    assert campaigns.serve_campaign(connection, parsed(MOVED), "small.yaml", NOON + 10 * DAY).targets == ()
