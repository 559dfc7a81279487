"""Pages of a list: a cursor holds what was asked, so that a run between two pages moves no row."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from monitor.answers import Question
from monitor.web.problems import Fault, bad_parameters

USUAL_PAGE = 100
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins, in the list as it was known at an instant and judged for a day."""

    offset: int
    as_of: date
    known_at: datetime
    of: str

    def __str__(self) -> str:
        plain = [self.offset, self.as_of.isoformat(), self.known_at.isoformat(), self.of]
        return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def fingerprint(path: str, question: Question, *more: str) -> str:
    """A short name of a question but for its clocks, by which a cursor knows its own list."""
    asked = [path, question.indicators, question.units, question.levels, more]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:16]


def read_cursor(written: str, of: str) -> Cursor:
    """The cursor as written. Raises Problem where it is none, or of another list."""
    try:
        padded = written + "=" * (-len(written) % 4)
        offset, as_of, known_at, own = json.loads(base64.urlsafe_b64decode(padded))
        found = Cursor(int(offset), date.fromisoformat(as_of), datetime.fromisoformat(known_at), str(own))
    except (ValueError, TypeError, binascii.Error, RecursionError):
        found = None
    if found is None or found.of != of or found.offset < 0 or found.known_at.tzinfo is None:
        right = "the cursor in links.next of an earlier answer to the same question would be right"
        raise bad_parameters([Fault("cursor", f"cursor is not one of this list: {right}")])
    return found


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a list: where they begin, and how long it is."""

    rows: Sequence[T]
    offset: int
    total: int

    @property
    def end(self) -> int | None:
        """Where the next page begins; None on the last."""
        after = self.offset + len(self.rows)
        return after if after < self.total else None


def cut(rows: Sequence[T], offset: int, limit: int | None) -> Page[T]:
    """The page of `rows` from `offset`; no limit means to the end."""
    return Page(rows[offset : None if limit is None else offset + limit], offset, len(rows))
