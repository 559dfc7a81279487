"""The page that shows how to teach it says what happens: its blocks are taken from it and done."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from monitor.cli import main

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "teaching.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The blocks of the page in one language, in order."""
    return [part.partition("```")[0] for part in PAGE.split(f"```{language}\n")[1:]]


def says(facts: Sequence[Mapping[str, Any]], readings: Sequence[Mapping[str, Any]]) -> bool:
    """Whether these are the facts that were read, all of them and in this order."""
    return [{key: found[key] for key in said} for said, found in zip(facts, readings, strict=True)] == list(facts)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The campaign and the report of the page."""
    (campaign,), (report,) = blocks("yaml"), blocks("text")
    (tmp_path / "song-lo.yaml").write_text(campaign, encoding="utf-8")
    (tmp_path / "bao-cao.txt").write_text(report, encoding="utf-8")
    return tmp_path


def p06(*words: str) -> str:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_campaign_teaches_what_the_page_says(folder: Path) -> None:
    campaign, report = str(folder / "song-lo.yaml"), str(folder / "bao-cao.txt")
    assert "3 indicators" in p06("check", campaign)
    read = [json.loads(line) for line in p06("read", report, "--campaign", campaign).splitlines()]
    assert says([json.loads(line) for line in blocks("json")[0].splitlines()], read)
    assert [each.get("unit_id") for each in read[:1]] == ["253"]


def test_the_page_s_source_reads_by_the_campaign_s_phrases_in_its_child_process(folder: Path) -> None:
    store = ["--data", str(folder / "data"), "--campaign", str(folder / "song-lo.yaml")]
    report = p06("collect", "reports", "--file", str(folder / "bao-cao.txt"), *store)
    assert "3 read, 3 accepted" in report
    shown = json.loads(p06("progress", "--as-of", "2023-07-05", "--format", "json", *store))["data"]
    assert {row["indicator"]["id"]: row["value"] for row in shown} == {
        "health_books": 80112,
        "cashless_fee_rate": 0.875,
        "eid_activated": 64230,
    }


def test_the_code_is_taught_by_the_four_lines_of_the_page(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "collectors", tmp_path / "collectors", ignore=shutil.ignore_patterns("__pycache__"))
    measure, subject, action, wording = blocks("python")
    add(tmp_path / "collectors" / "reading.py", "BUILT_IN: ", measure)
    phrases = tmp_path / "collectors" / "vietnamese" / "phrases.py"
    add(phrases, "SUBJECTS: ", subject)
    add(phrases, "ACTIONS: ", action)
    text = phrases.read_text(encoding="utf-8")
    last = [line for line in text.splitlines(keepends=True) if line.startswith("        _wording(")][-1]
    phrases.write_text(text.replace(last, last + wording), encoding="utf-8")
    statement = json.loads(blocks("json")[1])
    assert says(statement["facts"], read_by(tmp_path, statement["text"], statement["published"]))
    assert read_by(ROOT, statement["text"], statement["published"]) == [], "nobody had taught it before"


def add(file: Path, table: str, line: str) -> None:
    """Adds a line at the end of a table of a source file."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    begin = next(number for number, each in enumerate(lines) if each.startswith(table))
    end = next(number for number in range(begin, len(lines)) if lines[number] == "}\n")
    file.write_text("".join((*lines[:end], line, *lines[end:])), encoding="utf-8")


def read_by(root: Path, text: str, published: str) -> list[dict[str, Any]]:
    """What the collectors in a folder read in a text."""
    script = (
        "import json, sys; from datetime import date\n"
        "from collectors.vietnamese.phrases import BUILT_IN_PHRASES\n"
        "from collectors.vietnamese.prose import read_prose\n"
        "found = read_prose(sys.argv[1], date.fromisoformat(sys.argv[2]), BUILT_IN_PHRASES)\n"
        "print(json.dumps([reading.to_json() for reading in found.readings]))\n"
    )
    words = [sys.executable, "-c", script, text, published]
    done = subprocess.run(words, cwd=root, capture_output=True, text=True, check=True, timeout=60)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found
