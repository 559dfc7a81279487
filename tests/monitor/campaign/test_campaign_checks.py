"""Checks in a campaign file: severities, exceptions with their reasons, and what indicators are a part of."""

from datetime import date

import pytest
from campaign_texts import RIGHT, broken, faults_of, place_of

from monitor.campaign import CheckException, CheckRules, Severity
from monitor.campaign.file import parse_campaign

CHECKS = """\
checks:
  severities: {children_above_parent: warn}
  exceptions:
    - {rule: stock_fell, on: 2023-05-12, indicator: eid_activated, up_to: "3 %", why: the register was cleaned}
    - {rule: tenfold_jump, first: 2023-06-01, last: 2023-06-05, unit: "246", source: hand, backlog: true, why: paper}
"""


def test_severities_and_exceptions_are_read_with_their_reasons() -> None:
    assert parse_campaign(RIGHT, "f").checks == CheckRules()
    cleaned = CheckException(
        rule="stock_fell",
        first=date(2023, 5, 12),
        last=date(2023, 5, 12),
        indicator="eid_activated",
        up_to=0.03,
        why="the register was cleaned",
    )
    entered = CheckException(
        rule="tenfold_jump",
        first=date(2023, 6, 1),
        last=date(2023, 6, 5),
        unit="246",
        source="hand",
        backlog=True,
        why="paper",
    )
    found = parse_campaign(RIGHT + CHECKS, "f").checks
    assert found == CheckRules({"children_above_parent": Severity.WARN}, (cleaned, entered))


# A piece of the checks, what stands there instead, where the fault stands, and its words.
MISTAKES = [
    ("children_above_parent: warn", "children_above: warn", "children_above:", "did you mean children_above_parent?"),
    ("children_above_parent: warn", "unit_unknown: warn", "unit_unknown", "no rule whose severity can be set"),
    ("warn}", "ignore}", "ignore", "refuse, warn"),
    ("rule: stock_fell", "rule: stock_fel", "stock_fel,", "did you mean stock_fell?"),
    ("on: 2023-05-12", "on: 12/05/2023", "12/05/2023", "write 2023-05-12"),
    ("on: 2023-05-12, ", "", "{rule: stock_fell", "which days? write on, the one day, or first and last"),
    ("last: 2023-06-05, ", "", "{rule: tenfold_jump", "which days?"),
    ("last: 2023-06-05", "last: 2023-05-05", "2023-05-05", "is before first, 2023-06-01"),
    (", why: paper", "", "{rule: tenfold_jump", "why is missing"),
    ("why: paper", "why: ' '", "' '", "blank"),
    ("source: hand", "source: hands", "hands", "did you mean hand?"),
    ('unit: "246"', 'unit: "999"', '"999"', "no unit of this campaign"),
    ("backlog: true", 'backlog: true, up_to: "3 %"', '"3 %", why: paper', "up_to limits a fall"),
    ("indicator: eid_activated, up", "indicator: eid_active, up", "eid_active,", "did you mean eid_activated?"),
]


@pytest.mark.parametrize(("right", "wrong", "piece", "words"), MISTAKES)
def test_a_mistake_in_the_checks_is_named_where_it_stands(right: str, wrong: str, piece: str, words: str) -> None:
    assert CHECKS.count(right) == 1
    text = RIGHT + CHECKS.replace(right, wrong)
    faults = faults_of(text)
    assert any(fault.startswith(f"{place_of(piece, text)}: ") and words in fault for fault in faults), faults
    assert len(faults) <= 2, faults


APPROVED = "  eid_approved: {name: {vi: a, en: b}, kind: stock, adds: sum}\n"
RECEIVED = "  eid_received: {name: {vi: a, en: b}, kind: stock, adds: sum}\n"
PEOPLE = "  people_14: {name: {vi: a, en: b}, kind: stock, measure: people}\n"


def with_indicators(*more: str) -> str:
    return broken("targets:\n", f"{''.join(more)}targets:\n")


def parts_of(text: str) -> dict[str, str | None]:
    return {key: indicator.part_of for key, indicator in parse_campaign(text, "f").indicators.items()}


def test_what_is_activated_is_a_part_of_what_was_approved_without_being_told() -> None:
    whole = parts_of(with_indicators(APPROVED, RECEIVED))
    assert whole == {
        "eid_activated": "eid_approved",
        "eid_approved": "eid_received",
        "eid_received": None,
        "on_time_rate": None,
    }
    assert parts_of(with_indicators(RECEIVED))["eid_activated"] == "eid_received"
    assert parts_of(RIGHT)["eid_activated"] is None


def test_only_figures_with_the_same_qualifiers_are_parts_of_each_other() -> None:
    of_level_2 = with_indicators(APPROVED.replace("kind", "account_level: 2, kind"))
    assert parts_of(of_level_2)["eid_activated"] is None


def test_what_the_campaign_says_of_a_part_holds() -> None:
    told = with_indicators(APPROVED, PEOPLE).replace("adds: sum}\n  on", "adds: sum, part_of: people_14}\n  on")
    assert parts_of(told)["eid_activated"] == "people_14"


@pytest.mark.parametrize(
    ("part_of", "words"),
    [
        ("eid_approvd", "did you mean eid_approved?"),
        ("on_time_rate", "on_time_rate a ratio of percent; a part and its whole are counts of one sort"),
        ("eid_activated", "is a part of itself in the end"),
        ("tasks", "tasks a flow of tasks"),
    ],
)
def test_a_whole_is_a_count_of_the_same_sort(part_of: str, words: str) -> None:
    tasks = "  tasks: {name: {vi: a, en: b}, kind: flow, measure: tasks}\n"
    text = with_indicators(APPROVED, tasks).replace("adds: sum}\n  on", f"adds: sum, part_of: {part_of}}}\n  on")
    faults = faults_of(text)
    assert any("indicators.eid_activated.part_of: " in fault and words in fault for fault in faults), faults


def test_parts_in_a_circle_are_named_though_one_link_was_filled_in() -> None:
    text = with_indicators(APPROVED.replace("adds: sum", "adds: sum, part_of: eid_activated"))
    (fault,) = faults_of(text)
    assert "indicators.eid_approved.part_of: eid_approved is a part of itself in the end" in fault


@pytest.mark.parametrize("name", ["hand", "import", "push"])
def test_no_source_is_called_what_people_hand_in(name: str) -> None:
    text = broken("  api:\n", f"  {name}:\n")
    (fault,) = faults_of(text)
    assert fault.startswith(f"{place_of(f'{name}:', text)}: sources.{name}: {name} is the name of what people hand in")
