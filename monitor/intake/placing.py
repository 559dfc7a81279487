"""Which cell of the campaign a Reading speaks of: its indicator, its unit, its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from collectors.reading import Measure, Reading
from monitor.campaign import Campaign, Indicator, SourceSetting
from monitor.intake.report import Quarantined, set_aside_as
from monitor.judgement.checks import Rule
from monitor.units import AmbiguousUnit, Unit, UnknownUnit

# A kind of source that reads prose names many things that nobody asked it for.
_PROSE = "article"
_UNITS_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Placed:
    """A Reading with the indicator and the unit that it speaks of."""

    reading: Reading
    indicator: Indicator
    unit: str


class _CannotTell(Exception):
    """The unit cannot be told; `rule` and the message say why."""

    def __init__(self, rule: Rule, message: str) -> None:
        super().__init__(message)
        self.rule = rule


class Places:
    """The cells that one source of a campaign speaks of."""

    def __init__(self, campaign: Campaign, source: SourceSetting) -> None:
        self._campaign, self._source = campaign, source
        self._known = {indicator.reads for indicator in campaign.indicators.values()}
        self._asked = {
            _selector(campaign.indicators[name]): campaign.indicators[name] for name in reversed(source.indicators)
        }
        self._unit = lru_cache(_UNITS_REMEMBERED)(self._find_unit)

    def place(self, reading: Reading) -> Placed | Quarantined | None:
        """The cell of a Reading, or why it has none; None where the source is not asked for such a figure."""
        selector = (reading.indicator, reading.assigned_by, reading.account_level, reading.unit_level)
        indicator = self._asked.get(selector)
        if indicator is None:
            return self._not_asked(reading)
        if _differs(reading, indicator):
            message = f"counts {reading.measure.value}; {indicator.id} counts {indicator.measure.value}"
            return set_aside_as(reading, Rule.MEASURE_DIFFERS.value, message, indicator.id)
        try:
            unit = self._unit(reading.unit_code, reading.unit, reading.as_of)
        except _CannotTell as why:
            return set_aside_as(reading, why.rule.value, str(why), indicator.id)
        return Placed(reading, indicator, unit)

    def _not_asked(self, reading: Reading) -> Quarantined | None:
        if reading.indicator in self._known or self._source.kind == _PROSE:
            return None
        message = f"no indicator of the campaign reads {reading.indicator!r}; it reads {', '.join(sorted(self._known))}"
        return set_aside_as(reading, Rule.INDICATOR_UNKNOWN.value, message)

    def _find_unit(self, code: str | None, written: str | None, day: date) -> str:
        if code is not None:
            coded = self._the_one(code, day)
            self._refuse_contradiction(coded, code, written, day)
            return coded.id
        if written is not None:
            return self._the_one(written, day).id
        if self._source.unit is None:
            raise _CannotTell(Rule.UNIT_UNKNOWN, "no unit is named, and the source has none of its own")
        return self._source.unit

    def _the_one(self, written: str, day: date) -> Unit:
        try:
            return self._campaign.units.find(written, day)
        except UnknownUnit as error:
            raise _CannotTell(Rule.UNIT_UNKNOWN, f"{error} (on {day})") from None
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
        while step is not None and step != self._source.unit:
            step = self._campaign.units[step].parent
        return step is not None


def _selector(indicator: Indicator) -> tuple[object, ...]:
    return indicator.reads, indicator.assigned_by, indicator.account_level, indicator.unit_level


def _differs(reading: Reading, indicator: Indicator) -> bool:
    """Whether a share would stand where a count is due, or the other way round."""
    is_share = reading.measure is Measure.PERCENT
    return reading.value is not None and is_share != (indicator.measure is Measure.PERCENT)
