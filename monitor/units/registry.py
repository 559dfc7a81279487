"""All units of a campaign: which of them a code or a name as written means on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property

from monitor.units.event import KnownMap, Transfer, UnitEvent
from monitor.units.names import PREFIXES_OF_LEVEL, Name, Prefix, Spelling, forms_of, name_of
from monitor.units.unit import AmbiguousUnit, CircularParents, Level, Unit, UnknownUnit

_MOST_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class _Called:
    """One name that a unit goes by; an English one has no marks to be matched exactly."""

    unit: Unit
    prefixes: frozenset[Prefix]
    spelling: Spelling
    has_marks: bool = True

    def fits(self, name: Name, *, exactly: bool) -> bool:
        """Whether the name as written can mean this one: mark by mark, or with marks left out."""
        if name.prefixes and not name.prefixes & self.prefixes:
            return False
        if exactly:
            return self.has_marks and name.certain and name.spelling.same_as(self.spelling)
        return name.spelling.may_be(self.spelling)


class UnitRegistry:
    """All units of a campaign, the events between them, and from which day on each level's map is known.

    Raises ValueError at birth for a duplicate id, an unknown parent or a circle.
    """

    def __init__(self, units: Iterable[Unit], events: Iterable[UnitEvent] = (), maps: Iterable[KnownMap] = ()) -> None:
        self.events = tuple(sorted(events, key=lambda event: event.day))
        self.maps = tuple(maps)
        self._units: dict[str, Unit] = {}
        for unit in units:
            if unit.id in self._units:
                raise ValueError(f"two units have the id {unit.id!r}")
            self._units[unit.id] = unit
        self._provinces = {unit_id: self._province(unit_id) for unit_id in self._units}

    def __iter__(self) -> Iterator[Unit]:
        return iter(self._units.values())

    def __len__(self) -> int:
        return len(self._units)

    def __getitem__(self, unit_id: str) -> Unit:
        """The unit with this id. Raises KeyError."""
        return self._units[unit_id]

    def __contains__(self, unit_id: object) -> bool:
        return unit_id in self._units

    def find(self, written: str, on: date) -> Unit:
        """The unit that a code or a name as written means on a day. Raises UnknownUnit or AmbiguousUnit.

        A name with all its marks is preferred to one that only fits with marks left out. A prefix as written decides;
        a name without one means the province of that name, where there is one, and else must fit one unit alone.
        A code must stand as it is: one that may have lost its leading 0 is not guessed.
        """
        written = written.strip()
        coded = [unit for unit in self._by_code.get(written, ()) if unit.valid_on(on)]
        if coded:
            return _the_one(written, coded)
        if written.isdecimal():
            raise self._bad_code(written, on)
        return self._named(written, on)

    def children(self, unit_id: str, on: date) -> tuple[Unit, ...]:
        """The units directly below on a day, by id. Agencies are not among them."""
        return tuple(unit for unit in self._children.get(unit_id, ()) if unit.valid_on(on))

    def predecessors(self, unit_id: str) -> tuple[tuple[date, Transfer], ...]:
        """What went into a unit, with the day of each transfer, oldest first; its predecessors' ids are the sources."""
        return self._into.get(unit_id, ())

    def successors(self, unit_id: str) -> tuple[tuple[date, Transfer], ...]:
        """Where a unit went, with the day of each transfer, oldest first; its successors' ids are the targets."""
        return self._out_of.get(unit_id, ())

    def province_of(self, unit_id: str) -> str:
        """The id of the province in which the unit lies (its own for a province); empty for the nation."""
        return self._provinces[unit_id]

    def _province(self, unit_id: str) -> str:
        """Walks up to the province, or to the top, and so finds unknown parents and circles on the way."""
        province, passed, step = "", {unit_id}, self._units[unit_id]
        while True:
            if step.level is Level.PROVINCE and not province:
                province = step.id
            if step.parent is None:
                return province
            if step.parent not in self._units:
                raise ValueError(f"the parent {step.parent!r} of unit {step.id!r} is not among the units")
            if step.parent in passed:
                raise CircularParents(step.parent)
            passed.add(step.parent)
            step = self._units[step.parent]

    @cached_property
    def _into(self) -> Mapping[str, tuple[tuple[date, Transfer], ...]]:
        return self._transfers_by(lambda transfer: transfer.target)

    @cached_property
    def _out_of(self) -> Mapping[str, tuple[tuple[date, Transfer], ...]]:
        return self._transfers_by(lambda transfer: transfer.source)

    def _transfers_by(self, end: Callable[[Transfer], str]) -> Mapping[str, tuple[tuple[date, Transfer], ...]]:
        found: dict[str, list[tuple[date, Transfer]]] = defaultdict(list)
        for event in self.events:
            for transfer in event.transfers:
                found[end(transfer)].append((event.day, transfer))
        return {unit_id: tuple(transfers) for unit_id, transfers in found.items()}

    @cached_property
    def _children(self) -> Mapping[str, list[Unit]]:
        below = defaultdict(list)
        for unit in sorted(self, key=lambda unit: unit.id):
            if unit.parent is not None and unit.level is not Level.AGENCY:
                below[unit.parent].append(unit)
        return below

    @cached_property
    def _by_code(self) -> Mapping[str, list[Unit]]:
        found = defaultdict(list)
        for unit in self:
            for code in {unit.id, unit.code or unit.id}:
                found[code].append(unit)
        return found

    @cached_property
    def _by_short_code(self) -> Mapping[str, list[Unit]]:
        """Units by what is left of a code that lost its leading noughts."""
        found = defaultdict(list)
        for unit in self:
            code = unit.code or unit.id
            if code.isdecimal() and code.startswith("0"):
                found[code.lstrip("0")].append(unit)
        return found

    @cached_property
    def _by_name(self) -> Mapping[str, list[_Called]]:
        found = defaultdict(list)
        for unit in self:
            for called in _names_of(unit):
                if called.spelling.plain:
                    found[called.spelling.plain].append(called)
        return found

    @cached_property
    def _by_syllable(self) -> Mapping[str, set[str]]:
        found = defaultdict(set)
        for plain in self._by_name:
            for syllable in plain.split():
                found[syllable].add(plain)
        return found

    def _named(self, written: str, on: date) -> Unit:
        forms = forms_of(written)
        for exactly in (True, False):
            for name in forms:
                fitting = self._fitting(name, exactly=exactly)
                current = [unit for unit in fitting if unit.valid_on(on)]
                if current:
                    return _the_one(written, current)
                if fitting:
                    raise UnknownUnit(written, _described(fitting))
        raise UnknownUnit(written, self._near(name_of(written)))

    def _fitting(self, name: Name, *, exactly: bool) -> list[Unit]:
        """The units of any day that a name can mean."""
        called = self._by_name.get(name.spelling.plain, ())
        units = list({entry.unit.id: entry.unit for entry in called if entry.fits(name, exactly=exactly)}.values())
        if name.prefixes:
            return units
        # Even where that province is no more: "Vĩnh Phúc" must not become a ward of that name in 2026.
        return [unit for unit in units if unit.level in (Level.NATION, Level.PROVINCE)] or units

    def _bad_code(self, written: str, on: date) -> LookupError:
        former = self._by_code.get(written, [])
        short = [unit for unit in self._by_short_code.get(written.lstrip("0"), ()) if unit.valid_on(on)]
        if len(short) > 1 and not former:
            return AmbiguousUnit(written, tuple(short))
        return UnknownUnit(written, _described(former + short))

    def _near(self, name: Name) -> tuple[str, ...]:
        """Names like the one written: those that share a syllable with it, or else its first letter."""
        plain = name.spelling.plain
        pool = set[str]().union(*(self._by_syllable.get(syllable, ()) for syllable in plain.split()))
        pool = pool or {known for known in self._by_name if known[:1] == plain[:1]}
        near = get_close_matches(plain, sorted(pool), n=_MOST_SUGGESTIONS)
        return _described([called.unit for found in near for called in self._by_name[found]])


def _names_of(unit: Unit) -> Iterator[_Called]:
    """Each name of a unit without its prefix; a name that has none takes that of the unit, or of its level."""
    registered = name_of(unit.name)
    own = registered.prefixes or PREFIXES_OF_LEVEL[unit.level]
    yield _Called(unit, own, registered.spelling)
    for alias in map(name_of, unit.aliases):
        yield _Called(unit, alias.prefixes or own, alias.spelling)
    yield _Called(unit, own, name_of(unit.name_en).spelling, has_marks=False)


def _the_one(written: str, units: list[Unit]) -> Unit:
    if len(units) > 1:
        raise AmbiguousUnit(written, tuple(units))
    return units[0]


def _described(units: Iterable[Unit]) -> tuple[str, ...]:
    """The first few units by name and id, with the days between which they exist where that is limited."""
    distinct = list({unit.id: unit for unit in units}.values())[:_MOST_SUGGESTIONS]
    return tuple(f"{unit.name} ({', '.join((unit.id, *_dates(unit)))})" for unit in distinct)


def _dates(unit: Unit) -> Iterator[str]:
    if unit.valid_from is not None:
        yield f"from {unit.valid_from}"
    if unit.valid_until is not None:
        yield f"until {unit.valid_until}"
