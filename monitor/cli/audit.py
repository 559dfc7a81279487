"""`p06 audit`: the log of writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from monitor.cli.asking import asked, client_of
from monitor.cli.options import opened, store_options
from monitor.cli.progress import table

HEADINGS = ("lúc", "người ghi", "việc", "đối tượng", "chi tiết")


@click.command()
@store_options
@click.option("--action", multiple=True, help="What was done, e.g. quarantine_accept; may be given several times.")
@click.option("--known-at", help="The entries up to this instant, e.g. 2023-06-01T00:00:00Z.")
@click.option("--limit", type=click.IntRange(1, 1_000), default=50, show_default=True, help="How many, newest first.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
def audit(
    data: Path, database: str | None, campaign_file: Path | None, limit: int, form: str, **parameters: Any
) -> None:
    """Who did what to what, newest first."""
    client = client_of(opened(data, database, campaign_file))
    query = {name: value for name, value in parameters.items() if value} | {"limit": limit}
    if form == "csv":
        click.echo(asked(client, "/api/v1/audit", query | {"format": "csv"}).get_data(as_text=True), nl=False)
        return
    answer = asked(client, "/api/v1/audit", query).json
    if form == "json":
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(table([HEADINGS, *(_cells(row) for row in answer["data"])])))


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    details = " ".join(f"{name}={value}" for name, value in row["details"].items() if value not in (None, "", [], {}))
    return row["at"], row["actor"], row["action"], row["subject"], details
