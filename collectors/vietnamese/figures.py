"""What each number of a sentence is: a result, a target, what a result is set against, or nothing to be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from collectors.reading import Bound, Of
from collectors.vietnamese.bounds import BOUNDS, bound_of
from collectors.vietnamese.clauses import Clauses
from collectors.vietnamese.no_results import NoResults
from collectors.vietnamese.numbers import Number
from collectors.vietnamese.phrases import PEOPLE, STOCKS, Wording
from collectors.vietnamese.senses import Sense
from collectors.vietnamese.tokens import key
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

    @cached_property
    def _no_results(self) -> NoResults:
        return NoResults(self.clauses)

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
                    bound_of(self.clauses, at),
                    self._share_of(at, topic),
                )

    def _of_a_rank(self, at: int) -> bool:
        before = self.clauses.beside(at, -1)
        return before is not None and before.has(Sense.RANK, Sense.TOP)

    def _role(self, at: int, topic: Topic | None) -> Role:
        wording = topic.wording if topic else None
        if self._foreign(at, wording) or self._no_results.is_none(at, wording):
            return Role.NOTHING
        if self._set_against(at):
            return Role.OUT_OF
        if self._is_target(at):
            return Role.TARGET
        return Role.NOTHING if self._no_results.is_not_yet(at, wording) else Role.RESULT

    def _foreign(self, at: int, wording: Wording | None) -> bool:
        """Whether the word behind the number says that it counts something else."""
        marks = self.clauses.marks
        if self._of_a_name(at):
            return True
        if at + 1 >= len(marks) or marks[at + 1].sign:
            return False
        following = marks[at + 1]
        if following.has(Sense.NOUN) and following.name in PEOPLE and self._only_some(at + 2):
            return True
        if following.has(Sense.ACTION) and self.clauses.key(at + 1) == _LEVELS:
            return not self.clauses.is_percentage(at)
        if following.has(Sense.HERE):
            return following.end - following.start == 1
        if following.has(Sense.NOUN) and wording:
            return following.name not in wording.nouns and not self._further_subject(at + 2, wording)
        if following.has(Sense.SUBJECT) and wording and following.name != wording.subject:
            return not self.clauses.is_percentage(at) and following.name not in wording.nouns
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
        return before.unknown or not self.clauses.is_percentage(at)

    def _names_a_version(self, at: int) -> bool:
        """Whether a single foreign name stands before a number of a digit or two: Windows 10, Android 6."""
        place, number = self.clauses.marks[at - 1].place, self.clauses.marks[at].number
        is_short = number is not None and not number.percent and number.value < _SHORTEST_COUNT
        return is_short and place is not None and place.single

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
        if self.clauses.is_percentage(at):
            return False
        behind = self.clauses.beside(at, 1)
        if behind is not None and behind.has(Sense.TARGET):
            return True
        begin = self.clauses.segment(at).start
        if marks[begin].sign == "(" and begin == at - 1 and begin and marks[begin - 1].has(Sense.TARGET):
            return True
        said = next((place for place in left if self._speaks_of_a_target(place)), None)
        if said is None or (self.clauses.across_a_colon(at, said) and said != self.clauses.segment(at).start - 1):
            return False
        reached = (Sense.TO, Sense.ACTION) if marks[said].has(Sense.GIVEN) else (Sense.TO,)
        return not self.clauses.any(range(said + 1, at), *reached)

    def _speaks_of_a_target(self, place: int) -> bool:
        here = self.clauses.marks[place]
        return here.has(Sense.TARGET, Sense.GIVEN) or (here.has(Sense.PLAN) and here.name == "target")

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
        if self.clauses.marks[place].name in PEOPLE:
            return Of.ELIGIBLE if wording and wording.subject == "id_card" else None
        done = self.clauses.first(right, Sense.ACTION)
        if wording is None or done is None or self.clauses.marks[done].name in wording.actions:
            return None
        done = self.clauses.last_joined(done)
        return DONE_BEFORE.get(self.clauses.marks[done].name) if wording.measure in STOCKS else None


# What is done before an action, as what its share is of.
DONE_BEFORE = {"approve": Of.APPROVED, "issue": Of.APPROVED, "receive": Of.FILED}
