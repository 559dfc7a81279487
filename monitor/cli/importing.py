"""`p06 import`: figures from a file whose columns are named as the fields of a Reading, answered row by row."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from monitor.campaign import IMPORT, Campaign
from monitor.cli import BadAnswer, UserError
from monitor.cli.handing_in import author_named, cell_of, refuse_personal_number, refuse_unknown_source, unit_name
from monitor.cli.options import opened, store_options

if TYPE_CHECKING:
    from collectors.reading import SetAside
    from collectors.source import Snapshot
    from monitor.intake.batch import BatchAnswer, Row, RowAnswer

# Someone waits for the answer, and no other source waits behind it: room for half a million rows.
_SECONDS_TO_READ = 120.0


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False, readable=True))
@store_options
@click.option("--dry-run", is_flag=True, help="Say what would become of each row; write nothing.")
@click.option("--source", default=IMPORT, show_default=True, help="Take the figures as those of this source.")
@click.option("--key", help="A name for this file: with the same key and content it is taken in once.")
@click.option("--all", "whole", is_flag=True, help="Take all rows, or none if one of them is not good.")
@click.option("--author", help="Who hands the file in.  [default: the user of this machine]")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def import_file(
    file: Path,
    data: Path,
    database: str | None,
    campaign_file: Path | None,
    dry_run: bool,
    source: str,
    key: str | None,
    whole: bool,
    author: str | None,
    form: str,
) -> None:
    """Take in the figures of FILE, a CSV or Excel file with one figure a row.

    The first row names the fields of a Reading: indicator, unit or unit_code, as_of, value, and so on. Each row is
    answered by its number in the file. Exit 1: some row was not taken.
    """
    from monitor.intake import Batch, Intake, KeyTaken

    name = author_named(author)
    refuse_personal_number(key or "", "--key")
    found = opened(data, database, campaign_file, create=campaign_file is not None)
    campaign = found.served.campaign
    refuse_unknown_source(source, IMPORT, campaign)
    document = _document(file)
    rows, notes = _rows(document, campaign)
    batch = Batch(source=source, author=name, rows=rows, document=document, key=key, whole=whole)
    try:
        answer = Intake(found.served).take_batch(batch, datetime.now(UTC), dry_run=dry_run)
    except KeyTaken as error:
        raise UserError(str(error)) from None
    _print(Report(answer, notes, campaign, dry_run), form)
    if not answer.good:
        raise BadAnswer(_not_good(answer, whole=whole, dry_run=dry_run))


def _document(file: Path) -> Snapshot:
    from collectors.source import FetchLimits
    from monitor.cli.collect import given_snapshot

    refuse_personal_number(file.name, "the name of the file")
    largest = FetchLimits().largest_body
    if file.stat().st_size > largest:
        raise UserError(f"{file.name} is larger than the {largest / 1e6:.0f} MB that one file may have; cut it in two")
    return given_snapshot(file)


def _rows(document: Snapshot, campaign: Campaign) -> tuple[tuple[Row, ...], tuple[SetAside, ...]]:
    """The rows of a file, read in a process of their own, and what was passed over in it."""
    from collectors.faults import SourceError
    from collectors.rows.config import HANDED_IN, RowsConfig
    from collectors.sandbox import Sandbox
    from collectors.source import ReadLimits
    from monitor.intake.rows import measures_of, rows_read

    config = RowsConfig(address=HANDED_IN, measures=measures_of(campaign))
    with Sandbox(ReadLimits(seconds=_SECONDS_TO_READ)) as sandbox:
        try:
            return rows_read(sandbox.read("rows", document, config))
        except SourceError as error:
            raise BadAnswer(f"{document.address.removeprefix('file:')}: {error}") from None


@dataclass(frozen=True, slots=True)
class Report:
    """The answer to a file, with what was passed over in it."""

    answer: BatchAnswer
    notes: tuple[SetAside, ...]
    campaign: Campaign
    dry_run: bool

    def lines(self) -> Iterator[str]:
        """For people: a line a row, a line for each place that was passed over, and the counts."""
        for row in self.answer.rows:
            yield f"row {row.row}: {row.outcome.value}: {self._said(row)}"
        for note in self.notes:
            yield f"{note.place}: passed over: {note.rule}: {note.message}"
        yield f"{self._head()}: {self._counts()}"

    def to_json(self) -> dict[str, Any]:
        """For programs: what is not known is left out."""
        return {
            "run": self.answer.run,
            "dry_run": self.dry_run,
            "repeated": self.answer.repeated,
            "counts": Counter(row.outcome.value for row in self.answer.rows),
            "rows": [self._plain(row) for row in self.answer.rows],
            "passed_over": [{"place": each.place, "rule": each.rule, "message": each.message} for each in self.notes],
        }

    def _plain(self, row: RowAnswer) -> dict[str, Any]:
        plain = {
            "row": row.row,
            "outcome": row.outcome.value,
            "column": row.column,
            "rule": row.rule,
            "message": row.message or None,
            "indicator": row.indicator,
            "unit": row.unit,
            "unit_name": unit_name(self.campaign, row),
            "unit_written": row.unit_written,
            "as_of": row.as_of.isoformat() if row.as_of else None,
            "quarantine": row.quarantine,
        }
        return {name: value for name, value in plain.items() if value is not None}

    def _said(self, row: RowAnswer) -> str:
        parts = (cell_of(self.campaign, row), row.column and f"column {row.column}", row.rule, row.message)
        number = f" (quarantine {row.quarantine})" if row.quarantine is not None else ""
        return ": ".join(part for part in parts if part) + number

    def _head(self) -> str:
        if self.dry_run:
            return "dry run, nothing written"
        if self.answer.run is None:
            return "nothing written"
        return f"run {self.answer.run}{', taken in before' if self.answer.repeated else ''}"

    def _counts(self) -> str:
        counts = Counter(row.outcome for row in self.answer.rows)
        return ", ".join(f"{count} {outcome.value}" for outcome, count in counts.items()) or "no row"


def _print(report: Report, form: str) -> None:
    if form == "json":
        click.echo(json.dumps(report.to_json(), ensure_ascii=False, indent=2))
        return
    for line in report.lines():
        click.echo(line)


def _not_good(answer: BatchAnswer, *, whole: bool, dry_run: bool) -> str:
    from monitor.intake import RowOutcome

    bad = sum(row.outcome in (RowOutcome.QUARANTINED, RowOutcome.REFUSED) for row in answer.rows)
    ending = f"; all or none: none {'would be' if dry_run else 'is'} taken" if whole else ""
    verb = "would not be" if dry_run else "not"
    return f"{bad} of {len(answer.rows)} rows {verb} taken{ending}"
