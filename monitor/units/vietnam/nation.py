"""The published registry as units, events and known maps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from monitor.units.english import english_name
from monitor.units.event import KnownMap, UnitEvent
from monitor.units.unit import Former, Level, Unit
from monitor.units.vietnam import known
from monitor.units.vietnam.changes import changes, newer_id
from monitor.units.vietnam.package import PACKAGE, Line, Place, Published
from monitor.units.vietnam.transfers import destinations


@dataclass(frozen=True, slots=True)
class National:
    """The units of both maps, the events between them, from when each map is known, and where all that comes from."""

    source: str
    units: tuple[Unit, ...]
    events: tuple[UnitEvent, ...]
    maps: tuple[KnownMap, ...]


def national(published: Published) -> National:
    """The registry: an id is the official code, on the map of 1 July 2025 with `-2025` behind it.

    Raises PublishedMissing where the parts of the published data do not fit together.
    """
    source = f"{PACKAGE} {published.release}"
    went = destinations(published)
    left_out = sum(len(each.left_out) for each in went)
    units = (
        Unit(known.NATION, "Việt Nam", "Viet Nam", Level.NATION, aliases=("Vietnam",)),
        *_older(published.before),
        *_newer(published.after),
    )
    return National(source, units, tuple(changes(published, went)), known.known_maps(source, left_out))


def _older(lines: tuple[Line, ...]) -> Iterator[Unit]:
    provinces = {line.province.code: line.province for line in lines}
    for province in provinces.values():
        yield _older_province(province)
    districts = {line.district.code: (line.district, line.province) for line in lines if line.district}
    for district, province in districts.values():
        yield _unit(district, Level.DISTRICT, province.code, known.COMMUNES_KNOWN, known.NEW_MAP)
    for line in lines:
        if line.commune and line.district:
            yield _unit(line.commune, Level.COMMUNE, line.district.code, known.COMMUNES_KNOWN, known.NEW_MAP)


def _older_province(province: Place) -> Unit:
    """A province of the older map; Huế with the name that it bore before 2025."""
    former = Former(
        until=known.HUE_RENAMED,
        name=known.HUE_BEFORE,
        name_en=known.HUE_BEFORE_EN,
        code=known.HUE,
        parent=known.NATION,
    )
    return _unit(
        province,
        Level.PROVINCE,
        known.NATION,
        known.PROVINCES_KNOWN,
        known.NEW_MAP,
        aliases=known.ALIASES_BEFORE,
        former=(former,) if province.code == known.HUE else (),
    )


def _newer(lines: tuple[Line, ...]) -> Iterator[Unit]:
    provinces = {line.province.code: line.province for line in lines}
    for province in provinces.values():
        yield _unit(province, Level.PROVINCE, known.NATION, known.NEW_MAP, None, aliases=known.ALIASES_AFTER)
    for line in lines:
        if line.commune:
            yield _unit(line.commune, Level.COMMUNE, newer_id(line.province), known.NEW_MAP, None)


def _unit(
    place: Place,
    level: Level,
    parent: str,
    since: date,
    until: date | None,
    aliases: Mapping[str, tuple[str, ...]] = {},
    former: tuple[Former, ...] = (),
) -> Unit:
    return Unit(
        id=place.code if until is not None else newer_id(place),
        name=place.name,
        name_en=english_name(place.name),
        level=level,
        parent=parent,
        code=place.code,
        valid_from=since,
        valid_until=until,
        aliases=aliases.get(place.code, ()),
        former=former,
        latitude=place.latitude,
        longitude=place.longitude,
    )
