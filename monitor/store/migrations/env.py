"""Runs the migrations on the connection that it is handed, inside that connection's transaction."""

from __future__ import annotations

from alembic import context

from monitor.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    # The store begins SQLite's transactions itself, so DDL is part of them.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
