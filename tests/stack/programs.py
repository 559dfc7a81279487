"""Real programs on loopback: started, waited for, and ended by their process id."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import pytest

T = TypeVar("T")
P06 = (sys.executable, "-m", "monitor")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until(what: str, ask: Callable[[], T | None], seconds: float) -> T:
    """The first answer of `ask` that is not None or False; fails saying what was waited for."""
    end = time.monotonic() + seconds
    last: Exception | None = None
    while time.monotonic() < end:
        try:
            if answer := ask():
                return answer
        except (OSError, ValueError, KeyError) as error:
            last = error
        time.sleep(0.2)
    pytest.fail(f"waited {seconds:.0f} s in vain until {what}" + (f" ({last})" if last else ""))


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return str(answer.read().decode())


def get_json(address: str) -> Any:
    return json.loads(get(address))


class Program:
    """A running program whose lines are kept."""

    def __init__(self, words: list[str], **more: Any) -> None:
        self.process = subprocess.Popen(
            words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, stdin=subprocess.DEVNULL, **more
        )
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self.lines.append(line.rstrip("\n"))

    def wait_for(self, start: str, seconds: float) -> str:
        """The rest of the first line that begins so."""

        def found() -> str | None:
            if self.process.poll() is not None:
                self._reader.join(2)
                if not any(line.startswith(start) for line in self.lines):
                    pytest.fail(
                        f"{self.process.args} ended with {self.process.returncode}:\n" + "\n".join(self.lines[-20:])
                    )
            return next((line[len(start) :].strip() or "-" for line in self.lines if line.startswith(start)), None)

        return wait_until(f"{self.process.args!r} says {start!r}", found, seconds)

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self._reader.join(5)


@contextmanager
def running(*words: str, **more: Any) -> Iterator[Program]:
    program = Program(list(words), **more)
    try:
        yield program
    finally:
        program.end()


def needed(name: str) -> str:
    """The path of one of Debian's programs that `make test` installs."""
    found = shutil.which(name)
    assert found, f"{name} is not installed; `make test` installs it"
    return found


def samples(text: str) -> dict[str, float]:
    """The samples of a metrics text, by their name and labels as written."""
    lines = (line.rsplit(" ", 1) for line in text.splitlines() if line and not line.startswith("#"))
    return {name: float(value) for name, value in lines}
