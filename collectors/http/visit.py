"""Asking a source: tries, waits, redirects and pages under one limit."""

from __future__ import annotations

import random
import re
import ssl
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from time import sleep
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

from requests import PreparedRequest, Request, RequestException, Response
from urllib3.exceptions import HTTPError

from collectors.faults import FetchError
from collectors.http.address import CONNECT_SECONDS, host_of, valid_address
from collectors.http.body import body_of
from collectors.http.deadline import Deadline
from collectors.http.failure import Passing, Wait, wait_until
from collectors.http.guard import Guard, GuardedAdapter
from collectors.source import Access, Snapshot

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 8.0
_STANDING_HEADERS = {"Accept": "*/*", "Accept-Encoding": "gzip", "User-Agent": "project06-monitor"}
_REDIRECTS = (301, 302, 303, 307, 308)


def get(
    address: str,
    access: Access,
    now: datetime,
    *,
    headers: Mapping[str, str] | None = None,
    params: Mapping[str, str] | None = None,
) -> Snapshot:
    """What stands at an address, stamped with `now`. Raises FetchError in one line without secret or query."""
    with Visit(access, now) as visit:
        return visit.get(address, headers=headers, params=params)


class Visit:
    """One or several questions to a source, under the limits of one fetch together.

    The secret travels as a bearer token in a header, to the host of the address asked for and to no other.
    """

    def __init__(self, access: Access, now: datetime) -> None:
        self._access, self._now = access, now
        self._deadline = Deadline(access.limits.deadline)
        self._room = access.limits.largest_body
        self._adapter = GuardedAdapter(Guard(access.private_hosts, self._deadline))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._deadline.close()
        self._adapter.close()

    def get(
        self,
        address: str,
        *,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
    ) -> Snapshot:
        """What stands at an address. Raises FetchError when no try succeeds."""
        host = host_of(address)
        for attempt in range(self._access.limits.tries):
            try:
                return self._follow(address, headers or {}, params or {})
            except Passing as failure:
                self._pause(host, attempt, failure)
        raise FetchError(f"{host} was not asked: a run has no tries")

    def _follow(self, address: str, headers: Mapping[str, str], params: Mapping[str, str]) -> Snapshot:
        """Asks, and goes where it is sent, hop by hop."""
        ours = {**headers, **_bearer(self._access.secret)}
        request = _prepared(address, ours, params)
        home, at_home = _origin(request), True
        for _ in range(self._access.limits.redirects + 1):
            with self._answer(request) as response:
                onward = _onward(request, response)
                if onward is None:
                    return self._snapshot(address, request, response)
            request = _prepared(onward, {}, {})
            # Once elsewhere, nothing of ours goes along any more, not even back home by a way that others chose.
            at_home = at_home and _origin(request) == home
            if at_home:
                request.headers.update(ours)
        raise FetchError(f"{host_of(address)} sent us on more than {self._access.limits.redirects} times")

    def _answer(self, request: PreparedRequest) -> Response:
        host = host_of(str(request.url))
        timeouts = (CONNECT_SECONDS, max(0.001, self._deadline.left))
        try:
            response = self._adapter.send(request, stream=True, timeout=timeouts)
        except (RequestException, HTTPError) as error:
            self._check_deadline(host)
            raise _explained(host, error) from None
        if self._deadline.passed:
            response.close()
        self._check_deadline(host)
        return response

    def _snapshot(self, address: str, request: PreparedRequest, response: Response) -> Snapshot:
        host = host_of(str(request.url))
        _check_status(host, response, self._access.secret is not None)
        try:
            body = body_of(response, host, self._room, self._deadline)
        except (RequestException, HTTPError) as error:
            self._check_deadline(host)
            raise _explained(host, error) from None
        self._check_deadline(host)
        if not body:
            raise Passing(f"{host} answered 200 with an empty body")
        self._room -= len(body)
        media_type, charset = _content_type(response)
        return Snapshot(body, address, self._now, media_type, charset)

    def _check_deadline(self, host: str) -> None:
        if self._deadline.passed:
            raise FetchError(f"{host} did not finish within the {self._deadline.limit.total_seconds():g} s of a run")

    def _pause(self, host: str, attempt: int, failure: Passing) -> None:
        """Waits before the next try. Raises FetchError where there is none, or where the wait would be too long."""
        self._check_deadline(host)
        limits, wait = self._access.limits, failure.wait
        if wait is not None and wait.seconds > limits.longest_wait.total_seconds():
            raise FetchError(
                f"{failure} and asked to wait {wait.words}, longer than the "
                f"{limits.longest_wait.total_seconds():g} s that a run may wait"
            ) from None
        if attempt + 1 >= limits.tries:
            raise FetchError(f"{failure} (try {attempt + 1} of {limits.tries})") from None
        pause = max(wait.seconds if wait else 0.0, _jitter(attempt))
        if pause >= self._deadline.left:
            raise FetchError(f"{failure}, and the run's {limits.deadline.total_seconds():g} s leave no other try")
        sleep(pause)


