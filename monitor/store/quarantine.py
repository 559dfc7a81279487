"""Questions about Readings that were set aside, and what was decided on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, insert, or_, select, update

from monitor.store.audit import Action, entries
from monitor.store.schema import Resolution, quarantine

# Fingerprints asked for at once stay well below the number of parameters that a statement takes.
_AT_ONCE = 5_000


class Standing(StrEnum):
    """Which Readings of the quarantine are asked for."""

    OPEN = "open"
    CLOSED = "closed"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAsideReading:
    """A Reading, or a place that gave none (`reading` None), with the rule it broke.

    `fingerprint` is the same for what is said again: one such is open at most once. `indicator` and `unit` are the
    campaign's ids where they are known; `reading` is the Reading's public form. `waived` are the rules in spite of
    which someone wanted it accepted so far. Once decided it has `closed_at` and `resolution`, with the `reason` and the
    `author` of the decision. `id` is 0 until it is stored.
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
    waived: tuple[str, ...] = ()
    closed_at: datetime | None = None
    resolution: Resolution | None = None
    reason: str = ""
    author: str = ""
    id: int = 0

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided on it."""
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class Settled:
    """One that is not to be opened again; rejected by `author` for `reason` where it has a `rejected_at`."""

    id: int
    rejected_at: datetime | None
    reason: str
    author: str


def open_counts(connection: Connection) -> dict[str, dict[str, int]]:
    """How many Readings of each source are open for each rule."""
    q = quarantine.c
    counted = select(q.source, q.rule, func.count()).where(q.closed_at.is_(None)).group_by(q.source, q.rule)
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for source, rule, count in connection.execute(counted):
        found[source][rule] = count
    return dict(found)


def set_aside_readings(
    connection: Connection,
    *,
    standing: Standing = Standing.OPEN,
    sources: Collection[str] = (),
    rules: Collection[str] = (),
    indicators: Collection[str] = (),
    units: Collection[str] = (),
    known_at: datetime | None = None,
) -> list[SetAsideReading]:
    """What was set aside, in that order. Empty collections are all of them.

    `known_at` (aware) asks for what stood in quarantine at that instant, as it stood there: the rule by then, and no
    decision that came later.
    """
    q = quarantine.c
    wanted: list[ColumnElement[bool]] = [_stands(standing, known_at)]
    asked_for = ((q.source, sources), (q.indicator, indicators), (q.unit, units))
    wanted.extend(column.in_(words) for column, words in asked_for if words)
    rows = connection.execute(select(quarantine).where(*wanted).order_by(q.id))
    found = [_reading(row) for row in rows]
    if known_at is not None:
        found = _as_known(connection, found, known_at)
    return [each for each in found if not rules or each.rule in rules]


def set_aside_reading(connection: Connection, quarantine_id: int) -> SetAsideReading | None:
    """One of them by its id; None where there is none."""
    row = connection.execute(select(quarantine).where(quarantine.c.id == quarantine_id)).one_or_none()
    return _reading(row) if row else None


def settled(connection: Connection, source: str) -> dict[str, Settled]:
    """What of a source is not to be opened again, by fingerprint: what is open, and what someone rejected."""
    q = quarantine.c
    still = or_(q.closed_at.is_(None), q.resolution == Resolution.REJECTED.value)
    asked = select(q.fingerprint, q.id, q.closed_at, q.reason, q.author).where(q.source == source, still).order_by(q.id)
    return {
        row.fingerprint: Settled(row.id, row.closed_at, row.reason, row.author) for row in connection.execute(asked)
    }


def set_aside(connection: Connection, rows: Iterable[SetAsideReading]) -> None:
    """Opens these. None of their fingerprints may be open already."""
    plain = [_row(row) for row in rows]
    if plain:
        connection.execute(insert(quarantine), plain)


def close_as_accepted(connection: Connection, fingerprints: Collection[str], at: datetime, reason: str) -> None:
    """Closes what has been accepted since."""
    asked = sorted(fingerprints)
    for start in range(0, len(asked), _AT_ONCE):
        connection.execute(
            update(quarantine)
            .where(quarantine.c.fingerprint.in_(asked[start : start + _AT_ONCE]), quarantine.c.closed_at.is_(None))
            .values(closed_at=at, resolution=Resolution.ACCEPTED.value, reason=reason)
        )


def close(
    connection: Connection, quarantine_id: int, resolution: Resolution, at: datetime, reason: str, author: str
) -> None:
    """Closes one with what someone decided."""
    decided = {"closed_at": at, "resolution": resolution.value, "reason": reason, "author": author}
    connection.execute(update(quarantine).where(quarantine.c.id == quarantine_id).values(decided))


def set_aside_by(connection: Connection, quarantine_id: int, rule: str, message: str, waived: Collection[str]) -> None:
    """Keeps one open, set aside by another rule, with those that someone has waived."""
    now = {"rule": rule, "message": message, "waived": " ".join(waived)}
    connection.execute(update(quarantine).where(quarantine.c.id == quarantine_id).values(now))


def subject(quarantine_id: int) -> str:
    """What the log of writes calls one."""
    return f"quarantine {quarantine_id}"


def _stands(standing: Standing, known_at: datetime | None) -> ColumnElement[bool]:
    q = quarantine.c
    is_open = q.closed_at.is_(None) if known_at is None else or_(q.closed_at.is_(None), q.closed_at > known_at)
    was_opened = q.id.is_not(None) if known_at is None else q.opened_at <= known_at
    if standing is Standing.OPEN:
        return and_(was_opened, is_open)
    return was_opened if standing is Standing.ALL else and_(was_opened, ~is_open)


def _as_known(connection: Connection, found: Iterable[SetAsideReading], known_at: datetime) -> list[SetAsideReading]:
    """Takes back what was decided later: closings, and rules that have been waived since."""
    later = [entry for entry in entries(connection, actions=[Action.QUARANTINE_ACCEPT]) if entry.at > known_at]
    # Newest first: the oldest of the later decisions says what stood there before all of them.
    before = {entry.subject: entry.details for entry in later}
    return [_before(_undecided(each, known_at), before.get(subject(each.id))) for each in found]


def _undecided(given: SetAsideReading, known_at: datetime) -> SetAsideReading:
    if given.closed_at is None or given.closed_at <= known_at:
        return given
    return replace(given, closed_at=None, resolution=None, reason="", author="")


def _before(given: SetAsideReading, decision: Mapping[str, Any] | None) -> SetAsideReading:
    if decision is None:
        return given
    return replace(given, rule=decision["rule"], message=decision["message"], waived=tuple(decision["waived_before"]))


def _reading(row: Row[Any]) -> SetAsideReading:
    resolution = Resolution(row.resolution) if row.resolution else None
    return SetAsideReading(**(dict(row._mapping) | {"waived": tuple(row.waived.split()), "resolution": resolution}))


def _row(given: SetAsideReading) -> dict[str, Any]:
    row = asdict(given) | {"waived": " ".join(given.waived)}
    del row["id"]
    return row
