"""One indicator's figures of every unit, carried from one map to the next up to the judged day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from monitor.campaign import Adds, Indicator
from monitor.judgement.eras import Era
from monitor.judgement.figures import Series, before, laid_over, since
from monitor.judgement.totals import Part, totals
from monitor.units import Unit


@dataclass(frozen=True, slots=True)
class Tree:
    """One indicator's figures of every unit of the judged day.

    `own` holds what each unit said itself, `sums` those of its parts, `whole` what it is judged by; `children` those
    directly below a unit of which one has figures.
    """

    own: Mapping[str, Series] = field(default_factory=dict)
    sums: Mapping[str, Series] = field(default_factory=dict)
    whole: Mapping[str, Series] = field(default_factory=dict)
    children: Mapping[str, tuple[Unit, ...]] = field(default_factory=dict)


def grow(indicator: Indicator, own: Mapping[str, Series], eras: Sequence[Era]) -> Tree:
    """The figures of one indicator on the map of the last era, its units' history from the eras before included.

    For a day before a change of the map a unit's figure is made of the figures that its predecessors had by the map of
    that time, whether they said them or they were sums: so nothing is counted twice, what was the total on the day
    before is the total on the day after, and later figures of old units do not enter. From the change on, the unit's
    own figures count, and the sums of its present parts (with what these inherited) on days on which it has none. Such
    a sum takes the place of an earlier figure when no part is missing, or when all that the inherited figure stands on
    is in it. What a new unit itself says of a day before it existed stands for that day.

    What does not add up is not made of others: it carries on only where one whole unit became one.
    """
    past: dict[str, Series] = {}
    tree = Tree()
    for era in eras:
        tree = _Growth(indicator, own, era, past, tree.sums).tree()
        past |= tree.whole
    return tree


@dataclass(slots=True)
class _Growth:
    """One era's figures being made of those before (`past`, of all units so far; `past_sums` of the last era's)."""

    indicator: Indicator
    own: Mapping[str, Series]
    era: Era
    past: Mapping[str, Series]
    past_sums: Mapping[str, Series]
    sums: dict[str, Series] = field(default_factory=dict)
    whole: dict[str, Series] = field(default_factory=dict)
    children: dict[str, tuple[Unit, ...]] = field(default_factory=dict)
    # By unit, the observations that its own inherited figure and those of the units below it stand on.
    carried: dict[str, frozenset[int]] = field(default_factory=dict)

    def tree(self) -> Tree:
        """The figures of all units of the era, those below first."""
        for unit in self.era.units:
            history = self._history(unit)
            base = laid_over(history, self._said(unit))
            below = self.era.children.get(unit, ()) if self.indicator.adds is Adds.SUM else ()
            replaceable = self._carries(unit, history, below) and _last_is(base, history, self.era.first)
            sums = self._sums(unit, below)
            self.whole[unit] = combined(base, sums, self.era.first if history and replaceable else None)
        return Tree(
            self.own,
            {unit: series for unit, series in self.sums.items() if series},
            {unit: series for unit, series in self.whole.items() if series},
            self.children,
        )

    def _said(self, unit: str) -> Series:
        """A unit's own figures of the era; of earlier days too where it did not exist then."""
        said = before(self.own.get(unit, ()), self.era.until)
        return since(said, self.era.first) if unit in self.era.continuing and self._adds else said

    @property
    def _adds(self) -> bool:
        return self.indicator.adds is Adds.SUM

    def _history(self, unit: str) -> Series:
        """What a unit's figures were before the era."""
        if self.era.first is None:
            return ()
        if self._adds:
            return self._made_of(unit)
        source = unit if unit in self.era.continuing else self.era.carried_on.get(unit)
        return self._taken_over(source, unit) if source else ()

    def _taken_over(self, source: str, unit: str) -> Series:
        """One unit's whole history as it is."""
        series = before(self.past.get(source, ()), self.era.first)
        return series if source == unit else tuple(replace(figure, inherited=True) for figure in series)

    def _made_of(self, unit: str) -> Series:
        """The weighted sum of what went into a unit."""
        origins = self.era.origins.get(unit, ())
        if len(origins) == 1 and origins[0].weight == 1 and not origins[0].estimated:
            return self._taken_over(origins[0].unit, unit)
        parts = [
            Part(before(self.past.get(origin.unit, ()), self.era.first), origin.weight, origin.estimated)
            for origin in origins
        ]
        added = [part for part in parts if part.weight > 0]
        taken_away = [part for part in parts if part.weight < 0 and part.series]
        return totals(self.indicator, [*added, *taken_away], len(added) + len(taken_away), inherited=True)

    def _sums(self, unit: str, below: tuple[Unit, ...]) -> Series:
        """The sums of a unit's parts that may speak for it; all of them are kept for comparison."""
        speaking = [Part(series) for child in below if (series := self.whole.get(child.id))]
        if not speaking:
            return ()
        self.children[unit] = below
        goes_on = unit in self.era.continuing
        found = totals(self.indicator, speaking, len(below), self.era.first if goes_on else None)
        earlier = before(self.past_sums.get(unit, ()), self.era.first) if goes_on else ()
        self.sums[unit] = (*earlier, *found)
        return since(found, self.era.first) if goes_on or self.era.origins.get(unit) else found

    def _carries(self, unit: str, history: Series, below: tuple[Unit, ...]) -> bool:
        """Whether all that a unit's last inherited figure stands on stands behind its parts' too."""
        inherited = frozenset(id(observation) for observation in history[-1].observations) if history else frozenset()
        parts = frozenset[int]().union(*(self.carried.get(child.id, frozenset()) for child in below))
        self.carried[unit] = inherited | parts
        return inherited <= parts


def _last_is(base: Series, history: Series, first: date | None) -> bool:
    """Whether the last figure before the era is an inherited one, not one that the unit has since said itself."""
    earlier = before(base, first)
    return bool(earlier) and bool(history) and earlier[-1] is history[-1]


def combined(base: Series, sums: Series, first: date | None = None) -> Series:
    """A unit's figures: its own of the same or a later day wins whole; a sum speaks for days on which it has none.

    A sum that still lacks a part does not take the place of an earlier figure of the unit's own; of one of before
    `first` it does.
    """
    if not base or not sums:
        return base or sums
    days = {figure.as_of for figure in base}
    firm = next((figure.as_of for figure in since(base, first)), None)
    kept = [f for f in sums if f.as_of not in days and (f.complete or firm is None or f.as_of < firm)]
    return laid_over(tuple(kept), base)
