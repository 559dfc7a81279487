"""Whether events fit the units that they speak of: every one known, and no unit given away more than once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from monitor.units.event import UnitEvent
from monitor.units.unit import Unit

# Shares of a third and the like do not add up to the last digit.
_NEARLY = 1e-9


def faults_of(units: Mapping[str, Unit], events: Iterable[UnitEvent]) -> Iterator[str]:
    """What is wrong with events, in words: unknown units, and shares of one unit and day that do not add up to 1."""
    shares: dict[tuple[date, str], float] = defaultdict(float)
    for event in events:
        told = (*event.units, *(end for each in event.transfers for end in (each.source, each.target)))
        for unit_id in dict.fromkeys(told):
            if unit_id not in units:
                yield f"the {event.kind.value} of {event.day} speaks of {unit_id!r}, which is not among the units"
        for transfer in event.transfers:
            shares[event.day, transfer.source] += transfer.weight
    for (day, unit_id), share in shares.items():
        if unit_id in units and not _adds_up(units[unit_id], day, share):
            yield f"of {units[unit_id].name} ({unit_id}) {share:.4g} goes away on {day}; the shares add up to 1"


def _adds_up(unit: Unit, day: date, share: float) -> bool:
    """A unit that ends gives all away; one that stays may keep a part."""
    return share <= 1 + _NEARLY and (share >= 1 - _NEARLY or not unit.ended_by(day))
