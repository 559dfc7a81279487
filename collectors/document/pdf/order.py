"""The order in which the parts of a page are read: down each column where text stands in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from collectors.document.pdf.places import Box
from collectors.document.pdf.tables import Table
from collectors.document.pdf.words import Line

_FEWEST_LINES = 2  # on each side of a gutter
_FEWEST_WORDS = 2  # a line, on average: numbers of a list are no column
_GUTTER = 10.0  # points
_NARROWEST = 0.2  # of the width of all
_DEEPEST = 3  # columns within columns


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a line, or a table, with its place."""

    box: Box
    what: Line | Table


@dataclass(frozen=True, slots=True)
class Column:
    """Parts that are read from top to bottom; `has_right` where another column stands to the right."""

    parts: tuple[Part, ...]
    has_right: bool


def in_order(parts: Sequence[Part], *, depth: int = 0, has_right: bool = False) -> Iterator[Column]:
    """The parts in columns, each read before the next."""
    parts = sorted(parts, key=lambda part: (part.box.bottom, part.box.left))
    zones = _best_zones(parts) if depth < _DEEPEST else []
    if not zones:
        yield Column(tuple(parts), has_right)
        return
    for side, group in zones:
        if side is None:
            yield from in_order(group, depth=_DEEPEST, has_right=has_right)
        else:
            left, right = _parted(group, side)
            yield from in_order(left, depth=depth + 1, has_right=True)
            yield from in_order(right, depth=depth + 1, has_right=has_right)


def _best_zones(parts: Sequence[Part]) -> list[tuple[float | None, list[Part]]]:
    """The parts from top to bottom in zones, those in two columns with the place of their gutter."""
    width = max((part.box.right for part in parts), default=0) - min((part.box.left for part in parts), default=0)
    places = sorted({round(part.box.left) for part in parts})
    choices = [_zones(parts, place - 1.0, width) for place in places]
    best = max(choices, key=_in_columns, default=[])
    return best if _in_columns(best) else []


def _in_columns(zones: Sequence[tuple[float | None, list[Part]]]) -> int:
    return sum(len(group) for side, group in zones if side is not None)


def _zones(parts: Sequence[Part], place: float, width: float) -> list[tuple[float | None, list[Part]]]:
    zones: list[tuple[float | None, list[Part]]] = []
    for is_crossing, each in groupby(parts, key=lambda part: part.box.left < place < part.box.right):
        group = list(each)
        side = None if is_crossing or not _is_in_columns(group, place, width) else place
        if zones and side is None and zones[-1][0] is None:
            zones[-1][1].extend(group)
        else:
            zones.append((side, group))
    return zones


def _is_in_columns(group: Sequence[Part], place: float, width: float) -> bool:
    left, right = _parted(group, place)
    if min(len(left), len(right)) < _FEWEST_LINES or not (_is_column(left, width) and _is_column(right, width)):
        return False
    return min(part.box.left for part in right) - max(part.box.right for part in left) >= _GUTTER


def _parted(group: Sequence[Part], place: float) -> tuple[list[Part], list[Part]]:
    """The parts on the left and those on the right of a place."""
    return [part for part in group if part.box.right <= place], [part for part in group if part.box.right > place]


def _is_column(parts: Sequence[Part], width: float) -> bool:
    reach = max(part.box.right for part in parts) - min(part.box.left for part in parts)
    words = [len(part.what.words) for part in parts if isinstance(part.what, Line)]
    return reach >= _NARROWEST * width and (not words or sum(words) / len(words) >= _FEWEST_WORDS)
