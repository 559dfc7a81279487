"""What commands that touch the store share: where it is, and which campaign it serves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from monitor import settings
from monitor.campaign import Campaign
from monitor.campaign.file import CampaignError, parse_campaign, read_campaign
from monitor.cli import UserError
from monitor.served import Served
from monitor.store import Store, StoreError, campaigns, open_store, store_in
from monitor.store.database import FILE_NAME
from monitor.store.units import registry_of
from monitor.units import UnitRegistry

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Opened:
    """An open store, the campaign that it serves, that campaign's path, and the folder for the process's files."""

    store: Store
    campaign: Campaign
    path: str
    folder: Path

    @property
    def served(self) -> Served:
        """The campaign as served from the store."""
        return Served(self.store, self.campaign)


def store_options(command: Command) -> Command:
    """Add --data, --database and --campaign."""
    for option in (
        click.option(
            "--campaign",
            "campaign_file",
            type=click.Path(path_type=Path),
            help="The campaign file.  [default: the one this store last served]",
        ),
        click.option("--database", envvar=settings.DATABASE_VARIABLE, show_envvar=True, help="A database URL."),
        click.option(
            "--data",
            envvar=settings.DATA_VARIABLE,
            show_envvar=True,
            type=click.Path(path_type=Path, file_okay=False),
            default=settings.DEFAULT_DATA,
            show_default=True,
            help="The folder with the embedded database.",
        ),
    ):
        command = option(command)
    return command


def opened(data: Path, database: str | None, campaign_file: Path | None, *, create: bool = False) -> Opened:
    """The store and the campaign that these options name. Raises UserError in one line a person can act on.

    Only with `create` is a database made where there is none.
    """
    store = opened_store(data, database, create=create)
    campaign, path = _campaign(store, campaign_file)
    return Opened(store, campaign, path, data)


def opened_store(data: Path, database: str | None, *, create: bool = False) -> Store:
    """The store that these options name, whatever it serves. Raises UserError in one line a person can act on."""
    if database is None and not create and not (data / FILE_NAME).exists():
        raise UserError(f"{data} holds no database; name its folder with --data, or start `p06 serve` there first")
    return _store(data, database)


def known_units(data: Path, database: str | None, campaign_file: Path | None) -> UnitRegistry:
    """The units of the campaign that the store serves or the file names, else those of the store's registry."""
    store = opened_store(data, database)
    with store.read() as connection:
        if campaign_file is None and campaigns.last_served(connection) is None:
            return registry_of(connection)
    campaign, _ = _campaign(store, campaign_file)
    return Served(store, campaign).campaign.units


def stored_registry(data: Path, database: str | None) -> UnitRegistry:
    """The registry of units of the store that these options name; empty where there is no database yet."""
    if database is None and not (data / FILE_NAME).exists():
        return UnitRegistry(())
    store = _store(data, database)
    try:
        with store.read() as connection:
            return registry_of(connection)
    finally:
        store.close()


def _store(data: Path, database: str | None) -> Store:
    try:
        return open_store(database) if database else store_in(data)
    except StoreError as error:
        raise UserError(f"the database cannot be used: {error}") from None


def _campaign(store: Store, campaign_file: Path | None) -> tuple[Campaign, str]:
    with store.read() as connection:
        registry, last = registry_of(connection), campaigns.last_served(connection)
    try:
        if campaign_file is not None:
            return read_campaign(campaign_file, registry), str(campaign_file)
        if last is None:
            raise UserError("this store has served no campaign yet; name one with --campaign FILE")
        text, path = last
        return parse_campaign(text, path, registry), path
    except CampaignError as error:
        raise UserError(str(error)) from None
