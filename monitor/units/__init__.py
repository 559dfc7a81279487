"""The registry of units, as values: which unit a code or a name means on a day. No database, no clock."""

from monitor.units.event import EventKind, KnownMap, Transfer, UnitEvent
from monitor.units.registry import UnitRegistry
from monitor.units.unit import AmbiguousUnit, CircularParents, Former, Level, Unit, UnknownUnit

__all__ = [
    "AmbiguousUnit",
    "CircularParents",
    "EventKind",
    "Former",
    "KnownMap",
    "Level",
    "Transfer",
    "Unit",
    "UnitEvent",
    "UnitRegistry",
    "UnknownUnit",
]
