"""Rows within a band of cells that no rule parts: lines of numbers that stand beside lines of names."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from collectors.document.pdf.tables import is_number, wraps
from collectors.document.pdf.words import Line, Word, lines_of

_SAME_LINE = 0.5  # in parts of the letters' size
_SURE = 3  # as many lines of numbers are rows, whatever stands beside them
_AS_CLOSE = 1.15  # of the least distance between two lines of a column

Span = tuple[float, float]


def line_rows(cells: Sequence[Sequence[Word]], spans: Sequence[Span]) -> list[list[list[Word]]]:
    """The words of each cell row by row; nothing where the band is a row of its own. `spans` are the cells' sides.

    Rows are counted by the cells that hold nothing but numbers, one a line. That a name of two lines stands beside two
    lines of numbers makes two rows where the name had no need to go on in a second line.
    """
    if any(word.turn for cell in cells for word in cell):
        return []
    lines = [lines_of(cell) for cell in cells]
    anchors = _anchors(lines)
    names = [(cell, span) for cell, span in zip(lines, spans, strict=True) if cell and not _is_numbers(cell)]
    if len(anchors) < 2 or not any(len(cell) >= len(anchors) for cell, _ in names):
        return []
    if len(anchors) < _SURE and not any(_are_rows(cell, span, len(anchors)) for cell, span in names):
        return []
    rows: list[list[list[Word]]] = [[[] for _ in lines] for _ in anchors]
    for column, (cell, span) in enumerate(zip(lines, spans, strict=True)):
        for line, row in zip(cell, owners(cell, anchors, _room(cell, span)), strict=True):
            rows[row][column].extend(line.words)
    return rows


def owners(lines: Sequence[Line], anchors: Sequence[float], right: float) -> list[int]:
    """The row of each line of a column, where `anchors` are the heights of the rows and lines may reach to `right`.

    Lines that stand closer to each other than to the rest are one name, which belongs to the row whose height it
    passes. Where all stand as close, a line goes on from the one above it if that had no more room.
    """
    if len(lines) == len(anchors) and _is_one_each(lines, anchors):
        return list(range(len(anchors)))
    anchors = _shifted(lines, anchors)
    found: list[int] = []
    for group in _close_groups(lines):
        passed = _passed(group, anchors)
        if len(passed) > 1:
            found += _line_by_line(group, anchors, right)
        else:
            middle = (group[0].base + group[-1].base) / 2
            found += [passed[0] if passed else _nearest(middle, anchors)] * len(group)
    return found


def _is_one_each(lines: Sequence[Line], anchors: Sequence[float]) -> bool:
    """Whether each line stands by a row of its own, a little above or below all of them."""
    pitch = min((below - above for above, below in pairwise(anchors)), default=0.0)
    return all(abs(line.base - anchor) < pitch / 2 for line, anchor in zip(lines, anchors, strict=True))


def _close_groups(lines: Sequence[Line]) -> list[list[Line]]:
    leading = min((below.base - above.base for above, below in pairwise(lines)), default=0.0)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and line.base - groups[-1][-1].base <= _AS_CLOSE * leading:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _passed(group: Sequence[Line], anchors: Sequence[float]) -> list[int]:
    margin = _SAME_LINE * group[0].size
    return [row for row, at in enumerate(anchors) if group[0].base - margin <= at <= group[-1].base + margin]


def _nearest(height: float, anchors: Sequence[float]) -> int:
    return min(range(len(anchors)), key=lambda row: abs(anchors[row] - height))


def _line_by_line(lines: Sequence[Line], anchors: Sequence[float], right: float) -> list[int]:
    found: list[int] = []
    for number, line in enumerate(lines):
        nearest = _nearest(line.base, anchors)
        following = lines[number + 1] if number + 1 < len(lines) else None
        if abs(anchors[nearest] - line.base) <= _SAME_LINE * line.size:
            found.append(nearest)
        elif found and wraps(lines[number - 1], line, right):
            found.append(found[-1])
        elif following is not None and wraps(line, following, right):
            found.append(_nearest(following.base, anchors))
        else:
            found.append(nearest)
    return found


def _shifted(lines: Sequence[Line], anchors: Sequence[float]) -> list[float]:
    """The heights of the rows as this column has them: it may stand a little higher or lower than the numbers."""
    nearest = [min((line.base - anchor for line in lines), key=abs) for anchor in anchors] if lines else []
    size = max((line.size for line in lines), default=0.0)
    near = [distance for distance in nearest if abs(distance) <= _SAME_LINE * size]
    shift = median(near) if near else 0.0
    return [anchor + shift for anchor in anchors]


def _anchors(lines: list[list[Line]]) -> list[float]:
    """The heights of the rows, where all cells of numbers agree on them."""
    numbers = [[line.base for line in cell] for cell in lines if cell and _is_numbers(cell)]
    most = max(numbers, key=len, default=[])
    size = max((line.size for cell in lines for line in cell), default=0.0)
    is_agreed = all(
        any(abs(base - anchor) <= _SAME_LINE * size for anchor in most) for bases in numbers for base in bases
    )
    return most if is_agreed and sum(len(bases) == len(most) for bases in numbers) * 2 > len(numbers) else []


def _is_numbers(cell: list[Line]) -> bool:
    return all(is_number(line.text) for line in cell)


def _room(cell: list[Line], span: Span) -> float:
    """How far to the right the lines of a cell may reach: it has as much padding there as on its left."""
    left, right = span
    return right - max(min((line.left for line in cell), default=left) - left, 0)


def _are_rows(cell: list[Line], span: Span, count: int) -> bool:
    right = _room(cell, span)
    return len(cell) == count and not all(wraps(line, following, right) for line, following in pairwise(cell))
