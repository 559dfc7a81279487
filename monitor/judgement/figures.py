"""The figures of a unit over time, each with what it stands on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from collectors.reading import Bound, Of, Precision
from monitor.judgement.observation import Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure with what it stands on: one observation, or the latest of each part of a sum.

    `value` is as said or summed; for an indicator that is a ratio it is the share, and `count` its numerator. `ratio`
    is a share of the base `of`, as said or value/out_of. `source` is that of the observation, or of most parts.
    `observations` holds one for a figure of the unit's own, all parts' for a sum; `weights` says how much of each is
    in it, and is empty where that is all of each. `others` are observations of the same cell from less believed
    sources. `addresses` gives the address of each document.

    An `inherited` figure is of the units that the unit was made of, before it was; an `estimated` one holds a share of
    a unit that was divided. `backlog` is how much of the growth since the figure before (1.0: all of it) was done
    earlier and entered late.
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
    weights: tuple[float, ...] = ()
    inherited: bool = False
    estimated: bool = False
    backlog: float = 0.0

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
        value=said_value(chosen),
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
        backlog=1.0 if chosen.backlog else 0.0,
    )


def said_value(observation: Observation) -> float | None:
    """The value of an observation; or the place in a list, where that alone was said."""
    alone = observation.value is None and observation.ratio is None
    return observation.rank if alone else observation.value


def apart(figure: Figure, other: Observation) -> float | None:
    """How far another source's figure for the same cell lies from the one that is believed.

    None where the two differ in kind: a count beside a share.
    """
    if figure.value is not None or other.value is not None:
        said = said_value(other)
        return None if figure.value is None or said is None else round(said - figure.value, 9)
    return None if figure.ratio is None or other.ratio is None else round(other.ratio - figure.ratio, 9)


def before(series: Series, day: date | None) -> Series:
    """The figures of the days before a day; all of them where there is no day."""
    return series if day is None else series[: bisect_left(series, day, key=_as_of)]


def since(series: Series, day: date | None) -> Series:
    """The figures from a day on; all of them where there is no day."""
    return series if day is None else series[bisect_left(series, day, key=_as_of) :]


def latest(series: Series, day: date) -> Figure | None:
    """The last figure of a day or of one before it."""
    at = bisect_right(series, day, key=_as_of)
    return series[at - 1] if at else None


def laid_over(below: Series, above: Series) -> Series:
    """Both series as one; on a day on which both have a figure that of `above` wins whole."""
    if not below or not above:
        return above or below
    return tuple(figure for _, figure in sorted({f.as_of: f for f in (*below, *above)}.items()))


def _as_of(figure: Figure) -> date:
    return figure.as_of
