"""The one way in: Readings -> cells -> checks -> Observations or Quarantine, and the Run's report."""

from monitor.intake.door import Intake
from monitor.intake.report import Attempt, Quarantined, RunReport

__all__ = ["Attempt", "Intake", "Quarantined", "RunReport"]
