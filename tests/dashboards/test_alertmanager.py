"""Who is told, and what mutes what: on Alertmanager's own tool, and on a real Alertmanager on loopback."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

Tool = Callable[..., "subprocess.CompletedProcess[str]"]
CONFIGURATION = "deploy/alertmanager/alertmanager.yml"
PATIENCE_SECONDS = 20
SETTLING_SECONDS = 0.3

BEHIND = {"alertname": "TargetBehind", "severity": "warning", "indicator": "eid_activated"}
PROVINCE = BEHIND | {"unit": "26", "level": "province", "province": "26", "source": "vneid"}
DISTRICT = BEHIND | {"unit": "246", "level": "district", "province": "26", "source": "huyen"}
OTHER_INDICATOR = DISTRICT | {"indicator": "id_card_issued"}
OTHER_PROVINCE = DISTRICT | {"unit": "270", "province": "27"}
MISSED = DISTRICT | {"alertname": "TargetMissed", "severity": "critical", "indicator": "id_card_issued"}


def source(alert: str, name: str) -> dict[str, str]:
    return {"alertname": alert, "severity": "warning", "source": name}


def down(reason: str) -> dict[str, str]:
    return {"alertname": "ServiceDown", "severity": "critical", "reason": reason}


def test_alertmanager_accepts_the_configuration(amtool: Tool, root: Path) -> None:
    result = amtool("check-config", root / CONFIGURATION)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("alert", "receiver"),
    [
        ("TargetBehind", "duty"),
        ("TargetMissed", "duty"),
        ("SourceFailing", "technical"),
        ("SourceSilent", "technical"),
        ("SourceLate", "technical"),
        ("ServiceDown", "technical"),
    ],
)
def test_targets_go_to_the_duty_officer_and_sources_to_those_who_run_them(
    amtool: Tool, root: Path, alert: str, receiver: str
) -> None:
    result = amtool("config", "routes", "test", f"--config.file={root / CONFIGURATION}", f"alertname={alert}")
    assert result.stdout.strip() == receiver, result.stderr


@pytest.fixture
def alertmanager(root: Path, tmp_path: Path) -> Iterator[str]:
    """A real Alertmanager with the shipped configuration; gives its address."""
    program = shutil.which("prometheus-alertmanager")
    if program is None:
        pytest.fail("prometheus-alertmanager is missing: `make test` installs it")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [program, f"--config.file={root / CONFIGURATION}", f"--storage.path={tmp_path}"]
    words += ["--cluster.listen-address=", f"--web.listen-address=127.0.0.1:{port}", "--log.level=error"]
    process = subprocess.Popen(words)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until(lambda: answers(f"{address}/-/ready"))
        yield address
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=2) as response:
            return bool(response.status == 200)
    except URLError:
        return False


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < end, "Alertmanager did not get there in time"
        time.sleep(0.05)


def assert_told(address: str, alerts: list[dict[str, str]], expected: list[dict[str, str]]) -> None:
    """Sends the alerts; of them Alertmanager comes to tell the expected ones, the others are muted, and it stays so."""
    body = json.dumps([{"labels": labels} for labels in alerts]).encode()
    urlopen(Request(f"{address}/api/v2/alerts", body, {"Content-Type": "application/json"}), timeout=5).close()
    wait_until(lambda: states(address) == {name(alert): alert not in expected for alert in alerts})
    time.sleep(SETTLING_SECONDS)
    assert states(address) == {name(alert): alert not in expected for alert in alerts}


def states(address: str) -> dict[str, bool]:
    """The alerts that Alertmanager holds, and whether each is muted."""
    with urlopen(f"{address}/api/v2/alerts", timeout=5) as response:
        return {name(alert["labels"]): bool(alert["status"]["inhibitedBy"]) for alert in json.load(response)}


def name(labels: dict[str, str]) -> str:
    return json.dumps(labels, sort_keys=True)


def test_a_province_that_is_behind_speaks_for_its_districts_on_that_indicator_alone(alertmanager: str) -> None:
    sent = [PROVINCE, DISTRICT, OTHER_INDICATOR, OTHER_PROVINCE, MISSED]
    assert_told(alertmanager, sent, [PROVINCE, OTHER_INDICATOR, OTHER_PROVINCE, MISSED])


def test_a_source_that_has_stopped_mutes_what_stands_on_it_and_a_late_one_mutes_nothing(alertmanager: str) -> None:
    failing, late = source("SourceFailing", "huyen"), source("SourceLate", "vneid")
    assert_told(alertmanager, [failing, late, PROVINCE, OTHER_PROVINCE, MISSED], [failing, late, PROVINCE])


def test_a_service_without_figures_mutes_all_else(alertmanager: str) -> None:
    gone = down("no_answer")
    assert_told(alertmanager, [gone, PROVINCE, MISSED, source("SourceFailing", "huyen")], [gone])


def test_one_node_of_several_down_mutes_nothing(alertmanager: str) -> None:
    node = down("node") | {"instance": "b:8006"}
    assert_told(alertmanager, [node, PROVINCE], [node, PROVINCE])
