"""A changed file leaves what was judged before as it was, and says what holds from then on."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.campaign import Basis, Target
from monitor.campaign.changes import changes_between, version_in_words
from monitor.campaign.target import TargetHistory
from monitor.campaign.versioning import new_versions

NEW_YEAR = date(2023, 1, 1)
FIRST = Target("i", "26", NEW_YEAR, date(2023, 6, 15), Basis.DECIDED, value=100.0)
MOVED = replace(FIRST, deadline=date(2023, 7, 15))


def served(*files: tuple[date, tuple[Target, ...]]) -> tuple[Target, ...]:
    """All versions that the store holds after these files have been served on these days."""
    known: tuple[Target, ...] = ()
    for day, given_targets in files:
        known += tuple(version.target for version in new_versions(known, given_targets, day))
    return known


def numbers(targets: tuple[Target, ...], day: date) -> tuple[object, ...] | None:
    """What a day is judged by, without what only places it among versions."""
    found = TargetHistory(targets).in_force(day)
    return found and (found.start, found.deadline, found.value, found.note)


def test_a_target_changed_in_its_place_holds_from_the_day_it_is_served() -> None:
    known = served((date(2023, 3, 1), (FIRST,)), (date(2023, 6, 1), (MOVED,)))
    assert known == (FIRST, replace(MOVED, version=2, in_force_from=date(2023, 6, 1)))
    assert numbers(known, date(2023, 5, 31)) == (NEW_YEAR, FIRST.deadline, 100.0, "")
    assert numbers(known, date(2023, 6, 1)) == (NEW_YEAR, MOVED.deadline, 100.0, "")


def test_a_slip_is_corrected_for_the_past_where_the_file_says_from_when() -> None:
    right = replace(FIRST, value=110.0, in_force_from=NEW_YEAR)
    known = served((date(2023, 3, 1), (FIRST,)), (date(2023, 4, 1), (MOVED,)), (date(2023, 6, 1), (right,)))
    assert [numbers(known, NEW_YEAR + timedelta(days=n)) for n in (0, 100, 300)] == [
        (NEW_YEAR, FIRST.deadline, 110.0, "")
    ] * 3
    assert numbers(known, date(2022, 12, 31)) == (NEW_YEAR, FIRST.deadline, 100.0, "")


def test_what_is_served_again_makes_no_version() -> None:
    files = (FIRST, replace(MOVED, in_force_from=date(2023, 6, 1)))
    once = served((date(2023, 3, 1), files))
    assert [target.version for target in once] == [1, 2]
    assert new_versions(once, files, date(2023, 3, 1)) == new_versions(once, files, date(2023, 9, 1)) == ()


def test_a_target_that_is_gone_has_ended_and_may_come_back() -> None:
    known = served((date(2023, 3, 1), (FIRST,)), (date(2023, 4, 1), ()), (date(2023, 5, 1), (FIRST,)))
    assert [(target.version, target.ended, target.in_force_from) for target in known] == [
        (1, False, None),
        (2, True, date(2023, 4, 1)),
        (3, False, date(2023, 5, 1)),
    ]
    days = (date(2023, 3, 31), date(2023, 4, 1), date(2023, 5, 1))
    assert [numbers(known, day) is None for day in days] == [False, True, False]


def test_a_version_to_come_that_is_taken_back_never_comes() -> None:
    to_come = replace(MOVED, in_force_from=date(2023, 6, 1))
    known = served((date(2023, 3, 1), (FIRST, to_come)), (date(2023, 4, 1), (FIRST,)))
    assert numbers(known, date(2023, 8, 1)) == (NEW_YEAR, FIRST.deadline, 100.0, "")


def test_a_target_in_another_ones_place_leaves_the_days_before_to_that() -> None:
    later_start = replace(FIRST, start=date(2023, 2, 1))
    known = served((date(2023, 3, 1), (FIRST,)), (date(2023, 4, 1), (later_start,)))
    assert numbers(known, date(2023, 3, 31)) == (NEW_YEAR, FIRST.deadline, 100.0, "")
    assert numbers(known, date(2023, 4, 1)) == (later_start.start, FIRST.deadline, 100.0, "")
    beside = served((date(2023, 3, 1), (FIRST,)), (date(2023, 4, 1), (FIRST, later_start)))
    assert numbers(beside, date(2023, 3, 1)) == (later_start.start, FIRST.deadline, 100.0, "")


DAYS = st.integers(0, 40).map(lambda n: NEW_YEAR + timedelta(days=n))
ENTRIES = st.builds(
    Target,
    st.just("i"),
    st.just("26"),
    st.sampled_from([NEW_YEAR, date(2023, 1, 20)]),
    st.sampled_from([date(2023, 6, 15), date(2023, 7, 15)]),
    st.just(Basis.DECIDED),
    value=st.sampled_from([1.0, 2.0]),
    in_force_from=st.none() | DAYS,
)


def numbered(targets: list[Target]) -> tuple[Target, ...]:
    return tuple(replace(target, version=number) for number, target in enumerate(targets, start=1))


FILES = st.lists(ENTRIES, max_size=4, unique_by=lambda target: (target.start, target.in_force_from)).map(numbered)
DAY_AFTER_DAY = [NEW_YEAR + timedelta(days=n) for n in range(-1, 43)]


@given(st.lists(st.tuples(DAYS, FILES), min_size=1, max_size=4).map(lambda files: sorted(files, key=lambda f: f[0])))
def test_from_the_day_it_is_served_a_file_says_all_and_the_past_stays(
    files: list[tuple[date, tuple[Target, ...]]],
) -> None:
    before = served(*files[:-1])
    day, file = files[-1]
    after = before + tuple(version.target for version in new_versions(before, file, day))
    for each in DAY_AFTER_DAY:
        if each >= day:
            assert numbers(after, each) == numbers(file, each)
    dated = [target.in_force_from for target in file if target.in_force_from is not None]
    known = {target.start for target in before}
    if before and all(target.start in known for target in file):
        past = [each for each in DAY_AFTER_DAY if each < min([*dated, day])]
        assert [numbers(after, each) for each in past] == [numbers(before, each) for each in past]
    assert new_versions(after, file, day) == new_versions(after, file, date(2024, 1, 1)) == ()
    places = [(target.start, target.version) for target in after]
    assert len(places) == len(set(places))


def test_a_version_is_told_in_a_line() -> None:
    (moved,) = new_versions((FIRST,), (replace(MOVED, in_force_from=date(2023, 6, 1)),), date(2023, 6, 10))
    place = "target i of 26 from 2023-01-01: "
    told = "deadline 2023-06-15 -> 2023-07-15, in force from 2023-06-01 (version 2)"
    assert version_in_words(moved) == place + told
    (new,) = new_versions((), (FIRST,), date(2023, 6, 10))
    assert version_in_words(new) == f"{place}new, 100 by 2023-06-15 (version 1)"
    (ended,) = new_versions((FIRST,), (), date(2023, 6, 10))
    assert version_in_words(ended) == f"{place}ended, from 2023-06-10 on (version 2)"


def test_what_differs_between_two_files_is_told_a_line_each() -> None:
    before = "name: a\nunits: [{id: '1', name: x}, {id: '2'}]\nindicators: {i: {kind: stock}}\nsources: {s: {}}\n"
    after = "name: b\nunits: [{id: '1', name: y}, {id: '3'}]\nindicators: {i: {kind: flow}, j: {}}\nchecks: {}\n"
    assert changes_between(before, after, ()).lines() == [
        "unit 3 added",
        "unit 2 removed",
        "unit 1 changed",
        "indicator j added",
        "indicator i changed",
        "source s removed",
        "name changed",
        "checks changed",
    ]
    assert changes_between(before, f"# a comment\n{before}", ()).lines() == []
    many = "units: [" + ", ".join(f"{{id: u{n}}}" for n in range(30)) + "]\n"
    assert changes_between("a: b", many, ()).lines()[-1] == "10 more units added"
