"""The figures of a document: those of its tables and those of its prose, each once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from collectors.document.contents import Contents, Paragraph, WrittenOut, written_out
from collectors.figures.settle import Found, settled
from collectors.reading import Reading, Readings, SetAside
from collectors.table.grid import Grid
from collectors.vietnamese.phrases import Phrases
from collectors.vietnamese.prose import read_prose

# Lines this near to a table may say its day, or the unit of its numbers.
_LINES_AROUND = 6


def figures_in(contents: Contents, published: date, phrases: Phrases) -> Readings:
    """The figures that a document says; `published` is the day that stands in where none is said.

    `text` of the answer is what the spans count in: the plain text as given, else the document written out, None for a
    workbook. A document without any figure gives none: whether that is a fault, the caller knows.
    """
    tables = list(_outcomes(contents, published, phrases))
    if (contents.cuttings and tables) or all(isinstance(block, Grid) for block in contents.blocks):
        return _settled(contents, tables)
    written = written_out(contents)
    prose = read_prose(written.prose, published, phrases)
    told = [Found(reading, "the text") for reading in prose.readings]
    found = _settled(contents, [*(_spanned(one, written) for one in tables), *told], prose.set_aside)
    return replace(found, text=written.text)


def _outcomes(contents: Contents, published: date, phrases: Phrases) -> Iterator[Found | SetAside]:
    """What becomes of each figure in the tables of a document."""
    if not (contents.tables or contents.cuttings):
        return
    # Heavy to import, and a text without tables needs nothing of it.
    from collectors.table.understood import TableAround, of_one_cutting, outcomes_in

    tables = [TableAround(grid, lines) for grid, lines in _tables(contents)]
    if contents.cuttings and (cut := of_one_cutting(contents.cuttings, published, phrases)):
        tables.append(cut)
    for table in tables:
        yield from outcomes_in(table, published, phrases)


def _settled(contents: Contents, outcomes: Sequence[Found | SetAside], set_aside: Sequence[SetAside] = ()) -> Readings:
    found = [one for one in outcomes if isinstance(one, Found)]
    return settled(found, [*contents.notes, *(one for one in outcomes if isinstance(one, SetAside)), *set_aside])


def _tables(contents: Contents) -> Iterator[tuple[Grid, tuple[str, ...]]]:
    """The tables of a document, each with the lines before and behind it."""
    blocks = contents.blocks
    for number, block in enumerate(blocks):
        if isinstance(block, Grid):
            before, behind = blocks[max(0, number - _LINES_AROUND) : number], blocks[number + 1 :][:_LINES_AROUND]
            lines = [each.text for each in (*before, *behind) if isinstance(each, Paragraph)]
            yield block, tuple(lines)


def _spanned(one: Found | SetAside, written: WrittenOut) -> Found | SetAside:
    """The same with its span in the document written out."""
    if isinstance(one, SetAside):
        return one
    span = written.cells.get(one.place)
    return replace(one, reading=_with_span(one.reading, span)) if span else one


def _with_span(reading: Reading, span: tuple[int, int]) -> Reading:
    return replace(reading, evidence=replace(reading.evidence, span=span))
