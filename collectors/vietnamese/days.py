"""As of which day a figure is true: the day said beside it, or in its sentence, or before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from collectors.reading import Precision
from collectors.vietnamese.clauses import Clauses
from collectors.vietnamese.mentions import Mention
from collectors.vietnamese.senses import Sense
from collectors.vietnamese.tokens import keys

# What, said before it, makes a day no as-of day: a document's, a start, a deadline, last year's.
_OTHERWISE = (
    Sense.DOCUMENT,
    Sense.SINCE,
    Sense.BEFORE,
    Sense.COMPARED,
    Sense.TARGET,
    Sense.MORE_THAN,
    Sense.CHANGE,
    Sense.PLAN,
)
_BEFORE_A_TIME = (Sense.PLAIN, Sense.AT, Sense.BUT, Sense.AND)
# Words with which a comparison begins; other words of that sense name the time compared with.
_EARLIER_THAN = keys("trước before prior")
# A limit without a year that had not come yet at the publishing day is next year's as well as last year's.
_A_YEAR = timedelta(days=366)
_SETS_AGAINST = keys("so hơn than versus compared")


@dataclass(frozen=True)
class Days:
    """Finds the as-of day of each figure of a sentence. `carried` is the day that the text named before."""

    clauses: Clauses
    published: date
    carried: Mention | None

    @cached_property
    def said(self) -> Sequence[tuple[int, Mention]]:
        """The as-of days of the sentence, each with its place; "đến nay" is the publishing day."""
        found = []
        for at, mark in enumerate(self.clauses.marks):
            if mark.sense is Sense.NOW:
                found.append((at, Mention(self.published, Precision.PUBLISHED)))
            elif mark.day and not self._otherwise(at):
                found.append((at, mark.day))
        return found

    def _otherwise(self, at: int) -> bool:
        before = self.clauses.beside(at, -1)
        if before is None or not before.has(*_OTHERWISE):
            return False
        # "năm 2022" behind a plan's name is the plan's year; "đến 30/6" behind a plan is still a day.
        return not (before.has(Sense.TARGET, Sense.PLAN) and not self._a_year(at))

    def _a_year(self, at: int) -> bool:
        day = self.clauses.marks[at].day
        return day is not None and day.precision is Precision.YEAR

    def of(self, at: int) -> Mention:
        """The as-of day of the figure at a place."""
        segment = self.clauses.segment(at)
        own = [(place, day) for place, day in self.said if place in segment]
        exact = [pair for pair in own if pair[1].precision is not Precision.PUBLISHED] or own
        if any(place < at for place, day in self.said if day.precision is Precision.PUBLISHED):
            # In "đến nay đã in 60 triệu thẻ thu nhận năm 2021" the year is that of the cards.
            exact = [pair for pair in exact if pair[0] < at or self._led_to(pair[0])]
        before = [pair for pair in exact if pair[0] < at]
        if before or exact:
            return (before[-1] if before else exact[0])[1]
        before = [pair for pair in self.said if pair[0] < at]
        if before:
            return before[-1][1]
        after = [pair for pair in self.said if self._led(pair[0])]
        return after[0][1] if after else self._limit or self.carried or Mention(self.published, Precision.PUBLISHED)

    @cached_property
    def _limit(self) -> Mention | None:
        """The day before which the sentence says that all was done, which may be the day itself: Trước ngày 30/6, …"""
        for at in self.clauses.places(Sense.BEFORE):
            day = self.clauses.marks[at + 1].day if at + 1 < len(self.clauses) else None
            if day and day.last_day and self._leads_to_a_limit(at):
                to_come = day.last_day.year < self.published.year and not self._says_its_year(at + 1)
                last_day = day.last_day + _A_YEAR if to_come else day.last_day
                return replace(day, last_day=last_day, doubtful=True)
        return None

    def _leads_to_a_limit(self, at: int) -> bool:
        """Whether "before" hangs on all of its clause or on what was counted: not sinh trước, cấp trước."""
        if self.clauses.tokens[self.clauses.marks[at].start].key not in _EARLIER_THAN:
            return False
        before = self.clauses.beside(at, -1)
        return before is None or before.has(Sense.NOUN, Sense.SUBJECT)

    def _says_its_year(self, at: int) -> bool:
        mark = self.clauses.marks[at]
        return any(
            token.text[-4:].isdigit() and len(token.text) >= 4 for token in self.clauses.tokens[mark.start : mark.end]
        )

    def of_another_time(self, at: int) -> bool:
        """Whether the sentence speaks of an earlier time when it comes to the figure: Năm ngoái, xã A cấp 5.000."""
        earlier = max((place for place in self._earlier if place < at), default=-1)
        return earlier >= 0 and not any(earlier < place < at for place, _ in self.said)

    @cached_property
    def _earlier(self) -> Sequence[int]:
        """The places at which a segment begins with an earlier time that nothing is compared with: năm ngoái."""
        return [place for place in self.clauses.places(Sense.COMPARED) if self._opens_with_a_time(place)]

    def _opens_with_a_time(self, place: int) -> bool:
        if self.clauses.tokens[self.clauses.marks[place].start].key in _SETS_AGAINST:
            return False
        segment = self.clauses.segment(place)
        before = range(segment.start, place)
        passed_over = all(self.clauses.marks[p].sign or self.clauses.marks[p].has(*_BEFORE_A_TIME) for p in before)
        return passed_over and not any(self.clauses.marks[p].number for p in segment)

    def _led_to(self, place: int) -> bool:
        """Whether a day is said as the one that figures are of: tính đến 31/12, (30/6)."""
        return place > 0 and (
            self.clauses.marks[place - 1].has(Sense.UNTIL) or self.clauses.marks[place - 1].sign == "("
        )

    def _led(self, place: int) -> bool:
        """Whether a day behind a figure is led to it: "tính đến 31/12", "by mid-June", "(30/6)"."""
        if self.clauses.marks[place].has(Sense.NOW) or place == 0:
            return True
        before = self.clauses.marks[place - 1]
        if self._a_year(place) and (before.has(Sense.SUBJECT) or before.sign == ")"):
            return True
        return before.has(Sense.UNTIL, Sense.PLAIN, Sense.AT, Sense.OUT_OF) or before.sign == "("

    def goes_on(self, anyhow: bool) -> Mention | None:
        """The day that holds for the sentences behind this one: its last that is led to, or (`anyhow`) its last."""
        led = [day for place, day in self.said if anyhow or day.whole or self._until(place)]
        return led[-1] if led else None

    def _until(self, place: int) -> bool:
        return place > 0 and self.clauses.marks[place - 1].has(Sense.UNTIL)

    def a_month_alone(self, at: int, day: Mention) -> bool:
        """Whether a figure of a day is that of one month or quarter by itself, not of the months up to its end."""
        if not day.whole or day.first_day is None or day.last_day is None:
            return False
        left = self.clauses.left(at)
        rises = any(self.clauses.marks[place].has(Sense.TO) and self.clauses.marks[place].name for place in left)
        if rises or self.clauses.any(left, Sense.TOTAL, Sense.NOW):
            return False
        place = next((place for place, said in reversed(self.said) if said is day), None)
        led = self.clauses.marks[place - 1] if place else None
        if led is not None and led.has(Sense.UNTIL, Sense.NOW, Sense.TOTAL):
            return False
        month = day.first_day.month == day.last_day.month
        within = led is not None and led.has(Sense.OUT_OF, Sense.AT, Sense.FLOW, Sense.BUT)
        quarter = day.precision is Precision.QUARTER and day.first_day.month > 1
        return month or (quarter and within)
