"""What each number of a sentence is: a result, a target, what a result is set against, or nothing to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from collectors.reading import Bound, Measure, Of
from collectors.vietnamese.bounds import BOUNDS
from collectors.vietnamese.clauses import Clauses, Over
from collectors.vietnamese.numbers import Number
from collectors.vietnamese.phrases import Wording
from collectors.vietnamese.senses import Sense
from collectors.vietnamese.tokens import key, keys
from collectors.vietnamese.topics import Topic, Topics


class Role(StrEnum):
    """What a number is in its sentence."""

    RESULT = "result"
    TARGET = "target"
    OUT_OF = "out_of"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at a place among the marks, with its role, its topic, its bound and what a percentage is a share of."""

    at: int
    number: Number
    out_of: Number | None
    role: Role
    topic: Topic | None
    bound: Bound
    of: Of | None

    @property
    def percent(self) -> bool:
        """Whether it is a percentage."""
        return self.number.percent


_LEADING = (Sense.PLAIN, Sense.TO, *BOUNDS)
_BASE_LEADING = (*_LEADING, Sense.TARGET, Sense.ACTION)
# A name of one word with a smaller number behind it is that of a thing: Windows 10.
_SHORTEST_COUNT = 100
# "3 cấp" are three levels.
_LEVELS = key("cấp")
_COPULAS = keys("là thuộc are were belong belonged")
_WHOSE = keys("của cho")
_PEOPLE = ("person", "resident")
# What has running totals, which a month's count is not.
STOCKS = {Measure.ACCOUNTS, Measure.CARDS, Measure.APPLICATIONS}
# Words that a number counts or qualifies without making it a figure of something else.
_OPEN = frozenset(
    {
        Sense.PLAIN, Sense.TO, Sense.NOUN, Sense.SUBJECT, Sense.ACTION, Sense.TARGET, Sense.ELIGIBLE, Sense.RESULT,
        Sense.AND, Sense.BUT, Sense.OUT_OF, Sense.OF_WHICH, Sense.RANK, Sense.TOP, Sense.FIRST, Sense.AHEAD,
        Sense.GIVEN,
        Sense.GIVER, Sense.UNTIL, Sense.NOW, Sense.AT, Sense.LEVEL, Sense.ACCOUNT_LEVEL, Sense.NATION, Sense.ALL,
        Sense.RESPECTIVELY, Sense.TOTAL, Sense.CHANGE, Sense.ABOVE, Sense.AT_LEAST, Sense.ASSIGNED, Sense.FLOW,
        Sense.BEFORE, Sense.SINCE, Sense.STILL, Sense.PLAN, Sense.RATE, Sense.COMPARED, Sense.WRONG,
        Sense.NOT_YET, Sense.REMAINING, Sense.AT_MOST, Sense.RIGHT, Sense.HERE,
    }
)  # fmt: skip


