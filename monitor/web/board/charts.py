"""The burn-up chart as SVG: kept by what it is of, drawn once."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass
from functools import lru_cache

from monitor.answers import Answers, Clocks, Question
from monitor.language import Language
from monitor.web.board.drawing import draw
from monitor.web.board.plot import Style
from monitor.web.board.words import Words

_KEPT = 256


@dataclass(frozen=True, slots=True)
class Key:
    """What a chart is of; the same key is the same chart, byte for byte."""

    indicator: str
    unit: str
    language: Language
    style: Style
    clocks: Clocks
    revision: int

    @property
    def tag(self) -> str:
        """Its entity tag."""
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest()[:20]


def chart(answers: Answers, key: Key) -> bytes:
    """The chart's SVG. Asks for the figures only where the chart is not kept."""
    kept = _place(key)
    if not kept:
        clocks = key.clocks
        lines = answers.series(Question((key.indicator,), (key.unit,), (), clocks.as_of, clocks.known_at))
        kept.append(draw(lines[0] if lines else None, clocks.as_of, key.style, Words(key.language)))
    return kept[0]


@lru_cache(maxsize=_KEPT)
def _place(key: Key) -> list[bytes]:
    """The place where a chart is kept, empty until it is drawn."""
    return []
