"""Lists as CSV and XLSX: codes are text, and no text is a formula on the reader's machine."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# What a spreadsheet takes for the beginning of a formula, in full-width form too.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")

Cell = str | int | float | None


def flat(row: Mapping[str, Any], columns: Collection[str] = (), prefix: str = "") -> dict[str, Cell]:
    """A nested row as one line of cells: `unit.name`; lists joined by a space.

    What is nested under names that differ from row to row is one cell, as JSON: it has a column of its own.
    """
    cells: dict[str, Cell] = {}
    for key, value in row.items():
        match value:
            case Mapping() if prefix + key in columns:
                cells[prefix + key] = json.dumps(value, ensure_ascii=False)
            case Mapping():
                cells |= flat(value, columns, f"{prefix}{key}.")
            case bool():
                cells[prefix + key] = "true" if value else "false"
            case list() | tuple():
                cells[prefix + key] = " ".join(str(v["id"] if isinstance(v, Mapping) else v) for v in value)
            case _:
                cells[prefix + key] = value
    return cells


def guarded(cell: Cell) -> Cell:
    """A cell whose text, if any, a spreadsheet shows and does not run. Numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" \N{NO-BREAK SPACE}").startswith(_FORMULA) else cell


def to_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """RFC 4180 with a byte-order mark: comma between cells, dot before decimals."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([guarded(row.get(name)) for name in columns] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def to_xlsx(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """One sheet; text cells are written as text whatever they begin with."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("P06")
        bold = book.add_format({"bold": True})
        for column, name in enumerate(columns):
            sheet.write_string(0, column, name, bold)
        for line, row in enumerate(rows, start=1):
            for column, name in enumerate(columns):
                _write(sheet, line, column, row.get(name))
        sheet.freeze_panes(1, 0)
    return target.getvalue()


def _write(sheet: Any, line: int, column: int, cell: Cell) -> None:
    if isinstance(cell, str):
        sheet.write_string(line, column, cell)
    elif cell is not None:
        sheet.write_number(line, column, cell)
