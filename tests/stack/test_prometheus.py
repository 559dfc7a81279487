"""Real Prometheus and Alertmanager watch the playing demo: what is told, when it ends, what silence does not end."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from programs import P06, Program, free_port, get_json, needed, running, wait_until

from dashboards.config import WITHOUT_WAITING
from dashboards.files import rule_files
from dashboards.queries import panel_queries

ROOT = Path(__file__).parent.parent.parent


class Prometheus:
    def __init__(self, address: str) -> None:
        self.address = address

    def query(self, expression: str) -> list[dict[str, Any]]:
        words = urllib.parse.urlencode({"query": expression})
        found: list[dict[str, Any]] = get_json(f"{self.address}/api/v1/query?{words}")["data"]["result"]
        return found

    def range(self, expression: str, start: float, end: float, step: float) -> list[dict[str, Any]]:
        words = urllib.parse.urlencode({"query": expression, "start": start, "end": end, "step": step})
        found: list[dict[str, Any]] = get_json(f"{self.address}/api/v1/query_range?{words}")["data"]["result"]
        return found

    def firing(self, alert: str, **labels: str) -> list[dict[str, Any]]:
        alerts = get_json(f"{self.address}/api/v1/alerts")["data"]["alerts"]
        wanted = {"alertname": alert, **labels}
        return [a for a in alerts if a["state"] == "firing" and wanted.items() <= a["labels"].items()]


class Messages:
    """What Alertmanager sent, in order."""

    def __init__(self) -> None:
        self.alerts: list[dict[str, Any]] = []
        messages = self

        class Hook(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                messages.alerts.extend(json.loads(body)["alerts"])
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def of(self, alert: str, status: str, **labels: str) -> list[dict[str, Any]]:
        wanted = {"alertname": alert, **labels}
        return [a for a in self.alerts if a["status"] == status and wanted.items() <= a["labels"].items()]


def alertmanager_config(hook: int) -> str:
    """The project's own configuration, without its waits and with the receiver on loopback."""
    import yaml

    config = yaml.safe_load((ROOT / "deploy/alertmanager/alertmanager.yml").read_text(encoding="utf-8"))
    route = config["route"]
    for one in (route, *route.get("routes", ())):
        one |= {"group_wait": "0s", "group_interval": "1s", "repeat_interval": "1h"}
    for receiver in config["receivers"]:
        for webhook in receiver.get("webhook_configs", ()):
            webhook["url"] = f"http://127.0.0.1:{hook}/"
    return str(yaml.safe_dump(config, allow_unicode=True))


def prometheus_config(target: str, alertmanager: int | None) -> str:
    alerting = (
        f"alerting: {{alertmanagers: [{{static_configs: [{{targets: ['127.0.0.1:{alertmanager}']}}]}}]}}\n"
        if alertmanager
        else ""
    )
    return (
        "global: {scrape_interval: 1s, evaluation_interval: 1s}\n"
        f"rule_files: ['rules/*.yml']\n{alerting}"
        f"scrape_configs: [{{job_name: project06, static_configs: [{{targets: ['{target}']}}]}}]\n"
    )


def start_prometheus(stack: ExitStack, folder: Path, demo: str, alertmanager: int | None = None) -> Prometheus:
    (folder / "rules").mkdir(parents=True)
    for name, text in rule_files(WITHOUT_WAITING).items():
        (folder / "rules" / Path(name).name).write_text(text, encoding="utf-8")
    target = demo.removeprefix("http://").rstrip("/")
    (folder / "prometheus.yml").write_text(prometheus_config(target, alertmanager), encoding="utf-8")
    address = f"127.0.0.1:{free_port()}"
    stack.enter_context(
        running(
            needed("prometheus"),
            f"--config.file={folder / 'prometheus.yml'}",
            f"--storage.tsdb.path={folder / 'tsdb'}",
            f"--web.listen-address={address}",
        )
    )
    prometheus = Prometheus(f"http://{address}")
    wait_until("Prometheus has scraped the demo", lambda: prometheus.query("project06_status"), 40)
    return prometheus


def start_alertmanager(stack: ExitStack, folder: Path, hook: int) -> int:
    folder.mkdir()
    (folder / "alertmanager.yml").write_text(alertmanager_config(hook), encoding="utf-8")
    port = free_port()
    stack.enter_context(
        running(
            needed("prometheus-alertmanager"),
            f"--config.file={folder / 'alertmanager.yml'}",
            f"--storage.path={folder / 'state'}",
            f"--web.listen-address=127.0.0.1:{port}",
            "--cluster.listen-address=",
        )
    )
    return port


