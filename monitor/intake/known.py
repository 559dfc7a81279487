"""What is known around the figures to be judged, and how it grows while they are judged in turn. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from collectors.reading import Measure
from monitor.campaign import Adds, Campaign, Indicator, Kind
from monitor.judgement.checks import Case, is_exact
from monitor.judgement.observation import Observation

# Indicator, unit and as-of day: a cell, of one source.
CellKey = tuple[str, str, date]


@dataclass(frozen=True, slots=True)
class Known:
    """What the store holds: of the source itself (`held`, the newest revisions, withdrawn or not), and of all sources.

    `people` are numbers of people that some of the figures are part of, the most believed for each day; `counted` the
    latest figures that are part of such a number which is to be judged.
    """

    held: Sequence[Observation] = ()
    people: Sequence[Observation] = ()
    counted: Sequence[Observation] = ()


class Kinship:
    """Which indicators are parts of which, and which figures add up."""

    def __init__(self, campaign: Campaign) -> None:
        self._indicators, self.units = campaign.indicators, campaign.units
        self._depths: dict[str, int] = {}
        self._parts: dict[str, list[Indicator]] = defaultdict(list)
        for indicator in campaign.indicators.values():
            if indicator.part_of is not None:
                self._parts[indicator.part_of].append(indicator)

    def whole_of(self, indicator: Indicator) -> Indicator | None:
        """What an indicator is a part of."""
        return self._indicators.get(indicator.part_of) if indicator.part_of else None

    def parts_of(self, indicator: Indicator) -> Sequence[Indicator]:
        """What the parts of an indicator are."""
        return self._parts.get(indicator.id, ())

    def parent_of(self, indicator: Indicator, unit: str, day: date) -> str | None:
        """The unit whose figure is the sum of this one and others; None where figures do not add up."""
        if indicator.adds is not Adds.SUM or indicator.kind not in (Kind.STOCK, Kind.FLOW):
            return None
        return self.units[unit].on(day).parent

    def children_of(self, indicator: Indicator, unit: str, day: date) -> tuple[str, ...]:
        """The units of whose figures this one is the sum."""
        if indicator.adds is not Adds.SUM or indicator.kind not in (Kind.STOCK, Kind.FLOW):
            return ()
        return tuple(child.id for child in self.units.children(unit, day))

    def rank(self, indicator: Indicator) -> int:
        """How many wholes stand above an indicator: they are judged before it."""
        passed = {indicator.id}
        while (whole := self.whole_of(indicator)) is not None and whole.id not in passed:
            passed.add(whole.id)
            indicator = whole
        return len(passed) - 1

    def depth(self, unit: str) -> int:
        """How many units stand above one."""
        if unit not in self._depths:
            parent = self.units[unit].parent
            self._depths[unit] = 0 if parent is None else 1 + self.depth(parent)
        return self._depths[unit]


def counts_people(indicator: Indicator) -> bool:
    """Whether it is a number of people, for which other sources' figures are judged against it."""
    return indicator.measure is Measure.PEOPLE


class Series:
    """What one source has said of one indicator of one unit, by as-of day."""

    def __init__(self, held: Iterable[Observation] = ()) -> None:
        self._by_day = {each.as_of: each for each in held}
        self._exact = sorted(day for day, each in self._by_day.items() if is_exact(each))

    def on(self, day: date) -> Observation | None:
        """The newest revision of that day, withdrawn or not."""
        return self._by_day.get(day)

    def before(self, day: date) -> Iterable[Observation]:
        """The exact figures of earlier days, the nearest first."""
        at = bisect_left(self._exact, day)
        return (self._by_day[self._exact[i]] for i in range(at - 1, -1, -1))

    def after(self, day: date) -> Iterable[Observation]:
        """The exact figures of later days, the nearest first."""
        at = bisect_right(self._exact, day)
        return (self._by_day[self._exact[i]] for i in range(at, len(self._exact)))

    def add(self, new: Observation) -> None:
        """Takes in a figure, in place of what was known for its day."""
        known = new.as_of in self._by_day and is_exact(self._by_day[new.as_of])
        if is_exact(new) and not known:
            insort(self._exact, new.as_of)
        if known and not is_exact(new):
            self._exact.remove(new.as_of)
        self._by_day[new.as_of] = new


