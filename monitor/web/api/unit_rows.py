"""From the registry of units to the rows of the API."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from monitor.campaign import Names
from monitor.language import day
from monitor.units import (
    CodeBearer,
    EventKind,
    KnownMap,
    Level,
    Passage,
    Story,
    Transfer,
    Unit,
    UnitEvent,
    UnitRegistry,
)
from monitor.units.refusal import said_unknown
from monitor.web.api import schemas, unit_shapes
from monitor.web.api.rows import text, unit_name

_LEVELS_VI = {
    Level.NATION: "quốc gia",
    Level.PROVINCE: "đơn vị hành chính cấp tỉnh",
    Level.DISTRICT: "đơn vị hành chính cấp huyện",
    Level.COMMUNE: "đơn vị hành chính cấp xã",
    Level.AGENCY: "cơ quan",
}


@dataclass(frozen=True, slots=True)
class EventLine:
    """A transfer of an event, or the event itself where it has none."""

    event: UnitEvent
    transfer: Transfer | None


def event_lines(events: Collection[UnitEvent]) -> Iterator[EventLine]:
    """A line for each transfer, and for each event that has none."""
    for event in events:
        for transfer in event.transfers or (None,):
            yield EventLine(event, transfer)


def unit_row(unit: Unit) -> schemas.UnitRow:
    """A unit of the registry."""
    return schemas.UnitRow(
        id=unit.id,
        code=unit.code,
        name=unit.name,
        name_en=unit.name_en,
        level=unit.level,
        parent=unit.parent,
        valid_from=unit.valid_from,
        valid_until=unit.valid_until,
    )


def unit_out(story: Story) -> unit_shapes.UnitOut:
    """All that is known of a unit."""
    unit = story.unit
    return unit_shapes.UnitOut(
        **unit_row(unit).model_dump(),
        as_of=story.day,
        valid=unit.valid_on(story.day),
        aliases=list(unit.aliases),
        latitude=unit.latitude,
        longitude=unit.longitude,
        path=[unit_name(step) for step in story.path],
        former=[
            unit_shapes.FormerOut(
                until=each.until, name=each.name, name_en=each.name_en, code=each.code, parent=each.parent
            )
            for each in unit.former
        ],
        predecessors=[_passage(each) for each in story.predecessors],
        successors=[_passage(each) for each in story.successors],
        became=[_passage(each) for each in story.became],
        code_history=[_bearer(each) for each in story.codes],
    )


def _passage(passage: Passage) -> unit_shapes.PassageOut:
    return unit_shapes.PassageOut(
        day=passage.day, unit=unit_name(passage.other), weight=passage.weight, estimated=passage.estimated
    )


def _bearer(bearer: CodeBearer) -> unit_shapes.CodeBearerOut:
    return unit_shapes.CodeBearerOut(unit=unit_name(bearer.unit), since=bearer.since, until=bearer.until)


def event_row(registry: UnitRegistry, line: EventLine) -> unit_shapes.UnitEventRow:
    """A line of an event. Of one that has no transfer its unit is the one it speaks of, made or ended or renamed."""
    event, transfer = line.event, line.transfer
    ends: tuple[str | None, str | None]
    if transfer is not None:
        ends = transfer.source, transfer.target
    else:
        ends = (None, event.units[0]) if event.kind is EventKind.CREATE else (event.units[0], None)
    source, target = (unit_name(registry[end]) if end is not None else None for end in ends)
    return unit_shapes.UnitEventRow(
        day=event.day,
        kind=event.kind,
        from_unit=source,
        to_unit=target,
        weight=transfer.weight if transfer else None,
        estimated=transfer.estimated if transfer else None,
        decree=event.decree,
        note=event.note,
    )


def with_unknown_map(notice: Names | None, unknown: Collection[KnownMap]) -> schemas.Text | None:
    """A notice, and what of a day's map is not known."""
    if not unknown:
        return text(notice)
    vi = "; ".join(
        f"chưa có danh mục {_LEVELS_VI[Level(each.level)]} trước ngày {day(each.first_day, 'vi')}" for each in unknown
    )
    en = said_unknown(unknown)
    said = Names(f"{vi[0].upper()}{vi[1:]}.", f"{en[0].upper()}{en[1:]}.")
    return text(said if notice is None else Names(f"{notice.vi} {said.vi}", f"{notice.en} {said.en}"))
