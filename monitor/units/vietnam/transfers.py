"""Where each commune of the older map went, but for transfers that the package takes from a namesake."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from monitor.units.vietnam.package import Line, Place, Published, PublishedMissing

# The points are those of offices or middles: parts of one commune lie nearer to it than this, in kilometres.
_FAR = 10.0
_KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Destinations:
    """The newer communes to which an older one went, by key; `left_out` are those that a namesake went to."""

    origin: Line
    keys: tuple[str, ...]
    left_out: tuple[str, ...] = ()

    @property
    def weight(self) -> float:
        """The share of each: nobody says which, so they are equal."""
        return 1.0 / len(self.keys)

    @property
    def estimated(self) -> bool:
        """Whether the share is our own supposition."""
        return len(self.keys) > 1 or bool(self.left_out)


def destinations(published: Published) -> tuple[Destinations, ...]:
    """Where each line of the older map went, in its order. Raises PublishedMissing where one is left without.

    The converter matched the parts of divided communes by name within a newer province. So it sends a part of Phường 4
    of Tân An to Tân Ninh, 90 km away, which took Phường 4 of the city of Tây Ninh, and the other way round. A
    destination is left out where the commune has a namesake in the same newer province, what went whole to the
    destination is of the namesake's district or older province and not of its own, the destination is far, and another
    destination remains.
    """
    whole = {origin: (key,) for key, origins in published.whole.items() for origin in origins}
    given = {line.key: whole.get(line.key) or published.divided.get(line.key, ()) for line in published.before}
    _check_complete(published, given)
    namesakes = _Namesakes(published, given)
    return tuple(namesakes.without_theirs(line, given[line.key]) for line in published.before)


def _check_complete(published: Published, given: Mapping[str, tuple[str, ...]]) -> None:
    new = {line.key for line in published.after}
    lost = [key for key, keys in given.items() if not keys or not new.issuperset(keys)]
    made = {key for keys in given.values() for key in keys}
    if (
        lost
        or made != new
        or not given.keys() >= {*published.divided, *(o for s in published.whole.values() for o in s)}
    ):
        odd = sorted(lost or new ^ made) or ["a commune that is on neither map"]
        raise PublishedMissing(f"the published converter does not fit its maps, beginning with {odd[0]}")


class _Namesakes:
    """The communes of the older map that bear one name within one newer province."""

    def __init__(self, published: Published, given: Mapping[str, tuple[str, ...]]) -> None:
        self._after = {line.key: line for line in published.after}
        self._named: dict[tuple[str, str], list[Line]] = defaultdict(list)
        self._origins: dict[str, list[Line]] = defaultdict(list)
        for line in published.before:
            keys = given[line.key]
            self._named[self._name(line, keys)].append(line)
            if len(keys) == 1:
                self._origins[keys[0]].append(line)

    def _name(self, line: Line, keys: tuple[str, ...]) -> tuple[str, str]:
        return self._after[keys[0]].province_key, line.key.rpartition("_")[2]

    def without_theirs(self, line: Line, keys: tuple[str, ...]) -> Destinations:
        """The destinations of a line but for those of its namesakes."""
        others = [other for other in self._named[self._name(line, keys)] if other.key != line.key]
        theirs = tuple(key for key in keys if others and self._is_theirs(line, key, others))
        if len(keys) == 1 or len(theirs) == len(keys):
            return Destinations(line, keys)
        return Destinations(line, tuple(key for key in keys if key not in theirs), theirs)

    def _is_theirs(self, line: Line, key: str, others: list[Line]) -> bool:
        near = [origin for origin in self._origins[key] if origin.key != line.key]
        return _farther(line, self._after[key]) > _FAR and any(
            of(line) not in map(of, near) and not {*map(of, near)}.isdisjoint(map(of, others))
            for of in (_district, _province)
        )


def _district(line: Line) -> str:
    return line.key.rpartition("_")[0]


def _province(line: Line) -> str:
    return line.province_key


def _farther(old: Line, new: Line) -> float:
    """How far a newer commune is from an older one or from its district, whichever is more: some points are wrong."""
    return max(_kilometres(place, new.commune) for place in (old.commune, old.district) if place is not None)


def _kilometres(one: Place, other: Place | None) -> float:
    """Between two points; 0 where one is not known, so that nothing follows from it."""
    if other is None or one.latitude is None or one.longitude is None:
        return 0.0
    if other.latitude is None or other.longitude is None:
        return 0.0
    east = (one.longitude - other.longitude) * math.cos(math.radians(one.latitude))
    return math.hypot(one.latitude - other.latitude, east) * _KM_PER_DEGREE
