"""The simulated systems publish what would be out on their day, to whom may ask, and nothing else."""

import csv
import io
import os
import re
import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import requests
from python_calamine import CalamineWorkbook

from collectors import article
from collectors.source import Snapshot
from monitor.demo.model import Model
from monitor.demo.process import SimulatorFailed, SimulatorProcess
from monitor.demo.scenario import at

EID, ONE_STOP = "/eid/v1/accounts", "/one-stop/v1/dossiers"
CARDS, TASKS, PRESS = "/id-cards/weekly.xlsx", "/tasks/quarterly.csv", "/portal/cai-cach-hanh-chinh.html"


def all_records(systems: Any, instant: datetime, path: str) -> list[dict[str, Any]]:
    """The records of every page."""
    page, records = 1, []
    while page:
        answer = systems.get(instant, f"{path}?page={page}").json()
        records += answer["records"]
        page = answer.get("next_page")
    return records


def test_an_api_gives_nine_districts_on_two_pages(systems: Any) -> None:
    first = systems.get(at(date(2023, 6, 15), 18), EID).json()
    assert (first["page"], first["pages"], first["total"], len(first["records"])) == (1, 2, 9, 5)
    records = all_records(systems, at(date(2023, 6, 15), 18), EID)
    assert len({record["district_code"] for record in records}) == 9
    assert sum(record["activated"] for record in records) == 585_673


@pytest.mark.parametrize("path", [EID, ONE_STOP])
@pytest.mark.parametrize("token", [None, "another"])
def test_an_api_refuses_whoever_has_no_token(systems: Any, path: str, token: str | None) -> None:
    answer = systems.get(at(date(2023, 6, 15), 18), path, token)
    assert answer.status_code == 401
    assert "records" not in answer.text


@pytest.mark.parametrize(("page", "status"), [("3", 404), ("0", 404), ("-1", 400), ("two", 400)])
def test_a_page_that_is_none_is_refused(systems: Any, page: str, status: int) -> None:
    assert systems.get(at(date(2023, 6, 15), 18), f"{EID}?page={page}").status_code == status


@pytest.mark.parametrize(
    ("path", "last_without", "first_with"),
    [
        (EID, at(date(2023, 1, 1), 17, 14), at(date(2023, 1, 1), 17, 15)),
        (CARDS, at(date(2023, 1, 5), 15, 59), at(date(2023, 1, 5), 16)),
        (ONE_STOP, at(date(2023, 2, 3), 6, 59), at(date(2023, 2, 3), 7)),
        (TASKS, at(date(2023, 4, 5), 7, 59), at(date(2023, 4, 5), 8)),
        (PRESS, at(date(2023, 10, 19), 17, 29), at(date(2023, 10, 19), 17, 30)),
    ],
)
def test_nothing_is_out_before_its_day(systems: Any, path: str, last_without: datetime, first_with: datetime) -> None:
    assert systems.get(last_without, path).status_code == 404
    assert systems.get(first_with, path).status_code == 200


def test_the_monthly_figures_are_those_of_the_last_month_that_is_out(systems: Any) -> None:
    before = all_records(systems, at(date(2023, 10, 3), 6), ONE_STOP)
    after = all_records(systems, at(date(2023, 10, 3), 8), ONE_STOP)
    assert {record["as_of"] for record in before} == {"2023-08-31"}
    assert {record["as_of"] for record in after} == {"2023-09-30"}
    assert sum(r["filed_online"] for r in after) / sum(r["received"] for r in after) == 0.552


def test_the_weekly_file_freezes_for_three_weeks_and_comes_back(systems: Any) -> None:
    frozen = {systems.get(at(date(2023, *day), 18), CARDS).content for day in ((5, 11), (5, 18), (5, 25), (6, 7))}
    back = systems.get(at(date(2023, 6, 8), 18), CARDS).content
    assert len(frozen) == 1
    assert back not in frozen


def test_the_last_weekly_file_says_that_every_citizen_has_a_card(systems: Any) -> None:
    body = systems.get(at(date(2023, 6, 15), 18), CARDS).content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()
    assert rows[1][0] == "Tính đến ngày 15/6/2023"
    districts, total = rows[4:13], rows[13]
    assert all(issued == citizens for *_, issued, citizens in districts)
    assert sum(issued for *_, issued, _ in districts) == total[3] == total[4] > 800_000


def test_the_quarterly_file_holds_both_kinds_of_tasks(systems: Any) -> None:
    text = systems.get(at(date(2023, 10, 5), 9), TASKS).content.decode()
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[1:] == [
        ["26", "Tỉnh Vĩnh Phúc", "31/03/2023", "17", "133", "12", "71"],
        ["26", "Tỉnh Vĩnh Phúc", "30/06/2023", "39", "133", "28", "71"],
        ["26", "Tỉnh Vĩnh Phúc", "30/09/2023", "62", "133", "46", "71"],
    ]


