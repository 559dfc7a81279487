"""The systems that publish, simulated: an HTTP server on loopback, a process of its own that never sees the database.

`python -m monitor.demo.simulator --port 0 --instant 2023-05-15T18:00:00+07:00` prints its port on a line. Each line on
its standard input, `<instant> <speed>`, sets its date (speed 0 stands still) and is answered by `set`. It ends when
that pipe closes.
"""

from __future__ import annotations

import argparse
import hmac
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TextIO
from urllib.parse import parse_qs, urlsplit

from monitor.demo import pages, scenario
from monitor.demo.model import Model

LOOPBACK = "127.0.0.1"
JSON, XLSX = "application/json", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV, HTML = "text/csv; charset=utf-8", "text/html; charset=utf-8"


class SimulatedDate:
    """The instant at which the simulated systems are: it stands, or runs `speed` times as fast as the machine's."""

    def __init__(self, instant: datetime, speed: float = 0.0) -> None:
        self._state = (instant, speed, time.monotonic())

    def set(self, instant: datetime, speed: float) -> None:
        """Go on from another instant."""
        self._state = (instant, speed, time.monotonic())

    def now(self) -> datetime:
        """The simulated instant, aware."""
        instant, speed, since = self._state
        return instant + timedelta(seconds=(time.monotonic() - since) * speed)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request gets."""

    status: HTTPStatus
    body: bytes
    media_type: str = JSON


def problem(status: HTTPStatus, detail: str) -> Answer:
    """An error as JSON."""
    return Answer(status, json.dumps({"status": status.value, "detail": detail}).encode())


NOT_OUT = problem(HTTPStatus.NOT_FOUND, "nothing is published here yet")


class Publications:
    """Answers a path at the simulated date. The two APIs ask for the Bearer token, the files and the page for none."""

    def __init__(self, model: Model, date: SimulatedDate, token: str) -> None:
        self.model, self.date, self._token = model, date, token

    def answer(self, target: str, authorization: str) -> Answer:
        """The answer to a GET of this target (path and query)."""
        parts = urlsplit(target)
        if parts.path in self._apis():
            if not hmac.compare_digest(authorization.encode(), f"Bearer {self._token}".encode()):
                return problem(HTTPStatus.UNAUTHORIZED, "a valid Bearer token is needed")
            return self._api_page(parts.path, parse_qs(parts.query).get("page", ["1"])[0])
        return self._document(parts.path)

    def _apis(self) -> dict[str, Callable[[Model, datetime, int], pages.ApiPage | None]]:
        return {"/eid/v1/accounts": pages.eid_accounts, "/one-stop/v1/dossiers": pages.one_stop}

    def _api_page(self, path: str, page: str) -> Answer:
        if not page.isascii() or not page.isdigit():
            return problem(HTTPStatus.BAD_REQUEST, "page is a whole number from 1")
        found = self._apis()[path](self.model, self.date.now(), int(page))
        return Answer(HTTPStatus.OK, json.dumps(found.to_json(), ensure_ascii=False).encode()) if found else NOT_OUT

    def _document(self, path: str) -> Answer:
        now = self.date.now()
        documents: dict[str, tuple[Callable[[], bytes | None], str]] = {
            "/id-cards/weekly.xlsx": (lambda: pages.id_cards(self.model, now), XLSX),
            "/tasks/quarterly.csv": (lambda: pages.tasks(now), CSV),
            "/portal/cai-cach-hanh-chinh.html": (lambda: pages.press(self.model, now), HTML),
        }
        if path not in documents:
            return problem(HTTPStatus.NOT_FOUND, "there is no such page")
        make, media_type = documents[path]
        body = make()
        return Answer(HTTPStatus.OK, body, media_type) if body is not None else NOT_OUT


def server(publications: Publications, port: int) -> ThreadingHTTPServer:
    """An HTTP server on loopback (port 0: a free one) that publishes."""

    class Handler(BaseHTTPRequestHandler):
        server_version, sys_version = "simulator", ""
        wbufsize = -1  # head and body in one packet: else every answer waits for the other side's delayed ACK

        def do_GET(self) -> None:
            answer = publications.answer(self.path, self.headers.get("Authorization", ""))
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.media_type)
            self.send_header("Content-Length", str(len(answer.body)))
            if answer.status is HTTPStatus.UNAUTHORIZED:
                self.send_header("WWW-Authenticate", "Bearer")
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """A demo's requests are no news."""

    return ThreadingHTTPServer((LOOPBACK, port), Handler)


def follow(orders: TextIO, date: SimulatedDate, acknowledgements: TextIO) -> None:
    """Set the date as the lines say, until the pipe closes."""
    for line in orders:
        instant, speed = line.split()
        date.set(datetime.fromisoformat(instant), float(speed))
        acknowledgements.write("set\n")
        acknowledgements.flush()


def main(words: Sequence[str] | None = None) -> None:
    """Publish until standard input closes."""
    parser = argparse.ArgumentParser(prog="python -m monitor.demo.simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--instant", type=datetime.fromisoformat, default=scenario.PRESS_PUBLISHED)
    parser.add_argument("--seed", type=int, default=Model.seed)
    parser.add_argument("--eid-total", type=int, default=Model.eid_total, help="sum of the districts on 15 June 2023")
    parser.add_argument("--token-file", type=Path, required=True, help="holds the Bearer token of the two APIs")
    options = parser.parse_args(words)
    token = options.token_file.read_text(encoding="utf-8").strip()
    date = SimulatedDate(options.instant)
    publications = Publications(Model(options.seed, options.eid_total), date, token)
    with server(publications, options.port) as web:
        Thread(target=web.serve_forever, daemon=True).start()
        sys.stdout.write(f"{web.server_port}\n")
        sys.stdout.flush()
        follow(sys.stdin, date, sys.stdout)
        web.shutdown()


if __name__ == "__main__":
    main()
