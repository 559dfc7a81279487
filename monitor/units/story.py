"""All that the registry tells of one unit: where it stands on a day, its names, what went into it and out of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from monitor.units.codes import CodeBearer
from monitor.units.event import KnownMap, Transfer
from monitor.units.registry import UnitRegistry
from monitor.units.unit import Level, Unit


@dataclass(frozen=True, slots=True)
class Passage:
    """That a share went over on a day: `other` is the unit at the other end, as borne on that day or just before it."""

    day: date
    other: Unit
    weight: float
    estimated: bool


@dataclass(frozen=True, slots=True)
class Story:
    """One unit as borne on a day, with what came before and after it.

    `path` is the way down to it on the day `placed`: the day asked for, or the nearest one on which it exists. `became`
    are the units that hold what it was, on the day asked for; `codes` who bore its official code and when; `unknown` is
    what the registry does not know of the day's map.
    """

    unit: Unit
    day: date
    placed: date
    path: tuple[Unit, ...]
    predecessors: tuple[Passage, ...]
    successors: tuple[Passage, ...]
    became: tuple[Passage, ...]
    codes: tuple[CodeBearer, ...]
    unknown: tuple[KnownMap, ...]


def story_of(registry: UnitRegistry, unit_id: str, day: date) -> Story:
    """What the registry tells of a unit. Raises KeyError for an unknown id."""
    unit = registry[unit_id].on(day)
    placed = _nearest(unit, day)
    before = ((on, transfer, transfer.source) for on, transfer in registry.predecessors(unit_id))
    after = ((on, transfer, transfer.target) for on, transfer in registry.successors(unit_id))
    held = () if unit.valid_on(day) else ((day, part, part.target) for part in registry.became(unit_id, day))
    return Story(
        unit=unit,
        day=day,
        placed=placed,
        path=registry.path(unit_id, placed),
        predecessors=tuple(_passages(registry, before, before_it=True)),
        successors=tuple(_passages(registry, after)),
        became=tuple(_passages(registry, held)),
        codes=registry.history_of_code(unit.code or unit.id),
        unknown=registry.unknown_map(day, levels_below(unit.level)),
    )


def _nearest(unit: Unit, day: date) -> date:
    """The day, or where the unit does not exist on it the first or the last one of its time."""
    if unit.valid_until is not None and unit.valid_until <= day:
        return unit.valid_until - day.resolution
    return day if unit.valid_from is None else max(day, unit.valid_from)


def levels_below(level: Level | None) -> tuple[Level, ...]:
    """The levels under one, and agencies; all where there is none."""
    levels = tuple(Level)
    return levels if level is None else levels[levels.index(level) + 1 :]


def _passages(
    registry: UnitRegistry, transfers: Iterable[tuple[date, Transfer, str]], *, before_it: bool = False
) -> Iterable[Passage]:
    for day, transfer, other in transfers:
        then = day - day.resolution if before_it else day
        yield Passage(day, registry[other].on(then), transfer.weight, transfer.estimated)
