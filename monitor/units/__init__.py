"""The registry of units, as values: which unit a code or a name means on a day. No database, no clock."""

from monitor.units.codes import CodeBearer
from monitor.units.event import EventKind, KnownMap, Transfer, UnitEvent
from monitor.units.merging import merged
from monitor.units.registry import UnitRegistry
from monitor.units.story import Passage, Story, levels_below, story_of
from monitor.units.unit import AmbiguousUnit, CircularParents, Former, Level, Unit, UnitEnded, UnknownUnit

__all__ = [
    "AmbiguousUnit",
    "CircularParents",
    "CodeBearer",
    "EventKind",
    "Former",
    "KnownMap",
    "Level",
    "Passage",
    "Story",
    "Transfer",
    "Unit",
    "UnitEnded",
    "UnitEvent",
    "UnitRegistry",
    "UnknownUnit",
    "levels_below",
    "merged",
    "story_of",
]
