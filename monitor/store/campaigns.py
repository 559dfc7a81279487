"""Questions about what has been served: the campaign's text, and the versions of its targets."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Row, func, insert, select

from monitor.campaign import Campaign
from monitor.campaign.changes import NOTHING_CHANGED, CampaignChanges, changes_between
from monitor.campaign.versioning import new_versions
from monitor.clock import local_day
from monitor.store.audit import SERVICE, Action, Entry, record
from monitor.store.database import grow_revision
from monitor.store.instants import recorded_at
from monitor.store.schema import campaigns, counters, targets, unit_events, unit_maps, units
from monitor.store.target_versions import record_versions, target_versions_at

# A version of a target: indicator, unit, first day, number.
VersionKey = tuple[str, str, date, int]


@dataclass(frozen=True, slots=True)
class ServedText:
    """A campaign file as it was served from `served_at` on; `id` grows with each serving."""

    id: int
    text: str
    path: str
    served_at: datetime


@dataclass(frozen=True, slots=True, order=True)
class Servings:
    """What a store holds of campaigns and of the registry of units, by which a change of either is noticed.

    `last` is the id of the last serving, 0 where there is none; `units` grows with each write to the registry.
    """

    units: int
    last: int


def serve_campaign(connection: Connection, campaign: Campaign, path: str, at: datetime) -> CampaignChanges:
    """Records that a campaign is served from `path`, with the versions of targets that it makes; what has changed.

    Serving the same text from the same path again writes nothing.
    """
    digest = _digest(campaign)
    last = _last(connection)
    if last is not None and (last.sha256, last.path, last.campaign) == (digest, path, campaign.id):
        return NOTHING_CHANGED
    instant = recorded_at(connection, at)
    row = {"campaign": campaign.id, "sha256": digest, "text": campaign.text, "path": path, "served_at": instant}
    served = connection.execute(insert(campaigns).values(row).returning(campaigns.c.id)).scalar_one()
    known = target_versions_at(connection, None, campaign.calendar)
    made = new_versions(known, campaign.targets, local_day(instant))
    record_versions(connection, (version.target for version in made), served, instant)
    before = last.text if last is not None and last.campaign == campaign.id else None
    changes = changes_between(before, campaign.text, made)
    record(connection, _entry(campaign, path, changes, instant))
    grow_revision(connection)
    return changes


def _entry(campaign: Campaign, path: str, changes: CampaignChanges, at: datetime) -> Entry:
    """What the log says of a serving: of a campaign that is new, how many targets it brings and not each of them."""
    told = {"new_targets": len(changes.targets)} if changes.new else {"changes": changes.lines()}
    details = {"path": path, "sha256": _digest(campaign), "new": changes.new, **told}
    return Entry(at=at, actor=SERVICE, action=Action.CAMPAIGN_SERVE, subject=f"campaign {campaign.id}", details=details)


def last_served(connection: Connection) -> tuple[str, str] | None:
    """The text and the path of the campaign that was served last; None where none has been."""
    last = _last(connection)
    return (last.text, last.path) if last else None


def served_at(connection: Connection, known_at: datetime | None = None) -> ServedText | None:
    """The campaign file served last at an instant (None: now), or else the first one ever; None where none has been."""
    found = _last(connection, known_at)
    if found is None:
        found = connection.execute(select(campaigns).order_by(campaigns.c.id).limit(1)).one_or_none()
    return ServedText(found.id, found.text, found.path, found.served_at) if found else None


def is_served(connection: Connection, campaign: Campaign) -> bool:
    """Whether the file that was served last is this campaign's."""
    last = _last(connection)
    return last is not None and (last.sha256, last.campaign) == (_digest(campaign), campaign.id)


def servings(connection: Connection) -> Servings:
    """What the store holds now."""
    last = select(func.max(campaigns.c.id)).scalar_subquery()
    row = connection.execute(select(counters.c.value, last.label("last")).where(counters.c.name == "units")).one()
    return Servings(row.value, row.last or 0)


def serving_instants(connection: Connection) -> tuple[tuple[datetime, int], ...]:
    """When each campaign file was served, with the id of the serving, in their order."""
    rows = connection.execute(select(campaigns.c.served_at, campaigns.c.id).order_by(campaigns.c.id))
    return tuple((row.served_at, row.id) for row in rows)


def registry_instants(connection: Connection) -> tuple[datetime, ...]:
    """When the registry of units was written to, in order."""
    columns = (units.c.recorded_at, unit_events.c.recorded_at, unit_events.c.withdrawn_at, unit_maps.c.recorded_at)
    found = {instant for column in columns for instant in connection.scalars(select(column).distinct())}
    return tuple(sorted(instant for instant in found if instant is not None))


def serving_since(connection: Connection, known_at: datetime | None = None) -> datetime | None:
    """When the campaign that was served last, or at an instant, was first served, in whatever version of its text."""
    last = _last(connection, known_at)
    if last is None:
        return None
    first = select(func.min(campaigns.c.served_at)).where(campaigns.c.campaign == last.campaign)
    since: datetime = connection.execute(first).scalar_one()
    return since


def recorded_versions(
    connection: Connection, known_at: datetime | None = None, cell: tuple[str, str] | None = None
) -> dict[VersionKey, datetime]:
    """When each version of each target was recorded, of those recorded by an instant.

    `cell` asks for one indicator and unit alone.
    """
    t = targets.c
    query = select(t.indicator, t.unit, t.start, t.version, t.recorded_at)
    if cell is not None:
        query = query.where(t.indicator == cell[0], t.unit == cell[1])
    if known_at is not None:
        query = query.where(t.recorded_at <= known_at)
    rows = connection.execute(query)
    return {(row.indicator, row.unit, row.start, row.version): row.recorded_at for row in rows}


def _last(connection: Connection, known_at: datetime | None = None) -> Row[tuple[object, ...]] | None:
    newest = select(campaigns).order_by(campaigns.c.id.desc()).limit(1)
    if known_at is not None:
        newest = newest.where(campaigns.c.served_at <= known_at)
    return connection.execute(newest).one_or_none()


def _digest(campaign: Campaign) -> str:
    return hashlib.sha256(campaign.text.encode()).hexdigest()
