"""The figures of a document: those of its tables and those of its prose, each once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import takewhile

from collectors.document.contents import Contents, Paragraph, WrittenOut, written_out
from collectors.document.narrative import Narrative, Told, narrative_of, tells, unit_told
from collectors.figures.settle import Found, settled
from collectors.reading import Evidence, Reading, Readings, SetAside
from collectors.table.grid import Grid
from collectors.vietnamese.phrases import Phrases
from collectors.vietnamese.prose import read_prose

# Lines this near to a table may say its day, or the unit of its numbers.
_LINES_AROUND = 6


def figures_in(contents: Contents, published: date, phrases: Phrases) -> Readings:
    """The figures that a document says; `published` is the day that stands in where none is said.

    `text` of the answer is what the spans count in: the plain text as given, else the document written out, None for a
    workbook without prose. A document without any figure gives none: whether that is a fault, the caller knows.
    """
    contents = as_cut(contents, published, phrases)
    outcomes = list(_outcomes(contents, published, phrases))
    asides = [*contents.notes, *(one for one in outcomes if isinstance(one, SetAside))]
    found = [one for one in outcomes if isinstance(one, Found)]
    is_tables_alone = bool(contents.blocks) and all(isinstance(block, Grid) for block in contents.blocks)
    if is_tables_alone and not any(map(tells, contents.tables)):
        return settled(found, asides)
    written = written_out(contents)
    narrative = narrative_of(contents.tables, written)
    prose = read_prose(written.prose(narrative.spans), published, phrases)
    places = _Places(contents, written, narrative)
    told = [places.of_prose(reading) for reading in prose.readings]
    read_as_prose = {one.place for one in told}
    asides = [one for one in asides if one.rule != "not_a_number" or one.place not in read_as_prose]
    both = settled([*(places.of_cell(one) for one in found), *told], [*asides, *prose.set_aside])
    return replace(both, text=written.text)


def as_cut(contents: Contents, published: date, phrases: Phrases) -> Contents:
    """The document with the table that its text makes in place of the text, where that is a CSV file with figures."""
    if not contents.cuttings:
        return contents
    from collectors.table.understood import of_one_cutting, outcomes_in

    cut = of_one_cutting(contents.cuttings, published, phrases)
    if cut is not None:
        # A report with commas in two of its lines may look like a table.
        taken = sum(isinstance(one, Found) for one in outcomes_in(cut, published, phrases))
        told = len(figures_in(replace(contents, cuttings=()), published, phrases).readings)
        cut = cut if taken >= told else None
    return replace(contents, blocks=(cut.grid,) if cut else contents.blocks, cuttings=())


def _outcomes(contents: Contents, published: date, phrases: Phrases) -> Iterator[Found | SetAside]:
    """What becomes of each figure in the tables of a document."""
    if not contents.tables:
        return
    # Heavy to import, and a text without tables needs nothing of it.
    from collectors.table.understood import TableAround, outcomes_in

    for grid, before, behind in _tables(contents):
        yield from outcomes_in(TableAround(grid, before, behind), published, phrases)


def _tables(contents: Contents) -> Iterator[tuple[Grid, tuple[str, ...], tuple[str, ...]]]:
    """The tables of a document, each with the lines before it, up to another table, and those behind it."""
    blocks = contents.blocks
    for number, block in enumerate(blocks):
        if isinstance(block, Grid):
            before, behind = blocks[max(0, number - _LINES_AROUND) : number], blocks[number + 1 :][:_LINES_AROUND]
            above = takewhile(_is_paragraph, reversed(before))
            yield block, tuple(_texts(above))[::-1], tuple(_texts(takewhile(_is_paragraph, behind)))


def _is_paragraph(block: Paragraph | Grid) -> bool:
    return isinstance(block, Paragraph)


def _texts(blocks: Iterable[Paragraph | Grid]) -> Iterator[str]:
    return (line for block in blocks if isinstance(block, Paragraph) for line in block.text.split("\n"))


class _Places:
    """Where figures stand in a document written out: their spans, pages and cells."""

    def __init__(self, contents: Contents, written: WrittenOut, narrative: Narrative) -> None:
        self._contents, self._cells = contents, written.cells
        self._starts = [start for start, _ in written.blocks]
        self._told = sorted(narrative.cells, key=lambda cell: cell.span)

    def of_cell(self, one: Found) -> Found:
        """A figure of a table with the span of its cell."""
        evidence = replace(one.reading.evidence, span=self._cells.get(one.place))
        return replace(one, reading=replace(one.reading, evidence=evidence))

    def of_prose(self, reading: Reading) -> Found:
        """A figure of the prose with its place in words, and with its page; one told in a cell with that cell."""
        also = tuple(self._placed(each) for each in reading.evidence.also)
        evidence = replace(self._placed(reading.evidence), also=also)
        cell = self._cell_at(evidence.span)
        unit = unit_told(reading, cell) if cell else reading.unit
        start, end = evidence.span or (0, 0)
        return Found(replace(reading, evidence=evidence, unit=unit), evidence.cell or f"characters {start} to {end}")

    def _placed(self, evidence: Evidence) -> Evidence:
        cell = self._cell_at(evidence.span)
        if cell is not None:
            return replace(evidence, cell=cell.place, page=cell.page)
        return replace(evidence, page=self._page(evidence.span))

    def _cell_at(self, span: tuple[int, int] | None) -> Told | None:
        """The cell of prose in which a span ends: what it goes on from may stand before it."""
        if span is None:
            return None
        at = bisect_right(self._told, span[1] - 1, key=lambda cell: cell.span[0]) - 1
        return self._told[at] if at >= 0 and span[1] <= self._told[at].span[1] else None

    def _page(self, span: tuple[int, int] | None) -> int | None:
        if span is None or not self._starts:
            return None
        return self._contents.blocks[max(bisect_right(self._starts, span[0]) - 1, 0)].page
