"""The values of a YAML text, with the line and column of each, and all that is wrong with its form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from monitor.campaign.fault import Fault

# Where a value stands: keys and places in lists, from the top.
Loc = tuple[str | int, ...]
Position = tuple[int, int]

# Places whose values are never shown, since a secret may have been written there.
_UNSHOWN = ("secret", "config")


@dataclass
class Document:
    """The values of a file, where each stands, and the faults of its form.

    `spoiled` holds the places that a fault was already told of: what follows from it is not told again.
    """

    value: Any = None
    places: dict[Loc, Position] = field(default_factory=dict)
    keys: dict[Loc, Position] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    spoiled: set[Loc] = field(default_factory=set)

    def at(self, loc: Loc) -> Position:
        """Where the value at `loc` begins, or the nearest thing around it that is in the file."""
        while loc not in self.places and loc:
            loc = loc[:-1]
        return self.places.get(loc, (1, 1))

    def key_at(self, loc: Loc) -> Position:
        """Where the key of `loc` stands; of a list's item, or of what has no key, where it begins."""
        return self.keys.get(loc) or self.at(loc)

    def is_spoiled(self, loc: Loc) -> bool:
        """Whether a fault was told of this place or of one around it."""
        return any(loc[:length] in self.spoiled for length in range(len(loc) + 1))

    def value_at(self, loc: Loc) -> Any:
        """The value at `loc`; None where there is none."""
        found = self.value
        for step in loc:
            inside = isinstance(found, dict) and step in found
            within = isinstance(found, list) and isinstance(step, int) and step < len(found)
            if not (inside or within):
                return None
            found = found[step]
        return found

    def listed(self, section: str) -> Iterator[tuple[Loc, Mapping[str, Any]]]:
        """Place and content of each entry of a list; an entry that is no mapping comes as an empty one."""
        found = self.value_at((section,))
        for index, entry in enumerate(found if isinstance(found, list) else ()):
            yield (section, index), entry if isinstance(entry, dict) else {}

    def keyed(self, section: str) -> Iterator[tuple[Loc, str, Mapping[str, Any]]]:
        """Place, key and content of each entry of a mapping; an entry that is no mapping comes as an empty one."""
        found = self.value_at((section,))
        for key, entry in found.items() if isinstance(found, dict) else ():
            yield (section, key), key, entry if isinstance(entry, dict) else {}


def may_show(loc: Loc) -> bool:
    """Whether the value at a place may be repeated in a message."""
    return not any(word in _UNSHOWN for word in loc)


def dotted(loc: Loc) -> str:
    """A place in words: `targets[0].deadline`."""
    words = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc)
    return words.removeprefix(".")
