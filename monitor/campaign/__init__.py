"""The campaign as values: units, indicators, targets and sources under one name."""

from monitor.campaign.check_rules import CheckException, CheckRules, Severity
from monitor.campaign.model import (
    ENTRANCES,
    HAND,
    IMPORT,
    PUSH,
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
from monitor.campaign.path import Path, Straight
from monitor.campaign.schedule import Cron, Every, Schedule

__all__ = [
    "ENTRANCES",
    "HAND",
    "IMPORT",
    "PUSH",
    "Adds",
    "Basis",
    "Better",
    "Campaign",
    "CheckException",
    "CheckRules",
    "Cron",
    "Every",
    "Indicator",
    "Kind",
    "Names",
    "Path",
    "Schedule",
    "Secret",
    "Severity",
    "SourceSetting",
    "Straight",
    "Target",
]
