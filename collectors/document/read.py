"""Reading a document that a source sent, whatever its kind."""

from __future__ import annotations

from collectors.document.figures import figures_in
from collectors.document.folder import named
from collectors.document.opening import contents_of
from collectors.faults import PersonalNumbers, ReadError
from collectors.figures.cell import VIETNAM
from collectors.reading import Readings
from collectors.source import Snapshot
from collectors.vietnamese.phrases import Phrases


def read_document(snapshot: Snapshot, phrases: Phrases) -> Readings:
    """The figures of a text, a page, a Word file, a PDF, a workbook or a CSV file, and what was set aside in it.

    Where a figure has no day of its own, that of the document stands in, else that of the fetch. Raises ReadError
    where it cannot be read or says no figure, PersonalNumbers where it shows some.
    """
    try:
        contents = contents_of(snapshot.body, snapshot.media_type, snapshot.charset)
    except PersonalNumbers:
        raise
    except ReadError as error:
        raise ReadError(f"{named(snapshot)}: {error}") from None
    day = contents.published or snapshot.fetched_at.astimezone(VIETNAM).date()
    found = figures_in(contents, day, phrases)
    if not (found.readings or found.set_aside):
        raise ReadError(f"no figures found in {named(snapshot)}{_size(found)}")
    return found


def _size(found: Readings) -> str:
    return "" if found.text is None else f" ({len(found.text)} characters)"
