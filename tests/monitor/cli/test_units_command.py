"""`p06 units` fills the registry, tells what is in it, and says what it does not know."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner, Result

from monitor.cli import main
from monitor.store import open_store, store_in
from monitor.store.database import FILE_NAME
from monitor.units.vietnam import Published, package

Units = Callable[..., Result]
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory, published: Published) -> Path:
    """A data folder into which Vietnam is loaded; tests that write take a copy of it."""
    folder = tmp_path_factory.mktemp("loaded")
    result = CliRunner().invoke(main, ["units", "load", "vietnam", "--data", str(folder)])
    assert result.exit_code == 0, result.output
    assert "14150 units new, 0 changed; 4047 events new" in result.output
    assert "the map of communes before 2025-03-01 is not known" in result.stderr
    return folder


@pytest.fixture
def own(loaded: Path, tmp_path: Path) -> Path:
    """A copy of the loaded folder."""
    store = store_in(loaded)
    store.empty_log()
    store.close()
    (tmp_path / FILE_NAME).write_bytes((loaded / FILE_NAME).read_bytes())
    return tmp_path


def units(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["units", *words, "--data", str(folder)])


def table(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout.removeprefix("\ufeff"))))


def test_loading_again_changes_nothing(loaded: Path) -> None:
    again = units(loaded, "load", "vietnam")
    assert "0 units new, 0 changed; 0 events new, 0 withdrawn" in again.output


def test_the_provinces_of_today_and_of_before_are_listed(loaded: Path) -> None:
    today = table(units(loaded, "list", "--level", "province", "--as-of", "2026-01-01", "--format", "csv"))
    assert len(today) == 34
    assert {row["code"]: row["id"] for row in today}["14"] == "14-2025"
    assert len(table(units(loaded, "list", "--level", "province", "--as-of", "2025-06-30", "--format", "csv"))) == 63


def test_communes_below_a_province_are_listed_on_a_day_of_the_known_map_and_on_no_other(loaded: Path) -> None:
    below = ("list", "--parent", "26", "--level", "commune")
    assert len(table(units(loaded, *below, "--as-of", "2025-06-30", "--format", "csv"))) == 121
    earlier = units(loaded, *below, "--as-of", "2023-10-19")
    assert earlier.exit_code == 1
    assert earlier.stdout == ""
    assert "the map of communes before 2025-03-01 is not known" in earlier.stderr
    directly = json.loads(units(loaded, "list", "--parent", "26", "--as-of", "2025-06-30", "--format", "json").stdout)
    assert {row["level"] for row in directly} == {"district"}
    assert len(directly) == 9


def test_a_unit_is_shown_with_its_place_and_what_came_before_and_after(loaded: Path) -> None:
    today = units(loaded, "show", "26740", "--as-of", "2026-01-01").stdout
    assert "Phường Sài Gòn (26740-2025)" in today
    assert "came from: Phường Bến Nghé (26740), all of it, on 2025-07-01" in today
    assert "code 26740: Phường Bến Nghé (26740), from 2025-03-01 until 2025-07-01" in today
    ended = units(loaded, "show", "Vĩnh Phúc", "--as-of", "2026-01-01").stdout
    assert "is now in: Tỉnh Phú Thọ (25-2025), all of it, on 2026-01-01" in ended


def test_events_of_a_unit_are_told_in_the_table_that_goes_in_again(own: Path) -> None:
    told = units(own, "events", "--unit", "Vĩnh Phúc", "--format", "csv")
    assert {(row["from"], row["to"], row["weight"], row["decree"]) for row in table(told)} == {
        (origin, "25-2025", "1.0", "Nghị quyết 202/2025/QH15") for origin in ("17", "25", "26")
    }
    file = own / "events.csv"
    file.write_text(told.stdout, encoding="utf-8")
    again = units(own, "import", str(file))
    assert "0 units new, 0 changed; 0 events new, 0 withdrawn" in again.stdout, again.output


def test_populations_take_the_place_of_estimated_shares(own: Path) -> None:
    file = own / "weights.csv"
    head = "day,from,to,weight,note"
    rest = "2025-07-01,26737,26737-2025,0.38,dân số 2024"
    file.write_text(f"{head}\n2025-07-01,26737,26740-2025,0.62,dân số 2024\n{rest}\n", encoding="utf-8")
    assert (
        "dry run, nothing written; 0 units new, 0 changed; 2 events new, 2 withdrawn"
        in units(own, "import", str(file), "--dry-run").stdout
    )
    assert units(own, "import", str(file)).exit_code == 0
    assert "62.0% of it, on 2025-07-01" in units(own, "show", "26737", "--as-of", "2025-06-01").stdout


def test_a_workbook_of_units_goes_in_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "don-vi.xlsx"

    def write(code: object) -> None:
        with xlsxwriter.Workbook(file) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["Danh sách đơn vị"])
            sheet.write_row(1, 0, ["id", "name", "level", "parent", "code"])
            sheet.write_row(2, 0, ["26-so-tu-phap", "Sở Tư pháp", "agency", "26", None])
            sheet.write_row(3, 0, ["26", "Tỉnh Vĩnh Phúc", "province", None, code])
            sheet.write_row(4, 0, ["24", "Tỉnh Bắc Giang", "province", None, "24"])
            sheet.write_row(5, 0, ["00100", "Xã Tân Lập", "commune", "26", "00100"])
            sheet.write_row(6, 0, ["00200", "Xã Tân Lập", "commune", "24", "00200"])

    write(26)
    wrong = units(tmp_path, "import", str(file))
    assert wrong.exit_code == 1
    assert "don-vi.xlsx: row 4: code: holds 26.0 as a number or date" in wrong.stderr
    assert units(tmp_path, "list").exit_code == 1
    write("26")
    assert "5 units new" in units(tmp_path, "import", str(file)).stdout
    assert "0 units new, 0 changed" in units(tmp_path, "import", str(file)).stdout
    assert "Sở Tư pháp" in units(tmp_path, "list", "--parent", "Vĩnh Phúc").stdout
    several = units(tmp_path, "show", "Xã Tân Lập")
    assert (several.exit_code, several.stdout) == (2, "")
    assert "fits several units: Xã Tân Lập (00100), Xã Tân Lập (00200); its id would be right" in several.stderr
    told = json.loads(units(tmp_path, "show", "00100", "--format", "json").stdout)
    assert [step["id"] for step in told["path"]] == ["26", "00100"]


def test_a_file_that_is_no_table_of_units_is_refused_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    for text, said in (
        ("a,b\n1,2\n", "no row of headings was found"),
        ("id,name,levle\n1,Xã A,x\n", "did you mean level?"),
    ):
        file.write_text(text, encoding="utf-8")
        result = units(tmp_path, "import", str(file))
        assert result.exit_code in (1, 2)
        assert said in result.stderr
        assert "Traceback" not in result.output


def test_an_empty_registry_says_how_it_is_filled(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path / FILE_NAME}").close()
    result = units(tmp_path, "list")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "`p06 units load vietnam` fills the registry" in result.stderr


def test_a_release_that_nobody_has_checked_is_refused_with_the_command_that_helps(
    tmp_path: Path, published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "version", lambda _: "9.9")
    result = units(tmp_path, "load", "vietnam")
    assert result.exit_code == 2
    assert "vietnamadminunits 9.9 is installed, whose maps nobody has checked" in result.stderr
    assert "pip install 'vietnamadminunits==1.0.4'" in result.stderr
