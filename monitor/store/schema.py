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
    false,
    text,
)

from collectors.reading import Bound, Of, Precision
from monitor.campaign import Basis
from monitor.store.types import BigId, Instant, Words
from monitor.units import EventKind, Level

# The newest revision under migrations/; a test holds the two together.
VERSION = "0002"


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
    Column("backlog", Boolean, nullable=False, server_default=false()),
    Column("waived", Text, nullable=False, server_default=""),
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
    # Rules that someone waived already, of a Reading that breaks several.
    Column("waived", Text, nullable=False, server_default=""),
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

# One target is told from another by indicator, unit and first day; a changed one is a new version, and so is its end.
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
    Column("in_force_from", Date),
    Column("decided_on", Date),
    Column("decided_by", Text, nullable=False, server_default=""),
    Column("path", JSON(none_as_null=True)),
    Column("denominator", Text),
    Column("ended", Boolean, nullable=False, server_default=false()),
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

# A unit's newest version at an instant is what was known of it then. `former` lists what it bore before, oldest first.
units = Table(
    "units",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("recorded_at", Instant, nullable=False),
    Column("level", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("code", Text),
    Column("parent", Text),
    Column("valid_from", Date),
    Column("valid_until", Date),
    Column("aliases", JSON, nullable=False),
    Column("former", JSON, nullable=False),
    Column("latitude", Double),
    Column("longitude", Double),
    Column("source", Text, nullable=False),
    _one_of("level", Level),
    CheckConstraint("version >= 1", name="version"),
)

# An event is told from another by its digest. One that was wrong is withdrawn; it stays in the history.
unit_events = Table(
    "unit_events",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("recorded_at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
    Column("day", Date, nullable=False),
    Column("kind", Text, nullable=False),
    Column("units", JSON, nullable=False),
    Column("decree", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    _one_of("kind", EventKind),
    Index(
        "uq_unit_events_standing_digest",
        "digest",
        unique=True,
        sqlite_where=text("withdrawn_at IS NULL"),
        postgresql_where=text("withdrawn_at IS NULL"),
    ),
)

unit_transfers = Table(
    "unit_transfers",
    metadata,
    Column("event", BigId, ForeignKey("unit_events.id"), primary_key=True, autoincrement=False),
    Column("source", Text, primary_key=True),
    Column("target", Text, primary_key=True),
    Column("weight", Double, nullable=False),
    Column("estimated", Boolean, nullable=False),
    CheckConstraint("weight > 0 AND weight <= 1", name="weight"),
)

# From which day on the units of a level are known; the newest row of a level and a source holds.
unit_maps = Table(
    "unit_maps",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("recorded_at", Instant, nullable=False),
    Column("level", Text, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("source", Text, nullable=False),
    Column("note", Text, nullable=False),
    _one_of("level", Level),
)

# Every write, in the transaction that made it: who did what to what, with the particulars.
audit = Table(
    "audit",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("actor", Words, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Words, nullable=False),
    Column("details", JSON, nullable=False),
    Index(None, "action", "id"),
)

# What was handed in under a key: the same key with the same content gives the same answer and writes nothing.
batches = Table(
    "batches",
    metadata,
    Column("key", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("run", BigId, ForeignKey("runs.id")),
    Column("answer", JSON, nullable=False),
    Column("taken_at", Instant, nullable=False),
)

# Of a token its hash alone; `scopes` are words with blanks between them.
tokens = Table(
    "tokens",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("name", Text, nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("scopes", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("revoked_at", Instant),
    Index(
        "uq_tokens_standing_name",
        "name",
        unique=True,
        sqlite_where=text("revoked_at IS NULL"),
        postgresql_where=text("revoked_at IS NULL"),
    ),
)

# Who is signed in on the pages: of the secret in a browser's cookie the hash alone. A row goes when its session ends.
sessions = Table(
    "sessions",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("token", BigId, ForeignKey("tokens.id"), nullable=False),
    Column("begun_at", Instant, nullable=False),
)

# `revision` grows with each write that changes what the campaign's figures, targets or units are, `units` with each
# that changes the units; `settled` is the instant up to which what is known stands for good, in microseconds since
# 1970.
counters = Table(
    "counters",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
)
