"""A campaign's own units and those of the store's registry as one registry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from monitor.units.registry import UnitRegistry
from monitor.units.unit import Former, Unit


def merged(file_units: Iterable[Unit], stored: UnitRegistry) -> UnitRegistry:
    """The units of a campaign's file, in its order, then those of the store that it does not name; the store's events.

    What the file says of a unit holds. What it leaves out (its code, its end, its point, what it bore before) comes
    from the stored unit of the same id; aliases of both count. A unit without a parent in the file is a top of the
    campaign, and one without a first day has none. Raises ValueError where the parents of both do not fit together.
    """
    own = [_completed(unit, stored[unit.id]) if unit.id in stored else unit for unit in file_units]
    named = {unit.id for unit in own}
    return UnitRegistry((*own, *(unit for unit in stored if unit.id not in named)), stored.events, stored.maps)


def _completed(unit: Unit, stored: Unit) -> Unit:
    named = stored if _names_it_as_before(unit, stored) else unit
    return replace(
        unit,
        name=named.name,
        name_en=named.name_en,
        code=stored.code if unit.code in (None, unit.id) else unit.code,
        valid_until=unit.valid_until or stored.valid_until,
        aliases=_all_aliases(unit, stored, named.name),
        former=unit.former or tuple(_in_its_place(unit, former) for former in stored.former),
        latitude=stored.latitude if unit.latitude is None else unit.latitude,
        longitude=stored.longitude if unit.longitude is None else unit.longitude,
    )


def _names_it_as_before(unit: Unit, stored: Unit) -> bool:
    """Whether the file gives the name that the unit bore before its rename: it holds for those days."""
    return not unit.former and any(former.name == unit.name for former in stored.former)


def _all_aliases(unit: Unit, stored: Unit, name: str) -> tuple[str, ...]:
    """The aliases of both; the registry's own name too, where the file calls the unit otherwise."""
    return tuple(dict.fromkeys(each for each in (*unit.aliases, *stored.aliases, stored.name) if each != name))


def _in_its_place(unit: Unit, former: Former) -> Former:
    """What a unit bore before, but for its parent: that is the campaign's."""
    return replace(former, parent=unit.parent)
