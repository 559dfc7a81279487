"""Whether a cell holds a personal identity number, as text or as a number that may have lost its leading 0."""

from __future__ import annotations

from collectors.faults import PersonalNumbers
from collectors.figures.cell import Unusable
from collectors.package import ZIP_MAGIC
from collectors.personal_numbers import places_of_personal_numbers

_SHORTEST_TEXT = 12
_SMALLEST, _LARGEST = 10**10, 10**12 - 1


def holds_personal_number(cell: object) -> bool:
    """Whether a cell holds 12 digits in a text, or is a number of 11 or 12 digits."""
    if isinstance(cell, Unusable):
        return holds_personal_number(cell.written)
    if isinstance(cell, str):
        return len(cell) >= _SHORTEST_TEXT and bool(places_of_personal_numbers(cell))
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return False
    return _SMALLEST <= abs(cell) <= _LARGEST and cell == int(cell)


def refuse_personal_text(body: bytes) -> None:
    """Raises PersonalNumbers where the bytes of a document that could not be read hold such numbers."""
    if body.startswith(ZIP_MAGIC):
        # Packed: no digits show in it as they are.
        return
    text = body.decode("utf-8", "replace")
    lines = sorted({text.count("\n", 0, start) + 1 for start, _ in places_of_personal_numbers(text)})
    if lines:
        raise PersonalNumbers(tuple(f"line {line}" for line in lines[:20]))
