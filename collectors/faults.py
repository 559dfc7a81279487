"""How a run fails for a reason that lies with its source.

SourceError             the run failed; its message is one line a person can act on
├── FetchError          nothing usable came: refused, timed out, too large, the wrong status
└── ReadError           what came is not the document that was due
    └── PersonalNumbers the document holds 12-digit personal numbers: only its hash and the places may be kept

NothingNew              no fault: the source was asked and has nothing that was not taken already; there was no run
"""

from __future__ import annotations


class SourceError(Exception):
    """A run failed for a reason that lies with its source."""


class FetchError(SourceError):
    """Nothing usable came from the source's address."""


class ReadError(SourceError):
    """What came is not the document that was due."""


class PersonalNumbers(ReadError):
    """The document holds personal identity numbers. `places` names where, without their digits."""

    def __init__(self, places: tuple[str, ...]) -> None:
        super().__init__(f"personal identity numbers at {'; '.join(places)}: aggregates only, the document is not kept")
        self.places = places


class NothingNew(Exception):
    """The source was asked and has nothing that was not taken already; the message says where it looked."""
