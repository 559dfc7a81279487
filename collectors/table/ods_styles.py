"""The styles of an OpenDocument spreadsheet that say how a number is shown, and which sheets are not shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from collectors.table.number_format import GENERAL
from collectors.table.xml_events import Attributes, Handlers, full_name, full_names

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TABLE, TEXT, STYLE = (f"{_OASIS}{name}:1.0" for name in ("office", "table", "text", "style"))
_NUMBER = f"{_OASIS}datastyle:1.0"

_KINDS = (
    "number-style",
    "percentage-style",
    "currency-style",
    "date-style",
    "time-style",
    "boolean-style",
    "text-style",
)
_DATE_PARTS = {"day": "d", "month": "m", "year": "y", "hours": "h", "minutes": "m", "seconds": "s"}
_CONDITION = re.compile(r"value\(\)((?:[<>]=?|=|!=)-?[0-9.]+)")
# Styles may inherit from one another; more steps than this are a ring.
_MOST_ANCESTORS = 20


@dataclass(slots=True)
class _Cell:
    """A style of cells: its own number format, and the style that it inherits from."""

    data: str | None
    parent: str | None


@dataclass(slots=True)
class Styles:
    """Number formats by the names of cells' styles, written as other spreadsheets write them, and hidden sheets."""

    hidden_tables: set[str] = field(default_factory=set)
    _cells: dict[str, _Cell] = field(default_factory=dict)
    _codes: dict[str, str] = field(default_factory=dict)
    _conditions: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def code(self, style: str | None) -> str:
        """The number format of a cell's style."""
        for _ in range(_MOST_ANCESTORS):
            cell = self._cells.get(style or "")
            if cell is None:
                break
            if cell.data is not None:
                return self._whole(cell.data)
            style = cell.parent
        return GENERAL

    def _whole(self, data: str) -> str:
        own = self._codes.get(data, GENERAL)
        sections = [
            f"[{condition}]{self._codes.get(other, GENERAL)}" for condition, other in self._conditions.get(data, [])
        ]
        return ";".join([*sections[:2], own])

    def reader(self) -> StyleReader:
        """What fills these styles from a part that holds some."""
        return StyleReader(self)

    def add_cell(self, name: str, data: str | None, parent: str | None) -> None:
        """A style of cells."""
        self._cells[name] = _Cell(data, parent)

    def add_code(self, name: str, code: str) -> None:
        """A number format."""
        self._codes[name] = code

    def add_condition(self, name: str, condition: str, other: str) -> None:
        """Another number format under which numbers are shown for which a condition holds."""
        self._conditions.setdefault(name, []).append((condition, other))


class StyleReader:
    """Turns the elements of a number format into its code: 0 with two decimals is "0.00"."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._name: str | None = None
        self._is_percent = self._is_text = False
        self._code: list[str] = []
        self._table_style: str | None = None

    def handlers(self) -> Handlers:
        """What to do with each element of a style."""
        numbers: dict[str, Callable[[Attributes], None]] = {
            **dict.fromkeys(_KINDS, self._begin),
            **{part: partial(self._date_part, letter) for part, letter in _DATE_PARTS.items()},
            "percentage-style": self._begin_percent,
            "number": self._number,
            "scientific-number": lambda _: self._code.append("0.0E+0"),
            "fraction": lambda _: self._code.append("# ?/?"),
            "text": self._begin_text,
            "currency-symbol": self._begin_text,
        }
        styles: dict[str, Callable[[Attributes], None]] = {
            "style": self._style, "table-properties": self._table, "map": self._map
        }  # fmt: skip
        ends = {**dict.fromkeys(_KINDS, self._end), "text": self._end_text, "currency-symbol": self._end_text}
        starts = {**full_names([_NUMBER], numbers), **full_names([STYLE], styles)}
        return Handlers(starts, full_names([_NUMBER], ends), self._text)

    def _begin(self, attributes: Attributes) -> None:
        self._name, self._is_percent = attributes.get(full_name(STYLE, "name")), False
        self._code.clear()

    def _begin_percent(self, attributes: Attributes) -> None:
        self._begin(attributes)
        self._is_percent = True

    def _end(self) -> None:
        if self._name is not None:
            self._styles.add_code(self._name, "".join(self._code) or GENERAL)
        self._name = None

    def _date_part(self, letter: str, _: Attributes) -> None:
        self._code.append(letter)

    def _number(self, attributes: Attributes) -> None:
        decimals = _whole(attributes.get(full_name(_NUMBER, "decimal-places"), "0"))
        digits = _whole(attributes.get(full_name(_NUMBER, "min-integer-digits"), "1"))
        factor = len(attributes.get(full_name(_NUMBER, "display-factor"), "1").rstrip(".")) - 1
        self._code.append("0" * digits + ("." + "0" * decimals if decimals else "") or "#")
        self._code.append("," * (factor // 3))

    def _begin_text(self, _: Attributes) -> None:
        self._is_text = True

    def _end_text(self) -> None:
        self._is_text = False

    def _text(self, text: str) -> None:
        if self._is_text and self._name is not None:
            plain = text.replace('"', "")
            self._code.append(plain.strip() if self._is_percent and plain.strip() == "%" else f'"{plain}"')

    def _style(self, attributes: Attributes) -> None:
        name, family = attributes.get(full_name(STYLE, "name"), ""), attributes.get(full_name(STYLE, "family"))
        self._table_style = name if family == "table" else None
        if family == "table-cell":
            data, parent = (attributes.get(full_name(STYLE, key)) for key in ("data-style-name", "parent-style-name"))
            self._styles.add_cell(name, data, parent)

    def _table(self, attributes: Attributes) -> None:
        if self._table_style is not None and attributes.get(full_name(TABLE, "display")) == "false":
            self._styles.hidden_tables.add(self._table_style)

    def _map(self, attributes: Attributes) -> None:
        condition = _CONDITION.fullmatch(attributes.get(full_name(STYLE, "condition"), "").replace(" ", ""))
        if self._name is not None and condition:
            other = attributes.get(full_name(STYLE, "apply-style-name"), "")
            self._styles.add_condition(self._name, condition[1].replace("!=", "<>"), other)


def _whole(written: str) -> int:
    return min(int(written), 30) if written.isdecimal() else 0
