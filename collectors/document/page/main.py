"""The part of a web page that is its article, found by its headline and by where whole sentences stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from lxml import etree

from collectors.document.contents import is_number
from collectors.document.page.furniture import Hidden, is_around, is_furniture, is_header_of_site, speaks_otherwise
from collectors.document.page.lines import Line, PassesOver, What, lines
from collectors.figures.cell import folded

# A line at least this long, less than half of it a link, is one of an article; so is a cell with a number.
_SENTENCE, _MOST_LINKED = 50, 0.5
_NUMBER_WORTH = 10
# So many letters of sentences are an article; within an element that says that it is one, fewer are.
_ARTICLE, _SAID_ARTICLE = 400, 60
# What holds less than one part in so many of the page's sentences may be the summary of its article.
_SUMMARY = 3
# Without a headline the article is what holds so much of the page's sentences.
_HALF, _MOST = 0.5, 0.7
_SHORTEST_HEADLINE, _LONGEST_HEADLINE = 15, 400
_SHORTEST_TEASER, _LONGEST_TEASER = 25, 800
_HEADINGS = frozenset(["h1", "h2", "h3"])
_TEASERS = frozenset(["li", "article", "div", "section", "dd"])
_ARTICLE_NAME = re.compile(
    r"(?:^|[\s_-])(?:(?:entry|post|article|news|detail|content|cms|singular)[_-]?(?:content|body|detail|text)|"
    r"journal-content-article|articlebody|chi-?tiet|noi-?dung)(?:$|[\s_-])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Article:
    """The main part of a page: its element, its headline if it has one, and what is passed over within it."""

    element: etree._Element
    headline: Line | None
    passes_over: PassesOver


def article_of(tree: etree._Element, hidden: Hidden) -> Article:
    """The article of a page; of a page without one, all that is no furniture."""
    body = tree.find("body")
    root = tree if body is None else body
    first = _survey(root, lambda element: hidden.covers(element) or is_furniture(element))
    headline = _headline(first.lines, _titles(tree))
    passes_over = _passes_over(first, root, headline, hidden)
    letters = _survey(root, passes_over).letters
    element = _around_headline(headline, letters) if headline else _most_of(letters)
    return Article(root if element is None else element, headline, passes_over)


@dataclass(slots=True)
class _Survey:
    """What stands where on a page: letters of sentences in each block, its short lines, what only leads elsewhere."""

    letters: dict[etree._Element, int] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    teasers: set[etree._Element] = field(default_factory=set)


@dataclass(slots=True)
class _Block:
    """A block being surveyed: the letters of sentences in it, those of all its lines, and its first line."""

    letters: int = 0
    length: int = 0
    first: Line | None = None

    def add(self, line: Line, worth: int) -> None:
        self.letters += worth
        self.length += len(line.text)
        self.first = self.first or line


def _survey(root: etree._Element, passes_over: PassesOver) -> _Survey:
    survey, blocks = _Survey(), [_Block()]
    alike: dict[object, list[etree._Element]] = defaultdict(list)
    for what, element, line in lines(root, passes_over):
        if what is What.START:
            blocks.append(_Block())
        elif line is not None:
            blocks[-1].add(line, _worth(line))
            if _SHORTEST_HEADLINE <= len(line.text) <= _LONGEST_HEADLINE:
                survey.lines.append(line)
        else:
            done = blocks.pop()
            if done.letters:
                survey.letters[element] = done.letters
            if _is_teaser(element, done):
                alike[element.getparent(), element.tag, element.get("class")].append(element)
            blocks[-1].letters += done.letters
            blocks[-1].length += done.length
            blocks[-1].first = blocks[-1].first or done.first
    survey.teasers.update(one for group in alike.values() if len(group) > 1 for one in group)
    return survey


def _worth(line: Line) -> int:
    """How much a line says that an article stands here."""
    if len(line.text) >= _SENTENCE and line.linked < _MOST_LINKED * len(line.text):
        return len(line.text)
    return _NUMBER_WORTH if line.element.tag == "td" and is_number(line.text) else 0


def _is_teaser(element: etree._Element, block: _Block) -> bool:
    """Whether a block begins with a title that leads elsewhere and says little more, as several on a page do."""
    first = block.first
    if first is None or element.tag not in _TEASERS or block.length > _LONGEST_TEASER:
        return False
    return first.linked >= max(_SHORTEST_TEASER, _MOST_LINKED * len(first.text))


def _titles(tree: etree._Element) -> tuple[str, str]:
    """The title that a page gives its article for others to show, and that of its window."""
    said = tree.xpath("//meta[@property='og:title' or @name='twitter:title' or @name='title']/@content")
    window = tree.findtext(".//title") or ""
    return folded(said[0][:_LONGEST_HEADLINE]) if said else "", folded(window[:_LONGEST_HEADLINE])


def _headline(candidates: Sequence[Line], titles: tuple[str, str]) -> Line | None:
    """The line that is the title of the page, else its only first heading."""
    ranked = [(rank, line) for line in candidates if (rank := _rank(line, titles))]
    if ranked:
        return max(ranked, key=lambda pair: pair[0])[1]
    highest = [line for line in candidates if line.element.tag == "h1" and not line.is_link]
    return highest[0] if len(highest) == 1 else None


def _rank(line: Line, titles: tuple[str, str]) -> tuple[bool, bool, int] | None:
    text, is_heading = folded(line.text), line.element.tag in _HEADINGS
    near = (line.element, *islice(line.element.iterancestors(), 2))
    if (text not in titles[0] and text not in titles[1]) or (line.is_link and not is_heading):
        return None
    return None if any(map(is_around, near)) and not is_heading else (text == titles[0], is_heading, len(text))


def _passes_over(survey: _Survey, root: etree._Element, headline: Line | None, hidden: Hidden) -> PassesOver:
    """What is asked of each element whether it is no part of the article."""
    most = survey.letters.get(root, 0) / 2
    kept = {headline.element, *headline.element.iterancestors()} if headline else set[etree._Element]()

    def passes_over(element: etree._Element) -> bool:
        if hidden.covers(element) or is_furniture(element):
            return True
        if element in kept:
            return False
        if is_header_of_site(element) or element in survey.teasers:
            return True
        is_small = survey.letters.get(element, 0) <= most
        return (speaks_otherwise(element) and (is_small or headline is not None)) or (is_small and is_around(element))

    return passes_over


def _around_headline(headline: Line, letters: Mapping[etree._Element, int]) -> etree._Element | None:
    """The smallest part around the headline that holds an article, and not a mere summary of a larger one."""
    own = _worth(headline)
    held = [
        (element, letters[element] - own)
        for element in (headline.element, *headline.element.iterancestors())
        if element in letters
    ]
    for element, count in held:
        enough = _SAID_ARTICLE if _is_called_article(element) else _ARTICLE
        if count >= enough and held[-1][1] < _SUMMARY * count:
            return element
    return next((element for element, count in held if count == held[-1][1]), None)


def _most_of(letters: Mapping[etree._Element, int]) -> etree._Element | None:
    """The smallest part that holds most of the sentences of a page, one that is called an article before others."""
    most = max(letters.values(), default=0)
    called = (each for each, count in letters.items() if count >= _HALF * most and _is_called_article(each))
    most_of_all = (each for each, count in letters.items() if count >= _MOST * most)
    return next(chain(called, most_of_all), None)


def _is_called_article(element: etree._Element) -> bool:
    if element.tag in ("article", "main") or element.get("itemprop") == "articleBody" or element.get("role") == "main":
        return True
    return any(_ARTICLE_NAME.search(name) for name in (element.get("class"), element.get("id")) if name)
