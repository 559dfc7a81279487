"""Every table. Rows of observations, runs and snapshots are only ever added; corrections are later revisions."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from collectors.reading import Bound, Of, Precision
from monitor.campaign import Basis
from monitor.store.types import BigId, Instant, Words

# The newest revision under migrations/; a test holds the two together.
VERSION = "0001"


class Outcome(StrEnum):
    """What became of a run."""

    OK = "ok"
    PARTIAL = "partial"
    FAILED = "failed"


class Resolution(StrEnum):
    """How a quarantined Reading was closed."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def _one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    listed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f'"{column}" IN ({listed})', name=column)


def _document() -> Column[str]:
    return Column("document", String(64), ForeignKey("snapshots.sha256"))


# `body` and `text` (the text as read, UTF-8) are zlib-compressed; `body` is NULL where only the hash may be kept.
snapshots = Table(
    "snapshots",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("body", LargeBinary),
    Column("size", BigInteger, nullable=False),
    Column("media_type", Text),
    Column("charset", Text),
    Column("address", Text, nullable=False),
    Column("fetched_at", Instant, nullable=False),
    Column("text", LargeBinary),
)

# `slot` is the due instant, NULL for a run by hand; `read` = accepted + unchanged + quarantined + left out.
runs = Table(
    "runs",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("source", Text, nullable=False),
    Column("slot", Instant),
    Column("started_at", Instant, nullable=False),
    Column("finished_at", Instant, nullable=False),
    Column("duration_seconds", Double, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("error", Words),
    _document(),
    Column("read", Integer, nullable=False),
    Column("accepted", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("quarantined", Integer, nullable=False),
    Column("report", JSON, nullable=False),
    UniqueConstraint("source", "slot"),
    _one_of("outcome", Outcome),
    # Holds all that the counters of a scrape need, so that they never touch the reports.
    Index("ix_runs_counts", "source", "outcome", "accepted", "unchanged", "quarantined"),
)

observations = Table(
    "observations",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("indicator", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("precision", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("run", BigId, ForeignKey("runs.id"), nullable=False),
    Column("known_at", Instant, nullable=False),
    Column("value", Double),
    Column("count", BigInteger),
    Column("out_of", Double),
    Column("ratio", Double),
    Column("of", Text),
    Column("bound", Text, nullable=False),
    Column("rank", Integer),
    Column("rank_at_most", Integer),
    Column("days_ahead", Integer),
    Column("unit_written", Words),
    Column("quote", Words, nullable=False),
    Column("span_start", Integer),
    Column("span_end", Integer),
    Column("cell", Words),
    _document(),
    Column("reason", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("warnings", Text, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    # Serves a series, a cell's newest revision and the neighbouring days of one source alike.
    UniqueConstraint("indicator", "unit", "source", "as_of", "revision"),
    Index(None, "source", "indicator", "as_of"),
    Index(None, "run"),
    _one_of("precision", Precision),
    _one_of("bound", Bound),
    _one_of("of", Of),
    CheckConstraint("revision >= 1", name="revision"),
    CheckConstraint(
        "value IS NOT NULL OR ratio IS NOT NULL OR rank IS NOT NULL OR rank_at_most IS NOT NULL", name="says_something"
    ),
)

# Of a place in a document that gave no Reading, `reading` is NULL. One Reading is open at most once.
quarantine = Table(
    "quarantine",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("run", BigId, ForeignKey("runs.id"), nullable=False),
    Column("source", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("place", Words, nullable=False),
    Column("message", Words, nullable=False),
    Column("quote", Words, nullable=False),
    Column("unit_written", Words),
    Column("indicator", Text),
    Column("unit", Text),
    Column("as_of", Date),
    Column("reading", JSON(none_as_null=True)),
    Column("fingerprint", String(64), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("resolution", Text),
    Column("reason", Text, nullable=False),
    Column("author", Text, nullable=False),
    Index(
        "uq_quarantine_open_fingerprint",
        "fingerprint",
        unique=True,
        sqlite_where=text("closed_at IS NULL"),
        postgresql_where=text("closed_at IS NULL"),
    ),
    Index(None, "source", "closed_at"),
    _one_of("resolution", Resolution),
    CheckConstraint("(closed_at IS NULL) = (resolution IS NULL)", name="closed_with_a_resolution"),
)

campaigns = Table(
    "campaigns",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("campaign", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("served_at", Instant, nullable=False),
)

# One target is told from another by indicator, unit and first day; a changed one is a new version.
targets = Table(
    "targets",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("indicator", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("start", Date, nullable=False),
    Column("version", Integer, nullable=False),
    Column("deadline", Date, nullable=False),
    Column("basis", Text, nullable=False),
    Column("value", Double),
    Column("share", Double),
    Column("of", Text),
    Column("implied_value", BigInteger),
    Column("implied_share", Text),
    Column("baseline", Double, nullable=False),
    Column("decision", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("from_campaign", BigId, ForeignKey("campaigns.id"), nullable=False),
    Column("recorded_at", Instant, nullable=False),
    UniqueConstraint("indicator", "unit", "start", "version"),
    _one_of("basis", Basis),
    _one_of("of", Of),
)

source_pauses = Table(
    "source_pauses",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("source", Text, nullable=False),
    Column("paused_at", Instant, nullable=False),
    Column("paused_by", Text, nullable=False),
    Column("resumed_at", Instant),
    Column("resumed_by", Text),
    Index(
        "uq_source_pauses_open_source",
        "source",
        unique=True,
        sqlite_where=text("resumed_at IS NULL"),
        postgresql_where=text("resumed_at IS NULL"),
    ),
)

# One row named `revision`: grows with each write that changes what the campaign's figures or targets are.
counters = Table(
    "counters",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
)
