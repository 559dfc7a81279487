"""Figures that are handed in, row by row: imported from a file, typed in, or pushed by another system."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from collectors.reading import Reading
from collectors.source import Snapshot


@dataclass(frozen=True, slots=True)
class RowFault:
    """Why a row is no figure: the column in doubt (None: the whole row), the rule, and what would be right."""

    column: str | None
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row as handed in, with its number in the file or the list: a Reading, or every fault that it has."""

    number: int
    reading: Reading | None
    faults: tuple[RowFault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Rows that are taken in as one Run of `source`, by `author`; `document` is what was handed in, to be kept.

    `whole` takes all rows or none. The same `key` of one source is taken once: with the same content it gives the same
    answer again, with other content it is refused. `reason` is the revision's, where someone gave one.
    """

    source: str
    author: str
    rows: tuple[Row, ...]
    document: Snapshot
    key: str | None = None
    whole: bool = False
    reason: str = ""


class RowOutcome(StrEnum):
    """What became of a row. `refused` rows are no figures of the campaign; nothing of them is kept but the document."""

    ACCEPTED = "accepted"
    UNCHANGED = "unchanged"
    QUARANTINED = "quarantined"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowAnswer:
    """The answer to a row, with the cell that it was found to speak of as far as that is known.

    `unit` is the campaign's id, `unit_written` what the row says. `quarantine` is the id to decide on, where it was set
    aside and stored.
    """

    row: int
    outcome: RowOutcome
    column: str | None = None
    rule: str | None = None
    message: str = ""
    indicator: str | None = None
    unit: str | None = None
    unit_written: str | None = None
    as_of: date | None = None
    quarantine: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchAnswer:
    """The answers to all rows, in their order. `run` is None where nothing was written: a dry run, a whole batch with a
    bad row. `repeated` where the same batch had been taken before.
    """

    run: int | None
    rows: tuple[RowAnswer, ...]
    repeated: bool = False

    @property
    def good(self) -> bool:
        """Whether every row was accepted or said nothing new."""
        return all(row.outcome in (RowOutcome.ACCEPTED, RowOutcome.UNCHANGED) for row in self.rows)


class KeyTaken(Exception):
    """The key of a batch has been used for another content."""
