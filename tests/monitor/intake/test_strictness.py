"""A campaign says which rules only warn, and lists the exceptions that it knows of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from intake_cases import said
from kin_cases import CLEANED, Desk, batch, kin_campaign

from monitor.campaign import ConfigurableRule, Severity
from monitor.judgement.checks import CHECKS
from monitor.judgement.observation import Observation
from monitor.store import Store
from monitor.store.observations import current_observations


def newest(desk: Desk) -> Observation:
    with desk.store.read() as connection:
        return max(current_observations(connection), key=lambda o: (o.as_of, o.id))


def test_what_a_campaign_may_take_less_strictly_is_checked_at_all() -> None:
    assert {rule.value for rule in ConfigurableRule} <= {rule.value for rule, _ in CHECKS}


def test_a_rule_that_only_warns_lets_the_figure_in_with_a_mark_and_says_so(store: Store) -> None:
    desk = Desk(store, kin_campaign({"stock_fell": Severity.WARN, "tenfold_jump": Severity.WARN}))
    desk.take(said(61_120, "2023-06-18"))
    report = desk.take(said(60_980, "2023-06-19", cell="row 3"))
    (note,) = report.notes
    assert (report.accepted, report.quarantined, report.outcome) == (1, (), "ok")
    assert (note.place, note.rule, note.failing, "fell by 140" in note.message) == ("row 3", "stock_fell", False, True)
    assert (newest(desk).value, newest(desk).warnings, newest(desk).waived) == (60_980, ("stock_fell",), ())
    (row,) = desk.intake.take_batch(batch(said(60_970, "2023-06-20"), source="portal"), desk.tick()).rows
    assert (row.outcome, row.rule, "fell by 10" in row.message) == ("accepted", "stock_fell", True)
    desk.take(said(700_000, "2023-06-21"))
    assert (newest(desk).warnings, newest(desk).backlog) == (("tenfold_jump",), True)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_an_exception_lets_pass_what_the_campaign_knows_of_with_its_reason(
    store: Store, order: tuple[int, int]
) -> None:
    desk = Desk(store, kin_campaign(exceptions=[CLEANED]))
    figures = (said(10_000, "2023-05-11"), said(9_700, "2023-05-12"))
    assert [desk.rules(figures[n]) for n in order] == [[], []]
    with store.read() as connection:
        (marked,) = [o for o in current_observations(connection) if o.waived]
    assert (marked.waived, marked.reason, marked.warnings) == (("stock_fell",), CLEANED.why, ())
    assert desk.rules(said(9_800, "2023-05-13")) == []


@pytest.mark.parametrize(
    ("exception", "fall"),
    [
        (CLEANED, said(9_699, "2023-05-12")),
        (CLEANED, said(9_900, "2023-05-13")),
        (replace(CLEANED, unit="248"), said(9_900, "2023-05-12")),
        (replace(CLEANED, indicator="eid_approved"), said(9_900, "2023-05-12")),
        (replace(CLEANED, source="census"), said(9_900, "2023-05-12")),
        (replace(CLEANED, rule="tenfold_jump"), said(9_900, "2023-05-12")),
    ],
)
def test_an_exception_holds_for_what_it_names_and_no_further(store: Store, exception: object, fall: object) -> None:
    desk = Desk(store, kin_campaign(exceptions=[exception]))  # type: ignore[list-item]
    assert desk.rules(said(10_000, "2023-05-11"), fall) == ["stock_fell"]  # type: ignore[arg-type]


def test_an_exception_for_one_fall_excuses_no_other_and_no_other_rule(store: Store) -> None:
    desk = Desk(store, kin_campaign(exceptions=[CLEANED]))
    desk.take(said(10_000, "2023-05-11"))
    assert desk.rules(said(9_800, "2023-05-14")) == ["stock_fell"]
    assert desk.intake.accept_quarantined(1, "a second cleaning", "lan", desk.tick()).accepted
    # 9,850 on the 12th is a fall that is known of; that 9,800 on the 14th is less is another.
    assert desk.rules(said(9_850, "2023-05-12")) == ["stock_fell"]
    desk.take(said(9_000, "2023-05-11", unit="26"))
    assert desk.rules(said(8_999, "2023-05-12", unit="26")) == []
    desk.take(said(8_990, "2023-05-12", unit="248"))
    assert desk.rules(said(8_950, "2023-05-12", unit="26")) == ["children_above_parent"]


def test_what_an_exception_calls_a_backlog_is_marked_and_so_is_every_jump(store: Store) -> None:
    jump = replace(CLEANED, rule="tenfold_jump", up_to=None, why="the paper files of 2022 were entered")
    desk = Desk(store, kin_campaign(exceptions=[jump, replace(CLEANED, unit="248", backlog=True)]))
    assert desk.rules(said(1_000, "2023-05-11"), said(50_000, "2023-05-12")) == []
    assert (newest(desk).backlog, newest(desk).reason) == (True, jump.why)
    desk.take(said(1_000, "2023-05-11", unit="248"), said(990, "2023-05-12", unit="248"))
    assert (newest(desk).unit, newest(desk).backlog) == ("248", True)


def test_a_severity_holds_for_what_was_set_aside_before_it(store: Store) -> None:
    strict = Desk(store, kin_campaign())
    strict.take(said(61_120, "2023-06-18"))
    assert strict.rules(said(60_980, "2023-06-19")) == ["stock_fell"]
    mild = Desk(store, kin_campaign({"stock_fell": Severity.WARN}), now=strict.now)
    assert mild.rules(said(60_980, "2023-06-19")) == []
    assert newest(mild).value == 60_980
