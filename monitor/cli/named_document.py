"""A document that a command was given by name: a file, an address, or the standard input."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from monitor.cli import BadAnswer, UserError

STANDARD_INPUT = "-"
# The same as what a fetch may bring.
LARGEST_DOCUMENT = 50_000_000


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """The bytes of a document, what people call it, and what its server says of it."""

    name: str
    body: bytes
    media_type: str | None = None
    charset: str | None = None

    @property
    def sha256(self) -> str:
        """The hash of its bytes, in hexadecimal."""
        return hashlib.sha256(self.body).hexdigest()


def document_named(written: str) -> NamedDocument:
    """The document that a person named. Raises UserError, BadAnswer in one line."""
    if "://" in written:
        return _fetched(written)
    name = "the standard input" if written == STANDARD_INPUT else written
    try:
        body = _all_of(sys.stdin.buffer) if written == STANDARD_INPUT else _file(Path(written))
    except IsADirectoryError:
        raise UserError(f"{name} is a folder; name one file in it") from None
    except OSError as error:
        raise UserError(f"{name} cannot be read: {error.strerror or error}") from None
    if len(body) > LARGEST_DOCUMENT:
        raise BadAnswer(f"{name} is too large: at most {LARGEST_DOCUMENT / 1e6:.0f} MB are read")
    return NamedDocument(name, body)


def _file(path: Path) -> bytes:
    with path.open("rb") as opened:
        return _all_of(opened)


def _all_of(opened: BinaryIO) -> bytes:
    """All that stands there, or as much as shows that it is too much."""
    return opened.read(LARGEST_DOCUMENT + 1)


def _fetched(address: str) -> NamedDocument:
    """What stands at an address, which may be a machine of the user's own network, since the user named it."""
    # Heavy to import, and a file needs none of it.
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
    return NamedDocument(address, found.body, found.media_type, found.charset)
