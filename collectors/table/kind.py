"""A kind of source: a workbook or CSV file with one row a unit under a row of headings, which the campaign names."""

from __future__ import annotations

from datetime import datetime

from collectors.http import get
from collectors.source import Access, Snapshot, SourceKind
from collectors.table.config import TableConfig
from collectors.table.read import read


def fetch(config: TableConfig, access: Access, now: datetime) -> Snapshot:
    """The file at the source's address. Raises FetchError."""
    return get(config.address, access, now)


KIND = SourceKind("table", TableConfig, fetch, read)
