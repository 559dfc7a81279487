"""What answers to those who write look like, and the bodies that they send, for the OpenAPI description."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import Field

from collectors.reading import Bound, Of, Precision
from monitor.answers.quarantine import Decided
from monitor.intake import RowOutcome
from monitor.web.api.schemas import (
    Answer,
    Excerpt,
    IndicatorName,
    Number,
    Shape,
    SourceName,
    Text,
    UnitName,
)


class RowOut(Shape):
    """The answer to one row. `unit` is the campaign's id, `unit_written` what the row says."""

    row: int = Field(description="its place in the list, from 1")
    outcome: RowOutcome
    column: str | None = Field(description="the field in doubt; null for the whole row")
    rule: str | None = Field(description="the rule that it breaks")
    message: str
    indicator: str | None
    unit: str | None
    unit_written: str | None
    as_of: date | None
    quarantine: int | None = Field(description="where it was set aside: the number under /api/v1/quarantine")


class RowCounts(Shape):
    """How many rows came to what."""

    accepted: int
    unchanged: int
    quarantined: int
    refused: int


class PushAnswer(Shape):
    """The answers to all rows, in their order."""

    run: int | None = Field(description="the run that took them in; null where nothing was written")
    source: str
    key: str | None
    dry_run: bool
    repeated: bool = Field(description="the same batch had been taken before; nothing was written now")
    good: bool = Field(description="every row was accepted or said nothing new")
    counts: RowCounts
    rows: list[RowOut]


class QuarantineRow(Shape):
    """A figure that was set aside, or a place in a document that gave none."""

    id: int
    state: Decided
    source: SourceName
    rule: str
    rule_name: Text
    message: str = Field(description="the rule with the numbers of both sides")
    indicator: IndicatorName | None
    unit: UnitName | None
    unit_written: str | None
    as_of: date | None
    value: Number | None
    ratio: float | None
    bound: Bound | None
    place: str
    quote: str
    opened_at: datetime
    waived: list[str] = Field(description="rules in spite of which someone wants it accepted already")
    closed_at: datetime | None
    reason: str
    author: str = Field(description="who decided; empty where a later run passed every check")
    run: int
    self: str
    board: str


class QuarantineList(Answer):
    """Newest first."""

    data: list[QuarantineRow]


class KnownFigure(Shape):
    """A figure of the same indicator and unit on a near day."""

    as_of: date
    as_of_precision: Precision
    source: SourceName
    value: Number | None
    count: int | None
    out_of: Number | None
    ratio: float | None
    of: Of | None
    bound: Bound
    revision: int
    known_at: datetime
    evidence: str


class QuarantineOut(QuarantineRow):
    """One with all that a decision needs."""

    reading: dict[str, Any] | None = Field(description="what the source said, as a Reading")
    document: str | None = Field(description="SHA-256 of the snapshot")
    address: str
    excerpt: Excerpt | None = Field(description="the quote within the document's text")
    around: list[KnownFigure] = Field(description="what is known on the nearest days, by day")
    observation: int | None = Field(description="the observation that accepting it made, while it stands")


class DecisionOut(Shape):
    """What became of a decision. Where another rule is broken it stays set aside by that one, to be decided too."""

    id: int
    state: Decided
    accepted: bool
    observation: int | None
    rule: str | None = Field(description="the next rule that it breaks")
    rule_name: Text | None
    message: str
    links: dict[str, str]


_REASON = {"type": "string", "minLength": 1, "maxLength": 1000, "description": "why; it is kept with the decision"}
_READING = {
    "type": "object",
    "description": "A Reading in its public form. value is a whole number; a rate's value is a share (0.552).",
    "required": ["indicator", "as_of"],
    "properties": {
        "indicator": {"type": "string"},
        "unit": {"type": "string", "description": "the unit's name as written"},
        "unit_code": {"type": "string", "description": "the unit's official code, as text"},
        "as_of": {"type": "string", "format": "date"},
        "value": {"type": "number"},
        "ratio": {"type": "number"},
        "quote": {"type": "string"},
    },
}
_BODIES = {
    "/api/v1/observations": {
        "type": "object",
        "required": ["rows"],
        "additionalProperties": False,
        "properties": {
            "key": {"type": "string", "description": "the batch's name, or the header Idempotency-Key: taken once"},
            "source": {"type": "string", "default": "push", "description": "push, or a source of the campaign"},
            "mode": {"enum": ["rows", "all"], "default": "rows", "description": "each good row, or all rows or none"},
            "dry_run": {"type": "boolean", "default": False, "description": "answer the same and write nothing"},
            "reason": {"type": "string", "maxLength": 1000},
            "rows": {"type": "array", "minItems": 1, "maxItems": 10000, "items": _READING},
        },
        "example": {
            "key": "2023-10-19-morning",
            "rows": [{"indicator": "eid_activated", "unit_code": "26", "as_of": "2023-10-18", "value": 61120}],
        },
    },
    "/api/v1/quarantine/{quarantine_id}/accept": {
        "type": "object",
        "required": ["reason"],
        "additionalProperties": False,
        "properties": {
            "reason": _REASON,
            "backlog": {"type": "boolean", "default": False, "description": "a back-log: kept out of the pace"},
        },
    },
    "/api/v1/quarantine/{quarantine_id}/reject": {
        "type": "object",
        "required": ["reason"],
        "additionalProperties": False,
        "properties": {"reason": _REASON},
    },
}


def describe_bodies(spec: dict[str, Any]) -> None:
    """Puts the bodies of all addresses that take one into an OpenAPI description."""
    for path, schema in _BODIES.items():
        content = {"application/json": {"schema": schema}}
        spec["paths"][path]["post"]["requestBody"] = {"required": True, "content": content}
