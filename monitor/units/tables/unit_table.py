"""A table of units: a row a unit, known by its id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from monitor.units.english import english_name
from monitor.units.registry import UnitRegistry
from monitor.units.tables.cells import FaultyCell, TableFault, TableRow
from monitor.units.unit import Level, Unit

UNIT_COLUMNS = (
    "id",
    "name",
    "name_en",
    "level",
    "parent",
    "code",
    "valid_from",
    "valid_until",
    "aliases",
    "latitude",
    "longitude",
)
UNIT_REQUIRED = ("id",)
_ALIAS_MARK = ";"
_MOST_ALIASES = 50


def units_from(rows: Iterable[TableRow], registry: UnitRegistry) -> tuple[tuple[Unit, ...], tuple[TableFault, ...]]:
    """The units of a table, and every fault in it.

    A column that the table has says all: an empty cell is nothing. One that it has not leaves a known unit as it is.
    """
    units: dict[str, Unit] = {}
    numbers: dict[str, int] = {}
    faults: list[TableFault] = []
    for row in rows:
        try:
            unit = _unit(row, registry)
            if unit.id in numbers:
                raise FaultyCell("id", f"is {unit.id!r}, which row {numbers[unit.id]} has; ids are unique")
        except FaultyCell as fault:
            faults.append(TableFault(row.number, fault.column, str(fault)))
            continue
        units[unit.id], numbers[unit.id] = unit, row.number
    faults += _among_others(units, numbers, registry)
    return tuple(units.values()), tuple(sorted(faults, key=lambda fault: fault.row))


def _unit(row: TableRow, registry: UnitRegistry) -> Unit:
    unit_id = row.needed("id")
    known = registry.get(unit_id)
    name = row.needed("name") if known is None or row.has("name") else known.name
    unit = Unit(
        id=unit_id,
        name=name,
        name_en=_english(row, name, known),
        level=_level(row) if known is None or row.has("level") else known.level,
        parent=row.text("parent") if row.has("parent") else (known.parent if known else None),
        code=_code(row, unit_id, known),
        valid_from=row.day("valid_from") if row.has("valid_from") else (known.valid_from if known else None),
        valid_until=row.day("valid_until") if row.has("valid_until") else (known.valid_until if known else None),
        aliases=_aliases(row) if row.has("aliases") else (known.aliases if known else ()),
        former=known.former if known else (),
        latitude=_degrees(row, "latitude", 90, known.latitude if known else None),
        longitude=_degrees(row, "longitude", 180, known.longitude if known else None),
    )
    _refuse_halves(unit)
    return unit


def _degrees(row: TableRow, column: str, most: float, known: float | None) -> float | None:
    return row.number_in(column, -most, most) if row.has(column) else known


def _english(row: TableRow, name: str, known: Unit | None) -> str:
    """As written; else as known, where the name is the same; else by rule from the name."""
    written = row.text("name_en")
    if written is None and known and known.name == name and not row.has("name_en"):
        return known.name_en
    return written or english_name(name)


def _level(row: TableRow) -> Level:
    written = row.needed("level")
    if written not in tuple(Level):
        raise FaultyCell("level", f"is {written!r}; one of {', '.join(Level)} would be right")
    return Level(written)


def _code(row: TableRow, unit_id: str, known: Unit | None) -> str | None:
    """As written; a new unit whose id is all digits has that for its code where the table has no such column."""
    if row.has("code"):
        return row.text("code")
    return known.code if known else (unit_id if unit_id.isdecimal() else None)


def _aliases(row: TableRow) -> tuple[str, ...]:
    parts = [part.strip() for part in (row.text("aliases") or "").split(_ALIAS_MARK)]
    aliases = tuple(dict.fromkeys(part for part in parts if part))
    if len(aliases) > _MOST_ALIASES:
        raise FaultyCell("aliases", f"holds {len(aliases)} names; up to {_MOST_ALIASES} would be right")
    return aliases


def _refuse_halves(unit: Unit) -> None:
    if (unit.latitude is None) != (unit.longitude is None):
        raise FaultyCell("latitude", "and longitude go together: both or neither would be right")
    if unit.valid_from and unit.valid_until and unit.valid_from >= unit.valid_until:
        raise FaultyCell(
            "valid_until", f"is {unit.valid_until}; a day after valid_from, {unit.valid_from}, would be right"
        )


def _among_others(
    units: Mapping[str, Unit], numbers: Mapping[str, int], registry: UnitRegistry
) -> Iterator[TableFault]:
    """Parents that are nowhere, and codes that another unit has at the same time."""
    whole = {unit.id: unit for unit in registry} | dict(units)
    bearers: dict[str, list[Unit]] = {}
    for unit in whole.values():
        bearers.setdefault(unit.code or unit.id, []).append(unit)
    for unit in units.values():
        if unit.parent is not None and unit.parent not in whole:
            yield TableFault(numbers[unit.id], "parent", f"is {unit.parent!r}, which is no unit's id, here or known")
        other = _same_code(unit, bearers[unit.code or unit.id])
        if other is not None and unit.code is not None:
            message = (
                f"is {unit.code!r}, the code of {other.name} ({other.id}) at the same time; codes are unique on a day"
            )
            yield TableFault(numbers[unit.id], "code", message)


def _same_code(unit: Unit, bearers: Sequence[Unit]) -> Unit | None:
    return next((other for other in bearers if other.id != unit.id and _together(unit, other)), None)


def _together(one: Unit, other: Unit) -> bool:
    """Whether there is a day on which both exist."""
    return (one.valid_from or date.min) < (other.valid_until or date.max) and (other.valid_from or date.min) < (
        one.valid_until or date.max
    )
