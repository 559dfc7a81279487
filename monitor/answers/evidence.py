"""A figure with its document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from monitor.answers.excerpts import Excerpt, around
from monitor.campaign import Campaign, Indicator
from monitor.judgement.observation import Observation
from monitor.store import observations, snapshots
from monitor.units import Unit


@dataclass(frozen=True, slots=True)
class ObservationAnswer:
    """An observation with where it came from, and its quote within the text as read, where that is a text."""

    observation: Observation
    indicator: Indicator
    unit: Unit
    address: str
    excerpt: Excerpt | None


def observation_of(
    campaign: Campaign, connection: Connection, observation_id: int, known_at: datetime | None = None
) -> ObservationAnswer | None:
    """An observation with its document; None where the campaign has no such one, or had none at that instant."""
    found = observations.observation(connection, observation_id)
    if found is None or found.indicator not in campaign.indicators or found.unit not in campaign.units:
        return None
    if known_at is not None and found.known_at > known_at:
        return None
    document = found.document or ""
    address = snapshots.addresses(connection, [document]).get(document, "")
    excerpt = around(found, snapshots.text_of(connection, document))
    return ObservationAnswer(found, campaign.indicators[found.indicator], campaign.units[found.unit], address, excerpt)
