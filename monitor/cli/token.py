"""`p06 token create|list|revoke`: who may write over HTTP, and who may decide on the page."""

from __future__ import annotations

import getpass
import json
import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import click

from monitor.cli import UserError
from monitor.cli.options import opened, store_options
from monitor.store import tokens
from monitor.store.tokens import Scope, Token

# A name is shown beside figures and in the log: words of letters and digits.
_NAME = re.compile(r"[^\W_](?:[\w.\- ]{0,58}[\w.\-])?")


@click.group()
def token() -> None:
    """API tokens: make one, list them, end one."""


@token.command()
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    type=click.Choice([scope.value for scope in Scope]),
    multiple=True,
    required=True,
    help="What it allows: push figures, decide on what was set aside, read. May be given several times.",
)
@store_options
def create(name: str, scopes: tuple[str, ...], data: Path, database: str | None, campaign_file: Path | None) -> None:
    """Make a token for NAME, a person or a system, and print it; it is shown this once."""
    name = unicodedata.normalize("NFC", name)
    if not _NAME.fullmatch(name):
        raise UserError(f"{name!r} is no name for a token; letters, digits, spaces, . - and _ would be right, up to 60")
    found = opened(data, database, campaign_file)
    try:
        with found.store.write() as connection:
            secret = tokens.create_token(connection, name, map(Scope, scopes), datetime.now(UTC), getpass.getuser())
    except tokens.NameTaken as error:
        raise UserError(str(error)) from None
    click.echo(secret)
    click.echo("Keep it safe: only its hash is stored, and it is not shown again.", err=True)


@token.command("list")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@store_options
def list_tokens(form: str, data: Path, database: str | None, campaign_file: Path | None) -> None:
    """Every token by name, with what it allows; never its secret."""
    with opened(data, database, campaign_file).store.read() as connection:
        found = tokens.all_tokens(connection)
    if form == "json":
        click.echo(json.dumps([_plain(each) for each in found], ensure_ascii=False, indent=2))
        return
    for each in found:
        ended = f"revoked {each.revoked_at:%Y-%m-%d %H:%M}Z" if each.revoked_at else "stands"
        scopes = ",".join(sorted(each.scopes))
        click.echo(f"{each.name:<24} {scopes:<18} made {each.created_at:%Y-%m-%d %H:%M}Z  {ended}")


@token.command()
@click.argument("name")
@store_options
def revoke(name: str, data: Path, database: str | None, campaign_file: Path | None) -> None:
    """End the token of NAME at once, also where someone is signed in with it."""
    found = opened(data, database, campaign_file)
    try:
        with found.store.write() as connection:
            tokens.revoke_token(connection, unicodedata.normalize("NFC", name), datetime.now(UTC), getpass.getuser())
    except tokens.UnknownToken as error:
        raise UserError(f"{error}; `p06 token list` shows them") from None
    click.echo(f"{name} is revoked")


def _plain(given: Token) -> dict[str, object]:
    return {
        "name": given.name,
        "scopes": sorted(given.scopes),
        "created_at": given.created_at.isoformat(),
        "revoked_at": given.revoked_at.isoformat() if given.revoked_at else None,
    }
