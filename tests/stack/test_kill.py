"""A process that is killed during a run leaves no half of it, and the run is done again."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from publishing import publishing

KILLS = 10
DISTRICTS = 9
DAYS = 300
SCRIPT = Path(__file__).with_name("announcing_run.py")

ROWS = [
    {"unit": str(243 + district), "day": f"2025-{1 + day // 28:02}-{1 + day % 28:02}", "value": 1000 + day}
    for day in range(DAYS)
    for district in range(DISTRICTS)
]
BODY = json.dumps({"items": ROWS}).encode()

CAMPAIGN = """
campaign: killed
name: {{vi: a, en: a}}
units:
  - {{id: "26", name: Tỉnh Vĩnh Phúc, name_en: Vinh Phuc, level: province}}
{units}
indicators:
  eid_activated:
    name: {{vi: a, en: a}}
    kind: stock
sources:
  daily:
    name: {{vi: a, en: a}}
    kind: json_api
    schedule: {{cron: "0 7 * * *"}}
    private_hosts: [127.0.0.1]
    indicators: [eid_activated]
    config:
      address: http://127.0.0.1:{port}/
      records: items
      fields: {{unit_code: unit, as_of: day, figures: [{{indicator: eid_activated, value: value}}]}}
"""


class SlowSource:
    """Waits before it answers, so that a kill can come while it is asked."""

    wait = 0.0

    @classmethod
    def answer(cls) -> bytes:
        time.sleep(cls.wait)
        return BODY


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    units = "\n".join(
        f'  - {{id: "{243 + i}", name: Huyện {i} A, name_en: d{i}, level: district, parent: "26"}}'
        for i in range(DISTRICTS)
    )
    with publishing(SlowSource.answer) as port:
        (tmp_path / "campaign.yaml").write_text(CAMPAIGN.format(units=units, port=port), encoding="utf-8")
        yield tmp_path


def run_until(folder: Path, phase: str, wait: float) -> None:
    """Start the run and kill it `wait` seconds after it has entered the phase."""
    words = [sys.executable, str(SCRIPT), str(folder)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [line.strip() for line in iter(process.stdout.readline, f"phase {phase}\n")]
        assert "phase done" not in said
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)


def run_whole(folder: Path) -> None:
    subprocess.run([sys.executable, str(SCRIPT), str(folder)], check=True, capture_output=True, text=True)


def kept(folder: Path) -> tuple[int, int]:
    """How many runs and observations are kept, each observation with its run and each run whole."""
    with closing(sqlite3.connect(folder / "p06.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        runs = dict(database.execute("SELECT id, accepted FROM runs").fetchall())
        of_runs = dict(database.execute("SELECT run, count(*) FROM observations GROUP BY run").fetchall())
    assert of_runs == runs
    return len(runs), sum(of_runs.values())


@pytest.mark.parametrize("phase", ["fetch", "read", "transaction"])
def test_no_half_of_a_run_is_kept_and_it_is_done_again(folder: Path, phase: str) -> None:
    chance = random.Random(phase)
    SlowSource.wait = 0.5 if phase == "fetch" else 0.0
    for _ in range(KILLS):
        run_until(folder, phase, chance.uniform(0, 0.3 if phase == "fetch" else 0.02))
        assert kept(folder) == (0, 0)
    run_whole(folder)
    assert kept(folder) == (1, DISTRICTS * DAYS)
    run_whole(folder)
    assert kept(folder) == (1, DISTRICTS * DAYS)
