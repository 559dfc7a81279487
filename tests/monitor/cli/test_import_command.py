"""`p06 import` answers a file row by row: what became of it, which unit was meant, and what would be right."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from monitor.campaign.file import read_campaign
from monitor.cli import main
from monitor.store import Store, campaigns
from monitor.store.observations import current_observations
from monitor.store.snapshots import snapshot

ROOT = Path(__file__).parents[3]
CAMPAIGN = ROOT / "campaigns" / "vinh-phuc-2023.yaml"
HEAD = "unit,indicator,as_of,value"
FELL = (HEAD, "251,eid_activated,2023-06-18,61120", "251,eid_activated,2023-06-19,60980")
Import = Callable[..., Result]
# What does not reach the database is tried on one kind of it.
ON_ONE = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)


@pytest.fixture
def serving(store: Store) -> Store:
    """A store that serves the worked example."""
    with store.write() as connection:
        campaigns.serve_campaign(connection, read_campaign(CAMPAIGN), str(CAMPAIGN), datetime.now(UTC))
    return store


@pytest.fixture
def import_rows(serving: Store, database_url: str, tmp_path: Path) -> Import:
    """Imports rows of text, or a file."""

    def run(rows: tuple[str, ...] | Path, *words: str) -> Result:
        file = rows if isinstance(rows, Path) else tmp_path / "figures.csv"
        if not isinstance(rows, Path):
            file.write_text("\n".join(rows), encoding="utf-8")
        where = ("--database", database_url, "--data", str(tmp_path))
        return CliRunner().invoke(main, ["import", str(file), *where, "--author", "an", *words])

    return run


def held(store: Store) -> dict[tuple[str, str], float | None]:
    with store.read() as connection:
        return {(each.unit, each.as_of.isoformat()): each.value for each in current_observations(connection)}


def test_a_fall_is_set_aside_with_both_values_and_the_row_before_it_is_taken(
    import_rows: Import, serving: Store
) -> None:
    result = import_rows(FELL)
    assert result.exit_code == 1
    first, second, summary = result.stdout.splitlines()
    assert first == "row 2: accepted: eid_activated of Huyện Yên Lạc (251) on 2023-06-18"
    assert second.startswith("row 3: quarantined: eid_activated of Huyện Yên Lạc (251) on 2023-06-19: ")
    assert all(words in second for words in ("stock_fell", "60,980", "61,120", "(quarantine "))
    assert summary == "run 1: 1 accepted, 1 quarantined"
    assert result.stderr == "Error: 1 of 2 rows not taken\n"
    assert held(serving) == {("251", "2023-06-18"): 61120}


def test_the_same_file_twice_changes_nothing(import_rows: Import, serving: Store) -> None:
    rows = (*FELL[:2], "252,eid_activated,2023-06-18,70000")
    import_rows(rows)
    before = held(serving)
    again = import_rows(rows)
    assert (again.exit_code, again.stderr) == (0, "")
    assert [line.split(": ")[1] for line in again.stdout.splitlines()] == ["unchanged", "unchanged", "2 unchanged"]
    assert held(serving) == before


def test_an_older_figure_that_comes_later_leaves_the_latest_alone(import_rows: Import, serving: Store) -> None:
    result = import_rows((HEAD, "251,eid_activated,2023-06-20,62000", "251,eid_activated,2023-06-10,57500"))
    assert result.exit_code == 0
    assert held(serving) == {("251", "2023-06-10"): 57500, ("251", "2023-06-20"): 62000}


def test_each_figure_leads_back_to_its_row_its_file_and_who_handed_it_in(import_rows: Import, serving: Store) -> None:
    import_rows(FELL[:2])
    with serving.read() as connection:
        (figure,) = current_observations(connection)
        document = snapshot(connection, figure.document or "")
    assert (figure.source, figure.author, figure.cell) == ("import", "an", "row 2")
    assert figure.quote == "251 | eid_activated | 2023-06-18 | 61120"
    assert document is not None
    assert (document.address, document.body) == ("file:figures.csv", "\n".join(FELL[:2]).encode())


@pytest.mark.parametrize("words", [("--dry-run",), ("--all",)])
def test_a_dry_run_and_a_whole_batch_with_a_bad_row_write_nothing(
    import_rows: Import, serving: Store, words: tuple[str, ...]
) -> None:
    revision = serving.revision()
    result = import_rows(FELL, *words)
    assert result.exit_code == 1
    assert "stock_fell" in result.stdout
    assert "nothing written" in result.stdout.splitlines()[-1]
    assert (held(serving), serving.revision()) == ({}, revision)


def test_every_fault_is_told_with_row_and_column_and_what_was_passed_over(import_rows: Import, serving: Store) -> None:
    rows = ("299,eid_activated,2023-06-18,1.234", "252,eid_activated,2023-06-18,-", "253,eid_activate,2023-06-18,5")
    result = import_rows((*FELL[:2], *rows))
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert "row 3: refused: column value: ambiguous_number: '1.234' may be 1234" in lines[1]
    assert lines[2].startswith("row 5: refused: column indicator: indicator_unknown: ")
    assert "did you mean eid_activated?" in lines[2]
    assert (
        lines[3] == "row 4, column value: passed over: not_reported: no figure is reported here; it is not counted as 0"
    )
    assert lines[4] == "run 1: 1 accepted, 2 refused"
    assert set(held(serving)) == {("251", "2023-06-18")}


@ON_ONE
def test_a_unit_is_named_as_the_campaign_has_it_beside_what_the_file_writes(import_rows: Import) -> None:
    result = import_rows((HEAD, "h. yên lạc,eid_activated,2023-06-18,61120", "Nơi khác,eid_activated,2023-06-18,5"))
    first, second, _ = result.stdout.splitlines()
    assert first == "row 2: accepted: eid_activated of Huyện Yên Lạc (251), written 'h. yên lạc', on 2023-06-18"
    assert "unit_unknown" in second
    assert "Nơi khác" in second


def test_a_campaign_s_own_indicator_may_be_named_by_its_id(import_rows: Import, serving: Store) -> None:
    result = import_rows((HEAD, "26,tasks_done_province,2023-09-30,46"))
    assert (result.exit_code, held(serving)) == (0, {("26", "2023-09-30"): 46})


def test_a_key_takes_one_content_once(import_rows: Import, serving: Store) -> None:
    first = import_rows(FELL[:2], "--key", "tuan-25")
    again = import_rows(FELL[:2], "--key", "tuan-25")
    assert first.stdout.splitlines()[0] == again.stdout.splitlines()[0]
    assert "taken in before" in again.stdout.splitlines()[-1]
    other = import_rows((HEAD, "251,eid_activated,2023-06-18,61121"), "--key", "tuan-25")
    assert (other.exit_code, len(other.stderr.splitlines())) == (2, 1)
    assert "tuan-25" in other.stderr
    assert held(serving) == {("251", "2023-06-18"): 61120}


def test_a_file_may_speak_for_a_source_of_the_campaign(import_rows: Import, serving: Store) -> None:
    assert import_rows(FELL[:2], "--source", "press").exit_code == 0
    with serving.read() as connection:
        assert [each.source for each in current_observations(connection)] == ["press"]


@ON_ONE
def test_programs_get_the_same_as_json(import_rows: Import) -> None:
    result = import_rows((*FELL, "253,eid_activated,2023-06-18,-"), "--format", "json")
    answer: dict[str, Any] = json.loads(result.stdout)
    assert (answer["run"], answer["dry_run"], answer["counts"]) == (1, False, {"accepted": 1, "quarantined": 1})
    first, second = answer["rows"]
    assert first == {
        "row": 2, "outcome": "accepted", "indicator": "eid_activated", "unit": "251", "unit_name": "Huyện Yên Lạc",
        "unit_written": "251", "as_of": "2023-06-18",
    }  # fmt: skip
    assert (second["rule"], second["quarantine"]) == ("stock_fell", 1)
    assert answer["passed_over"][0]["place"] == "row 4, column value"


@ON_ONE
@pytest.mark.parametrize(
    ("rows", "words", "code", "says"),
    [
        (("unit,indicator,as_of,valeu", "x"), (), 1, "did you mean value?"),
        ((HEAD, "026099000000,eid_activated,2023-06-18,1"), (), 1, "personal identity numbers at row 2"),
        (("{}",), (), 1, "figures.csv: JSON, not a workbook"),
        (FELL, ("--source", "portal"), 2, "there are: import, press"),
        (FELL, ("--author", " "), 2, "--author is empty"),
        (FELL, ("--author", "026099000000"), 2, "aggregates only"),
    ],
)
def test_what_cannot_be_taken_is_one_line(
    import_rows: Import, serving: Store, rows: tuple[str, ...], words: tuple[str, ...], code: int, says: str
) -> None:
    result = import_rows(rows, *words)
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (code, "", 1)
    assert says in result.stderr
    assert "099" not in result.stderr
    assert held(serving) == {}


@ON_ONE
@pytest.mark.parametrize(("name", "code"), [("S01", 1), ("S04", 0), ("X02", 0)])
def test_the_cases_of_others_troubles(import_rows: Import, serving: Store, shared: Path, name: str, code: int) -> None:
    result = import_rows(shared / "cases" / "files" / f"{name}.csv")
    assert result.exit_code == code
    assert len(held(serving)) == (1 if name == "S01" else 2)
    assert name != "X02" or "Huyện Tam Đảo (248), written '=HYPERLINK(" in result.stdout


@ON_ONE
def test_a_file_that_stands_at_an_address_is_a_source_as_the_page_says(
    store: Store, database_url: str, tmp_path: Path
) -> None:
    page = (ROOT / "docs" / "by-hand.md").read_text(encoding="utf-8")
    campaign = yaml.safe_load(CAMPAIGN.read_text(encoding="utf-8"))
    campaign |= yaml.safe_load(page.partition("```yaml\n")[2].partition("```")[0])
    names = {"vi": "Hộ đã rà soát", "en": "Households checked"}
    campaign["indicators"]["households_checked"] = {"name": names, "kind": "stock", "measure": "people"}
    (tmp_path / "campaign.yaml").write_text(yaml.safe_dump(campaign, allow_unicode=True), encoding="utf-8")
    rows = (HEAD, "251,eid_activated,2023-06-18,61120", "251,households_checked,2023-06-18,9", FELL[2] + ",5")
    (tmp_path / "figures.csv").write_text("\n".join(rows), encoding="utf-8")
    files = ("--campaign", str(tmp_path / "campaign.yaml"), "--file", str(tmp_path / "figures.csv"))
    result = CliRunner().invoke(main, ["collect", "districts", "--database", database_url, *files])
    assert (result.exit_code, result.stderr) == (0, "")
    head, aside = result.stdout.splitlines()
    assert "2 accepted" in head
    assert aside.startswith("  row 4: columns_shifted: row 4, column 5 stands under no heading")
    with store.read() as connection:
        assert [each.cell for each in current_observations(connection)] == ["row 2", "row 3"]
