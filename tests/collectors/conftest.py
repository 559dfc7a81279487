"""A server on loopback that misbehaves as told, and the cases from other people's trackers."""

from __future__ import annotations

import os
import socketserver
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from loopback import Answering, Asked, Source, loopback_access

from collectors.source import Access


@pytest.fixture
def serve() -> Iterator[Callable[[Answering], Source]]:
    """Starts a server whose answer to each request is whatever bytes a function yields, as slowly as it yields them."""
    running: list[socketserver.ThreadingTCPServer] = []

    def start(answering: Answering) -> Source:
        source = Source("")

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                first, *lines = iter(lambda: self.rfile.readline().decode("latin-1").rstrip("\r\n"), "")
                pairs = (line.split(":", 1) for line in lines)
                asked = Asked(first.split(" ")[1], {name.lower(): value.strip() for name, value in pairs})
                source.asked.append(asked)
                try:
                    for piece in answering(asked):
                        self.wfile.write(piece)
                        self.wfile.flush()
                except OSError:
                    pass  # whoever asked has gone

        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        server.block_on_close = False
        running.append(server)
        source.address = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return source

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


@pytest.fixture
def access() -> Access:
    """May reach loopback, within two seconds."""
    return loopback_access()


@pytest.fixture
def case_file() -> Callable[[str], Path]:
    """Finds a file of the cases collected from other people's trackers; skips where they are not at hand."""
    shared = Path(os.environ.get("P06_SHARED") or Path(__file__).parents[2].parent / "shared")

    def find(name: str) -> Path:
        path = shared / "cases" / "files" / name
        if not path.is_file():
            pytest.skip(f"the folder of shared cases with {name} is not here (P06_SHARED names it)")
        return path

    return find
