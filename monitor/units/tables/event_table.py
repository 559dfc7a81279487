"""A table of events: a row a transfer; rows of one day, kind and decree about the same unit are one event.

kind              from    to        what makes one event
merge             needed  needed    rows with the same `to`
partial_transfer  needed  needed    rows with the same `to`
split             needed  needed    rows with the same `from`
rename, move      needed  may be    a row; without `to` the unit keeps its id
create            -       needed    a row
abolish           needed  -         a row
(empty)           needed  needed    none: it gives the share of a transfer that is known already
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from monitor.units.event import EventKind, Transfer, UnitEvent
from monitor.units.registry import UnitRegistry
from monitor.units.tables.cells import FaultyCell, TableFault, TableRow
from monitor.units.unit import AmbiguousUnit, UnknownUnit

EVENT_COLUMNS = ("day", "kind", "from", "to", "weight", "estimated", "decree", "note")
EVENT_REQUIRED = ("day", "from", "to")

_NEEDED, _MAY_BE, _NONE = "needed", "may be", "none"
_ENDS = {
    EventKind.MERGE: (_NEEDED, _NEEDED),
    EventKind.PARTIAL_TRANSFER: (_NEEDED, _NEEDED),
    EventKind.SPLIT: (_NEEDED, _NEEDED),
    EventKind.RENAME: (_NEEDED, _MAY_BE),
    EventKind.MOVE: (_NEEDED, _MAY_BE),
    EventKind.CREATE: (_NONE, _NEEDED),
    EventKind.ABOLISH: (_NEEDED, _NONE),
    None: (_NEEDED, _NEEDED),
}
_NEARLY = 1e-6
_BETWEEN_NOTES = "; "
# A day, and the units that a transfer comes from and goes to.
_Way = tuple[date, str | None, str | None]


@dataclass(frozen=True, slots=True)
class _Told:
    """A row as it was read; `kind` None for a share alone, `weight` None where none is written."""

    number: int
    day: date
    kind: EventKind | None
    source: str | None
    target: str | None
    weight: float | None
    estimated: bool | None
    decree: str
    note: str


def events_from(
    rows: Iterable[TableRow], registry: UnitRegistry
) -> tuple[tuple[UnitEvent, ...], tuple[TableFault, ...]]:
    """The events of a table, those known already with the shares that it gives them, and every fault in it.

    `from` and `to` are ids, or codes or names of the day before and of the day itself.
    """
    told: list[_Told] = []
    faults: list[TableFault] = []
    for row in rows:
        try:
            told.append(_told(row, registry))
        except FaultyCell as fault:
            faults.append(TableFault(row.number, fault.column, str(fault)))
    told = list(_with_equal_shares(told, faults))
    faults += _shares_that_do_not_add_up(told, registry)
    weighed = list(_weighed(told, registry, faults))
    return (*_events(told), *weighed), tuple(sorted(faults, key=lambda fault: fault.row))


def _told(row: TableRow, registry: UnitRegistry) -> _Told:
    day = row.day("day")
    if day is None:
        raise FaultyCell("day", "is empty; the first day on which the change holds would be right")
    kind = _kind(row)
    source_due, target_due = _ENDS[kind]
    return _Told(
        number=row.number,
        day=day,
        kind=kind,
        source=_end(row, "from", source_due, registry, day - day.resolution),
        target=_end(row, "to", target_due, registry, day),
        weight=_weight(row),
        estimated=row.yes("estimated"),
        decree=row.text("decree") or "",
        note=row.text("note") or "",
    )


def _kind(row: TableRow) -> EventKind | None:
    written = row.text("kind")
    if written is None:
        return None
    if written not in tuple(EventKind):
        raise FaultyCell("kind", f"is {written!r}; one of {', '.join(EventKind)} would be right")
    return EventKind(written)


def _end(row: TableRow, column: str, due: str, registry: UnitRegistry, on: date) -> str | None:
    written = row.text(column)
    if written is None:
        if due == _NEEDED:
            raise FaultyCell(column, "is empty; a unit's id would be right")
        return None
    if due == _NONE:
        raise FaultyCell(column, f"is {written!r}; nothing would be right for this kind of event")
    if written in registry:
        return written
    try:
        return registry.find(written, on).id
    except (UnknownUnit, AmbiguousUnit) as error:
        raise FaultyCell(column, f"{error}; an id would be right") from None


def _weight(row: TableRow) -> float | None:
    weight = row.number_in("weight", 0, 1)
    if weight == 0:
        raise FaultyCell("weight", "is 0; a share above 0 and up to 1 would be right")
    return weight


def _with_equal_shares(told: Sequence[_Told], faults: list[TableFault]) -> Iterator[_Told]:
    """Where no share of what leaves a unit on a day is written, all are equal, and estimated if they are several."""
    leaving = _leaving(told)
    for each in told:
        rows = leaving.get((each.day, each.source or ""), [])
        if each.weight is not None or each.target is None:
            yield each
        elif any(other.weight is not None for other in rows):
            message = (
                f"is empty, but row {next(o.number for o in rows if o.weight is not None)} gives a share; all or none"
            )
            faults.append(TableFault(each.number, "weight", message))
        else:
            estimated = len(rows) > 1 if each.estimated is None else each.estimated
            yield replace(each, weight=1.0 / max(1, len(rows)), estimated=estimated)


def _leaving(told: Iterable[_Told]) -> Mapping[tuple[date, str], list[_Told]]:
    found: dict[tuple[date, str], list[_Told]] = defaultdict(list)
    for each in told:
        if each.source is not None and each.target is not None:
            found[each.day, each.source].append(each)
    return found


def _shares_that_do_not_add_up(told: Iterable[_Told], registry: UnitRegistry) -> Iterator[TableFault]:
    for (day, source), rows in _leaving(told).items():
        total = sum(each.weight or 0 for each in rows)
        stays = not registry[source].ended_by(day)
        if total > 1 + _NEARLY or (total < 1 - _NEARLY and not stays):
            message = f"of {registry[source].name} ({source}) adds up to {total:.6g} on {day}; 1 would be right"
            yield TableFault(rows[-1].number, "weight", message)
        twice = [each for i, each in enumerate(rows) if each.target in {other.target for other in rows[:i]}]
        for each in twice:
            yield TableFault(each.number, "to", f"is {each.target!r} once more for {source}; once would be right")


def _events(told: Iterable[_Told]) -> Iterator[UnitEvent]:
    together: dict[tuple[object, ...], list[_Told]] = defaultdict(list)
    for each in told:
        if each.kind is not None:
            together[_event_key(each)].append(each)
    for rows in together.values():
        first = rows[0]
        ends = dict.fromkeys([row.source for row in rows if row.source] + [row.target for row in rows if row.target])
        yield UnitEvent(
            day=first.day,
            kind=first.kind or EventKind.MERGE,
            units=tuple(ends),
            transfers=tuple(_transfer(row) for row in rows if row.source and row.target),
            decree=first.decree,
            note=_BETWEEN_NOTES.join(dict.fromkeys(row.note for row in rows if row.note)),
        )


def _event_key(told: _Told) -> tuple[object, ...]:
    unit: object = told.number
    if told.kind in (EventKind.MERGE, EventKind.PARTIAL_TRANSFER):
        unit = told.target
    elif told.kind is EventKind.SPLIT:
        unit = told.source
    return told.day, told.kind, told.decree, unit


def _transfer(told: _Told) -> Transfer:
    return Transfer(told.source or "", told.target or "", _exact(told.weight or 1.0), told.estimated is True)


def _exact(weight: float) -> float:
    """All, where a rounded share can only mean that."""
    return 1.0 if weight > 1 - _NEARLY else weight


def _weighed(told: Iterable[_Told], registry: UnitRegistry, faults: list[TableFault]) -> Iterator[UnitEvent]:
    """The known events whose transfers get another share."""
    shares = {(each.day, each.source, each.target): each for each in told if each.kind is None}
    known = {(event.day, transfer.source, transfer.target) for event in registry.events for transfer in event.transfers}
    for key, each in shares.items():
        if key not in known:
            message = (
                f"is empty, and no known event of {each.day} sends {each.source} to {each.target}; one would be right"
            )
            faults.append(TableFault(each.number, "kind", message))
    for event in registry.events:
        if any((event.day, transfer.source, transfer.target) in shares for transfer in event.transfers):
            yield _with_shares(event, shares)


def _with_shares(event: UnitEvent, shares: Mapping[_Way, _Told]) -> UnitEvent:
    """The event with the shares that rows give it; its note is theirs where it has no estimated share any more."""
    rows = [shares.get((event.day, each.source, each.target)) for each in event.transfers]
    transfers = tuple(each if row is None else _transfer(row) for each, row in zip(event.transfers, rows, strict=True))
    notes = [row.note for row in rows if row and row.note]
    if any(each.estimated for each in transfers):
        notes = [*event.note.split(_BETWEEN_NOTES), *notes]
    return replace(event, transfers=transfers, note=_BETWEEN_NOTES.join(dict.fromkeys(filter(None, notes))))
