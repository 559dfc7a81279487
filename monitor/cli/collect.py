"""`p06 collect`: one run of a source now."""

from __future__ import annotations

import mimetypes
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli import BadAnswer, UserError
from monitor.cli.options import opened, store_options

if TYPE_CHECKING:
    from collectors.source import Snapshot
    from monitor.intake import RunReport


@click.command()
@click.argument("source")
@store_options
@click.option("--dry-run", is_flag=True, help="Show what would be taken in; write nothing.")
@click.option(
    "--file",
    "document",
    type=click.Path(path_type=Path, exists=True, dir_okay=False, readable=True),
    help="Read this file as if the source had sent it.",
)
def collect(
    source: str, data: Path, database: str | None, campaign_file: Path | None, dry_run: bool, document: Path | None
) -> None:
    """Run SOURCE once, now, and print the run's report."""
    from collectors.faults import NothingNew, SourceError
    from collectors.sandbox import Sandbox
    from monitor.clock import SystemClock
    from monitor.collection import Collection

    found = opened(data, database, campaign_file, create=campaign_file is not None)
    if source not in found.campaign.sources:
        raise UserError(f"no source is called {source!r}; there are: {', '.join(found.campaign.sources) or 'none'}")
    given = given_snapshot(document) if document else None
    with Sandbox() as sandbox:
        collection = Collection(found.served, SystemClock(), sandbox)
        try:
            report = collection.preview(source, given) if dry_run else collection.run(source, given=given)
        except NothingNew as nothing:
            click.echo(f"{source}: {nothing}")
            return
        except SourceError as error:
            raise BadAnswer(f"{source} failed: {error}") from None
    for line in report_lines(report, dry_run=dry_run):
        click.echo(line)
    if report.outcome == "failed":
        raise BadAnswer(f"{source} failed: {report.error}")


def given_snapshot(document: Path) -> Snapshot:
    """A file as if it had been fetched now."""
    from collectors.source import Snapshot

    media_type, _ = mimetypes.guess_type(document.name)
    return Snapshot(document.read_bytes(), f"file:{document.name}", datetime.now(UTC), media_type)


def report_lines(report: RunReport, *, dry_run: bool) -> list[str]:
    """A run's report for people: the counts, then each place that was set aside with its rule."""
    head = "dry run, nothing written" if dry_run else f"run {report.run}"
    counts = f"{report.read} read, {report.accepted} accepted, {report.unchanged} unchanged"
    lines = [f"{report.source}: {report.outcome} ({head}): {counts}, {len(report.quarantined)} quarantined"]
    for item in report.quarantined:
        quote = f"  «{item.quote}»" if item.quote else ""
        lines.append(f"  {item.place}: {item.rule}: {item.message}{quote}")
    lines.extend(f"  note: {note.place}: {note.rule}: {note.message}" for note in report.notes)
    return lines
