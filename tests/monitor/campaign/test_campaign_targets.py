"""Targets of a campaign file: their versions, paths and denominators, and which version a day is judged by."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from campaign_texts import RIGHT, broken, faults_of, place_of

from monitor.campaign import Campaign, Milestones, Straight, Target, WorkCalendar, WorkingDays
from monitor.campaign.file import parse_campaign
from monitor.clock import VIETNAM
from monitor.units import UnitRegistry

PEOPLE = "  people_14: {name: {vi: Dân số, en: People from 14}, kind: stock, adds: sum, measure: people}\n"
TWO_VERSIONS = """\
  - {indicator: eid_activated, unit: "246", value: 100, start: 2023-01-01, deadline: 2023-06-15, basis: decided}
  - {indicator: eid_activated, unit: "246", value: 100, start: 2023-01-01, deadline: 2023-07-15, basis: decided,
     in_force_from: 2023-06-01, decision: 12/QĐ-UBND, decided_on: 2023-05-30, decided_by: UBND tỉnh}
sources:
"""


def with_path(path: str, *more: str) -> str:
    return broken("value: 1000", "\n    ".join(("value: 1000", f"path: {path}", *more)))


def on(campaign: Campaign, day: date) -> Target | None:
    return campaign.target("eid_activated", "246", day)


def test_each_day_is_judged_by_the_version_then_in_force() -> None:
    campaign = parse_campaign(broken("sources:\n", TWO_VERSIONS), "f")
    before, after = on(campaign, date(2023, 5, 31)), on(campaign, date(2023, 6, 1))
    assert before is not None
    assert after is not None
    assert (before.version, before.deadline) == (1, date(2023, 6, 15))
    assert (after.version, after.deadline) == (2, date(2023, 7, 15))
    assert (after.decision, after.decided_on, after.decided_by) == ("12/QĐ-UBND", date(2023, 5, 30), "UBND tỉnh")
    assert on(campaign, date(2022, 1, 1)) == before
    assert campaign.target_versions("eid_activated", "246") == (before, after)
    assert campaign.target_versions("on_time_rate", "246") == ()


def target(start: date, **more: object) -> Target:
    made = parse_campaign(RIGHT, "f").targets[0]
    return replace(made, unit="246", start=start, deadline=date(2025, 1, 1), **more)  # type: ignore[arg-type]


def test_of_versions_of_one_day_the_later_counts_and_an_end_lets_the_target_before_hold() -> None:
    first, second = date(2023, 1, 1), date(2024, 1, 1)
    targets = (
        target(first, value=1.0),
        target(first, value=2.0, version=2, in_force_from=date(2023, 6, 1)),
        target(first, value=3.0, version=3, in_force_from=date(2023, 6, 1)),
        target(second, value=4.0),
        target(second, value=4.0, version=2, in_force_from=date(2024, 7, 1), ended=True),
    )
    campaign = replace(parse_campaign(RIGHT, "f"), targets=targets)
    found = {day: on(campaign, day) for day in (date(2022, 1, 1), date(2023, 6, 1), second, date(2024, 7, 1))}
    assert [each and each.value for each in found.values()] == [1.0, 3.0, 4.0, 3.0]


def test_nothing_is_in_force_before_its_day_or_after_its_end() -> None:
    later = target(date(2023, 1, 1), in_force_from=date(2023, 3, 1))
    gone = replace(later, version=2, in_force_from=date(2023, 9, 1), ended=True)
    campaign = replace(parse_campaign(RIGHT, "f"), targets=(later, gone))
    days = (date(2023, 2, 28), date(2023, 3, 1), date(2023, 8, 31), date(2023, 9, 1))
    assert [on(campaign, day) for day in days] == [None, later, later, None]


def test_a_unit_that_is_no_more_has_no_target() -> None:
    campaign = parse_campaign(broken("sources:\n", TWO_VERSIONS), "f")
    units = [replace(unit, valid_until=date(2023, 7, 1)) if unit.id == "246" else unit for unit in campaign.units]
    ended = replace(campaign, units=UnitRegistry(units))
    assert on(ended, date(2023, 6, 30)) == on(campaign, date(2023, 6, 30)) is not None
    assert on(ended, date(2023, 7, 1)) is None
    assert ended.target("eid_activated", "26", date(2023, 7, 1)) is not None


def test_a_path_is_straight_unless_it_says_otherwise() -> None:
    assert parse_campaign(RIGHT, "f").targets[0].path == parse_campaign(with_path("straight"), "f").targets[0].path
    assert parse_campaign(RIGHT, "f").targets[0].path == Straight()
    assert parse_campaign(with_path("working_days"), "f").targets[0].path == WorkingDays()


def test_the_corrections_of_holidays_count_for_every_path_by_working_days() -> None:
    corrections = 'holidays: {off: {"2023-05-04": bridging day}, work: {2023-05-06: worked for it}}\ntargets:\n'
    campaign = parse_campaign(with_path("working_days").replace("targets:\n", corrections), "f")
    calendar = WorkCalendar(frozenset({date(2023, 5, 4)}), frozenset({date(2023, 5, 6)}))
    assert campaign.calendar == calendar
    assert campaign.targets[0].path == WorkingDays(calendar)
    friday, monday = (campaign.targets[0].part_at(datetime(2023, 5, day, tzinfo=VIETNAM)) for day in (6, 8))
    assert friday < monday


@pytest.mark.parametrize(
    ("target", "milestone", "part"),
    [
        # Of a count: a share of it, the baseline being the beginning of the way.
        ("value: 1000", "25 %", 0.25),
        ("value: 1000\n    baseline: 200", "25 %", 0.0625),
        ('implied: {value: 585673, share: "111.94 %"}', "80 %", 0.8),
        # Of a percentage or a share: in the same terms as the target.
        ("share: 80 %\n    of: eligible", "50 %", 0.625),
        ("share: 80 %\n    of: eligible\n    baseline: 0.2", "50 %", 0.5),
        ("share: 100 %\n    of: eligible", "25 %", 0.25),
    ],
)
def test_a_milestone_is_a_percentage_of_what_the_target_says(target: str, milestone: str, part: float) -> None:
    text = broken("value: 1000", f'{target}\n    path: {{milestones: {{2023-03-31: "{milestone}"}}}}')
    path = parse_campaign(text, "f").targets[0].path
    assert isinstance(path, Milestones)
    ((day, found),) = path.points
    assert (day, found) == (date(2023, 3, 31), pytest.approx(part))


def test_where_less_is_better_milestones_lead_down() -> None:
    text = broken("value: 1000", 'value: "10 %"\n    baseline: "30 %"\n    path: {milestones: {2023-03-31: 15 %}}')
    text = text.replace("- indicator: eid_activated", "- indicator: on_time_rate").replace(
        "kind: ratio", "kind: ratio, better: lower"
    )
    path = parse_campaign(text, "f").targets[0].path
    assert isinstance(path, Milestones)
    assert path.points[0][1] == pytest.approx(0.75)


def test_milestones_may_stand_in_any_order_and_end_at_the_deadline() -> None:
    path = parse_campaign(with_path('{milestones: {2023-07-31: "100 %", 2023-03-31: 25 %}}'), "f").targets[0].path
    assert path == Milestones(((date(2023, 3, 31), 0.25), (date(2023, 7, 31), 1.0)))


def test_a_share_may_have_its_number_from_another_indicator() -> None:
    text = broken("value: 1000", "share: 95 %\n    of: eligible\n    denominator: people_14")
    found = parse_campaign(text.replace("targets:\n", f"{PEOPLE}targets:\n"), "f").targets[0]
    assert (found.share, found.denominator) == (0.95, "people_14")


# What stands in place of the value, where the fault stands, and its words.
MISTAKES = [
    ("path: strait", "strait", "did you mean straight?"),
    ("path: 5", "5\n", "the number 5 is no path; write straight, working_days, or {milestones:"),
    ("path: {milestone: {2023-03-31: 25 %}}", "milestone:", 'called "milestone"; did you mean milestones?'),
    ("path: {milestones: {}}", "{}", "at least one entry"),
    ("path: {milestones: {2023-03-31: 0.25}}", "0.25", "is not a percentage"),
    ("path: {milestones: {31/03/2023: 25 %}}", "31/03/2023", "write 2023-03-31"),
    ("path: {milestones: {2022-12-31: 25 %}}", "2022-12-31: ^25 %", "write a day from 2023-01-01 to 2023-07-31"),
    ("path: {milestones: {2023-03-31: 25 %, 2023-04-30: 25 %}}", "30: ^25 %", "no more than what is asked for on"),
    ("path: {milestones: {2023-03-31: 120 %}}", "120 %", "more than the whole target, which is 100 %"),
    ("path: {milestones: {2023-07-31: 90 %}}", "90 %", "is the deadline, at which all of the target is due"),
    ("baseline: 300\n    path: {milestones: {2023-03-31: 25 %}}", "25 %", "begins at 30 % already"),
    ("denominator: on_time_rate", "on_time_rate\n    start", "a denominator belongs to a share"),
    ("in_force_from: 01/06/2023", "01/06/2023", "write 2023-06-01"),
    ("decided_on: June", "June", "write year, month and day"),
]


@pytest.mark.parametrize(("more", "piece", "words"), MISTAKES)
def test_a_mistake_in_a_target_is_named_where_it_stands(more: str, piece: str, words: str) -> None:
    text = broken("value: 1000", f"value: 1000\n    {more}")
    faults = faults_of(text)
    assert any(fault.startswith(f"{place_of(piece, text)}: ") and words in fault for fault in faults), faults
    assert len(faults) <= 2, faults


@pytest.mark.parametrize(
    ("denominator", "words"),
    [("on_time_rate", "is counted in percent"), ("eid_activated", "no share of itself"), ("peeple", "no indicator")],
)
def test_a_denominator_counts_something_else(denominator: str, words: str) -> None:
    (fault,) = faults_of(broken("value: 1000", f"share: 95 %\n    of: eligible\n    denominator: {denominator}"))
    assert "targets[0].denominator" in fault
    assert words in fault


def test_milestones_of_a_percentage_stay_below_it() -> None:
    text = broken("value: 1000", "share: 80 %\n    of: eligible\n    path: {milestones: {2023-03-31: 90 %}}")
    (fault,) = faults_of(text)
    assert "more than the whole target, which is 80 %" in fault


def test_a_path_by_working_days_has_some_that_are_known() -> None:
    sunday = with_path("working_days").replace("2023-01-01", "2023-06-04").replace("2023-07-31", "2023-06-04")
    far = with_path("working_days").replace("2023-07-31", "2123-07-31")
    assert "no working day lies between 2023-06-04 and 2023-06-04" in faults_of(sunday)[0]
    assert "1995 to 2099" in faults_of(far)[0]


def test_versions_of_one_day_and_days_that_are_both_off_and_worked_are_named() -> None:
    twice = TWO_VERSIONS.replace("deadline: 2023-06-15", "in_force_from: 2023-06-01, deadline: 2023-06-15")
    (fault,) = faults_of(broken("sources:\n", twice))
    assert "already, in line 16; keep one of them, or write from when on a new version is in_force_from" in fault
    both = broken("targets:\n", "holidays: {off: {2023-05-04: a}, work: {2023-05-04: b}}\ntargets:\n")
    (fault,) = faults_of(both)
    assert fault.endswith("holidays.work.2023-05-04: 2023-05-04 stands under off too; keep one of them")
    (fault,) = faults_of(both.replace(", work: {2023-05-04: b}", "").replace(": a}", ": ' '}"))
    assert "blank" in fault
