"""`p06 serve` says what a changed campaign file changes, a line each, and nothing where nothing has."""

import os
import subprocess
import sys
from pathlib import Path

CAMPAIGN = """\
campaign: served
name: {vi: Chiến dịch, en: Campaign}
units:
  - {id: "26", name: Tỉnh Vĩnh Phúc, name_en: Vinh Phuc, level: province}
indicators:
  eid_activated: {name: {vi: Tài khoản, en: Accounts}, kind: stock}
targets:
  - {indicator: eid_activated, unit: "26", value: 1000, start: 2023-01-01, deadline: 2023-06-15, basis: decided}
"""


def served_lines(campaign: Path) -> list[str]:
    """What `p06 serve` prints up to the line that it is ready, after which it is ended."""
    words = ("serve", "--campaign", str(campaign), "--data", str(campaign.parent / "data"), "--port", "0")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("P06_")}
    with subprocess.Popen(
        [sys.executable, "-m", "monitor", *words, "--no-scheduler"], stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        lines = []
        for line in process.stdout or ():
            if line.startswith("ready "):
                break
            lines.append(line.rstrip("\n"))
        process.terminate()
    return lines


def test_a_changed_file_is_told_line_by_line_and_only_once(tmp_path: Path) -> None:
    campaign = tmp_path / "campaign.yaml"
    campaign.write_text(CAMPAIGN, encoding="utf-8")
    assert served_lines(campaign) == []
    moved = "deadline: 2023-07-15, in_force_from: 2023-06-01"
    text = CAMPAIGN.replace("deadline: 2023-06-15", moved).replace("en: Accounts", "en: Accounts activated")
    campaign.write_text(text, encoding="utf-8")
    assert served_lines(campaign) == [
        "indicator eid_activated changed",
        "target eid_activated of 26 from 2023-01-01: deadline 2023-06-15 -> 2023-07-15, in force from 2023-06-01"
        " (version 2)",
    ]
    assert served_lines(campaign) == []
