"""The door to the store: whoever brings figures or decides on them comes through here, one transaction at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from collectors.reading import Readings
from monitor.campaign import HAND, Campaign
from monitor.intake import deciding
from monitor.intake.batch import Batch, BatchAnswer
from monitor.intake.deciding import Word
from monitor.intake.decision import Decision
from monitor.intake.handing_in import holds_personal_numbers, judge_batch, repeated, write_batch
from monitor.intake.placing import Origin, origin_of
from monitor.intake.report import Attempt, RunReport
from monitor.intake.taking import judged
from monitor.intake.writing import report_of, write_figures, write_run, write_set_aside
from monitor.served import Served
from monitor.store import runs, snapshots
from monitor.store.audit import Action
from monitor.store.instants import recorded_at
from monitor.store.schema import Outcome


class Intake:
    """Takes in what the sources of one campaign bring, what people hand in, and what they decide."""

    def __init__(self, served: Served) -> None:
        self._served, self._store = served, served.store

    def accept(self, attempt: Attempt, readings: Readings, known_at: datetime) -> RunReport:
        """Stores a run with all that it read, in one transaction; its report says what became of it.

        A slot that has its run already is not answered again: the report of that run is given. Raises ValueError for a
        source that the campaign does not have.
        """
        campaign = self._served.campaign
        origin = origin_of(campaign, attempt.source)
        with self._store.write() as connection:
            if answered := _answered(connection, attempt):
                return answered
            at = recorded_at(connection, known_at)
            made = judged(connection, campaign, origin, attempt, enumerate(readings.readings), known_at)
            report = report_of(attempt.source, readings, made)
            run = write_run(connection, attempt, report, at, Action.RUN)
            write_figures(connection, made.observations, run, at)
            write_set_aside(connection, report, made, run, at)
            if attempt.document is not None and readings.text is not None:
                snapshots.keep_text(connection, attempt.document, readings.text)
            return replace(report, run=run)

    def refuse(self, attempt: Attempt, error: str, known_at: datetime) -> RunReport:
        """Stores a run that brought nothing, with the reason. Raises ValueError as `accept` does."""
        origin_of(self._served.campaign, attempt.source)
        report = RunReport(run=None, source=attempt.source, outcome=Outcome.FAILED, error=error)
        with self._store.write() as connection:
            if answered := _answered(connection, attempt):
                return answered
            at = recorded_at(connection, known_at)
            return replace(report, run=write_run(connection, attempt, report, at, Action.RUN))

    def preview(self, readings: Readings, source: str, known_at: datetime) -> RunReport:
        """What `accept` would report; writes nothing. Raises ValueError as it does."""
        campaign = self._served.campaign
        origin = origin_of(campaign, source)
        attempt = Attempt(source, slot=None, started_at=known_at, duration_seconds=0.0, document=None)
        with self._store.read() as connection:
            made = judged(connection, campaign, origin, attempt, enumerate(readings.readings), known_at)
            return report_of(source, readings, made)

    def take_batch(self, batch: Batch, known_at: datetime, dry_run: bool = False) -> BatchAnswer:
        """Takes in figures that were handed in, and answers row by row; a dry run answers the same and writes nothing.

        A row that is no figure of the campaign is refused; one that breaks a check is put into quarantine, where it can
        be decided on. Raises KeyTaken where the key was used for another content, ValueError for a source that is
        neither the campaign's nor one of ENTRANCES, or for a figure that is typed in without a reason.
        """
        campaign = self._served.campaign
        origin = origin_of(campaign, batch.source, answers_each=True)
        if batch.source == HAND and not batch.reason.strip():
            raise ValueError("a figure that is typed in needs its reason; say in a few words why")
        if dry_run:
            with self._store.read() as connection:
                if answered := repeated(connection, batch):
                    return answered
                return judge_batch(connection, campaign, origin, batch, known_at).answer(connection, None)
        answer = self._write_batch(campaign, origin, batch, known_at)
        if holds_personal_numbers(batch):
            self._store.empty_log()
        return answer

    def _write_batch(self, campaign: Campaign, origin: Origin, batch: Batch, known_at: datetime) -> BatchAnswer:
        with self._store.write() as connection:
            if answered := repeated(connection, batch):
                return answered
            made = judge_batch(connection, campaign, origin, batch, known_at)
            if batch.whole and not (answer := made.answer(connection, None)).good:
                return answer
            return write_batch(connection, made, known_at)

    def accept_quarantined(
        self, quarantine_id: int, reason: str, author: str, known_at: datetime, backlog: bool = False
    ) -> Decision:
        """Accepts what was set aside in spite of its rule, as the next revision of its source's cell.

        All other rules are judged against what is known now; where one is broken, it stays set aside by that one.
        `backlog` marks what was done earlier and entered late, as an accepted jump always is. Raises NotOpen,
        NothingToAccept, ValueError for an empty reason.
        """
        word = Word(reason=reason, author=author, at=known_at, backlog=backlog)
        campaign = self._served.campaign
        with self._store.write() as connection:
            return deciding.accept(connection, campaign, quarantine_id, word)

    def reject_quarantined(self, quarantine_id: int, reason: str, author: str, known_at: datetime) -> None:
        """Closes what was set aside as wrong; its source saying the same again does not open it again.

        Raises NotOpen, ValueError for an empty reason.
        """
        word = Word(reason=reason, author=author, at=known_at)
        with self._store.write() as connection:
            deciding.reject(connection, quarantine_id, word)

    def withdraw(self, observation_id: int, reason: str, author: str, known_at: datetime) -> None:
        """Takes a figure back as wrong, where nothing better is known; it stays in the history.

        The source saying the same again does not bring it back. Raises LookupError for an unknown observation,
        ValueError for an empty reason.
        """
        word = Word(reason=reason, author=author, at=known_at)
        with self._store.write() as connection:
            deciding.withdraw(connection, observation_id, word)


def _answered(connection: Connection, attempt: Attempt) -> RunReport | None:
    if attempt.slot is None:
        return None
    run = runs.run_of_slot(connection, attempt.source, attempt.slot)
    return RunReport.from_json(run.report, run.id, run.source, run.outcome) if run else None