@dataclass(frozen=True)
class Figures:
    """Tells what the numbers of a sentence are."""

    clauses: Clauses
    topics: Topics

    def all(self) -> Iterator[Figure]:
        """Every number of the sentence, in order."""
        for at, mark in enumerate(self.clauses.marks):
            if mark.number and not self._of_a_rank(at):
                topic = self.topics.of(at)
                yield Figure(
                    at,
                    mark.number,
                    mark.out_of,
                    self._role(at, topic),
                    topic,
                    self._bound(at),
                    self._share_of(at, topic),
                )

    def _of_a_rank(self, at: int) -> bool:
        before = self.clauses.beside(at, -1)
        return before is not None and before.has(Sense.RANK, Sense.TOP)

    def _role(self, at: int, topic: Topic | None) -> Role:
        wording = topic.wording if topic else None
        if self._foreign(at, wording) or any(test(self, at, wording) for test in _NO_RESULT):
            return Role.NOTHING
        if self._set_against(at):
            return Role.OUT_OF
        if self._is_target(at):
            return Role.TARGET
        return Role.NOTHING if any(test(self, at, wording) for test in _NOT_YET_RESULT) else Role.RESULT

    def _foreign(self, at: int, wording: Wording | None) -> bool:
        """Whether the word behind the number says that it counts something else."""
        marks = self.clauses.marks
        if self._of_a_name(at):
            return True
        if at + 1 >= len(marks) or marks[at + 1].sign:
            return False
        following = marks[at + 1]
        if following.has(Sense.NOUN) and following.name in _PEOPLE and self._only_some(at + 2):
            return True
        if following.has(Sense.ACTION) and self.clauses.key(at + 1) == _LEVELS:
            return not (marks[at].number or _NONE).percent
        if following.has(Sense.HERE):
            return following.end - following.start == 1
        if following.has(Sense.NOUN) and wording:
            return following.name not in wording.nouns and not self._further_subject(at + 2, wording)
        if following.has(Sense.SUBJECT) and wording and following.name != wording.subject:
            return not (marks[at].number or _NONE).percent and following.name not in wording.nouns
        return not (following.day or following.place or following.number or following.sense in _OPEN)

    def _of_a_name(self, at: int) -> bool:
        """Whether the word before the number is not understood and nothing counted follows: lớp 9, Windows 10 để …"""
        marks = self.clauses.marks
        before = marks[at - 1] if at else None
        if before is None or not (before.unknown or self._names_a_version(at)):
            return False
        counted = self.clauses.beside(at, 1, (Sense.OUT_OF,))
        if counted is not None and counted.has(Sense.NOUN, Sense.SUBJECT):
            return False
        return before.unknown or not (marks[at].number or _NONE).percent

    def _names_a_version(self, at: int) -> bool:
        """Whether a single foreign name stands before a number of a digit or two: Windows 10, Android 6."""
        place, number = self.clauses.marks[at - 1].place, self.clauses.marks[at].number or _NONE
        return place is not None and place.single and not number.percent and number.value < _SHORTEST_COUNT

    def _only_some(self, at: int) -> bool:
        """Whether a word that is not understood says which people are meant: người cao tuổi được kích hoạt."""
        end = self.clauses.segment(at - 1).stop
        done = next((p for p in range(at, end) if self.clauses.marks[p].has(Sense.ACTION, Sense.RESULT)), at)
        return not self.clauses.understood(at, done)

    def _further_subject(self, at: int, wording: Wording) -> bool:
        """Whether the subject follows the noun at once: 3.998 hồ sơ nộp trực tuyến."""
        marks = self.clauses.marks
        return at < len(marks) and marks[at].has(Sense.SUBJECT) and marks[at].name == wording.subject

    def _set_against(self, at: int) -> bool:
        """Whether this is the number that the one before it is set against: 62 trên 133, 62 out of 133."""
        before = self.clauses.first(self.clauses.left(at), Sense.OUT_OF, Sense.ABOVE)
        if before is None or not all(self.clauses.marks[p].has(*_BASE_LEADING) for p in range(before + 1, at)):
            return False
        if self.clauses.marks[before].has(Sense.OUT_OF) and (self.clauses.is_long(before) or self._begins(before)):
            return True
        previous = before - 1
        things = (Sense.NOUN, Sense.SUBJECT, Sense.PLAIN, Sense.ACCOUNT_LEVEL)
        while previous >= 0 and self.clauses.marks[previous].has(*things):
            previous -= 1
        number = self.clauses.marks[previous].number if previous >= 0 else None
        return number is not None and not number.percent

    def _begins(self, place: int) -> bool:
        return place == 0 or bool(self.clauses.marks[place - 1].sign.strip())

    def _is_target(self, at: int) -> bool:
        """Whether this is a target's own number: chỉ tiêu 75.000, được giao 75.000, 75.000 chỉ tiêu."""
        marks, left = self.clauses.marks, self.clauses.left(at)
        if (marks[at].number or _NONE).percent:
            return False
        behind = self.clauses.beside(at, 1)
        if behind is not None and behind.has(Sense.TARGET):
            return True
        begin = self.clauses.segment(at).start
        if marks[begin].sign == "(" and begin == at - 1 and begin and marks[begin - 1].has(Sense.TARGET):
            return True
        said = next((place for place in left if self._speaks_of_a_target(place)), None)
        if said is None or (self._across_a_colon(at, said) and said != self.clauses.segment(at).start - 1):
            return False
        reached = (Sense.TO, Sense.ACTION) if marks[said].has(Sense.GIVEN) else (Sense.TO,)
        return not self.clauses.any(range(said + 1, at), *reached)

    def _speaks_of_a_target(self, place: int) -> bool:
        here = self.clauses.marks[place]
        return here.has(Sense.TARGET, Sense.GIVEN) or (here.has(Sense.PLAN) and here.name == "target")

    def _across_a_colon(self, at: int, place: int) -> bool:
        return place < self.clauses.segment(at).start

    def _bound(self, at: int) -> Bound:
        marks = self.clauses.marks
        if at + 1 < len(marks) and marks[at + 1].has(Sense.AT_LEAST) and marks[at + 1].name:
            return Bound.AT_LEAST
        for place in range(at - 1, max(at - 4, -1), -1):
            bound = BOUNDS.get(marks[place].sense or Sense.PLAIN)
            if bound:
                return bound
            if not marks[place].has(Sense.PLAIN, Sense.TO):
                break
        return Bound.EXACT

    def _share_of(self, at: int, topic: Topic | None) -> Of | None:
        """What the text says that a number is a share of."""
        marks = self.clauses.marks
        for place in self.clauses.right(at):
            here = marks[place]
            if here.has(Sense.TARGET):
                return Of.TARGET
            if here.has(Sense.ELIGIBLE):
                return Of.ELIGIBLE
            if here.has(Sense.NOUN, Sense.SUBJECT, Sense.ACTION):
                return self._share_of_things(place, at, topic)
            if not here.has(Sense.PLAIN, Sense.OUT_OF, Sense.COMPARED, Sense.AT, Sense.TOTAL):
                break
        leading = self.clauses.first(self.clauses.left(at), Sense.TARGET)
        return Of.TARGET if leading is not None and self.clauses.any(range(leading, at), Sense.TO) else None

    def _share_of_things(self, place: int, at: int, topic: Topic | None) -> Of | None:
        wording = topic.wording if topic else None
        right = range(place, self.clauses.right(at).stop)
        target = self.clauses.first(right, Sense.TARGET)
        if target is not None and self.clauses.understood(place, target):
            return Of.TARGET
        if self.clauses.any(right, Sense.ELIGIBLE):
            return Of.ELIGIBLE
        if self.clauses.marks[place].name in _PEOPLE:
            return Of.ELIGIBLE if wording and wording.subject == "id_card" else None
        done = self.clauses.first(right, Sense.ACTION)
        if wording is None or done is None or self.clauses.marks[done].name in wording.actions:
            return None
        done = self.clauses.last_joined(done)
        return _DONE_BEFORE.get(self.clauses.marks[done].name) if wording.measure in STOCKS else None

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
        percent = (marks[at].number or _NONE).percent
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
        percent = (marks[at].number or _NONE).percent
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
        if not (marks[at].number or _NONE).percent:
            return False
        before = (marks[place] for place in self.clauses.left(at))
        if not all(each.sign or each.has(Sense.PLAIN, Sense.OUT_OF, *BOUNDS) for each in before):
            return False
        copula = next((place for place in right if self.clauses.key(place) in _COPULAS), None)
        return copula is not None and not self.clauses.any(range(copula, right.stop), Sense.SUBJECT, Sense.ACTION)

    def of_some_people(self, at: int, wording: Wording | None) -> bool:
        """Whether a count is said of people whom a word names that is not understood: 12.400 tài khoản của học sinh."""
        if (self.clauses.marks[at].number or _NONE).percent:
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
        are_people = here.has(Sense.NOUN) and here.name in _PEOPLE
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
        if over & Over.SPAN and not (self.clauses.marks[at].number or _NONE).percent:
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
        each = bool(over & Over.ALL_UNITS) and (self.clauses.marks[at].number or _NONE).percent
        return each or (bool(over & Over.SOME_UNITS) and self._bound(at) is not Bound.EXACT)

    def _parts_units(self, at: int) -> bool:
        """Whether the number is only the mark above or below which so many units are: trên 95 % có 11 xã."""
        counted = self.clauses.number_behind(at)
        is_near = counted < self.clauses.segment(at).stop
        return is_near and self._bound(at) is not Bound.EXACT and self.clauses.counts_units(counted + 1)

    def planned(self, at: int, wording: Wording | None) -> bool:
        """Whether the number is wanted, not reached."""
        if self.clauses.over[at] & (Over.PLAN | Over.WEAK_PLAN):
            return True
        left = self.clauses.left(at)
        said = self.clauses.first(left, Sense.TARGET)
        reached = (Sense.TO, Sense.ACTION, Sense.RESULT)
        if said is None or self._across_a_colon(at, said):
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
        return not self.clauses.any(range(left[-1], given), *said_before) and not self._across_a_colon(at, given)


_NONE = Number(Decimal(0))
_DONE_BEFORE = {"approve": Of.APPROVED, "issue": Of.APPROVED, "receive": Of.FILED}
_Test = Callable[[Figures, int, Wording | None], bool]
_NO_RESULT: tuple[_Test, ...] = (
    Figures.changed, Figures.ranged, Figures.left_over, Figures.shared_out, Figures.divided,
    Figures.of_some_people, Figures.in_a_row, Figures.mistaken,
)  # fmt: skip
_NOT_YET_RESULT: tuple[_Test, ...] = (Figures.passing, Figures.hypothetical, Figures.planned, Figures.ordered)
