"""A kind of source: a page or a text, from which figures are read by their wording and by the headings of tables."""

from __future__ import annotations

from datetime import datetime

from collectors.document.read import read_document
from collectors.http import Address, get
from collectors.reading import Readings
from collectors.source import Access, Snapshot, SourceKind
from collectors.vietnamese.own_phrases import extended
from collectors.vietnamese.prose_config import ProseConfig


class ArticleConfig(ProseConfig):
    """Where the page stands."""

    address: Address


def fetch(config: ArticleConfig, access: Access, now: datetime) -> Snapshot:
    """The page as it stands now. Raises FetchError."""
    return get(config.address, access, now)


def read(snapshot: Snapshot, config: ArticleConfig) -> Readings:
    """The figures of the page's main text, or of whatever document stands there. Raises ReadError, PersonalNumbers."""
    return read_document(snapshot, extended(config.phrases))


KIND = SourceKind("article", ArticleConfig, fetch, read)
