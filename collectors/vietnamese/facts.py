"""What a sentence says: its figures put together, a count with its share, its rank and its days ahead."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from collectors.reading import AssignedBy, Bound, Measure, Of, UnitLevel
from collectors.vietnamese.clauses import Clauses
from collectors.vietnamese.figures import DONE_BEFORE, Figure, Figures, Role
from collectors.vietnamese.numbers import Number
from collectors.vietnamese.owners import Owners, Several
from collectors.vietnamese.phrases import Phrases, Wording
from collectors.vietnamese.qualifiers import Qualifiers
from collectors.vietnamese.senses import LINK, Sense
from collectors.vietnamese.standing import Standing
from collectors.vietnamese.topics import Topic, Topics


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a sentence says of an indicator. `at` is the place of its first number among the marks.

    `count` is a number of things, `share` a percentage, each with its bound; `out_of` is what the count is set against;
    `of` what the share is of. `each_of` are units that share the fact.
    """

    at: int
    wording: Wording
    count: Number | None = None
    count_bound: Bound = Bound.EXACT
    share: Number | None = None
    share_bound: Bound = Bound.EXACT
    out_of: Number | None = None
    of: Of | None = None
    unit: str | None = None
    each_of: Sequence[str] = ()
    unit_level: UnitLevel | None = None
    account_level: int | None = None
    assigned_by: AssignedBy | None = None
    rank: int | None = None
    rank_at_most: int | None = None
    days_ahead: int | None = None


