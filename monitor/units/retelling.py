"""How new events take the place of those that stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from monitor.units.event import Transfer, UnitEvent


def retold(standing: Mapping[int, UnitEvent], given: Sequence[UnitEvent]) -> tuple[list[UnitEvent], list[int]]:
    """The events that are new, and the numbers of the standing ones that give way to them.

    Of a unit of which a new share is told, all that leaves it on that day is told anew; what a standing event says of
    other units stands on, in an event of its own.
    """
    stands = {_said(event) for event in standing.values()}
    new = [event for event in given if _said(event) not in stands]
    told = _Told(new, standing.values())
    again = {_said(event) for event in given}
    old: list[int] = []
    for number, event in standing.items():
        rest = told.rest_of(event)
        if told.retells(event) or (rest != event.transfers and _said(event) not in again):
            old.append(number)
            if rest:
                new.append(_with_rest(event, rest))
    return new, old


class _Told:
    """What new events tell otherwise than those that stand."""

    def __init__(self, new: Sequence[UnitEvent], standing: Iterable[UnitEvent]) -> None:
        known = {(event.day, transfer) for event in standing for transfer in event.transfers}
        told = [(event.day, transfer) for event in new for transfer in event.transfers]
        self._same_way = {(day, transfer.source, transfer.target) for day, transfer in told}
        self._leaving = {(day, transfer.source) for day, transfer in told if (day, transfer) not in known}
        self._alone = {_alone(event) for event in new if not event.transfers}

    def rest_of(self, event: UnitEvent) -> tuple[Transfer, ...]:
        """The transfers of a standing event that the new ones leave alone."""
        return tuple(
            transfer
            for transfer in event.transfers
            if (event.day, transfer.source) not in self._leaving
            and (event.day, transfer.source, transfer.target) not in self._same_way
        )

    def retells(self, event: UnitEvent) -> bool:
        """Whether a new event without transfers stands for this one."""
        return not event.transfers and _alone(event) in self._alone


def _said(event: UnitEvent) -> tuple[object, ...]:
    return event.day, event.kind, frozenset(event.units), frozenset(event.transfers), event.decree, event.note


def _alone(event: UnitEvent) -> tuple[object, ...]:
    return event.day, event.kind, event.units


def _with_rest(event: UnitEvent, rest: tuple[Transfer, ...]) -> UnitEvent:
    told = {end for transfer in rest for end in (transfer.source, transfer.target)}
    return replace(event, units=tuple(unit for unit in event.units if unit in told), transfers=rest)