def test_the_page_says_the_thirteen_figures(systems: Any) -> None:
    text = systems.get(at(date(2023, 10, 19), 18), PRESS).content.decode()
    figures = ("585.673", "111,94%", "100%", "47 ngày", "62/133", "46/71", "64,7%", "49 văn bản", "86 thủ tục")
    shares = ("trên 20%", "gần 94%", "trên 96%", "55,2%", "99,5%", "99,8%", "99,1%", "top 10")
    assert [figure for figure in figures + shares if figure not in text] == []


def test_every_figure_of_the_page_can_be_read_with_its_day(systems: Any) -> None:
    instant = at(date(2023, 10, 19), 18)
    body = systems.get(instant, PRESS).content
    config = article.KIND.config.model_validate({"address": f"{systems.process.address}{PRESS}"})
    read = article.KIND.read(Snapshot(body, config.address, instant.astimezone(UTC), "text/html", "utf-8"), config)
    assert read.set_aside == ()
    assert {reading.unit for reading in read.readings} == {"tỉnh Vĩnh Phúc"}
    said = {
        (r.indicator, r.assigned_by or r.unit_level or "", r.value, r.ratio, f"{r.as_of:%m-%d}") for r in read.readings
    }
    assert said == {
        ("tasks_done", "government", 62, None, "09-30"),
        ("tasks_done", "province", 46, 0.647, "09-30"),
        ("legal_documents_issued", "", 49, None, "09-30"),
        ("procedures_changed", "", 86, None, "09-30"),
        ("processing_time_cut", "", 0.2, None, "09-30"),
        ("on_time_rate", "province", 0.94, None, "09-30"),
        ("on_time_rate", "district", 0.96, None, "09-30"),
        ("online_application_rate", "", 0.552, None, "09-30"),
        ("digital_signing_rate", "province", 0.995, None, "09-30"),
        ("digital_signing_rate", "district", 0.998, None, "09-30"),
        ("digital_signing_rate", "commune", 0.991, None, "09-30"),
        ("eid_activated", "", 585_673, 1.1194, "06-15"),
        ("id_card_issued", "", None, 1.0, "06-15"),
    }


def test_another_total_is_said_by_the_api_and_on_the_page(token_file: Path) -> None:
    model = Model(eid_total=570_001)
    with SimulatorProcess(model, token_file, at(date(2023, 10, 19), 18)) as process:
        text = requests.get(f"{process.address}{PRESS}", timeout=10).content.decode()
        token = {"Authorization": f"Bearer {token_file.read_text().strip()}"}
        pages = [requests.get(f"{process.address}{EID}?page={n}", headers=token, timeout=10).json() for n in (1, 2)]
    assert "570.001 tài khoản" in text
    assert "108,94%" in text
    assert "585.673" not in text
    assert sum(record["activated"] for page in pages for record in page["records"]) == 570_001


def test_its_date_runs_on_at_the_speed_it_was_told(systems: Any) -> None:
    systems.process.set(at(date(2023, 10, 19), 17), speed=36_000)
    time.sleep(0.15)  # an hour and a half
    answer = requests.get(f"{systems.process.address}{PRESS}", timeout=10)
    assert answer.status_code == 200


def test_it_ends_when_whoever_started_it_dies(token_file: Path) -> None:
    starter = f"""
import os, signal
from datetime import datetime
from pathlib import Path
from collectors import article
from collectors.source import Snapshot
from monitor.demo.model import Model
from monitor.demo.process import SimulatorProcess
process = SimulatorProcess(Model(), Path({str(token_file)!r}), datetime.fromisoformat("2023-01-01T00:00:00+07:00"))
print(process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    run = subprocess.run([sys.executable, "-c", starter], capture_output=True, text=True, timeout=30)
    assert run.returncode == -signal.SIGKILL
    pid, until = int(run.stdout), time.monotonic() + 10
    while running(pid) and time.monotonic() < until:
        time.sleep(0.02)
    assert not running(pid)


def running(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def test_one_that_went_away_is_said_so(token_file: Path) -> None:
    process = SimulatorProcess(Model(), token_file, at(date(2023, 1, 1), 0))
    os.kill(process.pid, signal.SIGKILL)
    with pytest.raises(SimulatorFailed, match="gone away"):
        process.set(at(date(2023, 1, 2), 0))
    process.close()


def test_it_never_sees_the_database() -> None:
    seen = "import sys, monitor.demo.simulator; print(' '.join(sys.modules))"
    modules = subprocess.run(
        [sys.executable, "-c", seen], capture_output=True, text=True, check=True, timeout=30
    ).stdout
    assert not re.search(r"\b(sqlalchemy|sqlite3|monitor\.store)\b", modules)
