"""What a source says is placed, judged and stored; nothing of it is lost, doubled or believed too easily."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_cases import NOW, attempt, new_store, said, small_campaign
from sqlalchemy import event, select

from collectors.reading import AssignedBy, Bound, Measure, Of, Readings, SetAside
from collectors.reading import Warning as Doubt
from collectors.source import Snapshot
from monitor.campaign import Campaign
from monitor.intake import Intake, RunReport
from monitor.judgement.observation import Observation
from monitor.served import Served
from monitor.store import Store, quarantine, runs, schema, snapshots
from monitor.store.observations import current_observations
from monitor.store.schema import Outcome

Take = Callable[..., RunReport]


def figures(store: Store, **question: Any) -> list[tuple[str, str, str, float | None, int]]:
    with store.read() as connection:
        found = current_observations(connection, **question)
    return [(o.indicator, o.unit, o.as_of.isoformat(), o.value, o.revision) for o in found]


def rules(report: RunReport) -> list[str]:
    return [each.rule for each in report.quarantined]


def open_rules(store: Store) -> dict[str, dict[str, int]]:
    with store.read() as connection:
        return quarantine.open_counts(connection)


def everything(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """All that figures stand on; a run that brings nothing new adds itself, and its entry in the log."""
    tables = (schema.observations, schema.quarantine, schema.snapshots, schema.batches)
    with store.read() as connection:
        return {table.name: [tuple(row) for row in connection.execute(select(table))] for table in tables}


# --- what is accepted -------------------------------------------------------------------------------------------------


def test_a_figure_is_kept_with_all_that_speaks_for_it(intake: Intake, store: Store) -> None:
    snapshot = Snapshot(b"Yen Lac: 61,120 (87.3 %)", "http://127.0.0.1/a", NOW)
    with store.write() as connection:
        snapshots.keep_snapshot(connection, snapshot)
    reading = said(61120, ratio=0.873, of=Of.TARGET, span=(0, 15), cell="row 1", days_ahead=3, quote="Yen Lac: 61,120")
    report = intake.accept(
        attempt(slot=NOW, document=snapshot.sha256, author="lan"), Readings((reading,), text="Yên Lạc"), NOW
    )
    with store.read() as connection:
        (kept,) = current_observations(connection)
        assert snapshots.text_of(connection, snapshot.sha256) == "Yên Lạc"
    assert (report.outcome, report.read, report.accepted, report.run) == (Outcome.OK, 1, 1, kept.run)
    assert kept == Observation(
        id=kept.id, indicator="eid_activated", unit="251", as_of=date(2023, 6, 18), precision=reading.as_of_precision,
        source="portal", run=kept.run, known_at=NOW, quote="Yen Lac: 61,120", value=61120.0, ratio=0.873, of=Of.TARGET,
        days_ahead=3, unit_written="251", span=(0, 15), cell="row 1", document=snapshot.sha256, author="lan",
    )  # fmt: skip


def test_the_same_figure_again_is_unchanged_and_another_is_a_revision_that_keeps_the_first(
    take: Take, store: Store
) -> None:
    take(said(61120))
    assert take(said(61120, quote="elsewhere", cell="row 9")).unchanged == 1
    assert take(said(61125)).accepted == 1
    assert figures(store) == [("eid_activated", "251", "2023-06-18", 61125.0, 2)]
    assert figures(store, known_at=NOW + timedelta(minutes=2)) == [("eid_activated", "251", "2023-06-18", 61120.0, 1)]
    with store.read() as connection:
        (newest,) = current_observations(connection)
    assert newest.reason == "restated by the source"


def test_a_looser_word_for_what_is_known_exactly_says_nothing_new(take: Take, store: Store) -> None:
    take(said(61120, ratio=0.873, of=Of.TARGET))
    for loose in (said(61000, bound=Bound.AT_LEAST), said(61500, bound=Bound.AT_MOST), said(61500, bound=Bound.ABOUT)):
        assert take(loose).unchanged == 1
    assert take(said(61200, bound=Bound.AT_LEAST)).accepted == 1
    assert figures(store) == [("eid_activated", "251", "2023-06-18", 61200.0, 2)]


def test_each_source_speaks_for_itself(take: Take, store: Store) -> None:
    take(said(61120), source="portal")
    assert take(said(60980), source="press").accepted == 1
    assert [value for *_, value, _ in figures(store)] == [61120.0, 60980.0]


def test_qualifiers_choose_the_indicator_and_what_was_not_asked_for_is_counted(take: Take, store: Store) -> None:
    tasks: dict[str, Any] = {"indicator": "tasks_done", "measure": Measure.TASKS, "unit": None}
    report = take(
        said(46, assigned_by=AssignedBy.PROVINCE, **tasks),
        said(62, assigned_by=AssignedBy.GOVERNMENT, **tasks),
        said(7, indicator="procedures_changed", measure=Measure.PROCEDURES, unit=None),
        source="press",
    )
    assert (report.accepted, report.left_out, report.quarantined, report.outcome) == (1, 2, (), Outcome.OK)
    assert figures(store) == [("tasks_done_province", "26", "2023-06-18", 46.0, 1)]
    assert take(said(0.5, indicator="online_application_rate", measure=Measure.PERCENT), source="few").left_out == 1


# --- which unit is meant ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "code", "unit"),
    [
        (None, None, "26"),
        ("Yên Lạc", None, "251"),
        ("Xã Tân Phong", None, "08900"),
        ('=HYPERLINK("http://127.0.0.1:9/","Tam Đảo")', "248", "248"),
        ("Tam Đảo", "08911", "08911"),
    ],
)
def test_a_unit_is_told_by_its_code_its_name_or_its_source(
    take: Take, store: Store, written: str | None, code: str | None, unit: str
) -> None:
    take(said(500, unit=written, unit_code=code))
    assert [found for _, found, *_ in figures(store)] == [unit]


@pytest.mark.parametrize(
    ("source", "written", "code", "rule", "named"),
    [
        ("portal", "Huyện Yên Mô", None, "unit_unknown", "Huyện Yên Mô"),
        ("portal", "Tam Đảo", None, "unit_ambiguous", "Thị trấn Tam Đảo (08911)"),
        ("nobody", "Xã Tân Phong", None, "unit_ambiguous", "08500"),
        ("nobody", None, None, "unit_unknown", "no unit is named"),
        ("portal", "Yên Lạc", "248", "unit_ambiguous", "Huyện Tam Đảo (248)"),
    ],
)
def test_a_unit_that_cannot_be_told_is_set_aside_with_its_candidates(
    take: Take, store: Store, source: str, written: str | None, code: str | None, rule: str, named: str
) -> None:
    report = take(said(500, unit=written, unit_code=code, quote="as it stands"), source=source)
    (aside,) = report.quarantined
    assert (aside.rule, aside.quote, aside.unit_written) == (rule, "as it stands", written or code)
    assert named in aside.message
    assert (figures(store), report.outcome) == ([], Outcome.FAILED)


def test_an_indicator_nobody_reads_is_set_aside_from_data_and_passed_over_in_prose(take: Take) -> None:
    unknown = said(5, indicator="legal_documents_issued", measure=Measure.DOCUMENTS)
    assert rules(take(unknown)) == ["indicator_unknown"]
    assert (take(unknown, source="press").left_out, take(unknown, source="press").quarantined) == (1, ())


def test_a_share_is_not_taken_for_a_count(take: Take) -> None:
    assert rules(take(said(0.5, measure=Measure.PERCENT))) == ["measure_differs"]


# --- what is set aside ------------------------------------------------------------------------------------------------


def test_a_stock_that_falls_is_set_aside_and_the_figure_before_it_stays(take: Take, store: Store) -> None:
    report = take(said(61120, "2023-06-18"), said(60980, "2023-06-19", cell="row 3"))
    assert (report.outcome, rules(report), report.accepted) == (Outcome.PARTIAL, ["stock_fell"], 1)
    message = report.quarantined[0].message
    assert all(number in message for number in ("140", "61,120", "60,980", "2023-06-18", "2023-06-19"))
    assert report.quarantined[0].place == "row 3"
    assert figures(store) == [("eid_activated", "251", "2023-06-18", 61120.0, 1)]


def test_an_older_figure_that_comes_late_takes_its_own_day(take: Take, store: Store) -> None:
    take(said(62000, "2023-06-20"))
    assert take(said(57500, "2023-06-10")).accepted == 1
    assert rules(take(said(63000, "2023-06-15"))) == ["stock_fell"]
    assert [(day, value) for _, _, day, value, _ in figures(store)] == [("2023-06-10", 57500), ("2023-06-20", 62000)]


def test_a_document_may_restate_its_whole_history(take: Take, store: Store) -> None:
    days = ("2023-06-10", "2023-06-11", "2023-06-12")
    for factor in (10, 12, 9):
        report = take(*(said((1000 + n) * factor, day) for n, day in enumerate(days)))
        assert (report.accepted, report.quarantined) == (3, ())
    assert [value for *_, value, _ in figures(store)] == [9000, 9009, 9018]


def test_two_figures_for_one_cell_are_both_set_aside(take: Take, store: Store) -> None:
    report = take(said(41390, unit="248"), said(1, unit="248"), said(500), said(500))
    assert rules(report) == ["given_twice", "given_twice"]
    assert "41,390 and 1" in report.quarantined[0].message
    assert (report.accepted, [unit for _, unit, *_ in figures(store)]) == (2, ["251"])


def test_one_document_may_say_a_figure_more_fully_elsewhere(take: Take, store: Store) -> None:
    take(said(61000, bound=Bound.AT_LEAST), said(61120), said(61120, ratio=0.873, of=Of.TARGET))
    take(said(500, unit="248"), said(None, unit="248", ratio=0.5, of=Of.TARGET))
    with store.read() as connection:
        found = [(o.value, o.ratio, o.bound) for o in current_observations(connection)]
    assert found == [(500.0, 0.5, Bound.EXACT), (61120.0, 0.873, Bound.EXACT)]


def test_what_is_said_again_is_set_aside_once_and_not_again_after_someone_rejected_it(take: Take, store: Store) -> None:
    take(said(61120, "2023-06-18"))
    for row in range(3):
        assert rules(take(said(60980, "2023-06-19", cell=f"row {row}"))) == ["stock_fell"]
    assert open_rules(store) == {"portal": {"stock_fell": 1}}
    with store.write() as connection:
        connection.execute(
            schema.quarantine.update().values(closed_at=NOW, resolution="rejected", reason="mistyped", author="lan")
        )
    assert rules(take(said(60980, "2023-06-19"))) == ["stock_fell"]
    assert open_rules(store) == {}


def test_what_passes_the_checks_later_leaves_quarantine(take: Take, store: Store) -> None:
    take(said(61120, "2023-06-18"))
    take(said(60980, "2023-06-19"))
    take(said(60112, "2023-06-18"), said(60980, "2023-06-19"))
    assert open_rules(store) == {}
    assert [value for *_, value, _ in figures(store)] == [60112, 60980]


def test_places_that_gave_no_figure_go_to_quarantine_and_hidden_ones_to_the_notes(take: Take, store: Store) -> None:
    due = SetAside("row 247", "not_a_number", "'n/a' is no number", "n/a")
    hidden = SetAside("row 9", "hidden_row", "the row is hidden", failing=False)
    report = take(said(500), set_aside=(due, hidden))
    assert (report.outcome, report.read, rules(report), report.notes) == (
        Outcome.PARTIAL,
        2,
        ["not_a_number"],
        (hidden,),
    )
    take(said(500), set_aside=(due, hidden))
    assert open_rules(store) == {"portal": {"not_a_number": 1}}


def test_what_no_database_takes_is_marked_and_stops_nothing(take: Take, store: Store) -> None:
    report = take(
        said(500, quote="a\x00\ud800ộ"), said(5, unit="\udfff"), set_aside=(SetAside("\0", "r", "\ud800", "\0"),)
    )
    assert (report.accepted, len(report.quarantined)) == (1, 2)
    with store.read() as connection:
        (kept,) = current_observations(connection)
        assert [row.quote for row in quarantine.set_aside_readings(connection)] == ["\ufffd", "\ufffd: 5"]
    assert kept.quote == "a\ufffd\ufffdộ"


def test_empty_is_not_success(take: Take) -> None:
    assert (take().outcome, take(said(9, "2023-07-02")).outcome) == (Outcome.FAILED, Outcome.FAILED)
    assert take().error == "no figure was taken: 0 read, 0 set aside, 0 not asked for"


def test_a_withdrawn_figure_is_gone_and_the_source_saying_it_again_does_not_bring_it_back(
    take: Take, intake: Intake, store: Store
) -> None:
    take(said(41390, unit="248"))
    with store.read() as connection:
        (wrong,) = current_observations(connection)
    before = store.revision()
    for _ in range(2):
        intake.withdraw(wrong.id, "counted twice", "lan", NOW + timedelta(hours=1))
    assert (figures(store), store.revision() > before) == ([], True)
    assert len(figures(store, known_at=NOW + timedelta(minutes=30))) == 1
    assert (take(said(41390, unit="248")).unchanged, figures(store)) == (1, [])
    take(said(31390, unit="248"))
    assert figures(store) == [("eid_activated", "248", "2023-06-18", 31390.0, 3)]


# --- runs -------------------------------------------------------------------------------------------------------------


def test_a_slot_is_answered_once(intake: Intake, store: Store) -> None:
    readings = Readings((said(61120), said(9, "2023-09-09")), (SetAside("row 1", "hidden", "", failing=False),))
    first = intake.accept(attempt(slot=NOW), readings, NOW)
    before = everything(store)
    assert intake.accept(attempt(slot=NOW), readings, NOW + timedelta(hours=1)) == first
    assert intake.refuse(attempt(slot=NOW), "too late", NOW) == first
    assert everything(store) == before


def test_the_same_run_by_hand_adds_a_run_and_nothing_else(intake: Intake, store: Store) -> None:
    readings = Readings((said(61120), said(9, "2023-09-09")), (SetAside("row 1", "not_a_number", "no", "x"),))
    intake.accept(attempt(), readings, NOW)
    before = everything(store)
    report = intake.accept(attempt(), readings, NOW + timedelta(hours=1))
    assert (report.unchanged, everything(store)) == (1, before)


def test_a_preview_reports_the_same_and_writes_nothing(intake: Intake, store: Store) -> None:
    readings = Readings((said(61120), said(60000, "2023-06-19"), said(5, unit="nowhere")))
    before = everything(store)
    preview = intake.preview(readings, "portal", NOW)
    assert (everything(store), preview.run) == (before, None)
    real = intake.accept(attempt(), readings, NOW)
    assert (preview.accepted, preview.quarantined, preview.outcome) == (real.accepted, real.quarantined, real.outcome)


def test_a_refused_run_is_recorded_with_its_reason(intake: Intake, store: Store) -> None:
    report = intake.refuse(attempt(slot=NOW), "the source timed out", NOW)
    with store.read() as connection:
        record = runs.last_runs(connection)["portal"]
        assert runs.last_successes(connection) == {}
    assert (report.outcome, record.error, record.slot, record.id) == (
        Outcome.FAILED,
        "the source timed out",
        NOW,
        report.run,
    )


def test_a_source_that_the_campaign_does_not_have_is_refused(intake: Intake) -> None:
    with pytest.raises(ValueError, match="no source 'elsewhere'"):
        intake.accept(attempt("elsewhere"), Readings((said(1),)), NOW)


def test_the_revision_grows_when_figures_change_and_only_then(take: Take, store: Store) -> None:
    take(said(61120))
    before = store.revision()
    take(said(61120), said(5, "2023-09-09"))
    assert store.revision() == before
    take(said(61121))
    assert store.revision() == before + 1


# --- properties -------------------------------------------------------------------------------------------------------


growing = st.lists(st.integers(100, 900), min_size=2, max_size=6, unique=True).map(sorted)


@settings(max_examples=25, deadline=None)
@given(values=growing, data=st.data())
def test_any_order_of_arrival_gives_the_same_figures(values: list[int], data: st.DataObject) -> None:
    arrivals = [said(value, f"2023-06-{day + 1:02}") for day, value in enumerate(values)]
    orders = (arrivals, data.draw(st.permutations(arrivals)))
    seen = []
    for order in orders:
        with TemporaryDirectory() as folder:
            store = new_store(Path(folder))
            intake = Intake(Served(store, small_campaign()))
            while order:
                batch = order[: data.draw(st.integers(1, 3))]
                order = order[len(batch) :]
                assert intake.accept(attempt(), Readings(tuple(batch)), NOW).accepted == len(batch)
            seen.append(figures(store))
            store.close()
    assert seen[0] == seen[1]


some_reading = st.builds(
    said,
    value=st.sampled_from([90, 100, 120, 2000]),
    day=st.sampled_from(["2023-06-01", "2023-06-02", "2023-06-03", "2023-08-01"]),
    unit=st.sampled_from(["251", "248", "Tam Đảo", None]),
    bound=st.sampled_from(list(Bound)),
    warnings=st.sampled_from([(), (), (Doubt.AMBIGUOUS_NUMBER,)]),
)


@settings(max_examples=25, deadline=None)
@given(batches=st.lists(st.lists(some_reading, max_size=6), min_size=1, max_size=3))
def test_every_reading_is_accounted_for_and_each_run_twice_is_once(batches: list[list[Any]]) -> None:
    with TemporaryDirectory() as folder:
        store = new_store(Path(folder))
        intake = Intake(Served(store, small_campaign()))
        for batch in batches:
            report = intake.accept(attempt(), Readings(tuple(batch)), NOW)
            assert report.read == report.accepted + report.unchanged + report.left_out + len(report.quarantined)
            kept = everything(store)
            again = intake.accept(attempt(), Readings(tuple(batch)), NOW)
            assert (again.read, again.accepted, everything(store)) == (report.read, 0, kept)
        store.close()


def test_ten_thousand_figures_cost_no_more_statements_than_a_hundred(
    intake: Intake, store: Store, campaign: Campaign
) -> None:
    statements = 0

    def count(*_: object) -> None:
        nonlocal statements
        statements += 1

    def taken(days: int, first: date, least: int) -> tuple[int, int]:
        """How many figures of eight units are taken in, and by how many statements."""
        nonlocal statements
        statements = 0
        said_on = [(first + timedelta(day)).isoformat() for day in range(days)]
        units = ("251", "248", "26", "25", "238", "08911", "08900", "08500")
        readings = tuple(said(least + n, day, unit) for unit in units for n, day in enumerate(said_on))
        return intake.accept(attempt(), Readings(readings), NOW).accepted, statements

    event.listen(store.engine, "before_cursor_execute", count)
    few, for_few = taken(13, date(2015, 1, 1), least=100)
    many, for_many = taken(1250, date(2019, 1, 1), least=1000)
    assert (few, many) == (104, 10_000)
    assert for_many <= for_few + 10
