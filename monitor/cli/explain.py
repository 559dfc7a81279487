"""`p06 explain`: what one figure stands on, from the number down to the passage that says it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from monitor.cli.asking import asked, client_of
from monitor.cli.options import opened, store_options


@click.command()
@store_options
@click.option("--indicator", required=True, help="An indicator's id.")
@click.option("--unit", required=True, help="A unit's id, code or name.")
@click.option("--as-of", help="The judged day, e.g. 2023-10-19.  [default: the day of --known-at, else today]")
@click.option("--known-at", help="What was known at this instant, e.g. 2023-06-01T00:00:00Z.")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Language of the text.")
def explain(data: Path, database: str | None, campaign_file: Path | None, **parameters: Any) -> None:
    """Say why a figure is what it is.

    Its observations with all their revisions, the runs and documents with the quote, the checks, the version of the
    target, and each sum of the judgement with its numbers.
    """
    client = client_of(opened(data, database, campaign_file))
    answer = asked(client, "/api/v1/explain", {name: value for name, value in parameters.items() if value})
    if parameters["format"] == "json":
        click.echo(json.dumps(answer.json, ensure_ascii=False, indent=2))
    else:
        click.echo(answer.get_data(as_text=True), nl=False)
