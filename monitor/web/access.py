"""Who may: the token that a program shows with each request, or that a person signed in with on a page."""

from __future__ import annotations

import hashlib
import hmac
import logging
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import request
from werkzeug.wrappers import Response

from monitor.store import sessions, tokens
from monitor.store.tokens import Scope, Token
from monitor.web.problems import Problem
from monitor.web.serving import answers

log = logging.getLogger(__name__)

COOKIE = "p06_session"
FORM_KEY = "form_key"


def require(scope: Scope) -> Token:
    """The token in the request's Authorization header.

    Raises Problem: 401 where it shows none that stands, 403 where its token does not allow this.
    """
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise _unauthorized("This needs a token, as Authorization: Bearer p06_…", 'Bearer realm="project06"')
    found = token_of(secret)
    if found is None:
        log.warning("a request with no standing token: %s from %s", request.path, request.remote_addr)
        known = 'Bearer realm="project06", error="invalid_token"'
        raise _unauthorized("The token is not known here, or was revoked.", known)
    if scope not in found.scopes:
        raise _forbidden(found, scope)
    return found


def token_of(secret: str) -> Token | None:
    """The standing token with this secret."""
    with answers().store.read() as connection:
        return tokens.token_of_secret(connection, secret.strip())


def _unauthorized(detail: str, challenge: str) -> Problem:
    return Problem(HTTPStatus.UNAUTHORIZED, detail, "no-token", headers={"WWW-Authenticate": challenge})


def _forbidden(token: Token, scope: Scope) -> Problem:
    held = ", ".join(sorted(token.scopes))
    challenge = f'Bearer realm="project06", error="insufficient_scope", scope="{scope}"'
    return Problem(
        HTTPStatus.FORBIDDEN,
        f"This needs a token with the scope {scope}; that of {token.name} has {held}.",
        "scope",
        headers={"WWW-Authenticate": challenge},
    )


def sign_in(token: Token, response: Response) -> None:
    """Begins a session with a token: the response carries its secret in a cookie that no script and no site reads."""
    with answers().store.write() as connection:
        secret = sessions.begin_session(connection, token, _now())
    response.set_cookie(COOKIE, secret, httponly=True, samesite="Strict", secure=_came_by_https())


def sign_out(response: Response) -> None:
    """Ends the session of this browser."""
    if secret := _cookie():
        with answers().store.write() as connection:
            sessions.end_session(connection, secret)
    response.delete_cookie(COOKIE, httponly=True, samesite="Strict", secure=_came_by_https())


def signed_in() -> Token | None:
    """The token that this browser signed in with, while it stands."""
    secret = _cookie()
    if not secret:
        return None
    with answers().store.read() as connection:
        return sessions.token_of_session(connection, secret, _now())


def form_key() -> str:
    """What each form of this session carries, and no other site can know."""
    return hashlib.sha256(f"form {_cookie()}".encode("utf-8", "replace")).hexdigest()


def require_own_form() -> None:
    """Raises Problem where a form was not sent by a page of this service that was made for this session."""
    sent = request.form.get(FORM_KEY, "").encode("utf-8", "replace")
    if not _cookie() or not hmac.compare_digest(sent, form_key().encode()):
        raise _NOT_FROM_HERE
    require_own_page()


def require_own_page() -> None:
    """Raises Problem where the browser does not say that a page of this service sent the request."""
    site, origin = request.headers.get("Sec-Fetch-Site"), urlsplit(request.headers.get("Origin", ""))
    if not (site == "same-origin" if site is not None else origin.netloc == request.host):
        raise _NOT_FROM_HERE


_NOT_FROM_HERE = Problem(HTTPStatus.FORBIDDEN, "The form was not sent from a page of this service; open it again.")


def _cookie() -> str:
    return request.cookies.get(COOKIE, "")


def _now() -> datetime:
    # A session lives in the world's time, also where the campaign's clock shows another day.
    return datetime.now(UTC)


def _came_by_https() -> bool:
    """Whether the browser came by HTTPS, also where that ended at a proxy: its Origin says so."""
    return request.is_secure or urlsplit(request.headers.get("Origin", "")).scheme == "https"
