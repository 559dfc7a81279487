"""Starts the simulator in a process of its own, moves its date, and ends it."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType

from monitor.demo.model import Model

# It ends when its pipe closes, within milliseconds; a stuck one is ended by its pid.
LONGEST_GOODBYE_SECONDS = 3.0


class SimulatorFailed(Exception):
    """The simulator did not start, or went away."""


class SimulatorProcess:
    """A running simulator. Its date stands at `instant` until it is moved."""

    def __init__(self, model: Model, token_file: Path, instant: datetime) -> None:
        words = [sys.executable, "-m", "monitor.demo.simulator", "--instant", instant.isoformat()]
        words += ["--seed", str(model.seed), "--eid-total", str(model.eid_total), "--token-file", str(token_file)]
        # A session of its own: Ctrl-C in the terminal reaches the demo alone, which then closes the pipe.
        self._process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        assert self._process.stdin is not None  # noqa: S101 - a pipe was asked for
        assert self._process.stdout is not None  # noqa: S101
        self._orders, self._answers = self._process.stdin, self._process.stdout
        self.port = int(self._line())

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    @property
    def address(self) -> str:
        """Where it publishes, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def set(self, instant: datetime, speed: float = 0.0) -> None:
        """Move its date, which then runs `speed` times as fast as the machine's. Raises SimulatorFailed."""
        try:
            self._orders.write(f"{instant.isoformat()} {speed}\n")
            self._orders.flush()
        except OSError as error:
            raise SimulatorFailed("the simulator of the sources has gone away") from error
        self._line()

    def close(self) -> None:
        """End it."""
        with suppress(BrokenPipeError):
            self._orders.close()
        try:
            self._process.wait(LONGEST_GOODBYE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._answers.close()

    def _line(self) -> str:
        line = self._answers.readline()
        if not line:
            raise SimulatorFailed("the simulator of the sources did not start or has gone away")
        return line

    def __enter__(self) -> SimulatorProcess:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
