"""`p06 source pause|resume`: maintenance of a source, shown as such and alerting nobody."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from pathlib import Path

import click

from monitor.cli import UserError
from monitor.cli.options import Opened, opened, store_options
from monitor.store import sources


@click.group()
def source() -> None:
    """Pause a source for maintenance, or resume it."""


@source.command()
@click.argument("name")
@store_options
def pause(name: str, data: Path, database: str | None, campaign_file: Path | None) -> None:
    """Stop polling the source NAME until it is resumed."""
    found = _known(name, opened(data, database, campaign_file))
    with found.store.write() as connection:
        sources.pause(connection, name, getpass.getuser(), datetime.now(UTC))
    click.echo(f"{name} is paused")


@source.command()
@click.argument("name")
@store_options
def resume(name: str, data: Path, database: str | None, campaign_file: Path | None) -> None:
    """Poll the source NAME again."""
    found = _known(name, opened(data, database, campaign_file))
    with found.store.write() as connection:
        sources.resume(connection, name, getpass.getuser(), datetime.now(UTC))
    click.echo(f"{name} is polled again")


def _known(name: str, found: Opened) -> Opened:
    if name not in found.campaign.sources:
        raise UserError(f"no source is called {name!r}; there are: {', '.join(found.campaign.sources) or 'none'}")
    return found
