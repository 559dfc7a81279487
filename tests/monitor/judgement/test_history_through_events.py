"""What came of units keeps what they had: totals are conserved, shares are marked, nothing is counted twice."""

from __future__ import annotations

from datetime import date, timedelta
from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import (
    CITIZENS,
    EID,
    EVE,
    EVENT,
    ONLINE,
    RANK,
    campaign,
    ended,
    event,
    judged,
    made,
    row,
    said,
    unit,
    value,
)

from collectors.reading import Bound, Of
from monitor.campaign import Campaign
from monitor.judgement.figures import Figure
from monitor.judgement.observation import Observation
from monitor.units import EventKind, Former, Level, Transfer

NATION, PROVINCE, DISTRICT, COMMUNE = Level.NATION, Level.PROVINCE, Level.DISTRICT, Level.COMMUNE
MAY, JUNE, JULY = date(2025, 5, 1), date(2025, 6, 20), date(2025, 7, 10)
MERGED = campaign(
    [
        unit("vn", NATION),
        *(ended(id_, PROVINCE, "vn") for id_ in ("17", "25", "26")),
        made("25-2025", PROVINCE, "vn"),
        unit("01", PROVINCE, "vn"),
    ],
    [event(EventKind.MERGE, *(Transfer(id_, "25-2025") for id_ in ("17", "25", "26")))],
)
SPLIT = campaign(
    [
        unit("26", PROVINCE),
        ended("a", COMMUNE, "26"),
        made("b", COMMUNE, "26"),
        made("c", COMMUNE, "26"),
    ],
    [event(EventKind.SPLIT, Transfer("a", "b", 0.3, estimated=True), Transfer("a", "c", 0.7, estimated=True))],
)


def figure(of: Campaign, known: list[Observation], day: date, unit_id: str, indicator=EID) -> Figure:  # type: ignore[no-untyped-def]
    answer = row(judged(of, known, day), unit_id, indicator)
    assert answer is not None
    assert answer.figure is not None
    return answer.figure


def test_a_merged_province_has_the_history_of_its_parts_and_the_original_stays() -> None:
    known = [said("17", MAY, 10), said("25", JUNE, 200), said("26", MAY, 3000), said("26", JUNE, 4000)]
    before, after = judged(MERGED, known, EVE), judged(MERGED, known, EVENT)
    assert (value(before, "26"), value(before, "25-2025")) == (4000, None)
    assert (value(after, "26"), value(after, "25-2025")) == (None, 4210)
    series = after.series["eid", "25-2025"]
    assert [(f.as_of, f.value, f.inherited, f.estimated) for f in series] == [
        (MAY, 3010, True, False),
        (JUNE, 4210, True, False),
    ]
    assert [f.bound for f in series] == [Bound.AT_LEAST, Bound.EXACT]
    assert value(before, "vn") == value(after, "vn") == 4210


def test_what_some_parts_never_reported_is_at_least_and_its_unit_has_not_reported() -> None:
    known = [said("17", EVE, 10), said("26", EVE, 4000), said("01", EVE, 1)]
    total = row(judged(MERGED, known, EVE), "vn")
    assert total is not None
    assert total.parts is not None
    assert (total.parts.expected, total.parts.reported) == (4, 3)
    merged = figure(MERGED, known, EVENT, "25-2025")
    assert (merged.value, merged.bound, merged.complete) == (4010, Bound.AT_LEAST, False)
    total = row(judged(MERGED, known, EVENT), "vn")
    assert total is not None
    assert total.parts is not None
    assert ((total.parts.expected, total.parts.reported)) == (2, 1)
    assert [missing.id for missing in total.parts.missing] == ["25-2025"]


def test_a_split_unit_is_weighted_and_marked_estimated_and_its_halves_are_whole_again_together() -> None:
    known = [said("a", JUNE, 1000)]
    small, large = (figure(SPLIT, known, EVENT, id_) for id_ in ("b", "c"))
    assert (small.value, small.estimated, small.inherited, small.weights) == (300, True, True, (0.3,))
    assert (large.value, large.own) == (700, None)
    later = [*known, said("b", JULY, 400)]
    total = figure(SPLIT, later, JULY, "26")
    assert (total.value, total.estimated, total.inherited) == (1100, True, False)
    assert figure(SPLIT, known, EVENT, "26").estimated is False


