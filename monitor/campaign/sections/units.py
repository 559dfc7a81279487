"""Units: one id each, one code at a time, parents without circles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from monitor.campaign.document import Loc
from monitor.campaign.judge import Judge
from monitor.campaign.schema import Known, UnitEntry
from monitor.units import CircularParents, Unit, UnitRegistry
from monitor.units.merging import merged


def read_units(judge: Judge, known: Known) -> tuple[Unit, ...]:
    """All units of the file that are right; the faults of the others are the judge's."""
    units: list[Unit] = []
    places: dict[str, Loc] = {}
    for loc, raw in judge.document.listed("units"):
        entry = judge.part(loc, UnitEntry, known)
        if raw.get("id") in places:
            first = judge.document.at(places[raw["id"]])[0]
            judge.fault((*loc, "id"), f'"{raw["id"]}" is already the id of the unit in line {first}; ids are unique')
            continue
        if isinstance(raw.get("id"), str):
            places[raw["id"]] = loc
        if entry is not None:
            units.append(_unit(entry))
    _judge_codes(judge, units, places)
    return tuple(units)


def with_registry(judge: Judge, own: Sequence[Unit], registry: UnitRegistry) -> UnitRegistry:
    """The units of the file and of the registry together; parents that do not fit are faults of the judge's."""
    right = {unit.id for unit in own} | {unit.id for unit in registry}
    found = [unit if unit.parent in right else replace(unit, parent=None) for unit in own]
    try:
        return merged(found, registry)
    except CircularParents as circle:
        places = (loc for loc, raw in judge.document.listed("units") if raw.get("id") == circle.unit_id)
        judge.fault((*next(places, ("units",)), "parent"), f"{circle}; one of them has another parent, or none")
    except ValueError as error:
        judge.fault(("units",), f"these units and those of the registry do not fit together: {error}")
    return UnitRegistry(())


def _unit(entry: UnitEntry) -> Unit:
    return Unit(
        id=entry.id,
        name=entry.name,
        name_en=entry.name_en,
        level=entry.level,
        parent=entry.parent,
        code=entry.code or entry.id,
        valid_from=entry.valid_from,
        valid_until=entry.valid_until,
        aliases=tuple(entry.aliases),
    )


def _judge_codes(judge: Judge, units: Sequence[Unit], places: Mapping[str, Loc]) -> None:
    holders: dict[str | None, list[Unit]] = defaultdict(list)
    for unit in units:
        other = next((holder for holder in holders[unit.code] if _together(holder, unit)), None)
        if other is not None:
            line = judge.document.at(places[other.id])[0]
            message = (
                f'"{unit.code}" is the code of {other.name} (line {line}) at the same time; codes are unique on a day'
            )
            judge.fault((*places[unit.id], "code"), message)
        holders[unit.code].append(unit)


def _together(one: Unit, other: Unit) -> bool:
    """Whether there is a day on which both exist."""
    return (one.valid_from or date.min) < (other.valid_until or date.max) and (other.valid_from or date.min) < (
        one.valid_until or date.max
    )
