"""A wall-clock limit that also ends what only drips."""

from __future__ import annotations

import contextlib
import socket
from datetime import timedelta
from threading import Lock, Timer
from time import monotonic


class Deadline:
    """The limit over all tries, hops and pages of one fetch, running from its birth.

    A socket's own time-out starts anew with every byte, so at the limit every watched socket is shut, which wakes
    whoever reads it. A reader woken that way may see a regular end of the document (urllib3 makes "200, 0 bytes" of
    half a header): ask `passed` after every read.
    """

    def __init__(self, limit: timedelta) -> None:
        self.limit = limit
        self._ends = monotonic() + limit.total_seconds()
        self._lock = Lock()
        self._shut = False
        self._sockets: list[socket.socket] = []
        self._timer = Timer(limit.total_seconds(), self._shut_all)
        self._timer.daemon = True
        self._timer.start()

    @property
    def left(self) -> float:
        """Seconds that are left; 0 when the limit has passed."""
        return max(0.0, self._ends - monotonic())

    @property
    def passed(self) -> bool:
        """Whether the limit has passed."""
        return self._shut or self.left == 0.0

    def watch(self, connection: socket.socket) -> None:
        """Shut this connection when the limit passes."""
        # A duplicate stays ours when TLS takes the descriptor over or its number is used again.
        duplicate = connection.dup()
        with self._lock:
            self._sockets.append(duplicate)
            if self._shut:
                _shut(duplicate)

    def close(self) -> None:
        """Watch no longer."""
        self._timer.cancel()
        with self._lock:
            for watched in self._sockets:
                watched.close()
            self._sockets.clear()

    def _shut_all(self) -> None:
        with self._lock:
            self._shut = True
            for watched in self._sockets:
                _shut(watched)


def _shut(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):  # the other side may have closed it already
        connection.shutdown(socket.SHUT_RDWR)
