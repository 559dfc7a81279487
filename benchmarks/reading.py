"""Reading a workbook: our table kind in its child process beside python-calamine alone in this one, same bytes."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import xlsxwriter
from python_calamine import CalamineWorkbook

from benchmarks.timing import side_by_side
from collectors.sandbox import Sandbox
from collectors.source import Snapshot, kinds

UNITS, COLUMNS = 3321, 6


def workbook() -> bytes:
    """A table of every commune of today's map with six counts."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Mã", *(f"Chỉ số {n}" for n in range(COLUMNS))])
        for row in range(UNITS):
            sheet.write_row(row + 1, 0, [f"{row + 1:05}", *(1000 + row + n for n in range(COLUMNS))])
    return made.getvalue()


def main() -> None:
    """Print the figures."""
    body = workbook()
    figures = [{"indicator": f"own_{n}", "measure": "people", "value": f"Chỉ số {n}"} for n in range(COLUMNS)]
    columns = {"unit_code": "Mã", "figures": figures}
    config = kinds()["table"].config.model_validate({"address": "https://figures.example/", "columns": columns})
    snapshot = Snapshot(body, "https://figures.example/", datetime.now(UTC))
    with Sandbox() as sandbox:
        read = sandbox.read("table", snapshot, config)
        ours, peer, ratio = side_by_side(
            lambda: sandbox.read("table", snapshot, config),
            lambda: CalamineWorkbook.from_object(io.BytesIO(body)).get_sheet_by_index(0).to_python(),
            3,
        )
    print(
        f"{len(read.readings)} readings of {UNITS} rows: ours with evidence, in a child process {ours:.3f} s, "
        f"bare cells by python-calamine {peer:.3f} s, ratio {ratio:.1f}"
    )
