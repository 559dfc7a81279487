"""A simulator to ask, and a way to ask it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
import requests

from monitor.demo.model import Model
from monitor.demo.process import SimulatorProcess

TOKEN = "token-of-the-tests"


@dataclass(frozen=True)
class Systems:
    """The simulated systems: `get` asks at an instant."""

    process: SimulatorProcess
    model: Model

    def get(self, instant: datetime, path: str, token: str | None = TOKEN) -> requests.Response:
        self.process.set(instant)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return requests.get(f"{self.process.address}{path}", headers=headers, timeout=10)


@pytest.fixture(scope="session")
def token_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "token"
    path.write_text(f"{TOKEN}\n", encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def systems(token_file: Path) -> Iterator[Systems]:
    model = Model()
    with SimulatorProcess(model, token_file, datetime.fromisoformat("2023-01-01T00:00:00+07:00")) as process:
        yield Systems(process, model)
