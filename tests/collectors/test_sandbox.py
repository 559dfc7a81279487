"""Whatever a document does to the process that reads it, the one that asked goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from loopback import NOW

from collectors import sandbox as module
from collectors.faults import PersonalNumbers, ReadError
from collectors.json_api import KIND as JSON_API
from collectors.json_api.config import JsonApiConfig
from collectors.reading import Readings
from collectors.sandbox import Sandbox
from collectors.source import ReadLimits, Snapshot, SourceConfig

# A kind of source as someone else might install it: its document says what it does to its reader.
HOSTILE = """
import ctypes, os, signal, time
from datetime import date
from collectors.reading import *
from collectors.faults import PersonalNumbers, ReadError
from collectors.source import SourceConfig, SourceKind

def read(snapshot, config):
    match snapshot.body.decode():
        case "sleep": time.sleep(60)
        case "spin":
            while True: pass
        case "abort": os.abort()
        case "fault": ctypes.string_at(0)
        case "exit": os._exit(3)
        case "stop": raise SystemExit
        case "killed": os.kill(os.getpid(), signal.SIGKILL)
        case "memory": return [bytearray(10**8) for _ in range(100)]
        case "deep":
            def down(): down()
            down()
        case "error": raise KeyError("012345678901")
        case "refuse": raise ReadError("no table here")
        case "personal": raise PersonalNumbers(("row 3",))
        case "pid": return Readings((), (), str(os.getpid()))
        case "large": return Readings((), (), "ệ" * 5_000_000)
        case "broken text": return Readings((), (), "\\ud800")
    aside = SetAside("row 2", "not_a_number", "“x”", "x | y", failing=False)
    evidence = Evidence("quote ệ", (1, 2), "Sheet!C5")
    one = Reading(indicator="eid_activated", measure=Measure.ACCOUNTS, as_of=date(2023, 6, 30), unit="Huyện",
        as_of_precision=Precision.DAY, evidence=evidence, value=5, ratio=0.5, of=Of.TARGET,
        warnings=(Warning.AMBIGUOUS_DATE,))
    return Readings((one,), (aside,), f"{snapshot.address} {snapshot.media_type} {snapshot.fetched_at} {config.word}")

class Config(SourceConfig):
    word: str = "plain"

