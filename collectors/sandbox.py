"""Reading a document in a process of its own, so that a hostile or broken one can take down nothing else.

One child is kept, started by a fork server in which the kinds of source are imported already. It is ended by the
wall clock, limited in memory and processor time, and replaced after its death or after 1,000 reads.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from importlib.metadata import entry_points
from math import ceil
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from threading import Lock, Timer
from types import ModuleType, TracebackType
from typing import Any, Self

from collectors.faults import PersonalNumbers, ReadError
from collectors.reading import Reading, Readings, SetAside
from collectors.source import ENTRY_POINTS, ReadLimits, Snapshot, SourceConfig, SourceKind

MOST_READS = 1000
_SECONDS_TO_LEAVE = 2.0


class Sandbox:
    """Reads documents in a child process, one at a time; threads wait for each other."""

    def __init__(self, limits: ReadLimits = ReadLimits()) -> None:  # noqa: B008 - a frozen value
        self._limits = limits
        self._lock = Lock()
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, kind: str, snapshot: Snapshot, config: SourceConfig) -> Readings:
        """What the kind's `read` makes of a snapshot. Raises ReadError, also for whatever befalls the child."""
        question = _question(kind, snapshot, config)
        with self._lock:
            if self._child is None or not self._child.lives:
                self._end_child()
                self._child = _Child(self._limits)
            try:
                answer = self._child.ask(kind, question, snapshot.body)
            except ReadError:
                self._end_child()
                raise
            if self._child.reads >= MOST_READS:
                self._end_child()
        return _readings(answer)

    def close(self) -> None:
        """Ends the child; the next read would start another."""
        with self._lock:
            self._end_child()

    def _end_child(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


class _Child:
    """The process that reads, seen from the one that asks."""

    def __init__(self, limits: ReadLimits) -> None:
        self._limits = limits
        self.reads = 0
        context = get_context("forkserver")
        context.set_forkserver_preload(_modules_to_import())
        self._line, other_end = context.Pipe()
        self._process = _Process(target=_answer_all, args=(other_end, limits), daemon=True, name="reader")
        self._process.start()
        other_end.close()

    @property
    def lives(self) -> bool:
        """Whether it can be asked."""
        return self._process.is_alive()

    def ask(self, kind: str, question: bytes, body: bytes) -> dict[str, Any]:
        """The child's answer. Raises ReadError where it dies or takes too long, and is then of no more use."""
        self.reads += 1
        late: list[bool] = []

        def end_it() -> None:
            late.append(True)
            self._process.kill()

        timer = Timer(self._limits.seconds, end_it)
        timer.daemon = True
        timer.start()
        try:
            self._line.send_bytes(question)
            self._line.send_bytes(body)
            answer: dict[str, Any] = json.loads(self._line.recv_bytes())
        except (EOFError, OSError):
            raise ReadError(self._epitaph(kind, bool(late))) from None
        finally:
            timer.cancel()
        if late:
            raise ReadError(self._epitaph(kind, late=True))
        if answer.get("failure") == "memory":
            raise ReadError(self._too_much_memory(kind))
        return answer

    def _epitaph(self, kind: str, late: bool) -> str:
        self._process.join(_SECONDS_TO_LEAVE)
        code = self._process.exitcode
        if late or code == -signal.SIGXCPU:
            return f"reading the {kind} document took longer than the {self._limits.seconds:g} s that it may"
        how = signal.Signals(-code).name if code is not None and code < 0 else f"exit {code}"
        return (
            f"reading the {kind} document took down its process ({how}): it is damaged, or asks for more than "
            f"{self._limits.memory_bytes / 1e6:g} MB of memory"
        )

    def _too_much_memory(self, kind: str) -> str:
        return f"reading the {kind} document takes more than the {self._limits.memory_bytes / 1e6:g} MB of memory"

    def end(self) -> None:
        """Lets the process go, by force if need be."""
        self._line.close()
        self._process.join(_SECONDS_TO_LEAVE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join(_SECONDS_TO_LEAVE)


class _Process(ForkServerProcess):
    """A process that does not run its parent's main module again, of which a reader has no need."""

    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: N802 - multiprocessing's name
        with _main_module_hidden():
            return ForkServerProcess._Popen(process_obj)


@contextmanager
def _main_module_hidden() -> Iterator[None]:
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _modules_to_import() -> list[str]:
    return [__name__, *sorted({point.module for point in entry_points(group=ENTRY_POINTS)})]


def _question(kind: str, snapshot: Snapshot, config: SourceConfig) -> bytes:
    described = {
        "kind": kind,
        "config": config.model_dump_json(),
        "address": snapshot.address,
        "fetched_at": snapshot.fetched_at.isoformat(),
        "media_type": snapshot.media_type,
        "charset": snapshot.charset,
    }
    return json.dumps(described).encode()


def _readings(answer: dict[str, Any]) -> Readings:
    """The Readings in a child's answer. Raises the ReadError that it holds instead."""
    if answer.get("failure") == "personal":
        raise PersonalNumbers(tuple(answer["places"]))
    if "failure" in answer:
        raise ReadError(answer["message"])
    return Readings(
        tuple(Reading.from_json(plain) for plain in answer["readings"]),
        tuple(SetAside(**plain) for plain in answer["set_aside"]),
        answer["text"],
    )


# What follows runs in the child.


def _answer_all(line: Connection, limits: ReadLimits) -> None:
    """Answers questions until nobody is there to ask."""
    _settle_in(limits)
    while True:
        try:
            question, body = line.recv_bytes(), line.recv_bytes()
        except (EOFError, OSError):
            return
        _allow_processor_seconds(limits.seconds)
        answer = _answer(json.loads(question), body)
        line.send_bytes(json.dumps(answer).encode())


def _settle_in(limits: ReadLimits) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, at whose end the line breaks off
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)  # standard error: a library that aborts writes there; the parent says it better
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))


def _allow_processor_seconds(seconds: float) -> None:
    """Ends this process when it uses more, even if its parent has gone and no clock is watched any longer."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = ceil(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _answer(question: dict[str, Any], body: bytes) -> dict[str, Any]:
    try:
        return _read(question, body)
    except PersonalNumbers as error:
        return {"failure": "personal", "places": error.places}
    except ReadError as error:
        return {"failure": "read", "message": str(error)}
    except MemoryError:
        return {"failure": "memory"}
    except Exception as error:
        # The text of an unforeseen error may hold what the document holds: its kind and place have to do.
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}, line {place.lineno}"
        message = f"the {question['kind']} document is not one that can be read ({type(error).__name__} in {where})"
        return {"failure": "read", "message": message}


def _read(question: dict[str, Any], body: bytes) -> dict[str, Any]:
    kind = _kind(question["kind"])
    config = kind.config.model_validate_json(question["config"])
    fetched_at = datetime.fromisoformat(question["fetched_at"])
    snapshot = Snapshot(body, question["address"], fetched_at, question["media_type"], question["charset"])
    read = kind.read(snapshot, config)
    return {
        "readings": [reading.to_json() for reading in read.readings],
        "set_aside": [
            {"place": one.place, "rule": one.rule, "message": one.message, "quote": one.quote, "failing": one.failing}
            for one in read.set_aside
        ],
        "text": read.text,
    }


@cache
def _kind(name: str) -> SourceKind:
    (point,) = entry_points(group=ENTRY_POINTS, name=name)
    kind: SourceKind = point.load()
    return kind
