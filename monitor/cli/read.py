"""`p06 read`: the Readings in a text, one JSON object a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from monitor.cli import BadAnswer, UserError

if TYPE_CHECKING:
    from collectors.pages import Page
    from collectors.reading import Reading

_FIRST_YEAR = 1990
# How a document begins that is no text, and what it is then.
_NO_TEXT = {
    b"PK\x03\x04": "a workbook, a word-processor file or another archive",
    b"\xd0\xcf\x11\xe0": "an old office file",
    b"%PDF": "a PDF",
}


@click.command()
@click.argument("document", metavar="FILE|URL|-")
@click.option("--published", metavar="DATE", help="The publishing day.  [default: the page's own, else today]")
@click.option(
    "--campaign",
    "campaign_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Name each unit by this campaign's id too.",
)
def read(document: str, published: str | None, campaign_file: Path | None) -> None:
    """Print the figures that a text or a web page says, one JSON object a line.

    A day that is said without a year, and a figure without a day, are dated by the publishing day. Exit 1: no figures.
    """
    day = _day(published) if published is not None else None
    named = _unit_ids(campaign_file) if campaign_file else None
    page = _page(document)
    _refuse_personal_numbers(document, page)
    readings, set_aside = _figures(page, day or page.published or _today())
    for reading in readings:
        click.echo(json.dumps(named(reading) if named else reading.to_json(), ensure_ascii=False))
    for line in set_aside:
        click.echo(line, err=True)
    if not readings:
        raise BadAnswer(f"no figures found in {_name(document)}")


def _figures(page: Page, published: date) -> tuple[tuple[Reading, ...], list[str]]:
    """The figures of a page, and in a line each what was set aside."""
    from collectors.vietnamese.phrases import BUILT_IN_PHRASES
    from collectors.vietnamese.prose import read_prose

    found = read_prose(page.text, published, BUILT_IN_PHRASES)
    return found.readings, [f"set aside, {each.place}: {each.message}: {each.quote!r}" for each in found.set_aside]


def _day(written: str) -> date:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise UserError(f"--published {written!r} is not a day; 2023-10-19 would be right") from None
    if day.year < _FIRST_YEAR:
        raise UserError(f"--published {written!r} is before {_FIRST_YEAR}; a publishing day would be right")
    return day


def _today() -> date:
    from monitor.clock import SystemClock, local_day

    return local_day(SystemClock().now())


def _name(document: str) -> str:
    return "the standard input" if document == "-" else document


def _page(document: str) -> Page:
    """The document's text, from wherever it stands."""
    from collectors.pages import NoText, read_page

    body, media_type, charset = _fetched(document) if "://" in document else (_local(document), None, None)
    for beginning, what in _NO_TEXT.items():
        if body.startswith(beginning):
            raise UserError(f"{_name(document)} is {what}; `p06 read` takes plain text and web pages")
    try:
        return read_page(body, media_type, charset)
    except NoText as error:
        raise BadAnswer(f"{_name(document)}: {error}") from None


def _local(document: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if document == "-" else Path(document).read_bytes()
    except OSError as error:
        raise UserError(f"{document} cannot be read: {error.strerror or error}") from None


def _fetched(address: str) -> tuple[bytes, str | None, str | None]:
    """What stands at an address, which may be a machine of the user's own network, since the user named it."""
    from collectors.http import get
    from collectors.http.address import valid_address
    from collectors.source import Access, FetchError

    try:
        host = urlsplit(valid_address(address)).hostname or ""
        found = get(address, Access(private_hosts=frozenset({host})), datetime.now(UTC))
    except ValueError as error:
        raise UserError(f"{address}: {error}") from None
    except FetchError as error:
        raise BadAnswer(str(error)) from None
    return found.body, found.media_type, found.charset


def _refuse_personal_numbers(document: str, page: Page) -> None:
    from collectors.personal_numbers import places_of_personal_numbers

    places = places_of_personal_numbers(page.shown)
    if places:
        lines = ", ".join(str(line) for line in sorted({page.shown.count("\n", 0, start) + 1 for start, _ in places}))
        raise BadAnswer(f"{_name(document)} holds personal identity numbers (line {lines}); it is not read")


def _unit_ids(campaign_file: Path) -> Callable[[Reading], dict[str, object]]:
    """Gives a Reading's public form with the id that the campaign has for its unit, or a warning that it has none."""
    from collectors.reading import Warning as Caution
    from monitor.campaign.file import CampaignError, read_campaign
    from monitor.units import AmbiguousUnit, UnknownUnit

    try:
        units = read_campaign(campaign_file).units
    except CampaignError as error:
        raise UserError(str(error)) from None

    def named(reading: Reading) -> dict[str, object]:
        plain = reading.to_json()
        if reading.unit is None:
            return plain
        try:
            return plain | {"unit_id": units.find(reading.unit, reading.as_of).id}
        except (UnknownUnit, AmbiguousUnit):
            return plain | {"warnings": [*plain["warnings"], Caution.UNIT_UNKNOWN.value]}

    return named
