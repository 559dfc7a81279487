"""What the answers about units and their events look like."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from monitor.units import EventKind
from monitor.web.api.schemas import Answer, Shape, UnitName, UnitRow


class FormerOut(Shape):
    """What a unit bore up to a day."""

    until: date = Field(description="the first day on which it did not bear it any more")
    name: str
    name_en: str
    code: str | None
    parent: str | None


class PassageOut(Shape):
    """That a share of one unit went over to another."""

    day: date = Field(description="the first day on which it holds")
    unit: UnitName = Field(description="the unit at the other end")
    weight: float = Field(description="the share of the one that gives: 1.0 is all of it")
    estimated: bool = Field(description="nobody has said the share")


class CodeBearerOut(Shape):
    """That a unit bore an official code."""

    unit: UnitName
    since: date | None
    until: date | None = Field(description="the first day on which it did not bear it any more")


class UnitOut(UnitRow):
    """All that is known of a unit, as borne on a day."""

    as_of: date = Field(description="the day")
    valid: bool = Field(description="whether it exists on the day")
    aliases: list[str]
    latitude: float | None = Field(description="of a point within it, degrees of WGS 84")
    longitude: float | None
    path: list[UnitName] = Field(description="the way down to it, from the top, on that or the nearest day of its time")
    former: list[FormerOut] = Field(description="what it bore before, oldest first")
    predecessors: list[PassageOut] = Field(description="what went into it")
    successors: list[PassageOut] = Field(description="where it went")
    became: list[PassageOut] = Field(description="of a unit that is no more: the units that hold it on the day")
    code_history: list[CodeBearerOut] = Field(description="who bore its official code, oldest first")


class UnitEventRow(Shape):
    """What happened to units on a day: a row for each transfer, or for an event that has none."""

    day: date = Field(description="the first day on which it holds")
    kind: EventKind
    from_unit: UnitName | None
    to_unit: UnitName | None
    weight: float | None = Field(description="the share of the one that gives: 1.0 is all of it")
    estimated: bool | None = Field(description="nobody has said the share")
    decree: str
    note: str


class UnitEventList(Answer):
    """Events, oldest first."""

    data: list[UnitEventRow]
