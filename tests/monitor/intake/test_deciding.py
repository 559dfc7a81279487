"""What someone decides on a Reading in quarantine is carried out, logged, and known from then on only."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from intake_cases import NOW, said
from kin_cases import Desk, approved, batch, kin_campaign
from sqlalchemy import select

from collectors.reading import Measure, Readings, SetAside
from collectors.reading import Warning as Doubt
from collectors.source import Snapshot
from monitor.intake import Attempt, Decision, NothingToAccept, NotOpen
from monitor.store import Store, audit, quarantine, schema, snapshots
from monitor.store.observations import current_observations
from monitor.store.quarantine import SetAsideReading, Standing

DAY18, DAY19 = ("eid_activated", "251", "2023-06-18", "portal"), ("eid_activated", "251", "2023-06-19", "portal")


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store, kin_campaign())


def aside(desk: Desk, standing: Standing = Standing.OPEN) -> list[SetAsideReading]:
    with desk.store.read() as connection:
        return quarantine.set_aside_readings(connection, standing=standing)


def accept(desk: Desk, number: int, reason: str = "checked with the district", *, backlog: bool = False) -> Decision:
    return desk.intake.accept_quarantined(number, reason, "lan", desk.tick(), backlog)


def reject(desk: Desk, number: int, reason: str) -> None:
    desk.intake.reject_quarantined(number, reason, "lan", desk.tick())


def test_a_fall_that_is_accepted_is_current_and_later_figures_are_judged_against_it(desk: Desk) -> None:
    desk.take(said(61_120, "2023-06-18"))
    desk.take(said(60_980, "2023-06-19", quote="60.980 tài khoản", span=(3, 20)))
    before = desk.now
    (fell,) = aside(desk)
    decision = accept(desk, fell.id)
    with desk.store.read() as connection:
        (_, figure) = current_observations(connection)
    assert (decision.accepted, decision.observation) == (True, figure.id)
    assert (figure.value, figure.run, figure.quote, figure.span) == (60_980, fell.run, "60.980 tài khoản", (3, 20))
    assert (figure.reason, figure.author, figure.waived) == ("checked with the district", "lan", ("stock_fell",))
    assert (figure.known_at, figure.backlog, figure.revision) == (desk.now, False, 1)
    assert desk.values() == {DAY18: 61_120, DAY19: 60_980}
    assert desk.values(known_at=before) == {DAY18: 61_120}
    assert desk.rules(said(60_990, "2023-06-20")) == []
    assert desk.rules(said(60_985, "2023-06-21")) == ["stock_fell"]
    assert desk.take(said(60_980, "2023-06-19")).unchanged == 1


def test_accepting_waives_one_rule_and_judges_by_all_others(desk: Desk) -> None:
    desk.take(approved(60_000, "2023-06-18"), said(59_000, "2023-06-18"))
    desk.take(said(58_000, "2023-06-19", warnings=(Doubt.AMBIGUOUS_NUMBER,)))
    (doubtful,) = aside(desk)
    stood = desk.now
    assert (doubtful.rule, "59,000" in doubtful.message) == ("ambiguous_number", True)
    first = accept(desk, doubtful.id)
    assert (first.accepted, first.rule) == (False, "stock_fell")
    assert "fell by 1,000" in first.message
    assert "two ways" not in first.message
    (still,) = aside(desk)
    assert (still.rule, still.message, still.waived) == ("stock_fell", first.message, ("ambiguous_number",))
    between = desk.now
    assert accept(desk, doubtful.id, "the register was cleaned").accepted
    with desk.store.read() as connection:
        newest = max(current_observations(connection, indicators=["eid_activated"]), key=lambda o: o.as_of)
        known = [quarantine.set_aside_readings(connection, known_at=at)[0] for at in (stood, between)]
        log = audit.entries(connection, actions=[audit.Action.QUARANTINE_ACCEPT])
        assert quarantine.set_aside_readings(connection, known_at=stood, rules=["stock_fell"]) == []
    assert newest.waived == ("ambiguous_number", "stock_fell")
    assert known == [doubtful, still]
    assert [(entry.actor, entry.subject) for entry in log] == [("lan", f"quarantine {doubtful.id}")] * 2
    assert [entry.details.get("next_rule") for entry in reversed(log)] == ["stock_fell", None]


def test_the_other_rules_are_judged_by_what_is_known_now(desk: Desk) -> None:
    desk.take(said(61_120, "2023-06-18"))
    desk.take(said(60_980, "2023-06-19"))
    desk.take(said(60_900, "2023-06-19", unit="26"))
    assert accept(desk, aside(desk)[0].id).rule == "children_above_parent"
    desk.take(said(60_990, "2023-06-19", unit="26"))
    assert accept(desk, aside(desk)[0].id).accepted


def test_an_accepted_jump_is_a_backlog_and_another_figure_where_the_steward_says_so(desk: Desk) -> None:
    desk.take(said(1_000, "2023-06-17"), said(500, "2023-06-17", unit="248"))
    desk.take(said(61_120, "2023-06-18"), said(400, "2023-06-18", unit="248"))
    for each in aside(desk):
        assert accept(desk, each.id, backlog=each.unit == "248").accepted
    assert desk.take(said(61_125, "2023-06-18")).quarantined[0].rule == "tenfold_jump"
    assert desk.take(said(510, "2023-06-18", unit="248")).accepted == 1
    with desk.store.read() as connection:
        found = {(o.unit, o.value): o.backlog for o in current_observations(connection)}
    # A restated figure of a back-log still is one.
    assert found == {("251", 1_000): False, ("251", 61_120): True, ("248", 500): False, ("248", 510): True}


def test_of_two_figures_for_one_cell_the_accepted_one_counts(desk: Desk) -> None:
    desk.take(said(41_390, unit="248"), said(4_139, unit="248"))
    one, other = aside(desk)
    assert accept(desk, one.id).accepted
    assert accept(desk, other.id).rule == "tenfold_jump"
    assert list(desk.values().values()) == [41_390]


def test_what_has_meanwhile_become_known_by_itself_is_closed_without_another_revision(desk: Desk) -> None:
    desk.take(said(61_120, "2023-06-18"))
    desk.take(said(60_980, "2023-06-19"))
    (fell,) = aside(desk)
    desk.intake.take_batch(batch(said(60_000, "2023-06-18"), source="portal"), desk.tick())
    desk.intake.take_batch(batch(said(60_980, "2023-06-19", out_of=70_000), source="portal"), desk.tick())
    decision = accept(desk, fell.id)
    with desk.store.read() as connection:
        stored = connection.execute(select(schema.observations.c.id)).all()
    assert (decision.accepted, len(stored), aside(desk)) == (True, 3, [])


def test_what_is_rejected_is_closed_with_its_reason_and_not_opened_again(desk: Desk) -> None:
    desk.take(said(61_120, "2023-06-18"))
    desk.take(said(60_980, "2023-06-19"))
    (fell,) = aside(desk)
    opened = desk.now
    desk.intake.reject_quarantined(fell.id, "mistyped", "minh", desk.tick())
    desk.take(said(60_980, "2023-06-19"))
    (closed,) = aside(desk, Standing.ALL)
    assert (closed.resolution, closed.reason, closed.author, closed.is_open) == ("rejected", "mistyped", "minh", False)
    assert (aside(desk), aside(desk, Standing.CLOSED)) == ([], [closed])
    with desk.store.read() as connection:
        (logged,) = audit.entries(connection, actions=[audit.Action.QUARANTINE_REJECT])
        assert quarantine.set_aside_readings(connection, known_at=opened) == [fell]
        assert quarantine.set_aside_readings(connection, known_at=opened - timedelta(seconds=30)) == []
        assert quarantine.set_aside_reading(connection, fell.id) == closed
    assert (logged.actor, logged.subject, logged.details["reason"]) == ("minh", f"quarantine {fell.id}", "mistyped")


def test_a_decision_is_made_once_and_with_a_reason(desk: Desk) -> None:
    desk.take(said(61_120, "2023-06-18"))
    desk.take(said(60_980, "2023-06-19"))
    (fell,) = aside(desk)
    for decide in (accept, reject):
        with pytest.raises(ValueError, match="reason"):
            decide(desk, fell.id, "  ")
        with pytest.raises(NotOpen, match="no reading 4711"):
            decide(desk, 4711, "x")
    accept(desk, fell.id)
    for decide in (accept, reject):
        with pytest.raises(NotOpen, match=r"accepted on 2023-07-01 \d\d:\d\d UTC by lan: checked with the district"):
            decide(desk, fell.id, "x")


def test_what_is_no_figure_of_the_campaign_can_only_be_rejected(desk: Desk) -> None:
    desk.take(said(5, unit="Huyện Yên Mô"), said(5, indicator="eid_burnt"), said(0.5, measure=Measure.PERCENT))
    due = SetAside("row 3", "not_a_number", "'n/a' is no number", "n/a")
    desk.intake.accept(Attempt("portal", None, NOW, 0.1, None), Readings((), (due,)), desk.tick())
    for each in aside(desk):
        with pytest.raises(NothingToAccept, match="can be rejected"):
            accept(desk, each.id)
        desk.intake.reject_quarantined(each.id, "no figure", "lan", desk.tick())
    assert (aside(desk), len(aside(desk, Standing.CLOSED)), desk.values()) == ([], 4, {})


def test_a_figure_is_accepted_with_the_document_of_the_run_that_read_it(desk: Desk) -> None:
    document = Snapshot(b"page", "http://127.0.0.1/", NOW)
    with desk.store.write() as connection:
        snapshots.keep_snapshot(connection, document)
    desk.take(said(61_120, "2023-06-18"))
    fall = Readings((said(60_980, "2023-06-19"),))
    desk.intake.accept(Attempt("portal", None, NOW, 0.1, document.sha256), fall, desk.tick())
    accept(desk, aside(desk)[0].id)
    with desk.store.read() as connection:
        assert [o.document for o in current_observations(connection)] == [None, document.sha256]


def test_the_list_can_be_narrowed(desk: Desk) -> None:
    desk.take(said(61_120, "2023-06-18"), approved(70_000, unit="248"))
    desk.take(said(60_980, "2023-06-19"), said(70_001, unit="248"), said(9, unit="nowhere"))
    with desk.store.read() as connection:

        def found(**asked: Any) -> list[str]:
            return [each.rule for each in quarantine.set_aside_readings(connection, **asked)]

        assert sorted(found()) == ["chain_broken", "stock_fell", "unit_unknown"]
        assert found(rules=["stock_fell"]) == ["stock_fell"] == found(units=["251"])
        assert len(found(sources=["portal"])) == 3
        assert found(sources=["census"]) == []
        assert len(found(indicators=["eid_activated"])) == 3


def test_a_withdrawal_is_logged(desk: Desk) -> None:
    desk.take(said(500))
    with desk.store.read() as connection:
        (wrong,) = current_observations(connection)
    with pytest.raises(ValueError, match="reason"):
        desk.intake.withdraw(wrong.id, "", "lan", desk.tick())
    desk.intake.withdraw(wrong.id, "counted twice", "lan", desk.tick())
    with desk.store.read() as connection:
        (logged,) = audit.entries(connection, actions=[audit.Action.WITHDRAW])
    assert (logged.actor, logged.subject, logged.at) == ("lan", f"observation {wrong.id}", desk.now)
    assert (logged.details["reason"], logged.details["as_of"]) == ("counted twice", "2023-06-18")
