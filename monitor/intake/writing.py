"""Writes what became of a run: its record, its figures, what it set aside, and the entry in the log."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from collectors.reading import Reading, Readings
from monitor.intake.batch import RowOutcome
from monitor.intake.judging import Judged, Verdict
from monitor.intake.report import Attempt, Quarantined, RunReport, failing_places, set_aside_as
from monitor.judgement.observation import Observation
from monitor.store import audit, observations, quarantine, runs
from monitor.store.database import grow_revision
from monitor.store.schema import Outcome


def report_of(source: str, read: Readings, judged: Judged, refused: int = 0) -> RunReport:
    """The report of a run, not stored yet. `refused` are rows that were no Readings at all."""
    outcomes = [verdict.outcome for verdict in judged.verdicts.values()]
    aside = (*failing_places(read.set_aside), *_quarantined(judged.verdicts.values()))
    accepted, unchanged = outcomes.count(RowOutcome.ACCEPTED), outcomes.count(RowOutcome.UNCHANGED)
    refused += outcomes.count(RowOutcome.REFUSED)
    left_out = len(read.readings) - len(outcomes)
    report = RunReport(
        run=None,
        source=source,
        outcome=Outcome.PARTIAL if aside or refused else Outcome.OK,
        read=accepted + unchanged + len(aside) + left_out + refused,
        accepted=accepted,
        unchanged=unchanged,
        left_out=left_out,
        refused=refused,
        quarantined=aside,
        notes=(*(each for each in read.set_aside if not each.failing), *judged.notes),
    )
    taken = accepted + unchanged
    return report if taken else replace(report, outcome=Outcome.FAILED, error=_nothing_taken(report))


def _quarantined(verdicts: Iterable[Verdict]) -> Iterator[Quarantined]:
    for each in verdicts:
        if each.outcome is RowOutcome.QUARANTINED:
            yield set_aside_as(each.reading, each.rule or "", each.message, each.indicator, each.unit)


def _nothing_taken(report: RunReport) -> str:
    """Why a run brought nothing, with the first place that a steward would look at."""
    counts = f"{report.read} read, {len(report.quarantined)} set aside, {report.left_out} not asked for"
    refused = f", {report.refused} refused" if report.refused else ""
    first = f"; {report.quarantined[0].place}: {report.quarantined[0].message}" if report.quarantined else ""
    return f"no figure was taken: {counts}{refused}{first}"


def write_run(
    connection: Connection, attempt: Attempt, report: RunReport, known_at: datetime, action: audit.Action
) -> int:
    """Records a run, and in the log that it was; its number."""
    counts = {
        "read": report.read,
        "accepted": report.accepted,
        "unchanged": report.unchanged,
        "quarantined": len(report.quarantined),
    }
    record = runs.RunRecord(
        source=attempt.source,
        slot=attempt.slot,
        started_at=attempt.started_at,
        finished_at=known_at,
        duration_seconds=attempt.duration_seconds,
        outcome=report.outcome,
        error=report.error,
        document=attempt.document,
        report=report.to_json(),
        **counts,
    )
    run = runs.record_run(connection, record)
    about = {"source": attempt.source, "outcome": report.outcome.value, **counts, "refused": report.refused}
    if attempt.reason:
        about["reason"] = attempt.reason
    audit.record(
        connection, audit.Entry(at=known_at, actor=attempt.author, action=action, subject=f"run {run}", details=about)
    )
    return run


def write_figures(connection: Connection, figures: Sequence[Observation], run: int, known_at: datetime) -> None:
    """Stores new revisions as known from an instant on by a run, and tells everyone who keeps answers."""
    if figures:
        observations.add_observations(connection, (replace(each, run=run, known_at=known_at) for each in figures))
        grow_revision(connection)


def write_set_aside(connection: Connection, report: RunReport, judged: Judged, run: int, known_at: datetime) -> None:
    """Puts into quarantine what was set aside and is not there yet, and takes out what has been accepted since."""
    settled = quarantine.settled(connection, report.source)
    accepted = (each.reading for each in judged.verdicts.values() if each.outcome is RowOutcome.ACCEPTED)
    if settled:
        since = settled.keys() & {fingerprint(report.source, reading) for reading in accepted}
        quarantine.close_as_accepted(connection, since, known_at, f"passed every check in run {run}")
    rows = {row.fingerprint: row for row in _rows(report, run, known_at)}
    quarantine.set_aside(connection, [row for name, row in rows.items() if name not in settled])


def _rows(report: RunReport, run: int, known_at: datetime) -> Iterator[quarantine.SetAsideReading]:
    for each in report.quarantined:
        yield quarantine.SetAsideReading(
            run=run,
            source=report.source,
            rule=each.rule,
            place=each.place,
            message=each.message,
            quote=each.quote,
            fingerprint=fingerprint(report.source, each.reading or each),
            opened_at=known_at,
            unit_written=each.unit_written,
            indicator=each.indicator,
            unit=each.unit,
            as_of=each.as_of,
            reading=each.reading.to_json() if each.reading else None,
        )


# What of a Reading's public form says where it stands and what to mind, not what it says.
_WHERE_AND_HOW = {"quote", "span", "cell", "page", "also", "warnings"}


def fingerprint(source: str, said: Reading | Quarantined) -> str:
    """The same for what a source says again, wherever in its document that stands by then."""
    if isinstance(said, Reading):
        plain = said.to_json()
        what = [source, {name: plain[name] for name in plain.keys() - _WHERE_AND_HOW}]
    else:
        what = [source, said.rule, said.place, said.quote, said.message]
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()
