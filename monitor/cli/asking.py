"""Asking the HTTP API within the process, so that a command gives the very same answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from monitor.cli import UserError
from monitor.cli.options import Opened

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def client_of(found: Opened) -> FlaskClient:
    """The API over an open store."""
    from monitor.answers import Answers
    from monitor.clock import SystemClock
    from monitor.metrics.exposition import Exposition
    from monitor.web import create_app

    answers = Answers(found.served, SystemClock())
    return create_app(answers, Exposition(answers)).test_client()


def asked(client: FlaskClient, path: str, query: dict[str, Any]) -> Any:
    """One page. Raises UserError with what the problem document says."""
    page = client.get(path, query_string=query or None)
    if page.status_code != 200:
        raise UserError(page.json["detail"] if page.json else page.status)
    return page


def whole(client: FlaskClient, path: str, query: dict[str, Any]) -> dict[str, Any]:
    """All pages of a list as one."""
    answer: dict[str, Any] = asked(client, path, query).json
    following = answer["links"]["next"]
    while following:
        page = asked(client, following, {}).json
        answer["data"] += page["data"]
        following = page["links"]["next"]
    return answer | {"count": len(answer["data"]), "links": answer["links"] | {"next": None}}
