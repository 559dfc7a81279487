"""Lines that say what they are, what they say, and what stands below them: for a page and for a text alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from monitor.answers import Excerpt


@dataclass(frozen=True, slots=True)
class Way:
    """Where an entry leads: a page of the board by its endpoint, or an `address` elsewhere."""

    endpoint: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)
    address: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line: what it is, what it says, what qualifies it, where it leads, and what stands below it."""

    label: str
    text: str = ""
    notes: tuple[str, ...] = ()
    way: Way | None = None
    excerpt: Excerpt | None = None
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Some entries under a title."""

    title: str
    entries: tuple[Entry, ...]
