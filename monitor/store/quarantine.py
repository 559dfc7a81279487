"""Questions about Readings that were set aside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, or_, select, update

from monitor.store.schema import Resolution, quarantine


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAsideReading:
    """A Reading, or a place that gave none (`reading` None), with the rule it broke.

    `fingerprint` is the same for what is said again: one such is open at most once. `indicator` and `unit` are the
    campaign's ids where they are known; `reading` is the Reading's public form. `id` is 0 until it is stored.
    """

    run: int
    source: str
    rule: str
    place: str
    message: str
    quote: str
    fingerprint: str
    opened_at: datetime
    unit_written: str | None = None
    indicator: str | None = None
    unit: str | None = None
    as_of: date | None = None
    reading: Mapping[str, Any] | None = None
    id: int = 0


def open_counts(connection: Connection) -> dict[str, dict[str, int]]:
    """How many Readings of each source are open for each rule."""
    q = quarantine.c
    counted = select(q.source, q.rule, func.count()).where(q.closed_at.is_(None)).group_by(q.source, q.rule)
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for source, rule, count in connection.execute(counted):
        found[source][rule] = count
    return dict(found)


def open_readings(connection: Connection) -> list[SetAsideReading]:
    """All that is open, in the order in which it was set aside."""
    names = SetAsideReading.__dataclass_fields__
    rows = connection.execute(
        select(*(quarantine.c[name] for name in names))
        .where(quarantine.c.closed_at.is_(None))
        .order_by(quarantine.c.id)
    )
    return [SetAsideReading(**row._mapping) for row in rows]


def open_or_rejected(connection: Connection, source: str) -> frozenset[str]:
    """The fingerprints of a source that are not to be opened again: open ones, and those that someone rejected."""
    q = quarantine.c
    settled = or_(q.closed_at.is_(None), q.resolution == Resolution.REJECTED.value)
    return frozenset(connection.execute(select(q.fingerprint).where(q.source == source, settled)).scalars())


def set_aside(connection: Connection, rows: Iterable[SetAsideReading]) -> None:
    """Opens these. None of their fingerprints may be open already."""
    plain = [{name: value for name, value in asdict(row).items() if name != "id"} for row in rows]
    if plain:
        connection.execute(insert(quarantine), [row | {"reason": "", "author": ""} for row in plain])


def close_as_accepted(connection: Connection, fingerprints: Collection[str], at: datetime, reason: str) -> None:
    """Closes what has been accepted since."""
    if fingerprints:
        connection.execute(
            update(quarantine)
            .where(quarantine.c.fingerprint.in_(fingerprints), quarantine.c.closed_at.is_(None))
            .values(closed_at=at, resolution=Resolution.ACCEPTED.value, reason=reason)
        )
