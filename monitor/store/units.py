"""Questions about the registry of units, and the one way to write it: versions of units, and events that stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Connection, Engine, Select, Text, and_, cast, insert, or_, select, update

from monitor.store import audit
from monitor.store.audit import Action, Entry
from monitor.store.database import grow_units_revision
from monitor.store.instants import recorded_at
from monitor.store.schema import counters, unit_events, unit_maps, unit_transfers, units
from monitor.store.unit_rows import (
    digest_of,
    event_of,
    event_values,
    map_of,
    map_values,
    transfer_of,
    transfer_values,
    unit_of,
    unit_values,
)
from monitor.units import KnownMap, Transfer, Unit, UnitEvent, UnitRegistry
from monitor.units.retelling import retold

# SQLite and PostgreSQL both take this many values for one IN.
_SOME = 500
# The present registry of each database, with the number of writes to it.
_HELD: WeakKeyDictionary[Engine, tuple[int, UnitRegistry]] = WeakKeyDictionary()
_LISTS = ("aliases", "former")
# Lists as texts: nearly all are empty, and 28,000 empty ones take the time of all the rest to decode.
_SAID_OF_UNITS = [
    cast(column, Text).label(column.name) if column.name in _LISTS else column
    for column in units.c
    if column.name not in ("version", "recorded_at", "source")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """How much a write changed; all 0 where nothing was new."""

    new_units: int = 0
    changed_units: int = 0
    new_events: int = 0
    withdrawn_events: int = 0
    maps: int = 0


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the store holds of a unit: its newest version, and what each source last said of it."""

    version: int
    unit: Unit
    said_by: Mapping[str, Unit]


def registry_parts(
    connection: Connection, known_at: datetime | None = None
) -> tuple[tuple[Unit, ...], tuple[UnitEvent, ...], tuple[KnownMap, ...]]:
    """The units, by id, the events, oldest first, and the known maps, as they were known at an instant; None is now."""
    return _units(connection, known_at), _events(connection, known_at), _maps(connection, known_at)


def registry_of(connection: Connection, known_at: datetime | None = None) -> UnitRegistry:
    """The registry as it was known at an instant; None is now, which is put together once for each write to it."""
    if known_at is not None or connection.get_execution_options().get("writing"):
        # What a writer sees may yet be undone; it is not kept for others.
        return UnitRegistry(*registry_parts(connection, known_at))
    written = connection.execute(select(counters.c.value).where(counters.c.name == "units")).scalar_one()
    held = _HELD.get(connection.engine)
    if held is None or held[0] != written:
        held = _HELD[connection.engine] = (written, UnitRegistry(*registry_parts(connection)))
    return held[1]


def record_units(
    connection: Connection,
    given: Iterable[Unit],
    events: Iterable[UnitEvent],
    maps: Iterable[KnownMap],
    source: str,
    at: datetime,
    *,
    actor: str = "",
    corrects: bool = False,
) -> Recorded:
    """Records what a source says of units: a new version of each unit that is new or has changed, and new events.

    What is not given stays. A source that says the same again changes nothing, though someone has corrected it since;
    with `corrects` what is given holds over all that stands, and of each unit that goes somewhere on a day the standing
    transfers of that day give way. Raises ValueError where the registry would not be sound.
    """
    kept = _kept(connection)
    changed = [unit for unit in given if _says_anew(unit, kept.get(unit.id), source, corrects)]
    standing = _standing(connection)
    new_events, old_ids = _new_events(connection, standing, tuple(events), corrects)
    known_maps = _maps(connection, None)
    new_maps = [known for known in maps if known not in known_maps]
    if not (changed or new_events or old_ids or new_maps):
        return Recorded()
    by_id = {unit_id: held.unit for unit_id, held in kept.items()} | {unit.id: unit for unit in changed}
    left = [event for id_, event in standing.items() if id_ not in old_ids]
    UnitRegistry(by_id.values(), (*left, *new_events)).refuse_unsound()
    instant = recorded_at(connection, at)
    _write_units(connection, changed, kept, source, instant)
    _withdraw(connection, old_ids, instant)
    _write_events(connection, new_events, source, instant)
    if new_maps:
        connection.execute(insert(unit_maps), [map_values(known) | {"recorded_at": instant} for known in new_maps])
    grow_units_revision(connection)
    recorded = Recorded(
        new_units=sum(unit.id not in kept for unit in changed),
        changed_units=sum(unit.id in kept for unit in changed),
        new_events=len(new_events),
        withdrawn_events=len(old_ids),
        maps=len(new_maps),
    )
    action = Action.UNITS_IMPORT if corrects else Action.UNITS_LOAD
    audit.record(connection, Entry(at=instant, actor=actor, action=action, subject=source, details=asdict(recorded)))
    return recorded


