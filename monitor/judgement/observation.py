"""A Reading accepted for a cell (indicator x unit x as-of day) from its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from collectors.reading import Bound, Of, Precision, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One accepted figure; never changed, only superseded by a later `revision` of the same source.

    `indicator` and `unit` are the campaign's ids, `unit_written` is what the source wrote. `known_at` is the aware UTC
    instant at which we learnt it. `run` names the Run, `document` the snapshot's hash; `quote`, `span` and `cell` are
    its place there. `reason` and `author` say why and by whom a revision was made. A `withdrawn` revision says that the
    figures it repeats were wrong and nothing better is known. `warnings` are doubts of the reader and rules of severity
    `warn` that it breaks, `waived` the rules in spite of which someone accepted it. A `backlog` holds what was done
    earlier and entered late: its growth is no pace. `id` is 0 until it is stored.
    """

    indicator: str
    unit: str
    as_of: date
    precision: Precision
    source: str
    run: int
    known_at: datetime
    quote: str
    value: float | None = None
    count: int | None = None
    out_of: float | None = None
    ratio: float | None = None
    of: Of | None = None
    bound: Bound = Bound.EXACT
    rank: int | None = None
    rank_at_most: int | None = None
    days_ahead: int | None = None
    unit_written: str | None = None
    span: tuple[int, int] | None = None
    cell: str | None = None
    document: str | None = None
    revision: int = 1
    reason: str = ""
    author: str = ""
    warnings: tuple[str, ...] = ()
    withdrawn: bool = False
    backlog: bool = False
    waived: tuple[str, ...] = ()
    id: int = 0


def observed(
    reading: Reading,
    *,
    indicator: str,
    unit: str,
    source: str,
    known_at: datetime,
    run: int = 0,
    document: str | None = None,
    author: str = "",
) -> Observation:
    """The Reading as the first observation of a cell."""
    return Observation(
        indicator=indicator,
        unit=unit,
        as_of=reading.as_of,
        precision=reading.as_of_precision,
        source=source,
        run=run,
        known_at=known_at,
        quote=reading.evidence.quote,
        value=None if reading.value is None else float(reading.value),
        count=reading.count,
        out_of=None if reading.out_of is None else float(reading.out_of),
        ratio=reading.ratio,
        of=reading.of,
        bound=reading.bound,
        rank=reading.rank,
        rank_at_most=reading.rank_at_most,
        days_ahead=reading.days_ahead,
        unit_written=reading.unit,
        span=reading.evidence.span,
        cell=reading.evidence.cell,
        document=document,
        author=author,
        warnings=tuple(warning.value for warning in reading.warnings),
    )
