"""Totals of several series: the sums of a unit's parts, and the history of a unit that was made of others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import isclose

from collectors.reading import Bound
from monitor.campaign import Indicator, Kind
from monitor.judgement.figures import Figure, Series, before, since
from monitor.judgement.observation import Observation

# Weights come of divisions and multiplications; closer than this to a whole they are one.
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Part:
    """What goes into a total: a series and how much of it.

    `weight` is the share of it that is taken (1.0: all), less than nought where that is taken away. `estimated` where
    nobody has said the share.
    """

    series: Series
    weight: float = 1.0
    estimated: bool = False


def totals(
    indicator: Indicator, parts: Sequence[Part], expected: int, first: date | None = None, *, inherited: bool = False
) -> Series:
    """The totals of the parts' latest figures on every day, from `first` on, on which one that is added has a figure.

    `expected` is how many parts the whole has. A part's last figure is carried forward. A total that lacks a part
    altogether is `at_least`, and not `complete`. Ratios are Σ numerators / Σ denominators, with the same weights;
    parts that do not give both are left out of them. `inherited` says that the parts were there before their total.
    """
    held = _held(parts, first)
    found = []
    for day, news in _by_day(parts, first):
        growth = [(parts[n].weight, held[n], figure) for n, figure in news.items()]
        for n, figure in news.items():
            held[n] = figure
        if any(parts[n].weight > 0 for n in news):
            latest = [_Used(figure, part) for figure, part in zip(held, parts, strict=True) if figure is not None]
            total = _total(indicator, day, latest, expected, inherited=inherited, backlog=_backlog(indicator, growth))
            found += [total] if total is not None else []
    return tuple(found)


def numerator(indicator: Indicator, figure: Figure) -> float | None:
    """What of a figure adds up: its count; of a ratio the numerator, where its denominator is known too."""
    if indicator.kind is not Kind.RATIO:
        return figure.value
    return figure.count if figure.out_of is not None else None


@dataclass(frozen=True, slots=True)
class _Used:
    """The latest figure of a part."""

    figure: Figure
    part: Part


def _held(parts: Sequence[Part], first: date | None) -> list[Figure | None]:
    """The last figure of each part before the first day."""
    earlier = (before(part.series, first) if first is not None else () for part in parts)
    return [series[-1] if series else None for series in earlier]


def _by_day(parts: Sequence[Part], first: date | None) -> Iterator[tuple[date, Mapping[int, Figure]]]:
    """The new figures of each day, by the number of their part."""
    news = [(figure.as_of, n, figure) for n, part in enumerate(parts) for figure in since(part.series, first)]
    news.sort(key=lambda new: new[:2])
    for day, of_day in groupby(news, key=lambda new: new[0]):
        yield day, {n: figure for _, n, figure in of_day}


def _total(
    indicator: Indicator, day: date, latest: Sequence[_Used], expected: int, *, inherited: bool, backlog: float
) -> Figure | None:
    """The total of one day; None where nothing adds up, or more is taken away than there is."""
    counted = [(used, n) for used in latest if (n := numerator(indicator, used.figure)) is not None]
    total = sum(used.part.weight * n for used, n in counted)
    if not counted or total < 0:
        return None
    held = [used for used, _ in counted]
    base = _base(held)
    ratio = total / base if base else None
    bases_named = {used.figure.of for used in held}
    observations, weights = _stands_on(held)
    complete = len(held) == expected and all(used.figure.complete for used in held)
    return Figure(
        as_of=day,
        value=ratio if indicator.kind is Kind.RATIO else total,
        ratio=ratio,
        source=Counter(used.figure.source for used in held).most_common(1)[0][0],
        observations=observations,
        count=total if indicator.kind is Kind.RATIO else None,
        out_of=base,
        of=bases_named.pop() if len(bases_named) == 1 else None,
        bound=_bound(held, complete=complete),
        is_sum=True,
        complete=complete,
        corrected_at=max((c for used in held if (c := used.figure.corrected_at)), default=None),
        weights=weights,
        inherited=inherited or all(used.figure.inherited for used in held),
        estimated=bool(weights) or any(used.part.estimated for used in held),
        backlog=backlog,
    )


def _base(held: Sequence[_Used]) -> float | None:
    """The sum of what the figures are set against; None where one of them does not say it."""
    bases = [(used.part.weight, used.figure.out_of) for used in held]
    return sum(weight * base for weight, base in bases if base is not None) if _all_known(bases) else None


def _all_known(bases: Sequence[tuple[float, float | None]]) -> bool:
    return all(base is not None for _, base in bases)


def _stands_on(held: Sequence[_Used]) -> tuple[tuple[Observation, ...], tuple[float, ...]]:
    """The observations, and how much of each is in the total; no weights where that is all of each.

    The halves of a unit that was divided make the whole of it again.
    """
    if all(used.part.weight == 1 and not used.figure.weights for used in held):
        return tuple(o for used in held for o in used.figure.observations), ()
    found: dict[int, Observation] = {}
    shares: Counter[int] = Counter()
    for used in held:
        own = used.figure.weights or (1.0,) * len(used.figure.observations)
        for observation, weight in zip(used.figure.observations, own, strict=True):
            found[id(observation)] = observation
            shares[id(observation)] += weight * used.part.weight  # type: ignore[assignment]
    kept = [(found[at], share) for at, share in shares.items() if abs(share) > _SAME]
    whole = all(isclose(share, 1.0, abs_tol=_SAME) for _, share in kept)
    return tuple(o for o, _ in kept), () if whole else tuple(share for _, share in kept)


def _bound(held: Sequence[_Used], *, complete: bool) -> Bound:
    """How a total stands to the truth: one that lacks a part is at least; of mixed ones no more than 'about' is known.

    What is taken away turns its bound round.
    """
    turned = {Bound.AT_LEAST: Bound.AT_MOST, Bound.AT_MOST: Bound.AT_LEAST}
    bounds = {
        turned.get(used.figure.bound, used.figure.bound) if used.part.weight < 0 else used.figure.bound for used in held
    }
    if not complete:
        bounds.add(Bound.AT_LEAST)
    bounds.discard(Bound.EXACT)
    if not bounds:
        return Bound.EXACT
    return bounds.pop() if len(bounds) == 1 else Bound.ABOUT


def _backlog(indicator: Indicator, news: Sequence[tuple[float, Figure | None, Figure]]) -> float:
    """How much of a total's growth was entered late: of each part its weight, the figure before, and the new one."""
    growth = late = 0.0
    for weight, old, new in news:
        now, then = numerator(indicator, new), numerator(indicator, old) if old is not None else None
        grown = weight * ((now or 0.0) - (then or 0.0))
        growth += grown
        late += new.backlog * grown if then is not None else 0.0
    return late / growth if growth else 0.0
