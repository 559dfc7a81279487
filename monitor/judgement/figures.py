"""The figures of a unit over time: its own observations, and the sums of its parts."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from collectors.reading import Bound, Of, Precision
from monitor.campaign import Indicator, Kind
from monitor.judgement.observation import Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure with what it stands on: one observation, or the latest of each part of a sum.

    `value` is as said or summed; for an indicator that is a ratio it is the share, and `count` its numerator. `ratio`
    is a share of the base `of`, as said or value/out_of. `source` is that of the observation, or of most parts.
    `observations` holds one for a figure of the unit's own, all parts' for a sum; `others` are observations of the same
    cell from less believed sources. `addresses` gives the address of each document.
    """

    as_of: date
    value: float | None
    ratio: float | None
    source: str
    observations: tuple[Observation, ...]
    count: float | None = None
    out_of: float | None = None
    of: Of | None = None
    bound: Bound = Bound.EXACT
    precision: Precision = Precision.DAY
    others: tuple[Observation, ...] = ()
    addresses: Mapping[str, str] = field(default_factory=dict)
    is_sum: bool = False
    complete: bool = True
    corrected_at: datetime | None = None

    @property
    def own(self) -> Observation | None:
        """The observation, where the figure is the unit's own."""
        return None if self.is_sum else self.observations[0]


Series = tuple[Figure, ...]


def own_series(observations: Iterable[Observation], precedence: Callable[[str], int]) -> Series:
    """One unit's own figures of one indicator, a figure an as-of day; the most believed source speaks for a cell."""
    by_day = sorted(observations, key=lambda o: (o.as_of, precedence(o.source), o.source))
    return tuple(_own_figure(*cell) for _, cell in groupby(by_day, key=lambda o: o.as_of))


def _own_figure(chosen: Observation, *others: Observation) -> Figure:
    ratio = chosen.ratio
    if ratio is None and chosen.value is not None and chosen.out_of and chosen.of is not Of.TARGET:
        ratio = chosen.value / chosen.out_of
    return Figure(
        as_of=chosen.as_of,
        value=_counted(chosen),
        ratio=ratio,
        source=chosen.source,
        observations=(chosen,),
        count=chosen.count,
        out_of=chosen.out_of,
        of=chosen.of,
        bound=chosen.bound,
        precision=chosen.precision,
        others=others,
        corrected_at=chosen.known_at if chosen.revision > 1 else None,
    )


def _counted(observation: Observation) -> float | None:
    """The value; or the place in a list, where that alone was said."""
    alone = observation.value is None and observation.ratio is None
    return observation.rank if alone else observation.value


def summed_series(indicator: Indicator, parts: Mapping[str, Series], expected: int) -> Series:
    """The sums of the parts' latest figures on every day on which one of them has a figure.

    `expected` is how many parts the whole has. A part's last figure is carried forward. A sum that lacks a part
    altogether is `at_least`, and not `complete`. Ratios are Σ numerators / Σ denominators; parts that do not give both
    are left out of them.
    """
    latest: dict[str, Figure] = {}
    sums = []
    events = sorted(((figure.as_of, unit, figure) for unit, series in parts.items() for figure in series), key=_by_day)
    for day, of_day in groupby(events, key=lambda event: event[0]):
        latest.update({unit: figure for _, unit, figure in of_day})
        total = _sum(indicator, day, tuple(latest.values()), expected)
        if total is not None:
            sums.append(total)
    return tuple(sums)


def _by_day(event: tuple[date, str, Figure]) -> tuple[date, str]:
    return event[0], event[1]


def _sum(indicator: Indicator, day: date, figures: Sequence[Figure], expected: int) -> Figure | None:
    numerator = [f.count if indicator.kind is Kind.RATIO else f.value for f in figures]
    used = [
        (figure, part)
        for figure, part in zip(figures, numerator, strict=True)
        if part is not None and (figure.out_of is not None or indicator.kind is not Kind.RATIO)
    ]
    if not used:
        return None
    total = sum(part for _, part in used)
    bases = [figure.out_of for figure, _ in used]
    base = sum(b for b in bases if b is not None) if all(b is not None for b in bases) else None
    bases_named = {figure.of for figure, _ in used}
    corrections = [figure.corrected_at for figure, _ in used if figure.corrected_at]
    share = total / base if base else None
    complete = len(used) == expected and all(figure.complete for figure, _ in used)
    exact = complete and all(figure.bound is Bound.EXACT for figure, _ in used)
    return Figure(
        as_of=day,
        value=share if indicator.kind is Kind.RATIO else total,
        ratio=share,
        source=Counter(figure.source for figure, _ in used).most_common(1)[0][0],
        observations=tuple(observation for figure, _ in used for observation in figure.observations),
        count=total if indicator.kind is Kind.RATIO else None,
        out_of=base,
        of=bases_named.pop() if len(bases_named) == 1 else None,
        bound=Bound.EXACT if exact else _bound_of_sum(complete, [figure.bound for figure, _ in used]),
        is_sum=True,
        complete=complete,
        corrected_at=max(corrections, default=None),
    )


def _bound_of_sum(complete: bool, bounds: Sequence[Bound]) -> Bound:
    said = set(bounds) - {Bound.EXACT}
    if not complete:
        said.add(Bound.AT_LEAST)
    return said.pop() if len(said) == 1 else Bound.ABOUT


def combined(own: Series, sums: Series) -> Series:
    """A parent's figures: its own of the same or a later day wins whole; a sum speaks for days on which it has none.

    A sum that still lacks a part does not take the place of an earlier figure of the unit's own.
    """
    if not own or not sums:
        return own or sums
    days = {figure.as_of for figure in own}
    first_own = own[0].as_of
    kept = [f for f in sums if f.as_of not in days and (f.complete or f.as_of < first_own)]
    return tuple(sorted((*own, *kept), key=lambda figure: figure.as_of))


def until(series: Series, day: date) -> Series:
    """The figures up to and including a day."""
    return series[: bisect_right(series, day, key=lambda figure: figure.as_of)]
