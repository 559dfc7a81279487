"""Who may write: tokens, of which the hash alone is kept.

NameTaken               a standing token has this name
UnknownToken            no standing token has this name
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from monitor.store.audit import Action, Entry, record
from monitor.store.instants import settled_until
from monitor.store.schema import tokens

PREFIX = "p06_"
# A token is drawn from 2^256, so that a plain hash of it cannot be turned round by trying.
_BYTES = 32


class NameTaken(ValueError):
    """A standing token has this name already."""


class UnknownToken(LookupError):
    """No standing token has this name."""


class Scope(StrEnum):
    """What a token allows: to hand figures in, to decide on what was set aside, to read."""

    PUSH = "push"
    DECIDE = "decide"
    READ = "read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token without its secret: its holder's name, what it allows, and from when until when (aware UTC)."""

    id: int
    name: str
    scopes: frozenset[Scope]
    created_at: datetime
    revoked_at: datetime | None


def create_token(connection: Connection, name: str, scopes: Iterable[Scope], at: datetime, actor: str) -> str:
    """Makes a token and gives its secret, which is kept nowhere. Raises NameTaken."""
    if _standing(connection, tokens.c.name == name) is not None:
        raise NameTaken(f"a token is called {name!r} already; revoke it first, or choose another name")
    secret, at = PREFIX + secrets.token_urlsafe(_BYTES), _later(connection, at)
    words = " ".join(sorted(set(scopes)))
    row = {"name": name, "digest": digest_of(secret), "scopes": words, "created_at": at}
    connection.execute(insert(tokens).values(row))
    record(connection, _entry(at, actor, Action.TOKEN_CREATE, name, words))
    return secret


def revoke_token(connection: Connection, name: str, at: datetime, actor: str) -> None:
    """Ends a token at once. Raises UnknownToken."""
    held = _standing(connection, tokens.c.name == name)
    if held is None:
        raise UnknownToken(f"no token that stands is called {name!r}")
    at = _later(connection, at)
    connection.execute(update(tokens).where(tokens.c.id == held.id).values(revoked_at=at))
    record(connection, _entry(at, actor, Action.TOKEN_REVOKE, name, held.scopes))


def all_tokens(connection: Connection) -> list[Token]:
    """Every token that was ever made, in order of making."""
    return [_token(row) for row in connection.execute(select(tokens).order_by(tokens.c.id))]


def token_of_secret(connection: Connection, secret: str) -> Token | None:
    """The standing token whose secret this is."""
    digest = digest_of(secret)
    row = _standing(connection, tokens.c.digest == digest)
    return _token(row) if row is not None and hmac.compare_digest(row.digest, digest) else None


def standing_token(connection: Connection, token_id: int) -> Token | None:
    """The token of this id, unless it was revoked."""
    row = _standing(connection, tokens.c.id == token_id)
    return _token(row) if row is not None else None


def digest_of(secret: str) -> str:
    """What is kept of a secret of 256 random bits."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _later(connection: Connection, at: datetime) -> datetime:
    """The instant under which it is recorded: after all that stands for good.

    The store is not settled by it: a token is made in the world's time, where its campaign may play an earlier year.
    """
    return max(at, settled_until(connection) + timedelta(microseconds=1))


def _standing(connection: Connection, wanted: ColumnElement[bool]) -> Row[Any] | None:
    return connection.execute(select(tokens).where(wanted, tokens.c.revoked_at.is_(None))).one_or_none()


def _token(row: Row[Any]) -> Token:
    return Token(
        id=row.id,
        name=row.name,
        scopes=frozenset(Scope(word) for word in row.scopes.split()),
        created_at=row.created_at,
        revoked_at=row.revoked_at,
    )


def _entry(at: datetime, actor: str, action: Action, name: str, scopes: str) -> Entry:
    return Entry(at=at, actor=actor, action=action, subject=f"token {name}", details={"scopes": scopes.split()})
