"""As of which day a figure is true: the day said beside it, or in its sentence, or before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from collectors.reading import Precision
from collectors.vietnamese.clauses import Clauses
from collectors.vietnamese.mentions import Mention
from collectors.vietnamese.senses import Sense

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
            if mark.has(Sense.NOW):
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
        before = [pair for pair in exact if pair[0] < at]
        if before or exact:
            return (before[-1] if before else exact[0])[1]
        before = [pair for pair in self.said if pair[0] < at]
        if before:
            return before[-1][1]
        after = [pair for pair in self.said if self._led(pair[0])]
        return after[0][1] if after else self.carried or Mention(self.published, Precision.PUBLISHED)

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
