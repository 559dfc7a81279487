"""A page or a plain text as characters: its charset, its main text without the furniture, its publishing day."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

# The head of a page is looked at for its charset and its kind, no further.
HEAD = 4096

_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{1,40})""", re.IGNORECASE)
_HTML = re.compile(
    rb"""^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,1000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|table|meta)\b""",
    re.IGNORECASE | re.DOTALL,
)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_PUBLISHED = (
    "//meta[@property='article:published_time' or @name='article:published_time' or @name='pubdate' or "
    "@name='publishdate' or @name='dc.date.issued' or @itemprop='datePublished']/@content"
    " | //time[@itemprop='datePublished' or @pubdate]/@datetime"
)
_ISO_DAY = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?!\d)")


class NoText(ValueError):
    """The bytes hold no text that can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Page:
    """A document's main text, all that it shows (furniture included), and its publishing day if it has one."""

    text: str
    shown: str
    published: date | None = None


def read_page(body: bytes, media_type: str | None = None, charset: str | None = None) -> Page:
    """The text of a page (HTML) or of plain text, which stays as it is. Raises NoText."""
    if is_html(body, media_type):
        return _html(decoded(body, charset))
    text = decoded(body, charset)
    if "\0" in text:
        raise NoText("not a text: it holds zero bytes")
    return Page(text, text)


def is_html(body: bytes, media_type: str | None) -> bool:
    """Whether bytes are a web page, by what their source calls them or by how they begin."""
    named = media_type or ""
    return "html" in named or ("plain" not in named and _HTML.match(_without_mark(body)[:HEAD]) is not None)


def _without_mark(body: bytes) -> bytes:
    return body[len(codecs.BOM_UTF8) :] if body.startswith(codecs.BOM_UTF8) else body


def decoded(body: bytes, charset: str | None) -> str:
    """The characters of bytes.

    What is sound UTF-8 is UTF-8, whatever it is called; else the charset that the answer or the page names decides.
    Raises NoText.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return _decode(body, name)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        found = _META_CHARSET.search(body[:HEAD])
        named = charset or (found[1].decode("ascii") if found else None)
    if not named or named.lower().replace("_", "-") in {"utf-8", "utf8"}:
        raise NoText("not UTF-8, and no other charset is named")
    return _decode(body, named)


def _decode(body: bytes, charset: str) -> str:
    try:
        return body.decode(charset)
    except (LookupError, UnicodeError):
        raise NoText(f"not in the charset that it names, {charset[:40]!r}") from None


def _html(page: str) -> Page:
    # Both are heavy to import, and a plain text needs neither.
    import lxml.html
    import trafilatura

    try:
        tree = lxml.html.document_fromstring(page.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8"))
    except (lxml.etree.LxmlError, ValueError):
        raise NoText("an empty page") from None
    shown = "\n".join(tree.xpath("//body//text()[not(ancestor::script or ancestor::style)]"))
    published = _published(tree.xpath(_PUBLISHED))
    text = trafilatura.extract(tree, include_comments=False)
    if not text:
        raise NoText("a page without an article")
    # A line of what was extracted is a paragraph of the page.
    return Page(unicodedata.normalize("NFC", text.replace("\n", "\n\n")), shown, published)


def _published(said: list[str]) -> date | None:
    for words in said:
        found = _ISO_DAY.match(words)
        try:
            if found:
                return date.fromisoformat(found[1])
        except ValueError:
            continue
    return None
