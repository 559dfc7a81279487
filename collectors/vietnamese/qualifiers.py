"""What narrows a figure down: the level of its accounts, and who set its tasks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from collectors.reading import AssignedBy
from collectors.vietnamese.clauses import Clauses
from collectors.vietnamese.senses import Sense


@dataclass(frozen=True)
class Qualifiers:
    """Finds what narrows down the figures of a sentence."""

    clauses: Clauses

    @cached_property
    def _account_levels(self) -> Sequence[int]:
        return self.clauses.places(Sense.ACCOUNT_LEVEL)

    def account_level(self, at: int) -> int | None:
        """The level of accounts that the figure's own segment, or else its topic, names; None where it names both."""
        marks = self.clauses.marks
        if not self._account_levels:
            return None
        right = {marks[p].name for p in self.clauses.right(at) if marks[p].has(Sense.ACCOUNT_LEVEL)}
        left: set[str] = set()
        for place in range(at - 1, -1, -1):
            if marks[place].has(Sense.ACCOUNT_LEVEL):
                left.add(marks[place].name)
            if marks[place].has(Sense.SUBJECT) or (marks[place].number and left):
                break
        said = right or left
        return int(said.pop()) if len(said) == 1 else None

    def assigned_by(self, at: int, results: Sequence[int]) -> AssignedBy | None:
        """Who set the tasks that a number counts: said behind it, else before it, up to the result before it."""
        earlier = results[: bisect_left(results, at)]
        begin = earlier[-1] if earlier else 0
        behind = range(at + 1, self.clauses.segment(at).stop)
        for place in [*behind, *range(at - 1, begin, -1), begin]:
            giver = self.clauses.marks[place]
            named = giver.name if giver.has(Sense.GIVER) else "province" if giver.has(Sense.HERE) else ""
            gives = any(
                beside is not None and beside.has(Sense.GIVEN)
                for beside in (self.clauses.beside(place, 1), self.clauses.beside(place, -1))
            )
            if gives and named in set(AssignedBy):
                return AssignedBy(named)
        return None
