"""Holidays: the days on which people work or not, other than the public holidays have it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pydantic import Field

from monitor.campaign import terms
from monitor.campaign.document import Loc
from monitor.campaign.judge import Judge
from monitor.campaign.schema import Entry, Text
from monitor.campaign.working_days import USUAL_CALENDAR, WorkCalendar


class HolidaysEntry(Entry):
    """Days on which it is otherwise than the public holidays have it, each with the reason; the keys are days."""

    off: dict[str, Text] = Field(default_factory=dict)
    work: dict[str, Text] = Field(default_factory=dict)


def read_calendar(judge: Judge) -> WorkCalendar:
    """The calendar of working days; the faults of what is not right are the judge's."""
    if judge.document.value_at(("holidays",)) is None:
        return USUAL_CALENDAR
    entry = judge.part(("holidays",), HolidaysEntry)
    if entry is None:
        return USUAL_CALENDAR
    off = read_days(judge, ("holidays", "off"), entry.off)
    work = read_days(judge, ("holidays", "work"), entry.work)
    for day, place in work.items():
        if day in off:
            judge.fault(place, f"{day} stands under off too; keep one of them", at_key=True)
    return WorkCalendar(frozenset(off), frozenset(work))


def read_days(judge: Judge, loc: Loc, written: Iterable[str]) -> dict[date, Loc]:
    """The days that are the keys of a mapping, each with its place; one that is no day is a fault of the judge's."""
    found: dict[date, Loc] = {}
    for key in written:
        try:
            found[terms.day(key)] = (*loc, key)
        except ValueError as error:
            judge.fault((*loc, key), str(error), at_key=True)
    return found
