"""Prometheus's and Alertmanager's own tools, and the generated files."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Tool = Callable[..., "subprocess.CompletedProcess[str]"]


def tool(name: str, package: str) -> Tool:
    """Runs the program and gives what it said; a missing program fails the test and names its package."""
    path = shutil.which(name)
    if path is None:
        pytest.fail(f"{name} is missing: `make test` installs it, or apt-get install {package}")

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        words = [path, *map(str, arguments)]
        return subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)

    return run


@pytest.fixture
def promtool() -> Tool:
    """Prometheus's tool."""
    return tool("promtool", "prometheus")


@pytest.fixture
def amtool() -> Tool:
    """Alertmanager's tool."""
    return tool("amtool", "prometheus-alertmanager")


@pytest.fixture
def root() -> Path:
    """The top of the repository."""
    return ROOT
