"""A web page as it shows itself: its elements and texts in order, and its lines, each with the element it stands in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from lxml import etree


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


BLOCKS = _names(
    """
    address article blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hgroup hr legend li main ol p pre section summary table tbody td tfoot th thead tr ul
    """
)
_BLANKS = re.compile(r"\s+")
# So much of a line that is a link makes it a link.
_LINK = 0.9

PassesOver = Callable[[etree._Element], bool]


class What(StrEnum):
    """What comes next in a page."""

    START = "start"
    TEXT = "text"
    END = "end"


def nodes(root: etree._Element, passes_over: PassesOver) -> Iterator[tuple[What, etree._Element, str]]:
    """The elements and texts below an element in their order, without recursion, whatever its depth.

    `passes_over` is asked once of each element when it begins; of one passed over nothing is given.
    """
    passed: etree._Element | None = None
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element is not root and passes_over(element):
                passed = element
                walk.skip_subtree()
                continue
            yield What.START, element, ""
            if element.text:
                yield What.TEXT, element, _BLANKS.sub(" ", element.text)
        else:
            if element is not passed:
                yield What.END, element, ""
            if element.tail and element is not root:
                yield What.TEXT, element, _BLANKS.sub(" ", element.tail)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, heading or cell: its text, how many of the letters are a link's, and the block that it stands in."""

    text: str
    linked: int
    element: etree._Element

    @property
    def is_link(self) -> bool:
        """Whether it is nothing but a link."""
        return self.linked >= _LINK * len(self.text)


@dataclass(slots=True)
class _Begun:
    parts: list[str] = field(default_factory=list)
    linked: int = 0

    def line(self, element: etree._Element) -> Line | None:
        """The line begun, closed; None where it shows nothing."""
        text = "".join(self.parts).strip()
        linked = self.linked
        self.parts.clear()
        self.linked = 0
        return Line(text, linked, element) if text else None


def lines(root: etree._Element, passes_over: PassesOver) -> Iterator[tuple[What, etree._Element, Line | None]]:
    """The blocks of a page as they begin and end, and its lines in between, each with its block."""
    begun, blocks, links = _Begun(), [root], 0
    for what, element, text in nodes(root, passes_over):
        if what is What.TEXT:
            begun.parts.append(text)
            begun.linked += len(text.strip()) if links else 0
            continue
        links += (element.tag == "a") * (1 if what is What.START else -1)
        if element.tag not in BLOCKS and element.tag != "br":
            continue
        if line := begun.line(blocks[-1]):
            yield What.TEXT, blocks[-1], line
        if element.tag == "br":
            continue
        yield what, element, None
        if what is What.START:
            blocks.append(element)
        else:
            blocks.pop()
