"""A kind of source: documents of any kind, from an address or from a folder into which they are put."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from collectors.document.config import DocumentConfig
from collectors.document.folder import Folder
from collectors.document.read import read_document
from collectors.http import get
from collectors.reading import Readings
from collectors.source import Access, Snapshot, SourceKind
from collectors.vietnamese.own_phrases import extended


def fetch(config: DocumentConfig, access: Access, now: datetime) -> Snapshot:
    """The document at the address, or the oldest file of the folder. Raises FetchError, NothingNew."""
    if config.address is not None:
        return get(config.address, access, now)
    return _folder(config).oldest(access.limits.largest_body, now)


def read(snapshot: Snapshot, config: DocumentConfig) -> Readings:
    """The figures of the document. Raises ReadError, PersonalNumbers."""
    return read_document(snapshot, extended(config.phrases))


def put_away(snapshot: Snapshot, config: DocumentConfig, refusal: str | None) -> bool:
    """Move a file of the folder out of the way, once its run is recorded; whether more files wait. Raises FetchError.

    `refusal` says why it could not be read, None where it was.
    """
    if config.folder is None:
        return False
    folder = _folder(config)
    folder.put_away(snapshot, refusal)
    return folder.has_more()


def _folder(config: DocumentConfig) -> Folder:
    return Folder(Path(config.folder or ""))


KIND = SourceKind("document", DocumentConfig, fetch, read, put_away)
