"""The columns of a table without rules, by what stands below each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from collectors.document.contents import Cell
from collectors.document.pdf.tables import is_number, text_of, wraps
from collectors.document.pdf.words import Line, Word

# All in parts of the letters' size.
_GAP, _GAP_OF_NUMBERS, _GAP_OF_HEADINGS, _GAP_OF_COLUMNS = 0.8, 0.45, 0.4, 1.2
_GOES_ON = 1.6
# Blanks may group the digits of one number, and stand around the signs of one.
_GROUPS_BEFORE, _GROUP = re.compile(r"[-+(]?\d{1,3}"), re.compile(r"\d{3}(?!\d)")
_HAS_DIGIT = re.compile(r"\d")
_IN_PAIR = re.compile(r"[+≈~<>≤≥(/] | [)/%]")
_FEWEST_USES = 0.4  # of the rows: a column of numbers stands in as many

_ALIGNED = 1.5  # points

_NUMBERING = re.compile(r"(?:[IVX]{1,5}|[A-ZĐ]|\d{1,3})[.)]?")

Span = tuple[float, float]


def segments_of(line: Line) -> list[Line]:
    """The parts of a line that may be cells of a row: numbers are parted by smaller gaps than words."""
    return _parted(line, _is_apart)


def stretches_of(line: Line) -> list[Line]:
    """The parts of a line that may stand in different columns of a text."""
    return _parted(line, lambda last, word: _distance(last, word) > _GAP_OF_COLUMNS)


def _parted(line: Line, is_apart: Callable[[Word, Word], bool]) -> list[Line]:
    parts: list[list[Word]] = []
    for word in line.words:
        if parts and not is_apart(parts[-1][-1], word):
            parts[-1].append(word)
        else:
            parts.append([word])
    return [Line(tuple(part)) for part in parts]


def _distance(last: Word, word: Word) -> float:
    return (word.box.left - last.box.right) / word.size


def _is_apart(last: Word, word: Word) -> bool:
    """Whether a word begins another cell than the one before it; two numbers that are not one always do."""
    distance = _distance(last, word)
    if not (is_number(last.text) and is_number(word.text)):
        return distance > _GAP
    if not (_HAS_DIGIT.search(last.text) and _HAS_DIGIT.search(word.text)):
        return distance > _GAP_OF_NUMBERS
    is_one = _GROUPS_BEFORE.fullmatch(last.text) and _GROUP.match(word.text)
    return distance > _GAP_OF_NUMBERS or not (is_one or _IN_PAIR.search(last.text + " " + word.text))


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns by their left and right ends, and which of them hold numbers."""

    spans: tuple[Span, ...]
    numeric: frozenset[int]

    @property
    def width(self) -> float:
        """How wide they are together."""
        return self.spans[-1][1] - self.spans[0][0]

    def reach(self, part: Line) -> tuple[int, int]:
        """The first and last column that a part of a line stands in; the nearest one where it stands between two."""
        met = [number for number, span in enumerate(self.spans) if part.left < span[1] and part.right > span[0]]
        if met:
            return met[0], met[-1]
        middle = (part.left + part.right) / 2
        nearest = min(range(len(self.spans)), key=lambda number: abs(sum(self.spans[number]) / 2 - middle))
        return nearest, nearest

    def is_over_numbers(self, part: Line) -> bool:
        """Whether a part of a line stands in a column of numbers."""
        first, last = self.reach(part)
        return any(number in self.numeric for number in range(first, last + 1))

    def parts(self, line: Line) -> Iterator[tuple[int, Line]]:
        """The parts of a row, each with its column; one that reaches over several stands in the first."""
        for part in segments_of(line):
            for piece in self._pieces(part):
                yield self.reach(piece)[0], piece

    def _pieces(self, part: Line) -> list[Line]:
        """A part of a line cut where two columns meet, if its words leave a gap there."""
        pieces: list[list[Word]] = [[part.words[0]]]
        for word in part.words[1:]:
            last = pieces[-1][-1]
            gap = (last.box.right, word.box.left)
            is_wide = gap[1] - gap[0] > _GAP_OF_HEADINGS * word.size
            is_cut = self._is_between(gap) and (is_wide or (self._is_aligned(last) and self._is_aligned(word)))
            if is_cut or self._is_numbered(part, last):
                pieces.append([word])
            else:
                pieces[-1].append(word)
        return [Line(tuple(piece)) for piece in pieces]

    def _is_numbered(self, part: Line, last: Word) -> bool:
        """Whether a word is the number of a row, in a column of its own, close before the row's name."""
        is_first = last is part.words[0] and 0 in self.numeric and is_number(last.text)
        return is_first and len(self.spans) > 1 and part.right > self.spans[1][0] and last.box.right <= self.spans[1][0]

    def _is_aligned(self, word: Word) -> bool:
        """Whether a word stands in one column, at its left, at its right or in its middle."""
        left, right = word.box.left, word.box.right
        return any(
            min(abs(left - start), abs(right - end), abs(left + right - start - end) / 2) < _ALIGNED
            and left < end
            and right > start
            for start, end in self.spans
        )

    def _is_between(self, gap: Span) -> bool:
        middle = sum(gap) / 2
        between = [(left[1], right[0]) for left, right in zip(self.spans, self.spans[1:], strict=False)]
        return any(start - 1 <= middle <= end + 1 for start, end in between)

    def row(self, held: Sequence[Sequence[Word]]) -> tuple[Cell, ...]:
        """A row by the words of each column."""
        return tuple(Cell(text_of(words)) for words in held)

    def heading_rows(self, lines: Sequence[Line]) -> Iterator[tuple[Cell, ...]]:
        """The rows of headings: one for each line of headings over several columns, and one for the columns' own."""
        own: list[list[Word]] = [[] for _ in self.spans]
        levels: list[list[tuple[int, int, list[Word]]]] = []
        for line in lines:
            level: list[tuple[int, int, list[Word]]] = []
            for part in segments_of(line):
                for piece in self._pieces(part):
                    first, last = self._covered(piece)
                    below = _column_above(piece, own) if first == last else None
                    if below is not None:
                        own[below].extend(piece.words)
                    elif first == last:
                        own[first].extend(piece.words)
                    else:
                        level.append((first, last, list(piece.words)))
            _take_level(levels, level)
        for level in levels:
            yield tuple(self._level_row(level))
        if any(own):
            yield self.row(own)

    def _covered(self, part: Line) -> tuple[int, int]:
        """The columns that a heading stands over: those whose middle it passes, else the one that it is nearest to."""
        first, last = self.reach(part)
        passed = [number for number in range(first, last + 1) if part.left <= sum(self.spans[number]) / 2 <= part.right]
        if len(passed) > 1:
            return passed[0], passed[-1]
        if first == last or passed:
            only = passed[0] if passed else first
            return only, only
        return (first, last) if last - first > 0 else (first, first)

    def _level_row(self, level: Sequence[tuple[int, int, list[Word]]]) -> Iterator[Cell]:
        at = 0
        for first, last, words in sorted(level, key=lambda each: each[0]):
            yield from (Cell("") for _ in range(at, first))
            yield Cell(text_of(words), 1, last - first + 1)
            at = last + 1
        yield from (Cell("") for _ in range(at, len(self.spans)))

    def goes_on(self, line: Line, following: Line) -> bool:
        """Whether a line goes on from the name in the row above it, which had no more room."""
        if following.base - line.base > _GOES_ON * line.size or len(segments_of(following)) > 1:
            return False
        column, last = self.reach(following)
        if column != last or column in self.numeric:
            return False
        above = [part for at, part in self.parts(line) if at == column]
        return bool(above) and wraps(above[-1], following, self.spans[column][1] + 1)

    def begins(self, line: Line, following: Sequence[Line]) -> bool:
        """Whether a line begins a name that goes on in the lines that follow it, where it had no more room."""
        if len(segments_of(line)) > 1 or not _is_close(line, following[0]):
            return False
        column, last = self.reach(line)
        if column != last or column in self.numeric:
            return False
        below = next((part for each in following[:2] for at, part in self.parts(each) if at == column), None)
        return below is not None and wraps(line, below, self.spans[column][1] + 1)

    def is_numbered(self, line: Line) -> bool:
        """Whether a line is a row with a number of its own ("II", "A", "3"), and without figures."""
        parts = list(self.parts(line))
        is_number_first = len(parts) > 1 and parts[0][0] == 0 and _NUMBERING.fullmatch(parts[0][1].text)
        return bool(is_number_first) and not any(self.is_over_numbers(part) for _, part in parts[1:])

    def is_group(self, lines: Sequence[Line], at: int) -> bool:
        """Whether a line without numbers is a row of its own: no name that goes on from or into its neighbours."""
        line = lines[at]
        column = self.reach(line)[0]
        right = self.spans[column][1] + 1
        above = [part for where, part in self.parts(lines[at - 1]) if where == column] if at else []
        below = [part for where, part in self.parts(lines[at + 1]) if where == column] if at + 1 < len(lines) else []
        goes_on = any(wraps(part, line, right) for part in above[-1:]) and _is_close(lines[at - 1], line)
        begins = at + 1 < len(lines) and _is_close(line, lines[at + 1])
        begins = begins and (not below or wraps(line, below[0], right))
        return not goes_on and not begins


