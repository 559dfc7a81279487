"""What may go wrong on the way: for good (FetchError), or so that another try may heal it (Passing)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Wait:
    """How long a server asked to be left alone: `seconds` from now on, and `words` that say so."""

    seconds: float
    words: str


class Passing(Exception):
    """A failure that another try may heal; `wait` is what the server asked for, where it asked."""

    def __init__(self, message: str, wait: Wait | None = None) -> None:
        super().__init__(message)
        self.wait = wait


def wait_until(instant: datetime) -> Wait:
    """The wait from the machine's present instant up to another (aware) one; less than nothing for one gone by."""
    seconds = (instant - datetime.now(UTC)).total_seconds()
    return Wait(seconds, f"until {instant.astimezone(UTC):%Y-%m-%dT%H:%M}Z")
