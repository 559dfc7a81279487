"""Takes in figures that are handed in, row by row or all or none, each key once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from collectors.reading import Reading, Readings
from monitor.campaign import HAND, PUSH, Campaign
from monitor.intake.batch import Batch, BatchAnswer, KeyTaken
from monitor.intake.batches import answers, from_json, to_json
from monitor.intake.judging import Judged
from monitor.intake.placing import Origin
from monitor.intake.report import Attempt, RunReport
from monitor.intake.taking import judged
from monitor.intake.writing import report_of, write_figures, write_run, write_set_aside
from monitor.store import quarantine, snapshots
from monitor.store.audit import Action
from monitor.store.batches import TakenBatch, batch_of_key, keep_batch
from monitor.store.instants import recorded_at

# The rule of a cell with a personal number, whose document may not be kept.
_PERSONAL = "personal_number"
_ACTIONS = {HAND: Action.SET, PUSH: Action.PUSH}


def repeated(connection: Connection, batch: Batch) -> BatchAnswer | None:
    """The answer that the batch has had already. Raises KeyTaken where its key has been used for another content."""
    taken = batch_of_key(connection, batch.source, batch.key) if batch.key is not None else None
    if taken is None:
        return None
    if taken.sha256 != batch.document.sha256:
        when = f"{taken.taken_at:%Y-%m-%d %H:%M} UTC"
        used = f"the key {batch.key!r} was used at {when} for another content (run {taken.run} of {taken.source})"
        raise KeyTaken(f"{used}; a new content needs a new key")
    return from_json(taken.answer)


@dataclass(frozen=True, slots=True)
class JudgedBatch:
    """A batch with what becomes of its rows; nothing is written yet."""

    batch: Batch
    attempt: Attempt
    judged: Judged
    report: RunReport

    def answer(self, connection: Connection, run: int | None) -> BatchAnswer:
        """The answers to its rows, with what of them stands in quarantine."""
        settled = quarantine.settled(connection, self.batch.source)
        return BatchAnswer(run=run, rows=answers(self.batch, self.judged.verdicts, settled))


def judge_batch(connection: Connection, campaign: Campaign, origin: Origin, batch: Batch, now: datetime) -> JudgedBatch:
    """What becomes of a batch."""
    document = batch.document.sha256
    attempt = Attempt(batch.source, None, now, 0.0, document, author=batch.author, reason=batch.reason)
    numbered = list(_numbered(batch))
    made = judged(connection, campaign, origin, attempt, numbered, now)
    readings = Readings(tuple(reading for _, reading in numbered))
    report = report_of(batch.source, readings, made, refused=len(batch.rows) - len(numbered))
    return JudgedBatch(batch, attempt, made, report)


def _numbered(batch: Batch) -> list[tuple[int, Reading]]:
    rows = enumerate(batch.rows)
    return [(place, row.reading) for place, row in rows if row.reading is not None and not row.faults]


def write_batch(connection: Connection, given: JudgedBatch, now: datetime) -> BatchAnswer:
    """Stores a batch as one run, with its document, and keeps the answer under its key."""
    batch, known_at = given.batch, recorded_at(connection, now)
    _keep_document(connection, batch)
    action = _ACTIONS.get(batch.source, Action.IMPORT)
    run = write_run(connection, given.attempt, given.report, known_at, action)
    write_figures(connection, given.judged.observations, run, known_at)
    write_set_aside(connection, given.report, given.judged, run, known_at)
    answer = given.answer(connection, run)
    if batch.key is not None:
        taken = TakenBatch(
            key=batch.key,
            source=batch.source,
            sha256=batch.document.sha256,
            run=run,
            answer=to_json(answer),
            taken_at=known_at,
        )
        keep_batch(connection, taken)
    return answer


def holds_personal_numbers(batch: Batch) -> bool:
    """Whether a row was refused for one, so that only the hash of the document may be kept."""
    return any(fault.rule == _PERSONAL for row in batch.rows for fault in row.faults)


def _keep_document(connection: Connection, batch: Batch) -> None:
    if holds_personal_numbers(batch):
        snapshots.keep_hash_only(connection, batch.document)
    else:
        snapshots.keep_snapshot(connection, batch.document)
