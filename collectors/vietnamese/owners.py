"""Whose a figure is: the unit and the level that a sentence, or one before it, names for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from collectors.reading import UnitLevel
from collectors.vietnamese.clauses import Clauses, Over
from collectors.vietnamese.places import Place, Rank
from collectors.vietnamese.senses import EXAMPLE, NATIONAL, OFFICE, Sense
from collectors.vietnamese.tokens import key

_HERE_RANKS = {
    "province": (Rank.PROVINCE,), "city": (Rank.CITY, Rank.PROVINCE), "district": (Rank.DISTRICT, Rank.CITY),
    "commune": (Rank.COMMUNE,),
}  # fmt: skip


_THIS = key("này")


@dataclass
class Known:
    """The units that a text has named so far: the one it speaks of, and the last of each kind."""

    speaks_of: str | None = None
    of_document: str | None = None
    by_rank: dict[Rank, str] = field(default_factory=dict)
    _begun: bool = False

    def here(self, level: str) -> str | None:
        """The unit that "toàn tỉnh" or "huyện" means."""
        return next((self.by_rank[rank] for rank in _HERE_RANKS[level] if rank in self.by_rank), None)

    def learn(self, place: Place) -> None:
        """Take note of a unit."""
        if place.rank:
            self.by_rank[place.rank] = place.name

    def speak_of(self, unit: str | None) -> None:
        """Take note of the unit that a sentence speaks of; the first one of a text is the text's."""
        self.speaks_of = unit
        if not self._begun:
            self.of_document, self._begun = unit, True

    def head(self) -> None:
        """Take note that the unit spoken of was named by a heading: what stands below it is that unit's."""
        self.of_document = self.speaks_of

    def turn_to_next_paragraph(self) -> None:
        """Forget a unit that only the paragraph spoke of: who knows whether the next one still does."""
        if self.speaks_of != self.of_document:
            self.speaks_of = None


class Several(Exception):
    """A figure that several units share, so that it is none's own."""


_OF = key("của")
# Of the units that "các huyện", "các xã" may mean, those of which there are several.
_SEVERAL_OF_A_LEVEL = (UnitLevel.DISTRICT, UnitLevel.COMMUNE)


