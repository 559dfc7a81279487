"""Judges a batch of Readings against what is known. Pure: values in, values out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from collectors.reading import Bound, Reading, SetAside
from monitor.campaign import Campaign, Indicator
from monitor.intake.batch import RowOutcome
from monitor.intake.known import Bench, CellKey, Kinship, Known, spoken_for
from monitor.intake.placing import Placed, Unplaced
from monitor.intake.report import Attempt, place_of
from monitor.intake.weighing import Weighed, weigh
from monitor.judgement.agreement import joined, says_nothing_new
from monitor.judgement.checks import Broken, Rule, broken_rules
from monitor.judgement.observation import Observation, observed

RESTATED = "restated by the source"
# A figure that is set aside may change what others of its document are judged against: they are judged again, so often.
# After that nothing that a document restates is excused.
_MOST_PASSES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of one Reading, by which rule and why; `indicator` and `unit` are the campaign's, where known."""

    outcome: RowOutcome
    reading: Reading
    indicator: str | None
    unit: str | None = None
    rule: str | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """All that one document says of one cell: each Reading with its number there, and the one figure that they make.

    The figure is None where they contradict each other.
    """

    indicator: Indicator
    unit: str
    as_of: date
    readings: tuple[tuple[int, Reading], ...]
    figure: Observation | None

    @property
    def key(self) -> CellKey:
        """What tells it from the other cells of its source."""
        return self.indicator.id, self.unit, self.as_of


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a batch: the new observations, a verdict on each Reading by its number, and what is to be told."""

    observations: tuple[Observation, ...]
    verdicts: dict[int, Verdict]
    notes: tuple[SetAside, ...]


def unplaced_verdict(given: Unplaced, outcome: RowOutcome) -> Verdict:
    """The verdict on a Reading that has no cell."""
    return Verdict(
        outcome=outcome,
        reading=given.reading,
        indicator=given.indicator or given.reading.indicator,
        rule=given.rule.value,
        message=given.message,
    )


def cells_of(
    placed: Iterable[tuple[int, Placed]], kinship: Kinship, attempt: Attempt, known_at: datetime
) -> list[Cell]:
    """The batch by cell, in the order in which they are judged: wholes before their parts, children before parents."""
    by_cell: dict[CellKey, list[tuple[int, Placed]]] = defaultdict(list)
    for number, each in placed:
        by_cell[each.indicator.id, each.unit, each.reading.as_of].append((number, each))
    cells = [_cell(said, attempt, known_at) for said in by_cell.values()]
    ranks = {cell.indicator.id: kinship.rank(cell.indicator) for cell in cells}
    return sorted(cells, key=lambda cell: (ranks[cell.indicator.id], cell.key[0], -kinship.depth(cell.unit), cell.key))


def _cell(said: Sequence[tuple[int, Placed]], attempt: Attempt, known_at: datetime) -> Cell:
    first = said[0][1]
    figure = _one_figure([figure_of(each, attempt, known_at) for _, each in said])
    readings = tuple((number, each.reading) for number, each in said)
    return Cell(first.indicator, first.unit, first.reading.as_of, readings, figure)


def judge(
    cells: Sequence[Cell], known: Known, campaign: Campaign, kinship: Kinship, attempt: Attempt, today: date
) -> Judged:
    """Which figures are accepted, which say nothing new, and which are set aside by which rule.

    Each is judged against what was accepted before it, in the order of the cells, so that the order of a document's
    rows changes nothing. What the document itself restates is no measure before it has been judged in its turn; where
    it is set aside, what is held there stays the measure.
    """
    restated = _restated(cells, Bench(campaign, kinship, known, ()))
    for passes_left in range(_MOST_PASSES, -1, -1):
        judging = _Judging(campaign, kinship, attempt, today, Bench(campaign, kinship, known, restated))
        for cell in cells:
            judging.judge(cell)
        failed = restated & judging.set_aside
        if not failed:
            break
        restated = restated - failed if passes_left > 1 else frozenset()
    return judging.judged()


def _restated(cells: Iterable[Cell], bench: Bench) -> frozenset[CellKey]:
    """The cells for which the document says something else than is held."""
    held = ((cell, bench.held(cell.key)) for cell in cells)
    return frozenset(cell.key for cell, old in held if old is not None and not _is_known(cell.figure, old))


def _is_known(figure: Observation | None, held: Observation) -> bool:
    return figure is not None and says_nothing_new(figure, held)


@dataclass(slots=True)
class _Judging:
    """One pass through a batch."""

    campaign: Campaign
    kinship: Kinship
    attempt: Attempt
    today: date
    bench: Bench
    observations: list[Observation] = field(default_factory=list)
    verdicts: dict[int, Verdict] = field(default_factory=dict)
    notes: list[SetAside] = field(default_factory=list)
    set_aside: set[CellKey] = field(default_factory=set)

    def judge(self, cell: Cell) -> None:
        """Judges what is said of one cell."""
        self.bench.settle(cell.key)
        held = self.bench.held(cell.key)
        if cell.figure is None:
            self._set_aside(cell, (Broken(Rule.GIVEN_TWICE, _both(cell.readings), cell.as_of),))
        elif held is not None and says_nothing_new(cell.figure, held):
            self._tell(cell, RowOutcome.UNCHANGED)
        else:
            broken = broken_rules(self.bench.case(cell.indicator, cell.figure, self.today))
            weighed = weigh(broken, cell.figure, self.campaign.checks)
            if weighed.refused:
                self._set_aside(cell, weighed.refused)
            else:
                self._accept(cell, cell.figure, held, weighed)

    def judged(self) -> Judged:
        """All of it, with what is left over of parents whose children have all spoken."""
        indicators = self.campaign.indicators
        whole = spoken_for(self.bench, self.kinship, self.observations, indicators)
        residuals = [note for parent, children in whole if (note := self._residual(parent, children))]
        return Judged(tuple(self.observations), self.verdicts, (*self.notes, *residuals))

    def _accept(self, cell: Cell, figure: Observation, held: Observation | None, weighed: Weighed) -> None:
        reason = self.attempt.reason or (RESTATED if held else "")
        new = revision_of(figure, held, weighed, "; ".join(filter(None, (reason, *weighed.why))))
        self.bench.add(new, cell.indicator)
        self.observations.append(new)
        self._tell(cell, RowOutcome.ACCEPTED, rule=_first_rule(weighed), message=_told(weighed))
        place = place_of(cell.readings[0][1])
        self.notes.extend(_note(place, each.rule.value, each.message, new) for each in weighed.warned)
        self.notes.extend(_note(place, rule, f"let pass: {why}", new) for rule, why in weighed.excepted)

    def _set_aside(self, cell: Cell, broken: Sequence[Broken]) -> None:
        self.set_aside.add(cell.key)
        message = "; ".join(each.message for each in broken)
        self._tell(cell, RowOutcome.QUARANTINED, rule=broken[0].rule.value, message=message)

    def _tell(self, cell: Cell, outcome: RowOutcome, rule: str | None = None, message: str = "") -> None:
        for number, reading in cell.readings:
            self.verdicts[number] = Verdict(
                outcome=outcome,
                reading=reading,
                indicator=cell.indicator.id,
                unit=cell.unit,
                rule=rule,
                message=message,
            )

    def _residual(self, parent: Observation, children: Collection[Observation]) -> SetAside | None:
        rest = (parent.value or 0.0) - sum(child.value or 0.0 for child in children)
        if rest <= 0:
            return None
        name = self.campaign.units[parent.unit].name
        parts = f"{rest:,.15g} more than its {len(children)} parts together"
        message = (
            f"{name} ({parent.unit}), {parent.indicator} on {parent.as_of}: its own {parent.value:,.15g} is {parts}"
        )
        return SetAside(parent.cell or "", "residual", message, parent.quote, failing=False)


def revision_of(figure: Observation, held: Observation | None, weighed: Weighed, reason: str) -> Observation:
    """The figure as the next revision of its cell, with what was waived and warned of.

    What is marked as a back-log stays so when it is restated.
    """
    return replace(
        figure,
        revision=held.revision + 1 if held else 1,
        reason=reason,
        warnings=tuple(dict.fromkeys((*figure.warnings, *(each.rule.value for each in weighed.warned)))),
        waived=weighed.waived,
        backlog=weighed.backlog or (held is not None and held.backlog and not held.withdrawn),
    )


def figure_of(placed: Placed, attempt: Attempt, known_at: datetime) -> Observation:
    """The Reading as an observation of its cell; the run is not known yet."""
    return observed(
        placed.reading,
        indicator=placed.indicator.id,
        unit=placed.unit,
        source=attempt.source,
        known_at=known_at,
        document=attempt.document,
        author=attempt.author,
    )


def _one_figure(figures: Sequence[Observation]) -> Observation | None:
    """What the document says of the cell, or None where it says two things."""
    found: Observation | None = figures[0]
    for each in figures[1:]:
        found = joined(found, each) if found is not None else None
    return found


def _first_rule(weighed: Weighed) -> str | None:
    rules = (*(each.rule.value for each in weighed.warned), *weighed.waived)
    return rules[0] if rules else None


def _told(weighed: Weighed) -> str:
    let_pass = (f"{rule}, let pass: {why}" for rule, why in weighed.excepted)
    return "; ".join((*(each.message for each in weighed.warned), *let_pass))


def _note(place: str, rule: str, message: str, figure: Observation) -> SetAside:
    where = f"{figure.indicator} of {figure.unit} on {figure.as_of}"
    return SetAside(place, rule, f"{where}: {message}", figure.quote, failing=False)


def _both(readings: Sequence[tuple[int, Reading]]) -> str:
    figures = " and ".join(dict.fromkeys(_said(reading) for _, reading in readings))
    return f"one document gives two figures for one unit and day: {figures}"


def _said(reading: Reading) -> str:
    parts = (("", reading.value), ("of ", reading.out_of), ("share ", reading.ratio), ("rank ", reading.rank))
    figures = " ".join(f"{word}{number:,.15g}" for word, number in parts if number is not None)
    return figures if reading.bound is Bound.EXACT else f"{reading.bound.value} {figures}"
