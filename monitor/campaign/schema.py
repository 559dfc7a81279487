"""What each part of a campaign file may hold: its keys, their types, and what they may refer to.

Parts are judged one by one (a unit, an indicator, a target, a source), so that a mistake in one hides none in another.
A validator sees the fields that stand above it in its class, where those are right.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator

from collectors.reading import LARGEST_COUNT, AssignedBy, Measure, Of, UnitLevel
from monitor.campaign import terms
from monitor.campaign.holding import HELD_ANYWAY, Uncertainty
from monitor.campaign.model import ENTRANCES, Adds, Better, Kind, Secret
from monitor.campaign.nearness import meant
from monitor.campaign.schedule import Cron, Every
from monitor.campaign.target import Basis
from monitor.units import Level

# More phrases than this of one indicator are no list that anyone keeps in order.
MOST_PHRASES = 200

# What to do where there are no units at all.
WHERE_UNITS_COME_FROM = (
    "list it under units, or load the registry (p06 units load vietnam) and name the store with --data"
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the parts of one file may refer to. An indicator of which the measure is in doubt has None.

    `unit_names` are those that one unit alone has, with its id.
    """

    units: Mapping[str, Level | None]
    unit_names: Mapping[str, str]
    indicators: Mapping[str, Measure | None]
    kinds: Collection[str]
    sources: Collection[str]


def _known(info: ValidationInfo) -> Known:
    if not isinstance(info.context, Known):
        raise TypeError("the parts of a campaign file are judged with what they may refer to")
    return info.context


def _unit(unit_id: str, info: ValidationInfo) -> str:
    known = _known(info)
    if unit_id in known.units:
        return unit_id
    if not known.units:
        raise ValueError(f'no unit has the id "{unit_id}", since the campaign lists none; {WHERE_UNITS_COME_FROM}')
    by_name = known.unit_names.get(unit_id)
    right = f'; write its id, "{by_name}"' if by_name else meant(unit_id, known.units)
    raise ValueError(f'no unit of this campaign has the id "{unit_id}"{right}')


def _indicator(indicator: str, info: ValidationInfo) -> str:
    known = _known(info).indicators
    if indicator not in known:
        raise ValueError(f'no indicator of this campaign is called "{indicator}"{meant(indicator, known)}')
    return indicator


def _kind(kind: str, info: ValidationInfo) -> str:
    known = _known(info).kinds
    if kind not in known:
        raise ValueError(f'no kind of source is called "{kind}"{meant(kind, known)}')
    return kind


def _source(source: str, info: ValidationInfo) -> str:
    known = [*_known(info).sources, *ENTRANCES]
    if source not in known:
        raise ValueError(f'no source of this campaign is called "{source}"{meant(source, known)}')
    return source


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("this is blank; write a text, or leave the key out")
    return text


def _host(host: str) -> str:
    if not re.fullmatch(r"[0-9A-Za-z.:_-]+", host) or "://" in host:
        raise ValueError("this is not a host; write a name or an address without scheme and path, e.g. 127.0.0.1")
    return host


def _secret(value: Any) -> Secret:
    """Never repeats what it was given: that may be the secret itself."""
    right = "keep it in an environment variable and write {env: NAME}, or in a file and write {file: PATH}"
    if not isinstance(value, dict):
        raise ValueError(f"a secret does not stand in a campaign file; {right}")
    ((word, place),) = value.items() if len(value) == 1 else ((None, None),)
    if word not in ("env", "file") or not isinstance(place, str) or not place.strip():
        raise ValueError(f"a secret is named in one way; {right}")
    if word == "env" and not re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", place):
        raise ValueError(f"this is not the name of an environment variable; {right}")
    return Secret(**{word: place})


def _held(word: Any) -> Any:
    """Refuses what is held anyway, with the reason; whatever else is no word for this is refused as such."""
    anyway = HELD_ANYWAY.get(word) if isinstance(word, str) else None
    if anyway is not None:
        raise ValueError(f"{word} need not stand here: {anyway}; take it out")
    return word