def _jitter(attempt: int) -> float:
    """Full jitter: any pause up to a bound that doubles with each try."""
    bound = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2.0**attempt)
    return random.uniform(0, bound)  # noqa: S311 - spreads load, keeps no secret


def _prepared(address: str, headers: Mapping[str, str], params: Mapping[str, str]) -> PreparedRequest:
    try:
        valid_address(address)
        return Request("GET", address, headers={**_STANDING_HEADERS, **headers}, params=dict(params)).prepare()
    except ValueError as error:  # InvalidURL and InvalidHeader are ValueErrors whose text may hold either
        reason = "not an address that can be asked" if isinstance(error, RequestException) else error
        raise FetchError(f"{host_of(address)}: {reason}") from None


def _bearer(secret: str | None) -> dict[str, str]:
    if secret is None:
        return {}
    if not re.fullmatch(r"[\x21-\x7e]+", secret.strip()):
        raise FetchError("the secret is empty or holds characters that a header cannot carry")
    return {"Authorization": f"Bearer {secret.strip()}"}


def _origin(request: PreparedRequest) -> tuple[str, str | None, int | None]:
    parts = urlsplit(str(request.url))
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}[parts.scheme]


def _onward(request: PreparedRequest, response: Response) -> str | None:
    """Where an answer sends us, if it does."""
    location = response.headers.get("Location")
    if response.status_code not in _REDIRECTS or location is None:
        return None
    # Headers arrive as Latin-1, though servers write UTF-8.
    text = location.encode("latin-1", "replace").decode("utf-8", "replace")
    try:
        return urljoin(str(request.url), text)
    except ValueError:
        raise FetchError(f"{host_of(str(request.url))} sent us on to something that is no address") from None


def _check_status(host: str, response: Response, with_secret: bool) -> None:
    """Raises Passing for a state that may heal, FetchError for any other than 200."""
    status = response.status_code
    if status == HTTPStatus.OK:
        return
    words = f"{host} answered {status}{_phrase(status)}"
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Passing(words, _asked_wait(response.headers.get("Retry-After")))
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        advice = "a secret that it accepts" if with_secret else "a secret"
        raise FetchError(f"{words}; it wants {advice}")
    raise FetchError(f"{words}; 200 with the document would be right")


def _phrase(status: int) -> str:
    return f" {HTTPStatus(status).phrase}" if status in HTTPStatus._value2member_map_ else ""


def _asked_wait(header: str | None) -> Wait | None:
    """The wait that a Retry-After header asks for; None for a bad one, as if it were absent."""
    if header is None:
        return None
    if re.fullmatch(r"[0-9]{1,12}", header.strip()):
        return Wait(float(header), f"{int(header)} s")
    try:
        instant = parsedate_to_datetime(header)
    except (ValueError, TypeError, OverflowError):
        return None
    wait = wait_until(instant if instant.tzinfo else instant.replace(tzinfo=UTC))
    return wait if wait.seconds > 0 else None


def _content_type(response: Response) -> tuple[str | None, str | None]:
    header = response.headers.get("Content-Type")
    if header is None:
        return None, None
    message = Message()
    message["Content-Type"] = header
    return message.get_content_type(), message.get_content_charset()


def _explained(host: str, error: BaseException) -> FetchError | Passing:
    """A connection's exception in our words: its own text holds addresses with their queries."""
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return FetchError(f"{host} shows a certificate that is not accepted: {cause.verify_message}")
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return Passing(f"{host} could not agree on a safe connection (TLS)")
    if any(isinstance(cause, TimeoutError) for cause in causes):
        return Passing(f"{host} did not answer in time")
    return Passing(f"{host} broke the connection off")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An exception and all that it wraps, whichever way it does so."""
    waiting, seen = [error], set[int]()
    while waiting:
        cause = waiting.pop()
        if id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        wrapped = (*cause.args, getattr(cause, "reason", None), cause.__cause__, cause.__context__)
        waiting.extend(other for other in wrapped if isinstance(other, BaseException))
