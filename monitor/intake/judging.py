"""Judges a batch of placed Readings against what their source has said before. Pure: values in, values out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import groupby

from collectors.reading import Bound, Reading
from monitor.campaign import Campaign, Indicator
from monitor.clock import local_day
from monitor.intake.placing import Placed
from monitor.intake.report import Attempt, Quarantined, set_aside_as
from monitor.judgement.agreement import joined, says_nothing_new
from monitor.judgement.checks import Broken, Case, Rule, broken_rules
from monitor.judgement.observation import Observation

RESTATED = "restated by the source"


@dataclass(frozen=True, slots=True)
class Cell:
    """All that one document says of one cell."""

    indicator: Indicator
    unit: str
    as_of: date
    readings: tuple[Reading, ...]


@dataclass(slots=True)
class Judged:
    """What became of a batch. The numbers count Readings: two of them may make one observation."""

    observations: list[Observation] = field(default_factory=list)
    accepted: list[Reading] = field(default_factory=list)
    unchanged: int = 0
    quarantined: list[Quarantined] = field(default_factory=list)


def cells_of(placed: Iterable[Placed]) -> list[Cell]:
    """The batch by cell: by indicator and unit, and each of these by as-of day."""
    by_cell: dict[tuple[str, str, date], list[Placed]] = defaultdict(list)
    for each in placed:
        by_cell[each.indicator.id, each.unit, each.reading.as_of].append(each)
    return [
        Cell(said[0].indicator, unit, day, tuple(each.reading for each in said))
        for (_, unit, day), said in sorted(by_cell.items(), key=lambda item: item[0])
    ]


def judge(
    cells: Sequence[Cell], held: Iterable[Observation], campaign: Campaign, attempt: Attempt, known_at: datetime
) -> Judged:
    """Which figures are accepted, which say nothing new, and which are set aside by which rule.

    `held` is what the store knows of this source around these cells. Days are judged in their order, each against
    what was accepted before it, so that the order of a document's rows changes nothing.
    """
    known: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for each in held:
        known[each.indicator, each.unit].append(each)
    judged = Judged()
    for (indicator, unit), group in groupby(cells, key=lambda cell: (cell.indicator.id, cell.unit)):
        days = list(group)
        series = _Series(known[indicator, unit], {cell.as_of for cell in days})
        for cell in days:
            _judge_cell(cell, series, campaign, attempt, known_at, judged)
    return judged


class _Series:
    """What one source has said of one indicator of one unit, by as-of day."""

    def __init__(self, held: Iterable[Observation], restated: Container[date]) -> None:
        self._by_day = {each.as_of: each for each in held}
        self._exact = sorted(day for day, each in self._by_day.items() if _is_exact(each))
        self._restated = restated

    def on(self, day: date) -> Observation | None:
        return self._by_day.get(day)

    def before(self, day: date) -> Observation | None:
        at = bisect_left(self._exact, day)
        return self._by_day[self._exact[at - 1]] if at else None

    def after(self, day: date) -> Observation | None:
        """The nearest later figure that the document itself does not restate: those are judged in their turn."""
        later = self._exact[bisect_right(self._exact, day) :]
        return next((self._by_day[each] for each in later if each not in self._restated), None)

    def add(self, new: Observation) -> None:
        known = new.as_of in self._by_day and _is_exact(self._by_day[new.as_of])
        if _is_exact(new) and not known:
            insort(self._exact, new.as_of)
        if known and not _is_exact(new):
            self._exact.remove(new.as_of)
        self._by_day[new.as_of] = new


def _is_exact(figure: Observation) -> bool:
    return figure.value is not None and figure.bound is Bound.EXACT and not figure.withdrawn


def _judge_cell(
    cell: Cell, series: _Series, campaign: Campaign, attempt: Attempt, known_at: datetime, judged: Judged
) -> None:
    figure = _one_figure([_figure(cell, reading, attempt, known_at) for reading in cell.readings])
    held = series.on(cell.as_of)
    if figure is None:
        judged.quarantined.extend(_set_aside(cell, (Broken(Rule.GIVEN_TWICE, _both(cell.readings)),)))
    elif held is not None and says_nothing_new(figure, held):
        judged.unchanged += len(cell.readings)
    elif broken := broken_rules(_case(cell, figure, series, campaign, local_day(known_at))):
        judged.quarantined.extend(_set_aside(cell, broken))
    else:
        accepted = figure if held is None else replace(figure, revision=held.revision + 1, reason=RESTATED)
        series.add(accepted)
        judged.observations.append(accepted)
        judged.accepted.extend(cell.readings)


def _one_figure(figures: Sequence[Observation]) -> Observation | None:
    """What the document says of the cell, or None where it says two things."""
    found: Observation | None = figures[0]
    for each in figures[1:]:
        found = joined(found, each) if found is not None else None
    return found


def _case(cell: Cell, figure: Observation, series: _Series, campaign: Campaign, today: date) -> Case:
    held = series.on(cell.as_of)
    target = campaign.target(cell.indicator.id, cell.unit, cell.as_of)
    return Case(
        indicator=cell.indicator,
        figure=figure,
        today=today,
        earlier=series.before(cell.as_of),
        later=series.after(cell.as_of),
        replaces=None if held is None or held.withdrawn else held,
        amount=target.amount if target else None,
    )


def _set_aside(cell: Cell, broken: Sequence[Broken]) -> Iterator[Quarantined]:
    message = "; ".join(each.message for each in broken)
    for reading in cell.readings:
        yield set_aside_as(reading, broken[0].rule.value, message, cell.indicator.id, cell.unit)


def _both(readings: Sequence[Reading]) -> str:
    figures = " and ".join(dict.fromkeys(_said(reading) for reading in readings))
    return f"one document gives two figures for one unit and day: {figures}"


def _said(reading: Reading) -> str:
    parts = (("", reading.value), ("of ", reading.out_of), ("share ", reading.ratio), ("rank ", reading.rank))
    figures = " ".join(f"{word}{number:,.15g}" for word, number in parts if number is not None)
    return figures if reading.bound is Bound.EXACT else f"{reading.bound.value} {figures}"


def _figure(cell: Cell, reading: Reading, attempt: Attempt, known_at: datetime) -> Observation:
    """The Reading as an observation of its cell; the run is not known yet."""
    return Observation(
        indicator=cell.indicator.id,
        unit=cell.unit,
        as_of=reading.as_of,
        precision=reading.as_of_precision,
        source=attempt.source,
        run=0,
        known_at=known_at,
        quote=reading.evidence.quote,
        value=None if reading.value is None else float(reading.value),
        count=reading.count,
        out_of=None if reading.out_of is None else float(reading.out_of),
        ratio=reading.ratio,
        of=reading.of,
        bound=reading.bound,
        rank=reading.rank,
        rank_at_most=reading.rank_at_most,
        days_ahead=reading.days_ahead,
        unit_written=reading.unit,
        span=reading.evidence.span,
        cell=reading.evidence.cell,
        document=attempt.document,
        author=attempt.author,
        warnings=tuple(warning.value for warning in reading.warnings),
    )
