"""The rim of a request: what was raised becomes a problem document or a page, never a traceback."""

from __future__ import annotations

import logging
import secrets
from http import HTTPStatus

from flask import Flask, Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from monitor.store import StoreError
from monitor.web.board import error_page
from monitor.web.problems import Problem, document

log = logging.getLogger(__name__)

# Paths that programs ask; all others are for people.
_FOR_PROGRAMS = ("/api/", "/metrics", "/healthz", "/readyz")


def register(app: Flask) -> None:
    """Handles every error of the app."""
    app.register_error_handler(Problem, _problem)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DBAPIError, _no_database)
    app.register_error_handler(StoreError, _no_turn)
    app.register_error_handler(Exception, _unexpected)


def _problem(problem: Problem) -> Response:
    return _answer(problem)


def _http(error: HTTPException) -> ResponseReturnValue:
    """Werkzeug's own errors; a redirect is none."""
    if error.code is None or error.code < 400:
        return error
    status = HTTPStatus(error.code)
    response = _answer(Problem(status, _detail(error, status)))
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response


def _detail(error: HTTPException, status: HTTPStatus) -> str:
    if isinstance(error, MethodNotAllowed):
        allowed = sorted(set(error.valid_methods or ()) - {"HEAD", "OPTIONS"})
        return f"This address answers {' and '.join(allowed) or 'GET'} only."
    if status is HTTPStatus.NOT_FOUND:
        return "There is nothing at this address."
    return status.description or status.phrase


def _no_database(error: DBAPIError) -> Response:
    log.error("the database did not answer: %s", type(error.orig).__name__)
    return _answer(Problem(HTTPStatus.SERVICE_UNAVAILABLE, "The database cannot be reached; try again shortly."))


def _no_turn(error: StoreError) -> Response:
    log.error("the database could not be written to: %s", error)
    return _answer(Problem(HTTPStatus.SERVICE_UNAVAILABLE, "The database is busy; nothing was written; try again."))


def _unexpected(error: Exception) -> Response:
    name = secrets.token_hex(6)
    log.error("request failed: id=%s path=%s", name, request.path, exc_info=error)
    detail = f"Something went wrong here; it is in the service's log under {name}."
    return _answer(Problem(HTTPStatus.INTERNAL_SERVER_ERROR, detail), instance=f"urn:project06:error:{name}")


def _answer(problem: Problem, instance: str | None = None) -> Response:
    if request.path.startswith(_FOR_PROGRAMS):
        return document(problem, instance)
    return error_page(problem.status, instance)
