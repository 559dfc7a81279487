"""From a number down to the passage that says it, as it was known at any instant."""

from __future__ import annotations

from datetime import date

import pytest
from history import DAYS, TARGETS, History

from monitor.answers import CheckOutcome, Explanation, Origin, Question, StepKind
from monitor.store import Store
from monitor.store.schema import Resolution
from monitor.store.units import record_units
from monitor.units import EventKind, Level, Transfer, Unit, UnitEvent
from monitor.web.board.explained import explained
from monitor.web.board.words import Words

EARLY, MIDDLE, LATE = DAYS


@pytest.fixture
def world(store: Store) -> History:
    return History(store)


def explain(world: History, unit: str = "246", **clocks: object) -> Explanation:
    return world.answers.explain("eid_activated", unit, Question(**clocks))  # type: ignore[arg-type]


def said(found: Explanation) -> list[tuple[int, float | None, bool]]:
    """The revisions of the source that is believed."""
    revisions = [revision.observation for revision in found.statements[0].revisions]
    return [(each.revision, each.value, each.withdrawn) for each in revisions]


def test_a_figure_is_followed_to_its_run_its_document_and_its_quote(world: History) -> None:
    world.say("system", "246", EARLY, 300)
    found = explain(world)
    (revision,) = found.statements[0].revisions
    assert (found.origin, found.stands_on, found.row.figure and found.row.figure.value) == (Origin.OWN, 1, 300)
    assert revision.run is not None
    assert (revision.run.id, revision.run.outcome) == (revision.observation.run, "ok")
    assert revision.document is not None
    assert revision.document.address == "https://figures.example/system"
    assert revision.excerpt is not None
    assert revision.excerpt.quote == f"246: 300 on {EARLY}"
    assert {check.outcome for check in found.checks} == {CheckOutcome.PASSED}


def test_a_correction_keeps_what_it_corrects_and_says_why(world: History) -> None:
    world.say("system", "246", EARLY, 300)
    before = world.clock.now()
    world.say("system", "246", EARLY, 310)
    assert said(explain(world)) == [(1, 300, False), (2, 310, False)]
    assert explain(world).statements[0].holds.reason == "restated by the source"
    assert said(explain(world, known_at=before)) == [(1, 300, False)]
    assert explain(world, known_at=before).row.figure != explain(world).row.figure


def test_an_accepted_fall_says_who_waived_which_rule_and_why(world: History) -> None:
    world.say("system", "246", EARLY, 320)
    world.say("system", "246", MIDDLE, 250)
    waiting = world.clock.now()
    world.decide(0, accept=True)
    found = explain(world)
    (waived,) = (check for check in found.checks if check.outcome is not CheckOutcome.PASSED)
    assert (waived.rule, waived.outcome, waived.author) == ("stock_fell", CheckOutcome.WAIVED, "lan")
    assert waived.reason == "checked by telephone"
    assert [(aside.rule, aside.resolution) for aside in found.set_aside] == [("stock_fell", Resolution.ACCEPTED)]
    then = explain(world, known_at=waiting)
    assert then.row.figure is not None
    assert (then.row.figure.value, [aside.resolution for aside in then.set_aside]) == (320, [None])


def test_less_believed_sources_stand_beside_with_their_difference(world: History) -> None:
    world.say("system", "246", EARLY, 300)
    world.say("report", "246", EARLY, 310)
    used, other = explain(world).statements
    assert (used.holds.source, used.used, used.difference) == ("system", True, None)
    assert (other.holds.source, other.used, other.difference) == ("report", False, 10)


def test_a_withdrawn_later_figure_is_shown_though_an_earlier_one_speaks(world: History) -> None:
    world.say("system", "246", EARLY, 300)
    world.say("system", "246", MIDDLE, 310)
    world.withdraw(1)
    found = explain(world)
    assert found.row.figure is not None
    assert found.row.figure.as_of == EARLY
    (withdrawn,) = found.later
    assert (withdrawn.holds.as_of, withdrawn.holds.withdrawn, withdrawn.holds.reason) == (MIDDLE, True, "typed wrong")


