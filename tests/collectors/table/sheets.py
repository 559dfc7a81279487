"""Sheets as an office would fill them, and what is read from them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter

from collectors.document.figures import figures_in
from collectors.document.opening import contents_of
from collectors.reading import Reading, Readings
from collectors.vietnamese.phrases import BUILT_IN_PHRASES

PUBLISHED = date(2023, 7, 10)


@dataclass(frozen=True)
class Percent:
    """A number in a cell of a percent format: 0.985 is shown as 98,5 %."""

    share: float


@dataclass(frozen=True)
class Over:
    """A text over several columns and rows, as one merged cell."""

    text: str
    columns: int = 1
    rows: int = 1


def workbook(*sheets: Sequence[Sequence[Any]]) -> bytes:
    """A workbook of sheets of rows."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"default_date_format": "d/m/yyyy"}) as book:
        percent = book.add_format({"num_format": "0.0%"})
        for rows in sheets:
            sheet = book.add_worksheet()
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, Percent):
                        sheet.write_number(row, column, cell.share, percent)
                    elif isinstance(cell, Over):
                        last = (row + cell.rows - 1, column + cell.columns - 1)
                        sheet.merge_range(row, column, *last, cell.text)
                    elif cell is not None:
                        sheet.write(row, column, cell)
    return made.getvalue()


def csv_text(rows: Sequence[Sequence[Any]], delimiter: str = ";") -> bytes:
    """The rows as a Vietnamese Excel saves them: a BOM, a decimal comma, merged texts in their first cell."""
    return ("\ufeff" + "\r\n".join(delimiter.join(_csv_cell(cell) for cell in cells) for cells in rows)).encode()


def _csv_cell(cell: Any) -> str:
    if isinstance(cell, Over):
        return cell.text
    return "" if cell is None else str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)


def read(body: bytes, published: date = PUBLISHED) -> Readings:
    """The figures of a document."""
    return figures_in(contents_of(body), published, BUILT_IN_PHRASES)


def read_rows(*rows: Sequence[Any]) -> Readings:
    """The figures of a workbook with one sheet."""
    return read(workbook(rows))


def told(readings: Readings) -> dict[tuple[str, str | None], int | float | None]:
    """What is said, by indicator and unit."""
    return {(one.indicator, one.unit): one.value for one in readings.readings}


def values(readings: Readings) -> list[tuple[str | None, int | float | None]]:
    """The units and their values, in order."""
    return [(one.unit, one.value) for one in readings.readings]


def rules(readings: Readings) -> list[tuple[str, str]]:
    """The places that were set aside, and by which rule."""
    return [(one.place, one.rule) for one in readings.set_aside]


def only(readings: Readings) -> Reading:
    """The one figure that is said."""
    (reading,) = readings.readings
    return reading
