"""How strictly a campaign checks its figures, and the exceptions that it lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class ConfigurableRule(StrEnum):
    """The checks that a campaign may take less strictly. What no one can place or read is never among them."""

    RATIO_DISAGREES = "ratio_disagrees"
    SHARE_ABOVE_ONE = "share_above_one"
    ABOVE_DENOMINATOR = "above_denominator"
    TENFOLD_JUMP = "tenfold_jump"
    STOCK_FELL = "stock_fell"
    CHAIN_BROKEN = "chain_broken"
    ABOVE_POPULATION = "above_population"
    CHILDREN_ABOVE_PARENT = "children_above_parent"


class Severity(StrEnum):
    """What becomes of a figure that breaks a rule: set aside until someone decides, or accepted with a mark."""

    REFUSE = "refuse"
    WARN = "warn"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckException:
    """That a figure may break a rule, as listed in the campaign with its reason.

    Holds for figures with an as-of day from `first` to `last`, both included, of the `indicator`, the `unit` (without
    its parts) and the `source` where they are named. `up_to` limits by how much: of a fall, the share of the figure
    before it; of other rules it is not used. `backlog` marks what is so accepted as a back-log, which pace leaves out.
    """

    rule: str
    first: date
    last: date
    why: str
    indicator: str | None = None
    unit: str | None = None
    source: str | None = None
    up_to: float | None = None
    backlog: bool = False


@dataclass(frozen=True, slots=True)
class CheckRules:
    """The severities that differ from a rule's own, by rule, and the exceptions."""

    severities: Mapping[str, Severity] = field(default_factory=dict)
    exceptions: tuple[CheckException, ...] = ()


USUAL_CHECKS = CheckRules()