def _says_anew(unit: Unit, kept: _Kept | None, source: str, corrects: bool) -> bool:
    if kept is None:
        return True
    return unit != (kept.unit if corrects else kept.said_by.get(source))


def _kept(connection: Connection) -> dict[str, _Kept]:
    found: dict[str, _Kept] = {}
    said: Select[Any] = select(*_SAID_OF_UNITS, units.c.version, units.c.source)
    for row in connection.execute(said.order_by(units.c.id, units.c.version)):
        unit = unit_of(row)
        before = found.get(row.id)
        found[row.id] = _Kept(row.version, unit, {**(before.said_by if before else {}), row.source: unit})
    return found


def _units(connection: Connection, known_at: datetime | None) -> tuple[Unit, ...]:
    query = select(*_SAID_OF_UNITS).order_by(units.c.id, units.c.version)
    if known_at is not None:
        query = query.where(units.c.recorded_at <= known_at)
    newest = {row.id: row for row in connection.execute(query)}
    # By id as Python orders it: databases order texts by the rules of some language.
    return tuple(unit_of(newest[unit_id]) for unit_id in sorted(newest))


def _events(connection: Connection, known_at: datetime | None) -> tuple[UnitEvent, ...]:
    return tuple(_standing(connection, known_at).values())


def _standing(connection: Connection, known_at: datetime | None = None) -> dict[int, UnitEvent]:
    """The events that stood at an instant, by their row's id."""
    e, t = unit_events.c, unit_transfers.c
    stood = _stood(known_at)
    transfers: dict[int, list[Transfer]] = defaultdict(list)
    joined = (
        select(unit_transfers).join(unit_events, e.id == t.event).where(stood).order_by(t.event, t.source, t.target)
    )
    for row in connection.execute(joined):
        transfers[row.event].append(transfer_of(row))
    rows = connection.execute(select(unit_events).where(stood).order_by(e.day, e.id))
    return {row.id: event_of(row, transfers.get(row.id, ())) for row in rows}


def _stood(known_at: datetime | None) -> ColumnElement[bool]:
    e = unit_events.c
    if known_at is None:
        return e.withdrawn_at.is_(None)
    return and_(e.recorded_at <= known_at, or_(e.withdrawn_at.is_(None), e.withdrawn_at > known_at))


def _maps(connection: Connection, known_at: datetime | None) -> tuple[KnownMap, ...]:
    query = select(unit_maps).order_by(unit_maps.c.id)
    if known_at is not None:
        query = query.where(unit_maps.c.recorded_at <= known_at)
    newest = {(row.level, row.source): map_of(row) for row in connection.execute(query)}
    return tuple(newest.values())


def _new_events(
    connection: Connection, standing: Mapping[int, UnitEvent], given: Sequence[UnitEvent], corrects: bool
) -> tuple[list[UnitEvent], list[int]]:
    """The events to record, and the ids of those to withdraw for them."""
    if corrects:
        return retold(standing, given)
    known = set(connection.execute(select(unit_events.c.digest)).scalars())
    return [event for event in given if digest_of(event) not in known], []


def _write_units(
    connection: Connection, changed: Iterable[Unit], kept: Mapping[str, _Kept], source: str, at: datetime
) -> None:
    rows = [
        unit_values(unit)
        | {"version": kept[unit.id].version + 1 if unit.id in kept else 1, "source": source, "recorded_at": at}
        for unit in changed
    ]
    if rows:
        connection.execute(insert(units), rows)


def _withdraw(connection: Connection, ids: Sequence[int], at: datetime) -> None:
    for some in _in_parts(ids):
        connection.execute(update(unit_events).where(unit_events.c.id.in_(some)).values(withdrawn_at=at))


def _write_events(connection: Connection, events: Sequence[UnitEvent], source: str, at: datetime) -> None:
    if not events:
        return
    rows = [event_values(event) | {"source": source, "recorded_at": at} for event in events]
    added = insert(unit_events).returning(unit_events.c.id, unit_events.c.digest)
    ids = {row.digest: row.id for row in connection.execute(added, rows)}
    transfers = [transfer_values(ids[digest_of(event)], each) for event in events for each in event.transfers]
    if transfers:
        connection.execute(insert(unit_transfers), transfers)


def _in_parts(ids: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (ids[i : i + _SOME] for i in range(0, len(ids), _SOME))
