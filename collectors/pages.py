"""A page or a plain text as characters: whether it is a page, and its charset."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from collectors.legacy_encodings import is_vietnamese, legacy_encoding_in, refusal_of

# The head of a page is looked at for its charset and its kind, no further.
HEAD = 4096

_META_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{1,40})""", re.IGNORECASE
)
_HTML = re.compile(
    rb"""^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,1000}?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|link|style|"""
    rb"""script|main|article|section|header|div|center|form|table|h[1-6]|p|ul|ol|font|span|b|br)\b""",
    re.IGNORECASE | re.DOTALL,
)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Of the bytes of a text in UTF-16, so many at least are zeros on the one side of its letters, and so few on the other.
_ZEROS, _STRAY_ZEROS = 0.15, 0.01


class NoText(ValueError):
    """The bytes hold no text that can be read; the message says why."""


def is_html(body: bytes, media_type: str | None) -> bool:
    """Whether bytes are a web page, by what their source calls them or by how they begin."""
    named = media_type or ""
    return "html" in named or ("plain" not in named and _HTML.match(_without_mark(body)[:HEAD]) is not None)


def _without_mark(body: bytes) -> bytes:
    return body[len(codecs.BOM_UTF8) :] if body.startswith(codecs.BOM_UTF8) else body


def decoded(body: bytes, charset: str | None) -> str:
    """The characters of bytes.

    What is sound UTF-8 is UTF-8, whatever it is called; else the charset that the answer or the page names decides;
    else it may be UTF-16 without its mark or that of Vietnamese Windows (1258), which show by themselves.
    Raises NoText, which names an old Vietnamese encoding.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return _decode(body, name)
    if (unmarked := _unmarked_utf16(body)) is not None:
        return _decode(body, unmarked)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        found = _META_CHARSET.search(body[:HEAD])
        named = charset or (found[1].decode("ascii") if found else None)
    if not named or named.lower().replace("_", "-") in {"utf-8", "utf8"}:
        return _of_no_charset(body)
    return _decode(body, named)


def _unmarked_utf16(body: bytes) -> str | None:
    """UTF-16 shows without its mark by the zeros beside each plain letter: behind it, or before it."""
    head = body[:HEAD]
    before, behind = head[::2].count(0), head[1::2].count(0)
    if len(body) % 2 or max(before, behind) < len(head) * _ZEROS or min(before, behind) > len(head) * _STRAY_ZEROS:
        return None
    return "utf-16-be" if before > behind else "utf-16-le"


def _of_no_charset(body: bytes) -> str:
    """Text in the encoding of Vietnamese Windows, which shows by its syllables. Raises NoText for any other."""
    with suppress(UnicodeError):
        text = body.decode("cp1258")
        if is_vietnamese(text):
            return text
    legacy = legacy_encoding_in(body.decode("latin-1"))
    raise NoText(refusal_of(legacy) if legacy else "not UTF-8, and no other charset is named")


def _decode(body: bytes, charset: str) -> str:
    try:
        return body.decode(charset)
    except (LookupError, UnicodeError):
        raise NoText(f"not in the charset that it names, {charset[:40]!r}") from None
