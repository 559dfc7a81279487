"""The one way in: Readings -> cells -> checks -> Observations or Quarantine, and the Run's report."""

from monitor.intake.batch import Batch, BatchAnswer, KeyTaken, Row, RowAnswer, RowFault, RowOutcome
from monitor.intake.decision import Decision, NothingToAccept, NotOpen
from monitor.intake.door import Intake
from monitor.intake.report import Attempt, Quarantined, RunReport

__all__ = [
    "Attempt",
    "Batch",
    "BatchAnswer",
    "Decision",
    "Intake",
    "KeyTaken",
    "NotOpen",
    "NothingToAccept",
    "Quarantined",
    "Row",
    "RowAnswer",
    "RowFault",
    "RowOutcome",
    "RunReport",
]
