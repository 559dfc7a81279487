"""Fetching a JSON list, page after page, into one snapshot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from collectors.faults import FetchError, ReadError
from collectors.http import Visit
from collectors.json_api.config import LARGEST_PAGE_COUNT, JsonApiConfig, Paging
from collectors.json_api.document import SEQUENCE, parsed, sequence, utf8
from collectors.json_api.search import found_at, whole_at
from collectors.source import Access, Snapshot

_HEADERS = {"Accept": "application/json"}


def fetch(config: JsonApiConfig, access: Access, now: datetime) -> Snapshot:
    """All pages of a list as one snapshot; of several the body is a JSON text sequence (RFC 7464). Raises FetchError.

    A page that is no JSON ends the list, and is kept: reading it says what is wrong with it.
    """
    with Visit(access, now) as visit:
        if config.paging is None:
            return visit.get(config.address, headers=_HEADERS)
        return _joined(list(_pages(visit, config.address, config.paging)))


def _joined(pages: list[Snapshot]) -> Snapshot:
    if len(pages) == 1:
        return pages[0]
    return replace(pages[0], body=sequence([_plain(page.body) for page in pages]), media_type=SEQUENCE, charset=None)


def _plain(body: bytes) -> bytes:
    try:
        return utf8(body)
    except ReadError:
        return body.replace(b"\x1e", b" ")  # kept as evidence; no JSON holds this character


def _pages(visit: Visit, address: str, paging: Paging) -> Iterator[Snapshot]:
    """Each page, until the source says that there is no other, or says nothing that can be understood."""
    seen = set[str]()
    question: _Question | None = _first_question(address, paging)
    while question is not None:
        if len(seen) >= LARGEST_PAGE_COUNT:
            raise FetchError(f"more than {LARGEST_PAGE_COUNT} pages; larger pages (paging.size) would be right")
        page = visit.get(question.address, headers=_HEADERS, params=question.params)
        if page.sha256 in seen:
            raise FetchError(f"page {len(seen) + 1} is an earlier page again; look at paging.parameter")
        seen.add(page.sha256)
        yield page
        question = _next_question(question, page, paging)


@dataclass(frozen=True, slots=True)
class _Question:
    """One page to ask for; `number` counts from 0."""

    address: str
    params: Mapping[str, str]
    number: int = 0


def _first_question(address: str, paging: Paging) -> _Question:
    return _Question(address, _size(paging) | ({paging.parameter: str(paging.first)} if paging.parameter else {}))


def _size(paging: Paging) -> dict[str, str]:
    return {paging.size_parameter: str(paging.size)} if paging.size_parameter else {}


def _next_question(asked: _Question, page: Snapshot, paging: Paging) -> _Question | None:
    try:
        content = parsed(page.body)
    except ReadError:
        return None
    number = asked.number + 1
    if paging.last is not None:
        count = whole_at(paging.last, content) or 0
        if count > LARGEST_PAGE_COUNT:
            raise FetchError(f"the source says {count} pages; at most {LARGEST_PAGE_COUNT} are asked for")
        params = {**asked.params, str(paging.parameter): str(paging.first + number)}
        return _Question(asked.address, params, number) if number < count else None
    following = found_at(str(paging.next), content)
    return None if following in (None, "", False) else _following(asked, following, paging, number)


def _following(asked: _Question, following: Any, paging: Paging, number: int) -> _Question:
    if isinstance(following, bool) or not isinstance(following, str | int):
        raise FetchError(f"what stands at {paging.next} is neither an address nor a page's number")
    if paging.parameter is not None:
        return _Question(asked.address, {**asked.params, paging.parameter: str(following)}, number)
    try:
        address = urljoin(asked.address, str(following))
        same = urlsplit(address)[:2] == urlsplit(asked.address)[:2]
    except ValueError:
        same = False
    if not same:
        raise FetchError("the next page is on another host, where this source's secret may not go")
    return _Question(address, {}, number)
