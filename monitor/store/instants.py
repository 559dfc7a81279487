"""The order of what is recorded: each write has an instant of its own, later than every one recorded or asked for.

Clocks of two nodes differ, and a writer waits for its turn; so the instant that a caller read off its clock does not
say what came first. The store keeps how far it is settled, in microseconds since 1970, and hands out later instants
alone. Hence an answer to what was known at an instant never changes with later writes.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, select

from monitor.store.schema import counters

log = logging.getLogger(__name__)

_COUNTER = "settled"
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_STEP = timedelta(microseconds=1)
# Two nodes whose clocks differ by more than this are worth a word.
_CLOCKS_DIFFER = timedelta(minutes=1)


def recorded_at(connection: Connection, now: datetime) -> datetime:
    """The instant under which a write is recorded: `now` (aware), or just after the last one where that is later.

    To be asked once in a write's transaction, before anything is written; all that it writes bears this instant.
    Raises ValueError for a time without a zone.
    """
    if now.tzinfo is None:
        raise ValueError(f"{now.isoformat()} names no zone; an instant is kept with one")
    last = settled_until(connection)
    if last - now > _CLOCKS_DIFFER:
        log.warning("this clock shows %s, but a write was recorded at %s; do the nodes' clocks agree?", now, last)
    instant = max(now.astimezone(UTC), last + _STEP)
    _settle(connection, instant)
    return instant


def settle(connection: Connection, known_at: datetime) -> None:
    """Sees to it that all later writes are recorded after `known_at` (aware); part of a write's transaction."""
    if known_at > settled_until(connection):
        _settle(connection, known_at)


def settled_until(connection: Connection) -> datetime:
    """The instant up to which what is known stands for good."""
    steps: int = connection.execute(select(counters.c.value).where(counters.c.name == _COUNTER)).scalar_one()
    return _BEGINNING + steps * _STEP


def _settle(connection: Connection, instant: datetime) -> None:
    steps = (instant - _BEGINNING) // _STEP
    connection.execute(counters.update().where(counters.c.name == _COUNTER).values(value=steps))