def test_history_goes_on_through_several_events() -> None:
    later = date(2026, 1, 1)
    chain = campaign(
        [
            unit("26", PROVINCE),
            ended("a", COMMUNE, "26"),
            unit("b", COMMUNE, "26", valid_from=EVENT, valid_until=later),
            unit("c", COMMUNE, "26", valid_from=EVENT, valid_until=later),
            made("d", COMMUNE, "26", later),
        ],
        [
            event(EventKind.SPLIT, Transfer("a", "b", 0.3, estimated=True), Transfer("a", "c", 0.7, estimated=True)),
            event(EventKind.MERGE, Transfer("b", "d"), Transfer("c", "d"), day=later),
        ],
    )
    again = figure(chain, [said("a", JUNE, 1000), said("b", JULY, 400)], later, "d")
    assert (again.value, again.as_of, again.estimated) == (1100, JULY, True)
    whole = judged(chain, [said("a", JUNE, 1000)], later).series["eid", "d"][0]
    assert (whole.value, whole.estimated, whole.weights) == (1000, False, ())


def test_ratios_are_inherited_as_numerators_over_denominators() -> None:
    known = [
        said("17", JUNE, 0.9, ONLINE, count=900, out_of=1000, of=Of.FILED),
        said("25", JUNE, 0.1, ONLINE, count=1, out_of=10, of=Of.FILED),
        said("26", JUNE, 0.5, ONLINE, count=5, out_of=10, of=Of.FILED),
    ]
    assert figure(MERGED, known, EVENT, "25-2025", ONLINE).value == pytest.approx(906 / 1020)


def test_a_place_in_a_list_is_inherited_only_by_the_same_unit_under_another_name() -> None:
    of = campaign(
        [ended("46", PROVINCE), made("46-2025", PROVINCE), *MERGED.units],
        [event(EventKind.RENAME, Transfer("46", "46-2025")), *MERGED.units.events],
    )
    known = [said(id_, JUNE, None, RANK, rank=n) for n, id_ in enumerate(("46", "17", "25", "26"), start=1)]
    after = judged(of, known, EVENT)
    assert (value(after, "46-2025", RANK), value(after, "25-2025", RANK)) == (1, None)
    carried = row(after, "46-2025", RANK)
    assert carried is not None
    assert carried.figure is not None
    assert carried.figure.inherited
    assert carried.figure.own is not None


def test_what_a_new_unit_says_of_a_day_before_it_existed_stands_for_that_day() -> None:
    known = [said("17", MAY, 10), said("25", MAY, 20), said("26", MAY, 30), said("26", JUNE, 40)]
    after = judged(MERGED, [*known, said("25-2025", MAY, 61)], JULY)
    assert [f.value for f in after.series["eid", "25-2025"]] == [61, 70]


def test_later_figures_of_a_unit_that_is_no_more_do_not_enter() -> None:
    known = [said("17", JUNE, 10), said("25", JUNE, 20), said("26", JUNE, 30)]
    assert value(judged(MERGED, [*known, said("26", JULY, 999)], JULY), "25-2025") == 60


def test_a_figure_that_comes_late_for_an_old_unit_enters_its_successors_history() -> None:
    known = [said("17", JUNE, 10), said("25", JUNE, 20), said("26", JUNE, 30)]
    late = said("26", JUNE + timedelta(days=1), 35)
    assert value(judged(MERGED, [*known, late], JULY), "25-2025") == 65


DISTRICTS_GONE = campaign(
    [
        ended("26", PROVINCE),
        made("25-2025", PROVINCE),
        *(ended(id_, DISTRICT, "26") for id_ in ("243", "244")),
        *(ended(id_, COMMUNE, parent) for id_, parent in (("1", "243"), ("2", "243"), ("3", "244"))),
        *(made(id_, COMMUNE, "25-2025") for id_ in ("x", "y")),
    ],
    [
        event(EventKind.MERGE, Transfer("26", "25-2025")),
        event(EventKind.MERGE, Transfer("1", "x"), Transfer("2", "x")),
        event(EventKind.RENAME, Transfer("3", "y")),
    ],
)


def test_a_total_does_not_fall_to_what_the_first_commune_of_the_new_map_said() -> None:
    of_districts = [said("243", JUNE, 500), said("244", JUNE, 60)]
    assert value(judged(DISTRICTS_GONE, [*of_districts, said("x", JULY, 7)], JULY), "25-2025") == 560
    complete = [*of_districts, said("x", JULY, 510), said("y", JULY, 70)]
    assert value(judged(DISTRICTS_GONE, complete, JULY), "25-2025") == 580


def test_a_total_of_communes_goes_on_growing_though_one_of_them_never_reported() -> None:
    of_communes = [said("1", JUNE, 100), said("3", JUNE, 50)]
    total = figure(DISTRICTS_GONE, [*of_communes, said("y", JULY, 60)], JULY, "25-2025")
    assert (total.value, total.as_of, total.bound) == (160, JULY, Bound.AT_LEAST)


