"""A kind of source: two functions, one that fetches and one that reads, found by their entry point."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.metadata import entry_points
from typing import Any

from pydantic import BaseModel, ConfigDict

from collectors.reading import Readings


class SourceConfig(BaseModel):
    """What a campaign file says of a source beside its schedule; each kind adds its own fields."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How long and how much a fetch may take. `deadline` is wall-clock, over all tries and pages together."""

    deadline: timedelta = timedelta(seconds=30)
    tries: int = 3
    largest_body: int = 50_000_000
    redirects: int = 3
    longest_wait: timedelta = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """What reading one document may take in the child process."""

    seconds: float = 20.0
    memory_bytes: int = 1_500_000_000


@dataclass(frozen=True, slots=True)
class Access:
    """What a fetch may use: the secret that the source asks for, its limits, and the private hosts it may reach."""

    secret: str | None = None
    limits: FetchLimits = FetchLimits()
    private_hosts: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return f"Access(secret={'***' if self.secret else None}, limits={self.limits})"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The bytes of one fetch as they came. `fetched_at` is an aware UTC instant."""

    body: bytes
    address: str
    fetched_at: datetime
    media_type: str | None = None
    charset: str | None = None

    @property
    def sha256(self) -> str:
        """The body's hash, in hexadecimal: the snapshot's name in the store."""
        return hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True, slots=True)
class SourceKind:
    """A kind of source.

    `fetch(config, access, now)` asks the source and returns what came, stamped with `now`, an aware UTC instant that
    the caller's clock gives; it raises FetchError, or NothingNew where nothing came since. `read(snapshot, config)` is
    pure; it raises ReadError. A source that hands over one document after another also has `put_away(snapshot, config,
    refusal)`: called once the run is recorded, it takes the document out of the way, with the reason where it was
    refused, and says whether another one waits; it raises FetchError.
    """

    name: str
    config: type[SourceConfig]
    fetch: Callable[[Any, Access, datetime], Snapshot]
    read: Callable[[Snapshot, Any], Readings]
    put_away: Callable[[Snapshot, Any, str | None], bool] | None = None


ENTRY_POINTS = "project06.sources"


@cache
def kinds() -> dict[str, SourceKind]:
    """Every installed kind of source by name."""
    return {point.name: point.load() for point in entry_points(group=ENTRY_POINTS)}
