"""The lines of a web page behind which other articles or other people speak, and those that lead to other pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml import etree

from collectors.document.page.furniture import holds_no_text
from collectors.figures.cell import folded

_COUNT = r"(?: ?\(?\d+\)?)?"
_OF_READERS = re.compile(
    rf"(?:gửi |viết |\d+ )?(?:bình luận|ý kiến|phản hồi)(?: của)?(?: bạn| độc giả)?(?: đọc)?{_COUNT}|"
    rf"(?:leave a )?(?:comments?|reply){_COUNT}"
)
_OF_OTHER_PAGES = re.compile(
    r"(?:xem )?(?:các |những )?(?:tin|bài)(?: tức| viết| bài| đăng)?(?: có)? "
    r"(?:liên quan|khác|đã đưa|đã đăng|nổi bật|tiếp theo|"
    r"mới hơn|cũ hơn|mới nhất|mới|trước đó|đọc nhiều|xem nhiều|quan tâm|cùng (?:chuyên mục|chủ đề|(?:thể )?loại|mục))|"
    r"(?:trong )?cùng (?:chuyên mục|chủ đề)|(?:có thể )?bạn (?:có thể )?(?:quan tâm|muốn đọc)|"
    r"(?:được )?(?:đọc|xem) nhiều(?: nhất)?|thống kê truy cập|liên kết (?:website|web|trang)|"
    r"(?:related|more|other|latest|recent) (?:news|articles|posts|stories)"
)
_LONGEST = 60
# An article goes on with a text at least this long that is no link; a link begins this near to its text.
_SENTENCE, _NEAR = 50, 3
_EDGES = " :.»›>-–+|"
_SEE_ALSO = re.compile(r"(?:xem|đọc) (?:thêm|tiếp)|(?:tin|bài) (?:liên quan|đọc thêm)|>+|»|see also|read more")
_HALF, _ALL = 0.5, 0.9


def ends_article(text: str) -> bool:
    """Whether a line heads what others say: other articles, readers."""
    said = _bare(text)
    return said is not None and bool(_OF_READERS.fullmatch(said) or _OF_OTHER_PAGES.fullmatch(said))


def others_speak(heading: str, behind: Iterable[etree._Element], text: str = "") -> bool:
    """Whether what stands behind a heading is what it heads, and not the article again behind an empty box.

    Behind the heading stand a `text` and elements. Readers say whole sentences, other articles are named by links.
    """
    if _OF_READERS.fullmatch(_bare(heading) or ""):
        return True
    first = text.strip() or next((said for element in behind for said in _unlinked(element)), "")
    return len(first) < _SENTENCE


def _bare(text: str) -> str | None:
    return folded(text).strip(_EDGES) if len(text) <= _LONGEST else None


def _unlinked(element: etree._Element) -> Iterator[str]:
    """The texts in an element; nothing for that of a link."""
    for each in element.iter():
        if not holds_no_text(each) and each.text and each.text.strip():
            is_link = any(around.tag == "a" for around in (each, *islice(each.iterancestors(), _NEAR)))
            yield "" if is_link else each.text.strip()
    if element.tail and element.tail.strip():
        yield element.tail.strip()


def leads_elsewhere(text: str, linked: int, shortest: int) -> bool:
    """Whether a line is nothing but the link to another page: so many of its letters are `linked`.

    A link shorter than `shortest` may be a name in a sentence or a table.
    """
    if _SEE_ALSO.match(folded(text[:_LONGEST])):
        return linked >= _HALF * len(text)
    return len(text) >= shortest and linked >= _ALL * len(text)
