"""How a unit stands: its rank among others, and the days by which it was ahead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from collectors.vietnamese.clauses import Clauses
from collectors.vietnamese.senses import Sense


@dataclass(frozen=True)
class Standing:
    """Finds the ranks and the days ahead that a sentence says."""

    clauses: Clauses

    def days_ahead(self) -> Iterator[tuple[int, int]]:
        """The days by which something was ahead of its deadline, each with its place."""
        marks = self.clauses.marks
        for at in (place - 1 for place in self.clauses.places(Sense.DAYS) if place and marks[place].name == "days"):
            number = marks[at].number
            if not (number and number.whole):
                continue
            near = (
                self.clauses.beside(at, -1, (Sense.PLAIN, Sense.AT_LEAST, Sense.TARGET, Sense.GIVEN)),
                self.clauses.beside(at + 1, 1),
            )
            if any(beside is not None and beside.has(Sense.AHEAD) for beside in near):
                yield at, number.whole

    def ranks(self) -> Iterator[tuple[int, int, bool]]:
        """The ranks of the sentence: place, rank, and whether it is only "among the first so many"."""
        among = (Sense.SOME, Sense.OF_WHICH, Sense.OUT_OF)
        for at in self.clauses.places(Sense.FIRST, Sense.TOP, Sense.RANK):
            mark = self.clauses.marks[at]
            if mark.has(Sense.FIRST) and not self.clauses.any(range(max(at - 2, 0), at), *among):
                yield at, 1, False
            elif not mark.has(Sense.FIRST) and not self._from(at):
                number = self._rank_behind(at)
                if number is not None:
                    yield at, number, mark.has(Sense.TOP)

    def _from(self, at: int) -> bool:
        """Whether a rank is the one that was left: từ vị trí thứ 19 lên vị trí thứ 14."""
        before = self.clauses.beside(at, -1)
        return before is not None and before.has(Sense.SINCE, Sense.COMPARED)

    def _rank_behind(self, at: int) -> int | None:
        for place in range(at + 1, min(at + 3, len(self.clauses))):
            mark = self.clauses.marks[place]
            if mark.ordinal:
                return mark.ordinal
            if mark.number:
                return mark.number.whole if not mark.number.percent and not mark.number.scaled else None
            if not mark.has(Sense.PLAIN, Sense.DOCUMENT):
                return None
        return None
