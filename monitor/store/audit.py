"""The log of all writes: who did what to what, recorded in the transaction that did it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, select

from monitor.store.schema import audit

# Who acts where no person does.
SERVICE = "service"


class Action(StrEnum):
    """What was done."""

    RUN = "run"
    IMPORT = "import"
    SET = "set"
    PUSH = "push"
    WITHDRAW = "withdraw"
    QUARANTINE_ACCEPT = "quarantine_accept"
    QUARANTINE_REJECT = "quarantine_reject"
    CAMPAIGN_SERVE = "campaign_serve"
    UNITS_LOAD = "units_load"
    UNITS_IMPORT = "units_import"
    SOURCE_PAUSE = "source_pause"
    SOURCE_RESUME = "source_resume"
    TOKEN_CREATE = "token_create"  # noqa: S105 - a word, not a secret
    TOKEN_REVOKE = "token_revoke"  # noqa: S105 - a word, not a secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One write. `subject` names what it changed, such as `run 12` or `observation 7`; `details` are plain values."""

    at: datetime
    actor: str
    action: Action
    subject: str
    details: Mapping[str, Any]
    id: int = 0


def record(connection: Connection, entry: Entry) -> None:
    """Adds an entry; part of the transaction of the write that it tells of."""
    connection.execute(
        insert(audit).values(
            at=entry.at,
            actor=entry.actor or SERVICE,
            action=entry.action.value,
            subject=entry.subject,
            details=dict(entry.details),
        )
    )


def entries(
    connection: Connection,
    *,
    actions: Sequence[Action] = (),
    known_at: datetime | None = None,
    offset: int = 0,
    limit: int | None = None,
) -> list[Entry]:
    """The entries of these actions (none: of all) up to an instant, newest first, some of them."""
    query = select(audit).where(*_wanted(actions, known_at)).order_by(audit.c.id.desc()).offset(offset).limit(limit)
    return [
        Entry(
            id=row.id, at=row.at, actor=row.actor, action=Action(row.action), subject=row.subject, details=row.details
        )
        for row in connection.execute(query)
    ]


def count_entries(connection: Connection, *, actions: Sequence[Action] = (), known_at: datetime | None = None) -> int:
    """How many entries of these actions (none: of all) there are up to an instant."""
    query = select(func.count()).select_from(audit).where(*_wanted(actions, known_at))
    count: int = connection.execute(query).scalar_one()
    return count


def _wanted(actions: Sequence[Action], known_at: datetime | None) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if actions:
        wanted.append(audit.c.action.in_([action.value for action in actions]))
    if known_at is not None:
        wanted.append(audit.c.at <= known_at)
    return wanted