@dataclass(frozen=True)
class Facts:
    """Reads the facts of one sentence."""

    clauses: Clauses
    phrases: Phrases
    owners: Owners

    @cached_property
    def _qualifiers(self) -> Qualifiers:
        return Qualifiers(self.clauses)

    @cached_property
    def _standing(self) -> Standing:
        return Standing(self.clauses)

    def all(self) -> Iterator[Fact]:
        """The facts of the sentence, in order; one that is said of each of several units once for each."""
        if not self._speaks_of_something():
            return
        facts = _with_shared_base(self._with_ranks(self._with_days_ahead(self._gathered())))
        for fact in facts:
            yield from [replace(fact, unit=unit, each_of=()) for unit in fact.each_of] or [fact]

    def _speaks_of_something(self) -> bool:
        """Whether the sentence names a subject, or an action that implies one; else no number in it is a figure."""
        implied = (self.clauses.marks[place].name for place in self.clauses.places(Sense.ACTION))
        return bool(self.clauses.places(Sense.SUBJECT)) or any(name in self.phrases.sole_subjects for name in implied)

    @cached_property
    def figures(self) -> Sequence[Figure]:
        """Every number of the sentence, with topics that are named behind a list given to all of it."""
        found = list(Figures(self.clauses, Topics(self.clauses, self.phrases)).all())
        for place in range(len(found) - 1, 0, -1):
            topic = self._passed_back(found[place - 1], found[place])
            if topic:
                found[place - 1] = replace(found[place - 1], topic=topic)
        return found

    def _passed_back(self, first: Figure, second: Figure) -> Topic | None:
        """The topic that a figure without one has from the next of its list: "A 92 %, B 90 % chỉ tiêu cấp căn cước"."""
        strange = first.topic is not None and (first.topic.wording is not None or first.topic.action is None)
        if first.role is not Role.RESULT or second.role is Role.NOTHING or strange or first.percent != second.percent:
            return None
        topic = second.topic
        begin = self.clauses.segment(first.at).start
        if topic is None or topic.wording is None or not self.clauses.understood(begin, second.at):
            return None
        if not first.percent and not self._counts(topic.wording, second.at):
            return None
        if not first.percent and self.clauses.any(self.clauses.right(first.at), Sense.ELIGIBLE):
            return None
        if first.topic and first.topic.action:
            wording = self.phrases.wording(topic.wording.subject, first.topic.action)
            return Topic(wording, direct=True, behind=True) if wording and wording.actions else None
        return topic if topic.behind else None

    def _counts(self, wording: Wording, at: int) -> bool:
        """Whether an indicator is counted in the things named behind a number, if any are."""
        nouns = (mark for place in self.clauses.right(at) if (mark := self.clauses.marks[place]).has(Sense.NOUN))
        return all(noun.name in wording.nouns for noun in nouns)

    def _gathered(self) -> list[Fact]:
        """The facts, with shares joined to their counts, and counts to what they are set against."""
        facts: list[Fact] = []
        before: Figure | None = None
        for figure in self.figures:
            index = self._belongs_to(facts, figure, before)
            if index is not None:
                facts[index] = self._joined(facts[index], figure)
            elif figure.role is Role.RESULT and not self._says_again(facts, figure):
                fact = self._new(figure, before)
                if fact and facts and self._is_only_a_span_of(facts[-1], fact):
                    facts.pop()
                facts += [fact] if fact and not self._is_a_part(facts, fact) else []
            before = figure
        return facts

    def _belongs_to(self, facts: Sequence[Fact], figure: Figure, before: Figure | None) -> int | None:
        """The fact to which a figure adds its share, or what it is set against."""
        if figure.role is Role.NOTHING:
            return None
        if facts and before and self._closes(facts[-1], figure, before):
            return len(facts) - 1
        if facts and self._is_its_count(facts[-1], figure):
            return len(facts) - 1
        index = self._lacking_it(facts, figure)
        return None if index is None or self._new_owner(facts[index], figure) else index

    def _lacking_it(self, facts: Sequence[Fact], figure: Figure) -> int | None:
        """The last count that is without what a figure would add to it: its share, or what it is set against."""
        behind = range(len(facts) - 1, -1, -1)
        if figure.role is not Role.RESULT:
            return next((index for index in behind if facts[index].count and not facts[index].out_of), None)
        wording = figure.topic.wording if figure.topic else None
        if not figure.percent or wording is None:
            return None
        unit = self._unit(figure)
        shareless = (index for index in behind if facts[index].count and not facts[index].share)
        return next((i for i in shareless if facts[i].wording == wording and facts[i].unit == unit), None)

    def _closes(self, fact: Fact, figure: Figure, before: Figure) -> bool:
        """Whether a percentage follows the two numbers that it is the share of: 46 trên 71, đạt 64,7 %."""
        share = figure.percent and figure.role is Role.RESULT and figure.topic is not None and not figure.topic.direct
        pair = before.role in (Role.OUT_OF, Role.TARGET) and before.number == fact.out_of
        return share and pair and not fact.share and not self._new_owner(fact, figure)

    def _is_its_count(self, fact: Fact, figure: Figure) -> bool:
        """Whether a number is the count of which the share before it is: 92 % chỉ tiêu (41.200 tài khoản)."""
        alone = figure.role is Role.RESULT and not figure.percent and fact.share is not None and fact.count is None
        if not alone or figure.topic is None or figure.topic.wording != fact.wording:
            return False
        return self._is_linked(figure.at) and not self._new_owner(fact, figure)

    def _is_linked(self, at: int) -> bool:
        """Whether "với", "tương đương" or a bracket ties a number to the one before it."""
        for place in range(at - 1, -1, -1):
            here = self.clauses.marks[place]
            if here.sign == "(" or here.name == LINK:
                return True
            if not here.has(Sense.PLAIN, Sense.TOTAL, Sense.ABOVE, Sense.AT_LEAST, Sense.ABOUT):
                return False
        return False

    def _joined(self, fact: Fact, figure: Figure) -> Fact:
        if figure.percent:
            return replace(fact, share=figure.number, share_bound=figure.bound, of=figure.of or fact.of)
        if figure.role is Role.RESULT:
            return replace(fact, count=figure.number, count_bound=figure.bound, out_of=figure.out_of)
        return replace(fact, out_of=figure.number, of=figure.of or fact.of or _base(fact.wording, figure))

    def _says_again(self, facts: Sequence[Fact], figure: Figure) -> bool:
        """Whether a percentage is a second one of a count, and does not say of what."""
        if not facts or not figure.percent or figure.topic is None or self._new_owner(facts[-1], figure):
            return False
        last = facts[-1]
        again = last.wording == figure.topic.wording and last.share is not None and last.count is not None
        return again and figure.of in (None, last.of) and not figure.topic.direct

    def _is_a_part(self, facts: Sequence[Fact], fact: Fact) -> bool:
        """Whether a count is only listed beside another of the same cell, with no word that says it is another's."""
        if not facts or fact.count is None or facts[-1].count is None or not _same_cell(facts[-1], fact):
            return False
        since = range(facts[-1].at + 1, fact.at)
        said_anew = (Sense.ACTION, Sense.NOW, Sense.TOTAL, Sense.TO, Sense.RIGHT)
        done_behind = self.clauses.any(self.clauses.right(fact.at), Sense.ACTION)
        own = [place for place in self.clauses.left(fact.at) if self.clauses.marks[place].has(*said_anew)]
        return not (own or done_behind or self.clauses.names_a_day(since))

    def _is_only_a_span_of(self, fact: Fact, total: Fact) -> bool:
        """Whether a count since some day is followed by its running total: từ 15/6 đến 14/7 … 2.310; lũy kế 61.005."""
        if fact.count is None or total.count is None or not _same_cell(fact, total):
            return False
        marks = self.clauses.marks
        since = any(marks[p].has(Sense.SINCE) and marks[p + 1].day for p in range(fact.at - 1))
        return since and self.clauses.any(self.clauses.left(total.at), Sense.TOTAL)

    def _new_owner(self, fact: Fact, figure: Figure) -> bool:
        """Whether another unit or level is named between a fact and a figure."""
        begin = self.clauses.right(fact.at).stop
        place = bisect_left(self._owner_places, begin)
        return place < len(self._owner_places) and self._owner_places[place] < figure.at

    @cached_property
    def _owner_places(self) -> Sequence[int]:
        return [at for at, mark in enumerate(self.clauses.marks) if mark.place or mark.has(Sense.LEVEL)]

    def _new(self, figure: Figure, before: Figure | None) -> Fact | None:
        wording = figure.topic.wording if figure.topic else None
        if wording is None or wording.measure is Measure.RANK or self._is_apart(wording.apart):
            return None
        if figure.percent:
            fact = Fact(figure.at, wording, share=figure.number, share_bound=figure.bound, of=figure.of)
            return self._qualified(fact, figure)
        out_of, of, against = figure.out_of, figure.of, self._against(wording, figure, before)
        if against and not out_of:
            out_of, of = against.number, of or against.of or _base(wording, against)
        fact = Fact(figure.at, wording, figure.number, figure.bound, out_of=out_of, of=of)
        return self._qualified(fact, figure)

    def _is_apart(self, subject: str) -> bool:
        """Whether the sentence gives a figure of its own to what the indicator should hold too."""
        return bool(subject) and subject in self._subjects_of_figures

    @cached_property
    def _subjects_of_figures(self) -> frozenset[str]:
        """The subjects that are named beside a figure."""
        beside = (
            self.clauses.marks[place]
            for figure in self.figures
            for place in [*self.clauses.left(figure.at), *self.clauses.right(figure.at)]
        )
        return frozenset(mark.name for mark in beside if mark.has(Sense.SUBJECT))

    def _against(self, wording: Wording, figure: Figure, before: Figure | None) -> Figure | None:
        """The figure before a count that the count is set against: "trong số 812 hồ sơ", "812 hồ sơ, trong đó"."""
        if before is None or before.percent:
            return None
        if before.role in (Role.OUT_OF, Role.TARGET):
            return before
        part = self.clauses.any(range(before.at, figure.at), Sense.OF_WHICH)
        noun = self.clauses.marks[before.at + 1]
        rate = wording.measure is Measure.PERCENT and before.topic is not None and before.topic.wording is None
        return before if part and rate and noun.has(Sense.NOUN) and noun.name in wording.nouns else None

    def _alike(self, figure: Figure) -> Sequence[int]:
        return self._results[figure.percent]

    @cached_property
    def _results(self) -> tuple[Sequence[int], Sequence[int]]:
        """The places of the results that are counts, and of those that are percentages."""
        results = [figure for figure in self.figures if figure.role is Role.RESULT]
        return [f.at for f in results if not f.percent], [f.at for f in results if f.percent]

    def _of_others(self, wording: Wording) -> Sequence[int]:
        """The places of the figures of other indicators, where the sentence names a level that may be theirs."""
        if not self.clauses.places(Sense.LEVEL):
            return ()
        return [f.at for f in self.figures if f.topic and f.topic.wording not in (None, wording)]

    def _unit(self, figure: Figure) -> str | None:
        try:
            return self.owners.unit(figure.at, self._alike(figure))
        except Several:
            return None

    def _qualified(self, fact: Fact, figure: Figure) -> Fact | None:
        """The fact with whose it is; None where it is that of several units together."""
        alike = self._alike(figure)
        shared = self.owners.shared_by(figure.at) if figure.percent else ()
        try:
            unit = None if shared else self.owners.unit(figure.at, alike)
        except Several:
            return None
        rate, task = fact.wording.measure is Measure.PERCENT, fact.wording.subject == "task"
        return replace(
            fact,
            unit=unit,
            each_of=shared,
            unit_level=self.owners.level(figure.at, alike, self._of_others(fact.wording)) if rate else None,
            assigned_by=self._qualifiers.assigned_by(figure.at, self._any_results) if task else None,
            account_level=self._qualifiers.account_level(figure.at),
        )

    @cached_property
    def _any_results(self) -> Sequence[int]:
        return sorted([*self._results[False], *self._results[True]])

    def _with_days_ahead(self, facts: list[Fact]) -> list[Fact]:
        """The facts with the days by which they were ahead, said behind a fact or before the first.

        A fact that was ahead of two days, of one's own promise and of the deadline, gets neither.
        """
        ahead: dict[int, set[int]] = {}
        for at, days in self._standing.days_ahead() if facts else ():
            ahead.setdefault(max(_facts_before(facts, at) - 1, 0), set()).add(days)
        for index, said in ahead.items():
            if len(said) == 1:
                facts[index] = replace(facts[index], days_ahead=said.pop())
        return facts

    def _with_ranks(self, facts: list[Fact]) -> list[Fact]:
        """The facts with the ranks said of them, and those of which a rank is all that is said."""
        for at, rank, at_most in self._standing.ranks():
            index = _facts_before(facts, at) - 1
            wording = self._index_ranked(at, facts[index].at if index >= 0 else 0)
            if wording:
                facts.insert(index + 1, Fact(at, wording, rank=rank, unit=self.owners.unit(at, (at,))))
                continue
            # A rank that is said before any figure is that of the first behind it.
            if index < 0 and facts and self._is_another_s(at, facts[0]):
                continue
            index = max(index, 0)
            if facts and facts[index].rank is None and facts[index].rank_at_most is None:
                fact = facts[index]
                facts[index] = replace(fact, rank_at_most=rank) if at_most else replace(fact, rank=rank)
        return facts

    def _is_another_s(self, at: int, fact: Fact) -> bool:
        """Whether a rank said before a fact belongs to a unit named before it, the fact to one named behind it."""
        before = bisect_left(self.owners.named, at)
        return before > 0 and bisect_left(self.owners.named, fact.at) > bisect_right(self.owners.named, at)

    def _index_ranked(self, at: int, since: int) -> Wording | None:
        """The rank indicator of which a rank is said, where its name stands since the last fact."""
        behind = range(at + 1, len(self.clauses)) if not since else range(0)
        place = self.clauses.first(range(at - 1, since - 1, -1), Sense.SUBJECT)
        place = self.clauses.first(behind, Sense.SUBJECT) if place is None else place
        wording = None if place is None else self.phrases.wording(self.clauses.marks[place].name, None)
        return wording if wording and wording.measure is Measure.RANK else None


