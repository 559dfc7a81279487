"""A target in one version, and which of all versions is in force on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from itertools import chain
from math import floor

from collectors.reading import Of
from monitor.campaign.path import STRAIGHT, Path
from monitor.clock import DAY, start_of


class Basis(StrEnum):
    """What a target stands on."""

    DECIDED = "decided"
    IMPLIED = "implied"
    INFERRED = "inferred"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Target:
    """What a unit must reach by a deadline, starting from a day and a baseline, along a path; in one version.

    Exactly one way of saying how much: `value`; or `share` of the base named by `of`, whose number comes with the
    Readings, or from the indicator `denominator` where that is named; or `implied`, a value and the share of the
    target that it was said to be. `start` and `deadline` are local days; the deadline's whole day still counts.
    `baseline` is in the same terms as `value`, or a share.

    Versions of one target share indicator, unit and `start`. `in_force_from` is the first local day that this version
    is judged by (None: from the beginning), `decision` its number, `decided_on` and `decided_by` its day and issuer.
    An `ended` version says that from that day on there is no such target.
    """

    indicator: str
    unit: str
    start: date
    deadline: date
    basis: Basis
    value: float | None = None
    share: float | None = None
    of: Of | None = None
    implied: tuple[int, str] | None = None
    baseline: float = 0.0
    decision: str = ""
    note: str = ""
    path: Path = STRAIGHT
    denominator: str | None = None
    in_force_from: date | None = None
    decided_on: date | None = None
    decided_by: str = ""
    ended: bool = False
    version: int = 1

    @property
    def amount(self) -> float | None:
        """The number to reach: given, or implied as ⌊value / percentage⌋; None for a share of a base."""
        if self.implied is not None:
            value, share = self.implied
            return float(floor(Fraction(value) / Fraction(share)))
        return self.value

    @property
    def deadline_instant(self) -> datetime:
        """The first instant that is too late: the beginning of the local day after the deadline."""
        return start_of(self.deadline + DAY)

    @property
    def start_instant(self) -> datetime:
        """The beginning of the first day."""
        return start_of(self.start)

    def part_at(self, instant: datetime) -> float:
        """The part of the way from baseline to goal that the path asks for at an instant, from 0 to 1."""
        return self.path.part_at(instant, self.start_instant, self.deadline_instant)

    def instant_of(self, part: float) -> datetime:
        """The first instant at which the path asks for a part of the way (0 to 1)."""
        return self.path.instant_of(part, self.start_instant, self.deadline_instant)


class TargetHistory:
    """All targets of one indicator and unit, in all their versions."""

    def __init__(self, targets: Iterable[Target]) -> None:
        self.versions = tuple(sorted(targets, key=lambda target: (target.start, target.version)))
        by_start: dict[date, list[Target]] = {}
        for target in sorted(self.versions, key=coming_into_force):
            by_start.setdefault(target.start, []).append(target)
        self._by_start = sorted(by_start.items())

    def in_force(self, day: date) -> Target | None:
        """The target in force on a day: of those that had begun, the one that began last; else the first to come.

        The latest version that has come into force holds; where that has ended, there is no such target.
        """
        begun = (versions for start, versions in reversed(self._by_start) if start <= day)
        to_come = (versions for start, versions in self._by_start if start > day)
        holding = (version_on(versions, day) for versions in chain(begun, to_come))
        return next((target for target in holding if target is not None and not target.ended), None)


def coming_into_force(target: Target) -> tuple[date, int]:
    """What versions are sorted by into the order of their coming into force."""
    return target.in_force_from or date.min, target.version


def version_on(versions: Sequence[Target], day: date) -> Target | None:
    """The version of one target that holds on a day, an end included; `versions` come in order of coming into force."""
    return next((t for t in reversed(versions) if t.in_force_from is None or t.in_force_from <= day), None)
