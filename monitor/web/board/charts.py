"""The burn-up chart as SVG: kept by what it is of, drawn once."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass
from datetime import date
from functools import lru_cache

from monitor.answers import Answers, Question
from monitor.language import Language
from monitor.web.board.drawing import Style, draw
from monitor.web.board.words import Words

_KEPT = 256


@dataclass(frozen=True, slots=True)
class Key:
    """What a chart is of; the same key is the same chart, byte for byte."""

    indicator: str
    unit: str
    language: Language
    style: Style
    today: date
    revision: int

    @property
    def tag(self) -> str:
        """Its entity tag."""
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest()[:20]


def chart(answers: Answers, key: Key) -> bytes:
    """The chart's SVG. Asks for the figures only where the chart is not kept."""
    kept = _place(key)
    if not kept:
        lines = answers.series(Question(indicators=(key.indicator,), units=(key.unit,)))
        kept.append(draw(lines[0] if lines else None, key.today, key.style, Words(key.language)))
    return kept[0]


@lru_cache(maxsize=_KEPT)
def _place(key: Key) -> list[bytes]:
    """The place where a chart is kept, empty until it is drawn."""
    return []
