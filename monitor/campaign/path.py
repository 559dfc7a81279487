"""The path of a target: which part of the way should be gone at an instant, and when a part should be gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class Path(Protocol):
    """The way from a target's start (0) to its deadline (1). `start` and `end` are aware instants, start < end."""

    def part_at(self, instant: datetime, start: datetime, end: datetime) -> float:
        """The part of the way that should be gone at an instant, from 0 to 1."""
        ...

    def instant_of(self, part: float, start: datetime, end: datetime) -> datetime:
        """The first instant at which this part (0 to 1; more or less is taken as the nearer end) should be gone."""
        ...


@dataclass(frozen=True, slots=True)
class Straight:
    """The same part of the way every day."""

    def part_at(self, instant: datetime, start: datetime, end: datetime) -> float:
        """As the days pass."""
        return min(max((instant - start) / (end - start), 0.0), 1.0)

    def instant_of(self, part: float, start: datetime, end: datetime) -> datetime:
        """As the days pass."""
        return start + (end - start) * min(max(part, 0.0), 1.0)


STRAIGHT = Straight()
