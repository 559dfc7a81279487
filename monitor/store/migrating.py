"""Brings a database from any earlier schema to the newest one. Imported only when there is something to do."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection

from monitor.store.database import Store, StoreError


def alembic_config(connection: Connection) -> Config:
    """Alembic's configuration for this project's migrations, run on `connection` within its transaction."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade(store: Store) -> None:
    """Every step to the newest schema, in one transaction. Whoever comes second finds nothing to do."""
    with store.write() as connection:
        try:
            command.upgrade(alembic_config(connection), "head")
        except CommandError as error:
            raise StoreError(f"the database was written by a newer release of this program ({error})") from error
