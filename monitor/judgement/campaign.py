"""The whole campaign judged for one day: every row with its figure, its target, its parts and its judgement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from monitor.campaign import Adds, Campaign, Indicator, Kind, Target
from monitor.judgement.figures import Figure, Series, combined, own_series, summed_series
from monitor.judgement.judging import judge
from monitor.judgement.observation import Observation
from monitor.judgement.progress import Progress
from monitor.units import Unit


@dataclass(frozen=True, slots=True)
class Parts:
    """Of a total: the units it should hold, and those without a figure within the freshness limit."""

    expected: int
    reported: int
    missing: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class ProgressAnswer:
    """One row: an indicator of a unit, judged on a day. `difference` is own figure − sum of parts, where both exist."""

    indicator: Indicator
    unit: Unit
    province: str
    day: date
    figure: Figure | None
    target: Target | None
    progress: Progress
    parts: Parts | None = None
    difference: float | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """All rows, in the campaign's order of indicators, each unit before its children; and the figures behind them."""

    rows: tuple[ProgressAnswer, ...]
    series: Mapping[tuple[str, str], Series]


@dataclass(frozen=True, slots=True)
class _Tree:
    """One indicator's figures of every unit: its own, the sums of its parts, and the two combined."""

    own: Mapping[str, Series]
    sums: Mapping[str, Series]
    whole: Mapping[str, Series]
    children: Mapping[str, tuple[Unit, ...]]


def judge_campaign(
    campaign: Campaign, known: Iterable[Observation], documents: Mapping[str, str], day: date, since: date
) -> Judged:
    """Judges `day` by the observations known up to it.

    `documents` gives each document's address; `since` is the first day on which figures could have come.
    """
    cells: dict[str, dict[str, list[Observation]]] = defaultdict(lambda: defaultdict(list))
    for observation in known:
        cells[observation.indicator][observation.unit].append(observation)
    rows: list[ProgressAnswer] = []
    series: dict[tuple[str, str], Series] = {}
    for indicator in campaign.indicators.values():
        tree = _tree(campaign, indicator, cells[indicator.id], day)
        for unit in _from_the_top(campaign, day):
            figures = tree.whole.get(unit.id, ())
            target = campaign.target(indicator.id, unit.id, day)
            if not figures and target is None:
                continue
            series[indicator.id, unit.id] = figures
            row = _row(campaign, indicator, unit, target, figures, day, since)
            rows.append(_with_parts(row, tree, documents))
    return Judged(tuple(rows), series)


def _tree(campaign: Campaign, indicator: Indicator, cells: Mapping[str, Sequence[Observation]], day: date) -> _Tree:
    own = {unit: own_series(observations, campaign.precedence) for unit, observations in cells.items()}
    sums: dict[str, Series] = {}
    whole: dict[str, Series] = dict(own)
    children: dict[str, tuple[Unit, ...]] = {}
    if indicator.adds is Adds.SUM:
        # Children first, so that a nation's sum is one of provinces' sums.
        for unit in reversed(_from_the_top(campaign, day)):
            below = campaign.units.children(unit.id, day)
            speaking = {child.id: whole[child.id] for child in below if whole.get(child.id)}
            if not speaking:
                continue
            children[unit.id] = below
            sums[unit.id] = summed_series(indicator, speaking, len(below))
            whole[unit.id] = combined(own.get(unit.id, ()), sums[unit.id])
    return _Tree(own, sums, whole, children)


def _from_the_top(campaign: Campaign, day: date) -> list[Unit]:
    """Every unit of the day, each before its children."""
    below: dict[str | None, list[Unit]] = defaultdict(list)
    for unit in campaign.units:
        if unit.valid_on(day):
            below[unit.parent].append(unit)
    ordered: list[Unit] = []
    waiting = below[None][::-1]
    while waiting:
        unit = waiting.pop()
        ordered.append(unit)
        waiting.extend(below[unit.id][::-1])
    return ordered


def _row(
    campaign: Campaign,
    indicator: Indicator,
    unit: Unit,
    target: Target | None,
    figures: Series,
    day: date,
    since: date,
) -> ProgressAnswer:
    return ProgressAnswer(
        indicator=indicator,
        unit=unit,
        province=campaign.units.province_of(unit.id),
        day=day,
        figure=figures[-1] if figures else None,
        target=target,
        progress=judge(indicator, target, figures, day, since),
    )


def _with_parts(row: ProgressAnswer, tree: _Tree, documents: Mapping[str, str]) -> ProgressAnswer:
    sums = tree.sums.get(row.unit.id, ())
    own = tree.own.get(row.unit.id, ())
    figure = row.figure
    if figure is not None:
        used = {o.document for o in figure.observations if o.document}
        figure = replace(figure, addresses={document: documents.get(document, "") for document in used})
    parts = _parts(row, tree) if sums else None
    return replace(row, figure=figure, parts=parts, difference=_difference(row.indicator, own, sums))


def _parts(row: ProgressAnswer, tree: _Tree) -> Parts:
    last_due = min(row.day, row.target.deadline) if row.target else row.day
    below = tree.children[row.unit.id]
    missing = tuple(
        child
        for child in below
        if not tree.whole.get(child.id)
        or (last_due - tree.whole[child.id][-1].as_of).days > row.indicator.freshness_days
    )
    return Parts(len(below), len(below) - len(missing), missing)


def _difference(indicator: Indicator, own: Series, sums: Series) -> float | None:
    """Own figure − the sum that its parts gave up to the same day, both complete; None where there are not both."""
    if not own or not sums or own[-1].value is None:
        return None
    then = [figure for figure in sums if figure.as_of <= own[-1].as_of]
    if not then or not then[-1].complete or then[-1].value is None:
        return None
    difference = own[-1].value - then[-1].value
    return difference if indicator.kind is Kind.RATIO else round(difference, 6)
