"""What can be asked, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from monitor.campaign import Indicator
from monitor.units import Level, Unit


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about: empty means all.

    `known_at` (aware) asks for what was known at that instant; None, or an instant still to come, is all we know now.
    `as_of` is the judged day; None is the day on which `known_at` falls, and today where that is None too. So `as_of`
    alone asks for what we know today of that day.
    """

    indicators: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    as_of: date | None = None
    known_at: datetime | None = None

    def fits(self, indicator: Indicator, unit: Unit) -> bool:
        """Whether a row is asked for."""
        return (
            (not self.indicators or indicator.id in self.indicators)
            and (not self.units or unit.id in self.units)
            and (not self.levels or unit.level in self.levels)
        )


@dataclass(frozen=True, slots=True)
class Clocks:
    """Both clocks of a question as they are answered: the judged day, and the instant whose knowledge counts.

    `known_at` is None for all we know; it is never later than now.
    """

    as_of: date
    known_at: datetime | None
