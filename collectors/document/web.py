"""The main text of a web page and the tables within it, without what stands around the article."""

from __future__ import annotations

import re

from collectors.document.contents import Contents, Paragraph
from collectors.faults import ReadError
from collectors.pages import NoText, read_page

_BLANK_LINE = re.compile(r"\n\s*\n")


def contents_of(body: bytes, charset: str | None = None) -> Contents:
    """The blocks of a page. Raises ReadError."""
    try:
        page = read_page(body, "text/html", charset)
    except NoText as error:
        raise ReadError(str(error)) from None
    paragraphs = (Paragraph(text) for text in _BLANK_LINE.split(page.text) if text.strip())
    return Contents(tuple(paragraphs), published=page.published, shown=page.shown)
