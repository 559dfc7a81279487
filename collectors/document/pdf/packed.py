"""Whether the parts of a PDF are whole, and what they unpack to, found out before anything reads them."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator

from collectors.document.pdf.limits import LARGEST_PART
from collectors.faults import ReadError

_START, _END = b"stream", b"endstream"
_LONGEST_DESCRIPTION = 4000
_FOOT, _FOOT_WITHIN = b"startxref", 4096
_LOCK = b"/Encrypt"
_AT_ONCE = 1_000_000
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_PACKING = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b")
_ZLIB = frozenset({b"/FlateDecode", b"/Fl"})
_ASCII85 = re.compile(rb"/(?:ASCII85Decode|A85)\b")
_BLANKS = re.compile(rb"\s+")


def refuse_damaged(body: bytes) -> None:
    """Raises ReadError where a PDF is cut off, or has a part that is damaged or unpacks to more than is read.

    Whoever reads a damaged part takes what is left of it for the whole. Pictures are not looked at, as nobody unpacks
    them; the parts of a locked file can't be.
    """
    if _FOOT not in body[-_FOOT_WITHIN:]:
        raise ReadError("not a whole PDF: it is cut off; send it again")
    is_locked = _LOCK in body
    for description, packed in _parts(body):
        packings = _PACKING.findall(description)
        if _IMAGE.search(description) or not packings:
            continue
        if len(packings) > 1:
            raise ReadError("a PDF with a part that is packed twice over, as no office program does; print it again")
        if packings[0] in _ZLIB and not is_locked:
            _refuse_part(_from_ascii85(packed) if _ASCII85.search(description) else packed)


def _parts(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each compressed part of a file with what describes it."""
    at = 0
    while (start := body.find(_START, at)) >= 0:
        begin = start + len(_START)
        end = body.find(_END, begin)
        end = len(body) if end < 0 else end
        described = body[max(at, start - _LONGEST_DESCRIPTION) : start]
        yield described[described.rfind(b" obj") + 1 :], body[begin:end].lstrip(b"\r\n")
        at = end + len(_END)


def _refuse_part(packed: bytes) -> None:
    unpacking = zlib.decompressobj()
    size, rest = 0, packed
    try:
        while rest and not unpacking.eof and size <= LARGEST_PART:
            size += len(unpacking.decompress(rest, _AT_ONCE))
            rest = unpacking.unconsumed_tail
    except zlib.error:
        raise ReadError("a PDF with a damaged part; send it again") from None
    if size > LARGEST_PART:
        limit = f"{LARGEST_PART / 1e6:.0f} MB"
        raise ReadError(f"a PDF with a part that unpacks to more than {limit}; print the document to a new PDF")


def _from_ascii85(packed: bytes) -> bytes:
    try:
        return base64.a85decode(_BLANKS.sub(b"", packed).removeprefix(b"<~").split(b"~>")[0])
    except ValueError:
        raise ReadError("a PDF with a damaged part; send it again") from None
