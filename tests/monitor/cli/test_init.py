"""`p06 init` writes a campaign that works, and destroys nothing."""

import csv
from datetime import date
from pathlib import Path

import yaml
from click.testing import CliRunner

from monitor.campaign.file import read_campaign
from monitor.cli import main
from monitor.cli.init import write_starter


def test_the_starter_passes_its_check_and_says_what_comes_next(tmp_path: Path) -> None:
    folder = tmp_path / "my province"
    written = CliRunner().invoke(main, ["init", str(folder)])
    assert written.exit_code == 0, written.output
    assert f"p06 check '{folder / 'campaign.yaml'}'" in written.stdout
    checked = CliRunner().invoke(main, ["check", str(folder / "campaign.yaml")])
    assert (checked.exit_code, checked.stderr) == (0, "")
    assert "3 units, 1 indicator, 2 targets, 1 source" in checked.stdout


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "figures.csv").write_text("mine", encoding="utf-8")
    refused = CliRunner().invoke(main, ["init", str(tmp_path)])
    assert refused.exit_code == 2
    assert "figures.csv" in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["figures.csv"]
    assert (tmp_path / "figures.csv").read_text(encoding="utf-8") == "mine"


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for place in ("file", "file/below"):
        refused = CliRunner().invoke(main, ["init", str(tmp_path / place)])
        assert refused.exit_code == 2
        assert "Traceback" not in refused.output


def test_the_template_and_the_campaign_speak_of_the_same_things(tmp_path: Path) -> None:
    today = date(2026, 11, 25)
    write_starter(tmp_path, today)
    campaign = read_campaign(tmp_path / "campaign.yaml")
    with (tmp_path / "figures.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        unit = campaign.units.find(row["unit_code"], today)
        assert campaign.units.find(row["unit"], today) == unit
        assert campaign.target(row["indicator"], unit.id, today) is not None
        assert row["as_of"] == "2026-11-25"


def test_the_scrape_snippet_is_a_job_with_the_name_that_the_rules_select(tmp_path: Path) -> None:
    write_starter(tmp_path, date(2026, 11, 25))
    snippet = yaml.safe_load((tmp_path / "prometheus-scrape.yaml").read_text(encoding="utf-8"))
    assert snippet["scrape_configs"][0]["job_name"] == "project06"
