"""Times two ways of doing one thing, turn about, so that a noisy machine troubles both alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def side_by_side(ours: Callable[[], object], peer: Callable[[], object], rounds: int = 5) -> tuple[float, float, float]:
    """Median seconds of ours and of the peer's, and the median of the rounds' ratios ours / peer's."""
    pairs = []
    for _ in range(rounds):
        pairs.append((_seconds(ours), _seconds(peer)))
    return (
        statistics.median(own for own, _ in pairs),
        statistics.median(other for _, other in pairs),
        statistics.median(own / other for own, other in pairs),
    )


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
