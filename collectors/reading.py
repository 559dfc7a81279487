"""What every collector returns: figures a source said, each with its evidence."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any


class Bound(StrEnum):
    """How a figure stands to the truth: the text says it, or says more than, less than, about it."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"


class Precision(StrEnum):
    """How finely the source dated its figure; `published` means that it did not, and the publishing date stands in."""

    DAY = "day"
    MONTH = "month"
    MID_MONTH = "mid-month"
    QUARTER = "quarter"
    YEAR = "year"
    PUBLISHED = "published"


class Measure(StrEnum):
    """What is counted."""

    ACCOUNTS = "accounts"
    CARDS = "cards"
    APPLICATIONS = "applications"
    PERCENT = "percent"
    TASKS = "tasks"
    DOCUMENTS = "documents"
    PROCEDURES = "procedures"
    DAYS = "days"
    RANK = "rank"
    PEOPLE = "people"


class Of(StrEnum):
    """What a ratio is a share of."""

    TARGET = "target"
    ELIGIBLE = "eligible"
    APPROVED = "approved"
    ASSIGNED = "assigned"
    FILED = "filed"


class Warning(StrEnum):  # noqa: A001 - the word of the Reading's public form
    """What a reader should know before trusting a Reading."""

    RATIO_DISAGREES = "ratio_disagrees"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    AMBIGUOUS_DATE = "ambiguous_date"
    UNIT_UNKNOWN = "unit_unknown"


class AssignedBy(StrEnum):
    """Who set the tasks that are counted."""

    GOVERNMENT = "government"
    PROVINCE = "province"


