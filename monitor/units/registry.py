"""All units of a campaign: which of them a code or a name as written means on a day, and what became of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property

from monitor.units.calling import Called, Names
from monitor.units.codes import CodeBearer, Codes
from monitor.units.event import KnownMap, Transfer, UnitEvent
from monitor.units.lineage import Lineage
from monitor.units.names import Name, forms_of, name_of
from monitor.units.order import DayOrder, check_parents, order_on, path_to
from monitor.units.refusal import no_such_unit, not_of_that_day, the_one
from monitor.units.soundness import faults_of
from monitor.units.unit import AmbiguousUnit, Level, Unit, UnknownUnit

_MOST_SUGGESTIONS = 3
# Orders of days that are kept; each holds every unit once.
_MOST_ORDERS = 16


class UnitRegistry:
    """All units of a campaign, the events between them, and from which day on each level's map is known.

    What it gives for a day are units as borne on that day (Unit.on). Raises ValueError at birth for a duplicate id,
    an unknown parent or a circle.
    """

    def __init__(self, units: Iterable[Unit], events: Iterable[UnitEvent] = (), maps: Iterable[KnownMap] = ()) -> None:
        self.events = tuple(sorted(events, key=lambda event: event.day))
        self.maps = tuple(maps)
        self._units: dict[str, Unit] = {}
        for unit in units:
            if unit.id in self._units:
                raise ValueError(f"two units have the id {unit.id!r}")
            self._units[unit.id] = unit
        check_parents(self._units)
        self._orders: dict[int, DayOrder] = {}

    def __iter__(self) -> Iterator[Unit]:
        return iter(self._units.values())

    def __len__(self) -> int:
        return len(self._units)

    def __getitem__(self, unit_id: str) -> Unit:
        """The unit with this id, as last borne. Raises KeyError."""
        return self._units[unit_id]

    def get(self, unit_id: str) -> Unit | None:
        """The unit with this id, as last borne; None where there is none."""
        return self._units.get(unit_id)

    def __contains__(self, unit_id: object) -> bool:
        return unit_id in self._units

    def find(self, written: str, on: date) -> Unit:
        """The unit that a code or a name as written means on a day.

        A name with all its marks is preferred to one that only fits with marks left out. A prefix as written decides;
        a name without one means the province of that name, where there is one, and else must fit one unit alone. A
        name that a unit bears on another day means it where none bears it on this one. A code must stand as it is: one
        that may have lost its leading 0 is not guessed.

        Raises UnknownUnit, UnitEnded where the unit is no more, or AmbiguousUnit.
        """
        written = written.strip()
        bearers = self._codes.bearers(written)
        if bearers or written in self._units:
            return self._coded(written, bearers, on).on(on)
        if written.isdecimal():
            short = self._codes.shortened(written, on)
            if len(short) > 1:
                raise AmbiguousUnit(written, tuple(short))
            raise no_such_unit(self, written, short, on)
        return self._named(written, on).on(on)

    def meant(self, written: str, on: date) -> Unit:
        """As `find`; but where that refuses, the id of a unit means it all the same, as last borne.

        For questions: the history of a unit that is no more stays to be asked for, and an id decides between several.
        """
        try:
            return self.find(written, on)
        except (UnknownUnit, AmbiguousUnit):
            known = self._units.get(written.strip())
            if known is None:
                raise
            return known

    def ordered(self, on: date) -> tuple[Unit, ...]:
        """Every unit of a day, each before its children; those without a parent on it, in order of entry."""
        return self._order(on).ordered

    def children(self, unit_id: str, on: date) -> tuple[Unit, ...]:
        """The units directly below on a day, by id. Agencies are not among them."""
        return self._order(on).children.get(unit_id, ())

    def within(self, unit_id: str, on: date, levels: Collection[Level] = ()) -> tuple[Unit, ...]:
        """The units below on a day at any depth, each before its children; of these levels, or of all but agencies."""
        found: list[Unit] = []
        waiting = list(reversed(self._below(unit_id, on, levels)))
        while waiting:
            unit = waiting.pop()
            found.append(unit)
            waiting.extend(reversed(self._below(unit.id, on, levels)))
        return tuple(unit for unit in found if not levels or unit.level in levels)

    def listed(self, on: date, below: str | None = None, levels: Collection[Level] = ()) -> tuple[Unit, ...]:
        """The units of a day that someone asks for, each before its children.

        With `below` and `levels` all of these levels at any depth; with `below` alone those directly below it, agencies
        too; with `levels` alone all of them; with neither all units.
        """
        if below is not None and levels:
            return self.within(below, on, levels)
        if below is not None:
            return (*self.children(below, on), *self._order(on).agencies.get(below, ()))
        return tuple(unit for unit in self.ordered(on) if not levels or unit.level in levels)

    def path(self, unit_id: str, on: date) -> tuple[Unit, ...]:
        """The way down to a unit by the parents of a day: its topmost unit first, itself last."""
        return tuple(step.on(on) for step in path_to(self._units, unit_id, on))[::-1]

    def province_of(self, unit_id: str, on: date | None = None) -> str:
        """The id of the province in which the unit lies (its own for a province); empty for the nation.

        By the parents of a day, or by those last borne.
        """
        if on is None:
            return self._provinces[unit_id]
        return _first_province(path_to(self._units, unit_id, on))

    def predecessors(self, unit_id: str) -> tuple[tuple[date, Transfer], ...]:
        """What went into a unit, with the day of each transfer, oldest first; its predecessors' ids are the sources."""
        return self._lineage.into.get(unit_id, ())

    def successors(self, unit_id: str) -> tuple[tuple[date, Transfer], ...]:
        """Where a unit went, with the day of each transfer, oldest first; its successors' ids are the targets."""
        return self._lineage.out_of.get(unit_id, ())

    def events_of(self, unit_id: str) -> tuple[UnitEvent, ...]:
        """The events that speak of a unit, oldest first."""
        return tuple(event for event in self.events if unit_id in event.units)

    def became(self, unit_id: str, on: date) -> tuple[Transfer, ...]:
        """The units of a day that hold what a unit was, over all events up to that day, by id.

        The unit itself where it still exists and has given nothing away. Empty where nothing is known to hold it.
        """
        return self._lineage.became(self._units[unit_id], self._units, on)

    def history_of_code(self, code: str) -> tuple[CodeBearer, ...]:
        """The units that bore an official code, and between which days, oldest first."""
        return self._codes.bearers(code.strip())

    def unknown_map(self, on: date, levels: Collection[Level] = tuple(Level)) -> tuple[KnownMap, ...]:
        """Of these levels, what is known of those whose map of a day is not known."""
        return tuple(known for known in self.maps if known.level in levels and on < known.first_day)

    def refuse_unsound(self) -> None:
        """Raises ValueError where an event speaks of an unknown unit, or the shares of a unit do not add up to 1."""
        for fault in faults_of(self._units, self.events):
            raise ValueError(fault)

    def _order(self, on: date) -> DayOrder:
        period = bisect_right(self._turns, on)
        if period not in self._orders:
            if len(self._orders) >= _MOST_ORDERS:
                self._orders.clear()
            self._orders[period] = order_on(self._units, on)
        return self._orders[period]

    def _below(self, unit_id: str, on: date, levels: Collection[Level]) -> tuple[Unit, ...]:
        order = self._order(on)
        agencies = order.agencies.get(unit_id, ()) if Level.AGENCY in levels else ()
        return (*order.children.get(unit_id, ()), *agencies)

    @cached_property
    def _turns(self) -> list[date]:
        """The days on which anything changes; between two of them all days have the same units."""
        days = {day for unit in self for day in (unit.valid_from, unit.valid_until) if day is not None}
        return sorted(days | {former.until for unit in self for former in unit.former})

    @cached_property
    def _provinces(self) -> Mapping[str, str]:
        return {unit_id: _first_province(path_to(self._units, unit_id, None)) for unit_id in self._units}

    @cached_property
    def _lineage(self) -> Lineage:
        return Lineage(self.events)

    @cached_property
    def _codes(self) -> Codes:
        return Codes(self)

    @cached_property
    def _names(self) -> Names:
        return Names(self)

    def _coded(self, written: str, bearers: Collection[CodeBearer], on: date) -> Unit:
        """Who bears the code on the day, else whose id it is, else who bore it on another day and still exists."""
        own = [self._units[written]] if written in self._units else []
        others = [bearer.unit for bearer in bearers]
        for fitting in ([bearer.unit for bearer in bearers if bearer.bears_on(on)], own, others):
            current = [unit for unit in fitting if unit.valid_on(on)]
            if current:
                return the_one(written, current)
        raise not_of_that_day(self, written, [*others, *own], on)

    def _named(self, written: str, on: date) -> Unit:
        forms = forms_of(written)
        for exactly in (True, False):
            for name in forms:
                fitting = self._names.fitting(name, exactly=exactly)
                current = _of_the_day(fitting, name, on)
                if current:
                    return the_one(written, current)
                if fitting:
                    raise not_of_that_day(self, written, [called.unit for called in fitting], on)
        raise no_such_unit(self, written, self._names.near(name_of(written), _MOST_SUGGESTIONS), on)


def _of_the_day(fitting: Collection[Called], name: Name, on: date) -> list[Unit]:
    """The units that bear the name on a day; else those of the day that bear it on another one."""
    borne = [called.unit for called in fitting if called.borne_on(on)]
    return borne or [called.unit for called in fitting if called.may_mean(name, on)]


def _first_province(upwards: Iterable[Unit]) -> str:
    return next((unit.id for unit in upwards if unit.level is Level.PROVINCE), "")
