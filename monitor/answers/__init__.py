"""The one room for questions. Web, metrics, commands and reports only call it."""

from monitor.answers.evidence import ObservationAnswer
from monitor.answers.question import Question
from monitor.answers.room import Answers, SeriesAnswer, SeriesPoint
from monitor.answers.sources import SourceAnswer
from monitor.judgement.campaign import Parts, ProgressAnswer
from monitor.judgement.figures import Figure
from monitor.judgement.sources import SourceState

__all__ = [
    "Answers",
    "Figure",
    "ObservationAnswer",
    "Parts",
    "ProgressAnswer",
    "Question",
    "SeriesAnswer",
    "SeriesPoint",
    "SourceAnswer",
    "SourceState",
]
