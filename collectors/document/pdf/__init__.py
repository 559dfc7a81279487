"""The paragraphs and tables of a PDF with text, by the places of its letters and rules."""

from __future__ import annotations

from collectors.document.contents import Contents
from collectors.document.pdf import apart, packed


def contents_of(body: bytes) -> Contents:
    """The blocks of a PDF, page by page: its paragraphs in reading order, its tables cell by cell.

    Left out are what repeats at the edge of each page, and text that does not show. Raises ReadError for a PDF that is
    a scan, locked, damaged, or asks for more than it may.
    """
    packed.refuse_damaged(body)
    return apart.contents_of(body)
