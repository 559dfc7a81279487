"""Units, their events and maps as rows of the store, and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Row

from monitor.units import EventKind, Former, KnownMap, Level, Transfer, Unit, UnitEvent

AnyRow = Row[tuple[Any, ...]]


def unit_values(unit: Unit) -> dict[str, Any]:
    """A unit as the values of a row, but for its version, instant and source."""
    return {
        "id": unit.id,
        "level": unit.level.value,
        "name": unit.name,
        "name_en": unit.name_en,
        "code": unit.code,
        "parent": unit.parent,
        "valid_from": unit.valid_from,
        "valid_until": unit.valid_until,
        "aliases": list(unit.aliases),
        "former": [_former_values(former) for former in unit.former],
        "latitude": unit.latitude,
        "longitude": unit.longitude,
    }


def unit_of(row: AnyRow) -> Unit:
    """The unit of a row whose lists are texts."""
    return Unit(
        id=row.id,
        name=row.name,
        name_en=row.name_en,
        level=Level(row.level),
        parent=row.parent,
        code=row.code,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        aliases=tuple(_listed(row.aliases)),
        former=tuple(_former_of(former) for former in _listed(row.former)),
        latitude=row.latitude,
        longitude=row.longitude,
    )


def _listed(text: str) -> list[Any]:
    return [] if text == "[]" else json.loads(text)


def _former_values(former: Former) -> dict[str, str | None]:
    return {
        "until": former.until.isoformat(),
        "name": former.name,
        "name_en": former.name_en,
        "code": former.code,
        "parent": former.parent,
    }


def _former_of(plain: Mapping[str, Any]) -> Former:
    return Former(
        until=date.fromisoformat(plain["until"]),
        name=plain["name"],
        name_en=plain["name_en"],
        code=plain["code"],
        parent=plain["parent"],
    )


def event_values(event: UnitEvent) -> dict[str, Any]:
    """An event as the values of a row, but for its instants and source."""
    return {
        "day": event.day,
        "kind": event.kind.value,
        "units": list(event.units),
        "decree": event.decree,
        "note": event.note,
        "digest": digest_of(event),
    }


def event_of(row: AnyRow, transfers: Iterable[Transfer]) -> UnitEvent:
    """The event of a row with these transfers."""
    return UnitEvent(
        day=row.day,
        kind=EventKind(row.kind),
        units=tuple(row.units),
        transfers=tuple(transfers),
        decree=row.decree,
        note=row.note,
    )


def transfer_values(event: int, transfer: Transfer) -> dict[str, Any]:
    """A transfer of an event as the values of a row."""
    return {
        "event": event,
        "source": transfer.source,
        "target": transfer.target,
        "weight": transfer.weight,
        "estimated": transfer.estimated,
    }


def transfer_of(row: AnyRow) -> Transfer:
    """The transfer of a row."""
    return Transfer(row.source, row.target, row.weight, row.estimated)


def map_values(known: KnownMap) -> dict[str, Any]:
    """A known map as the values of a row, but for its instant."""
    return {"level": known.level, "first_day": known.first_day, "source": known.source, "note": known.note}


def map_of(row: AnyRow) -> KnownMap:
    """The known map of a row."""
    return KnownMap(level=row.level, first_day=row.first_day, source=row.source, note=row.note)


def digest_of(event: UnitEvent) -> str:
    """What tells an event from every other: all that it says, in whatever order it says its transfers."""
    transfers = sorted((t.source, t.target, t.weight, t.estimated) for t in event.transfers)
    said = (event.day.isoformat(), event.kind.value, event.units, transfers, event.decree, event.note)
    return hashlib.sha256(repr(said).encode()).hexdigest()
