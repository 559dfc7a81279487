"""A kind of source: a table whose columns are named as the fields of a Reading, one figure a row."""

from __future__ import annotations

from datetime import datetime

from collectors.http import get
from collectors.rows.config import RowsConfig
from collectors.rows.read import read
from collectors.source import Access, Snapshot, SourceKind


def fetch(config: RowsConfig, access: Access, now: datetime) -> Snapshot:
    """The file at the source's address. Raises FetchError."""
    return get(config.address, access, now)


KIND = SourceKind("rows", RowsConfig, fetch, read)
