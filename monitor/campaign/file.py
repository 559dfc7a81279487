"""Reads a campaign from its YAML file, and names every error by line and column."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from monitor.campaign.model import Campaign


@dataclass(frozen=True, slots=True)
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


def parse_campaign(text: str, path: str) -> Campaign:
    """The campaign in a YAML text; `path` names it in errors. Raises CampaignError with every fault."""
    raise NotImplementedError


def read_campaign(path: Path) -> Campaign:
    """The campaign in a file. Raises CampaignError, also where the file cannot be read or is not UTF-8."""
    raise NotImplementedError
