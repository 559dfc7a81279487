"""Tables of units and of events taken together, against the registry that they change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from monitor.units.event import EventKind, UnitEvent
from monitor.units.registry import UnitRegistry
from monitor.units.tables.cells import TableFault, TableRow
from monitor.units.tables.event_table import events_from
from monitor.units.tables.unit_table import units_from
from monitor.units.unit import CircularParents, Former, Unit


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What tables say of units, and the faults of either table; with a fault nothing of it is to be used."""

    units: tuple[Unit, ...]
    events: tuple[UnitEvent, ...]
    unit_faults: tuple[TableFault, ...]
    event_faults: tuple[TableFault, ...]


def handed_in(unit_rows: Sequence[TableRow], event_rows: Sequence[TableRow], registry: UnitRegistry) -> HandedIn:
    """What the tables say. A unit that an event renames or moves keeps what it bore before as its former."""
    units, faults = units_from(unit_rows, registry)
    if faults:
        return HandedIn((), (), faults, ())
    known = {unit.id: unit for unit in registry} | {unit.id: unit for unit in units}
    try:
        changed = UnitRegistry(known.values(), registry.events, registry.maps)
    except CircularParents as circle:
        row = next((row.number for row in unit_rows if row.cells.get("id") == circle.unit_id), unit_rows[0].number)
        return HandedIn((), (), (TableFault(row, "parent", f"{circle}; another parent, or none, would be right"),), ())
    events, event_faults = events_from(event_rows, changed)
    return HandedIn(tuple(_with_former(units, events, registry)), events, (), event_faults)


def _with_former(units: Iterable[Unit], events: Iterable[UnitEvent], registry: UnitRegistry) -> Iterable[Unit]:
    kept = (EventKind.RENAME, EventKind.MOVE)
    days = {event.units[0]: event.day for event in events if event.kind in kept and not event.transfers}
    for unit in units:
        if unit.id in days and unit.id in registry:
            yield _renamed(unit, registry[unit.id], days[unit.id])
        else:
            yield unit


def _renamed(unit: Unit, before: Unit, day: date) -> Unit:
    """The unit with what it bore up to the day, where that was another name, code or parent."""
    if (unit.name, unit.code, unit.parent) == (before.name, before.code, before.parent):
        return unit
    former = Former(until=day, name=before.name, name_en=before.name_en, code=before.code, parent=before.parent)
    return replace(unit, former=(*(each for each in before.former if each.until < day), former))
