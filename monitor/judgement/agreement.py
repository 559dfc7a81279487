"""Whether two figures that one source gave for one cell say the same."""

from __future__ import annotations

from dataclasses import replace

from collectors.reading import Bound
from monitor.judgement.observation import Observation

# Two rounded words for one number ("about", "nearly") differ from it by no more than this share.
_ABOUT = 0.05

_BESIDE_VALUE = ("count", "out_of", "ratio", "of", "rank", "rank_at_most", "days_ahead")


def says_nothing_new(figure: Observation, held: Observation) -> bool:
    """Whether all that `figure` says is in `held`: the same figures, fewer of them, or a looser word for them."""
    beside = all(getattr(figure, name) in (None, getattr(held, name)) for name in _BESIDE_VALUE)
    if figure.value is None:
        return beside and figure.bound is held.bound
    if figure.bound is held.bound:
        return beside and figure.value == held.value
    return beside and held.value is not None and held.bound is Bound.EXACT and _fits(figure, held.value)


def joined(first: Observation, second: Observation) -> Observation | None:
    """One figure out of two of one document: the fuller one, or a value with the share that is said beside it.

    None where they contradict each other, or cannot be shown not to.
    """
    if says_nothing_new(second, first):
        return first
    if says_nothing_new(first, second):
        return second
    for figure, share in ((first, second), (second, first)):
        if _is_count_alone(figure) and _is_share_alone(share) and figure.bound is share.bound:
            quote = f"{first.quote} … {second.quote}" if first.quote != second.quote else first.quote
            warnings = tuple(dict.fromkeys((*figure.warnings, *share.warnings)))
            return replace(figure, ratio=share.ratio, of=share.of, quote=quote, warnings=warnings)
    return None


def _fits(loose: Observation, exact: float) -> bool:
    said = loose.value or 0.0
    if loose.bound is Bound.AT_LEAST:
        return exact >= said
    if loose.bound is Bound.AT_MOST:
        return exact <= said
    return abs(exact - said) <= _ABOUT * said


def _is_count_alone(figure: Observation) -> bool:
    return figure.value is not None and _gives_none(figure, "count", "out_of", "ratio", "of")


def _is_share_alone(figure: Observation) -> bool:
    return figure.ratio is not None and figure.value is None and _gives_none(figure, "count", "out_of", "rank")


def _gives_none(figure: Observation, *names: str) -> bool:
    return all(getattr(figure, name) is None for name in names)
