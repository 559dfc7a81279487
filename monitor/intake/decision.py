"""What someone decides on a Reading that was set aside."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What became of a decision to accept: the observation that it made, or the next rule that the Reading breaks.

    Accepting waives the rule that a Reading was set aside by and runs all other checks. Where another rule is broken,
    it stays set aside by that one, with the rules waived so far, until that is decided too.
    """

    quarantine: int
    observation: int | None
    rule: str | None = None
    message: str = ""

    @property
    def accepted(self) -> bool:
        """Whether the figure is now an observation."""
        return self.observation is not None


class NotOpen(LookupError):
    """There is no such open Reading in quarantine: unknown, or decided already. Its message says which, and by whom."""


class NothingToAccept(ValueError):
    """What was set aside holds no figure of the campaign (no Reading, no unit, no indicator): only to be rejected."""
