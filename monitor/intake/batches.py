"""The answers to the rows of a batch, and how they are kept under its key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from monitor.intake.batch import Batch, BatchAnswer, Row, RowAnswer, RowOutcome
from monitor.intake.judging import Verdict
from monitor.intake.writing import fingerprint
from monitor.judgement.checks import Rule
from monitor.store.quarantine import Settled

# Which column of a row a rule puts in doubt; of the others it is the figure.
_COLUMNS = {
    Rule.INDICATOR_UNKNOWN: "indicator",
    Rule.MEASURE_DIFFERS: "measure",
    Rule.FUTURE_DATE: "as_of",
    Rule.AMBIGUOUS_DATE: "as_of",
}
_OF_UNITS = {Rule.UNIT_UNKNOWN, Rule.UNIT_AMBIGUOUS, Rule.UNIT_ENDED}
_UNSET = RowAnswer(row=0, outcome=RowOutcome.REFUSED)


def answers(batch: Batch, verdicts: Mapping[int, Verdict], settled: Mapping[str, Settled]) -> tuple[RowAnswer, ...]:
    """The answer to each row: `verdicts` are by its place in the batch, `settled` is what stands in quarantine."""
    return tuple(_answers(batch, verdicts, settled))


def _answers(batch: Batch, verdicts: Mapping[int, Verdict], settled: Mapping[str, Settled]) -> Iterator[RowAnswer]:
    for place, row in enumerate(batch.rows):
        yield _judged(row, verdicts[place], batch, settled) if place in verdicts else _faulty(row)


def _faulty(row: Row) -> RowAnswer:
    first = row.faults[0]
    messages = (f"{fault.column}: {fault.message}" if fault.column else fault.message for fault in row.faults)
    return RowAnswer(
        row=row.number,
        outcome=RowOutcome.REFUSED,
        column=first.column,
        rule=first.rule,
        message=first.message if len(row.faults) == 1 else "; ".join(messages),
    )


def _judged(row: Row, verdict: Verdict, batch: Batch, settled: Mapping[str, Settled]) -> RowAnswer:
    reading, stored, message = verdict.reading, None, verdict.message
    if verdict.outcome is RowOutcome.QUARANTINED:
        stored = settled.get(fingerprint(batch.source, reading))
    if stored is not None and stored.rejected_at is not None:
        message += f"; rejected on {stored.rejected_at:%Y-%m-%d} by {stored.author}: {stored.reason}"
    return RowAnswer(
        row=row.number,
        outcome=verdict.outcome,
        column=_column(verdict),
        rule=verdict.rule,
        message=message,
        indicator=verdict.indicator,
        unit=verdict.unit,
        unit_written=reading.unit or reading.unit_code,
        as_of=reading.as_of,
        quarantine=stored.id if stored is not None and stored.rejected_at is None else None,
    )


def _column(verdict: Verdict) -> str | None:
    if verdict.rule is None:
        return None
    reading, rule = verdict.reading, Rule(verdict.rule)
    if rule in _OF_UNITS:
        return "unit" if reading.unit is not None or reading.unit_code is None else "unit_code"
    figures = (name for name in ("value", "ratio", "rank", "rank_at_most") if getattr(reading, name) is not None)
    return _COLUMNS.get(rule) or next(figures, None)


def to_json(given: BatchAnswer) -> dict[str, Any]:
    """The answer as it is kept under its key; what a row leaves unsaid is left out."""
    return {"run": given.run, "rows": [_plain(row) for row in given.rows]}


def from_json(plain: Mapping[str, Any]) -> BatchAnswer:
    """The answer that was kept, given once more."""
    return BatchAnswer(run=plain["run"], rows=tuple(_row(row) for row in plain["rows"]), repeated=True)


def _plain(row: RowAnswer) -> dict[str, Any]:
    said = {name: value for name, value in asdict(row).items() if value != getattr(_UNSET, name)}
    day = {"as_of": row.as_of.isoformat()} if row.as_of else {}
    return {**said, "row": row.row, "outcome": row.outcome.value, **day}


def _row(plain: Mapping[str, Any]) -> RowAnswer:
    day = date.fromisoformat(plain["as_of"]) if "as_of" in plain else None
    return RowAnswer(**{**plain, "outcome": RowOutcome(plain["outcome"]), "as_of": day})
