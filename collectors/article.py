"""A kind of source: a page or a text in prose, from which figures are read by their wording."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from collectors.faults import PersonalNumbers, ReadError
from collectors.http import Address, get
from collectors.pages import NoText, Page, read_page
from collectors.personal_numbers import places_of_personal_numbers
from collectors.reading import Readings
from collectors.source import Access, Snapshot, SourceConfig, SourceKind
from collectors.vietnamese.phrases import BUILT_IN_PHRASES
from collectors.vietnamese.prose import read_prose

_VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


class ArticleConfig(SourceConfig):
    """Where the page stands."""

    address: Address


def fetch(config: ArticleConfig, access: Access, now: datetime) -> Snapshot:
    """The page as it stands now. Raises FetchError."""
    return get(config.address, access, now)


def read(snapshot: Snapshot, config: ArticleConfig) -> Readings:
    """The figures of the page's main text, or of a plain text.

    Where a figure has no day of its own, that of the page stands in, else that of the fetch. Raises ReadError where
    there is no text or no figure in it, PersonalNumbers where it shows some.
    """
    try:
        page = read_page(snapshot.body, snapshot.media_type, snapshot.charset)
    except NoText as error:
        raise ReadError(f"{snapshot.address}: {error}") from None
    readings = _figures_of(page, page.published or _local_day(snapshot.fetched_at))
    if not (readings.readings or readings.set_aside):
        raise ReadError(f"no figures found in the text of {snapshot.address} ({len(page.text)} characters)")
    return readings


def _figures_of(page: Page, published: date) -> Readings:
    """The figures of a page, of which there may be none. Raises PersonalNumbers."""
    places = places_of_personal_numbers(page.shown)
    if places:
        raise PersonalNumbers(tuple(_place(page.shown, start) for start, _ in places))
    return read_prose(page.text, published, BUILT_IN_PHRASES)


def _place(text: str, at: int) -> str:
    line = text.count("\n", 0, at)
    return f"line {line + 1}, character {at - text.rfind(chr(10), 0, at)}"


def _local_day(instant: datetime) -> date:
    return instant.astimezone(_VIETNAM).date()


KIND = SourceKind("article", ArticleConfig, fetch, read)
