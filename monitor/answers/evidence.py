"""A figure with its document."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from monitor.campaign import Campaign, Indicator
from monitor.judgement.observation import Observation
from monitor.store import observations, snapshots
from monitor.units import Unit


@dataclass(frozen=True, slots=True)
class ObservationAnswer:
    """An observation with its document: where it came from, when, and its text as read, where it is a text."""

    observation: Observation
    indicator: Indicator
    unit: Unit
    address: str
    text: str | None


def observation_of(campaign: Campaign, connection: Connection, observation_id: int) -> ObservationAnswer | None:
    """An observation with its document; None where there is no such observation of this campaign."""
    found = observations.observation(connection, observation_id)
    if found is None or found.indicator not in campaign.indicators or found.unit not in campaign.units:
        return None
    document = found.document or ""
    address = snapshots.addresses(connection, [document]).get(document, "")
    text = snapshots.text_of(connection, document)
    return ObservationAnswer(found, campaign.indicators[found.indicator], campaign.units[found.unit], address, text)
