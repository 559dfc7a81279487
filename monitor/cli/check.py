"""`p06 check`: judges a campaign file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from monitor.campaign import Campaign


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Judge the campaign in FILE: every error as file:line:column, what it is, and what would be right."""
    from monitor.campaign.file import CampaignError, read_campaign

    try:
        campaign = read_campaign(file)
    except CampaignError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    click.echo(f"{file}: {summary(campaign)}")


def summary(campaign: Campaign) -> str:
    """What a campaign holds, in one line."""
    parts = (
        _counted(len(campaign.units), "unit"),
        _counted(len(campaign.indicators), "indicator"),
        _counted(len(campaign.targets), "target"),
        _counted(len(campaign.sources), "source"),
    )
    return f"{campaign.id} holds {', '.join(parts)}"


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
