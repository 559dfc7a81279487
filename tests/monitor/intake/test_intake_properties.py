"""What holds of every history: the order of arrival changes nothing, and later writes change no earlier answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from databases import Databases, new_store
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_cases import NOW, said
from kin_cases import CLEANED, Desk, approved, batch, kin_campaign, people, received

from collectors.reading import Bound, Reading
from monitor.judgement.observation import Observation
from monitor.store import Store
from monitor.store.observations import current_observations
from monitor.store.quarantine import SetAsideReading, Standing, set_aside_readings

DAYS = [f"2023-06-{day:02}" for day in range(10, 16)]
SOURCES = ("portal", "census", "import")
# Far enough apart that every figure passes every check, whatever is known already.
MAKERS: list[tuple[Callable[..., Reading], int]] = [(said, 1_000), (approved, 2_000), (received, 3_000)]


def growing(indicator: int, unit: str, day: int, more: int) -> Reading:
    make, least = MAKERS[indicator]
    return make(least * (3 if unit == "26" else 1) + 10 * day + more, DAYS[day], unit)


arrival = st.tuples(
    st.sampled_from(SOURCES),
    st.builds(
        growing,
        st.integers(0, len(MAKERS) - 1),
        st.sampled_from(["26", "251", "248"]),
        st.integers(0, len(DAYS) - 1),
        st.integers(0, 9),
    ),
)


def cell(arriving: tuple[str, Reading]) -> tuple[Any, ...]:
    source, reading = arriving
    return source, reading.indicator, reading.unit, reading.as_of


def standing(store: Store) -> list[Observation]:
    """The present answer, without what says when and by which run each figure came."""
    with store.read() as connection:
        found = current_observations(connection)
    return [replace(each, id=0, run=0, known_at=NOW, document=None) for each in found]


@settings(max_examples=10, deadline=None)
@given(arrivals=st.lists(arrival, min_size=2, max_size=10, unique_by=cell), data=st.data())
def test_any_order_of_arrival_from_any_source_gives_the_same_answer(
    databases: Databases, arrivals: list[tuple[str, Reading]], data: st.DataObject
) -> None:
    answers = []
    for order in (arrivals, data.draw(st.permutations(arrivals))):
        with new_store(databases) as store:
            desk = Desk(store, kin_campaign())
            for source, reading in order:
                (row,) = desk.intake.take_batch(batch(reading, source=source), desk.tick()).rows
                assert row.outcome == "accepted", row
            # Where a row stood in its document is told, but is not what the figure says.
            answers.append([replace(each, cell=None, author="") for each in standing(store)])
    assert answers[0] == answers[1]


some_reading = st.builds(
    lambda make, value, day, unit, bound: replace(make(value, day, unit), bound=bound),
    st.sampled_from([said, approved, received, people]),
    st.sampled_from([190, 195, 200, 300, 5_000]),
    st.sampled_from(["2023-05-11", "2023-05-12", "2023-05-13"]),
    st.sampled_from(["26", "251", "248"]),
    st.sampled_from([Bound.EXACT, Bound.EXACT, Bound.AT_LEAST]),
)
step = st.one_of(
    st.tuples(st.just("run"), st.sampled_from(["portal", "census"]), st.lists(some_reading, min_size=1, max_size=5)),
    st.tuples(st.just("batch"), st.sampled_from(SOURCES), st.lists(some_reading, min_size=1, max_size=3)),
    st.tuples(st.sampled_from(["accept", "reject", "withdraw"]), st.integers(0, 20)),
)


def carry_out(desk: Desk, given_step: tuple[Any, ...]) -> None:
    """One step of a history; a decision on what is not there is none."""
    kind, *rest = given_step
    if kind == "run":
        desk.take(*rest[1], source=rest[0])
    elif kind == "batch":
        desk.intake.take_batch(batch(*rest[1], source=rest[0], reason="typed anew"), desk.tick())
    else:
        decide(desk, kind, rest[0])


def decide(desk: Desk, kind: str, number: int) -> None:
    with desk.store.read() as connection:
        aside, figures = set_aside_readings(connection), current_observations(connection)
    chosen = figures if kind == "withdraw" else aside
    if not chosen:
        return
    known = chosen[number % len(chosen)].id
    if kind == "accept":
        desk.intake.accept_quarantined(known, "checked", "lan", desk.tick(), backlog=bool(number % 2))
    elif kind == "reject":
        desk.intake.reject_quarantined(known, "mistyped", "minh", desk.tick())
    else:
        desk.intake.withdraw(known, "wrong", "lan", desk.tick())


def known(store: Store, at: datetime) -> tuple[list[Observation], list[SetAsideReading]]:
    with store.read() as connection:
        aside = set_aside_readings(connection, standing=Standing.ALL, known_at=at)
        return current_observations(connection, known_at=at), aside


@settings(max_examples=12, deadline=None)
@given(steps=st.lists(step, min_size=2, max_size=8), backwards=st.integers(0, 3))
def test_what_was_known_at_an_instant_never_changes_with_later_writes_and_no_fall_goes_unmarked(
    databases: Databases, steps: list[tuple[Any, ...]], backwards: int
) -> None:
    with new_store(databases) as store:
        desk = Desk(store, kin_campaign(exceptions=[CLEANED]))
        answers = {}
        for number, each in enumerate(steps):
            carry_out(desk, each)
            store.settle(desk.now)
            answers[desk.now] = known(store, desk.now)
            if number == backwards:  # the clock is set back
                desk.now = min(answers)
        assert answers == {at: known(store, at) for at in answers}
        assert unmarked_falls(standing(store)) == []


def unmarked_falls(figures: list[Observation]) -> list[tuple[Observation, Observation]]:
    """Neighbouring days of one source and cell of which the later says less, though nobody let that pass."""
    exact = [each for each in figures if each.bound is Bound.EXACT]
    exact.sort(key=lambda each: (each.indicator, each.unit, each.source, each.as_of))
    return [
        (before, after)
        for before, after in pairwise(exact)
        if (before.indicator, before.unit, before.source) == (after.indicator, after.unit, after.source)
        and (after.value or 0) < (before.value or 0)
        and "stock_fell" not in (*before.waived, *after.waived)
    ]
