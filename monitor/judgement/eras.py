"""The map of units from one change to the next: who was there, below whom, and whose figures went to whom.

Only units that can have figures are held: those with observations, those above them, and all that came of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from monitor.clock import DAY
from monitor.units import Transfer, Unit, UnitRegistry

# Weights come of divisions; a rest smaller than this is none.
_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Origin:
    """A unit whose figures go into another's history, and how much of them (less than nought: taken away)."""

    unit: str
    weight: float = 1.0
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Era:
    """The map from `first` (None: from the beginning) up to the day before `until` (None: the judged day and on).

    `units` are ids, each after those below it; `children` holds for each those directly below. `continuing` ones
    existed in the era before. `origins` say of what each unit's history before the era is made. `carried_on` names,
    for a unit that is one whole other unit under a new id, that other one.
    """

    first: date | None
    until: date | None
    units: tuple[str, ...]
    children: Mapping[str, tuple[Unit, ...]]
    continuing: frozenset[str] = frozenset()
    origins: Mapping[str, tuple[Origin, ...]] = field(default_factory=dict)
    carried_on: Mapping[str, str] = field(default_factory=dict)


def eras_of(units: UnitRegistry, speaking: Mapping[str, date], day: date) -> tuple[Era, ...]:
    """The eras up to a day, for units that have observations; the last one holds on that day.

    `speaking` gives the first as-of day of each of them: changes of the map up to the first of all leave no trace.
    """
    held = _can_have_figures(units, speaking, day)
    told = min(speaking.values(), default=day)
    changes = [change for change in _changes(units, held) if told < change <= day]
    probes = [changes[0] - DAY, *changes] if changes else [day]
    maps = [_Map.on(units, held, probe) for probe in probes]
    ends = [*changes, None]
    eras = [Era(None, ends[0], maps[0].units, maps[0].children)]
    for (old, new), first, until in zip(pairwise(maps), changes, ends[1:], strict=True):
        eras.append(_next(units, old, new, first, until))
    return tuple(eras)


@dataclass(frozen=True, slots=True)
class _Map:
    """The units of one day, and for each the one above it."""

    units: tuple[str, ...]
    children: Mapping[str, tuple[Unit, ...]]
    above: Mapping[str, str]

    @property
    def held(self) -> frozenset[str]:
        """The units as a set."""
        return frozenset(self.units)

    @staticmethod
    def on(units: UnitRegistry, held: frozenset[str], day: date) -> _Map:
        """The map of a day."""
        present = sorted(id_ for id_ in held if units[id_].valid_on(day))
        children = {id_: units.children(id_, day) for id_ in present}
        above = {child.id: id_ for id_, below in children.items() for child in below if child.id in held}
        depth = {id_: len(tuple(_chain(above, id_))) for id_ in present}
        return _Map(tuple(sorted(present, key=lambda id_: (-depth[id_], id_))), children, above)


def _chain(above: Mapping[str, str], unit: str) -> Iterator[str]:
    """The units above one, the nearest first."""
    step = above.get(unit)
    while step is not None:
        yield step
        step = above.get(step)


def _can_have_figures(units: UnitRegistry, speaking: Iterable[str], day: date) -> frozenset[str]:
    found: set[str] = set()
    waiting = [id_ for id_ in speaking if id_ in units]
    while waiting:
        id_ = waiting.pop()
        if id_ not in found:
            found.add(id_)
            waiting.extend(_parents(units[id_]))
            waiting.extend(transfer.target for on, transfer in units.successors(id_) if on <= day)
    return frozenset(id_ for id_ in found if id_ in units)


def _parents(unit: Unit) -> Iterator[str]:
    """The parents that a unit has ever had."""
    yield from (parent for parent in (unit.parent, *(each.parent for each in unit.former)) if parent is not None)


def _changes(units: UnitRegistry, held: frozenset[str]) -> list[date]:
    """The days on which the map of these units, or of those directly below them, changed; a new name is no change."""
    found: set[date | None] = set()
    for unit in units:
        if unit.id in held or not held.isdisjoint(_parents(unit)):
            found |= {unit.valid_from, unit.valid_until, *_moves(unit)}
    for id_ in held:
        found |= {on for on, _ in (*units.predecessors(id_), *units.successors(id_))}
    return sorted(change for change in found if change is not None)


