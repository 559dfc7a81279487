"""What units are called: each name of each unit, with the days on which it was borne."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property

from monitor.units.names import PREFIXES_OF_LEVEL, Name, Prefix, Spelling, name_of
from monitor.units.unit import Level, Unit


@dataclass(frozen=True, slots=True)
class Called:
    """One name that a unit goes by, borne between two days (`until` exclusive; None: as long as the unit is).

    An English name has no marks to be matched exactly.
    """

    unit: Unit
    prefixes: frozenset[Prefix]
    spelling: Spelling
    has_marks: bool = True
    since: date | None = None
    until: date | None = None

    def fits(self, name: Name, *, exactly: bool) -> bool:
        """Whether the name as written can mean this one: mark by mark, or with marks left out."""
        if name.prefixes and not name.prefixes & self.prefixes:
            return False
        if exactly:
            return self.has_marks and name.certain and name.spelling.same_as(self.spelling)
        return name.spelling.may_be(self.spelling)

    def borne_on(self, day: date) -> bool:
        """Whether the unit exists on that day and bears the name."""
        return (
            self.unit.valid_on(day)
            and (self.since is None or self.since <= day)
            and (self.until is None or day < self.until)
        )

    def may_mean(self, name: Name, day: date) -> bool:
        """Whether the name, borne on another day, can mean the unit on this one.

        One that came later can where its prefix was the unit's already: "TP Huế" of 2023 is not the province around it,
        which came to be called so in 2025.
        """
        if not self.unit.valid_on(day):
            return False
        if self.since is None or self.since <= day or not name.prefixes:
            return True
        return bool(name.prefixes & _prefixes(self.unit, name_of(self.unit.on(day).name)))


class Names:
    """The names of all units, found by their spelling."""

    def __init__(self, units: Iterable[Unit]) -> None:
        found: dict[str, list[Called]] = defaultdict(list)
        for unit in units:
            for called in names_of(unit):
                if called.spelling.plain:
                    found[called.spelling.plain].append(called)
        self._by_name: Mapping[str, list[Called]] = found

    def fitting(self, name: Name, *, exactly: bool) -> list[Called]:
        """The names of units of any day that a name can mean.

        One without a prefix means a province or the nation where it can, even one that is no more: "Vĩnh Phúc" must
        not become a ward of that name in 2026.
        """
        found = [each for each in self._by_name.get(name.spelling.plain, ()) if each.fits(name, exactly=exactly)]
        if name.prefixes:
            return found
        return [each for each in found if each.unit.level in (Level.NATION, Level.PROVINCE)] or found

    def near(self, name: Name, most: int) -> list[Unit]:
        """Units with names like the one written: that share a syllable with it, or else its first letter."""
        plain = name.spelling.plain
        pool = set[str]().union(*(self._by_syllable.get(syllable, ()) for syllable in plain.split()))
        pool = pool or {known for known in self._by_name if known[:1] == plain[:1]}
        near = get_close_matches(plain, sorted(pool), n=most)
        return [called.unit for found in near for called in self._by_name[found]]

    @cached_property
    def _by_syllable(self) -> Mapping[str, set[str]]:
        found = defaultdict(set)
        for plain in self._by_name:
            for syllable in plain.split():
                found[syllable].add(plain)
        return found


def names_of(unit: Unit) -> Iterator[Called]:
    """Each name of a unit without its prefix; a name that has none takes that of the unit, or of its level."""
    since = None
    for former in unit.former:
        yield from _borne(unit, former.name, former.name_en, since, former.until)
        since = former.until
    yield from _borne(unit, unit.name, unit.name_en, since, None)
    own = _prefixes(unit, name_of(unit.name))
    for alias in map(name_of, unit.aliases):
        yield Called(unit, alias.prefixes or own, alias.spelling)


def _borne(unit: Unit, name: str, name_en: str, since: date | None, until: date | None) -> Iterator[Called]:
    registered = name_of(name)
    own = _prefixes(unit, registered)
    yield Called(unit, own, registered.spelling, since=since, until=until)
    yield Called(unit, own, name_of(name_en).spelling, has_marks=False, since=since, until=until)


def _prefixes(unit: Unit, registered: Name) -> frozenset[Prefix]:
    return registered.prefixes or PREFIXES_OF_LEVEL[unit.level]