def _column_above(part: Line, own: Sequence[Sequence[Word]]) -> int | None:
    """The column whose heading so far stands right above the whole of a part; None where none or several do."""
    spans = [
        (min(word.box.left for word in words), max(word.box.right for word in words)) if words else None
        for words in own
    ]
    found = [at for at, span in enumerate(spans) if span and span[0] - 1 <= part.left and part.right <= span[1] + 1]
    return found[0] if len(found) == 1 else None


def _is_close(line: Line, following: Line) -> bool:
    return following.base - line.base <= _GOES_ON * line.size


def _take_level(levels: list[list[tuple[int, int, list[Word]]]], level: list[tuple[int, int, list[Word]]]) -> None:
    """Puts headings over several columns below those before; the same columns once more go on with their heading."""
    for first, last, words in level:
        same = next((each for row in levels for each in row if each[:2] == (first, last)), None)
        if same is not None:
            same[2].extend(words)
        elif levels and all(last < other[0] or first > other[1] for other in levels[-1]):
            levels[-1].append((first, last, words))
        else:
            levels.append([(first, last, words)])


def columns_of(rows: Sequence[Line]) -> Columns | None:
    """The columns that rows of figures stand in; None where their numbers do not stand below each other."""
    parts = [part for row in rows for part in segments_of(row)]
    numbers = _merged([(part.left, part.right) for part in parts if is_number(part.text)])
    texts = [part for part in parts if not is_number(part.text)]
    own = [part for part in texts if sum(_overlap(part, span) for span in numbers) == 0]
    spans = sorted([*numbers, *_merged([(part.left, part.right) for part in own])])
    spans = _with_numbering(spans, numbers, own)
    numeric = frozenset(number for number, span in enumerate(spans) if span in numbers)
    if len(spans) < 2 or not _are_used(spans, numeric, parts, len(rows)):
        return None
    return Columns(tuple(spans), numeric)


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for left, right in sorted(spans):
        if merged and left < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
        else:
            merged.append((left, right))
    return merged


def _overlap(part: Line, span: Span) -> bool:
    return part.left < span[1] and part.right > span[0]


def _with_numbering(spans: list[Span], numbers: list[Span], texts: Sequence[Line]) -> list[Span]:
    """The columns with that of the rows' numbers parted from that of the names, where they stand close together."""
    first = [part for part in texts if _overlap(part, spans[0])]
    if spans[0] in numbers or len(first) < 2 or any(len(part.words) < 2 for part in first):
        return spans
    if not all(part.words[0].text.rstrip(".").isdecimal() for part in first):
        return spans
    end, start = max(part.words[0].box.right for part in first), min(part.words[1].box.left for part in first)
    if end > start:
        return spans
    numbers.append((spans[0][0], end))
    return [(spans[0][0], end), (start, spans[0][1]), *spans[1:]]


def _are_used(spans: Sequence[Span], numeric: frozenset[int], parts: Sequence[Line], rows: int) -> bool:
    """Whether a column of numbers behind the first holds one in enough of the rows."""
    later = [span for number, span in enumerate(spans) if number in numeric and number]
    uses = [sum(_overlap(part, span) for part in parts) for span in later]
    return any(use >= _FEWEST_USES * rows for use in uses)
