"""Puts together all that one figure stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import groupby

from sqlalchemy import Connection

from monitor.answers.checking import checks_of
from monitor.answers.excerpts import around
from monitor.answers.explanation import Explanation, Origin, Revision, Statement
from monitor.answers.formulas import steps_of
from monitor.answers.question import Clocks
from monitor.answers.targets import version_of
from monitor.campaign import Campaign, Indicator
from monitor.judgement import wording
from monitor.judgement.campaign import Judged, ProgressAnswer
from monitor.judgement.figures import Figure, Series, apart
from monitor.judgement.judging import points_of
from monitor.judgement.measuring import Point
from monitor.judgement.observation import Observation
from monitor.judgement.progress import Progress, Status
from monitor.store import observations, quarantine, runs, snapshots
from monitor.units import Unit

# Of the parts of a sum, and of what was set aside, so many are shown; a figure's own sources all are.
PARTS_SHOWN = 12
SET_ASIDE_SHOWN = 20


@dataclass(frozen=True)
class Cell:
    """What is to be explained: one indicator of one unit, by both clocks, as the campaign was judged by them."""

    indicator: Indicator
    unit: Unit
    clocks: Clocks
    judged: Judged

    @cached_property
    def row(self) -> ProgressAnswer:
        """Its row; where it has neither figure nor target, one that says so."""
        for row in self.judged.rows:
            if row.indicator.id == self.indicator.id and row.unit.id == self.unit.id:
                return row
        nothing = Progress(Status.NO_TARGET, wording.NO_TARGET)
        unit = self.unit.on(self.clocks.as_of)
        return ProgressAnswer(self.indicator, unit, "", self.clocks.as_of, None, None, nothing)

    @cached_property
    def points(self) -> list[Point]:
        """Its figures up to the judged day that can be compared with the target."""
        target = self.row.target
        if target is None:
            return []
        denominators = self._series(target.denominator) if target.denominator else ()
        return points_of(self.indicator, target, self._series(self.indicator.id), denominators)

    def _series(self, indicator: str) -> Series:
        return self.judged.series.get((indicator, self.unit.id), ())


def explained(campaign: Campaign, connection: Connection, cell: Cell) -> Explanation:
    """All that the cell's figure stands on, of what was known at the instant of its clocks."""
    row, known_at = cell.row, cell.clocks.known_at
    figure = row.figure
    points = cell.points
    aside = _set_aside(connection, cell)
    behind = _Behind(campaign, connection, known_at)
    return Explanation(
        row=row,
        origin=_origin(figure),
        known_at=known_at,
        judged=points[-1].figure if points and figure and points[-1].as_of != figure.as_of else None,
        statements=_statements(behind, figure),
        stands_on=len(figure.observations) if figure else 0,
        later=_later(behind, cell),
        checks=checks_of(campaign, cell.indicator, figure.own) if figure and figure.own else (),
        target=version_of(campaign, connection, row.target, known_at) if row.target else None,
        denominator=_statements(behind, row.progress.base),
        steps=steps_of(row, points),
        set_aside=tuple(aside[:SET_ASIDE_SHOWN]),
        set_aside_total=len(aside),
    )


def _origin(figure: Figure | None) -> Origin:
    if figure is None:
        return Origin.NONE
    if figure.inherited:
        return Origin.INHERITED
    return Origin.SUM if figure.is_sum else Origin.OWN


@dataclass(frozen=True, slots=True)
class _Behind:
    """Finds what stands behind observations, of what was known at an instant."""

    campaign: Campaign
    connection: Connection
    known_at: datetime | None

    def statements(self, known: Sequence[Observation], figure: Figure | None) -> list[Statement]:
        """The observations by cell and source, each with its run and its document."""
        connection = self.connection
        found = runs.runs_named(connection, {o.run for o in known})
        documents = snapshots.documents(connection, {o.document for o in known if o.document})
        texts = {document: snapshots.text_of(connection, document) for document in documents}
        weights = _weights(figure)

        def revision(of: Observation) -> Revision:
            document = of.document or ""
            return Revision(of, found.get(of.run), documents.get(document), around(of, texts.get(document)))

        return [
            Statement(
                unit=self.campaign.units[cell[1]].on(cell[2]),
                revisions=(revisions := tuple(revision(each) for each in group)),
                weight=weights.get(cell, 0.0),
                difference=_difference(revisions[-1].observation, figure),
            )
            for cell, group in groupby(known, key=_source_cell)
        ]


_SourceCell = tuple[str, str, date, str]


def _source_cell(observation: Observation) -> _SourceCell:
    return observation.indicator, observation.unit, observation.as_of, observation.source


def _weights(figure: Figure | None) -> dict[_SourceCell, float]:
    """How much of each observation is in a figure."""
    if figure is None:
        return {}
    weights = figure.weights or (1.0,) * len(figure.observations)
    return {_source_cell(o): weight for o, weight in zip(figure.observations, weights, strict=True)}


def _statements(behind: _Behind, figure: Figure | None) -> tuple[Statement, ...]:
    """What every source says of the figure's own cell; of a sum, what its first parts stand on."""
    if figure is None:
        return ()
    cells = [_source_cell(o)[:3] for o in figure.observations[:PARTS_SHOWN]]
    known = observations.revisions_of_cells(behind.connection, list(dict.fromkeys(cells)), behind.known_at)
    used = {_source_cell(o): o.revision for o in (*figure.observations, *figure.others)}
    # What has been written since the campaign was judged is not part of this answer.
    seen = [o for o in known if o.revision <= used.get(_source_cell(o), o.revision)]
    said = behind.statements(seen, figure)
    if figure.own is None:
        return tuple(statement for statement in said if statement.used)
    precedence = behind.campaign.precedence
    return tuple(sorted(said, key=lambda statement: (not statement.used, precedence(statement.holds.source))))


def _later(behind: _Behind, cell: Cell) -> tuple[Statement, ...]:
    """Later days of which the unit's own figures were withdrawn."""
    figure = cell.row.figure
    wanted = observations.Wanted(
        indicators=(cell.indicator.id,),
        units=(cell.unit.id,),
        first=figure.as_of if figure else None,
        last=cell.clocks.as_of,
        known_at=behind.known_at,
        superseded=True,
    )
    known = observations.listed_observations(behind.connection, wanted)
    known.sort(key=lambda o: (o.as_of, o.source, o.revision))
    later = [o for o in known if figure is None or o.as_of > figure.as_of]
    return tuple(statement for statement in behind.statements(later, figure) if statement.holds.withdrawn)


def _difference(said: Observation, figure: Figure | None) -> float | None:
    """What a less believed source says more or less than the figure; None where they cannot be compared."""
    own = figure.own if figure else None
    if figure is None or own is None or said.withdrawn or _source_cell(said) == _source_cell(own):
        return None
    return apart(figure, said) if said.as_of == own.as_of else None


def _set_aside(connection: Connection, cell: Cell) -> list[quarantine.SetAsideReading]:
    """What of the indicator and the unit was set aside, newest first; days after the judged one are left out."""
    found = quarantine.set_aside_readings(
        connection,
        standing=quarantine.Standing.ALL,
        indicators=(cell.indicator.id,),
        units=(cell.unit.id,),
        known_at=cell.clocks.known_at,
    )
    return [each for each in reversed(found) if each.as_of is None or each.as_of <= cell.clocks.as_of]
