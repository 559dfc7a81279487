"""What became of units: the transfers of all events, and their composition over several of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from monitor.units.event import Transfer, UnitEvent
from monitor.units.unit import Unit

# A share smaller than this is what adding others up has left over.
_NOTHING = 1e-9


class Lineage:
    """The transfers between units, by where they come from and by where they go to."""

    def __init__(self, events: Sequence[UnitEvent]) -> None:
        self.into = _transfers_by(lambda transfer: transfer.target, events)
        self.out_of = _transfers_by(lambda transfer: transfer.source, events)

    def became(self, unit: Unit, units: Mapping[str, Unit], on: date) -> tuple[Transfer, ...]:
        """The units of a day that hold what a unit was, with its share in each; itself where it still exists."""
        found: dict[str, tuple[float, bool]] = {}
        waiting = [(unit.id, 1.0, False, date.min)]
        while waiting:
            step, weight, estimated, since = waiting.pop()
            leaving = [(day, transfer) for day, transfer in self.out_of.get(step, ()) if since < day <= on]
            if not leaving:
                before, was_estimated = found.get(step, (0.0, False))
                found[step] = before + weight, was_estimated or estimated
                continue
            day, transfers = _first_day(leaving)
            for part in transfers:
                waiting.append((part.target, weight * part.weight, estimated or part.estimated, day))
            rest = 1.0 - sum(part.weight for part in transfers)
            if rest > _NOTHING and not units[step].ended_by(day):
                waiting.append((step, weight * rest, estimated or any(part.estimated for part in transfers), day))
        return tuple(
            Transfer(unit.id, target, weight, estimated)
            for target, (weight, estimated) in sorted(found.items())
            if units[target].valid_on(on)
        )


def _first_day(leaving: Iterable[tuple[date, Transfer]]) -> tuple[date, list[Transfer]]:
    day, group = next(groupby(leaving, key=lambda dated: dated[0]))
    return day, [transfer for _, transfer in group]


def _transfers_by(
    end: Callable[[Transfer], str], events: Sequence[UnitEvent]
) -> Mapping[str, tuple[tuple[date, Transfer], ...]]:
    found: dict[str, list[tuple[date, Transfer]]] = defaultdict(list)
    for event in events:
        for transfer in event.transfers:
            found[end(transfer)].append((event.day, transfer))
    return {unit_id: tuple(transfers) for unit_id, transfers in found.items()}
