"""`p06 init` writes a campaign that works, and destroys nothing."""

from datetime import UTC, date, datetime
from pathlib import Path

import yaml
from click.testing import CliRunner

from collectors.source import Snapshot, kinds
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


def test_the_template_is_read_by_the_source_of_the_campaign(tmp_path: Path) -> None:
    today = date(2026, 11, 25)
    write_starter(tmp_path, today)
    campaign = read_campaign(tmp_path / "campaign.yaml")
    source = campaign.sources["weekly-table"]
    snapshot = Snapshot((tmp_path / "figures.csv").read_bytes(), "file:figures.csv", datetime.now(UTC), "text/csv")
    found = kinds()[source.kind].read(snapshot, source.config)
    assert found.set_aside == ()
    assert [(reading.indicator, reading.as_of, reading.value) for reading in found.readings] == [
        ("eid_activated", today, 12800),
        ("eid_activated", today, 3150),
    ]
    for reading in found.readings:
        unit = campaign.units.find(reading.unit_code or "", today)
        assert campaign.units.find(reading.unit or "", today) == unit
        assert campaign.target(reading.indicator, unit.id, today) is not None


def test_the_scrape_snippet_is_a_job_with_the_name_that_the_rules_select(tmp_path: Path) -> None:
    write_starter(tmp_path, date(2026, 11, 25))
    snippet = yaml.safe_load((tmp_path / "prometheus-scrape.yaml").read_text(encoding="utf-8"))
    assert snippet["scrape_configs"][0]["job_name"] == "project06"
