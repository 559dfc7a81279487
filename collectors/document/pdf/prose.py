"""Lines put together to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from collectors.document.pdf.tables import joined, wraps
from collectors.document.pdf.words import Line

# In parts of the letters' size; `_ROOM` is one of the width of the text.
_INDENT, _OTHER_SIZE, _FAR, _ROOM, _WIDEST_LEADING = 0.9, 0.12, 1.45, 0.08, 2.2
_POINT = re.compile(r"(?:[-–—+•*▪●○]|\(?[0-9]{1,2}[.)]|\(?[a-zđ][.)]|[IVX]{1,4}\.)\s")
_ENDED = re.compile(r"[.;:!?…][)\"”’»]*$")


def paragraphs_of(lines: Sequence[Line], right: float) -> Iterator[list[Line]]:
    """The lines of one column in paragraphs, where lines may reach to `right` at least."""
    if not lines:
        return
    left, right = min(line.left for line in lines), max(right, *(line.right for line in lines))
    leading = _leading(lines)
    paragraph = [lines[0]]
    for above, line in pairwise(lines):
        if line.base - above.base > _FAR * leading or _begins(above, line, left, right):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def goes_on(text: str, following: str) -> bool:
    """Whether a paragraph at the end of a page goes on at the beginning of the next."""
    is_open = _ENDED.search(text) is None
    return is_open and (following[:1].islower() or following[:1].isdigit()) and _POINT.match(following) is None


def text_of(lines: Sequence[Line]) -> str:
    """A paragraph's text."""
    return joined(lines)


def _leading(lines: Sequence[Line]) -> float:
    """The distance between lines of a paragraph: the least that there is, if letters of their size ask for no more."""
    size = median(line.size for line in lines)
    steps = [below.base - above.base for above, below in pairwise(lines)]
    return min((step for step in steps if step >= size), default=_WIDEST_LEADING * size)


def _begins(above: Line, line: Line, left: float, right: float) -> bool:
    """Whether a line begins a paragraph, by its size, indent, number, or by the room that the line above left."""
    if abs(line.size - above.size) > _OTHER_SIZE * above.size:
        return True
    indent, indent_above = ((each.left - left) / each.size for each in (line, above))
    if (
        indent > _INDENT
        and (indent_above <= _INDENT or abs(indent - indent_above) > _INDENT)
        and not _hangs(above, line)
    ):
        return True
    is_ended = _ENDED.search(above.text) is not None
    if _POINT.match(line.text) and (is_ended or indent > _INDENT):
        return True
    if wraps(above, line, right):
        return False
    return is_ended or not (wraps(above, line, right - _ROOM * (right - left)) or _is_inner(line))


def _hangs(above: Line, line: Line) -> bool:
    """Whether a line stands under the text of a point of a list, not under its sign."""
    return (
        _POINT.match(above.text) is not None
        and len(above.words) > 1
        and abs(above.words[1].box.left - line.left) < line.size
    )


def _is_inner(line: Line) -> bool:
    """Whether a line begins within a sentence."""
    return line.text[:1].islower() or (line.text[:1].isdigit() and _POINT.match(line.text) is None)
