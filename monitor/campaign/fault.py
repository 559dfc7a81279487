"""What is wrong with a campaign file, place by place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One error of a campaign file: where it stands, what it is, and what would be right."""

    line: int
    column: int
    message: str


class CampaignError(Exception):
    """A campaign file holds errors; `faults` are all of them, in the order of the file."""

    def __init__(self, path: str, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(f"{path}:{fault.line}:{fault.column}: {fault.message}" for fault in faults))
        self.path, self.faults = path, faults
