"""Who is signed in on the pages: a browser's secret stands for a token, of both the hash alone is kept."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from monitor.store.schema import sessions
from monitor.store.tokens import Token, digest_of, standing_token

# How long a person stays signed in: a working day.
SESSION_LIFE = timedelta(hours=10)
_BYTES = 32


def begin_session(connection: Connection, token: Token, at: datetime) -> str:
    """Signs a browser in with a token: the secret that it shows from now on. Sessions that are over are forgotten."""
    secret = secrets.token_urlsafe(_BYTES)
    connection.execute(delete(sessions).where(sessions.c.begun_at <= at - SESSION_LIFE))
    connection.execute(insert(sessions).values(digest=digest_of(secret), token=token.id, begun_at=at))
    return secret


def token_of_session(connection: Connection, secret: str, at: datetime) -> Token | None:
    """The token that a browser is signed in with; None once the session is over or the token was revoked."""
    s = sessions.c
    asked = select(s.token).where(s.digest == digest_of(secret), s.begun_at > at - SESSION_LIFE)
    token_id: int | None = connection.execute(asked).scalar_one_or_none()
    return None if token_id is None else standing_token(connection, token_id)


def end_session(connection: Connection, secret: str) -> None:
    """Signs a browser out, wherever its secret may have been copied to."""
    connection.execute(delete(sessions).where(sessions.c.digest == digest_of(secret)))
