"""Taking a body in: unpacked as it comes, counted, and whole."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from requests import Response

from collectors.faults import FetchError
from collectors.http.deadline import Deadline
from collectors.http.failure import Passing

CHUNK = 65536
# zlib's word for "gzip".
_GZIP = 16 + zlib.MAX_WBITS


class Bounded:
    """Bytes that may come to so many in all, as unpacked."""

    def __init__(self, host: str, room: int) -> None:
        self.host, self._room = host, room
        self.body = bytearray()

    def add(self, piece: bytes) -> None:
        """Take a piece in. Raises FetchError when it is one too many."""
        self.body += piece
        if len(self.body) > self._room:
            raise FetchError(f"{self.host} sent more than the {self._room / 1e6:g} MB that a run may take in")


def body_of(response: Response, host: str, room: int, deadline: Deadline) -> bytes:
    """The whole body of an answer, unpacked, of at most `room` bytes. Raises FetchError, or Passing where it is cut.

    Exceptions of the connection pass through. Stops at the deadline with what has come: ask it afterwards.
    """
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in ("identity", "", "gzip", "x-gzip"):
        raise FetchError(f"{host} packed its answer in a way that was not asked for; gzip would be right")
    taken = Bounded(host, room)
    pieces = _pieces(response, deadline)
    if encoding.endswith("gzip"):
        _unpack(pieces, taken)
    else:
        for piece in pieces:
            taken.add(piece)
    return bytes(taken.body)


def _pieces(response: Response, deadline: Deadline) -> Iterator[bytes]:
    for piece in response.raw.stream(CHUNK, decode_content=False):
        yield piece
        if deadline.passed:
            return


def _unpack(pieces: Iterator[bytes], taken: Bounded) -> None:
    unpacker = zlib.decompressobj(_GZIP)
    begun = False
    for piece in pieces:
        while piece:
            if unpacker.eof:  # a gzip file may hold several members
                unpacker = zlib.decompressobj(_GZIP)
            try:
                taken.add(unpacker.decompress(piece, CHUNK))
            except zlib.error:
                raise Passing(f"{taken.host} sent a packed body that does not unpack") from None
            begun, piece = True, unpacker.unconsumed_tail or unpacker.unused_data
    if begun and not unpacker.eof:
        raise Passing(f"{taken.host} sent a packed body that breaks off")
