"""Real programs that the tests of this folder share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from programs import P06, free_port, running


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of one demo, standing at 2023-10-19, that all tests share and none changes."""
    folder: Path = tmp_path_factory.mktemp("demo")
    with running(*P06, "demo", "--port", str(free_port()), "--data", str(folder)) as program:
        yield program.wait_for("ready ", 60)
