"""The records in the pages of a JSON list: where each stands, whether all are there, and that they name no person."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from collectors.faults import PersonalNumbers, ReadError
from collectors.figures.cell import Unusable
from collectors.figures.personal import holds_personal_number
from collectors.json_api.config import JsonApiConfig
from collectors.json_api.search import found_at, whole_at
from collectors.reading import SetAside

# Where interfaces put their own words for what went wrong.
_COMPLAINTS = ("message", "error", "error_description", "detail", "title", "msg", "errors")
_LONGEST_COMPLAINT = 200
_MOST_PLACES = 20


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its content, its page's content, its place as a path and as people count (from 1)."""

    content: Any
    page: Any
    path: str
    number: int
    page_number: int | None

    def label(self, unit: str | None) -> str:
        """The record in a steward's words."""
        page = f"page {self.page_number}, " if self.page_number is not None else ""
        return f"{page}record {self.number}" + (f" (unit {unit})" if unit else "")


def records_of(pages: list[Any], expression: str) -> list[Record]:
    """All records of all pages. Raises ReadError where there are none, with what the source says instead."""
    records = [
        record for number, page in enumerate(pages, 1) for record in _on_page(page, number, len(pages), expression)
    ]
    if not records:
        raise ReadError(f"no records at {expression!r}{_complaint(pages[0])}")
    return records


def _on_page(page: Any, number: int, count: int, expression: str) -> Iterator[Record]:
    found = found_at(expression, page)
    where = f"page {number}: " if count > 1 else ""
    if isinstance(found, Unusable):
        raise ReadError(f"{where}{expression}: {found.message}")
    if not isinstance(found, list):
        raise ReadError(f"{where}no list of records at {expression!r}{_complaint(page)}")
    for place, content in enumerate(found):
        path = f"{where}{expression}[{place}]"
        yield Record(content, page, path, place + 1, number if count > 1 else None)


def _complaint(page: Any) -> str:
    """What a page says in words of its own, or which keys it has."""
    if not isinstance(page, dict):
        return ""
    texts = (page.get(key) for key in _COMPLAINTS)
    for text in texts:
        inner = text.get("message") if isinstance(text, dict) else text
        if isinstance(inner, str) and inner.strip():
            return f"; the source says {' '.join(inner.split())[:_LONGEST_COMPLAINT]!r}"
    return f"; the page holds {', '.join(page)[:_LONGEST_COMPLAINT]}" if page else "; the page is empty"


def records_missing(pages: list[Any], records: list[Record], config: JsonApiConfig) -> Iterator[SetAside]:
    """One entry for each way in which the source says that there is more than came."""
    if config.total is not None:
        distinct = len({json.dumps(record.content, sort_keys=True, default=str) for record in records})
        yield from _fewer(config.total, whole_at(config.total, pages[0]), distinct, "records")
    paging = config.paging
    if paging is not None and paging.last is not None:
        yield from _fewer(paging.last, whole_at(paging.last, pages[0]), len(pages), "pages")
    if paging is not None and paging.next is not None and found_at(paging.next, pages[-1]) not in (None, "", False):
        message = f"the last page here names a next one at {paging.next!r}; all pages would be right"
        yield SetAside("the list", "records_missing", message)


def _fewer(place: str, said: int | None, held: int, what: str) -> Iterator[SetAside]:
    if said is None:
        message = f"no number of {what} at {place!r}, so that nobody knows whether all came"
        yield SetAside("the list", "records_missing", message)
    elif held < said:
        yield SetAside("the list", "records_missing", f"the source says {said} {what}; {held} different ones came")


def refuse_personal_numbers(pages: list[Any], expression: str) -> None:
    """Raises PersonalNumbers naming the records (never the digits) where a page holds personal identity numbers."""
    if not any(_holds(page) for page in pages):
        return
    places = [
        f"page {number}, record {place}" if len(pages) > 1 else f"record {place}"
        for number, page in enumerate(pages, 1)
        for place, content in enumerate(_list_at(expression, page), 1)
        if _holds(content)
    ]
    more = [f"{len(places) - _MOST_PLACES} more records"] if len(places) > _MOST_PLACES else []
    raise PersonalNumbers((*places[:_MOST_PLACES], *more) or ("the document, outside its records",))


def _list_at(expression: str, page: Any) -> list[Any]:
    found = found_at(expression, page)
    return found if isinstance(found, list) else []


def _holds(value: Any) -> bool:
    """Whether a personal number stands anywhere within a JSON value, keys included."""
    waiting = [value]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, dict):
            waiting += [*inner.keys(), *inner.values()]
        elif isinstance(inner, list):
            waiting += inner
        elif holds_personal_number(inner):
            return True
    return False