Text = Annotated[str, AfterValidator(_filled)]
UnitId = Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z._-]*$")]
Slug = Annotated[str, Field(pattern=r"^[0-9a-z][0-9a-z_-]*$")]
UnitRef = Annotated[str, AfterValidator(_unit)]
IndicatorRef = Annotated[str, AfterValidator(_indicator)]
SourceRef = Annotated[str, AfterValidator(_source)]
Day = Annotated[date, BeforeValidator(terms.day)]
Days = Annotated[int, Field(ge=0, le=3660)]
Timespan = Annotated[timedelta, BeforeValidator(terms.timespan)]
Percentage = Annotated[str, BeforeValidator(terms.percentage)]
PhraseList = Annotated[list[Text], Field(max_length=MOST_PHRASES)]
Held = Annotated[Uncertainty, Field(strict=False), BeforeValidator(_held)]


class Entry(BaseModel):
    """A part of the file: no other keys, no silent conversion."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class NamesEntry(Entry):
    """A name in both languages of the screen."""

    vi: Text
    en: Text


class FileEntry(Entry):
    """The file as a whole; its parts are judged on their own."""

    campaign: Slug
    name: NamesEntry
    notice: NamesEntry | None = None
    units: list[Any] = []
    indicators: Annotated[dict[str, Any], Field(min_length=1)]
    targets: list[Any] = []
    sources: dict[str, Any] = {}
    holidays: Any = None
    checks: Any = None


class UnitEntry(Entry):
    """A unit; `code` is the id where it is left out."""

    id: UnitId
    name: Text
    name_en: Text
    level: Annotated[Level, Field(strict=False)]
    code: Text | None = None
    parent: UnitRef | None = None
    aliases: list[Text] = []
    valid_from: Day | None = None
    valid_until: Day | None = None

    @field_validator("parent")
    @classmethod
    def _above(cls, parent: str, info: ValidationInfo) -> str:
        order = [Level.NATION, Level.PROVINCE, Level.DISTRICT, Level.COMMUNE]
        own, above = info.data.get("level"), _known(info).units[parent]
        if own in order and above is not None and (above not in order or order.index(above) >= order.index(own)):
            raise ValueError(f'"{parent}" is of level {above}; the parent of a {own} is of a higher level')
        return parent

    @field_validator("valid_until")
    @classmethod
    def _after_its_birth(cls, until: date, info: ValidationInfo) -> date:
        born = info.data.get("valid_from")
        if born is not None and until <= born:
            raise ValueError(f"{until} is not after valid_from, {born}; write the first day without the unit")
        return until


class PhrasesEntry(Entry):
    """How an indicator's figures are worded; the phrases are judged together with those of the other indicators."""

    subject: PhraseList = []
    actions: PhraseList = []
    nouns: PhraseList = []


class IndicatorEntry(Entry):
    """An indicator; `reads` is its own key where it is left out."""

    name: NamesEntry
    reads: Slug | None = None
    measure: Annotated[Measure, Field(strict=False)] | None = None
    kind: Annotated[Kind, Field(strict=False)]
    adds: Annotated[Adds, Field(strict=False)] = Adds.NEVER
    better: Annotated[Better, Field(strict=False)] = Better.HIGHER
    assigned_by: Annotated[AssignedBy, Field(strict=False)] | None = None
    account_level: Annotated[int, Field(ge=1, le=2)] | None = None
    unit_level: Annotated[UnitLevel, Field(strict=False)] | None = None
    freshness_days: Annotated[int, Field(ge=1, le=3660)] = 7
    tolerance_days: Days = 7
    part_of: IndicatorRef | None = None
    phrases: PhrasesEntry | None = None


class ImpliedEntry(Entry):
    """A count and the share of the target that it was said to be."""

    value: Annotated[int, Field(ge=1, le=LARGEST_COUNT)]
    share: Percentage


