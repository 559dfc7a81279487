"""The registry of units, as values: which unit a code or a name means on a day. No database, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """Levels of administration; `agency` is a department or an office."""

    NATION = "nation"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit or agency between `valid_from` and `valid_until` (exclusive; None: without end).

    `id` is ours (the official code while that meant this unit), `code` the official one, `name` with its prefix
    ("Huyện Lập Thạch"), `parent` a unit's id.
    """

    id: str
    name: str
    name_en: str
    level: Level
    parent: str | None = None
    code: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    aliases: tuple[str, ...] = ()

    def valid_on(self, day: date) -> bool:
        """Whether the unit exists on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day < self.valid_until
        )


class UnknownUnit(LookupError):
    """No unit of that day has this code or name. `suggestions` are near names."""

    def __init__(self, written: str, suggestions: tuple[str, ...] = ()) -> None:
        hint = f"; did you mean {' or '.join(suggestions)}?" if suggestions else ""
        super().__init__(f"no unit is called {written!r}{hint}")
        self.written, self.suggestions = written, suggestions


class AmbiguousUnit(LookupError):
    """Several units of that day fit this code or name. `candidates` are all of them."""

    def __init__(self, written: str, candidates: tuple[Unit, ...]) -> None:
        named = ", ".join(f"{unit.name} ({unit.id})" for unit in candidates)
        super().__init__(f"{written!r} fits several units: {named}")
        self.written, self.candidates = written, candidates


class UnitRegistry:
    """All units of a campaign. Raises ValueError at birth for a duplicate id, an unknown parent or a circle."""

    def __init__(self, units: Iterable[Unit]) -> None:
        raise NotImplementedError

    def __iter__(self) -> Iterator[Unit]:
        raise NotImplementedError

    def __getitem__(self, unit_id: str) -> Unit:
        """The unit with this id. Raises KeyError."""
        raise NotImplementedError

    def __contains__(self, unit_id: object) -> bool:
        raise NotImplementedError

    def find(self, written: str, on: date) -> Unit:
        """The unit that a code or a name as written means on a day. Raises UnknownUnit or AmbiguousUnit."""
        raise NotImplementedError

    def children(self, unit_id: str, on: date) -> tuple[Unit, ...]:
        """The units directly below on a day, by id. Agencies are not among them."""
        raise NotImplementedError

    def province_of(self, unit_id: str) -> str:
        """The id of the province in which the unit lies (its own for a province); empty for the nation."""
        raise NotImplementedError
