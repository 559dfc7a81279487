"""A sentence's marks cut into segments, with what hangs over each: a plan, a condition, a day's count, a mistake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Flag, auto
from functools import cached_property
from itertools import accumulate

from collectors.reading import Precision
from collectors.vietnamese.marks import Mark
from collectors.vietnamese.senses import Sense
from collectors.vietnamese.tokens import Token

_PARTING_SENSES = (Sense.AND, Sense.BUT, Sense.OF_WHICH, Sense.STILL)


class Over(Flag):
    """What hangs over a place in a sentence, said before it."""

    NOTHING = 0
    PLAN = auto()
    WEAK_PLAN = auto()
    CONDITION = auto()
    DAY = auto()
    SPAN = auto()
    MONTH = auto()
    MISTAKE = auto()
    COUNTED_UNITS = auto()
    SOME_UNITS = auto()


@dataclass(frozen=True)
class Clauses:
    """The marks of a sentence, and for each its segment; `tokens` are those that the marks count."""

    marks: Sequence[Mark]
    tokens: Sequence[Token]

    def __len__(self) -> int:
        return len(self.marks)

    def place_in_text(self, at: int) -> tuple[int, int]:
        """Where a mark stands in the text as given: its first character and the one behind it."""
        return self.tokens[self.marks[at].start].start, self.tokens[self.marks[at].end - 1].end

    @cached_property
    def segments(self) -> Sequence[int]:
        """The segment in which each mark stands; a parting sign or word stands before the segment it begins."""
        numbers, current = [], 0
        for at in range(len(self.marks)):
            current += self._parts(at)
            numbers.append(current)
        return numbers

    def _parts(self, at: int) -> bool:
        here = self.marks[at]
        if here.sign.strip():
            return True
        if not here.has(*_PARTING_SENSES):
            return False
        return not (here.has(Sense.AND) and self._joins_actions(at))

    def _joins_actions(self, at: int) -> bool:
        """Whether "and" only adds an action to another, as in "được cấp và kích hoạt", with no figure of its own."""
        following = self.marks[at + 1 : at + 4]
        before = at > 0 and self.marks[at - 1].has(Sense.ACTION)
        return before and bool(following) and following[0].has(Sense.ACTION) and not any(m.number for m in following)

    @cached_property
    def _bounds(self) -> Sequence[tuple[int, int]]:
        """For each mark, where its segment begins and ends."""
        begins: dict[int, int] = {}
        ends: dict[int, int] = {}
        for at, segment in enumerate(self.segments):
            begins.setdefault(segment, at)
            ends[segment] = at + 1
        return [(begins[segment], ends[segment]) for segment in self.segments]

    def left(self, at: int) -> range:
        """The places before a number in its segment, from the number before it, nearest first.

        For the first number behind a colon also those of the segment before the colon.
        """
        begin, number = self._bounds[at][0], self._number_before[at]
        if number < begin and begin and self.marks[begin].sign == ":":
            begin = self._bounds[begin - 1][0]
        return range(at - 1, max(begin - 1, number), -1)

    def right(self, at: int) -> range:
        """The places behind a number in its segment, up to the next number."""
        return range(at + 1, min(self._bounds[at][1], self._number_behind[at]))

    @cached_property
    def _number_before(self) -> Sequence[int]:
        """For each mark, the place of the number before it; -1 where there is none."""
        numbers = (at if mark.number else -1 for at, mark in enumerate(self.marks))
        return list(accumulate(numbers, max, initial=-1))

    @cached_property
    def _number_behind(self) -> Sequence[int]:
        """For each mark, the place of the number behind it; the end where there is none."""
        end = len(self.marks)
        numbers = (at if mark.number else end for at, mark in reversed(list(enumerate(self.marks))))
        return list(accumulate(numbers, min, initial=end))[-2::-1]

    def segment(self, at: int) -> range:
        """All places of a mark's segment."""
        return range(*self._bounds[at])

    def first(self, places: range, *senses: Sense) -> int | None:
        """The first of some places, in their order, whose mark has one of these senses."""
        return next((place for place in places if self.marks[place].has(*senses)), None)

    def any(self, places: range, *senses: Sense) -> bool:
        """Whether a mark at one of some places has one of these senses."""
        return self.first(places, *senses) is not None

    def beside(self, at: int, step: int, skip: tuple[Sense, ...] = (Sense.PLAIN,)) -> Mark | None:
        """The next mark in one direction that is none of those to skip; None at a parting sign or the end."""
        place = at + step
        while 0 <= place < len(self.marks) and self.marks[place].has(*skip):
            place += step
        if not 0 <= place < len(self.marks) or self.marks[place].sign.strip():
            return None
        return self.marks[place]

    def understood(self, begin: int, end: int) -> bool:
        """Whether no mark between two places is a content word that is not understood."""
        return end <= begin or self._unknown_before[end] == self._unknown_before[begin]

    @cached_property
    def _unknown_before(self) -> Sequence[int]:
        return list(accumulate((mark.unknown for mark in self.marks), initial=0))

    def places(self, *senses: Sense) -> Sequence[int]:
        """All places of the sentence whose mark has one of these senses."""
        return [at for at, mark in enumerate(self.marks) if mark.has(*senses)]

    @cached_property
    def over(self) -> Sequence[Over]:
        """What hangs over each mark."""
        return list(self._hanging())

    def _hanging(self) -> Iterator[Over]:
        now = Over.NOTHING
        for at in range(len(self.marks)):
            now = self._ended(at, now) | self._begun(at)
            yield now

    def _begun(self, at: int) -> Over:
        here = self.marks[at]
        if here.has(Sense.PLAN):
            return Over.WEAK_PLAN if here.name == "weak" else Over.PLAN
        if here.has(Sense.FLOW) and not any(self.marks[place].number for place in range(self._bounds[at][0], at)):
            return Over.DAY if here.name == "day" else Over.MONTH
        if here.has(Sense.DAYS) and self._a_span_of_days(at):
            return Over.SPAN
        if here.has(Sense.UNITS, Sense.HERE):
            return self._units(at)
        return {Sense.IF: Over.CONDITION, Sense.WRONG: Over.MISTAKE}.get(here.sense or Sense.PLAIN, Over.NOTHING)

    def _a_span_of_days(self, at: int) -> bool:
        """Whether "trong 3 ngày" or "sau 8 ngày" says that what follows was counted in a few days."""
        before = self.marks[at - 2] if at >= 2 and self.marks[at - 1].number else None
        return before is not None and before.has(Sense.OUT_OF, Sense.SINCE, Sense.AT)

    def _units(self, at: int) -> Over:
        """Whether units are spoken of as so many ("5 xã") or as some ("các xã")."""
        before = self.marks[at - 1] if at else None
        if before is None or (self.marks[at].end - self.marks[at].start > 1 and self.marks[at].has(Sense.HERE)):
            return Over.NOTHING
        if before.number and not before.number.percent:
            return Over.COUNTED_UNITS
        return Over.SOME_UNITS if before.has(Sense.SOME) else Over.NOTHING

    def _ended(self, at: int, over: Over) -> Over:
        here = self.marks[at]
        if self.segments[at] != (self.segments[at - 1] if at else 0):
            over &= ~Over.WEAK_PLAN
        if here.sign == ";":
            over &= ~(Over.CONDITION | Over.MISTAKE | Over.COUNTED_UNITS | Over.SOME_UNITS)
        if here.has(Sense.RESULT, Sense.NOW):
            over &= ~(Over.PLAN | Over.WEAK_PLAN)
        if here.has(Sense.NOW, Sense.TOTAL) or self._dated_until(at):
            over &= ~(Over.DAY | Over.SPAN | Over.MONTH)
        if here.has(Sense.RIGHT, Sense.BUT):
            over &= ~Over.MISTAKE
        if here.place:
            over &= ~(Over.COUNTED_UNITS | Over.SOME_UNITS)
        return over

    def _dated_until(self, at: int) -> bool:
        here = self.marks[at]
        until = at > 0 and self.marks[at - 1].has(Sense.UNTIL)
        return here.day is not None and until and here.day.precision is not Precision.PUBLISHED
