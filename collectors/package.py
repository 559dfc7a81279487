"""A zip package (a workbook, a document) opened with care: what it says of its size is looked at, and then held to."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - an exception's name

from collectors.faults import ReadError

ZIP_MAGIC = b"PK\x03\x04"
LARGEST_UNPACKED = 300_000_000
MOST_PARTS = 5000

# What a damaged archive makes the library raise.
DAMAGES = (BadZipFile, ZlibError, EOFError, NotImplementedError, KeyError, ValueError, OSError)
_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
# The parts that may be read; pictures and embedded files never are, however large.
_READ = (".xml", ".rels")


class Locked(ReadError):
    """A package that a password locks."""

    def __init__(self) -> None:
        super().__init__("a file locked by a password; one without would be right")


class Package:
    """The parts of a package by their names, small letters and forward strokes."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._parts = {part.filename.replace("\\", "/").lstrip("/").casefold(): part for part in archive.infolist()}

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._parts

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in small letters."""
        return tuple(self._parts)

    def holds(self, beginning: str) -> bool:
        """Whether the name of any part begins so."""
        return any(name.startswith(beginning) for name in self._parts)

    def size_of(self, name: str) -> int:
        """How many bytes the package says that a part unpacks to; `part` gives no more of it. Raises KeyError."""
        return self._parts[name.casefold()].file_size

    @contextmanager
    def part(self, name: str) -> Iterator[IO[bytes]]:
        """A part to be read bit by bit; what the archive says of its size bounds it. Raises KeyError, Locked."""
        described = self._parts[name.casefold()]
        if described.flag_bits & _ENCRYPTED:
            raise Locked
        with self._archive.open(described) as stream:
            yield stream

    def text_of(self, name: str, most: int) -> bytes:
        """A small part whole, at most so many bytes of it. Raises KeyError, Locked."""
        with self.part(name) as stream:
            return stream.read(most)


@contextmanager
def opened(body: bytes, kind: str) -> Iterator[Package]:
    """The package that holds a document of a `kind` ("workbook").

    Raises ReadError, before anything is unpacked where that would be too much, and where it proves to be damaged.
    """
    try:
        parts = body.count(_ENTRY)
        if parts > MOST_PARTS:
            raise ReadError(f"{kind} in {parts:,} parts; at most {MOST_PARTS:,} are read")
        with ZipFile(io.BytesIO(body)) as archive:
            _refuse_large(archive.infolist(), kind)
            yield Package(archive)
    except DAMAGES:
        raise ReadError(f"not a whole {kind}: it is damaged or cut off; send it again") from None


def names_in(body: bytes) -> tuple[str, ...]:
    """The names of the parts of a package, in small letters; none where bytes are no package that may be read."""
    try:
        with opened(body, "package") as package:
            return package.names
    except ReadError:
        return ()


def _refuse_large(parts: list[ZipInfo], kind: str) -> None:
    unpacked = sum(part.file_size for part in parts if part.filename.casefold().endswith(_READ))
    if unpacked > LARGEST_UNPACKED:
        raise ReadError(
            f"{kind} that unpacks to {unpacked / 1e6:,.0f} MB; at most {LARGEST_UNPACKED / 1e6:.0f} MB are read"
        )
