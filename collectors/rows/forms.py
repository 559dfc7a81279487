"""The two ways in which the fields of a row are written: as values of JSON, or as the cells of a table.

Each function takes what stands there and raises Unreadable, which says what would be right.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial

from collectors.figures.cell import (
    LARGEST_SHARE,
    Scale,
    Unreadable,
    Unusable,
    count_in,
    day_in,
    is_blank,
    name_in,
    says_nothing_yet,
    share_in,
)

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# One mark and three digits behind it: thousands, or a number with three decimals.
_ONE_GROUP = re.compile(r"([1-9][0-9]{0,2})([.,])([0-9]{3})")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Form:
    """How to read each sort of field. `is_absent` tells where none stands, `says_nothing` where no figure is reported.

    `word` gives a text for comparison with fixed words, `quote` a passage that may have several lines.
    """

    is_absent: Callable[[object], bool]
    says_nothing: Callable[[object], bool]
    count: Callable[[object], int]
    share: Callable[[object], float]
    day: Callable[[object], date]
    name: Callable[[object], str]
    word: Callable[[object], str]
    quote: Callable[[object], str]
    words: Callable[[object], tuple[str, ...]]


def cells_form(decimal_marks: str = "") -> Form:
    """Cells of a table: texts, numbers and dates. `decimal_marks` are those that its texts may use for decimals.

    A text such as 1.234 is refused where the point may be one, even in a count: it may stand for 1,234 or for 1.
    """
    return Form(
        is_absent=is_blank,
        says_nothing=says_nothing_yet,
        count=partial(_count_in_cell, decimal_marks),
        share=_share_in_cell,
        day=_day_in_cell,
        name=_name_in_cell,
        word=lambda cell: _name_in_cell(cell).casefold(),
        quote=_quote_in_cell,
        words=lambda cell: tuple(re.findall("[a-z_]+", _name_in_cell(cell).casefold())),
    )


def _count_in_cell(decimal_marks: str, cell: object) -> int:
    found = _ONE_GROUP.fullmatch(cell.strip()) if isinstance(cell, str) else None
    if found and found[2] in decimal_marks:
        clear = f"{found[1]}{found[3]}"
        message = f"{cell!r} may be {clear}, or {found[1]} with decimals; {clear} would be clear"
        raise Unreadable("ambiguous_number", message)
    return count_in(cell)


def _share_in_cell(cell: object) -> float:
    if isinstance(cell, str) and cell.strip().endswith("%"):
        return share_in(cell, None)
    share = share_in(cell, Scale.SHARE) if _is_small(cell) else None
    if share is None or share >= 1:
        raise Unreadable(
            "ambiguous_number", f"{_shown(cell)} may be a share or a percentage; a text such as 95 % would be clear"
        )
    return share


def _is_small(cell: object) -> bool:
    """Whether a number can be told to be a share below; what is no number at all is for `share_in` to refuse."""
    if isinstance(cell, str):
        text = cell.strip().replace(",", ".")
        return not re.fullmatch(r"[0-9]+(\.[0-9]+)?", text) or Fraction(text) < 1
    return isinstance(cell, bool) or not isinstance(cell, int | float) or not math.isfinite(cell) or cell < 1


def _day_in_cell(cell: object) -> date:
    if isinstance(cell, Unusable):
        raise Unreadable(cell.rule, cell.message)
    return day_in(cell) if isinstance(cell, date) else _iso_day(cell)


def _iso_day(written: object) -> date:
    if isinstance(written, str) and _ISO.fullmatch(written.strip()):
        with suppress(Unreadable):
            return day_in(written)
    message = f"{_shown(written)} is not a day; year, month and day, such as 2023-06-30, would be right"
    raise Unreadable("not_a_day", message)


def _name_in_cell(cell: object) -> str:
    name = name_in(cell)
    if name is None:
        raise Unreadable("not_a_name", f"{_shown(cell)}: no name")
    return name


def _quote_in_cell(cell: object) -> str:
    if isinstance(cell, Unusable):
        raise Unreadable(cell.rule, cell.message)
    return _printable(str(cell))


def _printable(passage: str) -> str:
    """A passage with its lines, without the control characters that a cell may hold."""
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in passage).strip()


def _count_in_json(value: object) -> int:
    if isinstance(value, float) and math.isfinite(value):
        raise Unreadable("not_whole", f"{value!r}: a whole number without a point, such as 61120, would be right")
    return count_in(_json_number(value, "a whole number such as 61120"))


def _share_in_json(value: object) -> float:
    share = float(_json_number(value, "a share such as 0.552"))
    if share < 0:
        raise Unreadable("negative", f"{_shown(value)}: a share is never below 0")
    if share > LARGEST_SHARE:
        raise Unreadable("not_a_share", f"{_shown(value)}: a share above {LARGEST_SHARE:.0%} cannot be; 95 % is 0.95")
    return share


def _json_number(value: object, right: str) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not _is_finite(value):
        raise Unreadable("not_a_number", f"{_shown(value)}: {right} would be right")
    return value


def _is_finite(value: int | float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def _day_in_json(value: object) -> date:
    return _iso_day(value if isinstance(value, str) and value == value.strip() else repr(value))


def _name_in_json(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Unreadable("not_a_name", f"{_shown(value)}: a text would be right")
    return _name_in_cell(value)


def _quote_in_json(value: object) -> str:
    if not isinstance(value, str):
        raise Unreadable("not_a_text", f"{_shown(value)}: a text would be right")
    return _printable(value)


def _words_in_json(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise Unreadable("not_a_list", f"{_shown(value)}: a list of words would be right")
    return tuple(value)


def _shown(value: object) -> str:
    text = str(value) if isinstance(value, int | float | date) and not isinstance(value, bool) else repr(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


JSON_FORM = Form(
    is_absent=lambda value: value is None,
    says_nothing=lambda value: value is None,
    count=_count_in_json,
    share=_share_in_json,
    day=_day_in_json,
    name=_name_in_json,
    word=_name_in_json,
    quote=_quote_in_json,
    words=_words_in_json,
)
