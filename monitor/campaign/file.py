"""Reads a campaign from its YAML file, and names every error by line and column."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from collectors.source import kinds
from monitor.campaign.document import Document
from monitor.campaign.events import LONGEST_TEXT, TOO_LARGE, position_in, read_document
from monitor.campaign.fault import CampaignError, Fault
from monitor.campaign.judge import Judge
from monitor.campaign.model import Campaign, Names
from monitor.campaign.schema import WHERE_UNITS_COME_FROM, FileEntry, Known, NamesEntry
from monitor.campaign.sections.checks import read_checks
from monitor.campaign.sections.holidays import read_calendar
from monitor.campaign.sections.indicators import measure_of, read_indicators
from monitor.campaign.sections.sources import read_sources
from monitor.campaign.sections.targets import read_targets
from monitor.campaign.sections.units import read_units, with_registry
from monitor.units import Level, UnitRegistry

__all__ = ["CampaignError", "Fault", "parse_campaign", "read_campaign"]


def parse_campaign(text: str, path: str, registry: UnitRegistry | None = None) -> Campaign:
    """The campaign in a YAML text; `path` names it in errors. Raises CampaignError with every fault.

    The file may refer to the units of a `registry`, and then need not list them.
    """
    judge = Judge(read_document(text))
    known_units = registry or UnitRegistry(())
    campaign = None if judge.document.is_spoiled(()) else _assemble(judge, text, known_units)
    if campaign is None:
        raise CampaignError(path, tuple(sorted(set(judge.faults))))
    return campaign


def read_campaign(path: Path, registry: UnitRegistry | None = None) -> Campaign:
    """The campaign in a file. Raises CampaignError, also where the file cannot be read or is not UTF-8."""
    try:
        with path.open("rb") as file:
            content = file.read(LONGEST_TEXT + 1)
        if len(content) > LONGEST_TEXT:
            raise CampaignError(str(path), (TOO_LARGE,))
        return parse_campaign(content.decode("utf-8"), str(path), registry)
    except OSError as error:
        raise CampaignError(str(path), (Fault(1, 1, f"the file cannot be read: {error.strerror}"),)) from None
    except UnicodeDecodeError as error:
        raise CampaignError(str(path), (_not_utf8(content, error.start),)) from None


def _not_utf8(content: bytes, offset: int) -> Fault:
    before = content[:offset].decode("utf-8")
    message = f"byte 0x{content[offset]:02X} is not UTF-8; save the file in the encoding UTF-8"
    return Fault(*position_in(before, len(before)), message)


def _assemble(judge: Judge, text: str, registry: UnitRegistry) -> Campaign | None:
    """The campaign of the judge's document; None where there are faults."""
    if not isinstance(judge.document.value, dict):
        judge.fault((), "a campaign is a mapping with campaign, name, units, indicators, targets and sources")
        return None
    head = judge.part((), FileEntry)
    known = _known(judge.document, registry)
    own_units = read_units(judge, known)
    units = with_registry(judge, own_units, registry)
    indicators = read_indicators(judge, known)
    calendar = read_calendar(judge)
    targets = read_targets(judge, known, indicators, calendar)
    sources = read_sources(judge, known, indicators, kinds())
    checks = read_checks(judge, known)
    if not known.units and not judge.faults:
        judge.fault((), f"the campaign has no units; {WHERE_UNITS_COME_FROM}")
    if head is None or judge.faults:
        return None
    return Campaign(
        id=head.campaign,
        names=_names(head.name),
        units=units,
        indicators=indicators,
        targets=targets,
        sources=sources,
        notice=_names(head.notice) if head.notice else None,
        checks=checks,
        calendar=calendar,
        own_units=own_units,
        text=text,
    )


def _known(document: Document, registry: UnitRegistry) -> Known:
    """What the parts may refer to: all that the file names, even where what is so named has faults of its own."""
    units = [(str(raw["id"]), raw) for _, raw in document.listed("units") if isinstance(raw.get("id"), str | int)]
    units.reverse()  # of two with one id the first counts
    levels = {level.value: level for level in Level}
    named = {(str(raw.get("name")), unit_id) for unit_id, raw in units} | {(unit.name, unit.id) for unit in registry}
    bearers = Counter(name for name, _ in named)
    return Known(
        units={unit.id: unit.level for unit in registry}
        | {unit_id: levels.get(str(raw.get("level"))) for unit_id, raw in units},
        unit_names={name: unit_id for name, unit_id in named if bearers[name] == 1},
        indicators={key: measure_of(key, raw) for _, key, raw in document.keyed("indicators")},
        kinds=tuple(kinds()),
        sources=tuple(key for _, key, _ in document.keyed("sources")),
    )


def _names(entry: NamesEntry) -> Names:
    return Names(entry.vi, entry.en)
