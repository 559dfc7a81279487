"""The events of 2025: Huế's rename, and what became of every province, district and commune on 1 July."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from monitor.units.event import EventKind, Transfer, UnitEvent
from monitor.units.vietnam import known
from monitor.units.vietnam.package import Line, Place, Published
from monitor.units.vietnam.transfers import Destinations

_SHARES = "which share of a divided unit went where is not published: equal shares"


def changes(published: Published, went: Sequence[Destinations]) -> Iterator[UnitEvent]:
    """All events, oldest first; of 1 July provinces, then communes, then districts that nothing took the place of."""
    yield UnitEvent(
        day=known.HUE_RENAMED,
        kind=EventKind.RENAME,
        units=(known.HUE,),
        decree=known.HUE_DECREE,
        note=f"{known.HUE_BEFORE} became a city under the central government, with the same extent",
    )
    yield from _provinces(published)
    yield from _communes(published, went)
    yield from _districts(published.before)


def _provinces(published: Published) -> Iterator[UnitEvent]:
    older = {line.province_key: line.province for line in published.before}
    newer = {line.province_key: line.province for line in published.after}
    for key, origins in published.provinces.items():
        sources = [older[origin] for origin in origins]
        target = newer_id(newer[key])
        yield UnitEvent(
            day=known.NEW_MAP,
            kind=_kind_of_whole(sources, newer[key]),
            units=(*(source.code for source in sources), target),
            transfers=tuple(Transfer(source.code, target) for source in sources),
            decree=known.PROVINCES_DECREE,
        )


def _communes(published: Published, went: Iterable[Destinations]) -> Iterator[UnitEvent]:
    """An event a newer commune; of an older one that was divided into communes of nothing else, one for all of them."""
    origins: dict[str, list[Destinations]] = defaultdict(list)
    for each in went:
        for key in each.keys:
            origins[key].append(each)
    names = {line.key: line.commune for line in published.after if line.commune}
    told: set[str] = set()
    for key in names:
        sources = origins[key]
        if key not in told:
            split = len(sources[0].keys) > 1 and all(len(origins[part]) == 1 for part in sources[0].keys)
            parts = sources[0].keys if split else (key,)
            told.update(parts)
            yield _commune(EventKind.SPLIT if split else _kind(sources, names[key]), parts, sources, names)


def _commune(
    kind: EventKind, keys: tuple[str, ...], sources: Sequence[Destinations], names: Mapping[str, Place]
) -> UnitEvent:
    targets = [newer_id(names[key]) for key in keys]
    return UnitEvent(
        day=known.NEW_MAP,
        kind=kind,
        units=(*(each.origin.lowest.code for each in sources), *targets),
        transfers=tuple(
            Transfer(each.origin.lowest.code, target, each.weight, each.estimated)
            for each in sources
            for target in targets
        ),
        decree=known.COMMUNES_DECREE,
        note="; ".join(_notes(sources, names)),
    )


def _notes(sources: Sequence[Destinations], names: Mapping[str, Place]) -> Iterator[str]:
    if any(len(each.keys) > 1 for each in sources):
        yield _SHARES
    for each in sources:
        if each.left_out:
            origin, district = each.origin.lowest, each.origin.district
            where = f" of {district.name}" if district else ""
            others = ", ".join(f"{names[key].name} ({newer_id(names[key])})" for key in each.left_out)
            yield f"the published converter also sends a part of {origin.name}{where} to {others}, a namesake's"


def _kind(sources: Sequence[Destinations], target: Place) -> EventKind:
    if any(len(each.keys) > 1 for each in sources):
        return EventKind.PARTIAL_TRANSFER
    return _kind_of_whole([each.origin.lowest for each in sources], target)


def _kind_of_whole(sources: Sequence[Place], target: Place) -> EventKind:
    if len(sources) > 1:
        return EventKind.MERGE
    return EventKind.MOVE if sources[0].name == target.name else EventKind.RENAME


def _districts(lines: Iterable[Line]) -> Iterator[UnitEvent]:
    """Every district was abolished; an island without communes carries on as a special zone instead."""
    districts = {line.district.code for line in lines if line.district and line.commune}
    for code in sorted(districts):
        yield UnitEvent(day=known.NEW_MAP, kind=EventKind.ABOLISH, units=(code,), decree=known.DISTRICTS_DECREE)


def newer_id(place: Place) -> str:
    """The id of a unit of the newer map: nearly all its codes had been another extent's before."""
    return f"{place.code}-{known.NEW_MAP.year}"
