"""What was set aside is listed, shown and decided on from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from monitor.cli import main

CAMPAIGN = Path(__file__).parents[3] / "campaigns" / "vinh-phuc-2023.yaml"
FIGURES = """unit,indicator,as_of,value
252,eid_activated,2023-06-18,61120
252,eid_activated,2023-06-19,60980
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder in which a fall was set aside."""
    (tmp_path / "figures.csv").write_text(FIGURES, encoding="utf-8")
    taken = p06(tmp_path, "import", str(tmp_path / "figures.csv"))
    assert taken.exit_code == 1, taken.output
    return tmp_path


def p06(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--data", str(folder / "data"), "--campaign", str(CAMPAIGN)])


def test_what_waits_is_listed_with_its_rule_and_quote(folder: Path) -> None:
    listed = p06(folder, "quarantine", "list", "--format", "json")
    assert listed.exit_code == 0, listed.output
    (row,) = json.loads(listed.output)
    assert row["rule"] == "stock_fell"
    assert "60980" in row["quote"]
    shown = p06(folder, "quarantine", "show", "1")
    assert "61.120" in shown.output or "61,120" in shown.output


def test_an_accepted_fall_is_the_figure_and_waits_no_more(folder: Path) -> None:
    accepted = p06(folder, "quarantine", "accept", "1", "--reason", "140 double accounts were removed")
    assert accepted.exit_code == 0, accepted.output
    progress = p06(folder, "progress", "--unit", "252", "--as-of", "2023-06-20", "--format", "json")
    assert [row["value"] for row in json.loads(progress.output)["data"]] == [60980]
    again = p06(folder, "quarantine", "accept", "1", "--reason", "once more")
    assert again.exit_code != 0
    assert "Traceback" not in again.output


def test_a_rejected_one_is_not_the_figure_and_a_reason_is_needed(folder: Path) -> None:
    assert p06(folder, "quarantine", "reject", "1").exit_code == 2
    assert p06(folder, "quarantine", "reject", "1", "--reason", "a slip").exit_code == 0
    progress = p06(folder, "progress", "--unit", "252", "--as-of", "2023-06-20", "--format", "json")
    assert [row["value"] for row in json.loads(progress.output)["data"]] == [61120]
