"""`p06 check`: judges a campaign file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor import settings

if TYPE_CHECKING:
    from monitor.campaign import Campaign
    from monitor.units import UnitRegistry


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--data",
    envvar=settings.DATA_VARIABLE,
    show_envvar=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder with the embedded database, for the units of its registry.",
)
@click.option(
    "--database",
    envvar=settings.DATABASE_VARIABLE,
    show_envvar=True,
    help="A database URL, for the units of its registry.",
)
def check(file: Path, data: Path | None, database: str | None) -> None:
    """Judge the campaign in FILE: every error as file:line:column, what it is, and what would be right.

    A file that names units of the registry (`p06 units load`) is checked with the store that holds it.
    """
    from monitor.campaign.file import CampaignError, read_campaign

    try:
        campaign = read_campaign(file, _registry(data, database))
    except CampaignError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    click.echo(f"{file}: {summary(campaign)}")


def _registry(data: Path | None, database: str | None) -> UnitRegistry | None:
    if data is None and database is None:
        return None
    # Imported where a store is named: a file alone is checked without one.
    from monitor.cli.options import stored_registry

    return stored_registry(data or settings.DEFAULT_DATA, database)


def summary(campaign: Campaign) -> str:
    """What a campaign holds, in one line."""
    parts = (
        _counted(len(campaign.units), "unit"),
        _counted(len(campaign.indicators), "indicator"),
        _counted(len({(target.indicator, target.unit, target.start) for target in campaign.targets}), "target"),
        _counted(len(campaign.sources), "source"),
    )
    return f"{campaign.id} holds {', '.join(parts)}"


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
