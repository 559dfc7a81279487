"""A sentence's marks cut into segments, with what hangs over each: a plan, a condition, a day's count, a mistake."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Flag, auto
from functools import cached_property
from itertools import accumulate, chain

from collectors.reading import Precision
from collectors.vietnamese.marks import Mark
from collectors.vietnamese.senses import OFFICE, Sense
from collectors.vietnamese.tokens import Token, key, keys

_OF = key("của")
_ARTICLES = keys("the all toàn")
_BESIDE_UNITS = (Sense.PLAIN, Sense.AT, Sense.OUT_OF, Sense.ABOVE, Sense.ORDER)
_PARTING_SENSES = (Sense.AND, Sense.BUT, Sense.OF_WHICH, Sense.STILL)


# Marks of these senses (None: a number or a word that is not understood) never begin or end what hangs over a place.
_IDLE = frozenset((None, Sense.PLAIN, Sense.NOUN, Sense.SUBJECT, Sense.ACTION))


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
    ALL_UNITS = auto()
    SOME_UNITS = auto()


# Marks of these senses may begin something that hangs over those behind.
_BEGINNING = frozenset(
    (Sense.PLAN, Sense.TARGET, Sense.FLOW, Sense.DAYS, Sense.UNITS, Sense.HERE, Sense.IF, Sense.WRONG)
)
_UNITS = Over.COUNTED_UNITS | Over.ALL_UNITS | Over.SOME_UNITS


_FLOWS = {"day": Over.DAY, "month": Over.MONTH}


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

    def number_before(self, at: int) -> int:
        """The place of the number before a mark; -1 where there is none."""
        return self._number_before[at]

    @cached_property
    def _number_behind(self) -> Sequence[int]:
        """For each mark, the place of the number behind it; the end where there is none."""
        end = len(self.marks)
        numbers = (at if mark.number else end for at, mark in reversed(list(enumerate(self.marks))))
        return list(accumulate(numbers, min, initial=end))[-2::-1]

    def number_behind(self, at: int) -> int:
        """The place of the number behind a mark; the end where there is none."""
        return self._number_behind[at]

    def is_percentage(self, at: int) -> bool:
        """Whether a mark is a number of per cent."""
        number = self.marks[at].number
        return number is not None and number.percent

    def across_a_colon(self, at: int, place: int) -> bool:
        """Whether a place that is left of a number stands in the segment before its own."""
        return place < self._bounds[at][0]

    def counts_units(self, at: int) -> bool:
        """Whether so many units are spoken of, at the word for them: 5 xã."""
        here = at < len(self) and self.marks[at].has(Sense.UNITS, Sense.HERE)
        return here and self._units(at) is Over.COUNTED_UNITS

    def counts(self, places: range) -> bool:
        """Whether a number stands at one of some places, in their order."""
        return bool(places) and self._number_before[places.stop] >= places.start

    def names_a_day(self, places: range) -> bool:
        """Whether a day stands at one of some places, in their order."""
        return bisect_left(self._dated, places.start) < bisect_left(self._dated, places.stop)

    @cached_property
    def _dated(self) -> Sequence[int]:
        return [at for at, mark in enumerate(self.marks) if mark.day]

    @cached_property
    def semicolons(self) -> Sequence[int]:
        """The places of the semicolons."""
        return [at for at, mark in enumerate(self.marks) if mark.sign == ";"]

    def segment(self, at: int) -> range:
        """All places of a mark's segment."""
        return range(*self._bounds[at])

    def first(self, places: range, *senses: Sense) -> int | None:
        """The first of some places, in their order, whose mark has one of these senses."""
        begin, end = (places.start, places.stop) if places.step > 0 else (places.stop + 1, places.start + 1)
        found: int | None = None
        for sense in senses:
            place = self._nearest(sense, begin, end, places.step) if sense in self._by_sense else None
            if place is not None and (found is None or (place - found) * places.step < 0):
                found = place
        return found

    def _nearest(self, sense: Sense, begin: int, end: int, step: int) -> int | None:
        """The first (with a step backwards the last) place from `begin` to before `end` whose mark has a sense."""
        places = self._by_sense[sense]
        at = bisect_left(places, begin) if step > 0 else bisect_left(places, end) - 1
        return places[at] if 0 <= at < len(places) and begin <= places[at] < end else None

    @cached_property
    def _by_sense(self) -> Mapping[Sense, Sequence[int]]:
        """The places of the marks of each sense, in order."""
        places: defaultdict[Sense, list[int]] = defaultdict(list)
        for at, mark in enumerate(self.marks):
            if mark.sense is not None:
                places[mark.sense].append(at)
        return dict(places)

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
        return end <= begin or bisect_left(self.unknown, end) == bisect_left(self.unknown, begin)

    @cached_property
    def named(self) -> Sequence[int]:
        """The places at which a unit is named."""
        return [at for at, mark in enumerate(self.marks) if mark.place]

    @cached_property
    def unknown(self) -> Sequence[int]:
        """The places of the content words that are not understood."""
        return [at for at, mark in enumerate(self.marks) if mark.unknown]

    def places(self, *senses: Sense) -> Sequence[int]:
        """All places of the sentence whose mark has one of these senses."""
        found = [self._by_sense[sense] for sense in senses if sense in self._by_sense]
        return found[0] if len(found) == 1 else sorted(chain.from_iterable(found))

    @cached_property
    def over(self) -> Sequence[Over]:
        """What hangs over each mark."""
        return list(self._hanging())

    def _hanging(self) -> Iterator[Over]:
        now, segment = Over.NOTHING, 0
        for at, here in enumerate(self.marks):
            idle = here.sense in _IDLE and not (here.sign or here.day or here.place)
            if now and (not idle or self.segments[at] != segment):
                now = self._ended(at, now)
            if here.sense in _BEGINNING:
                now |= self._begun(at)
            segment = self.segments[at]
            yield now

    def _begun(self, at: int) -> Over:
        here = self.marks[at]
        if here.has(Sense.PLAN):
            return Over.WEAK_PLAN if here.name == "weak" and not self._is_an_order(at) else Over.PLAN
        if here.has(Sense.TARGET) and here.name and self._opens_its_segment(at):
            return Over.PLAN
        if here.has(Sense.FLOW) and not any(self.marks[place].number for place in range(self._bounds[at][0], at)):
            return _FLOWS.get(here.name, Over.NOTHING)
        if here.has(Sense.DAYS) and self._a_span_of_days(at):
            return Over.SPAN
        if here.has(Sense.UNITS, Sense.HERE):
            return self._units(at)
        return {Sense.IF: Over.CONDITION, Sense.WRONG: Over.MISTAKE}.get(here.sense or Sense.PLAIN, Over.NOTHING)

    def _is_an_order(self, at: int) -> bool:
        """Whether it says who is to do something: yêu cầu các sở, ban, ngành hoàn thành …, not "theo yêu cầu"."""
        told = self.marks[at + 1] if at + 1 < len(self.marks) else None
        if told is not None and told.has(Sense.PLAIN) and not told.name:
            told = self.marks[at + 2] if at + 2 < len(self.marks) and self.key(at + 1) in _ARTICLES else None
        return told is not None and (told.has(Sense.SOME, Sense.UNITS, Sense.TITLE) or told.name == OFFICE)

    def _opens_its_segment(self, at: int) -> bool:
        """Whether only words that change nothing stand before it in its segment, and no number right behind."""
        before = range(self._bounds[at][0], at)
        follows = at + 1 < len(self.marks) and self.marks[at + 1].number
        return not follows and all(self.marks[each].sign or self.marks[each].has(Sense.PLAIN) for each in before)

    def _a_span_of_days(self, at: int) -> bool:
        """Whether "trong 3 ngày" or "sau 8 ngày" says that what follows was counted in a few days."""
        before = self.marks[at - 2] if at >= 2 and self.marks[at - 1].number else None
        return before is not None and before.has(Sense.OUT_OF, Sense.SINCE, Sense.AT, Sense.FLOW)

    def _units(self, at: int) -> Over:
        """Whether units are spoken of as so many ("5 xã"), as all ("17/17 xã") or as some ("các xã")."""
        before = self.marks[at - 1] if at else None
        if before is None or (self.marks[at].end - self.marks[at].start > 1 and self.marks[at].has(Sense.HERE)):
            return Over.NOTHING
        if before.has(Sense.SOME):
            return Over.COUNTED_UNITS if before.name else Over.SOME_UNITS
        if before.number is None or before.number.percent:
            return Over.NOTHING
        among = self.beside(at - 1, -1, (Sense.ABOUT, Sense.AT_LEAST))
        if among is not None and among.has(Sense.EACH):
            # "Quảng Trị là một trong 10 tỉnh đạt 88 %" speaks of Quảng Trị.
            return Over.NOTHING
        return Over.ALL_UNITS if before.out_of == before.number else Over.COUNTED_UNITS

    def _holds_units(self, at: int) -> bool:
        """Whether a unit only says where those before it lie: 12 xã trên địa bàn huyện Lập Thạch."""
        before = at - 1
        while before >= 0 and (self.marks[before].unknown or self.marks[before].has(*_BESIDE_UNITS)):
            before -= 1
        led = self.marks[at - 1].has(Sense.AT, Sense.OUT_OF, Sense.ABOVE) or self.key(at - 1) == _OF
        return led and before >= 0 and self.marks[before].has(Sense.UNITS, Sense.HERE)

    def last_joined(self, at: int) -> int:
        """The last of the actions that "and" joins to one: received and approved."""
        while at + 2 < len(self) and self.marks[at + 1].has(Sense.AND) and self.marks[at + 2].has(Sense.ACTION):
            at += 2
        return at

    def is_long(self, at: int) -> bool:
        """Whether a phrase has several words: "trong tổng số" always sets against, "trong" may just mean in."""
        return self.marks[at].end - self.marks[at].start > 1

    def key(self, at: int) -> str:
        """What the first word of a mark is compared by."""
        return self.tokens[self.marks[at].start].key

    def _ended(self, at: int, over: Over) -> Over:
        here = self.marks[at]
        if self.segments[at] != (self.segments[at - 1] if at else 0):
            over &= ~Over.WEAK_PLAN
        if here.sign == ";":
            over &= ~(Over.CONDITION | Over.MISTAKE | _UNITS)
        if here.has(Sense.RESULT, Sense.NOW):
            over &= ~(Over.PLAN | Over.WEAK_PLAN)
        if here.has(Sense.NOW, Sense.TOTAL) or self._dated_until(at):
            over &= ~(Over.DAY | Over.SPAN | Over.MONTH)
        if here.has(Sense.RIGHT, Sense.BUT):
            over &= ~Over.MISTAKE
        if here.place and not (over & (Over.COUNTED_UNITS | Over.ALL_UNITS) and self._holds_units(at)):
            over &= ~_UNITS
        return over

    def _dated_until(self, at: int) -> bool:
        here = self.marks[at]
        until = at > 0 and self.marks[at - 1].has(Sense.UNTIL)
        return here.day is not None and until and here.day.precision is not Precision.PUBLISHED
