"""Questions about batches that were handed in under a key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from monitor.store.schema import batches


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBatch:
    """A batch as it was taken under the key of its source: the hash of its document, its run, and the answer to it."""

    key: str
    source: str
    sha256: str
    run: int
    answer: Mapping[str, Any]
    taken_at: datetime


def batch_of_key(connection: Connection, source: str, key: str) -> TakenBatch | None:
    """The batch that was taken under a key; None where the key is free."""
    b = batches.c
    row = connection.execute(select(batches).where(b.source == source, b.key == key)).one_or_none()
    return TakenBatch(**row._mapping) if row else None


def keep_batch(connection: Connection, given: TakenBatch) -> None:
    """Keeps the answer to a batch under its key. Raises IntegrityError where the key is not free."""
    connection.execute(insert(batches).values(asdict(given)))
