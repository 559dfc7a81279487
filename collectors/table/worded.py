"""A number that a cell writes with words or signs around it: "~45.000", "60.118*", "48,5 nghìn", "trên 98%"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from collectors.figures.cell import folded
from collectors.reading import Bound
from collectors.vietnamese.bounds import bound_said
from collectors.vietnamese.measures import MeasureSaid, measure_in
from collectors.vietnamese.phrases import Phrases

# A cell longer than this is a sentence.
LONGEST_CELL = 40
_WORDED = re.compile(
    r"(?P<before>[^0-9%]*?)\s*(?P<number>[0-9](?:[0-9., ]*[0-9])?)\s*(?P<percent>%?)\s*"
    r"(?P<behind>[^0-9%*¹²³()]*)(?:\*+|\(\*+\)|[¹²³])?"
)


@dataclass(frozen=True, slots=True)
class Worded:
    """The number without its words, its bound, and the factor that its words say (None where they say none)."""

    number: str
    bound: Bound
    factor: int | None = None


def worded(cell: object, phrases: Phrases) -> Worded | None:
    """The one number of a text of which every word is understood; None for any other cell, and for a bare number."""
    text = folded(cell) if isinstance(cell, str) and len(cell) <= LONGEST_CELL else ""
    found = _WORDED.fullmatch(text)
    if found is None or found["number"] + found["percent"] == text.replace(" %", "%"):
        return None
    bound = bound_said(found["before"], phrases) if found["before"] else Bound.EXACT
    said = measure_in(found["behind"]) if found["behind"].strip() else None
    if bound is None or (said is None and found["behind"].strip()) or (found["percent"] and said is not None):
        return None
    return Worded(found["number"] + _percent(found["percent"], said), bound, _factor(said))


def _percent(sign: str, said: MeasureSaid | None) -> str:
    return "%" if sign or (said is not None and said.percent) else ""


def _factor(said: MeasureSaid | None) -> int | None:
    return None if said is None or said.percent else said.factor
