"""Takes a run in: what it read is judged, and all that follows from it is stored in one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection

from collectors.reading import Reading, Readings
from monitor.campaign import Campaign, SourceSetting
from monitor.intake.judging import Cell, Judged, cells_of, judge
from monitor.intake.placing import Placed, Places
from monitor.intake.report import Attempt, Quarantined, RunReport, failing_places
from monitor.served import Served
from monitor.store import observations, quarantine, runs, snapshots
from monitor.store.database import grow_revision
from monitor.store.schema import Outcome


class Intake:
    """Takes in what the sources of one campaign bring."""

    def __init__(self, served: Served) -> None:
        self._served, self._store = served, served.store

    @property
    def _campaign(self) -> Campaign:
        return self._served.campaign

    def accept(self, attempt: Attempt, readings: Readings, known_at: datetime) -> RunReport:
        """Stores a run with all that it read, in one transaction; its report says what became of it.

        A slot that has its run already is not answered again: the report of that run is given. Raises ValueError for a
        source that the campaign does not have.
        """
        source = self._source(attempt.source)
        with self._store.write() as connection:
            if answered := _answered(connection, attempt):
                return answered
            judged, report = self._judge(connection, source, attempt, readings, known_at)
            run = _record(connection, attempt, report, known_at)
            _store_figures(connection, judged, run)
            _store_set_aside(connection, report.quarantined, judged.accepted, run, source.name, known_at)
            if attempt.document is not None and readings.text is not None:
                snapshots.keep_text(connection, attempt.document, readings.text)
            return replace(report, run=run)

    def refuse(self, attempt: Attempt, error: str, known_at: datetime) -> RunReport:
        """Stores a run that brought nothing, with the reason. Raises ValueError as `accept` does."""
        self._source(attempt.source)
        report = RunReport(run=None, source=attempt.source, outcome=Outcome.FAILED, error=error)
        with self._store.write() as connection:
            if answered := _answered(connection, attempt):
                return answered
            return replace(report, run=_record(connection, attempt, report, known_at))

    def preview(self, readings: Readings, source: str, known_at: datetime) -> RunReport:
        """What `accept` would report; writes nothing. Raises ValueError as it does."""
        attempt = Attempt(source, slot=None, started_at=known_at, duration_seconds=0.0, document=None)
        with self._store.read() as connection:
            return self._judge(connection, self._source(source), attempt, readings, known_at)[1]

    def withdraw(self, observation_id: int, reason: str, author: str, known_at: datetime) -> None:
        """Takes a figure back as wrong, where nothing better is known; it stays in the history.

        The source saying the same again does not bring it back. Raises LookupError for an unknown observation.
        """
        with self._store.write() as connection:
            given = observations.observation(connection, observation_id)
            if given is None:
                raise LookupError(f"there is no observation {observation_id}")
            newest = observations.newest_revision_of(connection, given)
            if newest.withdrawn:
                return
            revision = replace(
                newest, revision=newest.revision + 1, withdrawn=True, reason=reason, author=author, known_at=known_at
            )
            observations.add_observations(connection, [revision])
            grow_revision(connection)

    def _source(self, name: str) -> SourceSetting:
        if name not in self._campaign.sources:
            raise ValueError(f"the campaign {self._campaign.id} has no source {name!r}")
        return self._campaign.sources[name]

    def _judge(
        self, connection: Connection, source: SourceSetting, attempt: Attempt, readings: Readings, known_at: datetime
    ) -> tuple[Judged, RunReport]:
        places = Places(self._campaign, source)
        found = [places.place(reading) for reading in readings.readings]
        cells = cells_of(each for each in found if isinstance(each, Placed))
        held = observations.held_around(connection, source.name, _spans(cells))
        judged = judge(cells, held, self._campaign, attempt, known_at)
        unplaced = [each for each in found if isinstance(each, Quarantined)]
        aside = (*failing_places(readings.set_aside), *unplaced, *judged.quarantined)
        return judged, _report(source.name, readings, judged, aside, left_out=found.count(None))


def _spans(cells: Iterable[Cell]) -> list[observations.Span]:
    series = groupby(cells, key=lambda cell: (cell.indicator.id, cell.unit))
    days = {key: [cell.as_of for cell in group] for key, group in series}
    return [observations.Span(indicator, unit, said[0], said[-1]) for (indicator, unit), said in days.items()]


def _report(
    source: str, readings: Readings, judged: Judged, aside: tuple[Quarantined, ...], left_out: int
) -> RunReport:
    read = len(readings.readings) + sum(each.failing for each in readings.set_aside)
    taken = len(judged.accepted) + judged.unchanged
    error = None
    if not taken:
        error = _nothing_taken(read, aside, left_out)
    return RunReport(
        run=None,
        source=source,
        outcome=Outcome.FAILED if not taken else Outcome.PARTIAL if aside else Outcome.OK,
        error=error,
        read=read,
        accepted=len(judged.accepted),
        unchanged=judged.unchanged,
        left_out=left_out,
        quarantined=aside,
        notes=tuple(each for each in readings.set_aside if not each.failing),
    )


def _nothing_taken(read: int, aside: Sequence[Quarantined], left_out: int) -> str:
    """Why a run brought nothing, with the first place that a steward would look at."""
    counts = f"no figure was taken: {read} read, {len(aside)} set aside, {left_out} not asked for"
    return f"{counts}; {aside[0].place}: {aside[0].message}" if aside else counts


def _answered(connection: Connection, attempt: Attempt) -> RunReport | None:
    if attempt.slot is None:
        return None
    run = runs.run_of_slot(connection, attempt.source, attempt.slot)
    return RunReport.from_json(run.report, run.id, run.source, run.outcome) if run else None


def _record(connection: Connection, attempt: Attempt, report: RunReport, known_at: datetime) -> int:
    record = runs.RunRecord(
        source=attempt.source,
        slot=attempt.slot,
        started_at=attempt.started_at,
        finished_at=known_at,
        duration_seconds=attempt.duration_seconds,
        outcome=report.outcome,
        error=report.error,
        document=attempt.document,
        read=report.read,
        accepted=report.accepted,
        unchanged=report.unchanged,
        quarantined=len(report.quarantined),
        report=report.to_json(),
    )
    return runs.record_run(connection, record)


def _store_figures(connection: Connection, judged: Judged, run: int) -> None:
    if judged.observations:
        observations.add_observations(connection, (replace(each, run=run) for each in judged.observations))
        grow_revision(connection)


def _store_set_aside(
    connection: Connection,
    aside: Sequence[Quarantined],
    accepted: Sequence[Reading],
    run: int,
    source: str,
    known_at: datetime,
) -> None:
    settled = quarantine.open_or_rejected(connection, source)
    if settled:
        since = settled.intersection(_fingerprint(source, reading) for reading in accepted)
        quarantine.close_as_accepted(connection, since, known_at, f"passed every check in run {run}")
    rows = {row.fingerprint: row for row in _rows(aside, run, source, known_at)}
    quarantine.set_aside(connection, [row for fingerprint, row in rows.items() if fingerprint not in settled])


def _rows(
    aside: Sequence[Quarantined], run: int, source: str, known_at: datetime
) -> Iterable[quarantine.SetAsideReading]:
    for each in aside:
        yield quarantine.SetAsideReading(
            run=run,
            source=source,
            rule=each.rule,
            place=each.place,
            message=each.message,
            quote=each.quote,
            fingerprint=_fingerprint(source, each.reading or each),
            opened_at=known_at,
            unit_written=each.unit_written,
            indicator=each.indicator,
            unit=each.unit,
            as_of=each.as_of,
            reading=each.reading.to_json() if each.reading else None,
        )


def _fingerprint(source: str, said: Reading | Quarantined) -> str:
    """The same for what a source says again, wherever in its document that stands by then."""
    if isinstance(said, Reading):
        plain = said.to_json()
        what = [source, {name: plain[name] for name in plain.keys() - {"quote", "span", "cell", "warnings"}}]
    else:
        what = [source, said.rule, said.place, said.quote, said.message]
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()
