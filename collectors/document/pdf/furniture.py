"""What repeats at the upper or lower edge of each page: running titles and page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from collectors.document.pdf.columns import segments_of
from collectors.document.pdf.words import Line

_EDGE = 0.1  # of the page's height
_MOST_LINES = 3  # at each edge
_FEWEST_PAGES, _SHARE_OF_PAGES = 2, 0.4
_SAME_PLACE = 4.0  # points
_MOST_PARTS = 3  # a line of more parts is a row of headings
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:trang|page)?\s*[-–—]?\s*(\d{1,4})(?:\s*/\s*\d{1,4})?\s*[-–—]?", re.IGNORECASE)


def furniture_of(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """For each page the lines that are furniture. `pages` hold their lines from top to bottom, outside of tables."""
    places: dict[str, list[tuple[int, float, Line]]] = defaultdict(list)
    for page, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        for line in _at_edge(lines, height):
            places[_DIGITS.sub("#", line.text)].append((page, line.base, line))
    found: list[list[Line]] = [[] for _ in pages]
    for each in places.values():
        for page, line in _repeated(each, len(pages)):
            found[page].append(line)
    for page, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        found[page] += [line for line in _at_edge(lines, height) if _is_page_number(line, page + 1)]
    return [list(dict.fromkeys(lines)) for lines in found]


def _at_edge(lines: Sequence[Line], height: float) -> Iterator[Line]:
    for line in lines[:_MOST_LINES]:
        if line.base < _EDGE * height and len(segments_of(line)) <= _MOST_PARTS:
            yield line
    for line in lines[-_MOST_LINES:]:
        if line.base > (1 - _EDGE) * height and len(segments_of(line)) <= _MOST_PARTS:
            yield line


def _repeated(places: Sequence[tuple[int, float, Line]], pages: int) -> Iterator[tuple[int, Line]]:
    """The lines that say the same at the same height of enough pages."""
    for page, base, line in places:
        same = {other for other, height, _ in places if abs(height - base) <= _SAME_PLACE}
        if len(same) >= max(_FEWEST_PAGES, _SHARE_OF_PAGES * pages):
            yield page, line


def _is_page_number(line: Line, page: int) -> bool:
    match = _PAGE_NUMBER.fullmatch(line.text)
    return match is not None and int(match[1]) == page
