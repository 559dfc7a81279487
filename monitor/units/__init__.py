"""The registry of units, as values: which unit a code or a name means on a day. No database, no clock."""

from monitor.units.registry import UnitRegistry
from monitor.units.unit import AmbiguousUnit, CircularParents, Level, Unit, UnknownUnit

__all__ = ["AmbiguousUnit", "CircularParents", "Level", "Unit", "UnitRegistry", "UnknownUnit"]
