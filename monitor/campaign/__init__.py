"""The campaign as values: units, indicators, targets and sources under one name."""

from monitor.campaign.model import (
    Adds,
    Basis,
    Better,
    Campaign,
    Indicator,
    Kind,
    Names,
    Secret,
    SourceSetting,
    Target,
)
from monitor.campaign.schedule import Cron, Every, Schedule

__all__ = [
    "Adds",
    "Basis",
    "Better",
    "Campaign",
    "Cron",
    "Every",
    "Indicator",
    "Kind",
    "Names",
    "Schedule",
    "Secret",
    "SourceSetting",
    "Target",
]