def test_a_sum_stands_on_its_parts_and_says_how_many(world: History) -> None:
    world.say("system", "246", EARLY, 300)
    world.say("system", "247", MIDDLE, 310)
    found = explain(world, "26")
    assert (found.origin, found.stands_on) == (Origin.SUM, 2)
    assert [(part.unit.id, part.holds.value, part.weight) for part in found.statements] == [
        ("246", 300, 1),
        ("247", 310, 1),
    ]
    assert found.row.figure is not None
    assert found.row.figure.value == sum(part.holds.value or 0 for part in found.statements)


def test_a_merged_unit_is_explained_by_the_units_that_it_was_made_of(world: History) -> None:
    world.say("system", "246", EARLY, 300)
    world.say("system", "247", EARLY, 310)
    units = [
        Unit("26", "Tỉnh Vĩnh Phúc", "Vinh Phuc province", Level.PROVINCE, None, "26"),
        Unit("246", "Huyện Lập Thạch", "Lap Thach district", Level.DISTRICT, "26", "246", valid_until=MIDDLE),
        Unit("247", "Huyện Tam Dương", "Tam Duong district", Level.DISTRICT, "26", "247", valid_until=MIDDLE),
        Unit("299", "Huyện Mới", "New district", Level.DISTRICT, "26", "299", valid_from=MIDDLE),
    ]
    merger = UnitEvent(
        day=MIDDLE,
        kind=EventKind.MERGE,
        units=("246", "247", "299"),
        transfers=(Transfer("246", "299"), Transfer("247", "299")),
    )
    before = world.clock.now()
    with world.store.write() as connection:
        record_units(connection, units, [merger], (), "a list", world.tick(), actor="lan")
    found = explain(world, "299")
    assert (found.origin, found.row.figure and found.row.figure.value) == (Origin.INHERITED, 610)
    assert {part.unit.id for part in found.statements} == {"246", "247"}
    old = explain(world)
    assert (old.row.figure, old.origin) == (None, Origin.NONE)
    told = explained(world.answers.campaign, old, Words("en")).sections[0].entries[-1]
    assert (told.text, told.notes) == (
        "the unit is no more since 8 Jun 2023; see before that day",
        ("went to New district",),
    )
    assert told.way is not None
    assert told.way.values["as_of"] == "2023-06-07"
    assert explain(world, as_of=date(2023, 6, 7)).row.figure is not None
    with pytest.raises(KeyError):
        explain(world, "299", known_at=before)


def test_the_version_of_the_target_is_that_of_the_day_and_of_what_was_known(world: History) -> None:
    world.say("system", "246", EARLY, 300)
    before = world.clock.now()
    world.serve(TARGETS[1])
    of_the_day, now = explain(world, "26", as_of=date(2023, 6, 19)).target, explain(world, "26").target
    assert of_the_day is not None
    assert now is not None
    assert [(each.target.version, each.target.value, each.until) for each in (of_the_day, now)] == [
        (1, TARGETS[0], now.first),
        (2, TARGETS[1], None),
    ]
    assert now.recorded_at == world.clock.now()
    then = explain(world, "26", known_at=before).target
    assert then is not None
    assert (then.target.value, then.until) == (TARGETS[0], None)
    versions = world.answers.targets(Question())
    assert [(each.target.version, each.first) for each in versions] == [(1, None), (2, now.first)]
    assert list(world.answers.targets(Question(as_of=date(2023, 6, 19)))) == [versions[0]]


def test_a_unit_that_nobody_asks_anything_of_is_explained_as_such(world: History) -> None:
    found = explain(world, "247")
    assert (found.origin, found.row.figure, found.target, found.steps) == (Origin.NONE, None, None, ())


def test_a_figure_is_explained_by_the_same_numbers_that_progress_gives(world: History) -> None:
    for day, value in zip(DAYS, (300, 310, 320), strict=True):
        for unit in ("246", "247"):
            world.say("system", unit, day, value)
    (row,) = world.answers.progress(Question(units=("26",)))
    found = explain(world, "26")
    assert found.row == row
    numbers = {step.kind: step.value for step in found.steps}
    assert (numbers[StepKind.RATIO], numbers[StepKind.PACE]) == (row.progress.ratio, row.progress.pace_per_day)