@dataclass(frozen=True)
class Owners:
    """Finds the unit and level of each figure of a sentence."""

    clauses: Clauses
    known: Known
    text: str

    @cached_property
    def named(self) -> Sequence[int]:
        """The places at which a unit is named that may own figures."""
        meant = {*self.clauses.places(Sense.NATION, Sense.HERE), *self.clauses.named}
        return [place for place in sorted(meant) if self._may_own(place)]

    def _may_own(self, at: int) -> bool:
        here = self.clauses.marks[at]
        if here.place and (self.clauses.over[at] & Over.COUNTED_UNITS or self._is_where_one_lives(at)):
            return False
        if here.has(Sense.HERE) and at and self.clauses.marks[at - 1].has(Sense.SOME, Sense.EACH):
            return False
        behind, before = self.clauses.beside(at, 1), self.clauses.beside(at, -1)
        gives = behind is not None and behind.has(Sense.GIVEN) and not behind.name
        compared = before is not None and before.has(Sense.COMPARED, Sense.SINCE, Sense.BEFORE)
        counted = before is not None and bool(before.number) and not here.place
        return not (gives or compared or counted or self._scope_of_a_rank(at) or self._contains_the_one_before(at))

    def _scope_of_a_rank(self, at: int) -> bool:
        """Whether it only says among whom a rank is held: đứng thứ 8 toàn tỉnh, dẫn đầu cả nước."""
        place = at - 1
        while place >= 0 and (
            self.clauses.marks[place].has(Sense.PLAIN, Sense.AT, Sense.OUT_OF, Sense.UNITS)
            or self.clauses.marks[place].number
            or self.clauses.marks[place].sign == ","
        ):
            place -= 1
        leader = self.clauses.marks[place] if place >= 0 else None
        if leader is None:
            return False
        return leader.has(Sense.RANK, Sense.TOP, Sense.ORDER) or (
            leader.has(Sense.FIRST) and not self.clauses.marks[at].place
        )

    def _contains_the_one_before(self, at: int) -> bool:
        """Whether it is the unit in which the one before it lies: xã Tân Phú, huyện Sông Lô."""
        before = at - 1
        while before >= 0 and (
            self.clauses.marks[before].sign in {",", "("} or self.clauses.marks[before].has(Sense.AT)
        ):
            before -= 1
        inner = self.clauses.marks[before].place if before >= 0 else None
        outer = self.clauses.marks[at].place
        if inner and outer and self._alone_in_brackets(at):
            return True
        if inner and outer and before == at - 1:
            # "Sở Nội vụ tỉnh Vĩnh Phúc"
            return inner.sure and outer.rank > inner.rank
        if not (inner and outer and inner.rank and outer.rank):
            return False
        return outer.rank > inner.rank and (inner.rank is Rank.COMMUNE or outer.rank is Rank.PROVINCE)

    def _is_where_one_lives(self, at: int) -> bool:
        """Whether it stands in brackets behind a word that is not understood, a person's name: bà Hoa (xã Tân Phú)."""
        return at > 1 and self._alone_in_brackets(at) and self.clauses.marks[at - 2].unknown

    def _alone_in_brackets(self, at: int) -> bool:
        """Whether nothing but the unit stands in brackets behind another: xã Thạch Kênh (Thạch Hà)."""
        return (
            self.clauses.marks[at - 1].sign == "("
            and at + 1 < len(self.clauses)
            and self.clauses.marks[at + 1].sign == ")"
        )

    @cached_property
    def _lists(self) -> Mapping[int, Sequence[int]]:
        """The lists of two or more units, by the place of their last: Tam Dương, Bình Xuyên và Sông Lô."""
        lists: dict[int, list[int]] = {}
        run: list[int] = []
        for place in self.named:
            if run and not self._joined(run[-1], place):
                run = []
            run = [*run, place]
            lists[place] = run
        return {last: run for last, run in lists.items() if len(run) > 1 and self._last_of(run, lists)}

    def _last_of(self, run: Sequence[int], lists: Mapping[int, Sequence[int]]) -> bool:
        return not any(len(other) > len(run) and other[: len(run)] == run for other in lists.values())

    def _joined(self, first: int, second: int) -> bool:
        between = self.clauses.marks[first + 1 : second]
        return bool(between) and all(m.sign == "," or m.has(Sense.AND, Sense.SOME) or m.name == OFFICE for m in between)

    def unit(self, at: int, alike: Sequence[int]) -> str | None:
        """The unit of the figure at a place, as written; None where none is said.

        `alike` are the places of all figures of its kind. Raises Several where it is not one unit's own.
        """
        behind = self._right_behind(at)
        if behind is not None:
            return self._name(behind)
        before = [place for place in self.named if place < at]
        if self._of_someone_unknown(at):
            raise Several
        if before and any(before[-1] < place < at for place in self._national):
            return None
        if before:
            return self._of_a_list(before[-1], at, alike) if before[-1] in self._lists else self._name(before[-1])
        after = [place for place in self.named if place > at and self._led(place)]
        return self._name(after[0]) if after else self.known.speaks_of

    def _of_someone_unknown(self, at: int) -> bool:
        """Whether a word that is not understood says whose a share is: của Hội Nông dân đạt 97 %."""
        left = self.clauses.left(at)
        whose = next((place for place in left if self.clauses.key(place) == _OF), None)
        if whose is None or not self.clauses.is_percentage(at):
            return False
        return self.clauses.marks[whose + 1].unknown and not any(whose < place < at for place in self.named)

    @cached_property
    def _national(self) -> Sequence[int]:
        """The places at which a clause begins with an agency of the nation, whose figures are no unit's."""
        return [
            place
            for place, mark in enumerate(self.clauses.marks)
            if mark.name == NATIONAL and place and self.clauses.marks[place - 1].sign in {",", ";"}
        ]

    def _right_behind(self, at: int) -> int | None:
        """A unit said behind the figure in its own segment: 92 % ở Vĩnh Yên. None where one stands before it there."""
        segment = self.clauses.segment(at)
        here = [place for place in self.named if place in segment]
        if any(place < at for place in here):
            return None
        right = self.clauses.right(at)
        return next((place for place in here if place in right and self._led(place)), None)

    def _led(self, place: int) -> bool:
        """Whether a unit behind a figure is led to it: ở, tại, của, in, for; or is all of something."""
        if self.clauses.marks[place].has(Sense.NATION, Sense.HERE):
            return True
        return place > 0 and self.clauses.marks[place - 1].has(Sense.AT, Sense.PLAIN, Sense.OUT_OF)

    def _of_a_list(self, last: int, at: int, alike: Sequence[int]) -> str | None:
        """The unit of a list that stands at the figure's place in the list of figures behind it."""
        units = self._lists[last]
        until = next((place for place in self.named if place > last), len(self.clauses))
        listed = [place for place in alike if last < place < until]
        if len(listed) != len(units):
            raise Several
        return self._name(units[listed.index(at)])

    def shared_by(self, at: int) -> Sequence[str]:
        """The units each of which reached the figure at a place: "A, B và C đều đạt". Empty where not said of each."""
        before = [place for place in self.named if place < at]
        if not before or before[-1] not in self._lists or not self.clauses.any(range(before[-1], at), Sense.ALL):
            return ()
        return [self._name(place) or "" for place in self._lists[before[-1]]]

    def _name(self, at: int) -> str | None:
        here = self.clauses.marks[at]
        if here.place:
            return here.place.name
        if here.has(Sense.NATION):
            return self._written(at)
        return self._unit_meant(at)

    def _unit_meant(self, at: int) -> str | None:
        """The unit that "toàn huyện" or "huyện này" means: one named before it in the sentence, or in the text."""
        level = self.clauses.marks[at].name
        this = at + 1 < len(self.clauses) and self.clauses.tokens[self.clauses.marks[at].end].key == _THIS
        # "huyện" alone may be said of a name without a prefix; "toàn tỉnh" is all of another.
        alone = self.clauses.marks[at].end - self.clauses.marks[at].start == 1 and level != "province"
        for place in reversed([place for place in self.named if place < at]):
            named = self.clauses.marks[place].place
            if named and (this or named.rank in _HERE_RANKS[level] or (alone and not named.sure)):
                return named.name
        return self.known.here(level)

    def _written(self, at: int) -> str:
        return self.text[slice(*self.clauses.place_in_text(at))]

    def learn(self) -> None:
        """Take note of the sentence's units: the one it speaks of is the only one, or the first of no list."""
        for place in self.named:
            found = self.clauses.marks[place].place
            if found:
                self.known.learn(found)
        sure = [place for place in self.named if self._is_sure(place)]
        spoken_of = [place for place in sure if not self._is_an_example(place)]
        if not sure:
            spoken_of = [place for place in self.named if not self.clauses.marks[place].place]
        names = {self._name(place) for place in spoken_of}
        if names:
            self.known.speak_of(names.pop() if len(names) == 1 else None)
        elif sure and self._is_an_example(0):
            self.known.speaks_of = None

    def _is_sure(self, at: int) -> bool:
        """Whether a unit may own figures of later sentences: a mere name with capitals may be anyone's."""
        found = self.clauses.marks[at].place
        return found is not None and found.sure

    def _is_an_example(self, at: int) -> bool:
        """Whether a place is only one of many that the text speaks of: trong đó huyện A, điển hình là xã B."""
        first = self._first_example
        return first is not None and first <= at

    @cached_property
    def _first_example(self) -> int | None:
        return next((place for place, mark in enumerate(self.clauses.marks) if mark.name == EXAMPLE), None)

    def level(self, at: int, alike: Sequence[int], others: Sequence[int]) -> UnitLevel | None:
        """The level of units whose figure stands at a place: cấp huyện 99,8 %.

        `alike` as for `unit`; `others` are the places of the figures of other indicators.
        """
        segment = self.clauses.segment(at)
        own = [place for place in self._levels if place in segment]
        behind = [place for place in own if place in self.clauses.right(at)]
        if behind and not any(place < at for place in own):
            return UnitLevel(self.clauses.marks[behind[0]].name)
        before = [place for place in self._levels if place < at]
        used_by_another = bool(before) and any(before[-1] < place < at for place in others)
        if not before or used_by_another or self._level_is_spent(before[-1], at, alike):
            return None
        return UnitLevel(self.clauses.marks[self._of_levels(before, at, alike)].name)

    @cached_property
    def _levels(self) -> Sequence[int]:
        return [place for place in range(len(self.clauses)) if self._is_a_level(place)]

    def _is_a_level(self, at: int) -> bool:
        """Whether all units of a level are meant: cấp huyện, của các xã."""
        here = self.clauses.marks[at]
        if here.has(Sense.LEVEL):
            return True
        some = at > 1 and self.clauses.marks[at - 1].has(Sense.SOME) and self.clauses.key(at - 2) == _OF
        return some and here.has(Sense.HERE) and here.name in _SEVERAL_OF_A_LEVEL

    def _level_is_spent(self, level: int, at: int, alike: Sequence[int]) -> bool:
        """Whether a level was said for a figure before a new subject came up."""
        used = next((place for place in alike if level < place < at), None)
        return used is not None and self.clauses.any(range(used, at), Sense.SUBJECT, Sense.RATE)

    def _of_levels(self, before: Sequence[int], at: int, alike: Sequence[int]) -> int:
        """The level of a figure; in a list of levels the one at its place: cấp tỉnh, huyện, xã lần lượt."""
        run = [before[-1]]
        for place in reversed(before[:-1]):
            if not self._joined(place, run[0]):
                break
            run.insert(0, place)
        until = next((place for place in self._levels if place > run[-1]), len(self.clauses))
        listed = [place for place in alike if run[-1] < place < until]
        return run[listed.index(at)] if len(listed) == len(run) else before[-1]
