"""How a list is answered: the clocks held still from page to page, and the rows as JSON, CSV or XLSX."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from flask import Response, request
from pydantic import BaseModel

from monitor.answers import Question
from monitor.web.api import rows, schemas, tables
from monitor.web.api.paging import USUAL_PAGE, Cursor, Page, cut, fingerprint, read_cursor
from monitor.web.api.parameters import CellParameters, Format, ListParameters
from monitor.web.api.questions import question
from monitor.web.serving import answers, serving

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for a list, and the page of it: `known_at` is held for the pages that follow."""

    question: Question
    day: date
    known_at: datetime
    offset: int
    limit: int | None
    format: Format
    fingerprint: str


def ask(asked: ListParameters, what: Question, *more: str) -> Asked:
    """The page that the parameters ask for. A cursor brings the clocks of the page before.

    `more` is what narrows the list beside the question.
    """
    of = fingerprint(request.full_path.partition("?")[0], what, *more)
    cursor = read_cursor(asked.cursor, of) if asked.cursor else None
    if cursor:
        what = replace(what, as_of=cursor.as_of, known_at=cursor.known_at)
    limit = asked.limit or (USUAL_PAGE if asked.format is Format.JSON else None)
    return Asked(
        question=what,
        day=answers().clocks(what).as_of,
        known_at=what.known_at or answers().now(),
        offset=cursor.offset if cursor else 0,
        limit=limit,
        format=asked.format,
        fingerprint=of,
    )


def ask_cells(asked: CellParameters) -> Asked:
    """The page of a list of figures that the parameters ask for."""
    return ask(asked, question(answers(), asked))


@dataclass(frozen=True, slots=True)
class Written(Generic[T]):
    """How a list is written: the whole, a row, and a row from an answer."""

    whole: type[BaseModel]
    row: type[BaseModel]
    of: Callable[[T], BaseModel]


def respond(asked: Asked, found: Sequence[T], written: Written[T], **more: Any) -> Response:
    """The page as a response; `more` are fields of the whole beside those of every list."""
    page = cut(found, asked.offset, asked.limit)
    data = [written.of(row) for row in page.rows]
    following = _next(asked, page)
    if asked.format is Format.JSON:
        whole = written.whole(data=data, **(_about(asked, page, following) | more))
        response = Response(whole.model_dump_json(), mimetype="application/json")
    else:
        response = _table(asked, written.row, data)
    if following:
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


def _next(asked: Asked, page: Page[T]) -> str | None:
    if page.end is None:
        return None
    cursor = Cursor(page.end, asked.day, asked.known_at, asked.fingerprint)
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "cursor"]
    return f"{request.path}?{urlencode([*kept, ('cursor', str(cursor))])}"


def _about(asked: Asked, page: Page[T], following: str | None) -> dict[str, Any]:
    return {
        "count": len(page.rows),
        "total": page.total,
        "judged": asked.day,
        "simulated": serving().simulated,
        "notice": rows.text(answers().campaign_at(asked.question.known_at).notice),
        "links": schemas.ListLinks(self=request.full_path.rstrip("?"), next=following),
    }


def _table(asked: Asked, row: type[BaseModel], data: Sequence[BaseModel]) -> Response:
    columns = columns_of(row)
    lines = [tables.flat(item.model_dump(mode="json", exclude={"links"}), columns) for item in data]
    name = f"{request.path.rsplit('/', 1)[-1]}-{asked.day.isoformat()}.{asked.format}"
    if asked.format is Format.CSV:
        response = Response(tables.to_csv(columns, lines), content_type=tables.CSV_TYPE)
    else:
        response = Response(tables.to_xlsx(columns, lines), content_type=tables.XLSX_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@cache
def columns_of(row: type[BaseModel], prefix: str = "") -> tuple[str, ...]:
    """The columns of a table of such rows, a nested part's as `part.field`; links are left out."""
    columns: list[str] = []
    for name, field in row.model_fields.items():
        nested = _nested(field.annotation)
        if nested is schemas.Links:
            continue
        columns += columns_of(nested, f"{prefix}{name}.") if nested else [prefix + name]
    return tuple(columns)


def _nested(annotation: Any) -> type[BaseModel] | None:
    """The part that a field holds, itself or none; a list is one cell."""
    choices = getattr(annotation, "__args__", (annotation,)) if _is_optional(annotation) else (annotation,)
    return next((c for c in choices if isinstance(c, type) and issubclass(c, BaseModel)), None)


def _is_optional(annotation: Any) -> bool:
    return type(None) in getattr(annotation, "__args__", ())
