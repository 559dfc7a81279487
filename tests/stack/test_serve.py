"""The service as an administrator meets it: started, started twice, stopped, asked from the terminal."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from programs import P06, get, get_json, running, wait_until
from publishing import publishing

CAMPAIGN = """
campaign: served
name: {{vi: Chiến dịch, en: Campaign}}
units:
  - {{id: "26", name: Tỉnh Vĩnh Phúc, name_en: Vinh Phuc, level: province}}
indicators:
  eid_activated:
    name: {{vi: Tài khoản đã kích hoạt, en: Accounts activated}}
    kind: stock
    freshness_days: 3660
targets:
  - {{indicator: eid_activated, unit: "26", value: 1000, start: 2023-01-01, deadline: 2023-12-31, basis: decided}}
sources:
  often:
    name: {{vi: Thường xuyên, en: Often}}
    kind: json_api
    schedule: {{every: 1 second}}
    private_hosts: [127.0.0.1]
    indicators: [eid_activated]
    config:
      address: http://127.0.0.1:{port}/
      records: items
      fields: {{unit_code: unit, as_of: day, figures: [{{indicator: eid_activated, value: value}}]}}
  mornings:
    name: {{vi: Buổi sáng, en: Mornings}}
    kind: json_api
    schedule: {{cron: "0 7 * * *"}}
    private_hosts: [127.0.0.1]
    indicators: [eid_activated]
    config:
      address: http://127.0.0.1:{port}/
      records: items
      fields: {{unit_code: unit, as_of: day, figures: [{{indicator: eid_activated, value: value}}]}}
