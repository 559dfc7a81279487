"""Reading a PDF in a process of its own, so that a file that takes its reader down takes nothing else."""

from __future__ import annotations

import ctypes
import faulthandler
import json
import os
import resource
import signal
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any, NoReturn

from collectors.document.contents import Block, Cell, Contents, Paragraph, grid_of
from collectors.document.dateline import day_of_letter
from collectors.document.pdf.layout import TakenApart, taken_apart
from collectors.document.pdf.limits import MEMORY_BYTES, PROCESSOR_SECONDS
from collectors.document.pdf.tables import Table
from collectors.faults import ReadError
from collectors.reading import SetAside

_DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux
_MEMORY_SPENT, _FAULT = 3, 4


def contents_of(body: bytes) -> Contents:
    """The blocks of a PDF, read in a child process. Raises ReadError, also for whatever befalls the child."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        _read_and_leave(body, into)
    os.close(into)
    with open(out, "rb") as line:
        answer = line.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code != 0:
        raise ReadError(_epitaph(code))
    return _contents(json.loads(answer))


def _epitaph(code: int) -> str:
    if code == -signal.SIGXCPU:
        return f"a PDF that takes longer than {PROCESSOR_SECONDS} s to read; print the document to a new PDF"
    if code == _MEMORY_SPENT:
        return f"a PDF that asks for more than {MEMORY_BYTES / 1e6:.0f} MB of memory; print the document to a new PDF"
    return "a PDF that is damaged, or asks for more memory than it may; print the document to a new PDF"


def _contents(answer: dict[str, Any]) -> Contents:
    if "refused" in answer:
        raise ReadError(answer["refused"])
    notes = tuple(SetAside(**note) for note in answer["notes"])
    blocks = tuple(_block(one) for one in answer["blocks"])
    return Contents(blocks, notes, published=day_of_letter(blocks), shown=answer["shown"])


def _block(plain: dict[str, Any]) -> Block:
    if "text" in plain:
        return Paragraph(plain["text"], plain["page"])
    grid = grid_of(([Cell(*cell) for cell in row] for row in plain["rows"]), plain["name"])
    return replace(grid, pages=tuple(plain["pages"]))


# What follows runs in the child.


def _read_and_leave(body: bytes, into: int) -> NoReturn:
    code = _FAULT
    try:
        _settle_in()
        answer = json.dumps(_answer(body)).encode()
        with open(into, "wb") as line:
            line.write(answer)
        code = 0
    except MemoryError:
        code = _MEMORY_SPENT
    finally:
        os._exit(code)  # without the parent's clearing up, whatever was raised


def _settle_in() -> None:
    ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)
    faulthandler.disable()
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)  # a library that aborts writes there; the parent says it better
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + PROCESSOR_SECONDS
    _lower(resource.RLIMIT_CPU, seconds)
    _lower(resource.RLIMIT_DATA, _memory_in_use() + MEMORY_BYTES)
    _lower(resource.RLIMIT_CORE, 0)


def _lower(limit: int, value: int) -> None:
    soft, hard = resource.getrlimit(limit)
    ceilings = [each for each in (soft, hard) if each != resource.RLIM_INFINITY]
    resource.setrlimit(limit, (min([value, *ceilings]), hard))


def _memory_in_use() -> int:
    """What counts against RLIMIT_DATA already, in bytes."""
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[5]) * resource.getpagesize()


def _answer(body: bytes) -> dict[str, Any]:
    try:
        taken = taken_apart(body)
    except ReadError as error:
        return {"refused": str(error)}
    return _plain(taken)


def _plain(taken: TakenApart) -> dict[str, Any]:
    """What was read, as JSON holds it."""
    numbers = count(1)
    return {
        "blocks": [_plain_block(one, numbers) for one in taken.blocks],
        "notes": [
            {"place": one.place, "rule": one.rule, "message": one.message, "failing": one.failing}
            for one in taken.notes
        ],
        "shown": taken.shown,
    }


def _plain_block(block: Paragraph | Table, numbers: Iterator[int]) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"text": block.text, "page": block.page}
    rows = [[(cell.text, cell.rows, cell.columns) for cell in row] for row in block.rows]
    return {"name": f"table {next(numbers)}", "pages": block.pages, "rows": rows}
