"""The paragraphs and tables of a PDF with text, by the places of its words."""

from __future__ import annotations

from collectors.document.contents import Contents
from collectors.faults import ReadError


def contents_of(body: bytes) -> Contents:
    """The blocks of a PDF, page by page. Raises ReadError."""
    raise ReadError("a PDF, which is not read yet")
