"""Questions about snapshots: the bytes that came, named by their hash, and the text that was read in them."""

from __future__ import annotations

import zlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Update, insert, select, update

from collectors.source import Snapshot
from monitor.store.schema import snapshots
from monitor.store.types import storable


def keep_snapshot(connection: Connection, given: Snapshot) -> None:
    """Keeps the bytes of a fetch. What is kept already stays as it is, also where only the hash was to be kept."""
    if not _is_kept(connection, given.sha256):
        connection.execute(insert(snapshots).values(**_described(given), body=zlib.compress(given.body)))


def keep_hash_only(connection: Connection, given: Snapshot) -> None:
    """Keeps the hash, size and address of a document whose bytes may not be kept, and removes them where they were."""
    if _is_kept(connection, given.sha256):
        connection.execute(_named(given.sha256).values(body=None, text=None))
    else:
        connection.execute(insert(snapshots).values(**_described(given)))


def keep_text(connection: Connection, sha256: str, text: str) -> None:
    """Keeps the text as read beside its snapshot; that of the newest reading stands."""
    connection.execute(_named(sha256).values(text=zlib.compress(storable(text).encode())))


def snapshot(connection: Connection, sha256: str) -> Snapshot | None:
    """The snapshot of that hash; None where there is none or only its hash is kept."""
    row = connection.execute(select(snapshots).where(snapshots.c.sha256 == sha256)).one_or_none()
    if row is None or row.body is None:
        return None
    return Snapshot(zlib.decompress(row.body), row.address, row.fetched_at, row.media_type, row.charset)


def text_of(connection: Connection, sha256: str) -> str | None:
    """The text as read in a snapshot; None where none is kept."""
    kept = connection.execute(select(snapshots.c.text).where(snapshots.c.sha256 == sha256)).scalar_one_or_none()
    return zlib.decompress(kept).decode() if kept is not None else None


@dataclass(frozen=True, slots=True)
class Document:
    """What is known of a snapshot beside its bytes. `fetched_at` is an aware instant; `kept` whether its bytes are."""

    sha256: str
    address: str
    fetched_at: datetime
    media_type: str | None
    size: int
    kept: bool


def documents(connection: Connection, hashes: Collection[str]) -> dict[str, Document]:
    """What is known of these snapshots, by hash."""
    s = snapshots.c
    columns = (s.sha256, s.address, s.fetched_at, s.media_type, s.size, s.body.is_not(None).label("kept"))
    rows = connection.execute(select(*columns).where(s.sha256.in_(hashes)))
    return {row.sha256: Document(**row._mapping) for row in rows}


def addresses(connection: Connection, hashes: Collection[str]) -> dict[str, str]:
    """The address from which each of these snapshots first came."""
    s = snapshots.c
    rows = connection.execute(select(s.sha256, s.address).where(s.sha256.in_(hashes)))
    return {row.sha256: row.address for row in rows}


def _named(sha256: str) -> Update:
    return update(snapshots).where(snapshots.c.sha256 == sha256)


def _is_kept(connection: Connection, sha256: str) -> bool:
    return connection.execute(select(snapshots.c.size).where(snapshots.c.sha256 == sha256)).first() is not None


def _described(given: Snapshot) -> dict[str, object]:
    return {
        "sha256": given.sha256,
        "size": len(given.body),
        "media_type": given.media_type,
        "charset": given.charset,
        "address": given.address,
        "fetched_at": given.fetched_at,
    }