KIND = SourceKind("hostile", Config, None, read)
"""


class Config(SourceConfig):
    word: str = "plain"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder: Path = tmp_path_factory.mktemp("site")
    (folder / "hostile_kind.py").write_text(HOSTILE, encoding="utf-8")
    described = folder / "hostile_kind-1.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Name: hostile-kind\nVersion: 1.0\n")
    (described / "entry_points.txt").write_text("[project06.sources]\nhostile = hostile_kind:KIND\n")
    sys.path.insert(0, str(folder))
    yield
    sys.path.remove(str(folder))


@pytest.fixture
def sandbox(installed: None) -> Iterator[Sandbox]:
    with Sandbox(ReadLimits(seconds=2, memory_bytes=1_000_000_000)) as made:
        yield made


def ask(sandbox: Sandbox, word: str) -> Readings:
    return sandbox.read("hostile", Snapshot(word.encode(), "http://x/", NOW, "text/plain"), Config(word="own"))


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("sleep", "took longer than the 2 s"),
        ("spin", "took longer than the 2 s"),
        ("abort", r"took down its process \(SIGABRT\)"),
        ("fault", r"took down its process \(SIGSEGV\)"),
        ("killed", r"took down its process \(SIGKILL\)"),
        ("exit", r"took down its process \(exit 3\)"),
        ("stop", r"took down its process"),
        ("deep", r"not one that can be read \(RecursionError in hostile_kind.py, line \d+\)"),
        ("error", r"not one that can be read \(KeyError in hostile_kind.py, line \d+\)"),
        ("refuse", "^no table here$"),
    ],
)
def test_whatever_befalls_the_reader_is_one_line_and_the_next_read_succeeds(
    sandbox: Sandbox, word: str, message: str
) -> None:
    began = time.monotonic()
    with pytest.raises(ReadError, match=message) as caught:
        ask(sandbox, word)
    assert time.monotonic() - began < 4
    assert "\n" not in str(caught.value)
    assert "012345678901" not in str(caught.value)
    assert len(ask(sandbox, "fine").readings) == 1


def test_a_document_that_fills_the_memory_is_one_line_and_the_next_read_succeeds(installed: None) -> None:
    """With time enough to reach the limit of memory, however busy the machine: the two limits do not race."""
    with Sandbox(ReadLimits(seconds=30, memory_bytes=1_000_000_000)) as sandbox:
        with pytest.raises(ReadError, match=r"more than the 1000 MB of memory$"):
            ask(sandbox, "memory")
        assert len(ask(sandbox, "fine").readings) == 1


def test_readings_come_back_as_they_were_read(sandbox: Sandbox) -> None:
    found = ask(sandbox, "fine")
    (one,), (aside,) = found.readings, found.set_aside
    assert (one.value, one.ratio, one.of, one.evidence.span, one.evidence.quote) == (
        5,
        0.5,
        "target",
        (1, 2),
        "quote ệ",
    )
    assert (aside.place, aside.message, aside.failing) == ("row 2", "“x”", False)
    assert found.text == "http://x/ text/plain 2023-07-03 01:00:00+00:00 own"
    assert len(str(ask(sandbox, "large").text)) == 5_000_000
    assert ask(sandbox, "broken text").text == "\ud800"


def test_personal_numbers_arrive_as_themselves(sandbox: Sandbox) -> None:
    with pytest.raises(PersonalNumbers) as caught:
        ask(sandbox, "personal")
    assert caught.value.places == ("row 3",)


def test_one_child_is_kept_and_replaced_after_enough_reads(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_READS", 3)
    pids = [ask(sandbox, "pid").text for _ in range(6)]
    assert pids[:3] == [pids[0]] * 3
    assert pids[3:] == [pids[3]] * 3
    assert pids[0] != pids[3]


def test_a_child_that_died_between_reads_is_replaced(sandbox: Sandbox) -> None:
    pid = int(str(ask(sandbox, "pid").text))
    os.kill(pid, signal.SIGKILL)
    time.sleep(0.2)
    assert ask(sandbox, "pid").text != str(pid)


def test_threads_share_it_one_read_at_a_time(sandbox: Sandbox) -> None:
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(len(ask(sandbox, "fine").readings))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1] * 20


def test_nothing_is_left_running_once_closed(installed: None) -> None:
    with Sandbox() as made:
        pid = int(str(ask(made, "pid").text))
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_warm_read_costs_few_milliseconds(sandbox: Sandbox) -> None:
    config = JsonApiConfig.model_validate(
        {
            "address": "http://x/",
            "records": "data",
            "fields": {"unit": "u", "figures": [{"indicator": "eid_activated", "value": "v"}]},
        }
    )
    rows = ",".join(f'{{"u": "Huyện {n}", "v": {n}}}' for n in range(9))
    snapshot = Snapshot(f'{{"data": [{rows}]}}'.encode(), "http://x/", NOW)
    assert sandbox.read("json_api", snapshot, config) == JSON_API.read(snapshot, config)

    def times(read: Callable[[], object]) -> float:
        taken = []
        for _ in range(30):
            began = time.perf_counter()
            read()
            taken.append(time.perf_counter() - began)
        return sorted(taken)[15]

    overhead = times(lambda: sandbox.read("json_api", snapshot, config)) - times(
        lambda: JSON_API.read(snapshot, config)
    )
    assert overhead < 0.015  # 2 ms on a quiet machine


@pytest.mark.parametrize("way", ["script", "module", "stdin"])
def test_a_program_without_a_main_guard_is_not_run_again_in_the_child(tmp_path: Path, way: str) -> None:
    program = textwrap.dedent(
        """
        print("started", flush=True)
        from datetime import datetime, UTC
        from collectors.sandbox import Sandbox
        from collectors.source import Snapshot
        from collectors.table.config import TableConfig
        config = TableConfig.model_validate({"address": "http://x/", "columns": {"unit": "A", "figures": [
            {"indicator": "eid_activated", "value": "B"}]}})
        with Sandbox() as sandbox:
            found = sandbox.read("table", Snapshot(b"A,B\\nHuyen,5", "x", datetime.now(UTC)), config)
        print(found.readings[0].value, __name__)
        """
    )
    (tmp_path / "program.py").write_text(program)
    arguments = {"script": ["program.py"], "module": ["-m", "program"], "stdin": ["-"]}[way]
    ran = subprocess.run(
        [sys.executable, *arguments],
        cwd=tmp_path,
        input=program,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (ran.stdout, ran.stderr) == ("started\n5 __main__\n", "")
