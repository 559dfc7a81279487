"""Who stands below whom: the order of units on a day, and the check that it has no circle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from monitor.units.unit import CircularParents, Level, Unit


@dataclass(frozen=True, slots=True)
class DayOrder:
    """The units of a day as borne on it: each before its children; the children and the agencies of each, by id."""

    ordered: tuple[Unit, ...]
    children: Mapping[str, tuple[Unit, ...]]
    agencies: Mapping[str, tuple[Unit, ...]]


def order_on(units: Mapping[str, Unit], day: date) -> DayOrder:
    """The order of a day. A unit whose parent does not exist on it stands at the top."""
    below: dict[str | None, list[Unit]] = defaultdict(list)
    for unit in units.values():
        if unit.valid_on(day):
            known = unit.on(day)
            above = None if known.parent is None else units[known.parent]
            below[known.parent if above is not None and above.valid_on(day) else None].append(known)
    parts = {parent: sorted(found, key=lambda unit: unit.id) for parent, found in below.items() if parent is not None}
    return DayOrder(
        ordered=tuple(_from_the_top(below)),
        children={id_: tuple(unit for unit in found if unit.level is not Level.AGENCY) for id_, found in parts.items()},
        agencies={id_: tuple(unit for unit in found if unit.level is Level.AGENCY) for id_, found in parts.items()},
    )


def _from_the_top(below: Mapping[str | None, list[Unit]]) -> Iterator[Unit]:
    waiting = list(reversed(below.get(None, ())))
    while waiting:
        unit = waiting.pop()
        yield unit
        waiting.extend(reversed(below.get(unit.id, ())))


def path_to(units: Mapping[str, Unit], unit_id: str, day: date | None) -> Iterator[Unit]:
    """The unit, its parent and so on up to the top, by the parents of a day; None: by those last borne."""
    step: Unit | None = units[unit_id]
    while step is not None:
        yield step
        above = step.parent if day is None else step.parent_on(day)
        step = None if above is None else units[above]


def check_parents(units: Mapping[str, Unit]) -> None:
    """Raises ValueError for a parent of any day that is not among the units, CircularParents for a circle."""
    for unit in units.values():
        for parent in (unit.parent, *(former.parent for former in unit.former)):
            if parent is not None and parent not in units:
                raise ValueError(f"the parent {parent!r} of unit {unit.id!r} is not among the units")
    sound: set[str] = set()
    for unit_id in units:
        _check_circle(units, unit_id, None, sound)
    for day, borne in _days_of_former_parents(units).items():
        sound = set()
        for unit_id in borne:
            _check_circle(units, unit_id, day, sound)


def _days_of_former_parents(units: Mapping[str, Unit]) -> Mapping[date, list[str]]:
    """Days before a change of parents, each with the units that then had another parent than they last had."""
    days = {former.until - date.resolution for unit in units.values() for former in unit.former}
    moved = [unit for unit in units.values() if any(former.parent != unit.parent for former in unit.former)]
    return {day: [unit.id for unit in moved if unit.parent_on(day) != unit.parent] for day in days} if moved else {}


def _check_circle(units: Mapping[str, Unit], unit_id: str, day: date | None, sound: set[str]) -> None:
    """Walks up from a unit until it meets one that is known to be sound; all passed are so then."""
    passed: set[str] = set()
    for step in path_to(units, unit_id, day):
        if step.id in sound:
            break
        if step.id in passed:
            raise CircularParents(step.id)
        passed.add(step.id)
    sound |= passed
