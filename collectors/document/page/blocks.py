"""The article of a web page as paragraphs and tables in their order."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from collectors.document.contents import Block
from collectors.document.page.endings import ends_article, leads_elsewhere, others_speak
from collectors.document.page.furniture import speaks_otherwise
from collectors.document.page.lines import BLOCKS, What, nodes
from collectors.document.page.main import Article
from collectors.document.story import Story
from collectors.vietnamese.tokens import BULLETS

# A line so long that is a link leads elsewhere, in a cell of a table one still longer.
_LINK, _LINK_IN_CELL = 25, 60
_HEADINGS = frozenset(["h1", "h2", "h3"])
_LARGEST_SPAN = 1000
_MOST_TEXTS = 10


def blocks_of(article: Article) -> tuple[Block, ...]:
    """The paragraphs and tables of an article. Raises ReadError where a table is beyond any use."""
    teller = _Teller(article)
    for what, element, text in nodes(article.element, teller.passes_over):
        teller.tell(what, element, text)
    return teller.story.blocks()


class _Teller:
    """Tells a story what stands in an article, up to the heading that ends it."""

    def __init__(self, article: Article) -> None:
        self.story = Story()
        self._article = article
        self._headline = None if article.headline is None else article.headline.text
        self._line = _Line()
        self._opened: list[tuple[etree._Element, str]] = []
        self._links = self._raised = self._times = 0
        self._is_item = False
        self._over: etree._Element | None = None

    def passes_over(self, element: etree._Element) -> bool:
        """Whether an element is no part of the article, or stands behind its end."""
        if self._over is not None:
            return True
        passed = self._article.passes_over(element) or _is_caption_of_picture(element)
        if passed and self._headline is None and _heads_others(element):
            self._end_article("", element)
        return passed

    def tell(self, what: What, element: etree._Element, text: str) -> None:
        """What comes next."""
        if what is What.TEXT:
            self._write(text)
        elif what is What.START:
            self._begin(element)
        else:
            self._end(element)

    def _write(self, text: str) -> None:
        if self._over is None:
            self._line.parts.append((text, self._raised > 0))
            self._line.linked += len(text.strip()) if self._links else 0
            self._line.is_time = self._line.is_time and (self._times > 0 or text.isspace())

    def _begin(self, element: etree._Element) -> None:
        self._links += element.tag == "a"
        self._times += element.tag == "time"
        self._raised += _is_raised(element)
        if element.tag == "br":
            self._break(element)
        elif element.tag in BLOCKS:
            heading = self._finish_line()
            if heading and others_speak(heading, [element]):
                self._over = element.getparent()
                return
            self.story.end_paragraph()
            self._is_item = element.tag == "li"
            if element.tag in _HEADINGS and any(kind == "cell" for _, kind in self._opened[-1:]):
                self.story.holds_layout()
            self._open(element)

    def _end(self, element: etree._Element) -> None:
        self._links -= element.tag == "a"
        self._times -= element.tag == "time"
        self._raised -= _is_raised(element)
        if element is self._over:
            self._over = None
        if element.tag not in BLOCKS:
            return
        heading = self._finish_line()
        self.story.end_paragraph()
        if self._opened and self._opened[-1][0] is element:
            self._close()
        if heading:
            self._end_article(heading, element)

    def _break(self, element: etree._Element) -> None:
        is_blank = self._line.is_blank
        if heading := self._finish_line():
            self._end_article(heading, element)
        elif is_blank:
            self.story.end_paragraph()
        else:
            self.story.write("\n")

    def _finish_line(self) -> str:
        """Hand the line begun on, unless it leads elsewhere. A line that may end the article is given instead."""
        line, self._line = self._line, _Line()
        if line.is_blank or line.is_time:
            return ""
        if self._headline is not None:
            self._hand_on(line)
            self._look_for_headline(line)
        elif ends_article(line.text):
            return line.text
        elif not leads_elsewhere(line.text, line.linked, self._shortest_link):
            self._hand_on(line)
        return ""

    @property
    def _shortest_link(self) -> int:
        return _LINK_IN_CELL if self._opened and self._opened[-1][1] == "cell" else _LINK

    def _look_for_headline(self, line: _Line) -> None:
        """Forget the headline once it has stood here: only behind it an article may end."""
        if line.text == self._headline:
            self._headline = None
            self.story.end_paragraph()

    def _hand_on(self, line: _Line) -> None:
        if self._is_item and line.text[0] not in BULLETS:
            self.story.write("- ")
        self._is_item = False
        for text, raised in line.parts:
            if raised:
                self.story.write_raised(text)
            else:
                self.story.write(text)

    def _end_article(self, heading: str, element: etree._Element) -> None:
        """Read nothing behind an element up to the end of what it stands in, if others speak there."""
        top = self._article.element
        while element is not top and not _is_followed(element):
            parent = element.getparent()
            if parent is None:
                return
            element = parent
        if element is not top and others_speak(heading, element.itersiblings(), element.tail or ""):
            self._over = element.getparent()

    def _open(self, element: etree._Element) -> None:
        around = self._opened[-1][1] if self._opened else _NO_PART
        kind = _KINDS.get(element.tag)
        if kind is None:
            return
        if around not in kind.within:
            self._opened.append((element, _NO_PART))
            return
        self._opened.append((element, kind.name))
        if kind.name == "table":
            self.story.open_table(element.get("role") in ("presentation", "none"))
        elif kind.name == "row":
            self.story.open_row()
        elif kind.name == "cell":
            self.story.open_cell(_span(element, "rowspan"), _span(element, "colspan"))
        else:
            self.story.open_body()

    def _close(self) -> None:
        _, kind = self._opened.pop()
        if kind == "table":
            self.story.close_table()
        elif kind == "cell":
            self.story.close_cell()
        elif kind == "caption":
            self.story.close_body()


@dataclass(slots=True)
class _Line:
    """A line begun: its texts, each with whether it is raised; how many letters are a link's; whether it is a time."""

    parts: list[tuple[str, bool]] = field(default_factory=list)
    linked: int = 0
    is_time: bool = True

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(text for text, _ in self.parts).strip()

    @property
    def is_blank(self) -> bool:
        """Whether it shows nothing."""
        return not any(text.strip() for text, _ in self.parts)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A part of a table, and in what it may stand."""

    name: str
    within: frozenset[str]


# What stands where no table lets it stand is no part of one.
_NO_PART = ""
_CELL = _Kind("cell", frozenset(["row", "table"]))
_KINDS = {
    "table": _Kind("table", frozenset(["cell", "caption", _NO_PART])),
    "caption": _Kind("caption", frozenset(["table"])),
    "tr": _Kind("row", frozenset(["table"])),
    "td": _CELL,
    "th": _CELL,
}


def _span(element: etree._Element, name: str) -> int:
    """Over how many rows or columns a cell reaches; as many rows as there are where it says 0."""
    said = (element.get(name) or "1").strip()
    if not said.isdecimal() or len(said) > 9:
        return 1
    return min(int(said), _LARGEST_SPAN) or (_LARGEST_SPAN if name == "rowspan" else 1)


def _is_raised(element: etree._Element) -> bool:
    return element.tag == "sup" or "vertical-align:super" in "".join((element.get("style") or "").lower().split())


def _is_caption_of_picture(element: etree._Element) -> bool:
    parent = element.getparent() if element.tag == "figcaption" else None
    return parent is not None and parent.find(".//table") is None


def _heads_others(element: etree._Element) -> bool:
    """Whether an element that is passed over is the mere heading of what others say."""
    if not speaks_otherwise(element):
        return False
    text = "".join(islice(element.itertext(), _MOST_TEXTS))
    return ends_article(" ".join(text.split()))


def _is_followed(element: etree._Element) -> bool:
    """Whether anything stands behind an element in its parent."""
    if element.tail and element.tail.strip():
        return True
    return any(text.strip() for sibling in element.itersiblings() for text in sibling.itertext())
