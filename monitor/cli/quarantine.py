"""`p06 quarantine list|show|accept|reject`: what was set aside and why, and what someone decides on it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from monitor.cli import BadAnswer, UserError
from monitor.cli.asking import asked as asked_page
from monitor.cli.asking import client_of, whole
from monitor.cli.handing_in import author_named, refuse_personal_number
from monitor.cli.options import opened, store_options
from monitor.cli.progress import table

Command = TypeVar("Command", bound=Callable[..., Any])
_HEADINGS = ("id", "rule", "indicator", "unit", "as of", "source", "said", "quote")
_LONGEST_QUOTE = 60


def _decision(command: Command) -> Command:
    """Add what every decision takes."""
    for option in (
        store_options,
        click.option("--author", help="Who decides.  [default: the user of this machine]"),
        click.option("--reason", required=True, help="Why; it is kept with the decision."),
        click.argument("number", type=click.IntRange(min=1)),
    ):
        command = option(command)
    return command


@click.group()
def quarantine() -> None:
    """Figures that were set aside: list them, show one, accept or reject it."""


@quarantine.command("list")
@click.option(
    "--state",
    type=click.Choice(["open", "accepted", "rejected", "all"]),
    default="open",
    show_default=True,
    help="Which of them.",
)
@click.option("--source", multiple=True, help="A source's name; may be given several times.")
@click.option("--rule", multiple=True, help="A rule's word, such as stock_fell; may be given several times.")
@click.option("--unit", multiple=True, help="A unit's code or name; may be given several times.")
@click.option("--indicator", multiple=True, help="An indicator's id; may be given several times.")
@click.option("--known-at", help="What stood there at this instant, e.g. 2023-06-01T00:00:00Z.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@store_options
def list_set_aside(data: Path, database: str | None, campaign_file: Path | None, form: str, **asked: Any) -> None:
    """What was set aside, newest first."""
    client = client_of(opened(data, database, campaign_file))
    query = {name: value for name, value in asked.items() if value}
    if form == "csv":
        click.echo(asked_page(client, "/api/v1/quarantine", query | {"format": "csv"}).get_data(as_text=True), nl=False)
        return
    rows = whole(client, "/api/v1/quarantine", query)["data"]
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(table([_HEADINGS, *map(_cells, rows)])) if rows else "nothing is set aside")


@quarantine.command()
@click.argument("number", type=click.IntRange(min=1))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@store_options
def show(number: int, form: str, data: Path, database: str | None, campaign_file: Path | None) -> None:
    """One that was set aside: quote, rule, and the figures around it."""
    found = asked_page(client_of(opened(data, database, campaign_file)), f"/api/v1/quarantine/{number}", {}).json
    click.echo(json.dumps(found, ensure_ascii=False, indent=2) if form == "json" else "\n".join(_lines(found)))


@quarantine.command()
@_decision
@click.option("--backlog", is_flag=True, help="The growth was done earlier and entered late: keep it out of the pace.")
def accept(
    number: int,
    reason: str,
    author: str | None,
    backlog: bool,
    data: Path,
    database: str | None,
    campaign_file: Path | None,
) -> None:
    """Accept figure NUMBER in spite of its rule; all other checks are made.

    Exit 1: it breaks another rule too, and stays set aside by that one until it is decided on again.
    """
    from monitor.intake import Intake

    name, intake = _decider(reason, author), Intake(opened(data, database, campaign_file).served)
    with _refusals():
        decision = intake.accept_quarantined(number, reason, name, datetime.now(UTC), backlog)
    if not decision.accepted:
        raise BadAnswer(f"figure {number} breaks another rule too: {decision.rule}: {decision.message}")
    click.echo(f"figure {number} is accepted as observation {decision.observation}")


@quarantine.command()
@_decision
def reject(
    number: int, reason: str, author: str | None, data: Path, database: str | None, campaign_file: Path | None
) -> None:
    """Reject figure NUMBER as wrong; the source saying the same again does not bring it back."""
    from monitor.intake import Intake

    name, intake = _decider(reason, author), Intake(opened(data, database, campaign_file).served)
    with _refusals():
        intake.reject_quarantined(number, reason, name, datetime.now(UTC))
    click.echo(f"figure {number} is rejected")


def _decider(reason: str, author: str | None) -> str:
    """Who decides. Raises UserError for a reason that cannot stand."""
    if not reason.strip():
        raise UserError("--reason is empty; say why, it is kept with the decision")
    refuse_personal_number(reason, "--reason")
    return author_named(author)


@contextmanager
def _refusals() -> Iterator[None]:
    """What intake refuses, as a line of its own."""
    from monitor.intake import NothingToAccept, NotOpen

    try:
        yield
    except (NotOpen, NothingToAccept, ValueError) as error:
        raise UserError(str(error)) from None


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    quote = " ".join(row["quote"].split())
    return (
        str(row["id"]),
        row["rule"],
        row["indicator"]["id"] if row["indicator"] else "",
        row["unit"]["name"] if row["unit"] else row["unit_written"] or "",
        row["as_of"] or "",
        row["source"]["id"],
        _said(row),
        quote if len(quote) <= _LONGEST_QUOTE else f"{quote[: _LONGEST_QUOTE - 1]}…",
    )


def _said(row: dict[str, Any]) -> str:
    """The figure; a share where no value was said."""
    value = row["value"]
    if value is not None:
        return f"{value:,.15g}"
    return "" if row["ratio"] is None else f"{100 * row['ratio']:.6g} %"


def _lines(found: dict[str, Any]) -> Iterator[str]:
    """One that was set aside, for people."""
    _, rule, indicator, unit, as_of, source, said, _ = _cells(found)
    yield f"{found['id']}: {found['state']}: {indicator or found['place']} {unit} {as_of}: {said}".rstrip(": ")
    yield f"rule:     {rule}: {found['message']}"
    if found["waived"]:
        yield f"waived:   {', '.join(found['waived'])}"
    yield f"source:   {source}, run {found['run']}, {found['address']}"
    yield f"place:    {found['place']}"
    yield f"quote:    {' '.join(found['quote'].split())}"
    yield f"received: {found['opened_at']}"
    if found["closed_at"]:
        yield f"decided:  {found['closed_at']} by {found['author'] or 'a later run'}: {found['reason']}"
    for each in found["around"]:
        yield f"  {each['as_of']}  {_said(each):>15}  {each['source']['id']}"