def _facts_before(facts: Sequence[Fact], at: int) -> int:
    """How many facts of a sentence stand before a place."""
    return bisect_left(facts, at, key=lambda fact: fact.at)


def _base(wording: Wording, against: Figure) -> Of | None:
    """What a number is that a count is set against, where the text has no word for it."""
    if wording.subject == "task":
        return Of.ASSIGNED
    if against.role is Role.TARGET:
        return Of.TARGET
    other = against.topic.wording if against.topic else None
    if other is None or other == wording or other.subject != wording.subject:
        return None
    return next((DONE_BEFORE[action] for action in other.actions if action in DONE_BEFORE), None)


def _same_cell(one: Fact, other: Fact) -> bool:
    """Whether two facts of a sentence are of one cell, as far as the second says of which."""
    if one.wording != other.wording or one.unit != other.unit:
        return False
    return (
        other.unit_level in (None, one.unit_level)
        and other.account_level in (None, one.account_level)
        and other.assigned_by in (None, one.assigned_by)
    )


def _with_shared_base(facts: list[Fact]) -> list[Fact]:
    """The facts with the base of a list's last share given to all of it: "A 92 %, B 90 %, C 88 % chỉ tiêu"."""
    backward = [(place, place + 1) for place in range(len(facts) - 2, -1, -1)]
    forward = [(place, place - 1) for place in range(1, len(facts))]
    for here, beside in backward + forward:
        one, other = facts[here], facts[beside]
        alike = one.wording == other.wording and one.count is None and other.count is None
        if alike and one.wording.measure is not Measure.PERCENT and one.of is None:
            facts[here] = replace(one, of=other.of)
    return facts
