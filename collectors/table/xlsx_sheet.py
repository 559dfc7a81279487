"""One sheet of an .xlsx workbook: its cells as their formats show them, errors and formulas without results named."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime

from collectors.figures.cell import Unusable
from collectors.table.grid import column_number
from collectors.table.number_format import GENERAL, shown_value
from collectors.table.sheet_cells import NO_RESULT, Area, Sheet, cleaned, error_value
from collectors.table.xml_events import Attributes, Handlers, full_names

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_TRUE = ("1", "true")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class SheetReader:
    """Fills a sheet with what its part of the package tells."""

    def __init__(
        self, sheet: Sheet, strings: Sequence[str], formats: Sequence[str], from_1904: bool, recalculates: bool
    ) -> None:
        self.sheet = sheet
        self._strings, self._formats = strings, formats
        self._from_1904, self._recalculates = from_1904, recalculates
        self._row = self._column = -1
        self._type, self._style = "n", 0
        self._value: list[str] = []
        self._collects = self._is_formula = self._is_aid = False
        self._shows_zeros = True

    def handlers(self, namespaces: Sequence[str]) -> Handlers:
        """What to do with each element of the sheet."""
        starts: dict[str, Callable[[Attributes], None]] = {
            "row": self._begin_row,
            "c": self._begin_cell,
            "v": self._begin_value,
            "t": self._begin_value,
            "f": self._formula,
            "rPh": self._begin_aid,
            "col": self._columns,
            "mergeCell": self._merge,
            "sheetView": self._view,
        }
        ends: dict[str, Callable[[], None]] = {
            "c": self._end_cell,
            "v": self._end_value,
            "t": self._end_value,
            "rPh": self._end_aid,
        }
        return Handlers(full_names(namespaces, starts), full_names(namespaces, ends), self._text)

    def _begin_row(self, attributes: Attributes) -> None:
        self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
        self._column = -1
        if attributes.get("hidden", "0") in _TRUE or _is_zero(attributes, "ht"):
            self.sheet.hidden_rows.add(self._row)

    def _begin_cell(self, attributes: Attributes) -> None:
        place = _PLACE.fullmatch(attributes.get("r", ""))
        if place:
            self._column, self._row = column_number(place[1].upper()), int(place[2]) - 1
        else:
            self._column += 1
        self._type, self._style = attributes.get("t", "n"), int(attributes.get("s", "0"))
        self._is_formula = False
        self._value.clear()

    def _begin_value(self, _: Attributes) -> None:
        self._collects = not self._is_aid

    def _end_value(self) -> None:
        self._collects = False

    def _begin_aid(self, _: Attributes) -> None:
        self._is_aid = True

    def _end_aid(self) -> None:
        self._is_aid = False

    def _formula(self, _: Attributes) -> None:
        self._is_formula = True

    def _text(self, text: str) -> None:
        if self._collects:
            self._value.append(text)

    def _end_cell(self) -> None:
        written = "".join(self._value)
        cell = self._cell(written)
        if self._is_formula and self._has_no_result(written):
            cell = NO_RESULT
        if cell is not None and cell != "":
            self.sheet.put(self._row, self._column, cell)

    def _has_no_result(self, written: str) -> bool:
        """Whether a formula has no stored result; a program that cannot calculate may have written 0 or nothing."""
        if self._recalculates and written in ("", "0"):
            return True
        return not written and self._type != "str"

    def _cell(self, written: str) -> object:
        if self._type == "n":
            return self._number(written) if written else None
        if self._type == "s":
            return self._shared(written)
        if self._type == "b":
            return written.strip() == "1"
        if self._type == "e":
            return error_value(written)
        if self._type == "d":
            return _iso_day(written)
        return unescaped(written)

    def _shared(self, written: str) -> object:
        if not written:
            return None
        try:
            return self._strings[int(written)]
        except (IndexError, ValueError):
            return Unusable("damaged_cell", f"refers to text {written[:20]!r}, which the workbook does not hold")

    def _number(self, written: str) -> object:
        if not _NUMBER.fullmatch(written.strip()):
            return Unusable("not_a_number", f"{written[:40]!r} stands where the workbook says a number is", written)
        number = float(written)
        if not number and not self._shows_zeros:
            return Unusable(
                "not_shown", "0, which this sheet does not show; a sheet that shows zeros would be right", "0"
            )
        code = self._formats[self._style] if self._style < len(self._formats) else GENERAL
        return number if code == GENERAL else shown_value(number, code, self._from_1904)

    def _columns(self, attributes: Attributes) -> None:
        if attributes.get("hidden", "0") in _TRUE or _is_zero(attributes, "width"):
            self.sheet.hide_columns(range(int(attributes["min"]) - 1, int(attributes["max"])))

    def _merge(self, attributes: Attributes) -> None:
        ends = [_PLACE.fullmatch(end) for end in attributes.get("ref", "").split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:
            (left, top), (right, bottom) = ((column_number(end[1].upper()), int(end[2]) - 1) for end in ends if end)
            self.sheet.merge(Area(top, left, bottom, right))

    def _view(self, attributes: Attributes) -> None:
        self._shows_zeros = attributes.get("showZeros", "1") in _TRUE


def unescaped(text: str) -> str:
    """A cell's text with the signs that XML cannot hold written out, and without signs that have no width."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return cleaned(text)


def _is_zero(attributes: Attributes, name: str) -> bool:
    """Whether a height or width is given as none at all."""
    return name in attributes and not attributes[name].strip("0.")


def _iso_day(written: str) -> object:
    try:
        moment = datetime.fromisoformat(written.strip())
    except ValueError:
        return Unusable("not_a_day", f"{written[:40]!r} stands where the workbook says a day is", written)
    return moment if moment.time() != datetime.min.time() else date(moment.year, moment.month, moment.day)
