"""What the commands share by which people hand figures in: who does, as which source, and how a row is answered."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

from monitor.campaign import Campaign
from monitor.cli import UserError

if TYPE_CHECKING:
    from monitor.intake.batch import RowAnswer


def author_named(author: str | None) -> str:
    """Who hands figures in: as said, else the user of this machine. Raises UserError."""
    name = (author if author is not None else getpass.getuser()).strip()
    if not name:
        raise UserError("--author is empty; a name would be right")
    refuse_personal_number(name, "--author")
    return name


def refuse_personal_number(words: str, what: str) -> None:
    """Raises UserError where words that would be kept hold a personal identity number, or a character of no text."""
    from collectors.personal_numbers import places_of_personal_numbers

    if not words.isprintable():
        raise UserError(f"{what} holds a character that no text has; letters, digits and signs would be right")
    if places_of_personal_numbers(words):
        raise UserError(f"{what} holds a personal identity number; aggregates only")


def refuse_unknown_source(source: str, own: str, campaign: Campaign) -> None:
    """Raises UserError where a source is neither the command's own nor one of the campaign."""
    known = [own, *campaign.sources]
    if source not in known:
        raise UserError(f"no source is called {source!r}; there are: {', '.join(known)}")


def unit_name(campaign: Campaign, row: RowAnswer) -> str | None:
    """The name that the row's unit bore on its day; None where the unit is not known."""
    if row.unit is None or row.unit not in campaign.units:
        return None
    unit = campaign.units[row.unit]
    return (unit.on(row.as_of) if row.as_of else unit).name


def cell_of(campaign: Campaign, row: RowAnswer) -> str:
    """The cell that a row speaks of, as far as it is known: the unit's name, its id, and what the row calls it."""
    name = unit_name(campaign, row)
    unit = f"{name} ({row.unit})" if name else row.unit or ""
    if row.unit_written and row.unit_written not in (name, row.unit):
        unit = f"{unit}, written {row.unit_written!r}," if unit else repr(row.unit_written)
    day = row.as_of.isoformat() if row.as_of else None
    parts = (row.indicator, unit and f"of {unit}", day and f"on {day}")
    return " ".join(part for part in parts if part)
