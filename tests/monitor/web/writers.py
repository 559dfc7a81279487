"""Those who write: tokens, and what they send."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import requests
from province_site import ADDRESS, ARTICLE, Site, reading

from collectors.reading import Readings
from collectors.source import Snapshot
from monitor.intake import Attempt, Intake
from monitor.served import Served
from monitor.store import snapshots
from monitor.store.tokens import Scope, create_token

FIRST = {"indicator": "eid_activated", "unit_code": "251", "as_of": "2023-10-01", "value": 58_000}


def token(site: Site, *scopes: Scope, name: str = "Lan") -> str:
    with site.world.store.write() as connection:
        return create_token(connection, name, scopes, datetime.now(UTC), "admin")


def post(site: Site, path: str, body: Any, secret: str | None = None, **more: Any) -> requests.Response:
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    sent = {"data": body} if isinstance(body, bytes) else {"json": body}
    if isinstance(body, bytes):
        headers["Content-Type"] = "application/json"
    return requests.post(f"{site.url}{path}", **sent, timeout=20, headers=headers | more.pop("headers", {}), **more)


def row(**changed: Any) -> dict[str, Any]:
    return {name: value for name, value in (FIRST | changed).items() if value is not None}


def a_fall(site: Site) -> int:
    """A running total that fell, as an article said it: the number under which it was set aside."""
    world, at = site.world, datetime(2023, 10, 18, 2, tzinfo=UTC)
    world.take_in("bao-cao", reading("eid_activated", date(2023, 6, 1), unit_code="26", value=590_000), at=at)
    kept = Snapshot(ARTICLE.encode(), ADDRESS, at, "text/plain")
    with world.store.write() as connection:
        snapshots.keep_snapshot(connection, kept)
    fallen = reading("eid_activated", date(2023, 6, 15), "kích hoạt 585.673 tài khoản", value=585_673)
    report = Intake(Served(world.store, world.campaign)).accept(
        Attempt("bao-cao", None, at, 0.1, kept.sha256), Readings((fallen,), text=ARTICLE), at
    )
    assert [each.rule for each in report.quarantined] == ["stock_fell"]
    (waiting,) = site.get("/api/v1/quarantine").json()["data"]
    return int(waiting["id"])


class Person:
    """Someone with a browser that runs no scripts: keeps cookies, fills in forms."""

    def __init__(self, site: Site) -> None:
        self.site, self._session = site, requests.Session()
        # A connection that is kept open holds the server's end up.
        self._session.headers["Connection"] = "close"
        self.page = ""
        self.address = ""
        self.status = 0

    @property
    def cookies(self) -> requests.cookies.RequestsCookieJar:
        return self._session.cookies

    def open(self, path: str) -> str:
        return self._take(self._session.get(f"{self.site.url}{path}", timeout=20))

    def send(self, action: str, fields: dict[str, str], **headers: str | None) -> str:
        """Sends a form of the present page; `headers` replace those that a browser sends with it."""
        shown = re.search(r'name="form_key" value="([0-9a-f]+)"', self.page)
        hidden = {"form_key": shown[1]} if shown else {}
        sent = {"Origin": self.site.url, "Sec-Fetch-Site": "same-origin"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        return self._take(
            self._session.post(
                f"{self.site.url}{action}",
                data=hidden | fields,
                headers={name: value for name, value in sent.items() if value is not None},
                timeout=20,
            )
        )

    def sign_in(self, secret: str, item: int | None = None) -> str:
        path = "/sign-in" if item is None else f"/sign-in?item={item}"
        self.open(path)
        return self.send(path, {"token": secret})

    def _take(self, answer: requests.Response) -> str:
        self.page, self.status = answer.text, answer.status_code
        self.address = answer.url.removeprefix(self.site.url)
        return self.page