class TargetEntry(Entry):
    """A target, in one way of saying how much."""

    indicator: IndicatorRef
    unit: UnitRef
    value: float | None = None
    share: Percentage | None = None
    of: Annotated[Of, Field(strict=False)] | None = None
    implied: ImpliedEntry | None = None
    baseline: float = 0.0
    deadline: Day
    start: Day
    path: Any = None
    denominator: IndicatorRef | None = None
    in_force_from: Day | None = None
    decision: str = ""
    decided_on: Day | None = None
    decided_by: str = ""
    basis: Annotated[Basis, Field(strict=False)]
    note: str = ""

    @field_validator("value", mode="before")
    @classmethod
    def _amount(cls, value: Any, info: ValidationInfo) -> float:
        amount = _figure(value, _measure(info))
        if amount == 0:
            raise ValueError("a target of 0 cannot be judged, nothing is a share of it; leave the target out")
        return amount

    @field_validator("baseline", mode="before")
    @classmethod
    def _beginning(cls, value: Any, info: ValidationInfo) -> float:
        of_a_share = "share" in info.data and info.data["share"] is not None
        return _figure(value, Measure.PERCENT if of_a_share else _measure(info))

    @field_validator("start")
    @classmethod
    def _before_the_deadline(cls, start: date, info: ValidationInfo) -> date:
        deadline = info.data.get("deadline")
        if deadline is not None and start > deadline:
            raise ValueError(f"{start} is after the deadline {deadline}; write {deadline} or an earlier day")
        return start


def _measure(info: ValidationInfo) -> Measure | None:
    return _known(info).indicators.get(info.data.get("indicator", ""))


def _figure(value: Any, measure: Measure | None) -> float:
    """A figure in the terms of its indicator: a whole number, or of percentages a share."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(f"{terms.described(value)} is not a number; write one without quotes")
    if measure is Measure.PERCENT or (measure is None and isinstance(value, str)):
        return _share(value)
    if isinstance(value, str):
        raise ValueError(f"{terms.described(value)} is not a number; write one without quotes and separators")
    if measure is not None and isinstance(value, float):
        raise ValueError(f"{measure} are counted in whole numbers; write one without a point")
    if not 0 <= value <= LARGEST_COUNT:
        raise ValueError(f"{value} cannot be counted; a number from 0 to {LARGEST_COUNT:,} would be right")
    return float(value)


def _share(value: int | float | str) -> float:
    """A share from "95 %" or 0.95; a bare 1 or 95 may mean either."""
    if isinstance(value, str):
        return float(terms.percentage(value))
    if value != 0 and not (isinstance(value, float) and 0 < value < 1):
        raise ValueError(f'{value} of what? this indicator is a percentage; write one, e.g. "95 %"')
    return float(value)


class ScheduleEntry(Entry):
    """When a source is due: by the clock, or at even distances."""

    cron: Annotated[Cron, BeforeValidator(terms.cron)] | None = None
    every: Annotated[Every, BeforeValidator(terms.every)] | None = None


class SourceEntry(Entry):
    """A source; `config` is judged by its kind."""

    name: NamesEntry
    kind: Annotated[str, AfterValidator(_kind)]
    schedule: ScheduleEntry
    starts: Day | None = None
    until: Day | None = None
    grace: Timespan = timedelta(hours=2)
    unit: UnitRef | None = None
    indicators: Annotated[list[IndicatorRef], Field(min_length=1)]
    secret: Annotated[Secret, BeforeValidator(_secret)] | None = None
    private_hosts: list[Annotated[str, AfterValidator(_host)]] = []
    simulated: bool = False
    hold: list[Held] = []
    config: dict[str, Any] = {}

    @field_validator("until")
    @classmethod
    def _after_its_start(cls, until: date, info: ValidationInfo) -> date:
        starts = info.data.get("starts")
        if starts is not None and until < starts:
            raise ValueError(f"{until} is before starts, {starts}; write {starts} or a later day")
        return until