def test_a_province_figure_is_not_added_to_those_of_its_communes() -> None:
    known = [said("26", JUNE, 1000), *(said(id_, JUNE, 300) for id_ in ("1", "2", "3"))]
    assert value(judged(DISTRICTS_GONE, known, EVENT), "25-2025") == 1000


MOVED = campaign(
    [
        unit("vn", NATION),
        unit("01", PROVINCE, "vn"),
        unit("26", PROVINCE, "vn"),
        unit("ml", DISTRICT, "01", former=(Former(until=EVENT, name="Mê Linh", name_en="", code="ml", parent="26"),)),
        unit("ml-1", COMMUNE, "ml"),
        unit("vy", DISTRICT, "26"),
        unit("dd", DISTRICT, "01"),
    ],
)


def test_a_district_that_moves_to_another_province_takes_its_figures_along() -> None:
    known = [said("ml-1", JUNE, 20), said("vy", JUNE, 70), said("dd", JUNE, 500)]
    before, after = judged(MOVED, known, EVE), judged(MOVED, known, EVENT)
    assert [value(before, id_) for id_ in ("vn", "01", "26")] == [590, 500, 90]
    assert [value(after, id_) for id_ in ("vn", "01", "26")] == [590, 520, 70]


def test_it_leaves_the_figure_that_the_province_said_of_itself_too() -> None:
    known = [said("ml", JUNE, 20), said("26", JUNE, 95), said("01", JUNE, 500)]
    after = judged(MOVED, known, EVENT)
    assert [value(after, id_) for id_ in ("vn", "01", "26")] == [595, 520, 75]
    assert figure(MOVED, known, EVENT, "26").estimated
    later = [*known, said("26", JULY, 80)]
    assert value(judged(MOVED, later, JULY), "vn") == 600


def test_a_part_that_is_handed_over_is_taken_from_the_one_and_given_to_the_other() -> None:
    of = campaign(
        [unit("26", PROVINCE), unit("a", COMMUNE, "26"), unit("b", COMMUNE, "26")],
        [event(EventKind.PARTIAL_TRANSFER, Transfer("a", "b", 0.25))],
    )
    known = [said("a", JUNE, 100), said("b", JUNE, 10)]
    after = judged(of, known, EVENT)
    assert [value(after, id_) for id_ in ("a", "b", "26")] == [75, 35, 110]
    assert figure(of, known, EVENT, "a").estimated


def test_denominators_are_inherited_like_any_figure() -> None:
    known = [said(id_, JUNE, 100, CITIZENS) for id_ in ("17", "25", "26")]
    assert value(judged(MERGED, known, EVENT), "25-2025", CITIZENS) == 300


# --- any map, any figures ---------------------------------------------------------------------------------------------

SHARES = st.lists(st.integers(1, 9), min_size=1, max_size=3).map(lambda n: [each / sum(n) for each in n])


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Campaign, list[Observation]]:
    """A nation whose provinces and communes are merged, divided, moved or left alone, with figures at any level."""
    provinces = [f"p{n}" for n in range(draw(st.integers(1, 4)))]
    communes = {f"c{n}": draw(st.sampled_from(provinces)) for n in range(draw(st.integers(0, 6)))}
    new_provinces = [f"q{n}" for n in range(draw(st.integers(1, 3)))]
    new_communes = [f"d{n}" for n in range(draw(st.integers(1, 4)))]
    transfers, units, kept = [], [unit("vn", NATION)], set()
    for id_ in provinces:
        stays = draw(st.booleans())
        kept |= {id_} if stays else set()
        units.append(unit(id_, PROVINCE, "vn") if stays else ended(id_, PROVINCE, "vn"))
        transfers += [] if stays else draw(parts(id_, new_provinces))
    # A new province that nothing went into, but communes did, would contradict itself.
    present = sorted(kept | {transfer.target for transfer in transfers})
    for id_, parent in communes.items():
        if draw(st.booleans()):
            transfers += draw(parts(id_, new_communes))
            units.append(ended(id_, COMMUNE, parent))
        else:
            former = Former(until=EVENT, name=id_, name_en=id_, code=id_, parent=parent)
            units.append(unit(id_, COMMUNE, draw(st.sampled_from(present)), former=(former,)))
    units += [made(id_, PROVINCE, "vn") for id_ in new_provinces]
    units += [made(id_, COMMUNE, draw(st.sampled_from(present))) for id_ in new_communes]
    speaking = st.sampled_from(["vn", *provinces, *communes])
    cells = draw(st.dictionaries(st.tuples(speaking, st.integers(0, 9)), st.integers(0, 10**6), max_size=14))
    known = [said(id_, EVE - timedelta(days=back), float(n)) for (id_, back), n in cells.items()]
    return campaign(units, [event(EventKind.MERGE, *transfers)]), known


