"""Which units bore a code, and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from monitor.units.unit import Unit


@dataclass(frozen=True, slots=True)
class CodeBearer:
    """That a unit bore a code between two days (`until` exclusive; None: without end)."""

    unit: Unit
    since: date | None
    until: date | None

    def bears_on(self, day: date) -> bool:
        """Whether the unit exists on that day and bears the code."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


class Codes:
    """The codes of all units: as they were borne, and as they look without their leading noughts."""

    def __init__(self, units: Iterable[Unit]) -> None:
        bearers: dict[str, list[CodeBearer]] = defaultdict(list)
        short: dict[str, list[CodeBearer]] = defaultdict(list)
        for unit in units:
            for code, bearer in _codes_of(unit):
                bearers[code].append(bearer)
                if code.isdecimal() and code.startswith("0"):
                    short[code.lstrip("0")].append(bearer)
        self._bearers, self._short = bearers, short

    def bearers(self, code: str) -> tuple[CodeBearer, ...]:
        """All who bore a code, oldest first."""
        return tuple(sorted(self._bearers.get(code, ()), key=lambda bearer: bearer.since or date.min))

    def shortened(self, written: str, on: date) -> list[Unit]:
        """The units of a day whose code is the one written with noughts before it."""
        return [bearer.unit for bearer in self._short.get(written.lstrip("0"), ()) if bearer.bears_on(on)]


def _codes_of(unit: Unit) -> Iterator[tuple[str, CodeBearer]]:
    """Each code of a unit with its days; one that carries on through a change of name is told once."""
    borne = [*((former.code, former.until) for former in unit.former), (unit.code, unit.valid_until)]
    since = unit.valid_from
    for code, days in groupby(borne, key=lambda held: held[0] or unit.id):
        until = list(days)[-1][1]
        yield code, CodeBearer(unit, since, until)
        since = until
