"""A PDF taken apart page by page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from collectors.document.pdf.drawing import Drawing, drawing_of, seen
from collectors.document.pdf.letters import Letter, letters_of
from collectors.document.pdf.limits import MOST_LETTERS, MOST_PAGES
from collectors.document.pdf.places import Box, Frame
from collectors.document.pdf.ruled import tables_of
from collectors.document.pdf.rules import rules_of
from collectors.document.pdf.tables import Table
from collectors.document.pdf.words import Line, Word, lines_of, words_of
from collectors.faults import ReadError

_LOCKED = {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
# A page whose pictures cover so much of it, with few words, is the picture of a page; one of many paths and no words
# has its letters drawn.
_COVERED, _FEW_WORDS, _MANY_PATHS = 0.5, 50, 50


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its ruled tables, its other lines from top to bottom, and what is not read on it."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[Table, ...]
    beside: str
    letters: int
    unknown: int
    unseen: int
    is_picture: bool


def pages_of(body: bytes) -> Iterator[Page]:
    """The pages of a PDF. Raises ReadError where it is locked, damaged or larger than what is read."""
    with _opened(body) as document:
        count = pdfium.FPDF_GetPageCount(document)
        if count < 1:
            raise ReadError("a PDF without pages: it is damaged or cut off; send it again")
        if count > MOST_PAGES:
            raise ReadError(f"a PDF of {count} pages; at most {MOST_PAGES} are read: send the part with the figures")
        letters = 0
        for index in range(count):
            page = _page(document, index)
            letters += page.letters
            if letters > MOST_LETTERS:
                raise ReadError(f"a PDF of more than {MOST_LETTERS:,} letters; send the part with the figures")
            yield page


@contextmanager
def _opened(body: bytes) -> Iterator[object]:
    pdfium.FPDF_InitLibrary()
    kept = ctypes.create_string_buffer(body, len(body))
    document = pdfium.FPDF_LoadMemDocument64(kept, len(body), None)
    if not document:
        if pdfium.FPDF_GetLastError() in _LOCKED:
            raise ReadError("a PDF locked with a password; send one without")
        raise ReadError("not a whole PDF: it is damaged or cut off; send it again")
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _page(document: object, index: int) -> Page:
    page = pdfium.FPDF_LoadPage(document, index)
    text_page = pdfium.FPDFText_LoadPage(page) if page else None
    if not text_page:
        raise ReadError(f"a PDF whose page {index + 1} is damaged; send it again")
    try:
        return _read(page, text_page, index + 1)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
        pdfium.FPDF_ClosePage(page)


def _read(page: object, text_page: object, number: int) -> Page:
    count = pdfium.FPDFText_CountChars(text_page)
    if count > MOST_LETTERS:
        raise ReadError(f"a PDF of more than {MOST_LETTERS:,} letters; send the part with the figures")
    upright, drawing = _frame(page), drawing_of(page)
    dark = [*seen(drawing.dark, upright), *seen(drawing.pictures, upright)]
    letters = letters_of(text_page, upright, dark)
    frame = upright.turned(letters.quarters)
    rules = rules_of(seen(drawing.rules, frame))
    words = _on_page(words_of(letters.turned[frame.quarters], rules.down), frame)
    turned = _on_page(_turned_words(letters.turned, frame), frame)
    tables, taken = list[Table](), set[int]()
    for table, held in tables_of(rules, [*words, *turned]):
        tables.append(table)
        taken.update(map(id, held))
    free = [word for word in words if id(word) not in taken]
    beside = " ".join(word.text for word in turned if id(word) not in taken)
    return Page(
        number,
        frame.page.width,
        frame.page.height,
        tuple(lines_of(free)),
        tuple(tables),
        beside + "".join(letters.unseen),
        max(count, 0),
        letters.unknown,
        len(letters.unseen),
        _is_picture(drawing, frame, len(words)),
    )


def _on_page(words: Iterator[Word], frame: Frame) -> list[Word]:
    """The words that show. One that the page's edge cuts counts as a whole: half a number would be another number."""
    return [word for word in words if _overlaps(word.box, frame.page)]


def _overlaps(box: Box, page: Box) -> bool:
    return box.right > page.left and box.left < page.right and box.bottom > page.top and box.top < page.bottom


def _frame(page: object) -> Frame:
    """The page as text that is not turned sees it, whatever way the page itself is turned."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    return Frame(box.left, box.bottom, box.right, box.top)


def _turned_words(turned: tuple[list[Letter], ...], frame: Frame) -> Iterator[Word]:
    """The words in other directions than the page's, with their places on the page."""
    for quarters, letters in enumerate(turned):
        if quarters != frame.quarters:
            other = frame.turned(quarters)
            for word in words_of(letters):
                yield Word(
                    word.text, frame.from_frame(other, word.box), word.base, word.size, (quarters - frame.quarters) % 4
                )


def _is_picture(drawing: Drawing, frame: Frame, words: int) -> bool:
    if not words:
        return bool(drawing.pictures) or drawing.paths >= _MANY_PATHS
    page = frame.page
    covered = sum(
        max(min(box.right, page.right) - max(box.left, 0), 0) * max(min(box.bottom, page.bottom) - max(box.top, 0), 0)
        for box in seen(drawing.pictures, frame)
    )
    return covered >= _COVERED * page.width * page.height and words < _FEW_WORDS
