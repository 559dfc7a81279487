"""A unit, and the ways in which a name or a code can fail to mean one.

LookupError
├── UnknownUnit     nothing of that day has this code or name
│   └── UnitEnded   a unit had it that is no more
└── AmbiguousUnit   several units of that day have it
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """Levels of administration; `agency` is a department or an office."""

    NATION = "nation"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """What a unit bore up to the day `until` (exclusive): its name with its prefix, its official code, its parent."""

    until: date
    name: str
    name_en: str
    code: str | None
    parent: str | None


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit or agency between `valid_from` and `valid_until` (exclusive; None: without end).

    `id` is ours (the official code while that meant this unit), `code` the official one, `name` with its prefix
    ("Huyện Lập Thạch"), `parent` a unit's id: all three as last borne. `former` holds what it bore before, oldest
    first; `on` gives the unit as of a day. `latitude` and `longitude` are degrees of WGS 84 of a point within it.
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
    former: tuple[Former, ...] = ()
    latitude: float | None = None
    longitude: float | None = None

    def on(self, day: date) -> Unit:
        """The unit with the name, code and parent that it bore on a day."""
        bore = self._bore(day)
        if bore is None:
            return self
        return replace(self, name=bore.name, name_en=bore.name_en, code=bore.code, parent=bore.parent)

    def parent_on(self, day: date) -> str | None:
        """The parent that the unit had on a day."""
        bore = self._bore(day)
        return self.parent if bore is None else bore.parent

    def valid_on(self, day: date) -> bool:
        """Whether the unit exists on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day < self.valid_until
        )

    def ended_by(self, day: date) -> bool:
        """Whether the unit is no more on that day."""
        return self.valid_until is not None and self.valid_until <= day

    def _bore(self, day: date) -> Former | None:
        return next((each for each in self.former if day < each.until), None)


class CircularParents(ValueError):
    """The parents of a unit lead back to it. `unit_id` is one of those in the circle."""

    def __init__(self, unit_id: str) -> None:
        super().__init__(f"the parents of unit {unit_id!r} go round in a circle")
        self.unit_id = unit_id


class UnknownUnit(LookupError):
    """No unit of that day has this code or name. `suggestions` are near names; `unknown_map` says what is not known."""

    def __init__(self, written: str, suggestions: tuple[str, ...] = (), unknown_map: str = "") -> None:
        hint = f"; did you mean {' or '.join(suggestions)}?" if suggestions else ""
        known = f" ({unknown_map})" if unknown_map else ""
        super().__init__(f"no unit is called {written!r}{hint}{known}")
        self.written, self.suggestions, self.unknown_map = written, suggestions, unknown_map


class UnitEnded(UnknownUnit):
    """The code or name was that of a unit that is no more, or of several (`ended`).

    `belongs_to` are the units that it belongs to on the day asked for; empty where the registry does not know.
    """

    def __init__(self, written: str, ended: tuple[Unit, ...], said: str, belongs_to: tuple[Unit, ...] = ()) -> None:
        super().__init__(written)
        self.args = (f"no unit is called {written!r} any more: {said}",)
        self.ended, self.belongs_to = ended, belongs_to


class AmbiguousUnit(LookupError):
    """Several units of that day fit this code or name. `candidates` are all of them."""

    def __init__(self, written: str, candidates: tuple[Unit, ...]) -> None:
        named = ", ".join(f"{unit.name} ({unit.id})" for unit in candidates)
        super().__init__(f"{written!r} fits several units: {named}")
        self.written, self.candidates = written, candidates
