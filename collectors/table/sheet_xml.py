"""What a sheet's XML says that a reader of its values passes over: its span, errors, formulas without results."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from collectors.faults import ReadError
from collectors.figures.cell import Unusable
from collectors.table.grid import column_letters, column_number

LARGEST_AREA = 5_000_000

_CELL = re.compile(rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*>""")
_ROW_NUMBER = re.compile(rb"""\sr=["']([0-9]{1,7})["']""")
_HIDDEN = re.compile(rb"""\shidden=["'](?:1|true)["']""")
_ERROR = re.compile(rb"""<(?:\w+:)?c\s(?=[^>]*\st=["']e["'])[^>]*?\br=["']([A-Z]{1,3})([0-9]{1,7})["'][^>]*>""")
_FORMULA = re.compile(
    rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r=["']([A-Z]{1,3})([0-9]{1,7})["'][^>]*>\s*"""
    rb"""<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"""
    rb"""(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>([^<]*)</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)

_NO_RESULT = "a formula without a stored result; open the file in Excel and save it again"
_ERROR_VALUE = "an error value (#DIV/0!, #REF! or the like); a number would be right"


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """Cells that hold no value, by row and column from 0, and the rows that are not shown."""

    unusable: dict[tuple[int, int], Unusable] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()


def marks_in(xml: bytes, sheet: str, recalculates: bool) -> SheetMarks:
    """What a sheet's XML says of its cells. Raises ReadError where they span more than can be read.

    In a workbook that `recalculates` when it is opened, a result of 0 is what a program wrote that can't calculate.
    """
    _refuse_wide_span(xml, sheet)
    unusable = {_key(match): Unusable("error_value", _ERROR_VALUE) for match in _ERROR.finditer(xml)}
    for match in _FORMULA.finditer(xml):
        if not match.group(3) or (recalculates and match.group(3) == b"0"):
            unusable[_key(match)] = Unusable("formula_without_result", _NO_RESULT)
    return SheetMarks(unusable, frozenset(_hidden_rows(xml)))


def _refuse_wide_span(xml: bytes, sheet: str) -> None:
    cells = _CELL.findall(xml)
    if not cells:
        return
    columns = {column_number(letters.decode()) for letters in {letters for letters, _ in cells}}
    rows = {int(row) for row in {row for _, row in cells}}
    last_row, last_column = max(rows), max(columns)
    if last_row * (last_column + 1) > LARGEST_AREA:
        raise ReadError(
            f"sheet {sheet} reaches to cell {column_letters(last_column)}{last_row}, "
            f"{last_row * (last_column + 1):.2g} cells; at most {LARGEST_AREA:,} are read, so clear what lies far off"
        )


def _hidden_rows(xml: bytes) -> list[int]:
    if b"hidden=" not in xml:
        return []
    tags = (tag for tag in _ROW.findall(xml) if _HIDDEN.search(tag))
    return [int(number.group(1)) - 1 for tag in tags if (number := _ROW_NUMBER.search(tag))]


def _key(match: re.Match[bytes]) -> tuple[int, int]:
    return int(match.group(2)) - 1, column_number(match.group(1).decode())
