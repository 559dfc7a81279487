"""What a deployment may want otherwise: selectors, waits, thresholds and addresses, in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of rules and dashboards; durations are written as Prometheus writes them.

    `alert_levels` are the levels of unit that alert. `memory` is how long the last sample of a series speaks for it
    when no new one comes. The waits are how long a source or the service is in trouble before anyone is told; a
    target that is behind or missed has been judged over days and waits no longer. `board` is the address of the
    board as its readers reach it, `runbooks` the place of the runbooks, one `<alert>.md` each.
    """

    job: str = "project06"
    alert_levels: tuple[str, ...] = ("province", "district")
    memory: str = "1h"
    wait_for_source: str = "5m"
    wait_for_late_source: str = "10m"
    wait_for_service: str = "2m"
    board: str = "http://localhost:8006"
    runbooks: str = "docs/runbooks"


WITHOUT_WAITING = Config(wait_for_source="0s", wait_for_late_source="0s", wait_for_service="0s")
