"""Where in a document the figures stand, and what was set aside: stretches of paragraphs, cells and rows of tables."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from collectors.document.contents import Contents, Paragraph, written_out
from collectors.reading import Evidence, Reading, SetAside
from monitor.marked.numbers import Span, places_of_numbers
from monitor.marked.places import Spot, Tables

# The part of a figure that is its own: others it may share with those beside it.
_MAIN = ("value", "ratio", "rank", "rank_at_most", "count")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a paragraph: the block's number, and the place within its text."""

    block: int
    start: int
    end: int


Where = Stretch | Spot


class Locator:
    """Finds places in one document. Two figures of one sentence never take the same number for their own."""

    def __init__(self, contents: Contents) -> None:
        self._blocks = contents.blocks
        self._tables = Tables(contents.blocks)
        written = written_out(contents)
        self._text, self._spans = written.text, written.blocks
        self._starts = [start for start, _ in self._spans]
        self._taken: set[Span] = set()

    def of_reading(self, reading: Reading) -> list[Where]:
        """All places of a figure, that of its evidence first."""
        places = (reading.evidence, *reading.evidence.also)
        return list(dict.fromkeys(where for each in places for where in self._of_evidence(reading, each)))

    def of_aside(self, aside: SetAside) -> Where | None:
        """The place of what was set aside; None where it has none, or is not shown."""
        spot = self._tables.spot(aside.place)
        if spot is not None:
            return spot
        start = self._text.find(aside.quote) if aside.quote else -1
        return self._stretch((start, start + len(aside.quote))) if start >= 0 else None

    def _of_evidence(self, reading: Reading, evidence: Evidence) -> Iterator[Where]:
        spot = self._tables.spot(evidence.cell) if evidence.cell is not None else None
        if spot is not None:
            yield spot
        elif evidence.span is not None:
            found = (self._stretch(span) for span in self._numbers(reading, evidence.span))
            yield from (where for where in found if where is not None)

    def _numbers(self, reading: Reading, span: Span) -> list[Span]:
        """The numbers of a figure within its sentence; the sentence where none is written in digits."""
        offset = span[0]
        found: dict[str, list[Span]] = {}
        for part, (start, end) in places_of_numbers(reading, self._text[slice(*span)]):
            found.setdefault(part, []).append((offset + start, offset + end))
        main = next((part for part in _MAIN if getattr(reading, part) is not None and part in found), None)
        if main is None:
            return [span]
        own = next((each for each in found[main] if each not in self._taken), found[main][0])
        self._taken.add(own)
        others = [min(found[part], key=lambda each: abs(each[0] - own[0])) for part in found if part != main]
        return [own, *(each for each in sorted(others) if each not in self._taken)]

    def _stretch(self, span: Span) -> Stretch | None:
        """A span of the text as a part of its paragraph; None within a table."""
        if not self._starts:
            return None
        number = max(bisect_right(self._starts, span[0]) - 1, 0)
        start, end = self._spans[number]
        if not isinstance(self._blocks[number], Paragraph) or span[0] >= end:
            return None
        return Stretch(number, span[0] - start, min(span[1], end) - start)
