"""What happens to units: a dated merge, split, rename, move or abolition, with its decree and what went where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class EventKind(StrEnum):
    """What an event does to its units.

    A `merge` makes one unit of several whole ones, a `split` several of one; in a `partial_transfer` a part of a unit
    goes over to another one. A `rename` or `move` keeps the extent: one unit carries on under another name, or in
    another place of the order (another parent, another map). `create` and `abolish` say nothing of other units.
    """

    CREATE = "create"
    MERGE = "merge"
    SPLIT = "split"
    PARTIAL_TRANSFER = "partial_transfer"
    RENAME = "rename"
    MOVE = "move"
    ABOLISH = "abolish"


@dataclass(frozen=True, slots=True)
class Transfer:
    """That a share of one unit went to another: `weight` 1.0 is all of it.

    The weights of all that leaves a unit in one event day add up to 1. `estimated` where nobody has said the share.
    """

    source: str
    target: str
    weight: float = 1.0
    estimated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitEvent:
    """One change of the map on `day`, the first day on which it holds.

    `units` are the ids of all units that it speaks of, those before it first. A unit that keeps its id through a
    rename or a move has no transfer; what it bore before stands in its `former`.
    """

    day: date
    kind: EventKind
    units: tuple[str, ...]
    transfers: tuple[Transfer, ...] = ()
    decree: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownMap:
    """From which day on the units of a level are known, and by whom; before it the registry does not know the map."""

    level: str
    first_day: date
    source: str
    note: str = ""
