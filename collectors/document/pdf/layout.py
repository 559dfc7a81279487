"""The blocks of a PDF in reading order, with what could not be read of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from collectors.document.contents import Paragraph
from collectors.document.pdf import prose, unruled
from collectors.document.pdf.columns import stretches_of
from collectors.document.pdf.continued import is_continued, with_continuation
from collectors.document.pdf.furniture import furniture_of
from collectors.document.pdf.order import Part, in_order
from collectors.document.pdf.pages import Page, pages_of
from collectors.document.pdf.places import around
from collectors.document.pdf.tables import Table
from collectors.document.pdf.words import Line, lines_of
from collectors.faults import ReadError
from collectors.reading import SetAside

_MOST_UNKNOWN = 0.3  # of the letters


@dataclass(frozen=True, slots=True)
class TakenApart:
    """The paragraphs and tables of a PDF, what is set aside, and what its pages show beside them."""

    blocks: tuple[Paragraph | Table, ...]
    notes: tuple[SetAside, ...]
    shown: str


def taken_apart(body: bytes) -> TakenApart:
    """The blocks of a PDF. Raises ReadError where there is no text in it, or none that can be read."""
    pages = list(pages_of(body))
    _refuse_unreadable(pages)
    furniture = furniture_of([page.lines for page in pages], [page.height for page in pages])
    blocks = list[Paragraph | Table]()
    for page, left_out in zip(pages, furniture, strict=True):
        _go_on(blocks, _blocks(page, left_out))
    beside = [*(line.text for each in furniture for line in each), *(page.beside for page in pages)]
    return TakenApart(tuple(blocks), tuple(_notes(pages)), "\n".join(text for text in beside if text))


def _blocks(page: Page, left_out: Sequence[Line]) -> list[Paragraph | Table]:
    """The blocks of a page without some of its lines."""
    lines = [line for line in page.lines if line not in left_out]
    parts = [Part(table.box, table) for table in page.tables]
    for what, between in _by_tables(lines, page.tables):
        parts += _parts(between) if what is None else [Part(what.box, what)]
    blocks = list[Paragraph | Table]()
    right = page.width - min((part.box.left for part in parts), default=0.0)  # margins of one width at least
    for column in in_order(parts):
        _go_on(blocks, list(_in_column(column.parts, page.number, 0.0 if column.has_right else right)))
    return blocks


def _by_tables(lines: Sequence[Line], tables: Sequence[Table]) -> Iterator[tuple[Table | None, list[Line]]]:
    """The tables without rules, and the lines outside of them; none reaches over a ruled table."""
    edges = sorted(table.box.top for table in tables)
    for _, group in groupby(lines, key=lambda line: sum(edge < line.base for edge in edges)):
        between, at = list(group), 0
        for found in unruled.tables_of(between):
            yield None, between[at : found.first]
            yield found.table, []
            at = found.last + 1
        yield None, between[at:]


def _parts(lines: Iterable[Line]) -> list[Part]:
    parts = [part for line in lines for part in stretches_of(line)]
    return [Part(around([word.box for word in part.words]), part) for part in parts]


def _in_column(parts: Sequence[Part], page: int, right: float) -> Iterator[Paragraph | Table]:
    for is_table, group in groupby(parts, key=lambda part: isinstance(part.what, Table)):
        if is_table:
            for part in group:
                if isinstance(part.what, Table):
                    yield replace(part.what, pages=(page,) * len(part.what.rows))
            continue
        words = [word for part in group if isinstance(part.what, Line) for word in part.what.words]
        for paragraph in prose.paragraphs_of(lines_of(words), right):
            yield Paragraph(prose.text_of(paragraph), page)


def _go_on(blocks: list[Paragraph | Table], following: list[Paragraph | Table]) -> None:
    """Puts the blocks of a page or column behind those before; a table or a paragraph may go on."""
    if blocks and following:
        last, first = blocks[-1], following[0]
        if isinstance(last, Table) and isinstance(first, Table) and is_continued(last, first):
            blocks[-1] = with_continuation(last, first)
            following = following[1:]
        elif isinstance(last, Paragraph) and isinstance(first, Paragraph) and prose.goes_on(last.text, first.text):
            blocks[-1] = replace(last, text=f"{last.text} {first.text}")
            following = following[1:]
    blocks += following


def _refuse_unreadable(pages: Sequence[Page]) -> None:
    words = sum(len(line.words) for page in pages for line in page.lines) + sum(len(page.tables) for page in pages)
    if all(page.is_picture for page in pages) or (not words and any(page.is_picture for page in pages)):
        hidden = ", or none that shows" if any(page.unseen for page in pages) else ""
        raise ReadError(
            f"a scan: its pages hold pictures and no text{hidden}; send the file that it was printed from, or type the "
            "figures in"
        )
    if not words:
        raise ReadError("a PDF without text; send the file that it was printed from")
    letters, unknown = sum(page.letters for page in pages), sum(page.unknown for page in pages)
    if unknown > _MOST_UNKNOWN * letters:
        raise ReadError("a PDF whose fonts do not say which letters they draw; send the file that it was printed from")


def _notes(pages: Sequence[Page]) -> Iterator[SetAside]:
    for page in pages:
        place = f"page {page.number}"
        if page.is_picture:
            yield SetAside(place, "picture", "a picture of a page, which is not read; type its figures in")
        if page.unknown:
            message = f"{page.unknown} letters of a font that does not say which they are, shown as \ufffd"
            yield SetAside(place, "unknown_letters", f"{message}; compare the page by eye")
