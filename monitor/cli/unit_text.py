"""Units and their events written out: as lines for people, as plain values, as rows of the tables that go in again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from monitor.units import CodeBearer, Passage, Story, Unit, UnitEvent, UnitRegistry

Plain = dict[str, Any]


def unit_plain(unit: Unit) -> Plain:
    """A unit as plain values, named as the columns of a table of units."""
    return {
        "id": unit.id,
        "name": unit.name,
        "name_en": unit.name_en,
        "level": unit.level.value,
        "parent": unit.parent,
        "code": unit.code,
        "valid_from": _day(unit.valid_from),
        "valid_until": _day(unit.valid_until),
        "aliases": list(unit.aliases),
        "latitude": unit.latitude,
        "longitude": unit.longitude,
    }


def unit_cells(unit: Unit) -> Plain:
    """A unit as a row of a table of units."""
    return unit_plain(unit) | {"aliases": "; ".join(unit.aliases)}


def event_rows(events: Iterable[UnitEvent]) -> Iterator[Plain]:
    """Events as rows of a table of events: one for each transfer, or for an event that has none."""
    for event in events:
        about = {"day": event.day.isoformat(), "kind": event.kind.value, "decree": event.decree, "note": event.note}
        for each in event.transfers:
            ends = {"from": each.source, "to": each.target, "weight": each.weight}
            yield about | ends | {"estimated": "yes" if each.estimated else "no"}
        if not event.transfers:
            ends_at = "to" if event.kind == "create" else "from"
            yield about | {"from": None, "to": None, "weight": None, "estimated": None} | {ends_at: event.units[0]}


def event_plain(event: UnitEvent, registry: UnitRegistry) -> Plain:
    """An event as plain values, its units by id and name."""
    return {
        "day": event.day.isoformat(),
        "kind": event.kind.value,
        "units": [{"id": unit_id, "name": registry[unit_id].name} for unit_id in event.units],
        "transfers": [
            {"from": each.source, "to": each.target, "weight": each.weight, "estimated": each.estimated}
            for each in event.transfers
        ],
        "decree": event.decree,
        "note": event.note,
    }


def story_plain(story: Story) -> Plain:
    """What the registry tells of a unit, as plain values."""
    return unit_plain(story.unit) | {
        "as_of": story.day.isoformat(),
        "valid": story.unit.valid_on(story.day),
        "path": [{"id": unit.id, "name": unit.name} for unit in story.path],
        "former": [
            {"until": each.until.isoformat(), "name": each.name, "code": each.code, "parent": each.parent}
            for each in story.unit.former
        ],
        "predecessors": [_passage_plain(each) for each in story.predecessors],
        "successors": [_passage_plain(each) for each in story.successors],
        "became": [_passage_plain(each) for each in story.became],
        "code_history": [_bearer_plain(each) for each in story.codes],
    }


def _passage_plain(passage: Passage) -> Plain:
    return {
        "day": passage.day.isoformat(),
        "id": passage.other.id,
        "name": passage.other.name,
        "weight": passage.weight,
        "estimated": passage.estimated,
    }


def _bearer_plain(bearer: CodeBearer) -> Plain:
    return {
        "id": bearer.unit.id,
        "name": bearer.unit.name,
        "from": _day(bearer.since),
        "until": _day(bearer.until),
    }


def story_lines(story: Story) -> Iterator[str]:
    """What the registry tells of a unit, for people."""
    unit = story.unit
    yield f"{unit.name} ({unit.id}), {unit.level}, code {unit.code or 'none'}; {unit.name_en}"
    yield f"exists: {_span(unit.valid_from, unit.valid_until)}"
    yield f"place on {story.placed}: {' › '.join(f'{step.name} ({step.id})' for step in story.path)}"
    for former in unit.former:
        yield f"until {former.until}: {former.name}, code {former.code or 'none'}, parent {former.parent or 'none'}"
    if unit.aliases:
        yield f"also called: {', '.join(unit.aliases)}"
    yield from _passage_lines("came from", story.predecessors)
    yield from _passage_lines("went to", story.successors)
    yield from _passage_lines("is now in", story.became)
    for bearer in story.codes:
        yield f"code {unit.code or unit.id}: {bearer.unit.name} ({bearer.unit.id}), {_span(bearer.since, bearer.until)}"


def _passage_lines(word: str, passages: Iterable[Passage]) -> Iterator[str]:
    for passage in passages:
        share = "all" if passage.weight > 1 - 1e-9 else f"{passage.weight:.1%}"
        estimated = ", estimated" if passage.estimated else ""
        yield f"{word}: {passage.other.name} ({passage.other.id}), {share} of it{estimated}, on {passage.day}"


def _span(since: date | None, until: date | None) -> str:
    if since is None and until is None:
        return "always"
    return " ".join(f"{word} {day}" for word, day in (("from", since), ("until", until)) if day is not None)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
