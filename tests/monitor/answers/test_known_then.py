"""What was known at an instant is answered the same for good, whatever is written afterwards."""

from __future__ import annotations

from typing import Any

from databases import Databases, new_store
from history import DAYS, DISTRICTS, HOUR, SOURCES, TARGETS, History, all_answers
from hypothesis import given, settings
from hypothesis import strategies as st

readings = st.tuples(
    st.just("say"),
    st.sampled_from(SOURCES),
    st.sampled_from(DISTRICTS),
    st.sampled_from(DAYS),
    # A fall or a jump is set aside; another figure for a day is a correction.
    st.sampled_from([300, 310, 320, 250, 9_000]),
)
writes = st.one_of(
    readings,
    readings,
    st.tuples(st.just("fail"), st.sampled_from(SOURCES)),
    st.tuples(st.just("withdraw"), st.integers(0, 5)),
    st.tuples(st.just("decide"), st.integers(0, 5), st.booleans()),
    st.tuples(st.just("serve"), st.sampled_from(TARGETS)),
    st.tuples(st.just("load_unit"), st.sampled_from(["248", "249"])),
    st.tuples(st.just("pause"), st.sampled_from(SOURCES), st.booleans()),
)


# So that whatever is drawn has something to change: two figures, one that waits in quarantine, a source on its pause.
BEFORE = (
    ("say", "system", DISTRICTS[0], DAYS[0], 320),
    ("say", "report", DISTRICTS[0], DAYS[0], 310),
    ("say", "system", DISTRICTS[0], DAYS[1], 250),
    ("pause", "report", False),
)


@settings(max_examples=6, deadline=None)
@given(drawn=st.lists(writes, min_size=2, max_size=6))
def test_an_answer_to_what_was_known_then_never_changes(databases: Databases, drawn: list[tuple[Any, ...]]) -> None:
    with new_store(databases) as store:
        world = History(store)
        long_running = world.answers
        asked = []
        for number, (name, *arguments) in enumerate((*BEFORE, *drawn)):
            getattr(world, name)(*arguments)
            then, day = world.clock.now() + HOUR / 4, (None, DAYS[1])[number % 2]
            world.clock.set(then + HOUR / 4)
            if number >= len(BEFORE) - 1:
                asked.append((then, day, all_answers(world.answers, then, day)))
        for then, day, answered in asked:
            assert all_answers(world.answers, then, day) == answered
            assert all_answers(long_running, then, day)["progress"] == answered["progress"]