class Bench:
    """Answers what a figure is to be judged against, and takes in what has been accepted.

    `pending` are cells for which a document gives another figure than is held and that has not been judged yet: what
    is held for them is no measure, they are judged in their turn.
    """

    def __init__(self, campaign: Campaign, kinship: Kinship, known: Known, pending: Iterable[CellKey]) -> None:
        self._campaign, self._kinship, self._pending = campaign, kinship, set(pending)
        by_series: dict[tuple[str, str], list[Observation]] = defaultdict(list)
        for each in known.held:
            by_series[each.indicator, each.unit].append(each)
        self._series = {key: Series(held) for key, held in by_series.items()}
        self._people = _by_series(known.people)
        self._counted = known.counted

    def held(self, key: CellKey) -> Observation | None:
        """What the source has said of a cell, withdrawn or not."""
        series = self._series.get(key[:2])
        return series.on(key[2]) if series else None

    def settle(self, key: CellKey) -> None:
        """Says that a cell is being judged now."""
        self._pending.discard(key)

    def add(self, new: Observation, indicator: Indicator) -> None:
        """Takes in what has been accepted."""
        self._series.setdefault((new.indicator, new.unit), Series()).add(new)
        if counts_people(indicator) and self._is_believed(new):
            self._people.setdefault((new.indicator, new.unit), Series()).add(new)

    def exact(self, indicator: str, unit: str, day: date) -> Observation | None:
        """The exact figure of a cell that counts now."""
        found = self.held((indicator, unit, day))
        return found if found is not None and is_exact(found) and not self._is_pending(found) else None

    def case(self, indicator: Indicator, figure: Observation, today: date) -> Case:
        """The figure with all that it is judged against."""
        unit, day = figure.unit, figure.as_of
        series = self._series.get((indicator.id, unit), Series())
        held, target = series.on(day), self._campaign.target(indicator.id, unit, day)
        source = self._campaign.sources.get(figure.source)
        people, counted = self._people_for(indicator, figure), self._counted_in(indicator, figure)
        parent = self._kinship.parent_of(indicator, unit, day)
        return Case(
            indicator=indicator,
            figure=figure,
            today=today,
            earlier=self._first(series.before(day)),
            later=self._first(series.after(day)),
            replaces=None if held is None or held.withdrawn else held,
            amount=target.amount if target else None,
            whole=self._whole(indicator, figure),
            parts=self._parts(indicator, figure),
            people=people,
            counted=counted,
            parent=self.exact(indicator.id, parent, day) if parent else None,
            siblings=self._exact_of(indicator, parent, day, without=unit) if parent else (),
            children=self._exact_of(indicator, unit, day),
            hold=source.hold if source else (),
        )

    def _whole(self, indicator: Indicator, figure: Observation) -> Observation | None:
        whole = self._kinship.whole_of(indicator)
        if whole is None or counts_people(whole):
            return None
        same_day = self.exact(whole.id, figure.unit, figure.as_of)
        if same_day is not None or indicator.kind is not Kind.STOCK:
            return same_day
        return self._first(self._series.get((whole.id, figure.unit), Series()).after(figure.as_of))

    def _parts(self, indicator: Indicator, figure: Observation) -> tuple[Observation, ...]:
        if counts_people(indicator):
            return ()
        found = (self._part(part, figure) for part in self._kinship.parts_of(indicator))
        return tuple(each for each in found if each is not None)

    def _part(self, part: Indicator, figure: Observation) -> Observation | None:
        same_day = self.exact(part.id, figure.unit, figure.as_of)
        if same_day is not None or part.kind is not Kind.STOCK:
            return same_day
        return self._first(self._series.get((part.id, figure.unit), Series()).before(figure.as_of))

    def _people_for(self, indicator: Indicator, figure: Observation) -> Observation | None:
        """The latest number of people up to the figure's day, else the first one known."""
        whole = self._kinship.whole_of(indicator)
        if whole is None or not counts_people(whole):
            return None
        series = self._people.get((whole.id, figure.unit), Series())
        same_day = series.on(figure.as_of)
        if same_day is not None and is_exact(same_day):
            return same_day
        return next(iter(series.before(figure.as_of)), None) or next(iter(series.after(figure.as_of)), None)

    def _counted_in(self, indicator: Indicator, figure: Observation) -> tuple[Observation, ...]:
        """The latest figures that are judged by this number of people, where no later one is known."""
        series = self._people.get((indicator.id, figure.unit), Series())
        has_later = next(iter(series.after(figure.as_of)), None) is not None
        if not counts_people(indicator) or has_later or not self._is_believed(figure):
            return ()
        first = next(iter(series.before(figure.as_of)), None) is None
        of_unit = (each for each in self._counted if each.unit == figure.unit and not self._is_pending(each))
        return tuple(each for each in of_unit if first or each.as_of >= figure.as_of)

    def _is_believed(self, people: Observation) -> bool:
        """Whether no source that is more believed gives a number of people for the same day."""
        series = self._people.get((people.indicator, people.unit), Series())
        other, precedence = series.on(people.as_of), self._campaign.precedence
        return other is None or precedence(people.source) <= precedence(other.source)

    def _exact_of(
        self, indicator: Indicator, parent: str, day: date, without: str | None = None
    ) -> tuple[Observation, ...]:
        children = (child for child in self._kinship.children_of(indicator, parent, day) if child != without)
        found = (self.exact(indicator.id, child, day) for child in children)
        return tuple(each for each in found if each is not None)

    def _first(self, figures: Iterable[Observation]) -> Observation | None:
        return next((each for each in figures if not self._is_pending(each)), None)

    def _is_pending(self, figure: Observation) -> bool:
        return (figure.indicator, figure.unit, figure.as_of) in self._pending


def _by_series(figures: Iterable[Observation]) -> dict[tuple[str, str], Series]:
    found: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for each in figures:
        found[each.indicator, each.unit].append(each)
    return {key: Series(of_unit) for key, of_unit in found.items()}


def spoken_for(
    bench: Bench, kinship: Kinship, accepted: Iterable[Observation], indicators: Mapping[str, Indicator]
) -> tuple[tuple[Observation, tuple[Observation, ...]], ...]:
    """Each parent's own figure with those of all its children, where these are all there and one of them is new."""
    found: dict[CellKey, tuple[Observation, tuple[Observation, ...]]] = {}
    for each in accepted:
        indicator = indicators[each.indicator]
        for unit in (each.unit, kinship.parent_of(indicator, each.unit, each.as_of)):
            key = (each.indicator, unit or "", each.as_of)
            if unit is None or key in found:
                continue
            parent = bench.exact(each.indicator, unit, each.as_of)
            children = kinship.children_of(indicator, unit, each.as_of)
            figures = tuple(f for child in children if (f := bench.exact(each.indicator, child, each.as_of)))
            if parent is not None and children and len(figures) == len(children):
                found[key] = (parent, figures)
    return tuple(found.values())
