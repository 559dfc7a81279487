"""Reading a workbook, described by a campaign and undescribed, beside python-calamine alone, same bytes."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import xlsxwriter
from python_calamine import CalamineWorkbook

from benchmarks.timing import side_by_side
from collectors.document.figures import figures_in
from collectors.document.opening import contents_of
from collectors.sandbox import Sandbox
from collectors.source import Snapshot, kinds
from collectors.vietnamese.phrases import BUILT_IN_PHRASES

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


# Counts of an undescribed report: each block of them has a target, a value and a share.
BLOCKS = ("Thu nhận hồ sơ CCCD", "Cấp thẻ CCCD", "Phê duyệt tài khoản ĐDĐT", "Kích hoạt tài khoản ĐDĐT",
          "Cấp tài khoản định danh tổ chức")  # fmt: skip
PARTS = ("Chỉ tiêu", "Thực hiện", "Tỷ lệ (%)")
RATES = ("Tỷ lệ hồ sơ đúng hạn (%)", "Tỷ lệ văn bản ký số (%)")


def report() -> bytes:
    """A report of every commune as an office fills it: 20 columns under two rows of headings."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Số liệu tính đến ngày 30/6/2023")
        for column, heading in enumerate(("TT", "Mã xã", "Tên xã, phường")):
            sheet.merge_range(1, column, 2, column, heading)
        for number, block in enumerate(BLOCKS):
            sheet.merge_range(1, 3 + 3 * number, 1, 5 + 3 * number, block)
            sheet.write_row(2, 3 + 3 * number, PARTS)
        sheet.write_row(1, 3 + 3 * len(BLOCKS), RATES)
        for row in range(UNITS):
            target, done = 1000 + row, 900 + row
            counts = [target, done, round(100 * done / target, 2)] * len(BLOCKS)
            sheet.write_row(3 + row, 0, [row + 1, f"{row + 1:05}", f"Xã số {row}", *counts, 98.5, 97])
    return made.getvalue()


def undescribed() -> None:
    """Print how long a report takes that nobody described."""
    body = report()
    ours, peer, ratio = side_by_side(
        lambda: figures_in(contents_of(body), date(2023, 7, 3), BUILT_IN_PHRASES),
        lambda: CalamineWorkbook.from_object(io.BytesIO(body)).get_sheet_by_index(0).to_python(),
        3,
    )
    readings = figures_in(contents_of(body), date(2023, 7, 3), BUILT_IN_PHRASES).readings
    print(
        f"{len(readings)} readings of {UNITS} rows x 20 columns that nobody described: {ours:.3f} s, "
        f"bare cells by python-calamine {peer:.3f} s, ratio {ratio:.1f}"
    )


def main() -> None:
    """Print the figures."""
    undescribed()
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
