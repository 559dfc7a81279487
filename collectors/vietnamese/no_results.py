"""Which numbers of a sentence are no results: changes, ranges, what is left over, plans, a day's counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from collectors.reading import Bound
from collectors.vietnamese.bounds import BOUNDS, bound_of
from collectors.vietnamese.clauses import Clauses, Over
from collectors.vietnamese.phrases import PEOPLE, STOCKS, Wording
from collectors.vietnamese.senses import Sense
from collectors.vietnamese.tokens import keys

_COPULAS = keys("là thuộc are were belong belonged")
_WHOSE = keys("của cho")


@dataclass(frozen=True)
class NoResults:
    """Asks of a number, by its place among the marks and its wording, whether it is something else than a result."""

    clauses: Clauses

    def is_none(self, at: int, wording: Wording | None) -> bool:
        """Whether the number is never a result, nor what one is set against."""
        return any(test(self, at, wording) for test in _NEVER)

    def is_not_yet(self, at: int, wording: Wording | None) -> bool:
        """Whether what would be a result is only wanted, supposed, or of a part of the time."""
        return any(test(self, at, wording) for test in _NOT_YET)

    def changed(self, at: int, wording: Wording | None) -> bool:
        """Whether the number is a change, a multiple, or what another is compared with."""
        if self._of_what_is_compared(at):
            return True
        marks, left = self.clauses.marks, self.clauses.left(at)
        shortens = wording is not None and "shorten" in wording.actions
        for place in left:
            if marks[place].has(Sense.TO):
                return not marks[place].name and self.clauses.any(left, Sense.COMPARED)
            if marks[place].has(Sense.COMPARED, Sense.MORE_THAN) or (marks[place].has(Sense.CHANGE) and not shortens):
                return True
            if marks[place].has(Sense.ACTION) and marks[place].name == "shorten" and not shortens:
                return True
        following = marks[at + 1] if at + 1 < len(marks) else None
        if following is not None and following.has(Sense.MORE_THAN):
            return True
        percent = self.clauses.is_percentage(at)
        return percent and not shortens and following is not None and following.has(Sense.COMPARED)

    def _of_what_is_compared(self, at: int) -> bool:
        """Whether the number only adds in brackets how much the other time's was: so với cùng kỳ năm 2022 (12.000)."""
        begin = self.clauses.segment(at).start
        if not begin or self.clauses.marks[begin].sign != "(":
            return False
        place = begin - 1
        while place > 0 and (self.clauses.marks[place].day or self.clauses.marks[place].has(Sense.PLAIN)):
            place -= 1
        return self.clauses.marks[place].has(Sense.COMPARED)

    def ranged(self, at: int, wording: Wording | None) -> bool:
        """Whether the number is where a change begins, or one end of a range."""
        marks = self.clauses.marks
        before = self.clauses.beside(at, -1, tuple(BOUNDS))
        behind = at + 1 < len(marks) and marks[at + 1].has(Sense.AT_LEAST) and bool(marks[at + 1].name)
        if before is not None and before.has(Sense.SINCE):
            return not behind
        until = at - 1 if at and marks[at - 1].has(Sense.UNTIL) else None
        previous = next((p for p in range(at - 1, self.clauses.segment(at).start - 1, -1) if marks[p].number), None)
        return until is not None and previous is not None and marks[previous - 1].has(Sense.SINCE)

    def left_over(self, at: int, wording: Wording | None) -> bool:
        """Whether the number counts what is not done yet, or was refused."""
        marks = self.clauses.marks
        senses = (Sense.NOT_YET, Sense.REMAINING)
        if self.clauses.any(self.clauses.left(at), *senses) or self.clauses.any(self.clauses.right(at), *senses):
            return True
        before = self.clauses.beside(at, -1, tuple(BOUNDS))
        if before is not None and before.has(Sense.STILL):
            return True
        if self._adds_its_share(at):
            return self.left_over(self.clauses.number_before(at), wording)
        return at + 1 < len(marks) and marks[at + 1].has(Sense.AT_MOST)

    def _adds_its_share(self, at: int) -> bool:
        """Whether the number is only the share of the one before: còn 25 nhiệm vụ (chiếm 54,3 %)."""
        marks, previous, begin = self.clauses.marks, self.clauses.number_before(at), self.clauses.segment(at).start
        percent = self.clauses.is_percentage(at)
        if not percent or previous < 0 or self.clauses.segment(previous).stop != begin or not marks[begin].sign:
            return False
        return all(marks[place].has(Sense.PLAIN, *BOUNDS) for place in range(begin + 1, at))

    def shared_out(self, at: int, wording: Wording | None) -> bool:
        """Whether the number is each one's share, or an average."""
        marks, before, behind = self.clauses.marks, self.clauses.left(at), self.clauses.right(at)
        near = self.clauses.beside(at, -1, tuple(BOUNDS))
        if near is not None and near.has(Sense.EACH):
            return True
        # "là một trong 5 huyện đạt 98 %" shares out no percentage.
        each = any(marks[place].has(Sense.EACH) and not marks[place].name for place in before)
        return each or (bool(behind) and marks[behind[0]].has(Sense.EACH))

    def divided(self, at: int, wording: Wording | None) -> bool:
        """Whether a percentage says who those are that were counted: 60 % số tài khoản đã kích hoạt là của học sinh."""
        marks, right = self.clauses.marks, self.clauses.right(at)
        if not self.clauses.is_percentage(at):
            return False
        before = (marks[place] for place in self.clauses.left(at))
        if not all(each.sign or each.has(Sense.PLAIN, Sense.OUT_OF, *BOUNDS) for each in before):
            return False
        copula = next((place for place in right if self.clauses.key(place) in _COPULAS), None)
        return copula is not None and not self.clauses.any(range(copula, right.stop), Sense.SUBJECT, Sense.ACTION)

    def of_some_people(self, at: int, wording: Wording | None) -> bool:
        """Whether a count is said of people whom a word names that is not understood: 12.400 tài khoản của học sinh."""
        if self.clauses.is_percentage(at):
            return False
        right = self.clauses.right(at)
        whose = next((place for place in right if self.clauses.key(place) in _WHOSE), None)
        if whose is None:
            return False
        named = whose + 1
        while named < right.stop and self._leads_to_people(named):
            named += 1
        return named < right.stop and self.clauses.marks[named].unknown

    def _leads_to_people(self, at: int) -> bool:
        """Whether a word may stand before the one that says which people: các, người, "cao" of người cao tuổi."""
        here, before = self.clauses.marks[at], self.clauses.marks[at - 1]
        are_people = here.has(Sense.NOUN) and here.name in PEOPLE
        return are_people or here.has(Sense.SOME) or (here.has(Sense.PLAIN) and before.has(Sense.NOUN))

    def in_a_row(self, at: int, wording: Wording | None) -> bool:
        """Whether the number stands right beside another, as the cells of a table do that was written as text."""
        marks = self.clauses.marks
        return any(0 <= place < len(marks) and bool(marks[place].number) for place in (at - 1, at + 1))

    def mistaken(self, at: int, wording: Wording | None) -> bool:
        """Whether the text itself calls the number wrong."""
        marks, right = self.clauses.marks, self.clauses.right(at)
        called = any(marks[place].has(Sense.WRONG) and not marks[place].name for place in right)
        return called or bool(self.clauses.over[at] & Over.MISTAKE)

    def passing(self, at: int, wording: Wording | None) -> bool:
        """Whether the number is a day's or a month's count of something whose running total is wanted."""
        if wording is None:
            return False
        over, right = self.clauses.over[at], self.clauses.right(at)
        behind = {self.clauses.marks[p].name for p in right if self.clauses.marks[p].has(Sense.FLOW)}
        if over & Over.DAY or "day" in behind:
            return True
        if over & Over.SPAN and not self.clauses.is_percentage(at):
            return True
        monthly = bool(over & Over.MONTH) or "month" in behind
        return monthly and (wording.measure in STOCKS if wording.is_total is None else wording.is_total)

    def hypothetical(self, at: int, wording: Wording | None) -> bool:
        """Whether a condition hangs over the number, or units that are not named are its subject."""
        over = self.clauses.over[at]
        if over & (Over.CONDITION | Over.COUNTED_UNITS):
            return True
        if self._parts_units(at):
            return True
        # What each of all units reached is no share of them together; what they count is.
        each = bool(over & Over.ALL_UNITS) and self.clauses.is_percentage(at)
        return each or (bool(over & Over.SOME_UNITS) and bound_of(self.clauses, at) is not Bound.EXACT)

    def _parts_units(self, at: int) -> bool:
        """Whether the number is only the mark above or below which so many units are: trên 95 % có 11 xã."""
        counted = self.clauses.number_behind(at)
        is_near = counted < self.clauses.segment(at).stop
        return is_near and bound_of(self.clauses, at) is not Bound.EXACT and self.clauses.counts_units(counted + 1)

    def planned(self, at: int, wording: Wording | None) -> bool:
        """Whether the number is wanted, not reached."""
        if self.clauses.over[at] & (Over.PLAN | Over.WEAK_PLAN):
            return True
        left = self.clauses.left(at)
        said = self.clauses.first(left, Sense.TARGET)
        reached = (Sense.TO, Sense.ACTION, Sense.RESULT)
        if said is None or self.clauses.across_a_colon(at, said):
            return False
        if self.clauses.marks[said + 1].has(Sense.OUT_OF) and self.clauses.marks[said + 2].has(Sense.ACTION):
            # "a target of issuing cards to 411,300 people"
            return True
        finished = any(self._finishes(place) for place in left if place < said)
        return not finished and not self.clauses.any(range(said + 1, at), *reached[:1])

    def _finishes(self, place: int) -> bool:
        here = self.clauses.marks[place]
        return here.has(Sense.TO) or (here.has(Sense.ACTION) and here.name == "finish")

    def ordered(self, at: int, wording: Wording | None) -> bool:
        """Whether someone was told to reach the number: giao công an xã kích hoạt 500 tài khoản."""
        left = self.clauses.left(at)
        given = self.clauses.first(left, Sense.GIVEN)
        if given is None:
            return False
        said_before = (Sense.TARGET, Sense.SUBJECT, Sense.RESULT)
        return not self.clauses.any(range(left[-1], given), *said_before) and not self.clauses.across_a_colon(at, given)


_Test = Callable[[NoResults, int, Wording | None], bool]
_NEVER: tuple[_Test, ...] = (
    NoResults.changed, NoResults.ranged, NoResults.left_over, NoResults.shared_out, NoResults.divided,
    NoResults.of_some_people, NoResults.in_a_row, NoResults.mistaken,
)  # fmt: skip
_NOT_YET: tuple[_Test, ...] = (NoResults.passing, NoResults.hypothetical, NoResults.planned, NoResults.ordered)
