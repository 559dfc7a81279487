"""Units and their events, versions of targets, waivers and back-logs, batches, tokens, and the log of all writes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)

NEW_TABLES = ("sessions", "tokens", "batches", "audit", "unit_maps", "unit_transfers", "unit_events", "units")

LEVELS = "'nation', 'province', 'district', 'commune', 'agency'"
KINDS = "'create', 'merge', 'split', 'partial_transfer', 'rename', 'move', 'abolish'"

# Where the first schema keeps the instants under which it recorded something.
RECORDED = (
    ("observations", "known_at"),
    ("runs", "finished_at"),
    ("quarantine", "opened_at"),
    ("quarantine", "closed_at"),
    ("campaigns", "served_at"),
    ("targets", "recorded_at"),
    ("source_pauses", "paused_at"),
    ("source_pauses", "resumed_at"),
)


def new_columns() -> tuple[tuple[str, sa.Column[Any]], ...]:
    return (
        ("observations", sa.Column("backlog", sa.Boolean(), nullable=False, server_default=sa.false())),
        ("observations", sa.Column("waived", sa.Text(), nullable=False, server_default="")),
        ("quarantine", sa.Column("waived", sa.Text(), nullable=False, server_default="")),
        ("targets", sa.Column("in_force_from", sa.Date(), nullable=True)),
        ("targets", sa.Column("decided_on", sa.Date(), nullable=True)),
        ("targets", sa.Column("decided_by", sa.Text(), nullable=False, server_default="")),
        ("targets", sa.Column("path", sa.JSON(none_as_null=True), nullable=True)),
        ("targets", sa.Column("denominator", sa.Text(), nullable=True)),
        ("targets", sa.Column("ended", sa.Boolean(), nullable=False, server_default=sa.false())),
    )


def upgrade() -> None:
    for table, column in new_columns():
        op.add_column(table, column)
    op.create_table(
        "units",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("former", sa.JSON(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(f'"level" IN ({LEVELS})', name=op.f("ck_units_level")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_units_version")),
        sa.PrimaryKeyConstraint("id", "version", name="pk_units"),
    )
    op.create_table(
        "unit_events",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("withdrawn_at", INSTANT, nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("units", sa.JSON(), nullable=False),
        sa.Column("decree", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.CheckConstraint(f'"kind" IN ({KINDS})', name=op.f("ck_unit_events_kind")),
        sa.PrimaryKeyConstraint("id", name="pk_unit_events"),
    )
    op.create_index(
        "uq_unit_events_standing_digest",
        "unit_events",
        ["digest"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "unit_transfers",
        sa.Column("event", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("estimated", sa.Boolean(), nullable=False),
        sa.CheckConstraint("weight > 0 AND weight <= 1", name=op.f("ck_unit_transfers_weight")),
        sa.ForeignKeyConstraint(["event"], ["unit_events.id"], name="fk_unit_transfers_event"),
        sa.PrimaryKeyConstraint("event", "source", "target", name="pk_unit_transfers"),
    )
    op.create_table(
        "unit_maps",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(f'"level" IN ({LEVELS})', name=op.f("ck_unit_maps_level")),
        sa.PrimaryKeyConstraint("id", name="pk_unit_maps"),
    )
    op.create_table(
        "audit",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_action_id", "audit", ["action", "id"], unique=False)
    op.create_table(
        "batches",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("run", BIG_ID, nullable=True),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("taken_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_batches_run"),
        sa.PrimaryKeyConstraint("key", "source", name="pk_batches"),
    )
    op.create_table(
        "tokens",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("revoked_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_tokens"),
        sa.UniqueConstraint("digest", name="uq_tokens_digest"),
    )
    op.create_index(
        "uq_tokens_standing_name",
        "tokens",
        ["name"],
        unique=True,
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
    )
    op.create_table(
        "sessions",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("token", BIG_ID, nullable=False),
        sa.Column("begun_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["token"], ["tokens.id"], name="fk_sessions_token"),
        sa.PrimaryKeyConstraint("digest", name="pk_sessions"),
    )
    counters = sa.table("counters", sa.column("name", sa.Text()), sa.column("value", sa.BigInteger()))
    op.bulk_insert(counters, [{"name": "units", "value": 0}, {"name": "settled", "value": last_recorded()}])


def last_recorded() -> int:
    """The latest instant under which anything has been recorded, in microseconds since 1970; 0 where nothing has."""
    beginning = datetime(1970, 1, 1, tzinfo=UTC)
    found = [beginning]
    for table, name in RECORDED:
        latest = op.get_bind().execute(sa.select(sa.func.max(sa.column(name, INSTANT))).select_from(sa.table(table)))
        instant = latest.scalar_one()
        if instant is not None:
            # SQLite keeps UTC without saying so.
            found.append(instant if instant.tzinfo else instant.replace(tzinfo=UTC))
    return (max(found) - beginning) // timedelta(microseconds=1)


def downgrade() -> None:
    op.execute("DELETE FROM counters WHERE name IN ('units', 'settled')")
    for table in NEW_TABLES:
        op.drop_table(table)
    for table, column in reversed(new_columns()):
        op.drop_column(table, column.name)