@st.composite
def parts(draw: st.DrawFn, source: str, targets: list[str]) -> list[Transfer]:
    shares = draw(SHARES)[: len(targets)]
    chosen = draw(st.permutations(targets))[: len(shares)]
    return [
        Transfer(source, target, share / sum(shares), estimated=draw(st.booleans()))
        for target, share in zip(chosen, shares, strict=True)
    ]


@settings(max_examples=150)
@given(worlds(), st.integers(0, 40))
def test_the_total_of_the_nation_is_the_same_on_the_day_before_and_after(
    world: tuple[Campaign, list[Observation]], days: int
) -> None:
    of, known = world
    before, after = judged(of, known, EVE), judged(of, known, EVENT + timedelta(days=days))
    assert value(before, "vn") == value(after, "vn")
    one, other = before.series.get(("eid", "vn"), ()), after.series.get(("eid", "vn"), ())
    assert [(f.as_of, f.value, f.complete, f.bound) for f in one] == [
        (f.as_of, f.value, f.complete, f.bound) for f in other
    ]


@settings(max_examples=150)
@given(worlds(), st.sampled_from([PROVINCE, COMMUNE]))
def test_what_all_units_of_a_level_hold_is_conserved(world: tuple[Campaign, list[Observation]], level: Level) -> None:
    of, everything = world
    known = [o for o in everything if of.units[o.unit].level is COMMUNE]
    held, holds = (
        sum(r.figure.value or 0 for r in judged(of, known, day).rows if r.unit.level is level and r.figure)
        for day in (EVE, EVENT)
    )
    assert isclose(held, holds, abs_tol=1e-3)


@settings(max_examples=150)
@given(worlds(), st.integers(0, 10**6))
def test_once_every_unit_of_the_new_map_has_reported_the_total_is_theirs_alone(
    world: tuple[Campaign, list[Observation]], n: int
) -> None:
    of, known = world
    leaves = [u for u in of.units.ordered(JULY) if not of.units.children(u.id, JULY)]
    reports = [said(leaf.id, JULY, float(n + at)) for at, leaf in enumerate(leaves)]
    total = figure(of, [*known, *reports], JULY, "vn")
    assert isclose(total.value or 0, sum(report.value or 0 for report in reports))
    assert (total.complete, total.estimated, total.inherited) == (True, False, False)


@settings(max_examples=100)
@given(worlds())
def test_no_figure_is_negative_and_every_weight_is_told(world: tuple[Campaign, list[Observation]]) -> None:
    of, known = world
    for series in judged(of, known, JULY).series.values():
        for each in series:
            weights = each.weights or (1.0,) * len(each.observations)
            assert each.value is not None
            assert each.value >= 0
            assert len({id(o) for o in each.observations}) == len(each.observations) == len(weights)
            made_of = sum(w * (o.value or 0) for w, o in zip(weights, each.observations, strict=True))
            assert isclose(each.value, made_of, rel_tol=1e-9, abs_tol=1e-3)


CALM_DAYS = st.integers(-30, 30).map(lambda n: EVENT + timedelta(days=n))
CALM_CELLS = st.dictionaries(
    st.tuples(st.sampled_from(["vn", "26", "a", "b", "c"]), CALM_DAYS), st.integers(0, 10**6).map(float), max_size=14
)


@settings(max_examples=150)
@given(CALM_CELLS, CALM_DAYS)
def test_a_change_of_names_changes_no_figure(cells: dict[tuple[str, date], float], renamed: date) -> None:
    below = [("26", PROVINCE, "vn"), ("a", COMMUNE, "26"), ("b", COMMUNE, "26"), ("c", COMMUNE, "26")]
    units = [unit(*each) for each in below]
    former = Former(until=renamed, name="Cũ", name_en="Old", code="26", parent="vn")
    calm = campaign([unit("vn", NATION), *units])
    changed = campaign([unit("vn", NATION), unit(*below[0], former=(former,)), *units[1:]])
    known = [said(id_, day, n) for (id_, day), n in cells.items()]
    end = EVENT + timedelta(days=40)
    one, other = judged(calm, known, end), judged(changed, known, end)
    assert one.series == other.series
    told = [[(r.unit.id, r.figure, r.progress, r.difference) for r in found.rows] for found in (one, other)]
    assert told[0] == told[1]
