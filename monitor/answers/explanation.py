"""All that one figure stands on, as values: from the number down to the passage of the document that says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.answers.excerpts import Excerpt
from monitor.answers.targets import TargetVersion
from monitor.campaign import CheckException, Names
from monitor.judgement.campaign import ProgressAnswer
from monitor.judgement.checks import Rule
from monitor.judgement.figures import Figure
from monitor.judgement.observation import Observation
from monitor.store.quarantine import SetAsideReading
from monitor.store.runs import RunRecord
from monitor.store.snapshots import Document
from monitor.units import Unit


class Origin(StrEnum):
    """Where a figure comes from: nowhere yet, the unit's own sources, its parts, or the units that it was made of."""

    NONE = "none"
    OWN = "own"
    SUM = "sum"
    INHERITED = "inherited"


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision of what a source says of a cell: when, why and by whom, from which run and document.

    `excerpt` is the document's text around the quote, where its text is kept and the place in it is known.
    """

    observation: Observation
    run: RunRecord | None
    document: Document | None
    excerpt: Excerpt | None


@dataclass(frozen=True, slots=True)
class Statement:
    """All that one source has said of one cell, oldest revision first; the last one holds.

    `weight` is how much of it is in the figure: 1 for all, 0 for nothing, less than nought for what is taken away.
    `difference` is what it says more (or less) than the figure, where both say a number of the same cell.
    """

    unit: Unit
    revisions: tuple[Revision, ...]
    weight: float
    difference: float | None = None

    @property
    def used(self) -> bool:
        """Whether the figure stands on it."""
        return self.weight != 0

    @property
    def holds(self) -> Observation:
        """The newest revision."""
        return self.revisions[-1].observation


class CheckOutcome(StrEnum):
    """What came of a check: passed; broken but marked only; broken and allowed, by the campaign or by a person."""

    PASSED = "passed"
    WARNED = "warned"
    EXCEPTED = "excepted"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """A check that applies to such an indicator, and what came of it for the observation that holds.

    Of a broken one that was allowed: the campaign's `exception`, or by whom (`author`) and why (`reason`) it was.
    """

    rule: Rule
    outcome: CheckOutcome
    exception: CheckException | None = None
    author: str = ""
    reason: str = ""


class StepKind(StrEnum):
    """A number that follows from others, in the order in which a person would work them out."""

    AMOUNT = "amount"
    RATIO = "ratio"
    EXPECTED_RATIO = "expected_ratio"
    LEAD = "lead"
    PACE = "pace"
    REQUIRED_PACE = "required_pace"
    STATUS = "status"
    DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True)
class Step:
    """How one number of the judgement comes about: the rule in words, and the sum with its numbers.

    `value` is the number itself as judged (a lead in days); None for a status.
    """

    kind: StepKind
    words: Names
    formula: Names
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one figure and its judgement are what they are, by both clocks.

    `row` is the very answer of `progress`; `known_at` is None for all we know. `judged` is the figure that the target
    was compared with, where that is not the latest one. `statements` are those of the figure's own cell, or of the
    first parts of a sum; `stands_on` is how many observations the figure stands on. `later` are later days whose
    figures were withdrawn. `checks` are those of the observation that holds. `denominator` is what the number stands
    on that the target is a share of.
    """

    row: ProgressAnswer
    origin: Origin
    known_at: datetime | None
    judged: Figure | None
    statements: tuple[Statement, ...]
    stands_on: int
    later: tuple[Statement, ...]
    checks: tuple[CheckAnswer, ...]
    target: TargetVersion | None
    denominator: tuple[Statement, ...]
    steps: tuple[Step, ...]
    set_aside: tuple[SetAsideReading, ...]
    set_aside_total: int
