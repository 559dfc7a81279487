"""Words and values of the tests that talk to a server on loopback (see conftest.py)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from collectors.source import Access, FetchLimits

NOW = datetime(2023, 7, 3, 1, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Asked:
    """One request as the server saw it: the path with its query, and the headers by their lower-case names."""

    path: str
    headers: dict[str, str]


Answering = Callable[[Asked], Iterable[bytes]]


@dataclass
class Source:
    """A running server: where it stands and what it was asked."""

    address: str
    asked: list[Asked] = field(default_factory=list)

    @property
    def host(self) -> str:
        return self.address.removeprefix("http://")


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """The bytes of a whole answer; a header's underscores become dashes."""
    named = {"Content-Length": str(len(body)), "Connection": "close"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in named.items()), "", ""]
    return "\r\n".join(lines).encode() + body


def loopback_access(
    secret: str | None = None, seconds: float = 2.0, hosts: tuple[str, ...] = ("127.0.0.1",), **limits: int
) -> Access:
    """May reach these hosts, within a limit of so many seconds."""
    bounds = FetchLimits(deadline=timedelta(seconds=seconds), longest_wait=timedelta(seconds=1), **limits)
    return Access(secret, bounds, frozenset(hosts))
