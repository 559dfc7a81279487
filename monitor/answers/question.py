"""What can be asked, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from monitor.campaign import Indicator
from monitor.units import Level, Unit


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about: empty means all. `as_of` None is today, `known_at` None is all we know now."""

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
