"""The sheets of a workbook in XML of 2003, which many systems still export and name .xls."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime

from collectors.figures.cell import Unusable
from collectors.table.number_format import GENERAL, month_or_year, shown_value
from collectors.table.sheet_cells import NO_RESULT, Area, Sheet, cleaned, elements, error_value, filled_cells
from collectors.table.xml_events import Attributes, Handlers, full_name, full_names, read_events

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_EXCEL = "urn:schemas-microsoft-com:office:excel"
# Formats that have a name here.
_NAMED = {
    "general number": GENERAL, "percent": "0.00%", "fixed": "0.00", "standard": "#,##0.00", "scientific": "0.00E+00",
    "general date": "m/d/yyyy h:mm", "short date": "m/d/yyyy", "medium date": "d-mmm-yy", "long date": "d mmmm yyyy",
    "short time": "h:mm", "medium time": "h:mm AM/PM", "long time": "h:mm:ss", "currency": "0.00",
}  # fmt: skip
_NUMBER = re.compile(r"[+-]?[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?")


def _own(name: str) -> str:
    return full_name(NAMESPACE, name)


def sheets_in(body: bytes) -> Iterator[Sheet]:
    """The sheets in their order. Raises ReadError or BrokenXml."""
    reader = _Reader()
    read_events(io.BytesIO(body), reader.handlers(), elements())
    yield from reader.sheets


class _Reader:
    """Gathers styles and sheets."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._room = filled_cells()
        self._formats: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        self._style = ""
        self._row = self._column = self._next_column = -1
        self._cell: Attributes = {}
        self._type: str | None = None
        self._text_parts: list[str] = []
        self._is_comment = self._collects = self._tells_visibility = False

    def handlers(self) -> Handlers:
        starts: dict[str, Callable[[Attributes], None]] = {
            "Style": self._begin_style, "NumberFormat": self._number_format, "Worksheet": self._begin_sheet,
            "Column": self._columns, "Row": self._begin_row, "Cell": self._begin_cell, "Data": self._begin_data,
            "Comment": self._begin_comment,
        }  # fmt: skip
        ends: dict[str, Callable[[], None]] = {
            "Cell": self._end_cell, "Data": self._end_data, "Comment": self._end_comment,
        }  # fmt: skip
        visible, visible_end = {"Visible": self._begin_visible}, {"Visible": self._end_visible}
        return Handlers(
            full_names([NAMESPACE], starts) | full_names([_EXCEL], visible),
            full_names([NAMESPACE], ends) | full_names([_EXCEL], visible_end),
            self._text,
        )

    def _begin_style(self, attributes: Attributes) -> None:
        self._style = attributes.get(_own("ID"), "")
        self._parents[self._style] = attributes.get(_own("Parent"), "Default")

    def _number_format(self, attributes: Attributes) -> None:
        code = attributes.get(_own("Format"), GENERAL)
        self._formats[self._style] = _NAMED.get(code.casefold(), code)

    def _begin_sheet(self, attributes: Attributes) -> None:
        self.sheets.append(Sheet(attributes.get(_own("Name"), ""), True, self._room))
        self._row = self._column = -1
        self._next_column = 0

    def _begin_visible(self, _: Attributes) -> None:
        self._tells_visibility = True

    def _end_visible(self) -> None:
        self._tells_visibility = False

    def _columns(self, attributes: Attributes) -> None:
        start = int(attributes.get(_own("Index"), self._next_column + 1)) - 1
        self._next_column = start + 1 + int(attributes.get(_own("Span"), "0"))
        if self.sheets and _is_hidden(attributes, "Width"):
            self.sheets[-1].hide_columns(range(start, self._next_column))

    def _begin_row(self, attributes: Attributes) -> None:
        self._row = int(attributes.get(_own("Index"), self._row + 2)) - 1
        self._column = -1
        if self.sheets and _is_hidden(attributes, "Height"):
            self.sheets[-1].hidden_rows.add(self._row)

    def _begin_cell(self, attributes: Attributes) -> None:
        self._cell, self._type = attributes, None
        self._column = int(attributes.get(_own("Index"), self._column + 2)) - 1
        self._text_parts.clear()

    def _begin_data(self, attributes: Attributes) -> None:
        if not self._is_comment:
            self._collects, self._type = True, attributes.get(_own("Type"), "String")

    def _end_data(self) -> None:
        self._collects = False

    def _begin_comment(self, _: Attributes) -> None:
        self._is_comment = True

    def _end_comment(self) -> None:
        self._is_comment = False

    def _text(self, text: str) -> None:
        if self._collects:
            self._text_parts.append(text)
        elif self._tells_visibility and self.sheets and text.strip() in ("SheetHidden", "SheetVeryHidden"):
            self.sheets[-1].visible = False

    def _end_cell(self) -> None:
        if not self.sheets or min(self._row, self._column) < 0:
            return
        cell = self._value("".join(self._text_parts))
        if cell is not None and cell != "":
            self.sheets[-1].put(self._row, self._column, cell)
        across, down = (int(self._cell.get(_own(name), "0")) for name in ("MergeAcross", "MergeDown"))
        if across > 0 or down > 0:
            area = Area(self._row, self._column, self._row + max(down, 0), self._column + max(across, 0))
            self.sheets[-1].merge(area)
            self._column = area.right

    def _value(self, text: str) -> object:
        if _own("Formula") in self._cell and not text and self._type != "String":
            return NO_RESULT
        if self._type == "Number":
            return self._number(text.strip())
        if self._type == "DateTime":
            return _moment(text.strip(), self._code())
        if self._type == "Boolean":
            return text.strip() == "1"
        if self._type == "Error":
            return error_value(text)
        return cleaned(text)

    def _number(self, written: str) -> object:
        if not written:
            return None
        if not _NUMBER.fullmatch(written):
            return Unusable(
                "not_a_number", f"{written[:40]!r} stands where the workbook says a number is", written[:40]
            )
        code = self._code()
        return float(written) if code == GENERAL else shown_value(float(written), code)

    def _code(self) -> str:
        style = self._cell.get(_own("StyleID"), "Default")
        seen = set[str]()
        while style not in self._formats and style in self._parents and style not in seen:
            seen.add(style)
            style = self._parents[style]
        return self._formats.get(style, GENERAL)


def _is_hidden(attributes: Attributes, size: str) -> bool:
    written = attributes.get(_own(size), "1")
    return attributes.get(_own("Hidden"), "0") == "1" or not written.strip("0.")


def _moment(written: str, code: str) -> object:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return Unusable("not_a_day", f"{written[:40]!r} stands where the workbook says a day is", written[:40])
    if (shown := month_or_year(moment.date(), code)) is not None:
        return shown
    return moment if moment.time() != datetime.min.time() else date(moment.year, moment.month, moment.day)
