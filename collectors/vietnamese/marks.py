"""A sentence as marks: numbers, days, units, subjects, and the words that say what a number is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from collectors.vietnamese.mentions import Mention
from collectors.vietnamese.numbers import Number
from collectors.vietnamese.places import Place
from collectors.vietnamese.senses import Sense
from collectors.vietnamese.styles import Style
from collectors.vietnamese.tokens import Token


class Mark(NamedTuple):
    """One thing understood in a sentence: its tokens from `start` to before `end`, and what it is.

    `sense` None is a word that is not understood; `sign` a parting sign. Of a number, `out_of` is what a fraction sets
    it against.
    """

    start: int
    end: int
    sense: Sense | None = None
    name: str = ""
    sign: str = ""
    number: Number | None = None
    out_of: Number | None = None
    day: Mention | None = None
    place: Place | None = None
    ordinal: int | None = None

    @property
    def unknown(self) -> bool:
        """Whether this is a content word that is not understood."""
        return self.sense is None and not (self.sign or self.number or self.day or self.place)

    def has(self, *senses: Sense) -> bool:
        """Whether its sense is one of these."""
        return self.sense in senses


@dataclass(frozen=True, slots=True)
class Sentence:
    """The tokens of a sentence, the whole text they stand in, its publishing day, and how it writes numbers."""

    tokens: Sequence[Token]
    text: str
    published: date
    style: Style
