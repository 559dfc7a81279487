"""Figures that are handed in are answered row by row, all or none as asked, and each key once."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import pytest
from intake_cases import NOW, said
from kin_cases import Desk, batch, kin_campaign
from sqlalchemy import select

from collectors.reading import Reading
from monitor.intake import BatchAnswer, KeyTaken, Row, RowAnswer, RowFault, RowOutcome
from monitor.store import Store, audit, quarantine, runs, schema, snapshots

FALL = (said(61_120, "2023-06-18"), said(60_980, "2023-06-19"))
NO_NUMBER = Row(9, None, (RowFault("value", "not_a_number", "'n/a' is no number"), RowFault("as_of", "bad", "no day")))


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store, kin_campaign())


def rows_of(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    with store.read() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table))]
            for table in schema.metadata.sorted_tables
        }


def outcomes(answer: BatchAnswer) -> list[str]:
    return [row.outcome.value for row in answer.rows]


# --- row by row -------------------------------------------------------------------------------------------------------


def test_each_row_is_answered_and_what_can_be_decided_on_is_put_into_quarantine(desk: Desk) -> None:
    nowhere, unknown = said(5, unit="Huyện Yên Mô"), said(5, indicator="eid_burnt")
    answer = desk.intake.take_batch(batch(*FALL, nowhere, unknown, NO_NUMBER), desk.tick())
    with desk.store.read() as connection:
        (aside,) = quarantine.set_aside_readings(connection)
        record = runs.run(connection, answer.run or 0)
    fell, lost, burnt, faulty = answer.rows[1:]
    assert answer.rows[0] == RowAnswer(
        row=2, outcome=RowOutcome.ACCEPTED, indicator="eid_activated", unit="251", unit_written="251",
        as_of=date(2023, 6, 18),
    )  # fmt: skip
    assert (fell.row, fell.outcome, fell.column, fell.rule) == (3, "quarantined", "value", "stock_fell")
    assert (fell.quarantine, aside.place, aside.source) == (aside.id, "row 3", "import")
    assert "fell by 140: 60,980 on 2023-06-19 after 61,120 on 2023-06-18" in fell.message
    assert (lost.outcome, lost.column, lost.rule, lost.unit_written) == (
        "refused", "unit", "unit_unknown", "Huyện Yên Mô",
    )  # fmt: skip
    assert (burnt.outcome, burnt.column, burnt.rule, burnt.quarantine) == (
        "refused", "indicator", "indicator_unknown", None,
    )  # fmt: skip
    assert (faulty.row, faulty.column, faulty.rule) == (9, "value", "not_a_number")
    assert faulty.message == "value: 'n/a' is no number; as_of: no day"
    assert record is not None
    assert (record.read, record.accepted, record.quarantined, record.outcome) == (5, 1, 1, "partial")
    assert (record.report["refused"], answer.good) == (3, False)


def test_what_is_handed_in_stands_beside_what_sources_say_and_for_a_source_it_is_its_next_revision(desk: Desk) -> None:
    desk.take(said(61_120), source="portal")
    for source in ("import", "push", "portal"):
        assert outcomes(desk.intake.take_batch(batch(said(61_200), source=source), desk.tick())) == ["accepted"]
    assert {source: value for (*_, source), value in desk.values().items()} == {
        "import": 61_200, "push": 61_200, "portal": 61_200,
    }  # fmt: skip


def test_a_figure_is_typed_in_with_its_reason_and_corrected_with_another(desk: Desk) -> None:
    with pytest.raises(ValueError, match="reason"):
        desk.intake.take_batch(batch(said(61_120), source="hand", reason=" "), desk.tick())
    for value, reason in ((61_120, "report 12/BC of 18 June"), (61_220, "mistyped")):
        desk.intake.take_batch(batch(said(value), source="hand", reason=reason), desk.tick())
    with desk.store.read() as connection:
        history = connection.execute(select(schema.observations)).all()
        logged = audit.entries(connection)
    assert [(row.value, row.revision, row.reason, row.author) for row in history] == [
        (61_120, 1, "report 12/BC of 18 June", "lan"), (61_220, 2, "mistyped", "lan"),
    ]  # fmt: skip
    assert [(entry.action, entry.actor, entry.details["reason"]) for entry in logged] == [
        ("set", "lan", "mistyped"), ("set", "lan", "report 12/BC of 18 June"),
    ]  # fmt: skip


def test_two_rows_for_one_cell_are_both_set_aside_and_a_row_said_twice_is_one_figure(desk: Desk) -> None:
    answer = desk.intake.take_batch(batch(said(1), said(2), said(500, unit="248"), said(500, unit="248")), desk.tick())
    assert outcomes(answer) == ["quarantined", "quarantined", "accepted", "accepted"]
    assert [row.rule for row in answer.rows[:2]] == ["given_twice"] * 2
    assert answer.rows[0].quarantine != answer.rows[1].quarantine


def test_an_indicator_may_be_named_by_its_id_where_no_other_is_read_by_that_name(desk: Desk) -> None:
    assert outcomes(desk.intake.take_batch(batch(said(5, account_level=2)), desk.tick())) == ["refused"]
    (row,) = desk.intake.take_batch(batch(said(5, account_level=2)), desk.tick(), dry_run=True).rows
    assert "account level 2" in row.message
    assert "eid_activated" in row.message


def test_a_row_that_was_rejected_before_says_by_whom_and_stays_out(desk: Desk) -> None:
    first = desk.intake.take_batch(batch(*FALL), desk.tick())
    desk.intake.reject_quarantined(first.rows[1].quarantine or 0, "mistyped at the district", "minh", desk.tick())
    again = desk.intake.take_batch(batch(*FALL, body=b"again"), desk.tick()).rows[1]
    assert (again.outcome, again.quarantine) == ("quarantined", None)
    assert "by minh: mistyped at the district" in again.message


def test_what_has_been_set_aside_before_is_named_by_the_same_number(desk: Desk) -> None:
    first = desk.intake.take_batch(batch(*FALL), desk.tick())
    again = desk.intake.take_batch(batch(*FALL, body=b"again"), desk.tick())
    assert again.rows[1].quarantine == first.rows[1].quarantine is not None


def test_a_source_that_is_not_known_is_refused(desk: Desk) -> None:
    with pytest.raises(ValueError, match="no source 'nowhere'"):
        desk.intake.take_batch(batch(said(5), source="nowhere"), desk.tick())


def test_of_a_document_with_a_personal_number_only_the_hash_is_kept(desk: Desk) -> None:
    personal = Row(3, None, (RowFault("note", "personal_number", "a personal identity number"),))
    given = batch(said(500), personal, body=b"251;500;001203000001")
    assert outcomes(desk.intake.take_batch(given, desk.tick())) == ["accepted", "refused"]
    with desk.store.read() as connection:
        assert snapshots.snapshot(connection, given.document.sha256) is None
        assert list(snapshots.documents(connection, [given.document.sha256])) == [given.document.sha256]


# --- dry runs, all or none --------------------------------------------------------------------------------------------


def test_a_dry_run_answers_the_same_and_writes_nothing(desk: Desk) -> None:
    given = batch(*FALL, NO_NUMBER, key="k")
    before = rows_of(desk.store)
    dry = desk.intake.take_batch(given, desk.tick(), dry_run=True)
    assert (rows_of(desk.store), dry.run) == (before, None)
    real = desk.intake.take_batch(given, desk.tick())
    assert [(r.outcome, r.rule, r.message) for r in dry.rows] == [(r.outcome, r.rule, r.message) for r in real.rows]


def test_all_or_none_takes_none_where_one_row_is_bad_and_its_key_stays_free(desk: Desk) -> None:
    before = rows_of(desk.store)
    answer = desk.intake.take_batch(batch(*FALL, key="k", whole=True), desk.tick())
    assert (outcomes(answer), answer.run, answer.repeated) == (["accepted", "quarantined"], None, False)
    assert rows_of(desk.store) == before
    good = desk.intake.take_batch(batch(FALL[0], said(61_130, "2023-06-19"), key="k", whole=True), desk.tick())
    assert (outcomes(good), good.good, good.run is None) == (["accepted", "accepted"], True, False)


# --- keys -------------------------------------------------------------------------------------------------------------


def test_a_key_gives_the_same_answer_again_and_refuses_another_content(desk: Desk) -> None:
    given = batch(*FALL, NO_NUMBER, key="2023-W25")
    first = desk.intake.take_batch(given, desk.tick())
    before = rows_of(desk.store)
    for dry_run in (False, True):
        again = desk.intake.take_batch(given, desk.tick(), dry_run=dry_run)
        assert (again.repeated, again.run, again.rows) == (True, first.run, first.rows)
    with pytest.raises(KeyTaken, match=rf"the key '2023-W25' was used .*run {first.run} of import"):
        desk.intake.take_batch(batch(said(7), key="2023-W25"), desk.tick())
    assert rows_of(desk.store) == before
    assert not desk.intake.take_batch(batch(said(7), key="2023-W25", source="push"), desk.tick()).repeated


def test_of_equal_keys_at_once_one_is_taken_and_all_get_its_answer(desk: Desk) -> None:
    given, at = batch(*FALL, key="k"), desk.tick()
    found: list[BatchAnswer] = []
    at_once = threading.Barrier(6)

    def hand_in() -> None:
        at_once.wait()
        found.append(desk.intake.take_batch(given, at))

    threads = [threading.Thread(target=hand_in) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.repeated for answer in found) == [False, *[True] * 5]
    assert {(answer.run, answer.rows) for answer in found} == {(found[0].run, found[0].rows)}
    assert len(rows_of(desk.store)["runs"]) == 1


def test_the_same_rows_twice_are_once(desk: Desk) -> None:
    rows: tuple[Reading, ...] = (*FALL, said(9, "2024-01-01"))
    desk.intake.take_batch(batch(*rows), desk.tick())
    before = rows_of(desk.store)
    assert outcomes(desk.intake.take_batch(batch(*rows), desk.tick())) == ["unchanged", "quarantined", "quarantined"]
    after = rows_of(desk.store)
    assert [after[name] for name in ("observations", "quarantine", "snapshots")] == [
        before[name] for name in ("observations", "quarantine", "snapshots")
    ]


def test_a_batch_is_logged_by_its_way_in(desk: Desk) -> None:
    for source in ("import", "push", "portal"):
        desk.intake.take_batch(batch(said(500), source=source, author="minh"), NOW)
    with desk.store.read() as connection:
        logged = audit.entries(connection)
    assert [(entry.action, entry.actor, entry.details["source"]) for entry in reversed(logged)] == [
        ("import", "minh", "import"), ("push", "minh", "push"), ("import", "minh", "portal"),
    ]  # fmt: skip
    assert logged[0].subject == "run 3"
