"""A figure in words: what it counts, of whom, how much, of which day, and what to mind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from collectors.reading import Evidence, Measure, Reading
from monitor.campaign import Names
from monitor.judgement.wording import BASES
from monitor.language import day, number, place, share
from monitor.marked.words import ASSIGNED, BOUNDS, INDICATORS, LEVELS, PRECISIONS, WARNINGS, Words

# A share that was divided out is shown so finely; one that was printed, as it was printed.
_DECIMALS_DIVIDED, _DECIMALS_PRINTED = 2, 6


@dataclass(frozen=True, slots=True)
class FigureWords:
    """A figure in words."""

    indicator: str
    unit: str
    value: str
    day: str
    warnings: tuple[str, ...]

    @property
    def line(self) -> str:
        """All of it on one line."""
        return "; ".join((self.indicator, self.unit, self.value, self.day, *self.warnings))


def in_words(reading: Reading, names: Mapping[str, Names], words: Words) -> FigureWords:
    """A figure in words; `names` are those of indicators that are not built in."""
    return FigureWords(
        indicator=_indicator(reading, names, words),
        unit=_unit(reading, words),
        value=_value(reading, words),
        day=_day(reading, words),
        warnings=tuple(words.of(WARNINGS[warning]) for warning in reading.warnings),
    )


def place_in_words(evidence: Evidence, words: Words) -> str:
    """Where a figure stands, as a person would look it up."""
    if evidence.cell is not None:
        return place(evidence.cell, words.language)
    page = [words("page", page=evidence.page)] if evidence.page else []
    if evidence.span is not None:
        return ", ".join((*page, words("span", start=evidence.span[0], end=evidence.span[1])))
    return ", ".join(page)


def _indicator(reading: Reading, names: Mapping[str, Names], words: Words) -> str:
    known = names.get(reading.indicator) or INDICATORS.get(reading.indicator)
    qualifiers = [
        words.of(ASSIGNED[reading.assigned_by]) if reading.assigned_by else "",
        words("level", level=reading.account_level) if reading.account_level else "",
        words.of(LEVELS[reading.unit_level]) if reading.unit_level else "",
    ]
    return ", ".join(filter(None, (words.of(known) if known else reading.indicator, *qualifiers)))


def _unit(reading: Reading, words: Words) -> str:
    code = f" ({reading.unit_code})" if reading.unit_code and reading.unit else reading.unit_code or ""
    return f"{reading.unit or ''}{code}" or words("no_unit")


def _day(reading: Reading, words: Words) -> str:
    said, precision = day(reading.as_of, words.language), words.of(PRECISIONS[reading.as_of_precision])
    return f"{said} ({precision})" if precision else said


def _value(reading: Reading, words: Words) -> str:
    bounded = words.of(BOUNDS[reading.bound])
    if reading.value is not None:
        main = bounded.format(figure=_amount(reading, words))
        parts = [_with_base(reading, main, words), _share_of(reading, "{figure}", words)]
    else:
        parts = [_share_of(reading, bounded, words)]
    parts += [
        words("rank", rank=reading.rank) if reading.rank is not None else "",
        words("rank_at_most", rank=reading.rank_at_most) if reading.rank_at_most is not None else "",
        _days_ahead(reading, words),
    ]
    return "; ".join(filter(None, parts))


def _amount(reading: Reading, words: Words) -> str:
    value = reading.value or 0
    return _share(reading, value, words) if reading.measure is Measure.PERCENT else number(value, words.language)


def _with_base(reading: Reading, main: str, words: Words) -> str:
    if reading.out_of is None:
        return main
    whole = number(reading.out_of, words.language)
    if reading.count is not None:
        return words("count", figure=main, count=number(reading.count, words.language), whole=whole)
    return words("out_of", figure=main, whole=whole)


def _share_of(reading: Reading, bounded: str, words: Words) -> str:
    if reading.ratio is None:
        return ""
    said = bounded.format(figure=_share(reading, reading.ratio, words))
    return words("share_of", share=said, base=words.of(BASES[reading.of])) if reading.of else words("share", share=said)


def _share(reading: Reading, value: float, words: Words) -> str:
    divided = reading.measure is Measure.PERCENT and reading.count is not None
    return share(value, words.language, _DECIMALS_DIVIDED if divided else _DECIMALS_PRINTED)


def _days_ahead(reading: Reading, words: Words) -> str:
    days = reading.days_ahead
    if days is None:
        return ""
    return words("ahead" if days >= 0 else "late", days=abs(days))
