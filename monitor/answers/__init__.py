"""The one room for questions. Web, metrics, commands and reports only call it."""

from monitor.answers.evidence import ObservationAnswer
from monitor.answers.excerpts import Excerpt
from monitor.answers.explanation import (
    CheckAnswer,
    CheckOutcome,
    Explanation,
    Origin,
    Revision,
    Statement,
    Step,
    StepKind,
)
from monitor.answers.question import Clocks, Question
from monitor.answers.room import Answers, SeriesAnswer, SeriesPoint
from monitor.answers.sources import SourceAnswer
from monitor.answers.targets import TargetVersion
from monitor.judgement.campaign import Parts, ProgressAnswer
from monitor.judgement.figures import Figure
from monitor.judgement.sources import SourceState

__all__ = [
    "Answers",
    "CheckAnswer",
    "CheckOutcome",
    "Clocks",
    "Excerpt",
    "Explanation",
    "Figure",
    "ObservationAnswer",
    "Origin",
    "Parts",
    "ProgressAnswer",
    "Question",
    "Revision",
    "SeriesAnswer",
    "SeriesPoint",
    "SourceAnswer",
    "SourceState",
    "Statement",
    "Step",
    "StepKind",
    "TargetVersion",
]