"""


class Publisher:
    """What the source publishes, and how often it was asked."""

    requests = 0

    @classmethod
    def answer(cls) -> bytes:
        cls.requests += 1
        return b'{"items": [{"unit": "26", "day": "2023-10-01", "value": 700}]}'


@pytest.fixture
def campaign(tmp_path: Path) -> Iterator[Path]:
    with publishing(Publisher.answer) as port:
        file = tmp_path / "campaign.yaml"
        file.write_text(CAMPAIGN.format(port=port), encoding="utf-8")
        yield file


def p06(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*P06, *words], capture_output=True, text=True, check=False, timeout=60)


def serving(campaign: Path, data: Path, zone: str = "UTC") -> Iterator[tuple[str, int]]:
    words = [*P06, "serve", "--campaign", str(campaign), "--data", str(data), "--port", "0"]
    return running(*words, env=os.environ | {"TZ": zone})  # type: ignore[return-value]


def test_a_second_scheduler_on_one_database_is_refused_and_the_first_goes_on(campaign: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serving(campaign, data) as first:
        address = first.wait_for("ready ", 30)
        second = p06("serve", "--campaign", str(campaign), "--data", str(data), "--port", "0")
        assert second.returncode == 2
        assert second.stderr.splitlines()[-1].startswith("Error: a scheduler already works on this database (process ")
        before = Publisher.requests
        wait_until("the first goes on", lambda: Publisher.requests > before + 1, 15)
        with running(*P06, "serve", "--data", str(data), "--port", "0", "--no-scheduler") as web:
            node = web.wait_for("ready ", 30)
            own = [line for line in get(address + "metrics").splitlines() if line.startswith("project06_value{")]
            assert own
            assert own == [line for line in get(node + "metrics").splitlines() if line.startswith("project06_value{")]


@pytest.mark.parametrize("zone", ["UTC", "America/New_York"])
def test_the_machines_zone_moves_nothing(campaign: Path, tmp_path: Path, zone: str) -> None:
    with serving(campaign, tmp_path / "data", zone) as service:
        address = service.wait_for("ready ", 30)
        sources = {item["id"]: item for item in get_json(address + "api/v1/sources")["data"]}
        assert sources["mornings"]["next_due"].startswith(("20", "21"))
        assert sources["mornings"]["next_due"].endswith(("T00:00:00Z", "T00:00:00+00:00", "T07:00:00+07:00"))
        deadline = (
            'project06_deadline_timestamp_seconds{indicator="eid_activated",unit="26",level="province",province="26"}'
        )
        assert f"{deadline} 1704042000\n" in get(address + "metrics")


def test_it_ends_in_order_and_the_terminal_gives_the_answers_of_http(campaign: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serving(campaign, data) as service:
        address = service.wait_for("ready ", 30)
        question = "api/v1/progress?as_of=2023-10-19"
        # Both sources are due at once in a new database; the answer changes until both have said their figure.
        answer = wait_until(
            "both figures are in", lambda: (a := get_json(address + question)) and a["data"][0].get("others") and a, 20
        )
        service.process.terminate()
        assert service.process.wait(15) == 0
    told = p06("progress", "--data", str(data), "--as-of", "2023-10-19", "--format", "json")
    assert json.loads(told.stdout)["data"] == answer["data"]
    table = p06("behind", "--data", str(data), "--as-of", "2023-10-19")
    assert table.stdout.splitlines()[1].split() == (
        ["eid_activated", "Tỉnh", "Vĩnh", "Phúc", "chậm", "700", "1.000", "70", "%", "-17", "2023-10-01"]
    )
    wrong = p06("progress", "--data", str(data), "--unit", "Vĩnh Phú")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "Vĩnh Phúc" in wrong.stderr


def test_a_source_is_paused_and_resumed_by_hand(campaign: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"

    def state(address: str) -> str:
        return str(next(s["state"] for s in get_json(address + "api/v1/sources")["data"] if s["id"] == "often"))

    with serving(campaign, data) as service:
        address = service.wait_for("ready ", 30)
        wait_until("it is fresh", lambda: state(address) == "fresh", 20)
        assert p06("source", "pause", "often", "--data", str(data)).returncode == 0
        assert state(address) == "paused"
        wait_until("its polling has ended", lambda: not _asked_within(2.5), 10)
        assert p06("source", "resume", "often", "--data", str(data)).returncode == 0
        wait_until("it is polled again", lambda: state(address) == "fresh" and _asked_within(2.5), 10)


def _asked_within(seconds: float) -> bool:
    before = Publisher.requests
    threading.Event().wait(seconds)
    return Publisher.requests > before


def test_one_run_by_hand_prints_its_report(campaign: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    document = tmp_path / "given.json"
    document.write_text('{"items": [{"unit": "26", "day": "2023-10-01", "value": 48.2}]}', encoding="utf-8")
    where = ("--campaign", str(campaign), "--data", str(data))
    failed = p06("collect", "often", *where, "--file", str(document))
    assert failed.returncode == 1
    assert "48.2" in failed.stdout
    assert failed.stderr.count("\n") == 1
    done = p06("collect", "often", *where)
    assert (done.returncode, done.stdout.splitlines()[0]) == (
        0,
        "often: ok (run 2): 1 read, 1 accepted, 0 unchanged, 0 quarantined",
    )
    again = p06("collect", "often", *where, "--dry-run")
    assert "dry run, nothing written): 1 read, 0 accepted, 1 unchanged" in again.stdout
    unknown = p06("collect", "oftn", *where)
    assert (unknown.returncode, unknown.stderr) == (
        2,
        "Error: no source is called 'oftn'; there are: often, mornings\n",
    )


def test_of_a_document_with_personal_numbers_only_the_hash_is_kept(campaign: Path, tmp_path: Path) -> None:
    data, document = tmp_path / "data", tmp_path / "given.json"
    document.write_text(
        '{"items": [{"unit": "26", "day": "2023-10-01", "value": 7, "note": "026 085 001 234"}]}', encoding="utf-8"
    )
    told = p06("collect", "often", "--campaign", str(campaign), "--data", str(data), "--file", str(document))
    assert told.returncode == 1
    assert "personal identity numbers at record 1" in told.stderr
    assert "026" not in told.stdout + told.stderr
    kept = b"".join(file.read_bytes() for file in data.iterdir() if file.is_file())
    for digits in (b"026 085 001 234", b"026085001234", b"085 001"):
        assert digits not in kept
    with closing(sqlite3.connect(data / "p06.db")) as database:
        assert database.execute("SELECT body IS NULL, length(sha256) FROM snapshots").fetchall() == [(1, 64)]
