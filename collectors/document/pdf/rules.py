"""The rules of a page: straight lines across or down, put together from the pieces that programs draw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from collectors.document.pdf.places import Box

_THICKEST = 3.0  # points
_SHORTEST = 6.0
# Pieces this near to each other are one rule: dots, dashes, the borders of neighbouring cells.
_GAP, _BESIDE = 3.0, 1.5


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line at one place, from one end to the other."""

    at: float
    start: float
    end: float

    def passes(self, place: float, margin: float = 0.0) -> bool:
        """Whether it goes by a place along it."""
        return self.start - margin <= place <= self.end + margin


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a page, those across by their height, those down by their distance from the left."""

    across: tuple[Rule, ...] = ()
    down: tuple[Rule, ...] = ()


def rules_of(boxes: Iterable[Box]) -> Rules:
    """The rules that thin boxes make."""
    across, down = list[Rule](), list[Rule]()
    for box in boxes:
        if box.height <= _THICKEST and (box.width > box.height or box.width <= _THICKEST):
            across.append(Rule((box.top + box.bottom) / 2, box.left, box.right))
        if box.width <= _THICKEST and (box.height > box.width or box.height <= _THICKEST):
            down.append(Rule((box.left + box.right) / 2, box.top, box.bottom))
    return Rules(tuple(_joined(across)), tuple(_joined(down)))


def _joined(pieces: list[Rule]) -> Iterator[Rule]:
    """Pieces that go on from each other made one; what stays short is no rule."""
    for beside in _beside(pieces):
        at = sum(piece.at for piece in beside) / len(beside)
        start, end = beside[0].start, beside[0].end
        for piece in beside[1:]:
            if piece.start > end + _GAP:
                yield from _long(Rule(at, start, end))
                start, end = piece.start, piece.end
            end = max(end, piece.end)
        yield from _long(Rule(at, start, end))


def _beside(pieces: list[Rule]) -> Iterator[list[Rule]]:
    """The pieces by the place that they stand at, each from its start on."""
    group: list[Rule] = []
    for piece in sorted(pieces, key=lambda piece: piece.at):
        if group and piece.at - group[0].at > _BESIDE:
            yield sorted(group, key=lambda piece: piece.start)
            group = []
        group.append(piece)
    if group:
        yield sorted(group, key=lambda piece: piece.start)


def _long(rule: Rule) -> Iterator[Rule]:
    if rule.end - rule.start >= _SHORTEST:
        yield rule
