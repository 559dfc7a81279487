"""`p06 demo` from outside: a process, its port, its metrics, and its end."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

READY_SECONDS = 60


@dataclass
class Shown:
    """A running demo: what it printed up to its ready line, its address, and how long that took."""

    process: subprocess.Popen[str]
    lines: list[str]
    address: str
    seconds: float

    def metrics(self) -> dict[str, float]:
        text = requests.get(f"{self.address}metrics", timeout=10).text
        samples = (line.rsplit(" ", 1) for line in text.splitlines() if line and not line.startswith("#"))
        return {name: float(value) for name, value in samples}

    def end(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)


@contextmanager
def shown(folder: Path, *words: str) -> Iterator[Shown]:
    """A demo that puts what is temporary into `folder`."""
    began = time.monotonic()
    command = [sys.executable, "-m", "monitor", "demo", "--port", "0", *words]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, "TMPDIR": str(folder)}
    )
    watch = threading.Timer(READY_SECONDS, process.kill)
    watch.start()
    try:
        lines: list[str] = []
        for line in process.stdout or ():
            lines.append(line.rstrip("\n"))
            if line.startswith("ready "):
                break
        watch.cancel()
        assert lines, "it said nothing"
        assert re.fullmatch(r"ready http://127\.0\.0\.1:[0-9]+/", lines[-1]), "\n".join(lines)
        yield Shown(process, lines, lines[-1].removeprefix("ready "), time.monotonic() - began)
    finally:
        watch.cancel()
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("temporary")


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[Shown]:
    with shown(folder) as demo:
        yield demo


def cell(name: str, indicator: str, unit: str, level: str, **labels: str) -> str:
    """A sample's name as it stands in the text."""
    all_labels = {"indicator": indicator, "unit": unit, "level": level, "province": "26", **labels}
    return name + "{" + ",".join(f'{key}="{value}"' for key, value in all_labels.items()) + "}"


def test_the_worked_example_comes_out_with_its_true_figures(running: Shown) -> None:
    metrics = running.metrics()
    eid = ("eid_activated", "26", "province")
    assert metrics[cell("project06_value", *eid)] == 585_673
    assert metrics[cell("project06_target", *eid)] == 523_202
    assert int(metrics[cell("project06_ratio", *eid)] * 10_000) == 11_194
    assert metrics[cell("project06_status", *eid, status="met")] == 1
    assert metrics[cell("project06_lead_seconds", "id_card_issued", "26", "province")] == 47 * 86_400
    assert metrics[cell("project06_lead_seconds", "tasks_done_province", "26", "province")] == pytest.approx(
        -35.5 * 86_400, abs=0.1 * 86_400
    )
    assert metrics[cell("project06_value", "online_application_rate", "26", "province")] == 0.552


def test_eight_districts_met_their_target_one_missed_it_and_none_is_silent(running: Shown) -> None:
    metrics = running.metrics()
    units = ("243", "244", "246", "247", "248", "249", "251", "252", "253")

    def having(status: str) -> set[str]:
        return {
            unit
            for unit in units
            if metrics[cell("project06_status", "eid_activated", unit, "district", status=status)] == 1
        }

    assert having("missed") == {"248"}
    assert having("met") == set(units) - {"248"}
    assert sum(metrics[cell("project06_value", "eid_activated", unit, "district")] for unit in units) == 585_673


def test_no_run_failed_and_nothing_was_set_aside(running: Shown) -> None:
    metrics = running.metrics()
    assert not {
        name: value
        for name, value in metrics.items()
        if value and ('outcome="failed"' in name or 'outcome="partial"' in name or "quarantined" in name)
    }
    assert metrics['project06_source_runs_total{source="eid",outcome="ok"}'] == 166


def test_the_board_says_that_district_figures_are_simulated(running: Shown) -> None:
    assert "Số liệu cấp huyện là số liệu mô phỏng" in requests.get(running.address, timeout=10).text


def test_another_total_is_the_total_everywhere_and_a_temporary_folder_is_removed(folder: Path) -> None:
    with shown(folder, "--eid-total", "570001") as demo:
        data = Path(next(line for line in demo.lines if line.startswith("data")).split()[-1])
        assert demo.metrics()[cell("project06_value", "eid_activated", "26", "province")] == 570_001
        assert "570.001" in requests.get(demo.address, timeout=10).text
        assert data.is_dir()
        assert demo.end() == 0
    assert not data.exists()


def test_a_kept_folder_goes_on_where_it_stopped(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path / "kept"))
    with shown(tmp_path, *data, "--today", "2023-01-04") as demo:
        before = demo.metrics()
        assert demo.end() == 0
    with shown(tmp_path, *data, "--today", "2023-01-06") as demo:
        after = demo.metrics()
    counted = 'project06_source_runs_total{source="eid",outcome="ok"}'
    assert (before[counted], after[counted]) == (4, 6)


def test_a_day_that_cannot_be_shown_is_one_line_and_exit_code_2() -> None:
    command = [sys.executable, "-m", "monitor", "demo", "--port", "0", "--today", "2024-01-01"]
    refused = subprocess.run(command, capture_output=True, text=True, timeout=READY_SECONDS)
    assert refused.returncode == 2
    assert refused.stderr == "Error: --today is 2024-01-01; a day from 2023-01-01 to 2023-12-31 can be shown\n"