def _moves(unit: Unit) -> Iterator[date]:
    """The days from which on a unit had another parent."""
    borne = [(each.parent, each.until) for each in unit.former]
    after = [*(parent for parent, _ in borne[1:]), unit.parent]
    yield from (until for (parent, until), then in zip(borne, after, strict=False) if parent != then)


def _next(units: UnitRegistry, old: _Map, new: _Map, first: date, until: date | None) -> Era:
    """The era that begins with a change."""
    continuing = old.held & new.held
    into = {id_: _on(units.predecessors(id_), first) for id_ in new.units}
    out_of = {id_: _on(units.successors(id_), first) for id_ in old.units}
    made_of = {id_: _made_of(id_, into[id_], out_of.get(id_, ()), stays=id_ in continuing) for id_ in new.units}
    return Era(
        first=first,
        until=until,
        units=new.units,
        children=new.children,
        continuing=continuing,
        origins={**made_of, **_with_crossings(units, old, new, made_of)},
        carried_on={
            id_: source
            for id_ in new.units
            if id_ not in continuing and (source := _whole_of(into[id_], out_of)) is not None
        },
    )


def _on(transfers: Iterable[tuple[date, Transfer]], day: date) -> tuple[Transfer, ...]:
    return tuple(transfer for on, transfer in transfers if on == day)


def _made_of(unit: str, into: Sequence[Transfer], out_of: Sequence[Transfer], *, stays: bool) -> tuple[Origin, ...]:
    """What went into a unit; and what was left of itself, where it was there before."""
    origins = [Origin(transfer.source, transfer.weight, transfer.estimated) for transfer in into]
    if stays and all(origin.unit != unit for origin in origins):
        left = 1.0 - sum(transfer.weight for transfer in out_of)
        if left > _LEAST:
            origins.insert(0, Origin(unit, left, any(transfer.estimated for transfer in out_of)))
    return tuple(origins)


def _whole_of(into: Sequence[Transfer], out_of: Mapping[str, Sequence[Transfer]]) -> str | None:
    """The one unit that a unit is, whole and alone."""
    if len(into) != 1 or into[0].weight != 1 or into[0].estimated:
        return None
    source = into[0].source
    return source if len(out_of.get(source, ())) == 1 else None


# For each unit the pieces that left it or came to it: the piece's unit, and what of whom it is.
_Pieces = dict[str, dict[str, list[Origin]]]


def _with_crossings(
    units: UnitRegistry, old: _Map, new: _Map, made_of: Mapping[str, tuple[Origin, ...]]
) -> Mapping[str, tuple[Origin, ...]]:
    """The origins of units of which a part below came from, or went to, another of which nothing is said.

    When a district moves to another province, its figures leave the history of the one and go to that of the other.
    What went where of a unit that was itself transferred has been said, and is left at that.
    """
    leaving: _Pieces = defaultdict(lambda: defaultdict(list))
    entering: _Pieces = defaultdict(lambda: defaultdict(list))
    before = old.held
    untold = {id_ for id_, origins in made_of.items() if origins == (Origin(id_),)}
    for unit, origins in made_of.items():
        for origin in (each for each in origins if each.unit in before):
            for left, entered in _crossed(units, old, new, origin.unit, unit):
                if left in untold:
                    leaving[left][origin.unit].append(Origin(origin.unit, -origin.weight, origin.estimated))
                if entered is not None and made_of[entered] and (left is None or left in untold):
                    entering[entered][unit].append(origin)
    return {
        id_: (*made_of[id_], *_topmost(entering[id_], new.above), *_topmost(leaving[id_], old.above))
        for id_ in {*leaving, *entering}
    }


def _crossed(
    units: UnitRegistry, old: _Map, new: _Map, source: str, unit: str
) -> Iterator[tuple[str | None, str | None]]:
    """The units that a piece left and came to, level by level, as it went from below some to below others."""
    then = {units[id_].level: id_ for id_ in _chain(old.above, source)}
    now = {units[id_].level: id_ for id_ in _chain(new.above, unit)}
    both = {*then.values()} & {*now.values()}
    for level in {*then, *now}:
        left, entered = then.get(level), now.get(level)
        if left not in both and entered not in both and left != unit and entered != source:
            yield left, entered


def _topmost(pieces: Mapping[str, Sequence[Origin]], above: Mapping[str, str]) -> Iterator[Origin]:
    """The pieces that are not part of another one: a district that moves takes its communes along."""
    for unit in sorted(pieces):
        if not any(id_ in pieces for id_ in _chain(above, unit)):
            yield from pieces[unit]
