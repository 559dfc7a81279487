"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "campaigns",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("campaign", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("served_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_campaigns"),
    )
    op.create_table(
        "counters",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counters"),
    )
    op.create_table(
        "snapshots",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("charset", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("fetched_at", INSTANT, nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("sha256", name="pk_snapshots"),
    )
    op.create_table(
        "source_pauses",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("paused_at", INSTANT, nullable=False),
        sa.Column("paused_by", sa.Text(), nullable=False),
        sa.Column("resumed_at", INSTANT, nullable=True),
        sa.Column("resumed_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_source_pauses"),
    )
    op.create_index(
        "uq_source_pauses_open_source",
        "source_pauses",
        ["source"],
        unique=True,
        sqlite_where=sa.text("resumed_at IS NULL"),
        postgresql_where=sa.text("resumed_at IS NULL"),
    )
    op.create_table(
        "runs",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("slot", INSTANT, nullable=True),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("finished_at", INSTANT, nullable=False),
        sa.Column("duration_seconds", sa.Double(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("document", sa.String(length=64), nullable=True),
        sa.Column("read", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("quarantined", sa.Integer(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.CheckConstraint("\"outcome\" IN ('ok', 'partial', 'failed')", name=op.f("ck_runs_outcome")),
        sa.ForeignKeyConstraint(["document"], ["snapshots.sha256"], name="fk_runs_document"),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
        sa.UniqueConstraint("source", "slot", name="uq_runs_source_slot"),
    )
    op.create_index(
        "ix_runs_counts", "runs", ["source", "outcome", "accepted", "unchanged", "quarantined"], unique=False
    )
    op.create_table(
        "targets",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("share", sa.Double(), nullable=True),
        sa.Column("of", sa.Text(), nullable=True),
        sa.Column("implied_value", sa.BigInteger(), nullable=True),
        sa.Column("implied_share", sa.Text(), nullable=True),
        sa.Column("baseline", sa.Double(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("from_campaign", BIG_ID, nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.CheckConstraint("\"basis\" IN ('decided', 'implied', 'inferred', 'assumed')", name=op.f("ck_targets_basis")),
        sa.CheckConstraint(
            "\"of\" IN ('target', 'eligible', 'approved', 'assigned', 'filed')", name=op.f("ck_targets_of")
        ),
        sa.ForeignKeyConstraint(["from_campaign"], ["campaigns.id"], name="fk_targets_from_campaign"),
        sa.PrimaryKeyConstraint("id", name="pk_targets"),
        sa.UniqueConstraint("indicator", "unit", "start", "version", name="uq_targets_indicator_unit_start_version"),
    )
    op.create_table(
        "observations",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("run", BIG_ID, nullable=False),
        sa.Column("known_at", INSTANT, nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("count", sa.BigInteger(), nullable=True),
        sa.Column("out_of", sa.Double(), nullable=True),
        sa.Column("ratio", sa.Double(), nullable=True),
        sa.Column("of", sa.Text(), nullable=True),
        sa.Column("bound", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("rank_at_most", sa.Integer(), nullable=True),
        sa.Column("days_ahead", sa.Integer(), nullable=True),
        sa.Column("unit_written", sa.Text(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("cell", sa.Text(), nullable=True),
        sa.Column("document", sa.String(length=64), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("warnings", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "\"bound\" IN ('exact', 'at_least', 'at_most', 'about')", name=op.f("ck_observations_bound")
        ),
        sa.CheckConstraint(
            "\"of\" IN ('target', 'eligible', 'approved', 'assigned', 'filed')", name=op.f("ck_observations_of")
        ),
        sa.CheckConstraint(
            "\"precision\" IN ('day', 'month', 'mid-month', 'quarter', 'year', 'published')",
            name=op.f("ck_observations_precision"),
        ),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_observations_revision")),
        sa.CheckConstraint(
            "value IS NOT NULL OR ratio IS NOT NULL OR rank IS NOT NULL OR rank_at_most IS NOT NULL",
            name=op.f("ck_observations_says_something"),
        ),
        sa.ForeignKeyConstraint(["document"], ["snapshots.sha256"], name="fk_observations_document"),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_observations_run"),
        sa.PrimaryKeyConstraint("id", name="pk_observations"),
        sa.UniqueConstraint(
            "indicator",
            "unit",
            "source",
            "as_of",
            "revision",
            name="uq_observations_indicator_unit_source_as_of_revision",
        ),
    )
    op.create_index("ix_observations_run", "observations", ["run"], unique=False)
    op.create_index(
        "ix_observations_source_indicator_as_of", "observations", ["source", "indicator", "as_of"], unique=False
    )
    op.create_table(
        "quarantine",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("run", BIG_ID, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("unit_written", sa.Text(), nullable=True),
        sa.Column("indicator", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("reading", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.Column("resolution", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.CheckConstraint("\"resolution\" IN ('accepted', 'rejected')", name=op.f("ck_quarantine_resolution")),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (resolution IS NULL)", name=op.f("ck_quarantine_closed_with_a_resolution")
        ),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_quarantine_run"),
        sa.PrimaryKeyConstraint("id", name="pk_quarantine"),
    )
    op.create_index("ix_quarantine_source_closed_at", "quarantine", ["source", "closed_at"], unique=False)
    op.create_index(
        "uq_quarantine_open_fingerprint",
        "quarantine",
        ["fingerprint"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.execute("INSERT INTO counters (name, value) VALUES ('revision', 0)")


def downgrade() -> None:
    for table in (
        "quarantine", "observations", "targets", "runs", "source_pauses", "snapshots", "counters", "campaigns",
    ):  # fmt: skip
        op.drop_table(table)
