"""Why a code or a name means no unit on a day, in words that a person can act on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from monitor.units.event import KnownMap, Transfer
from monitor.units.names import PREFIXES_OF_LEVEL, name_of
from monitor.units.unit import AmbiguousUnit, Level, Unit, UnitEnded, UnknownUnit

if TYPE_CHECKING:
    from monitor.units.registry import UnitRegistry

_MOST_NAMED = 3
_LEVEL_OF_DIGITS = {2: Level.PROVINCE, 3: Level.DISTRICT, 5: Level.COMMUNE}
_PLURAL = {
    Level.NATION: "nations",
    Level.PROVINCE: "provinces",
    Level.DISTRICT: "districts",
    Level.COMMUNE: "communes",
    Level.AGENCY: "agencies",
}


def the_one(written: str, units: Iterable[Unit]) -> Unit:
    """The unit that all of these are. Raises AmbiguousUnit where they are several."""
    distinct = tuple({unit.id: unit for unit in units}.values())
    if len(distinct) > 1:
        raise AmbiguousUnit(written, distinct)
    return distinct[0]


def no_such_unit(registry: UnitRegistry, written: str, near: Iterable[Unit], on: date) -> UnknownUnit:
    """That nothing is called so, with what is near, and what of that day's map is not known."""
    return UnknownUnit(written, described(near), said_unknown(registry.unknown_map(on, _levels_of(written))))


def not_of_that_day(registry: UnitRegistry, written: str, units: Iterable[Unit], on: date) -> UnknownUnit:
    """That those who are called so do not exist on the day: one that is no more, with where it belongs since."""
    distinct = list({unit.id: unit for unit in units}.values())
    ended = tuple(unit for unit in distinct if unit.ended_by(on))
    if not ended:
        levels = {unit.level for unit in distinct}
        called = (unit.on(on) if unit.valid_on(on) else unit for unit in distinct)
        return UnknownUnit(written, described(called), said_unknown(registry.unknown_map(on, levels)))
    if len(ended) > 1:
        more = f" and {len(ended) - _MOST_NAMED} more" if len(ended) > _MOST_NAMED else ""
        said = f"{', '.join(described(ended))}{more} are no more; its code, or the name of its province, tells which"
        return UnitEnded(written, ended, said)
    belongs_to, where = _where_it_went(registry, ended[0], on)
    return UnitEnded(written, ended, f"{described(ended)[0]} is no more{where}", belongs_to)


def described(units: Iterable[Unit]) -> tuple[str, ...]:
    """The first few units by name and id, with the days between which they exist where that is limited."""
    distinct = list({unit.id: unit for unit in units}.values())[:_MOST_NAMED]
    return tuple(f"{unit.name} ({', '.join((unit.id, *_dates(unit)))})" for unit in distinct)


def said_unknown(maps: Collection[KnownMap]) -> str:
    """What of a day's map is not known: "the map of communes before 2025-03-01 is not known"."""
    return "; ".join(
        f"the map of {_PLURAL[Level(known.level)]} before {known.first_day} is not known" for known in maps
    )


def _where_it_went(registry: UnitRegistry, unit: Unit, on: date) -> tuple[tuple[Unit, ...], str]:
    """The units of the day that hold what the unit was, or else what the unit above it was."""
    for step in reversed(registry.path(unit.id, on)):
        parts = registry.became(step.id, on)
        if parts:
            units = tuple(registry[part.target].on(on) for part in parts)
            named = ", ".join(_share(held, part) for held, part in zip(units, parts, strict=True))
            if step.id == unit.id:
                return units, f"; it belongs to {named} on {on}"
            return units, f" and nothing took its place; {step.name} ({step.id}), where it lay, is {named} on {on}"
    return (), ""


def _share(unit: Unit, part: Transfer) -> str:
    """A unit by name and id, with the share that went to it unless that is all."""
    if part.weight > 1 - 1e-9:
        return f"{unit.name} ({unit.id})"
    return f"{unit.name} ({unit.id}, {part.weight:.0%}{' estimated' if part.estimated else ''})"


def _levels_of(written: str) -> Collection[Level]:
    """The levels whose units could be written so."""
    if written.isdecimal():
        level = _LEVEL_OF_DIGITS.get(len(written))
        return tuple(Level) if level is None else (level,)
    prefixes = name_of(written).prefixes
    return [level for level, own in PREFIXES_OF_LEVEL.items() if not prefixes or prefixes & own]


def _dates(unit: Unit) -> Iterator[str]:
    if unit.valid_from is not None:
        yield f"from {unit.valid_from}"
    if unit.valid_until is not None:
        yield f"until {unit.valid_until}"
