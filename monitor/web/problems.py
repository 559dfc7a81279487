"""Errors as RFC 9457 problem documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from http import HTTPStatus
from typing import Any

from flask import Response, request

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one parameter, and what would be right."""

    parameter: str
    detail: str
    suggestion: str | None = None


class Problem(Exception):
    """A request that is not answered: why, in a line that its sender can act on.

    `headers` go with the answer; `more` are members of its document beside those of every problem.
    """

    def __init__(
        self,
        status: HTTPStatus,
        detail: str,
        kind: str | None = None,
        faults: tuple[Fault, ...] = (),
        *,
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.kind, self.faults = status, detail, kind, faults
        self.headers, self.more = headers or {}, more or {}


def bad_parameters(faults: Iterable[Fault]) -> Problem:
    """The problem of a request whose parameters are not right."""
    found = tuple(faults)
    return Problem(HTTPStatus.BAD_REQUEST, "; ".join(fault.detail for fault in found), "bad-parameter", found)


def refuse_nul() -> None:
    """Raises Problem where the request's query holds a NUL, which no database takes in a text."""
    faults = [
        Fault(name.replace("\0", ""), "a parameter holds a NUL character: a text would be right")
        for name, value in request.args.items(multi=True)
        if "\0" in name + value
    ]
    if faults:
        raise bad_parameters(faults)


def document(problem: Problem, instance: str | None = None) -> Response:
    """The problem as a response."""
    body = {
        "type": f"urn:project06:problem:{problem.kind}" if problem.kind else "about:blank",
        "title": problem.status.phrase,
        "status": problem.status.value,
        "detail": problem.detail,
        "instance": instance,
        "errors": [
            {"parameter": f.parameter, "detail": f.detail} | ({"suggestion": f.suggestion} if f.suggestion else {})
            for f in problem.faults
        ],
    }
    kept = {key: value for key, value in body.items() if value not in (None, [])}
    text = json.dumps(kept | dict(problem.more), ensure_ascii=False)
    return Response(text, status=problem.status.value, headers=dict(problem.headers), mimetype=MEDIA_TYPE)


def nearest(written: str, known: Iterable[str]) -> str | None:
    """The known word that a written one was probably meant to be."""
    return next(iter(get_close_matches(written, list(known), n=1, cutoff=0.6)), None)


def did_you_mean(suggestion: str | None) -> str:
    """The end of a sentence that offers a suggestion, where there is one."""
    return f"; did you mean {suggestion}?" if suggestion else ""
