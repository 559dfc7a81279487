"""How a source fares, as the first state that holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from monitor.campaign import Campaign, SourceSetting
from monitor.clock import local_day


class SourceState(StrEnum):
    """How a source fares; the first that holds, in this order."""

    PAUSED = "paused"
    NEW = "new"
    FAILING = "failing"
    SILENT = "silent"
    LATE = "late"
    FRESH = "fresh"


def source_state(
    setting: SourceSetting,
    campaign: Campaign,
    now: datetime,
    *,
    paused_by_hand: bool,
    last_failed: bool | None,
    last_success: datetime | None,
    latest_as_of: Mapping[str, date],
) -> SourceState:
    """The state of a source at an instant.

    `last_failed` says how its last run ended, None where there was none; `last_success` is the due instant (or the
    start) of its last successful run; `latest_as_of` the newest as-of day of each indicator that it has fed.
    """
    rules = (
        (SourceState.PAUSED, paused_by_hand or setting.ended(now)),
        (SourceState.NEW, last_failed is None),
        (SourceState.FAILING, bool(last_failed)),
        (SourceState.SILENT, _silent(campaign, latest_as_of, local_day(now))),
        (SourceState.LATE, _late(setting, last_success, now)),
    )
    return next((state for state, holds in rules if holds), SourceState.FRESH)


def _silent(campaign: Campaign, latest_as_of: Mapping[str, date], today: date) -> bool:
    """Whether none of the source's figures is fresh."""
    return not any(
        indicator in campaign.indicators and (today - as_of).days <= campaign.indicators[indicator].freshness_days
        for indicator, as_of in latest_as_of.items()
    )


def _late(setting: SourceSetting, last_success: datetime | None, now: datetime) -> bool:
    if last_success is None:
        return False
    due = setting.next_due(last_success)
    return due is not None and due + setting.grace < now
