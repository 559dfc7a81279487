"""Does all again that a store's log tells of its figures, into another store: its documents are the only witnesses.

What comes out is what the store holds, so long as readers and checks are the same; where they have been bettered, it
shows what would have been different.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from collectors.reading import Readings
from collectors.rows.config import HANDED_IN, RowsConfig
from collectors.sandbox import Sandbox
from collectors.source import Snapshot
from monitor.campaign import Campaign
from monitor.intake.batch import Batch, Row
from monitor.intake.door import Intake
from monitor.intake.report import Attempt
from monitor.intake.rows import measures_of, rows_read
from monitor.served import Served
from monitor.store import Store, audit, observations, quarantine, runs, snapshots
from monitor.store.audit import Action, Entry
from monitor.store.runs import RunRecord
from monitor.store.schema import Outcome

# The kind of source that reads a file of rows.
_ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Readers:
    """How documents are read again; both raise ReadError.

    `sent` reads what a source sent, `handed_in` the rows of a batch by the way it came in (Action.IMPORT, SET, PUSH).
    """

    sent: Callable[[str, Snapshot], Readings]
    handed_in: Callable[[Action, Snapshot], tuple[Row, ...]]


def by_kind(campaign: Campaign, sandbox: Sandbox) -> Readers:
    """Reads what sources of the campaign sent, each by its kind, and imported files by their rows.

    Raises LookupError for what was typed in or pushed: whoever wants that again brings a reader of it.
    """
    rows = RowsConfig(address=HANDED_IN, measures=measures_of(campaign))

    def sent(source: str, document: Snapshot) -> Readings:
        setting = campaign.sources[source]
        return sandbox.read(setting.kind, document, setting.config)

    def handed_in(action: Action, document: Snapshot) -> tuple[Row, ...]:
        if action is not Action.IMPORT:
            raise LookupError(f"a document that came by {action.value} is no file of rows")
        return rows_read(sandbox.read(_ROWS, document, rows))[0]

    return Readers(sent, handed_in)


def take_again(recorded: Store, served: Served, readers: Readers) -> int:
    """Takes in again, in its order, all that was taken in and decided in `recorded`; says how many steps there were.

    `served` is the other store, empty, with the campaign by which it is judged. Each step is recorded with the instant
    that it had. Raises ReadError for a document that could be read then and cannot now, LookupError for a decision on
    what was not set aside this time.
    """
    again = _Again(recorded, served, Intake(served), readers)
    with recorded.read() as connection:
        steps = [entry for entry in reversed(audit.entries(connection)) if entry.action in _STEPS]
        for entry in steps:
            _STEPS[entry.action](again, connection, entry)
    return len(steps)


@dataclass(frozen=True, slots=True)
class _Again:
    recorded: Store
    served: Served
    intake: Intake
    readers: Readers

    def run(self, recorded: Connection, entry: Entry) -> None:
        """A run of a source, or a batch."""
        run, document = self._run_and_document(recorded, entry)
        author = "" if entry.actor == audit.SERVICE else entry.actor
        attempt = Attempt(run.source, run.slot, run.started_at, run.duration_seconds, run.document, author)
        brought_nothing = not run.read and not run.report.get("notes")
        if run.outcome is Outcome.FAILED and brought_nothing:
            self.intake.refuse(attempt, run.error or "", entry.at)
        elif document is None:
            raise LookupError(f"the document of run {run.id} of {run.source} has not been kept")
        elif entry.action is Action.RUN:
            self.intake.accept(attempt, self.readers.sent(run.source, document), entry.at)
        else:
            self.intake.take_batch(self._batch(entry, run, document), entry.at)

    def accept(self, recorded: Connection, entry: Entry) -> None:
        """A decision to accept what was set aside."""
        number, backlog = self._set_aside(recorded, entry), bool(entry.details.get("backlog", False))
        self.intake.accept_quarantined(number, entry.details["reason"], entry.actor, entry.at, backlog)

    def reject(self, recorded: Connection, entry: Entry) -> None:
        """A decision to reject what was set aside."""
        number = self._set_aside(recorded, entry)
        self.intake.reject_quarantined(number, entry.details["reason"], entry.actor, entry.at)

    def withdraw(self, _recorded: Connection, entry: Entry) -> None:
        """A figure taken back."""
        about = entry.details
        cell = (about["indicator"], about["unit"], date.fromisoformat(about["as_of"]))
        with self.served.store.read() as connection:
            found = observations.revisions_of_cells(connection, [cell])
        newest = [each for each in found if each.source == about["source"]][-1]
        self.intake.withdraw(newest.id, about["reason"], entry.actor, entry.at)

    def _run_and_document(self, recorded: Connection, entry: Entry) -> tuple[RunRecord, Snapshot | None]:
        run = runs.run(recorded, _number(entry))
        if run is None:
            raise LookupError(f"the log tells of {entry.subject}, which is not there")
        document = snapshots.snapshot(recorded, run.document) if run.document else None
        if document is not None:
            with self.served.store.write() as connection:
                snapshots.keep_snapshot(connection, document)
        return run, document

    def _batch(self, entry: Entry, run: RunRecord, document: Snapshot) -> Batch:
        rows = self.readers.handed_in(entry.action, document)
        reason = entry.details.get("reason", "")
        return Batch(source=run.source, author=entry.actor, rows=rows, document=document, reason=reason)

    def _set_aside(self, recorded: Connection, entry: Entry) -> int:
        """The number under which the same Reading is set aside now."""
        then = quarantine.set_aside_reading(recorded, _number(entry))
        with self.served.store.read() as connection:
            settled = quarantine.settled(connection, then.source) if then else {}
        if then is None or then.fingerprint not in settled:
            raise LookupError(f"{entry.subject}, decided on at {entry.at}, is not set aside this time")
        return settled[then.fingerprint].id


def _number(entry: Entry) -> int:
    """The number in a subject such as "run 12"."""
    return int(entry.subject.rpartition(" ")[2])


_Step = Callable[[_Again, Connection, Entry], None]
_STEPS: Mapping[Action, _Step] = {
    Action.RUN: _Again.run,
    Action.IMPORT: _Again.run,
    Action.SET: _Again.run,
    Action.PUSH: _Again.run,
    Action.QUARANTINE_ACCEPT: _Again.accept,
    Action.QUARANTINE_REJECT: _Again.reject,
    Action.WITHDRAW: _Again.withdraw,
}
