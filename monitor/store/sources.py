"""Questions about sources that someone has paused."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, insert, or_, select, update

from monitor.store import audit
from monitor.store.audit import Action, Entry
from monitor.store.instants import recorded_at
from monitor.store.schema import source_pauses


def pause(connection: Connection, source: str, by: str, at: datetime) -> None:
    """Pauses a source. One that is paused stays so, by whom it was."""
    if source in paused(connection):
        return
    instant = recorded_at(connection, at)
    connection.execute(insert(source_pauses).values(source=source, paused_by=by, paused_at=instant))
    _log(connection, Action.SOURCE_PAUSE, source, by, instant)


def resume(connection: Connection, source: str, by: str, at: datetime) -> None:
    """Ends a source's pause, where there is one."""
    if source not in paused(connection):
        return
    p, instant = source_pauses.c, recorded_at(connection, at)
    still = update(source_pauses).where(p.source == source, p.resumed_at.is_(None))
    connection.execute(still.values(resumed_by=by, resumed_at=instant))
    _log(connection, Action.SOURCE_RESUME, source, by, instant)


def _log(connection: Connection, action: Action, source: str, by: str, at: datetime) -> None:
    audit.record(connection, Entry(at=at, actor=by, action=action, subject=f"source {source}", details={}))


def paused(connection: Connection, known_at: datetime | None = None) -> frozenset[str]:
    """The names of the sources that are paused now, or were at an instant."""
    p = source_pauses.c
    open_then: ColumnElement[bool] = p.resumed_at.is_(None)
    if known_at is not None:
        open_then = and_(p.paused_at <= known_at, or_(open_then, p.resumed_at > known_at))
    return frozenset(connection.execute(select(p.source).where(open_then)).scalars())
