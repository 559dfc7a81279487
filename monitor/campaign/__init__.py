"""The campaign as values: units, indicators, targets and sources under one name."""

from monitor.campaign.check_rules import CheckException, CheckRules, ConfigurableRule, Severity
from monitor.campaign.holding import Uncertainty
from monitor.campaign.model import (
    ENTRANCES,
    HAND,
    IMPORT,
    PUSH,
    Adds,
    Better,
    Campaign,
    Indicator,
    Kind,
    Names,
    Secret,
    SourceSetting,
)
from monitor.campaign.path import Milestones, Path, Straight, WorkingDays
from monitor.campaign.schedule import Cron, Every, Schedule
from monitor.campaign.target import Basis, Target
from monitor.campaign.working_days import WorkCalendar, working_days_between

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
    "ConfigurableRule",
    "Cron",
    "Every",
    "Indicator",
    "Kind",
    "Milestones",
    "Names",
    "Path",
    "Schedule",
    "Secret",
    "Severity",
    "SourceSetting",
    "Straight",
    "Target",
    "Uncertainty",
    "WorkCalendar",
    "WorkingDays",
    "working_days_between",
]
