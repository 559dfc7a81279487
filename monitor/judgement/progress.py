"""The judgement of an Indicator of a Unit against its Target on a day, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from monitor.campaign import Names
from monitor.judgement.figures import Figure


class Status(StrEnum):
    """Where a unit stands; the first that holds, in this order."""

    NO_TARGET = "no_target"
    MET = "met"
    NEW = "new"
    SILENT = "silent"
    MISSED = "missed"
    BEHIND = "behind"
    AT_RISK = "at_risk"
    ON_TRACK = "on_track"


@dataclass(frozen=True, slots=True)
class Progress:
    """The judgement. `ratio` and `expected_ratio` are shares of the target (1.0 is all of it).

    `amount` is the number to reach, where there is one; `base` the figure of the target's denominator that it is a
    share of. `lead` is ahead (+) or behind (-): once met, deadline − met; else the instant at which the path reaches
    the ratio − start of the as-of day. `pace_per_day` is over the last reports, back-logs left out,
    `required_pace_per_day` what is needed from the as-of day to the deadline, both in the indicator's measure (shares
    of the target a day where there is no amount). `met_on` is the local day on which it was first met. `reason` says
    why the status holds, with its numbers.
    """

    status: Status
    reason: Names
    ratio: float | None = None
    expected_ratio: float | None = None
    amount: float | None = None
    lead: timedelta | None = None
    pace_per_day: float | None = None
    required_pace_per_day: float | None = None
    met_on: date | None = None
    deadline: datetime | None = None
    base: Figure | None = None
