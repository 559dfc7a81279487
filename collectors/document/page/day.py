"""The day on which a web page was published, where it says so; never what a clock on it shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date

from lxml import etree

from collectors.document.contents import Block, Paragraph
from collectors.document.dateline import day_noted, day_of_byline
from collectors.document.page.main import Article

_NOTES = frozenset(
    [
        "article:published_time",
        "og:published_time",
        "article:published",
        "datepublished",
        "pubdate",
        "publishdate",
        "publish_date",
        "publish-date",
        "published_date",
        "dc.date.issued",
        "dcterms.issued",
        "sailthru.date",
    ]
)
_MOST_NOTES, _LONGEST_SCRIPT, _MOST_OBJECTS = 50, 300_000, 200
_ARTICLES = re.compile(r"Article|Posting|Report")
# A by-line that names no more than a day stands this near to the headline.
_NEAR = 6


def day_noted_in(tree: etree._Element, article: Article) -> date | None:
    """The publishing day that a page notes for machines, or in an element for times within its article."""
    days = (day for said in (*_in_meta(tree), *_in_scripts(tree), *_in_times(article)) if (day := day_noted(said)))
    return next(days, None)


def without_byline(blocks: Sequence[Block], headline: str | None) -> tuple[tuple[Block, ...], date | None]:
    """The blocks of an article without the lines that say when it was published, and that day if one does."""
    bylines = dict(_bylines(blocks, headline))
    best = min(bylines.values(), default=None)
    return tuple(one for at, one in enumerate(blocks) if at not in bylines), best[2] if best else None


def _bylines(blocks: Sequence[Block], headline: str | None) -> Iterator[tuple[int, tuple[int, int, date]]]:
    """The by-lines, by their places, each with how plainly it says the day, its place and its day."""
    texts = [block.text if isinstance(block, Paragraph) else "" for block in blocks]
    start = texts.index(headline) if headline in texts else 0
    for at, text in enumerate(texts):
        found = day_of_byline(text)
        if found and (found[0] != 1 or start <= at <= start + _NEAR):
            yield at, (found[0], at, found[1])


def _in_meta(tree: etree._Element) -> list[str]:
    found = []
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if name.lower() in _NOTES and meta.get("content"):
            found.append(meta.get("content") or "")
    return found[:_MOST_NOTES]


def _in_scripts(tree: etree._Element) -> Iterator[str]:
    """What the linked data of a page says of its article, that of other articles listed aside."""
    objects = [
        one for script in tree.iter("script") if "ld+json" in (script.get("type") or "") for one in _objects(script)
    ]
    said = [one for one in objects if isinstance(one.get("datePublished"), str)]
    articles = [one for one in said if _ARTICLES.search(str(one.get("@type", "")))]
    yield from (str(one["datePublished"]) for one in (articles or said)[:_MOST_NOTES])


def _objects(script: etree._Element) -> list[dict[str, object]]:
    try:
        held = json.loads((script.text or "")[:_LONGEST_SCRIPT])
    except (ValueError, RecursionError):
        return []
    first = held if isinstance(held, list) else [held]
    graphs = (one.get("@graph") for one in first if isinstance(one, dict))
    within = [one for graph in graphs if isinstance(graph, list) for one in graph]
    return [one for one in (*first, *within)[:_MOST_OBJECTS] if isinstance(one, dict)]


def _in_times(article: Article) -> Iterator[str]:
    """What the elements for times within the article say that call it published, else the first of all."""
    times = [time for time in article.element.iter("time") if time.get("datetime")][:_MOST_NOTES]
    called = [time for time in times if time.get("pubdate") is not None or time.get("itemprop") == "datePublished"]
    yield from (str(time.get("datetime")) for time in (called or times)[:1])
