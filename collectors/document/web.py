"""The article of a web page and the tables within it, without what stands around them."""

from __future__ import annotations

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from collectors.document.contents import Contents
from collectors.document.page.blocks import blocks_of
from collectors.document.page.day import day_noted_in, without_byline
from collectors.document.page.furniture import hidden_on
from collectors.document.page.lines import What, nodes
from collectors.document.page.main import article_of
from collectors.document.story import tidied
from collectors.faults import ReadError
from collectors.pages import NoText, decoded

_CODE = frozenset(["head", "script", "style"])
LARGEST_PAGE, MOST_TAGS, MOST_ELEMENTS = 20_000_000, 500_000, 150_000


def contents_of(body: bytes, charset: str | None = None) -> Contents:
    """The blocks of a page's article, its publishing day, and all that it shows. Raises ReadError."""
    if len(body) > LARGEST_PAGE or body.count(b"<") > MOST_TAGS:
        raise ReadError(
            f"a page of {len(body) / 1e6:.1f} MB and {body.count(b'<'):,} tags, larger than any that is read"
        )
    try:
        tree = _tree(decoded(body, charset))
    except NoText as error:
        raise ReadError(str(error)) from None
    article = article_of(tree, hidden_on(tree))
    headline = None if article.headline is None else tidied(article.headline.text)
    blocks, day = without_byline(blocks_of(article), headline)
    return Contents(blocks, published=day_noted_in(tree, article) or day, shown=_shown(tree))


def _tree(page: str) -> etree._Element:
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        raise ReadError("an empty page") from None
    if any("depth" in error.message.lower() for error in parser.error_log):
        raise ReadError("a page whose elements are nested too deep; no editor writes them so")
    if (elements := int(tree.xpath("count(//*)"))) > MOST_ELEMENTS:
        raise ReadError(f"a page of {elements:,} elements; at most {MOST_ELEMENTS:,} are read")
    return tree


def _shown(tree: etree._Element) -> str:
    """All text of a page, its furniture included."""
    texts = (text for what, _, text in nodes(tree, lambda each: each.tag in _CODE) if what is What.TEXT)
    return "\n".join(text for text in texts if not text.isspace())
