"""Which cell of the campaign a Reading speaks of: its indicator, its unit, its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from collectors.reading import Measure, Reading
from monitor.campaign import ENTRANCES, Campaign, Indicator
from monitor.judgement.checks import Rule
from monitor.units import AmbiguousUnit, Unit, UnitEnded, UnknownUnit
from monitor.units.refusal import not_of_that_day

# Kinds of source that read prose name many things that nobody asked them for.
_PROSE = ("article", "document")
_UNITS_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where figures come from: the source, the campaign's indicators that it feeds, and its own unit.

    Where `answers_each`, someone handed in each of them and is told of each; else what nobody asked the source for is
    left out, of a text in `prose` also what the campaign does not know.
    """

    source: str
    indicators: tuple[str, ...]
    unit: str | None = None
    answers_each: bool = False
    prose: bool = False


def origin_of(campaign: Campaign, source: str, *, answers_each: bool = False) -> Origin:
    """The origin that has this name: one of the campaign's sources, or of the ways to hand figures in.

    Raises ValueError where it is neither.
    """
    if source in campaign.sources:
        setting = campaign.sources[source]
        prose = setting.kind in _PROSE and not answers_each
        return Origin(
            source=source, indicators=setting.indicators, unit=setting.unit, answers_each=answers_each, prose=prose
        )
    if source in ENTRANCES and answers_each:
        return Origin(source=source, indicators=tuple(campaign.indicators), answers_each=True)
    raise ValueError(f"the campaign {campaign.id} has no source {source!r}")


@dataclass(frozen=True, slots=True)
class Placed:
    """A Reading with the indicator and the unit that it speaks of."""

    reading: Reading
    indicator: Indicator
    unit: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A Reading that has no cell, by which rule and why; `indicator` is the campaign's where that could be told."""

    reading: Reading
    rule: Rule
    message: str
    indicator: str | None = None


class _CannotTell(Exception):
    """The unit cannot be told; `rule` and the message say why."""

    def __init__(self, rule: Rule, message: str) -> None:
        super().__init__(message)
        self.rule = rule


class Places:
    """The cells that one origin speaks of."""

    def __init__(self, campaign: Campaign, origin: Origin) -> None:
        self._campaign, self._origin = campaign, origin
        self._known = {indicator.reads for indicator in campaign.indicators.values()}
        self._asked = {
            _selector(campaign.indicators[name]): campaign.indicators[name] for name in reversed(origin.indicators)
        }
        self._unit = lru_cache(_UNITS_REMEMBERED)(self._find_unit)

    def place(self, reading: Reading) -> Placed | Unplaced | None:
        """The cell of a Reading, or why it has none; None where the source is not asked for such a figure."""
        indicator = self._indicator(reading)
        if indicator is None:
            return self._not_asked(reading)
        if _differs(reading, indicator):
            message = f"counts {reading.measure.value}; {indicator.id} counts {indicator.measure.value}"
            return Unplaced(reading, Rule.MEASURE_DIFFERS, message, indicator.id)
        try:
            unit = self._unit(reading.unit_code, reading.unit, reading.as_of)
        except _CannotTell as why:
            return Unplaced(reading, why.rule, str(why), indicator.id)
        return Placed(reading, indicator, unit)

    def _indicator(self, reading: Reading) -> Indicator | None:
        """The indicator that selects the Reading; or that it names by the campaign's id, where no other reads that."""
        qualifiers = (reading.assigned_by, reading.account_level, reading.unit_level)
        asked = self._asked.get((reading.indicator, *qualifiers))
        if asked is not None or reading.indicator in self._known or qualifiers != (None, None, None):
            return asked
        return self._campaign.indicators.get(reading.indicator) if self._feeds(reading.indicator) else None

    def _feeds(self, indicator: str) -> bool:
        return indicator in self._origin.indicators and not self._origin.prose

    def _not_asked(self, reading: Reading) -> Unplaced | None:
        known = reading.indicator in self._known
        if self._origin.answers_each:
            return Unplaced(reading, Rule.INDICATOR_UNKNOWN, self._none_reads(reading))
        if known or self._origin.prose:
            return None
        reads = ", ".join(sorted(self._known))
        message = f"no indicator of the campaign reads {reading.indicator!r}; it reads {reads}"
        return Unplaced(reading, Rule.INDICATOR_UNKNOWN, message)

    def _none_reads(self, reading: Reading) -> str:
        said = {
            "assigned by": reading.assigned_by,
            "account level": reading.account_level,
            "unit level": reading.unit_level,
        }
        qualified = "".join(f", {word} {value}" for word, value in said.items() if value is not None)
        feeds = ", ".join(self._origin.indicators)
        return f"{self._origin.source} feeds no indicator that reads {reading.indicator!r}{qualified}; it feeds {feeds}"

    def _find_unit(self, code: str | None, written: str | None, day: date) -> str:
        if code is not None:
            coded = self._the_one(code, day)
            self._refuse_contradiction(coded, code, written, day)
            return coded.id
        if written is not None:
            return self._the_one(written, day).id
        if self._origin.unit is None:
            raise _CannotTell(Rule.UNIT_UNKNOWN, "no unit is named, and the source has none of its own")
        return self._own_unit(self._origin.unit, day)

    def _own_unit(self, unit_id: str, day: date) -> str:
        unit = self._campaign.units[unit_id]
        if not unit.valid_on(day):
            raise _not_told(not_of_that_day(self._campaign.units, unit_id, (unit,), day), day)
        return unit_id

    def _the_one(self, written: str, day: date) -> Unit:
        try:
            return self._campaign.units.find(written, day)
        except UnknownUnit as error:
            raise _not_told(error, day) from None
        except AmbiguousUnit as error:
            own = [unit for unit in error.candidates if self._is_part(unit)]
            if len(own) != 1:
                raise _CannotTell(Rule.UNIT_AMBIGUOUS, f"{error} (on {day})") from None
            return own[0]

    def _refuse_contradiction(self, coded: Unit, code: str, written: str | None, day: date) -> None:
        try:
            named = self._the_one(written, day) if written else coded
        except _CannotTell:
            return
        if named.id != coded.id:
            both = f"the code {code} is {coded.name} ({coded.id}), the name {written!r} is {named.name} ({named.id})"
            raise _CannotTell(Rule.UNIT_AMBIGUOUS, both)

    def _is_part(self, unit: Unit) -> bool:
        """Whether a unit is the source's own or lies within it."""
        step: str | None = unit.id
        while step is not None and step != self._origin.unit:
            step = self._campaign.units[step].parent
        return step is not None


def _not_told(error: UnknownUnit, day: date) -> _CannotTell:
    if isinstance(error, UnitEnded):
        return _CannotTell(Rule.UNIT_ENDED, str(error))
    return _CannotTell(Rule.UNIT_UNKNOWN, f"{error} (on {day})")


def _selector(indicator: Indicator) -> tuple[object, ...]:
    return indicator.reads, indicator.assigned_by, indicator.account_level, indicator.unit_level


def _differs(reading: Reading, indicator: Indicator) -> bool:
    """Whether a share would stand where a count is due, or the other way round."""
    is_share = reading.measure is Measure.PERCENT
    return reading.value is not None and is_share != (indicator.measure is Measure.PERCENT)
