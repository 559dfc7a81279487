"""Every metric name, once: exposition, rules, dashboards and documents read it from here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Type(StrEnum):
    """Prometheus metric types in use."""

    GAUGE = "gauge"
    COUNTER = "counter"


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric: its full name, what it means, the names of its labels and its type."""

    name: str
    help: str
    labels: tuple[str, ...] = ()
    type: Type = Type.GAUGE

    def __str__(self) -> str:
        return self.name


CELL = ("indicator", "unit", "level", "province")
SOURCE = ("source",)

VALUE = Metric("project06_value", "Latest accepted value.", CELL)
TARGET = Metric("project06_target", "Value of the target in force.", CELL)
VALUE_SOURCE = Metric(
    "project06_value_source", "1 for the source of each value; for a sum, of most of its parts.", (*CELL, "source")
)
RATIO = Metric("project06_ratio", "Share of the target that is reached.", CELL)
EXPECTED_RATIO = Metric("project06_expected_ratio", "Share at which the path stands on the judged day.", CELL)
LEAD = Metric("project06_lead_seconds", "Ahead of (+) or behind (-) the path; once met, deadline minus met.", CELL)
DEADLINE = Metric("project06_deadline_timestamp_seconds", "First instant that is too late for the target.", CELL)
MET = Metric("project06_met_timestamp_seconds", "Start of the local day on which the target was first met.", CELL)
OBSERVED = Metric("project06_observed_timestamp_seconds", "Start of the latest value's as-of day.", CELL)
CORRECTED = Metric("project06_corrected_timestamp_seconds", "Instant of the latest value's last correction.", CELL)
PACE = Metric("project06_pace_per_day", "Growth a day over the last reports.", CELL)
REQUIRED_PACE = Metric("project06_required_pace_per_day", "Growth a day that would still meet the deadline.", CELL)
STATUS = Metric("project06_status", "1 for the judged status, 0 for every other.", (*CELL, "status"))
CHILDREN = Metric("project06_children", "Of a total, the number of units it should hold.", CELL)
CHILDREN_REPORTED = Metric(
    "project06_children_reported", "Of a total, the number of units with a figure within the freshness limit.", CELL
)
UNIT_INFO = Metric(
    "project06_unit_info",
    "1; code, names, level and parent of a unit.",
    ("unit", "code", "name", "level", "parent", "parent_name"),
)
INDICATOR_INFO = Metric("project06_indicator_info", "1; name and measure.", ("indicator", "name", "measure"))

SOURCE_UP = Metric("project06_source_up", "1 where the source's last run succeeded.", SOURCE)
SOURCE_STATE = Metric("project06_source_state", "1 for the source's state, 0 for every other.", (*SOURCE, "state"))
SOURCE_LAST_SUCCESS = Metric(
    "project06_source_last_success_timestamp_seconds", "Instant at which the last successful run ended.", SOURCE
)
SOURCE_LAST_ATTEMPT = Metric(
    "project06_source_last_attempt_timestamp_seconds", "Instant at which the last run began.", SOURCE
)
SOURCE_INTERVAL = Metric("project06_source_interval_seconds", "Time between the last due instant and the next.", SOURCE)
SOURCE_LAST_DURATION = Metric("project06_source_last_run_duration_seconds", "Duration of the last run.", SOURCE)
SOURCE_RUNS = Metric("project06_source_runs_total", "Runs by outcome.", (*SOURCE, "outcome"), Type.COUNTER)
SOURCE_READINGS = Metric(
    "project06_source_readings_total", "Readings by what became of them.", (*SOURCE, "outcome"), Type.COUNTER
)
QUARANTINED = Metric("project06_quarantined_readings", "Readings now set aside.", (*SOURCE, "rule"))

STORE_UP = Metric("project06_store_up", "1 where the database can be reached.")
JUDGED = Metric("project06_judged_timestamp_seconds", "The instant for which the campaign is judged.")
BUILD_INFO = Metric("project06_build_info", "1; the version that runs.", ("version", "campaign"))

CAMPAIGN = (
    VALUE, TARGET, VALUE_SOURCE, RATIO, EXPECTED_RATIO, LEAD, DEADLINE, MET, OBSERVED, CORRECTED, PACE, REQUIRED_PACE,
    STATUS, CHILDREN, CHILDREN_REPORTED, UNIT_INFO, INDICATOR_INFO,
)  # fmt: skip
SOURCES = (
    SOURCE_UP, SOURCE_STATE, SOURCE_LAST_SUCCESS, SOURCE_LAST_ATTEMPT, SOURCE_INTERVAL, SOURCE_LAST_DURATION,
    SOURCE_RUNS, SOURCE_READINGS, QUARANTINED,
)  # fmt: skip
SERVICE = (STORE_UP, JUDGED, BUILD_INFO)

# Label values, in the order in which they are judged or happen.
STATUSES = ("no_target", "met", "new", "silent", "missed", "behind", "at_risk", "on_track")
STATES = ("paused", "new", "failing", "silent", "late", "fresh")
RUN_OUTCOMES = ("ok", "partial", "failed")
READING_OUTCOMES = ("accepted", "unchanged", "quarantined")