def simulator_of(demo: Program) -> int:
    """The process id of the demo's source simulator."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes()
                parent = (entry / "stat").read_text().rsplit(")", 1)[1].split()[1]
            except OSError:
                continue
            if b"monitor.demo.simulator" in words and parent == str(demo.process.pid):
                return int(entry.name)
    raise LookupError("no simulator runs")


@pytest.fixture(scope="module")
def playing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Program, Prometheus, Messages]]:
    folder = tmp_path_factory.mktemp("playing")
    with ExitStack() as stack:
        program = stack.enter_context(running(*P06, "demo", "--play", "--port", str(free_port())))
        demo = program.wait_for("ready ", 60)
        messages = Messages()
        alertmanager = start_alertmanager(stack, folder / "alertmanager", messages.server.server_port)
        prometheus = start_prometheus(stack, folder / "prometheus", demo, alertmanager)
        yield program, prometheus, messages
        messages.server.shutdown()


def test_a_district_that_falls_behind_is_told_of_and_its_recovery_too(
    playing: tuple[Program, Prometheus, Messages],
) -> None:
    _, prometheus, messages = playing
    lap_thach = {"unit": "246", "indicator": "eid_activated"}
    wait_until("Lập Thạch is behind", lambda: prometheus.firing("TargetBehind", **lap_thach), 60)
    told = wait_until("Alertmanager told of it", lambda: messages.of("TargetBehind", "firing", **lap_thach), 20)[0]
    assert told["labels"]["source"] == "eid"
    assert told["labels"]["province"] == "26"
    summary, description = told["annotations"]["summary"], told["annotations"]["description"]
    assert summary.startswith("Huyện Lập Thạch chậm ")
    assert "Tài khoản định danh điện tử" in summary or "tài khoản định danh điện tử" in summary
    assert "Thời hạn 15/6/2023" in description
    assert "tài khoản/ngày" in description
    wait_until("it resolves", lambda: not prometheus.firing("TargetBehind", **lap_thach), 90)
    wait_until("its end is told", lambda: messages.of("TargetBehind", "resolved", **lap_thach), 20)


def test_a_killed_source_is_told_of_and_resolves_nothing(playing: tuple[Program, Prometheus, Messages]) -> None:
    program, prometheus, messages = playing
    behind = wait_until(
        "a district is behind", lambda: prometheus.firing("TargetBehind", indicator="eid_activated"), 60
    )[0]["labels"]
    behind = {name: behind[name] for name in ("unit", "indicator")}
    os.kill(simulator_of(program), signal.SIGKILL)
    wait_until("the source is failing", lambda: prometheus.firing("SourceFailing", source="eid"), 30)
    wait_until("Alertmanager told of it", lambda: messages.of("SourceFailing", "firing", source="eid"), 20)
    silent = f'project06_status{{status="silent",unit="{behind["unit"]}",indicator="{behind["indicator"]}"}} == 1'
    looks, looks_in_silence = 0, 0
    while looks_in_silence < 5 and looks < 60:
        # The deadline may pass meanwhile, which turns "behind" into "missed"; nothing else may end it.
        assert prometheus.firing("TargetBehind", **behind) or prometheus.firing("TargetMissed", **behind)
        looks, looks_in_silence = looks + 1, looks_in_silence + bool(prometheus.query(silent))
        time.sleep(1)
    assert looks_in_silence == 5, "the unit never fell silent: the hold was not tried"
    assert not messages.of("TargetBehind", "resolved", **behind)


VARIABLES = {"level": "province", "province": "26", "unit": "26", "indicator": "eid_activated"}


@pytest.fixture(scope="module")
def scraped(demo: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prometheus]:
    """A Prometheus that scrapes the demo which stands still."""
    with ExitStack() as stack:
        yield start_prometheus(stack, tmp_path_factory.mktemp("scraped") / "prometheus", demo)


# A panel asks for counts and rates apart, and by status: each query has its figures for one of these choices.
CHOICES = (
    VARIABLES,
    VARIABLES | {"indicator": "id_card_issued"},
    VARIABLES | {"indicator": "online_application_rate"},
    VARIABLES | {"indicator": "tasks_done_province"},
    VARIABLES | {"level": "district", "unit": "248"},
)
# What no day of the demo has: a target in percent; a figure that was set aside.
NEVER_IN_THE_DEMO = {("Kết quả mới nhất", "D"), ("Nguồn số liệu", "D")}


@pytest.mark.parametrize("board", ["p06-who-is-behind", "p06-one-unit"])
def test_every_query_of_every_panel_gives_series(
    scraped: Prometheus, playing: tuple[Program, Prometheus, Messages], board: str
) -> None:
    """On the demo's last day, or on some day of its play."""
    text = (ROOT / f"grafana/dashboards/{board}.json").read_text(encoding="utf-8")
    asked = {(one.panel, one.ref, one.expression) for choice in CHOICES for one in panel_queries(text, choice)}
    now = time.time()
    full = {
        (panel, ref)
        for panel, ref, expression in asked
        if scraped.query(expression) or playing[1].range(expression, now - 600, now, 2)
    }
    assert {(panel, ref) for panel, ref, _ in asked} - full <= NEVER_IN_THE_DEMO


def test_four_panels_give_the_numbers_of_the_api(scraped: Prometheus, demo: str) -> None:
    text = (ROOT / "grafana/dashboards/p06-one-unit.json").read_text(encoding="utf-8")
    asked = {(query.panel, query.ref): query.expression for query in panel_queries(text, VARIABLES)}
    row = get_json(demo + "api/v1/progress?unit=26&indicator=eid_activated")["data"][0]

    def number(panel: str, ref: str) -> float:
        (series,) = scraped.query(asked[panel, ref])
        return float(series["value"][1])

    assert number("Kết quả mới nhất", "A") == row["value"] == 585673
    assert number("Tỷ lệ đạt chỉ tiêu", "A") == pytest.approx(row["ratio"])
    assert number("So với tiến độ", "A") == int(row["lead_days"])
    (status,) = scraped.query(asked["Trạng thái", "A"])
    assert status["metric"]["status"] == row["status"]
