"""What a document says twice: once is enough where it agrees with itself; where it doesn't, neither is believed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from collectors.figures.agreement import contradicts, covers, rounds
from collectors.figures.cell import folded
from collectors.reading import Precision, Reading, Readings, SetAside, said_also

# So many different figures of one cell are not compared with each other: they contradict each other.
_MOST_COMPARED = 20
# Of the figures that contradict each other, so many are told.
_MOST_TOLD = 5

_PREFIX = re.compile(
    r"(tỉnh|thành phố|tp\.?|huyện|quận|thị xã|tx\.?|xã|phường|thị trấn|tt\.?|đặc khu) ?(?<=[. ])(?=\S)"
)
_WRITTEN_OUT = {"tp": "thành phố", "tx": "thị xã", "tt": "thị trấn"}


@dataclass(frozen=True, slots=True)
class Found:
    """A Reading and its place in the words of a steward ("row 4", "record 7 (unit 246)")."""

    reading: Reading
    place: str


def settled(found: Iterable[Found], set_aside: Iterable[SetAside]) -> Readings:
    """The Readings of which there is one for a cell, each with every place that says it.

    Of a cell that is given twice with figures that contradict each other, all are set aside.
    """
    all_found = list(found)
    names = _Names(one.reading.unit for one in all_found)
    readings, twice = list[Found](), list[SetAside]()
    for same in _by_cell(all_found, names).values():
        if _contradict(same):
            twice.extend(_contradicted(same))
        else:
            readings.extend(_once_each(same))
            twice.extend(_repeated_rows(same))
    readings = _dated_once(readings, names)
    return Readings(tuple(one.reading for one in readings), (*set_aside, *twice))


class _Names:
    """What units are compared by: a name without its prefix is the one unit of that name, where there is one."""

    def __init__(self, written: Iterable[str | None]) -> None:
        self._prefixes: dict[str, set[str]] = defaultdict(set)
        for name in {name for name in written if name}:
            prefix, bare = _taken_apart(name)
            if prefix:
                self._prefixes[bare].add(prefix)

    def key(self, reading: Reading) -> Hashable:
        """The unit of a Reading."""
        if reading.unit_code or not reading.unit:
            return reading.unit_code
        prefix, bare = _taken_apart(reading.unit)
        known = self._prefixes.get(bare, set())
        return (prefix or (next(iter(known)) if len(known) == 1 else ""), bare)


def _taken_apart(name: str) -> tuple[str, str]:
    text = folded(name)
    found = _PREFIX.match(text)
    if found is None:
        return "", text
    prefix = found[1].rstrip(".")
    return _WRITTEN_OUT.get(prefix, prefix), text[found.end() :]


def _by_cell(found: Sequence[Found], names: _Names) -> dict[Hashable, list[Found]]:
    cells: dict[Hashable, list[Found]] = defaultdict(list)
    for one in found:
        cells[(*_series(one.reading, names), one.reading.as_of)].append(one)
    return cells


def _series(reading: Reading, names: _Names) -> tuple[Hashable, ...]:
    qualifiers = (reading.account_level, reading.assigned_by, reading.unit_level)
    return reading.indicator, qualifiers, names.key(reading)


def _said(reading: Reading) -> Hashable:
    return _numbers(reading), reading.rank_at_most, reading.of, reading.bound


def _numbers(reading: Reading) -> tuple[float | None, ...]:
    return reading.value, reading.count, reading.out_of, reading.ratio, reading.rank


def _contradict(same: Sequence[Found]) -> bool:
    different = list({_said(one.reading): one.reading for one in same}.values())
    if len(different) > _MOST_COMPARED:
        return True
    return any(contradicts(one, other) for one, other in combinations(different, 2))


def _once_each(same: Sequence[Found]) -> Iterator[Found]:
    """The Readings of a cell that do not contradict each other, but for those that say no more than another does."""
    different: dict[Hashable, list[Found]] = defaultdict(list)
    for one in same:
        different[_said(one.reading)].append(one)
    kept: list[list[Found]] = []
    for each in sorted(different.values(), key=_says, reverse=True):
        fuller = next((other for other in kept if covers(other[0].reading, each[0].reading)), None)
        if fuller is None:
            kept.append(each)
        else:
            fuller.extend(each)
    for first, *others in kept:
        elsewhere = [other.reading.evidence for other in others]
        yield replace(first, reading=said_also(first.reading, elsewhere))


def _says(same: Sequence[Found]) -> tuple[bool, int, float]:
    """How much a Reading says: an exact one more than any other, then how many numbers, then how fine they are."""
    reading = same[0].reading
    given = [number for number in _numbers(reading) if number is not None]
    return reading.bound == "exact", len(given), sum(len(f"{number:.12g}".rstrip("0")) for number in given)


def _dated_once(found: Sequence[Found], names: _Names) -> list[Found]:
    """The Readings without those that have no day of their own and say what a dated one says."""
    dated: dict[Hashable, int] = {}
    of_series: dict[Hashable, list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        if one.reading.as_of_precision is not Precision.PUBLISHED:
            dated.setdefault((_series(one.reading, names), _said(one.reading)), number)
            of_series[_series(one.reading, names)].append(number)
    kept, elsewhere = dict(enumerate(found)), defaultdict[int, list[Reading]](list)
    for number, one in enumerate(found):
        if one.reading.as_of_precision is not Precision.PUBLISHED:
            continue
        series = _series(one.reading, names)
        same = dated.get((series, _said(one.reading)))
        if same is None:
            near = of_series.get(series, [])[:_MOST_COMPARED]
            same = next((each for each in near if rounds(one.reading, found[each].reading)), None)
        if same is not None:
            del kept[number]
            elsewhere[same].append(one.reading)
    for number, again in elsewhere.items():
        reading = said_also(kept[number].reading, [each.evidence for each in again])
        kept[number] = replace(kept[number], reading=reading)
    return list(kept.values())


def _repeated_rows(same: Sequence[Found]) -> Iterator[SetAside]:
    """The cells of tables that repeat another, which may be a slip of whoever filled them in."""
    cells = [one for one in same if one.reading.evidence.cell is not None]
    for one in cells[1:]:
        message = f"{one.reading.indicator} stands here as at {cells[0].place}, with the same figure; taken once"
        yield SetAside(one.place, "given_twice", message, one.reading.evidence.quote, failing=False)


def _shown(reading: Reading) -> str:
    return " / ".join(f"{number:.12g}" for number in _numbers(reading) if number is not None)


def _contradicted(same: Sequence[Found]) -> Iterator[SetAside]:
    told = [f"{_shown(one.reading)} ({one.place})" for one in same[:_MOST_TOLD]]
    more = [f"{len(same) - _MOST_TOLD} more"] if len(same) > _MOST_TOLD else []
    values = " and ".join((*told, *more))
    for one in same:
        unit = one.reading.unit or one.reading.unit_code or "this unit"
        message = (
            f"{one.reading.indicator} of {unit} on {one.reading.as_of:%Y-%m-%d} is given {len(same)} times, "
            f"as {values}; one figure would be right"
        )
        yield SetAside(one.place, "given_twice", message, one.reading.evidence.quote)
