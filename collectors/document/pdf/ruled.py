"""Tables whose cells are parted by rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from collectors.document.contents import Cell
from collectors.document.pdf.bands import line_rows
from collectors.document.pdf.places import Box
from collectors.document.pdf.rules import Rule, Rules
from collectors.document.pdf.tables import Table, text_of
from collectors.document.pdf.words import Word

_TOUCH = 3.0  # points; rules this near to each other meet
_NARROWEST = 4.0  # points; a double rule parts nothing
_FEWEST_ACROSS, _FEWEST_DOWN = 2, 3
_MOST_RULES = 3000


@dataclass(frozen=True, slots=True)
class _Lattice:
    """Rules that meet, and the places where they part rows and columns."""

    rules: Rules
    across: tuple[float, ...]
    down: tuple[float, ...]

    @property
    def box(self) -> Box:
        return Box(self.down[0], self.across[0], self.down[-1], self.across[-1])

    def is_parted_down(self, row: int, column: int) -> bool:
        """Whether a rule stands between a place and the one to its left."""
        middle = (self.across[row] + self.across[row + 1]) / 2
        return any(abs(rule.at - self.down[column]) <= _NARROWEST and rule.passes(middle) for rule in self.rules.down)

    def is_parted_across(self, row: int, column: int) -> bool:
        """Whether a rule lies between a place and the one above it."""
        middle = (self.down[column] + self.down[column + 1]) / 2
        return any(abs(rule.at - self.across[row]) <= _NARROWEST and rule.passes(middle) for rule in self.rules.across)


@dataclass(frozen=True, slots=True)
class Region:
    """A cell by its first row and column, and by those behind its last ones."""

    row: int
    column: int
    end_row: int
    end_column: int


def tables_of(rules: Rules, words: Sequence[Word]) -> Iterator[tuple[Table, list[Word]]]:
    """Each ruled table of a page with the words that it holds."""
    if len(rules.across) + len(rules.down) > _MOST_RULES:
        return
    for lattice in _lattices(rules):
        held = [word for word in words if lattice.box.holds(*word.box.middle)]
        rows = tuple(_rows(lattice, held))
        if held and rows:
            yield Table(lattice.box, tuple(pairwise(lattice.down)), rows, is_ruled=True), held


def _lattices(rules: Rules) -> Iterator[_Lattice]:
    for group in _meeting(rules):
        if len(group.across) < _FEWEST_ACROSS or not group.down:
            continue
        ends = [end for rule in group.across for end in (rule.start, rule.end)]
        heights = [end for rule in group.down for end in (rule.start, rule.end)]
        down = _places([*(rule.at for rule in group.down), min(ends), max(ends)])
        across = _places([*(rule.at for rule in group.across), min(heights), max(heights)])
        if len(across) >= _FEWEST_ACROSS and len(down) >= _FEWEST_DOWN:
            yield _Lattice(group, across, down)


def _meeting(rules: Rules) -> list[Rules]:
    """The rules of a page in groups that meet."""
    groups: list[tuple[list[Rule], list[Rule]]] = []
    for down in rules.down:
        met = [across for across in rules.across if _meet(across, down)]
        touched = [group for group in groups if any(each in group[0] for each in met)]
        merged = ([*met], [down])
        for group in touched:
            merged[0].extend(group[0])
            merged[1].extend(group[1])
            groups.remove(group)
        groups.append((list(dict.fromkeys(merged[0])), merged[1]))
    return [Rules(tuple(across), tuple(down)) for across, down in groups]


def _meet(across: Rule, down: Rule) -> bool:
    return across.passes(down.at, _TOUCH) and down.passes(across.at, _TOUCH)


def _places(values: list[float]) -> tuple[float, ...]:
    """The places that rules stand at; those nearer to each other than a cell can be are one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NARROWEST:
            places.append(value)
    return tuple(places)


def _rows(lattice: _Lattice, words: Sequence[Word]) -> Iterator[tuple[Cell, ...]]:
    """The rows of cells; a band between two rules that holds several rows of lines is parted into them."""
    regions = _regions(lattice)
    held = _by_region(lattice, regions, words)
    bands = range(len(lattice.across) - 1)
    parts = {band: _parts(band, lattice, regions, held) for band in bands}
    heights = [max(len(parts[band]), 1) for band in bands]
    for band in bands:
        starting = [region for region in regions if region.row == band]
        if not parts[band]:
            yield tuple(_cell(region, text_of(held[region]), heights) for region in starting)
            continue
        for row in range(heights[band]):
            yield tuple(
                Cell(text_of(parts[band][row].get(region, ())), 1, region.end_column - region.column)
                for region in starting
                if region.end_row == band + 1
            )


def _cell(region: Region, text: str, heights: Sequence[int]) -> Cell:
    return Cell(text, sum(heights[region.row : region.end_row]), region.end_column - region.column)


def _parts(
    band: int, lattice: _Lattice, regions: Sequence[Region], held: dict[Region, list[Word]]
) -> list[dict[Region, list[Word]]]:
    """The words of each row of lines within a band of cells; none where the band is one row."""
    starting = [region for region in regions if region.row == band]
    through = [region for region in regions if region.row < band < region.end_row]
    if through or any(region.end_row != band + 1 for region in starting):
        return []
    spans = [(lattice.down[region.column], lattice.down[region.end_column]) for region in starting]
    rows = line_rows([held[region] for region in starting], spans)
    return [dict(zip(starting, row, strict=True)) for row in rows]


def _by_region(lattice: _Lattice, regions: Sequence[Region], words: Sequence[Word]) -> dict[Region, list[Word]]:
    owners = {
        (row, column): region
        for region in regions
        for row in range(region.row, region.end_row)
        for column in range(region.column, region.end_column)
    }
    held: dict[Region, list[Word]] = {region: [] for region in regions}
    for word in words:
        across, down = word.box.middle
        held[owners[_slot(lattice.across, down), _slot(lattice.down, across)]].append(word)
    return held


def _slot(places: Sequence[float], value: float) -> int:
    inner = places[1:-1]
    return sum(place <= value for place in inner)


def _regions(lattice: _Lattice) -> list[Region]:
    """The cells; places that no rule parts are one cell where together they make a rectangle."""
    rows, columns = len(lattice.across) - 1, len(lattice.down) - 1
    group = {(row, column): (row, column) for row in range(rows) for column in range(columns)}

    def root(place: tuple[int, int]) -> tuple[int, int]:
        while group[place] != place:
            place = group[place]
        return place

    for row in range(rows):
        for column in range(columns):
            if column and not lattice.is_parted_down(row, column):
                group[root((row, column))] = root((row, column - 1))
            if row and not lattice.is_parted_across(row, column):
                group[root((row, column))] = root((row - 1, column))
    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place in group:
        members.setdefault(root(place), []).append(place)
    return sorted(
        (region for places in members.values() for region in _rectangles(places)),
        key=lambda region: (region.row, region.column),
    )


def _rectangles(places: list[tuple[int, int]]) -> list[Region]:
    first, last = min(row for row, _ in places), max(row for row, _ in places)
    left, right = min(column for _, column in places), max(column for _, column in places)
    if (last - first + 1) * (right - left + 1) == len(places):
        return [Region(first, left, last + 1, right + 1)]
    return [Region(row, column, row + 1, column + 1) for row, column in places]
