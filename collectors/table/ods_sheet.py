"""The tables of an OpenDocument spreadsheet, cell by cell: values, errors, formulas without results, repeats."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from collectors.figures.cell import PercentFloat, Unusable
from collectors.table.number_format import GENERAL, month_or_year, shown_value
from collectors.table.ods_styles import OFFICE, TABLE, TEXT, Styles
from collectors.table.sheet_cells import NO_RESULT, Area, Sheet, cleaned, error_value
from collectors.table.xml_events import Allowance, Attributes, Handlers, full_name, full_names

_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
_DRAWING = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
# What stands in or beside a cell and is none of its text.
_PASSED_OVER = {
    OFFICE: ("annotation",),
    TEXT: ("ruby-text", "note"),
    TABLE: ("shapes", "tracked-changes", "dde-links", "named-expressions"),
    _DRAWING: ("frame", "custom-shape", "g", "control", "line", "rect", "ellipse", "connector"),
}
_ERROR = re.compile(r"#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)|(?:Err|Lỗi):[0-9]{3}")
_NUMBER = re.compile(r"[+-]?[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?")
_REPEATED_COLUMNS, _REPEATED_ROWS = (full_name(TABLE, f"number-{name}-repeated") for name in ("columns", "rows"))
_SPANNED_COLUMNS, _SPANNED_ROWS = (full_name(TABLE, f"number-{name}-spanned") for name in ("columns", "rows"))
_STYLE_NAME, _DEFAULT_STYLE = full_name(TABLE, "style-name"), full_name(TABLE, "default-cell-style-name")
_VISIBILITY, _FORMULA, _NAME = (full_name(TABLE, name) for name in ("visibility", "formula", "name"))
_TYPES = (full_name(_CALC, "value-type"), full_name(OFFICE, "value-type"))
_MOST_LETTERS = 100_000


@dataclass(frozen=True, slots=True)
class _Run:
    """Cells side by side that hold the same."""

    column: int
    count: int
    cell: object
    rows: int
    columns: int


class TableReader:
    """Gathers the sheets of a spreadsheet's content."""

    def __init__(self, styles: Styles, room: Allowance) -> None:
        self.sheets: list[Sheet] = []
        self._styles, self._room = styles, room
        self._depth = self._passed_over = 0
        self._row = self._column = 0
        self._runs: list[_Run] = []
        self._row_attributes: Attributes = {}
        self._cell_attributes: Attributes | None = None
        # Where the columns of each default style end, and the styles.
        self._column_ends: list[int] = []
        self._column_styles: list[str] = []
        self._text_parts: list[str] = []
        self._letters = 0
        self._is_text = False

    def handlers(self) -> Handlers:
        """What to do with each element of the content."""
        tables: dict[str, Callable[[Attributes], None]] = {
            "table": self._begin_table, "table-column": self._columns, "table-row": self._begin_row,
            "table-cell": self._begin_cell, "covered-table-cell": self._begin_cell,
        }  # fmt: skip
        texts: dict[str, Callable[[Attributes], None]] = {
            "p": self._begin_paragraph, "h": self._begin_paragraph, "s": self._blanks,
            "tab": lambda _: self._text(" "), "line-break": lambda _: self._text("\n"),
        }  # fmt: skip
        table_ends: dict[str, Callable[[], None]] = {
            "table": self._end_table, "table-row": self._end_row,
            "table-cell": self._end_cell, "covered-table-cell": self._end_covered,
        }  # fmt: skip
        text_ends: dict[str, Callable[[], None]] = {"p": self._end_paragraph, "h": self._end_paragraph}
        starts = {**full_names([TABLE], tables), **full_names([TEXT], texts)}
        ends = {**full_names([TABLE], table_ends), **full_names([TEXT], text_ends)}
        for namespace, names in _PASSED_OVER.items():
            starts.update(full_names([namespace], dict.fromkeys(names, self._pass_over)))
            ends.update(full_names([namespace], dict.fromkeys(names, self._end_passing)))
        return Handlers(starts, ends, self._text)

    @property
    def _is_in_table(self) -> bool:
        return self._depth == 1 and not self._passed_over

    def _pass_over(self, _: Attributes) -> None:
        self._passed_over += 1

    def _end_passing(self) -> None:
        self._passed_over -= 1

    def _begin_table(self, attributes: Attributes) -> None:
        if self._passed_over:
            return
        self._depth += 1
        if self._depth == 1:
            visible = attributes.get(_STYLE_NAME, "") not in self._styles.hidden_tables
            self.sheets.append(Sheet(attributes.get(_NAME, ""), visible, self._room))
            self._row = 0
            self._column_ends.clear()
            self._column_styles.clear()

    def _end_table(self) -> None:
        if not self._passed_over:
            self._depth -= 1

    def _columns(self, attributes: Attributes) -> None:
        if self._is_in_table:
            start = self._column_ends[-1] if self._column_ends else 0
            end = start + _count(attributes, _REPEATED_COLUMNS)
            self._column_ends.append(end)
            self._column_styles.append(attributes.get(_DEFAULT_STYLE, ""))
            if attributes.get(_VISIBILITY, "visible") != "visible":
                self.sheets[-1].hide_columns(range(start, end))

    def _begin_row(self, attributes: Attributes) -> None:
        if self._is_in_table:
            self._row_attributes, self._column = attributes, 0
            self._runs.clear()

    def _end_row(self) -> None:
        if not self._is_in_table:
            return
        count = _count(self._row_attributes, _REPEATED_ROWS)
        for row in range(self._row, self._row + count) if self._runs else ():
            self._put_row(row)
        self._row += count

    def _put_row(self, row: int) -> None:
        sheet = self.sheets[-1]
        for run in self._runs:
            for column in range(run.column, run.column + run.count):
                sheet.put(row, column, run.cell)
            if run.rows > 1 or run.columns > 1:
                sheet.merge(Area(row, run.column, row + run.rows - 1, run.column + run.columns - 1))
        if self._row_attributes.get(_VISIBILITY, "visible") != "visible":
            sheet.hidden_rows.add(row)

    def _begin_cell(self, attributes: Attributes) -> None:
        if self._is_in_table:
            self._cell_attributes = attributes
            self._text_parts.clear()
            self._letters = 0

    def _end_covered(self) -> None:
        """What lies under a merged cell is not shown."""
        if self._is_in_table and self._cell_attributes is not None:
            self._column += _count(self._cell_attributes, _REPEATED_COLUMNS)
            self._cell_attributes = None

    def _end_cell(self) -> None:
        attributes = self._cell_attributes
        if not self._is_in_table or attributes is None:
            return
        count = _count(attributes, _REPEATED_COLUMNS)
        cell = self._cell(attributes, cleaned("".join(self._text_parts).rstrip("\n")))
        if cell is not None and cell != "":
            spans = _count(attributes, _SPANNED_ROWS), _count(attributes, _SPANNED_COLUMNS)
            self._runs.append(_Run(self._column, count, cell, *spans))
        self._column += count
        self._cell_attributes = None

    def _begin_paragraph(self, _: Attributes) -> None:
        if self._is_in_table:
            self._is_text = self._cell_attributes is not None

    def _end_paragraph(self) -> None:
        if self._is_in_table:
            self._text("\n")
            self._is_text = False

    def _blanks(self, attributes: Attributes) -> None:
        self._text(" " * min(_count(attributes, full_name(TEXT, "c")), 100))

    def _text(self, text: str) -> None:
        if self._is_text and not self._passed_over and self._letters < _MOST_LETTERS:
            self._text_parts.append(text)
            self._letters += len(text)

    def _cell(self, attributes: Attributes, text: str) -> object:
        kinds = [attributes[name] for name in _TYPES if name in attributes]
        if "error" in kinds or _ERROR.fullmatch(text):
            return error_value(text)
        if not kinds:
            return NO_RESULT if _FORMULA in attributes and not text else text
        return self._typed(kinds[-1], attributes, text)

    def _typed(self, kind: str, attributes: Attributes, text: str) -> object:
        if kind in ("float", "currency", "percentage"):
            return self._number(attributes, text, kind == "percentage")
        if kind == "date":
            return _day(attributes.get(full_name(OFFICE, "date-value"), ""), self._code(attributes))
        if kind == "boolean":
            return attributes.get(full_name(OFFICE, "boolean-value")) == "true"
        return text or attributes.get(full_name(OFFICE, "string-value"), "")

    def _number(self, attributes: Attributes, text: str, is_percent: bool) -> object:
        written = attributes.get(full_name(OFFICE, "value"), "").strip()
        if not _NUMBER.fullmatch(written):
            return NO_RESULT if _FORMULA in attributes and not written else _no_number(written)
        number, code = float(written), self._code(attributes)
        if is_percent and "%" not in code:
            return PercentFloat(number, text or f"{number * 100:g}%")
        return number if code == GENERAL else shown_value(number, code)

    def _code(self, attributes: Attributes) -> str:
        style = attributes.get(_STYLE_NAME) or self._row_attributes.get(_DEFAULT_STYLE)
        span = bisect_right(self._column_ends, self._column)
        if not style and span < len(self._column_styles):
            style = self._column_styles[span]
        return self._styles.code(style)


def _count(attributes: Attributes, name: str) -> int:
    return max(int(attributes.get(name, "1")), 1)


def _no_number(written: str) -> Unusable:
    return Unusable("not_a_number", f"{written[:40]!r} stands where the workbook says a number is", written[:40])


def _day(written: str, code: str) -> object:
    try:
        moment = datetime.fromisoformat(written.strip())
    except ValueError:
        return Unusable("not_a_day", f"{written[:40]!r} stands where the workbook says a day is", written[:40])
    if (shown := month_or_year(moment.date(), code)) is not None:
        return shown
    return moment if moment.time() != datetime.min.time() else date(moment.year, moment.month, moment.day)
