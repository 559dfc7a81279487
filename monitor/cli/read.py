"""`p06 read`: the Readings in a document of any kind, one JSON object a line, or the document with each one marked."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from monitor.cli import BadAnswer, UserError
from monitor.cli.named_document import NamedDocument, document_named

if TYPE_CHECKING:
    from collectors.document.contents import Contents
    from collectors.reading import Reading, Readings, SetAside
    from collectors.vietnamese.phrases import Phrases
    from monitor.campaign import Campaign
    from monitor.language import Language
    from monitor.units import UnitRegistry

_FIRST_YEAR = 1990


@click.command()
@click.argument("document", metavar="FILE|URL|-")
@click.option("--published", metavar="DATE", help="The publishing day.  [default: the document's own, else today]")
@click.option(
    "--campaign",
    "campaign_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Name each unit by this campaign's id too, and read by its own phrases.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "html"]),
    default="json",
    show_default=True,
    help="The figures as JSON, one a line; or a page that shows the document with each figure marked and named.",
)
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Language of the page.")
def read(
    document: str, published: str | None, campaign_file: Path | None, form: Literal["json", "html"], lang: Language
) -> None:
    """Print the figures that a document says, one JSON object a line.

    A document is a text, a web page, a Word file, a PDF with text, a workbook or a CSV file, told apart by content. A
    day that is said without a year, and a figure without a day, are dated by the publishing day. What was set aside is
    named on standard error.

    Exit 1: no figures, or a figure was due somewhere and could not be taken; the others are printed all the same.
    """
    day = _day(published) if published is not None else None
    campaign = _campaign(campaign_file) if campaign_file else None
    given = document_named(document)
    with _one_line(given):
        done = _read(given, day, campaign)
        if form == "html":
            click.echo(_page(given, done, campaign, lang), nl=False)
        else:
            _print_lines(given, done.found.readings, _unit_ids(campaign.units) if campaign else _by_code)
    for aside in done.found.set_aside:
        click.echo(_told(aside), err=True)
    _judge(given, done.found)


@dataclass(frozen=True, slots=True)
class _Done:
    """A document that was read: its blocks, the publishing day and where that comes from, and what was found."""

    contents: Contents
    published: date
    published_by: str
    found: Readings


def _read(given: NamedDocument, day: date | None, campaign: Campaign | None) -> _Done:
    from collectors.document.figures import as_cut, figures_in
    from collectors.document.opening import contents_of

    phrases = _phrases(campaign)
    contents = contents_of(given.body, given.media_type, given.charset)
    published = day or contents.published or _today()
    contents = as_cut(contents, published, phrases)
    by = "given" if day else "document" if contents.published else "today"
    return _Done(contents, published, by, figures_in(contents, published, phrases))


def _phrases(campaign: Campaign | None) -> Phrases:
    from collectors.vietnamese.phrases import BUILT_IN_PHRASES

    if campaign is None:
        return BUILT_IN_PHRASES
    from collectors.vietnamese.own_phrases import extended

    return extended(campaign.phrases)


@contextmanager
def _one_line(given: NamedDocument) -> Iterator[None]:
    """Says in one line why a document cannot be read."""
    from collectors.faults import ReadError

    try:
        yield
    except ReadError as error:
        raise BadAnswer(f"{given.name}: {error}") from None
    except click.ClickException:
        raise
    except BrokenPipeError:
        raise
    except Exception as error:
        # The outer edge of the command: a document that no reader foresaw is the document's fault to whoever sent it.
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"
        raise BadAnswer(f"{given.name} is not one that can be read ({where})") from None


def _print_lines(
    given: NamedDocument, readings: tuple[Reading, ...], named: Callable[[Reading], dict[str, object]]
) -> None:
    sha256 = given.sha256
    for reading in readings:
        click.echo(json.dumps(named(reading) | {"document": sha256}, ensure_ascii=False))


def _page(given: NamedDocument, done: _Done, campaign: Campaign | None, language: Language) -> str:
    from collectors.reading import BUILT_IN
    from monitor.marked import MarkedDocument, marked_page

    own = {each.reads: each.names for each in campaign.indicators.values()} if campaign else {}
    document = MarkedDocument(
        name=Path(given.name).name or given.name,
        sha256=given.sha256,
        published=done.published,
        published_by=done.published_by,
        contents=done.contents,
        found=done.found,
        names={reads: names for reads, names in own.items() if reads not in BUILT_IN},
    )
    return marked_page(document, language)


def _told(aside: SetAside) -> str:
    """What was set aside on one line, whatever signs its document holds."""
    return f"set aside, {aside.place}: {' '.join(aside.message.split())}: {aside.quote!r}"


def _judge(given: NamedDocument, found: Readings) -> None:
    """Ends the command as its answer is."""
    if not found.readings:
        raise BadAnswer(f"no figures found in {given.name}")
    due = sum(aside.failing for aside in found.set_aside)
    if due:
        places = "1 place" if due == 1 else f"{due} places"
        raise BadAnswer(f"{places} of {given.name} held a figure that could not be taken; see above")


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


def _by_code(reading: Reading) -> dict[str, object]:
    """A Reading's public form; the code that its document gives for its unit is the unit's id."""
    plain = reading.to_json()
    return plain if reading.unit_code is None else plain | {"unit_id": reading.unit_code}


def _campaign(campaign_file: Path) -> Campaign:
    from monitor.campaign.file import CampaignError, read_campaign

    try:
        return read_campaign(campaign_file)
    except CampaignError as error:
        raise UserError(str(error)) from None


def _unit_ids(units: UnitRegistry) -> Callable[[Reading], dict[str, object]]:
    """Gives a Reading's public form with the id that the campaign has for its unit, or a warning that it has none."""
    from collectors.reading import Warning as Caution
    from monitor.units import AmbiguousUnit, UnknownUnit

    def named(reading: Reading) -> dict[str, object]:
        plain = reading.to_json()
        if reading.unit is None:
            return plain
        try:
            return plain | {"unit_id": units.find(reading.unit, reading.as_of).id}
        except (UnknownUnit, AmbiguousUnit):
            return plain | {"warnings": [*plain["warnings"], Caution.UNIT_UNKNOWN.value]}

    return named
