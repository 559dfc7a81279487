"""What the answers look like that say what a figure stands on, and the lists behind it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import Field

from collectors.reading import Bound, Of, Precision
from monitor.answers import CheckOutcome, Origin, StepKind
from monitor.campaign import Basis
from monitor.store.audit import Action
from monitor.store.schema import Outcome, Resolution
from monitor.units import Level
from monitor.web.api.schemas import (
    Answer,
    Excerpt,
    IndicatorName,
    Number,
    ProgressRow,
    Shape,
    SourceName,
    Text,
    UnitName,
)


class UnitReference(Shape):
    """Which unit; its id alone where the campaign does not have it any more."""

    id: str
    code: str | None
    name: str | None
    level: Level | None


class ObservationRow(Shape):
    """An accepted figure of a cell from its source, in one revision."""

    id: int
    indicator: IndicatorName
    unit: UnitReference
    unit_written: str | None
    as_of: date
    as_of_precision: Precision
    value: Number | None
    count: int | None
    out_of: Number | None
    ratio: float | None
    of: Of | None
    bound: Bound
    rank: int | None
    rank_at_most: int | None
    days_ahead: int | None
    source: SourceName
    revision: int = Field(description="1 is what the source said first; each later one supersedes those before it")
    known_at: datetime
    reason: str = Field(description="why the revision was made")
    author: str = Field(description="who made it, where a person did")
    withdrawn: bool = Field(description="the figures that it repeats were wrong, and nothing better is known")
    backlog: bool = Field(description="what was done earlier and entered late: its growth is no pace")
    warnings: list[str] = Field(description="doubts of the reader, and rules that it breaks that are only marked")
    waived: list[str] = Field(description="rules in spite of which it was accepted")
    quote: str
    cell: str | None
    span: tuple[int, int] | None
    run: int
    document: str | None = Field(description="SHA-256 of the snapshot")
    evidence: str = Field(description="where it stands in its document")


class RunRow(Shape):
    """One attempt of a source, and what became of it."""

    id: int
    source: SourceName
    slot: datetime | None = Field(description="the due instant that it answers; null for a run by hand")
    started_at: datetime
    finished_at: datetime
    duration_seconds: float
    outcome: Outcome
    error: str | None
    document: str | None = Field(description="SHA-256 of the snapshot")
    read: int
    accepted: int
    unchanged: int
    quarantined: int


class TargetRow(Shape):
    """One version of a target. Shares are of the target's base; `deadline` is the last day that counts."""

    indicator: IndicatorName
    unit: UnitName
    version: int
    start: date
    deadline: date
    in_force: bool = Field(description="whether there is a day that it is judged by")
    in_force_from: date | None = Field(description="the first such day; null: from the beginning")
    until: date | None = Field(description="the first day on which it no longer is; null: without end")
    ended: bool = Field(description="it says that from that day on there is no such target")
    value: Number | None = Field(description="the number to reach, where it does not depend on a base")
    share: float | None
    of: Of | None = Field(description="what `share` is a share of")
    denominator: str | None = Field(description="the indicator that gives the base")
    baseline: Number
    path: str = Field(description="straight, milestones or working_days")
    basis: Basis
    decision: str
    decided_on: date | None
    decided_by: str
    note: str
    recorded_at: datetime | None = Field(description="when this version was first served")


class AuditRow(Shape):
    """One write: who did what to what."""

    id: int
    at: datetime
    actor: str
    action: Action
    subject: str
    details: dict[str, Any]


class DocumentOut(Shape):
    """The snapshot that a figure was read from."""

    sha256: str
    address: str
    fetched_at: datetime
    media_type: str | None
    size: int
    kept: bool = Field(description="whether its bytes are kept; of a document with personal numbers only its hash is")


class RevisionOut(Shape):
    """A revision with where it came from. `excerpt` is the document's text with the quote in it."""

    observation: ObservationRow
    run: RunRow | None
    document: DocumentOut | None
    excerpt: Excerpt | None


class StatementOut(Shape):
    """All that one source has said of one cell, oldest first; the last revision holds."""

    unit: UnitName
    source: SourceName
    as_of: date
    used: bool = Field(description="whether the figure stands on it")
    weight: float = Field(description="how much of it is in the figure: 1 is all of it")
    difference: Number | None = Field(description="what a source that is not used says more or less")
    revisions: list[RevisionOut]


class ExceptionOut(Shape):
    """The campaign's exception by which a figure may break a rule."""

    first: date
    last: date
    up_to: float | None
    why: str


class CheckOut(Shape):
    """A check, and what came of it."""

    rule: str
    rule_name: Text
    outcome: CheckOutcome
    author: str = Field(description="who accepted the figure in spite of it")
    reason: str
    exception: ExceptionOut | None


class StepOut(Shape):
    """How one number of the judgement comes about."""

    kind: StepKind
    words: Text
    formula: Text
    value: float | None = Field(description="the number as judged; a lead in days")


class AsideOut(Shape):
    """What of this indicator and unit was set aside."""

    id: int
    as_of: date | None
    rule: str
    rule_name: Text
    message: str
    quote: str
    place: str
    source: SourceName
    run: int
    opened_at: datetime
    closed_at: datetime | None
    resolution: Resolution | None
    reason: str
    author: str


class ExplainOut(Shape):
    """Why a figure and its judgement are what they are."""

    progress: ProgressRow = Field(description="the very row that `progress` gives")
    known_at: datetime | None = Field(description="the instant whose knowledge counts; null: all that is known")
    exists: bool = Field(description="whether the unit exists on the judged day")
    origin: Origin
    judged_by: date | None = Field(description="the as-of day compared with the target, where not the latest")
    stands_on: int = Field(description="how many observations the figure stands on")
    statements: list[StatementOut] = Field(description="of a sum, its first parts")
    withdrawn: list[StatementOut] = Field(description="later days whose figures were taken back")
    checks: list[CheckOut]
    target: TargetRow | None
    denominator: list[StatementOut] = Field(description="the number that the target is a share of")
    steps: list[StepOut]
    set_aside: list[AsideOut] = Field(description="newest first")
    set_aside_total: int
    board: str


class ObservationList(Answer):
    """By indicator, unit, source, as-of day and revision."""

    data: list[ObservationRow]


class RunList(Answer):
    """Newest first."""

    data: list[RunRow]


class TargetList(Answer):
    """By indicator, unit, first day and version."""

    data: list[TargetRow]


class AuditList(Answer):
    """Newest first."""

    data: list[AuditRow]
