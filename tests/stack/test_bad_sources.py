"""A source that hangs, fails or sends poison gets one clear line, and harms no other source and no reader."""

from __future__ import annotations

import contextlib
import io
import json
import threading
import time
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from programs import get, get_json, wait_until

from monitor.campaign.file import parse_campaign
from monitor.clock import SystemClock
from monitor.service import Service
from monitor.store import store_in

HEADER = ("Huyện", "Số tài khoản")
COLUMNS = '{unit: "Huyện", figures: [{indicator: eid_activated, value: "Số tài khoản"}]}'


def workbook(rows: list[tuple[Any, ...]]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return made.getvalue()


def far_cell_workbook() -> bytes:
    """Two cells, the second in the last row and column: 1.4 kB that make a reader ask for half a terabyte."""
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
        "</sheetData></worksheet>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([HEADER]))) as good, zipfile.ZipFile(made, "w", 8) as bad:
        for name in good.namelist():
            bad.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else good.read(name))
    return made.getvalue()


def record(unit: str, value: str) -> bytes:
    return f'{{"items": [{{"unit": "{unit}", "day": "2026-01-01", "value": {value}}}]}}'.encode()


BODIES: dict[str, tuple[str, bytes]] = {
    "/good": ("application/json", record("Vĩnh Yên", "77000")),
    "/html": ("text/html", b"<html><body>He thong dang bao tri, 1204 luot</body></html>"),
    "/truncated.xlsx": ("application/octet-stream", workbook([HEADER, ("Vĩnh Yên", 1)])[:-300]),
    "/far-cell.xlsx": ("application/octet-stream", far_cell_workbook()),
    "/unknown-unit": ("application/json", record("Vĩnh Yêm", "77000")),
    "/minus": ("application/json", record("Vĩnh Yên", "-5")),
    "/nan": ("application/json", record("Vĩnh Yên", "NaN")),
    "/infinite": ("application/json", record("Vĩnh Yên", "1e400")),
    "/odd-number": ("application/json", record("Vĩnh Yên", '"585.673,5.1"')),
}


class Misbehaving(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/500":
            self.send_error(500)
        elif self.path == "/hangs":
            time.sleep(120)
        elif self.path == "/huge":
            self.send_response(200)
            self.end_headers()
            with contextlib.suppress(OSError):  # the reader hangs up when it has seen enough
                for _ in range(200):
                    self.wfile.write(b" " * 1_000_000)
        else:
            media_type, body = BODIES[self.path]
            self.send_response(200)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def source_name(path: str) -> str:
    return f"s-{path.strip('/').replace('.', '-')}"


def campaign_text(port: int) -> str:
    sources = []
    for path in ("/500", "/hangs", "/huge", *BODIES):
        name = source_name(path)
        address = f"http://127.0.0.1:{port}{path}"
        if path.endswith(".xlsx"):
            kind = "table"
            config: str = f"{{address: '{address}', columns: {COLUMNS}, as_of: {{text: Tính đến}}}}"
        else:
            kind = "json_api"
            figures = [{"indicator": "eid_activated", "value": "value"}]
            config = json.dumps(
                {"address": address, "records": "items", "fields": {"unit": "unit", "as_of": "day", "figures": figures}}
            )
        sources.append(
            f"  {name}:\n    name: {{vi: {name}, en: {name}}}\n    kind: {kind}\n"
            f"    schedule: {{every: 2 seconds}}\n    private_hosts: [127.0.0.1]\n"
            f"    indicators: [eid_activated]\n    config: {config}\n"
        )
    return (
        "campaign: bad-sources\nname: {vi: a, en: a}\n"
        "units:\n"
        '  - {id: "26", name: Tỉnh Vĩnh Phúc, name_en: Vinh Phuc, level: province}\n'
        '  - {id: "243", name: Thành phố Vĩnh Yên, name_en: Vinh Yen, level: district, parent: "26"}\n'
        "indicators:\n  eid_activated:\n    name: {vi: a, en: a}\n    kind: stock\n    freshness_days: 3660\n"
        "sources:\n" + "".join(sources)
    )


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Misbehaving)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    folder: Path = tmp_path_factory.mktemp("bad-sources")
    campaign = parse_campaign(campaign_text(server.server_port), "bad-sources.yaml")
    service = Service(store_in(folder), campaign, SystemClock())
    found = service.listen("127.0.0.1", 0)
    service.serve_campaign("bad-sources.yaml")
    web = threading.Thread(target=service.serve, daemon=True)
    web.start()
    service.start_scheduler()
    yield found
    service.close()
    server.shutdown()


def source(address: str, name: str) -> dict[str, Any]:
    items: list[dict[str, Any]] = get_json(address + "api/v1/sources")["data"]
    return next(item for item in items if item["id"] == f"s-{name}")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("500", ["500"]),
        ("huge", ["50", "MB"]),
        ("html", ["HTML where JSON was expected"]),
        ("truncated-xlsx", ["not", "workbook"]),
        ("far-cell-xlsx", ["XFD1048576"]),
        ("unknown-unit", ["Vĩnh Yêm"]),
        ("minus", ["-5"]),
        ("nan", ["NaN"]),
        ("infinite", ["1e400"]),
        ("odd-number", ["585.673,5.1"]),
        ("hangs", ["30 s"]),
    ],
)
def test_each_failure_has_its_line(address: str, name: str, words: list[str]) -> None:
    failed = wait_until(f"{name} has failed", lambda: (s := source(address, name))["state"] == "failing" and s, 45)
    line = failed["last_error"]
    assert "\n" not in line
    assert "Traceback" not in line
    for word in words:
        assert word in line, line


def test_the_good_source_runs_on_time_and_readers_are_served(address: str) -> None:
    before = wait_until("the good source ran", lambda: source(address, "good")["runs"].get("ok"), 20)
    wait_until("it goes on", lambda: source(address, "good")["runs"]["ok"] >= before + 2, 20)
    assert 'project06_value{indicator="eid_activated",unit="243",level="district",province="26"} 77000' in get(
        address + "metrics"
    )
    assert "77.000" in get(address)
