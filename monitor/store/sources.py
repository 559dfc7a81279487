"""Questions about sources that someone has paused."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from monitor.store.schema import source_pauses


def pause(connection: Connection, source: str, by: str, at: datetime) -> None:
    """Pauses a source. One that is paused stays so, by whom it was."""
    if source not in paused(connection):
        connection.execute(insert(source_pauses).values(source=source, paused_by=by, paused_at=at))


def resume(connection: Connection, source: str, by: str, at: datetime) -> None:
    """Ends a source's pause, where there is one."""
    p = source_pauses.c
    connection.execute(
        update(source_pauses).where(p.source == source, p.resumed_at.is_(None)).values(resumed_by=by, resumed_at=at)
    )


def paused(connection: Connection) -> frozenset[str]:
    """The names of the sources that are paused now."""
    p = source_pauses.c
    return frozenset(connection.execute(select(p.source).where(p.resumed_at.is_(None))).scalars())
