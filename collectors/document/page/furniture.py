"""What of a web page is no part of its article: what it does not show, and the furniture around the article by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from lxml import etree


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NO_TEXT = _names(
    """
    script style noscript template head iframe object embed applet svg canvas select option datalist textarea button
    input audio video map dialog del s strike
    amp-sidebar amp-ad amp-embed amp-consent amp-user-notification amp-analytics
    """
)
_FURNITURE = frozenset(["nav", "footer", "aside", "menu"])
_FURNITURE_ROLES = _names(
    "navigation banner contentinfo complementary search menu menubar toolbar dialog alertdialog tooltip"
)
_HIDDEN_STYLE = re.compile(r"display:none|visibility:hidden|mso-hide:all")
_HIDDEN_CLASSES = _names("hidden d-none sr-only visually-hidden screen-reader-text hide print-only")

# Names of what no article is made of, whatever its size, and of what is furniture unless most of the text stands in it.
_OTHER_VOICES = re.compile(
    r"-(?:(?:fb-)?comments?|commentlist|binh-?luan|y-?kien|phan-?hoi|related|relate|lien-?quan|tin-?khac|bai-?khac|"
    r"cung-?chuyen-?muc|cung-?loai|others?-?(?:news|posts?)|news-?others?|more-?(?:news|posts?)|read-?more|doc-?them|xem-?them|"
    r"suggest\w*|recommend\w*|also-?like)-"
)
_AROUND = re.compile(
    r"-(?:nav|navbar|navigation|menu|side-?bar|bread-?crumbs?|share|sharing|socials?|tags?|advert\w*|ads?|quang-?cao|"
    r"banner|cookies?|gdpr|consent|popup|modal|toast|most-?(?:read|view(?:ed)?)|(?:doc|xem)-?nhieu|tin-?noi-?bat|hot-?news|"
    r"top-?news|tin-?moi|latest|recent|newsletter|subscribe|paging|pagination|pager|counter|hit-?counter|visitors?|"
    r"truy-?cap|footer|site-?header|page-?header|top-?bar|toolbar|login|search|weather|thoi-?tiet|clock|marquee|ticker|"
    r"slider|carousel|widget-?area|rating|vote|danh-?gia|author-?box|teasers?|hotline|copyright|ban-?quyen)-"
)
_WORD_IN_NAME = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_BRACE = re.compile(r"@[\w-]+[^{};]*\{|[{}]")
_SIMPLE_SELECTOR = re.compile(r"[.#][A-Za-z_][\w-]*")
_NEAR_THE_TOP = 4
_LARGEST_STYLE = 200_000


@dataclass(frozen=True, slots=True)
class Hidden:
    """The classes (".x") and ids ("#x") that a page's own style sheet hides."""

    selectors: frozenset[str] = field(default_factory=frozenset)

    def covers(self, element: etree._Element) -> bool:
        """Whether a reader of the page doesn't see an element, or it holds no text at all."""
        if holds_no_text(element):
            return True
        if element.tag in ("html", "body"):
            return False
        if element.get("hidden") is not None or element.get("aria-hidden") == "true":
            return True
        style = element.get("style")
        if style and _HIDDEN_STYLE.search("".join(style.lower().split())):
            return True
        names = (element.get("class") or "").split()
        return not _HIDDEN_CLASSES.isdisjoint(names) or self._lists(names, element.get("id"))

    def _lists(self, classes: list[str], own: str | None) -> bool:
        if not self.selectors:
            return False
        return (own is not None and f"#{own}" in self.selectors) or any(
            f".{name}" in self.selectors for name in classes
        )


def holds_no_text(element: etree._Element) -> bool:
    """Whether an element never shows a text: a script, a drawing, a field to fill in."""
    return not isinstance(element.tag, str) or element.tag in _NO_TEXT


def hidden_on(tree: etree._Element) -> Hidden:
    """What a page's own style sheet hides by a plain class or id. What it says for print or for a width is left out."""
    texts = (style.text or "" for style in tree.iter("style") if style.get("media") in (None, "all", "screen"))
    return Hidden(frozenset(selector for text in texts for selector in _hidden_in(text[:_LARGEST_STYLE])))


def is_furniture(element: etree._Element) -> bool:
    """Whether an element is furniture by its tag or role."""
    return element.tag in _FURNITURE or element.get("role") in _FURNITURE_ROLES


def is_header_of_site(element: etree._Element) -> bool:
    """Whether an element is the header of the whole page; that of an article holds its title."""
    if element.tag != "header":
        return False
    around = (each.tag for each in islice(element.iterancestors(), _NEAR_THE_TOP))
    return next((tag == "body" for tag in around if tag in ("body", "article", "main")), False)


def speaks_otherwise(element: etree._Element) -> bool:
    """Whether an element is named as other articles, or as what readers say."""
    return _is_named(element, _OTHER_VOICES)


def is_around(element: etree._Element) -> bool:
    """Whether an element is named as furniture, as main parts sometimes are too."""
    return _is_named(element, _AROUND)


def _is_named(element: etree._Element, names: re.Pattern[str]) -> bool:
    return any(names.search(_hyphened(name)) for name in (element.get("id"), element.get("class")) if name)


@lru_cache(maxsize=5_000)
def _hyphened(name: str) -> str:
    """The words of a name: "boxTin_LienQuan" is "-box-tin-lien-quan-"; several classes are two hyphens apart."""
    words = ("-".join(_WORD_IN_NAME.findall(one)).lower() for one in name[:300].split())
    return "".join(f"-{each}-" for each in words)


def _hidden_in(style: str) -> Iterator[str]:
    for rule in _of_every_medium(style).split("}"):
        names, _, looks = rule.partition("{")
        if _HIDDEN_STYLE.search("".join(looks.lower().split())):
            yield from (each for one in names.split(",") if _SIMPLE_SELECTOR.fullmatch(each := one.strip()))


def _of_every_medium(style: str) -> str:
    """A style sheet without its remarks and its blocks for one medium."""
    parts, depth, start = list[str](), 0, 0
    first, *remarks = style.split("/*")
    plain = first + "".join(remark.partition("*/")[2] for remark in remarks)
    for brace in _BRACE.finditer(plain):
        if depth == 0 and brace[0][0] != "@":
            continue
        if depth == 0:
            parts.append(plain[start : brace.start()])
        depth += 1 if brace[0] != "}" else -1
        start = brace.end()
    return "".join((*parts, plain[start:] if depth == 0 else ""))
