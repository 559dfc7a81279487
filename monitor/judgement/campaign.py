"""The whole campaign judged for one day: every row with its figure, its target, its parts and its judgement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from monitor.campaign import Campaign, Indicator, Kind, Target
from monitor.clock import start_of
from monitor.judgement.eras import eras_of
from monitor.judgement.figures import Figure, Series, latest, own_series
from monitor.judgement.goal import base_of, path_ratio, target_ratio
from monitor.judgement.judging import judge
from monitor.judgement.observation import Observation
from monitor.judgement.progress import Progress
from monitor.judgement.tree import Tree, grow
from monitor.units import Unit


@dataclass(frozen=True, slots=True)
class Parts:
    """Of a total: the units it should hold, and those without a figure within the freshness limit.

    What a unit inherited from others of which some never reported is no report of its own.
    """

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
class Standing:
    """Where a figure of a series stood: the target in force on its as-of day, the share of it, and the path's."""

    target: Target | None = None
    ratio: float | None = None
    expected_ratio: float | None = None


def judge_campaign(
    campaign: Campaign, known: Iterable[Observation], documents: Mapping[str, str], day: date, since: date
) -> Judged:
    """Judges `day` by the observations known up to it.

    `documents` gives each document's address; `since` is the first day on which figures could have come. Every unit of
    the day is judged, by the version of its target that is in force on it; its history before a change of the map is
    made of what its predecessors had.
    """
    trees = _trees(campaign, known, day)
    rows: list[ProgressAnswer] = []
    series: dict[tuple[str, str], Series] = {}
    units = _judged_units(campaign, trees, day)
    for indicator in campaign.indicators.values():
        tree = trees[indicator.id]
        for unit in units:
            figures = tree.whole.get(unit.id, ())
            target = campaign.target(indicator.id, unit.id, day)
            if not figures and target is None:
                continue
            series[indicator.id, unit.id] = figures
            denominators = _denominators(trees, target, unit.id)
            row = _row(campaign, indicator, unit, target, figures, denominators, day, since)
            rows.append(_with_parts(row, tree, documents))
    return Judged(tuple(rows), series)


def standing(campaign: Campaign, judged: Judged, indicator: Indicator, unit: str, figure: Figure) -> Standing:
    """Where one figure of a judged series stood; nowhere where no target was in force on its as-of day."""
    target = campaign.target(indicator.id, unit, figure.as_of)
    if target is None:
        return Standing()
    denominators = judged.series.get((target.denominator, unit), ()) if target.denominator else ()
    base = base_of(indicator, target, denominators, figure.as_of)
    expected = path_ratio(indicator, target, start_of(figure.as_of))
    return Standing(target, target_ratio(indicator, target, figure, base), expected)


def _trees(campaign: Campaign, known: Iterable[Observation], day: date) -> Mapping[str, Tree]:
    """Every indicator's figures of all units of the day."""
    cells: dict[str, dict[str, list[Observation]]] = defaultdict(lambda: defaultdict(list))
    for observation in known:
        cells[observation.indicator][observation.unit].append(observation)
    eras = eras_of(campaign.units, _first_days(cells[indicator] for indicator in campaign.indicators), day)
    return {
        indicator.id: grow(
            indicator, {unit: own_series(said, campaign.precedence) for unit, said in cells[indicator.id].items()}, eras
        )
        for indicator in campaign.indicators.values()
    }


def _first_days(cells: Iterable[Mapping[str, list[Observation]]]) -> Mapping[str, date]:
    """For each unit that has observations the first day that one is true for."""
    found: dict[str, date] = {}
    for said in cells:
        for unit, observations in said.items():
            found[unit] = min(found.get(unit, date.max), *(o.as_of for o in observations))
    return found


def _judged_units(campaign: Campaign, trees: Mapping[str, Tree], day: date) -> list[Unit]:
    """The units of the day that have figures or targets, each before its children."""
    wanted = {target.unit for target in campaign.targets}.union(*(tree.whole for tree in trees.values()))
    return [unit for unit in campaign.units.ordered(day) if unit.id in wanted]


def _denominators(trees: Mapping[str, Tree], target: Target | None, unit: str) -> Series:
    tree = trees.get(target.denominator) if target is not None and target.denominator is not None else None
    return tree.whole.get(unit, ()) if tree is not None else ()


def _row(
    campaign: Campaign,
    indicator: Indicator,
    unit: Unit,
    target: Target | None,
    figures: Series,
    denominators: Series,
    day: date,
    since: date,
) -> ProgressAnswer:
    versions = campaign.target_versions(indicator.id, unit.id) if target else ()
    return ProgressAnswer(
        indicator=indicator,
        unit=unit,
        province=campaign.units.province_of(unit.id, day),
        day=day,
        figure=figures[-1] if figures else None,
        target=target,
        progress=judge(indicator, target, figures, day, since, denominators=denominators, versions=versions),
    )


def _with_parts(row: ProgressAnswer, tree: Tree, documents: Mapping[str, str]) -> ProgressAnswer:
    unit, base = row.unit.id, row.progress.base
    return replace(
        row,
        figure=_addressed(row.figure, documents),
        progress=replace(row.progress, base=_addressed(base, documents)) if base else row.progress,
        parts=_parts(row, tree) if unit in tree.children else None,
        difference=_difference(row.indicator, tree.own.get(unit, ()), tree.sums.get(unit, ())),
    )


def _addressed(figure: Figure | None, documents: Mapping[str, str]) -> Figure | None:
    """The figure with the addresses of its documents."""
    if figure is None:
        return None
    used = {o.document for o in figure.observations if o.document}
    return replace(figure, addresses={document: documents.get(document, "") for document in used})


def _parts(row: ProgressAnswer, tree: Tree) -> Parts:
    last_due = min(row.day, row.target.deadline) if row.target else row.day
    below = tree.children[row.unit.id]
    limit = row.indicator.freshness_days
    missing = tuple(child for child in below if not _has_reported(tree.whole.get(child.id), last_due, limit))
    return Parts(len(below), len(below) - len(missing), missing)


def _has_reported(figures: Series | None, last_due: date, limit: int) -> bool:
    if not figures or (figures[-1].inherited and not figures[-1].complete):
        return False
    return (last_due - figures[-1].as_of).days <= limit


def _difference(indicator: Indicator, own: Series, sums: Series) -> float | None:
    """Own figure − the sum that its parts gave up to the same day, both complete; None where there are not both."""
    if not own or own[-1].value is None:
        return None
    parts = latest(sums, own[-1].as_of)
    if parts is None or not parts.complete or parts.value is None:
        return None
    difference = own[-1].value - parts.value
    return difference if indicator.kind is Kind.RATIO else round(difference, 6)
