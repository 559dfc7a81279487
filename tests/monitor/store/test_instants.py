"""What was known at an instant never changes: every write is recorded after all that was recorded or asked for."""

from __future__ import annotations

import multiprocessing
import time
from datetime import UTC, date, datetime, timedelta

import pytest
from databases import Databases, new_store
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.reading import Precision
from monitor.judgement.observation import Observation
from monitor.store import Store, observations, open_store, runs
from monitor.store.instants import recorded_at, settled_until
from monitor.store.schema import Outcome

NOW = datetime(2023, 7, 1, 2, tzinfo=UTC)
SECOND = timedelta(seconds=1)
PROCESSES = multiprocessing.get_context("fork")
# A node whose clock is behind, one whose clock is right.
SKEWS = (-0.3, 0.0)
WRITES = 60


def test_each_write_is_recorded_after_the_last_one_whatever_its_clock_shows(store: Store) -> None:
    clocks = [NOW, NOW, NOW - timedelta(hours=1), NOW + SECOND, NOW.astimezone() + 2 * SECOND]
    found = []
    for clock in clocks:
        with store.write() as connection:
            found.append(recorded_at(connection, clock))
    step = timedelta(microseconds=1)
    assert found == [NOW, NOW + step, NOW + 2 * step, NOW + SECOND, NOW + 2 * SECOND]
    assert {instant.tzinfo for instant in found} == {UTC}


def test_an_instant_that_was_asked_for_is_closed_to_later_writes(store: Store, database_url: str) -> None:
    store.settle(NOW)
    store.settle(NOW - SECOND)
    other = open_store(database_url)
    with other.write() as connection:
        assert recorded_at(connection, NOW - SECOND) > NOW
    other.close()


def test_a_write_that_is_undone_settles_nothing(store: Store) -> None:
    def fail_after_it() -> None:
        with store.write() as connection:
            recorded_at(connection, NOW)
            recorded_at(connection, NOW.replace(tzinfo=None))

    with pytest.raises(ValueError, match="names no zone"):
        fail_after_it()
    with store.read() as connection:
        assert settled_until(connection) < NOW


@settings(deadline=None, max_examples=15)
@given(moves=st.lists(st.tuples(st.booleans(), st.integers(-5, 5)), max_size=12))
def test_no_order_of_writes_and_questions_brings_a_write_before_a_question(
    databases: Databases, moves: list[tuple[bool, int]]
) -> None:
    with new_store(databases) as store:
        closed: list[datetime] = []
        for is_write, seconds in moves:
            at = NOW + seconds * SECOND
            if is_write:
                with store.write() as connection:
                    at = recorded_at(connection, at)
                assert all(at > earlier for earlier in closed)
            else:
                store.settle(at)
            closed.append(at)


def _figure(value: float, revision: int, known_at: datetime) -> Observation:
    return Observation(
        indicator="i", unit="u", as_of=date(2023, 6, 18), precision=Precision.DAY, source="s", run=1, quote="",
        known_at=known_at, revision=revision, value=value,
    )  # fmt: skip


def _values(store: Store, known_at: datetime) -> list[float | None]:
    with store.read() as connection:
        return [o.value for o in observations.current_observations(connection, known_at=known_at)]


def _write_often(url: str, skew: float) -> None:
    """A node that writes the next revision of one cell again and again, by a clock that is read before its turn."""
    store = open_store(url)
    for _ in range(WRITES):
        clock = datetime.now(UTC) + timedelta(seconds=skew)
        with store.write() as connection:
            held = observations.current_observations(connection)
            revision = 1 + max((o.revision for o in held), default=0)
            figure = _figure(float(revision), revision, recorded_at(connection, clock))
            observations.add_observations(connection, [figure])
        # SQLite's writers poll: one that never pauses lets no other in.
        time.sleep(0.01)


def test_answers_given_while_two_nodes_write_are_given_again_afterwards(store: Store, database_url: str) -> None:
    run = runs.RunRecord(
        source="s", slot=None, started_at=NOW, finished_at=NOW, duration_seconds=1.0, outcome=Outcome.OK
    )
    with store.write() as connection:
        runs.record_run(connection, run)
    nodes = [PROCESSES.Process(target=_write_often, args=(database_url, skew)) for skew in SKEWS]
    for node in nodes:
        node.start()
    answers: dict[datetime, list[float | None]] = {}
    while any(node.is_alive() for node in nodes):
        asked = datetime.now(UTC)
        store.settle(asked)
        answers[asked] = _values(store, asked)
    assert [node.exitcode for node in nodes] == [0, 0]
    assert {asked: _values(store, asked) for asked in answers} == answers
    assert len({tuple(values) for values in answers.values()}) > 3, "the questions fell between the writes"
    assert _values(store, datetime.now(UTC)) == [float(WRITES * len(SKEWS))]
