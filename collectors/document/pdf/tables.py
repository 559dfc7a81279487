"""A table of a page before it has a name, and the text of a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from collectors.document.contents import Cell
from collectors.document.pdf.places import Box
from collectors.document.pdf.words import Line, Word, lines_of

# A number as a cell holds it: with its sign, groups, per cent, or one set against another; or what stands for none.
_NUMBER = re.compile(
    r"[(\[]?[-−+≈~<>≤≥]?\s*\d[\d.,\s]*(?:/\s*\d[\d.,\s]*)?\s*%?\)?\]?|[-–—]+|…|\.{2,}|x", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table. `columns` are the left and right ends of each column, `pages` the page of each row."""

    box: Box
    columns: tuple[tuple[float, float], ...]
    rows: tuple[tuple[Cell, ...], ...]
    is_ruled: bool
    pages: tuple[int, ...] = ()


def is_number(text: str) -> bool:
    """Whether a cell's text is a number, or a sign that stands for none."""
    return _NUMBER.fullmatch(text.strip()) is not None


def text_of(words: Iterable[Word]) -> str:
    """The text of a cell, its lines joined by blanks; words that stand on end are read in their direction."""
    words = list(words)
    turns = sorted({word.turn for word in words})
    return " ".join(joined(lines_of(word for word in words if word.turn == turn)) for turn in turns)


def joined(lines: Sequence[Line]) -> str:
    """Lines that go on from each other as one text; behind a hyphen within a word without a blank."""
    text = ""
    for line in lines:
        is_hyphen = len(text) > 1 and text[-1] in "-‐" and text[-2].isalnum()
        text += line.text if is_hyphen or not text else " " + line.text
    return text


def wraps(line: Line, following: Line, right: float) -> bool:
    """Whether a line ended because the next word did not fit any more before `right`."""
    first = following.words[0]
    return line.right + 0.25 * line.size + first.box.width > right
