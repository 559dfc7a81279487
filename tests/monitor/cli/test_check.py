"""`p06 check` says what a campaign holds, or everything that is wrong with it."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from click.testing import CliRunner

from monitor.campaign.file import read_campaign
from monitor.cli import main
from monitor.store import store_in
from monitor.store.database import FILE_NAME
from monitor.store.units import record_units

READY = Path(__file__).parents[3] / "campaigns" / "vinh-phuc-2023.yaml"


def test_a_right_campaign_is_one_line() -> None:
    result = CliRunner().invoke(main, ["check", str(READY)])
    assert result.exit_code == 0
    assert result.stdout == f"{READY}: vinh-phuc-2023 holds 10 units, 13 indicators, 4 targets, 1 source\n"


def test_every_error_is_a_line_of_its_own_on_standard_error(tmp_path: Path) -> None:
    path = tmp_path / "campaign.yaml"
    right = READY.read_text(encoding="utf-8")
    path.write_text(
        right.replace("2023-07-31", "31/07/2023").replace("kind: article", "kind: artikel"), encoding="utf-8"
    )
    result = CliRunner().invoke(main, ["check", str(path)])
    assert (result.exit_code, result.stdout) == (2, "")
    deadline, kind = result.stderr.splitlines()
    assert deadline.startswith(f"{path}:")
    assert deadline.endswith("targets[1].deadline: 31/07/2023 is not a date as this file has it; write 2023-07-31")
    assert kind.endswith('no kind of source is called "artikel"; did you mean article?')


def test_a_campaign_over_the_registry_is_checked_with_the_store_that_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "campaign.yaml"
    right = READY.read_text(encoding="utf-8")
    path.write_text(right.partition("units:")[0] + "indicators:" + right.partition("indicators:")[2], encoding="utf-8")
    alone = CliRunner().invoke(main, ["check", str(path)])
    assert alone.exit_code == 2
    assert "load the registry (p06 units load vietnam) and name the store with --data" in alone.stderr
    store = store_in(tmp_path)
    with store.write() as connection:
        record_units(connection, read_campaign(READY).units, (), (), "test", datetime(2023, 1, 1, tzinfo=UTC))
    store.close()
    for where in (["--data", str(tmp_path)], ["--database", f"sqlite:///{tmp_path / FILE_NAME}"]):
        result = CliRunner().invoke(main, ["check", str(path), *where])
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout == f"{path}: vinh-phuc-2023 holds 10 units, 13 indicators, 4 targets, 1 source\n"


def test_a_file_that_is_not_there_is_one_line_without_a_traceback(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "monitor", "check", str(tmp_path / "no.yaml")], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{tmp_path}/no.yaml:1:1: the file cannot be read: No such file or directory\n"


def test_checking_imports_neither_the_web_nor_the_store() -> None:
    program = (
        "import sys; from monitor.cli import main\n"
        f"main(['check', {str(READY)!r}], standalone_mode=False)\n"
        "print([name for name in ('flask', 'sqlalchemy', 'waitress', 'matplotlib') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
