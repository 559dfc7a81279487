"""What a document says twice: once is enough where it agrees with itself; where it doesn't, neither is believed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from collectors.figures.cell import folded
from collectors.reading import Reading, Readings, SetAside


@dataclass(frozen=True, slots=True)
class Found:
    """A Reading and its place in the words of a steward ("row 4", "record 7 (unit 246)")."""

    reading: Reading
    place: str


def settled(found: Iterable[Found], set_aside: Iterable[SetAside]) -> Readings:
    """The Readings of which there is one for a cell; of a cell given twice with two values all are set aside."""
    cells: dict[object, list[Found]] = {}
    for one in found:
        cells.setdefault(_cell(one.reading), []).append(one)
    readings, twice = list[Reading](), list[SetAside]()
    for same in cells.values():
        if len({_said(one.reading) for one in same}) == 1:
            readings.append(same[0].reading)
            twice.extend(_repeated(one, same[0]) for one in same[1:])
        else:
            twice.extend(_contradicted(one, same) for one in same)
    return Readings(tuple(readings), (*set_aside, *twice))


def _cell(reading: Reading) -> object:
    unit = reading.unit_code or (folded(reading.unit) if reading.unit else None)
    qualifiers = (reading.account_level, reading.assigned_by, reading.unit_level)
    return reading.indicator, qualifiers, unit, reading.as_of


def _said(reading: Reading) -> tuple[float | None, ...]:
    return reading.value, reading.count, reading.out_of, reading.ratio, reading.rank


def _shown(reading: Reading) -> str:
    return " / ".join(f"{number:.12g}" for number in _said(reading) if number is not None)


def _repeated(one: Found, first: Found) -> SetAside:
    message = f"{one.reading.indicator} stands here as at {first.place}, with the same figure; taken once"
    return SetAside(one.place, "given_twice", message, one.reading.evidence.quote, failing=False)


def _contradicted(one: Found, same: list[Found]) -> SetAside:
    values = " and ".join(f"{_shown(other.reading)} ({other.place})" for other in same)
    unit = one.reading.unit or one.reading.unit_code or "this unit"
    message = (
        f"{one.reading.indicator} of {unit} on {one.reading.as_of:%Y-%m-%d} is given {len(same)} times, "
        f"as {values}; one figure would be right"
    )
    return SetAside(one.place, "given_twice", message, one.reading.evidence.quote)
