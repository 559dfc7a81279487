"""The fields of one row, named as those of a Reading, and the Reading that they make or every fault they have.

The same rules hold for rows of a file, for a figure that is typed in, and for those that another system sends.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

from collectors.figures.cell import NotReported, Unreadable, Unusable
from collectors.figures.personal import holds_personal_number
from collectors.reading import BUILT_IN, AssignedBy, Bound, Evidence, Measure, Of, Precision, Reading, UnitLevel
from collectors.reading import Warning as Doubt
from collectors.rows.forms import Form
from collectors.rows.naming import AMOUNTS, field_named, unknown_field, unknown_indicator

T = TypeVar("T")
Word = TypeVar("Word", bound=StrEnum)

_MOST_DAYS_AHEAD = 3660
_MOST_RANK = 100_000


@dataclass(frozen=True, slots=True)
class FieldFault:
    """Why a row is no figure: the field in doubt (None: the whole row), the rule, and what would be right."""

    column: str | None
    rule: str
    message: str


class FaultyRow(Exception):
    """A row that makes no Reading, with every fault that it has."""

    def __init__(self, faults: tuple[FieldFault, ...]) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = faults


def reading_of(
    fields: Mapping[str, object], form: Form, evidence: Evidence, measures: Mapping[str, Measure] = BUILT_IN
) -> Reading:
    """The Reading that a row's fields make; a field `quote` takes the place of the evidence's own.

    `measures` says what each known indicator counts. Raises FaultyRow; the digits of a personal number are in none
    of its messages.
    """
    return _Row(fields, form, measures).reading(evidence)


class _Row:
    """Reads one row and gathers its faults."""

    def __init__(self, fields: Mapping[str, object], form: Form, measures: Mapping[str, Measure]) -> None:
        self._form, self._measures = form, measures
        self._faults: list[FieldFault] = []
        self._fields = self._known(self._without_personal_numbers(fields))

    def reading(self, evidence: Evidence) -> Reading:
        indicator = self._required("indicator", self._form.name, "eid_activated")
        measure = self._measure(indicator) if indicator else None
        day = self._required("as_of", self._form.day, "2023-06-30")
        numbers = self._numbers(measure) if measure else {}
        plain = self._plain()
        if self._faults or indicator is None or day is None or measure is None:
            raise FaultyRow(tuple(self._faults))
        quote = plain.pop("quote") or evidence.quote
        try:
            return Reading(
                indicator=indicator,
                measure=measure,
                as_of=day,
                evidence=Evidence(quote, evidence.span, evidence.cell),
                **plain,
                **numbers,
            )
        except ValueError as error:
            raise FaultyRow((FieldFault(None, "not_a_figure", str(error)),)) from None

    def _without_personal_numbers(self, fields: Mapping[str, object]) -> Mapping[str, object]:
        """The fields that hold none; those that do are faults, and are looked at no further."""
        holding = [name for name, cell in fields.items() if _holds_personal_number([name, cell])]
        for name in holding:
            column = None if holds_personal_number(name) else field_named(name) or name
            self._fault(column, "personal_number", "a personal identity number stands here; aggregates only")
        return {name: cell for name, cell in fields.items() if name not in holding} if holding else fields

    def _known(self, fields: Mapping[str, object]) -> dict[str, object]:
        """What stands in the fields by their own names; one that is not known, or stands there twice, is a fault."""
        known: dict[str, object] = {}
        for written, cell in fields.items():
            name = field_named(written)
            if name is None:
                self._fault(written, "unknown_field", unknown_field(written))
            elif self._form.is_absent(cell):
                continue
            elif name in known:
                self._fault(written, "given_twice", f"{name} stands here twice, also as {written}; once would be right")
            else:
                known[name] = cell
        return known

    def _measure(self, indicator: str) -> Measure | None:
        known = self._measures.get(indicator)
        said = self._word("measure", Measure)
        if known is None and said is None:
            if not self._doubts("measure"):
                self._fault("indicator", "indicator_unknown", unknown_indicator(indicator, self._measures))
            return None
        if known is not None and said is not None and said is not known:
            self._fault("measure", "measure_differs", f"{indicator} counts {known.value}, not {said.value}")
        return known or said

    def _numbers(self, measure: Measure) -> dict[str, Any]:
        if not self._reports_something():
            return {}
        if measure is Measure.RANK:
            return self._rank()
        return self._rate() if measure is Measure.PERCENT else self._count()

    def _reports_something(self) -> bool:
        """Whether a figure stands in the row, or did until it was refused."""
        if self._doubts(*AMOUNTS):
            return True
        if any(not self._form.says_nothing(self._fields.get(name)) for name in AMOUNTS):
            return True
        self._fault("value", "not_reported", "no figure is reported here; a value, a ratio or a rank would be right")
        return False

    def _count(self) -> dict[str, Any]:
        self._has_no_place("count", "is the numerator of a rate; of a count say value")
        value, ratio = self._take("value", self._form.count), self._take("ratio", self._form.share)
        return {"value": value, "ratio": ratio, "out_of": self._take("out_of", self._form.count), **self._ranks()}

    def _rate(self) -> dict[str, Any]:
        self._has_no_place("ratio", "is of no use beside a rate; its share is the value")
        value = self._take("value", self._form.share)
        count, out_of = self._take("count", self._form.count), self._take("out_of", self._form.count)
        if value is None and count is not None and out_of is not None and not self._doubts("value"):
            value = self._quotient(count, out_of)
        if value is not None and value > 1:
            self._fault("value", "not_a_share", f"{value:.4g}: a rate is at most 1, which is 100 %; 95 % is 0.95")
        if value is None and not self._doubts(*AMOUNTS, "out_of"):
            self._fault("value", "missing", "a rate needs its share as value, or its count and out_of")
        return {"value": value, "count": count, "out_of": out_of, **self._ranks()}

    def _quotient(self, count: int, out_of: int) -> float | None:
        if out_of:
            return count / out_of
        self._fault("out_of", "not_a_share", f"{count} out of 0 is no share")
        return None

    def _rank(self) -> dict[str, Any]:
        for name in ("value", "ratio", "count", "out_of"):
            self._has_no_place(name, "does not belong to a rank; say rank")
        return self._ranks()

    def _ranks(self) -> dict[str, Any]:
        ranked = partial(self._whole, least=1, most=_MOST_RANK)
        return {name: self._take(name, ranked) for name in ("rank", "rank_at_most")}

    def _plain(self) -> dict[str, Any]:
        """All but the indicator, the day and the numbers."""
        form, word = self._form, self._word
        return {
            "unit": self._take("unit", form.name),
            "unit_code": self._take("unit_code", form.name),
            "bound": word("bound", Bound) or Bound.EXACT,
            "of": word("of", Of),
            "as_of_precision": word("as_of_precision", Precision) or Precision.DAY,
            "account_level": self._take("account_level", partial(self._whole, least=1, most=2)),
            "assigned_by": word("assigned_by", AssignedBy),
            "unit_level": word("unit_level", UnitLevel),
            "days_ahead": self._take("days_ahead", partial(self._whole, least=0, most=_MOST_DAYS_AHEAD)),
            "quote": self._take("quote", form.quote),
            "warnings": self._warnings(),
        }

    def _warnings(self) -> tuple[Doubt, ...]:
        found = self._take("warnings", self._form.words) or ()
        unknown = [word for word in found if word not in set(Doubt)]
        if unknown:
            self._fault("warnings", "unknown_word", f"{unknown[0][:60]!r}: one of {', '.join(Doubt)} would be right")
            return ()
        return tuple(map(Doubt, found))

    def _whole(self, cell: object, *, least: int, most: int) -> int:
        number = self._form.count(cell)
        if not least <= number <= most:
            raise Unreadable("out_of_range", f"{number}: a whole number from {least} to {most} would be right")
        return number

    def _word(self, name: str, words: type[Word]) -> Word | None:
        written = self._take(name, self._form.word)
        if written is None:
            return None
        try:
            return words(written)
        except ValueError:
            self._fault(name, "unknown_word", f"{written[:60]!r}: one of {', '.join(words)} would be right")
            return None

    def _required(self, name: str, read: Callable[[object], T], right: str) -> T | None:
        if name not in self._fields and not self._doubts(name):
            self._fault(name, "missing", f"{name} is missing; {right} would be right")
        return self._take(name, read)

    def _take(self, name: str, read: Callable[[object], T]) -> T | None:
        """What a field says; None where nothing stands there, or where it is a fault."""
        cell = self._fields.get(name)
        if cell is None:
            return None
        try:
            if isinstance(cell, Unusable):
                raise Unreadable(cell.rule, cell.message)
            return read(cell)
        except NotReported:
            return None
        except Unreadable as error:
            self._fault(name, error.rule, str(error))
            return None

    def _has_no_place(self, name: str, why: str) -> None:
        if not self._form.says_nothing(self._fields.get(name)):
            self._fault(name, "out_of_place", f"{name} {why}")
            del self._fields[name]

    def _doubts(self, *names: str) -> bool:
        """Whether one of these fields is a fault already."""
        return any(fault.column in names for fault in self._faults)

    def _fault(self, column: str | None, rule: str, message: str) -> None:
        self._faults.append(FieldFault(column, rule, message))


def _holds_personal_number(value: object) -> bool:
    """Whether one stands in a value, or anywhere within a list or mapping."""
    if isinstance(value, Mapping):
        return any(_holds_personal_number(each) for pair in value.items() for each in pair)
    if isinstance(value, list | tuple):
        return any(map(_holds_personal_number, value))
    return holds_personal_number(value)
