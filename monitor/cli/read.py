"""`p06 read`: the Readings in a document of any kind, one JSON object a line."""

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
    from collectors.document.contents import Contents
    from collectors.reading import Reading

_FIRST_YEAR = 1990


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
    """Print the figures that a document says, one JSON object a line.

    A document is a text, a web page, a Word file, a PDF with text, a workbook or a CSV file, told apart by content. A
    day that is said without a year, and a figure without a day, are dated by the publishing day. Exit 1: no figures.
    """
    day = _day(published) if published is not None else None
    named = _unit_ids(campaign_file) if campaign_file else _by_code
    contents = _contents(document)
    readings, set_aside = _figures(contents, day or contents.published or _today())
    for reading in readings:
        click.echo(json.dumps(named(reading), ensure_ascii=False))
    for line in set_aside:
        click.echo(line, err=True)
    if not readings:
        raise BadAnswer(f"no figures found in {_name(document)}")


def _figures(contents: Contents, published: date) -> tuple[tuple[Reading, ...], list[str]]:
    """The figures of a document, and in a line each what was set aside."""
    from collectors.document.figures import figures_in
    from collectors.vietnamese.phrases import BUILT_IN_PHRASES

    found = figures_in(contents, published, BUILT_IN_PHRASES)
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


def _contents(document: str) -> Contents:
    """The document taken apart, from wherever it stands."""
    from collectors.document.opening import contents_of
    from collectors.faults import ReadError

    body, media_type, charset = _fetched(document) if "://" in document else (_local(document), None, None)
    try:
        return contents_of(body, media_type, charset)
    except ReadError as error:
        raise BadAnswer(f"{_name(document)}: {error}") from None


def _local(document: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if document == "-" else Path(document).read_bytes()
    except OSError as error:
        raise UserError(f"{document} cannot be read: {error.strerror or error}") from None


def _fetched(address: str) -> tuple[bytes, str | None, str | None]:
    """What stands at an address, which may be a machine of the user's own network, since the user named it."""
    from collectors.faults import FetchError
    from collectors.http import get
    from collectors.http.address import valid_address
    from collectors.source import Access

    try:
        host = urlsplit(valid_address(address)).hostname or ""
        found = get(address, Access(private_hosts=frozenset({host})), datetime.now(UTC))
    except ValueError as error:
        raise UserError(f"{address}: {error}") from None
    except FetchError as error:
        raise BadAnswer(str(error)) from None
    return found.body, found.media_type, found.charset


def _by_code(reading: Reading) -> dict[str, object]:
    """A Reading's public form; the code that its document gives for its unit is the unit's id."""
    plain = reading.to_json()
    return plain if reading.unit_code is None else plain | {"unit_id": reading.unit_code}


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
