"""Asks the store for what figures are to be judged against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Connection

from monitor.campaign import ENTRANCES, Campaign, Indicator
from monitor.intake.known import CellKey, Kinship, Known, counts_people
from monitor.judgement.checks import is_exact
from monitor.judgement.observation import Observation
from monitor.store import observations
from monitor.store.observations import Span

# A cell to be judged.
Asked = tuple[Indicator, str, date]


def surroundings(
    connection: Connection, campaign: Campaign, kinship: Kinship, source: str, asked: Sequence[Asked]
) -> Known:
    """What is known around the cells in which a source has something to say."""
    near = _Spans()
    for indicator, unit, day in asked:
        near.add(indicator.id, unit, day)
        for relative in _relatives(kinship, indicator):
            near.add(relative.id, unit, day)
        if parent := kinship.parent_of(indicator, unit, day):
            near.add(indicator.id, parent, day)
    held = observations.held_around(connection, source, near.spans())
    held += observations.held_around(connection, source, _children(campaign, kinship, asked, held).spans())
    return Known(held, _people(connection, campaign, kinship, asked), _counted(connection, campaign, kinship, asked))


class _Spans:
    """The days to ask for of each indicator and unit."""

    def __init__(self) -> None:
        self._days: dict[tuple[str, str], tuple[date, date]] = {}

    def add(self, indicator: str, unit: str, day: date) -> None:
        first, last = self._days.get((indicator, unit), (day, day))
        self._days[indicator, unit] = (min(first, day), max(last, day))

    def spans(self) -> list[Span]:
        return [Span(indicator, unit, *days) for (indicator, unit), days in sorted(self._days.items())]


def _relatives(kinship: Kinship, indicator: Indicator) -> Iterable[Indicator]:
    """The indicators of the same source that a figure is judged against."""
    whole = kinship.whole_of(indicator)
    if whole is not None and not counts_people(whole):
        yield whole
    if not counts_people(indicator):
        yield from kinship.parts_of(indicator)


def _children(campaign: Campaign, kinship: Kinship, asked: Sequence[Asked], held: Iterable[Observation]) -> _Spans:
    """The children of each unit that has a figure of its own, known already or to be judged."""
    own: dict[CellKey, Indicator] = {(indicator.id, unit, day): indicator for indicator, unit, day in asked}
    for each in held:
        if is_exact(each):
            own.setdefault((each.indicator, each.unit, each.as_of), campaign.indicators[each.indicator])
    spans = _Spans()
    for (_, unit, day), indicator in own.items():
        for child in kinship.children_of(indicator, unit, day):
            spans.add(indicator.id, child, day)
    return spans


def _people(connection: Connection, campaign: Campaign, kinship: Kinship, asked: Iterable[Asked]) -> list[Observation]:
    """The numbers of people that the figures are part of, or restate: for each day the most believed."""
    wanted: set[tuple[str, str]] = set()
    for indicator, unit, _ in asked:
        whole = kinship.whole_of(indicator)
        people = indicator if counts_people(indicator) else whole
        if people is not None and counts_people(people) and (whole is not None or kinship.parts_of(people)):
            wanted.add((people.id, unit))
    if not wanted:
        return []
    indicators, units = {name for name, _ in wanted}, {unit for _, unit in wanted}
    found = observations.current_observations(connection, indicators=indicators, units=units)
    # The most believed of a day comes last, and so stands.
    found.sort(key=lambda each: campaign.precedence(each.source), reverse=True)
    return [each for each in found if is_exact(each)]


def _counted(connection: Connection, campaign: Campaign, kinship: Kinship, asked: Iterable[Asked]) -> list[Observation]:
    """Of every source the latest figures that are part of a number of people which is to be judged."""
    spans = [
        Span(part.id, unit, date.max, date.max)
        for indicator, unit, _ in asked
        if counts_people(indicator)
        for part in kinship.parts_of(indicator)
    ]
    if not spans:
        return []
    sources = (*campaign.sources, *ENTRANCES)
    return [each for source in sources for each in observations.held_around(connection, source, spans)]
