"""What can be asked of the quarantine over HTTP."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from monitor.answers import Answers, Question
from monitor.answers.quarantine import AsideQuestion, Decided
from monitor.web.api.parameters import CellParameters, ListParameters, Parameters, instant
from monitor.web.api.questions import question

_STATES = "open, accepted, rejected, all"


class State(StrEnum):
    """Which are asked for."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ALL = "all"

    @property
    def states(self) -> tuple[Decided, ...]:
        """The states that it means; none is all of them."""
        return () if self is State.ALL else (Decided(self.value),)


KnownAt = Annotated[datetime | None, BeforeValidator(instant)]
_KNOWN_AT = Field(None, description="an instant as 2023-07-01T08:00:00+07:00, or a day for its end; now unless given")


class OneParameters(Parameters):
    """What the address of one that was set aside takes."""

    known_at: KnownAt = _KNOWN_AT


class QuarantineParameters(ListParameters):
    """What the list of what was set aside takes. All but `state` may be given several times."""

    state: State = Field(State.OPEN, description=f"one of {_STATES}; open unless given")
    source: list[str] = Field([], description="a source's id; may be given several times")
    rule: list[str] = Field([], description="a rule's word, such as stock_fell; may be given several times")
    unit: list[str] = Field([], description="a unit's id, code or name; may be given several times")
    indicator: list[str] = Field([], description="an indicator's id; may be given several times")
    known_at: KnownAt = _KNOWN_AT


def question_of(answers: Answers, asked: QuarantineParameters) -> Question:
    """The part of the question that every list shares. Raises Problem for an unknown indicator or unit."""
    cells = CellParameters(unit=asked.unit, indicator=asked.indicator, known_at=asked.known_at)
    return question(answers, cells)


def aside_question(asked: QuarantineParameters, what: Question) -> AsideQuestion:
    """The question with all that narrows it."""
    return AsideQuestion(
        states=asked.state.states,
        sources=tuple(asked.source),
        rules=tuple(asked.rule),
        indicators=what.indicators,
        units=what.units,
        known_at=what.known_at,
    )
