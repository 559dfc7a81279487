"""Questions about what has been served: the campaign's text, and the versions of its targets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Connection, Row, func, insert, select

from monitor.campaign import Campaign, Target
from monitor.store.database import grow_revision
from monitor.store.schema import campaigns, targets

# What tells one target from another.
_Key = tuple[str, str, date]


def serve_campaign(connection: Connection, campaign: Campaign, path: str, at: datetime) -> None:
    """Records that a campaign is served from `path`, and a new version of each target that is new or has changed.

    Serving the same text from the same path again writes nothing.
    """
    digest = hashlib.sha256(campaign.text.encode()).hexdigest()
    last = _last(connection)
    if last is not None and (last.sha256, last.path, last.campaign) == (digest, path, campaign.id):
        return
    row = {"campaign": campaign.id, "sha256": digest, "text": campaign.text, "path": path, "served_at": at}
    served = connection.execute(insert(campaigns).values(row).returning(campaigns.c.id)).scalar_one()
    _record_targets(connection, campaign.targets, served, at)
    grow_revision(connection)


def last_served(connection: Connection) -> tuple[str, str] | None:
    """The text and the path of the campaign that was served last; None where none has been."""
    last = _last(connection)
    return (last.text, last.path) if last else None


def serving_since(connection: Connection) -> datetime | None:
    """When the campaign that was served last was first served, in whatever version of its text."""
    last = _last(connection)
    if last is None:
        return None
    first = select(func.min(campaigns.c.served_at)).where(campaigns.c.campaign == last.campaign)
    since: datetime = connection.execute(first).scalar_one()
    return since


def _last(connection: Connection) -> Row[tuple[object, ...]] | None:
    return connection.execute(select(campaigns).order_by(campaigns.c.id.desc()).limit(1)).one_or_none()


def _record_targets(connection: Connection, given: Iterable[Target], served: int, at: datetime) -> None:
    known = _newest_versions(connection)
    rows = []
    for target in given:
        fields = _fields(target)
        digest = hashlib.sha256(repr(sorted(fields.items())).encode()).hexdigest()
        version, known_digest = known.get((target.indicator, target.unit, target.start), (0, ""))
        if digest != known_digest:
            rows.append(fields | {"version": version + 1, "digest": digest, "from_campaign": served, "recorded_at": at})
    if rows:
        connection.execute(insert(targets), rows)


def _newest_versions(connection: Connection) -> dict[_Key, tuple[int, str]]:
    t = targets.c
    rows = connection.execute(select(t.indicator, t.unit, t.start, t.version, t.digest).order_by(t.version))
    return {(row.indicator, row.unit, row.start): (row.version, row.digest) for row in rows}


def _fields(target: Target) -> dict[str, object]:
    implied_value, implied_share = target.implied or (None, None)
    return {
        "indicator": target.indicator,
        "unit": target.unit,
        "start": target.start,
        "deadline": target.deadline,
        "basis": target.basis.value,
        "value": target.value,
        "share": target.share,
        "of": target.of.value if target.of else None,
        "implied_value": implied_value,
        "implied_share": implied_share,
        "baseline": target.baseline,
        "decision": target.decision,
        "note": target.note,
    }
