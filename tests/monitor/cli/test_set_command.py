"""`p06 set` takes one figure that is typed in, says what it stands in place of, and never guesses what was meant."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from monitor.campaign.file import read_campaign
from monitor.cli import main
from monitor.judgement.observation import Observation
from monitor.store import Store, campaigns
from monitor.store.observations import current_observations
from monitor.store.snapshots import snapshot

ROOT = Path(__file__).parents[3]
CAMPAIGN = ROOT / "campaigns" / "vinh-phuc-2023.yaml"
WHY = ("--why", "Báo cáo 45/BC-CAH", "--author", "an")
Set = Callable[..., Result]
# What does not reach the database is tried on one kind of it.
ON_ONE = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)


def serve(store: Store) -> None:
    with store.write() as connection:
        campaigns.serve_campaign(connection, read_campaign(CAMPAIGN), str(CAMPAIGN), datetime.now(UTC))


def held(store: Store) -> list[Observation]:
    with store.read() as connection:
        return current_observations(connection)


@pytest.fixture
def set_figure(store: Store, database_url: str, tmp_path: Path) -> Set:
    """Types one figure in."""
    serve(store)

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, ["set", "--database", database_url, "--data", str(tmp_path), *words])

    return run


def test_a_figure_is_taken_with_its_reason_its_author_and_the_words_as_typed(set_figure: Set, store: Store) -> None:
    result = set_figure("eid_activated", "huyện Yên Lạc", "2023-06-18", "61.120", *WHY)
    assert (result.exit_code, result.stdout.splitlines()) == (
        0,
        [
            "accepted: eid_activated of Huyện Yên Lạc (251), written 'huyện Yên Lạc', on 2023-06-18: 61,120",
            "before: no figure of that day",
            "shown now: 61,120 on 2023-06-18 (Typed in)",
        ],
    )
    (figure,) = held(store)
    assert (figure.value, figure.source, figure.author, figure.reason) == (61120, "hand", "an", "Báo cáo 45/BC-CAH")
    with store.read() as connection:
        document = snapshot(connection, figure.document or "")
    assert document is not None
    assert json.loads(document.body)["value"] == "61.120"


def test_it_says_what_it_replaced_and_what_is_shown_now(set_figure: Set) -> None:
    set_figure("eid_activated", "251", "2023-06-18", "61120", *WHY)
    set_figure("eid_activated", "251", "2023-06-25", "62000", *WHY)
    corrected = set_figure("eid_activated", "251", "2023-06-18", "61500", *WHY)
    assert corrected.stdout.splitlines()[1:] == [
        "before: 61,120 on 2023-06-18 (Typed in)",
        "shown now: 62,000 on 2023-06-25 (Typed in)",
    ]
    again = set_figure("eid_activated", "251", "2023-06-18", "61500", *WHY)
    assert (again.exit_code, again.stdout.split(":")[0]) == (0, "unchanged")


@ON_ONE
@pytest.mark.parametrize(
    ("indicator", "value", "held_as"),
    [
        ("eid_activated", "585.673", 585673),
        ("eid_activated", "585,673", 585673),
        ("eid_activated", "585 673", 585673),
        ("online_application_rate", "95 %", 0.95),
        ("online_application_rate", "95,5%", 0.955),
        ("online_application_rate", "0.95", 0.95),
        ("tasks_done_province", "46", 46),
    ],
)
def test_a_value_is_taken_in_either_notation(
    set_figure: Set, store: Store, indicator: str, value: str, held_as: float
) -> None:
    assert set_figure(indicator, "26", "2023-06-18", value, *WHY).exit_code == 0
    assert [(each.indicator, each.value) for each in held(store)] == [(indicator, held_as)]


def test_a_bound_is_kept_and_shown(set_figure: Set, store: Store) -> None:
    result = set_figure("eid_activated", "26", "2023-06-18", "585673", "--bound", "at_least", *WHY)
    assert result.stdout.splitlines()[-1] == "shown now: at least 585,673 on 2023-06-18 (Typed in)"
    assert [each.bound for each in held(store)] == ["at_least"]


def test_a_figure_that_breaks_a_check_is_set_aside_and_the_way_to_accept_it_is_said(
    set_figure: Set, store: Store
) -> None:
    set_figure("eid_activated", "251", "2023-06-18", "61120", *WHY)
    result = set_figure("eid_activated", "251", "2023-06-19", "60980", *WHY)
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert all(words in result.stderr for words in ("stock_fell", "60,980", "61,120"))
    assert re.search(r"p06 quarantine accept [0-9]+ --reason", result.stderr)
    assert [each.value for each in held(store)] == [61120]


def test_a_dry_run_says_the_same_and_writes_nothing(set_figure: Set, store: Store) -> None:
    revision = store.revision()
    result = set_figure("eid_activated", "251", "2023-06-18", "61120", "--dry-run", *WHY)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].startswith("dry run, nothing written: would be accepted: eid_activated of ")
    assert (held(store), store.revision()) == ([], revision)


@ON_ONE
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("eid_activated", "251", "2023-06-18", "61120"), "--why"),
        (("eid_activated", "251", "2023-06-18", "61120", "--why", " "), "--why is empty"),
        (("eid_activated", "251", "2023-06-18", "1", "--why", "CCCD 026099000000"), "--why holds a personal"),
        (("eid_activated", "251", "2023-06-18", "1", "--why", "\udcff"), "--why holds a character that no text has"),
        (("eid_activated", "\udcff", "2023-06-18", "1", *WHY), "unit: "),
        (("eid_active", "251", "2023-06-18", "1", *WHY), "did you mean eid_activated?"),
        (("eid_activated", "Yên Lạ", "2023-06-18", "1", *WHY), "Huyện Yên Lạc (251"),
        (("eid_activated", "251", "18/6/2023", "1", *WHY), "as_of: '18/6/2023' is not a day"),
        (("eid_activated", "251", "2023-06-18", "1.5", *WHY), "value: '1.5': a count is a whole number"),
        (("eid_activated", "251", "2023-06-18", "-", *WHY), "value: no figure is reported here"),
        (("eid_activated", "251", "2023-06-18", "026099000000", *WHY), "value: a personal identity number"),
        (("online_application_rate", "26", "2023-06-18", "95", *WHY), "a text such as 95 % would be clear"),
        (("online_application_rate", "26", "2023-06-18", "1", *WHY), "may be a share or a percentage"),
        (("eid_activated", "251", "2023-06-18", "1", "--source", "portal", *WHY), "there are: hand, press"),
    ],
)
def test_wrong_use_writes_nothing_and_says_what_would_be_right(
    set_figure: Set, store: Store, words: tuple[str, ...], says: str
) -> None:
    result = set_figure(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
    assert "099" not in result.stderr
    assert held(store) == []


def test_the_page_about_figures_by_hand_does_what_it_says(
    store: Store, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(store)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("P06_DATABASE_URL", database_url)
    page = (ROOT / "docs" / "by-hand.md").read_text(encoding="utf-8")
    for kind, name, block in re.findall(r"^```(\w+) ?(\S*)\n(.*?)^```", page, re.M | re.S):
        if kind == "csv":
            (tmp_path / name).write_text(block, encoding="utf-8")
        elif kind == "console":
            command, _, printed = block.removeprefix("$ p06 ").partition("\n")
            assert CliRunner().invoke(main, shlex.split(command)).output == printed
    assert {(each.unit, each.as_of.day, each.value) for each in held(store)} == {
        ("251", 18, 61120), ("251", 19, 60980), ("248", 18, 41390), ("253", 18, 31000),
    }  # fmt: skip