class UnitLevel(StrEnum):
    """A figure of all units of a level within the unit."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


# Built-in indicators and what each counts. A campaign adds its own.
BUILT_IN: Mapping[str, Measure] = {
    "id_card_received": Measure.APPLICATIONS,
    "id_card_issued": Measure.CARDS,
    "id_card_delivered": Measure.CARDS,
    "eid_received": Measure.APPLICATIONS,
    "eid_approved": Measure.ACCOUNTS,
    "eid_activated": Measure.ACCOUNTS,
    "org_eid_issued": Measure.ACCOUNTS,
    "online_application_rate": Measure.PERCENT,
    "on_time_rate": Measure.PERCENT,
    "digital_signing_rate": Measure.PERCENT,
    "tasks_done": Measure.TASKS,
    "legal_documents_issued": Measure.DOCUMENTS,
    "procedures_changed": Measure.PROCEDURES,
    "processing_time_cut": Measure.PERCENT,
    "par_index_rank": Measure.RANK,
    "digitised_records_rate": Measure.PERCENT,
    "feedback_resolved_rate": Measure.PERCENT,
    "satisfaction_rate": Measure.PERCENT,
}

# Above this no count of people, cards or documents can be right; a double still holds it exactly.
LARGEST_COUNT = 10**12


# Of the places that say the same, so many are told.
MOST_PLACES = 20


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where in its document a figure stands.

    `quote` is the passage as written; `span` its place in characters of the text as read (start, end); `cell` the
    place in a table or JSON document ("Sheet1!C5", "row 12, column 'Lũy kế'", "items[3].value"); `page` its page, from
    1, where the document has pages. `also` are the other places of the document that say the same.
    """

    quote: str
    span: tuple[int, int] | None = None
    cell: str | None = None
    page: int | None = None
    also: tuple[Evidence, ...] = ()

    @property
    def place(self) -> tuple[tuple[int, int] | None, str | None, str]:
        """What tells it from other places of its document."""
        return self.span, self.cell, self.quote

    def to_json(self) -> dict[str, Any]:
        """The keys that it adds to a Reading's public form; each place of `also` has them too."""
        plain = {
            "quote": self.quote,
            "span": list(self.span) if self.span else None,
            "cell": self.cell,
            "page": self.page,
            "also": [each.to_json() for each in self.also] or None,
        }
        return {key: value for key, value in plain.items() if value is not None}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Evidence:
        """The evidence in a Reading's public form. Raises KeyError where it has no quote."""
        span = plain.get("span")
        return cls(
            quote=plain["quote"],
            span=(span[0], span[1]) if span else None,
            cell=plain.get("cell"),
            page=plain.get("page"),
            also=tuple(cls.from_json(each) for each in plain.get("also", ())),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One figure that a source said.

    `value` is a count for count indicators and a share (0.552) for rate indicators, whose numerator, where given, is
    `count`; a rank indicator has `rank` alone. `out_of` is the number the source sets the value against, `ratio` a
    share that it says, `of` what that is a share of. `unit` is as written; `unit_code` an official code that the
    source gives. Raises ValueError for a figure that cannot be: not finite, negative, a fraction of a count.
    """

    indicator: str
    measure: Measure
    as_of: date
    as_of_precision: Precision
    evidence: Evidence
    unit: str | None = None
    unit_code: str | None = None
    value: int | float | None = None
    count: int | None = None
    out_of: int | float | None = None
    ratio: float | None = None
    of: Of | None = None
    bound: Bound = Bound.EXACT
    implied_out_of: tuple[int, int] | None = None
    account_level: int | None = None
    assigned_by: AssignedBy | None = None
    unit_level: UnitLevel | None = None
    days_ahead: int | None = None
    rank: int | None = None
    rank_at_most: int | None = None
    warnings: tuple[Warning, ...] = field(default=())

    def __post_init__(self) -> None:
        for name in ("value", "count", "out_of", "ratio"):
            number = getattr(self, name)
            if number is None:
                continue
            if isinstance(number, bool) or not math.isfinite(number):
                raise ValueError(f"{name} is {number!r}; a finite number would be right")
            if number < 0:
                raise ValueError(f"{name} is {number}; a figure of this kind is never below 0")
            if number > LARGEST_COUNT:
                raise ValueError(f"{name} is {number:.3g}; more than a country can hold")
        if self.measure is not Measure.PERCENT and isinstance(self.value, float):
            raise ValueError(f"value is {self.value}; a count is a whole number")
        if self.value is None and self.ratio is None and self.rank is None and self.rank_at_most is None:
            raise ValueError("a reading without a value, a share or a rank")

    def to_json(self) -> dict[str, Any]:
        """The public form (one object a line from `p06 read`): absent means unknown, so empty keys are left out."""
        plain: dict[str, Any] = {
            "indicator": self.indicator,
            "unit": self.unit,
            "unit_code": self.unit_code,
            "value": self.value,
            "count": self.count,
            "measure": self.measure.value,
            "bound": self.bound.value,
            "as_of": self.as_of.isoformat(),
            "as_of_precision": self.as_of_precision.value,
            "out_of": self.out_of,
            "ratio": self.ratio,
            "of": self.of,
            "implied_out_of": list(self.implied_out_of) if self.implied_out_of else None,
            "account_level": self.account_level,
            "assigned_by": self.assigned_by,
            "unit_level": self.unit_level,
            "days_ahead": self.days_ahead,
            "rank": self.rank,
            "rank_at_most": self.rank_at_most,
        }
        said = {key: value for key, value in plain.items() if value is not None}
        return said | self.evidence.to_json() | {"warnings": [warning.value for warning in self.warnings]}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Reading:
        """The Reading whose public form this is. Raises ValueError or KeyError for another form."""

        def pair(key: str) -> tuple[int, int] | None:
            found = plain.get(key)
            return (found[0], found[1]) if found else None

        return cls(
            indicator=plain["indicator"],
            measure=Measure(plain["measure"]),
            as_of=date.fromisoformat(plain["as_of"]),
            as_of_precision=Precision(plain["as_of_precision"]),
            evidence=Evidence.from_json(plain),
            unit=plain.get("unit"),
            unit_code=plain.get("unit_code"),
            value=plain.get("value"),
            count=plain.get("count"),
            out_of=plain.get("out_of"),
            ratio=plain.get("ratio"),
            of=Of(plain["of"]) if "of" in plain else None,
            bound=Bound(plain["bound"]),
            implied_out_of=pair("implied_out_of"),
            account_level=plain.get("account_level"),
            assigned_by=AssignedBy(plain["assigned_by"]) if "assigned_by" in plain else None,
            unit_level=UnitLevel(plain["unit_level"]) if "unit_level" in plain else None,
            days_ahead=plain.get("days_ahead"),
            rank=plain.get("rank"),
            rank_at_most=plain.get("rank_at_most"),
            warnings=tuple(Warning(word) for word in plain.get("warnings", ())),
        )


def said_also(reading: Reading, elsewhere: Sequence[Evidence]) -> Reading:
    """The Reading with the other places of its document that say the same, of which the first are kept."""
    evidence = reading.evidence
    places = {each.place: each for given in elsewhere for each in (given, *given.also)}
    others = [replace(each, also=()) for place, each in places.items() if place != evidence.place]
    more = (*evidence.also, *others)[:MOST_PLACES]
    return replace(reading, evidence=replace(evidence, also=more)) if others else reading


@dataclass(frozen=True, slots=True)
class SetAside:
    """A place in a document that was not taken for a figure, with the rule it broke, in words a steward can act on.

    `place` names the row, cell or span; `rule` is a short fixed word (`not_a_number`, `personal_number`,
    `given_twice`, …); `message` says what stands there and what would be right; `quote` is the place as written,
    empty where it may not be shown. `failing` is true where a figure was due there, so that the run is partial.
    """

    place: str
    rule: str
    message: str
    quote: str = ""
    failing: bool = True


@dataclass(frozen=True, slots=True)
class Readings:
    """All that one document gave: its figures, what was set aside, and the text as read where it is a text."""

    readings: tuple[Reading, ...]
    set_aside: tuple[SetAside, ...] = ()
    text: str | None = None
