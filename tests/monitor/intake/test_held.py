"""What a source's setting calls too uncertain waits with its quote, and is a figure once someone has accepted it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from intake_cases import said, small_campaign
from kin_cases import Desk

from collectors.reading import Bound, Precision
from monitor.campaign import Campaign, Uncertainty
from monitor.store import Store, quarantine
from monitor.store.observations import current_observations
from monitor.store.quarantine import SetAsideReading, Standing


def holding(*ways: Uncertainty) -> Campaign:
    campaign = small_campaign()
    portal = replace(campaign.sources["portal"], hold=frozenset(ways))
    return replace(campaign, sources={**campaign.sources, "portal": portal})


def desk_with(store: Store, ways: Iterable[Uncertainty]) -> Desk:
    return Desk(store, holding(*ways))


def aside(desk: Desk, standing: Standing = Standing.OPEN) -> list[SetAsideReading]:
    with desk.store.read() as connection:
        return quarantine.set_aside_readings(connection, standing=standing)


def test_an_uncertain_figure_waits_and_counts_once_it_is_accepted(store: Store) -> None:
    desk = desk_with(store, [Uncertainty.ABOUT])
    report = desk.take(said(61_000, quote="khoảng 61.000 tài khoản", span=(3, 26), bound=Bound.ABOUT))
    (waits,) = aside(desk)
    assert (report.accepted, waits.rule, waits.quote) == (0, "uncertain", "khoảng 61.000 tài khoản")
    assert 'only said to be "about" this' in waits.message
    assert desk.values() == {}
    decision = desk.intake.accept_quarantined(waits.id, "the district confirms it", "lan", desk.tick())
    assert decision.accepted
    with desk.store.read() as connection:
        (figure,) = current_observations(connection)
    assert (figure.value, figure.bound, figure.quote, figure.span) == (61_000, Bound.ABOUT, waits.quote, (3, 26))
    assert (figure.author, figure.waived) == ("lan", ("uncertain",))
    assert aside(desk) == []
    again = desk.take(said(61_000, bound=Bound.ABOUT))
    assert (again.unchanged, again.quarantined) == (1, ()), "what was accepted waits no second time"


def test_a_rejected_one_does_not_come_back_when_the_source_repeats_it(store: Store) -> None:
    desk = desk_with(store, [Uncertainty.PUBLISHED])
    desk.take(replace(said(61_000), as_of_precision=Precision.PUBLISHED))
    (waits,) = aside(desk)
    desk.intake.reject_quarantined(waits.id, "of which day is not known", "lan", desk.tick())
    desk.take(replace(said(61_000), as_of_precision=Precision.PUBLISHED))
    assert (aside(desk), desk.values()) == ([], {})


@pytest.mark.parametrize("way", Uncertainty)
def test_each_way_is_held_by_its_own_word_and_nothing_else_is(
    databases: object, store: Store, way: Uncertainty
) -> None:
    desk = desk_with(store, [way])
    for number, other in enumerate(Uncertainty, start=1):
        bound = Bound(other.value) if other.value in set(Bound) else Bound.EXACT
        precision = Precision(other.value) if other.value in set(Precision) else Precision.DAY
        desk.take(replace(said(60_000, f"2023-06-{number:02}", bound=bound), as_of_precision=precision))
    held = [each for number, each in enumerate(Uncertainty, start=1) if each is way]
    (waits,) = aside(desk)
    assert waits.as_of is not None
    assert [list(Uncertainty)[waits.as_of.day - 1]] == held


def test_other_sources_and_sure_figures_are_taken_as_ever(store: Store) -> None:
    desk = desk_with(store, Uncertainty)
    assert desk.take(said(61_000)).accepted == 1
    assert desk.take(said(61_000, unit="248", bound=Bound.ABOUT), source="few").accepted == 1


def test_a_graver_rule_is_decided_first_and_the_uncertainty_after_it(store: Store) -> None:
    desk = desk_with(store, [Uncertainty.PUBLISHED])
    desk.take(said(61_000, "2023-06-18"))
    desk.take(replace(said(60_000, "2023-06-19"), as_of_precision=Precision.PUBLISHED))
    (waits,) = aside(desk)
    assert waits.rule == "stock_fell"
    first = desk.intake.accept_quarantined(waits.id, "the register was cleaned", "lan", desk.tick())
    assert (first.accepted, first.rule) == (False, "uncertain")
    assert desk.intake.accept_quarantined(waits.id, "and of that day", "lan", desk.tick()).accepted


def test_no_exact_figure_is_replaced_by_a_looser_word_for_it(store: Store) -> None:
    desk = desk_with(store, [Uncertainty.ABOUT])
    desk.take(said(61_120))
    assert desk.take(said(61_000, bound=Bound.ABOUT)).unchanged == 1
