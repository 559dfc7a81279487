"""The XML parts of a document in a package (.docx, .odt), told piece by piece within limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from lxml import etree

from collectors.faults import ReadError
from collectors.package import Package

LARGEST_PART, MOST_ELEMENTS, MOST_LETTERS = 100_000_000, 3_000_000, 10_000_000
DEEPEST = 200
_PIECE = 1 << 16


class Listener(Protocol):
    """What is told the elements and letters of a part in turn."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Letters of the element begun."""


class ShortNames:
    """Names of elements and attributes with a prefix of our own for each namespace; "?" for one that is not known."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes
        self._known: dict[str, str] = {}

    def of(self, tag: str) -> str:
        """The short name of "{namespace}local"."""
        name = self._known.get(tag)
        if name is None:
            space, _, local = tag[1:].rpartition("}")
            name = self._known[tag] = self._prefixes.get(space, "?") + local
        return name


def tell(package: Package, part: str, listener: Listener, kind: str) -> None:
    """Tell a listener an XML part from its first element to its last. Raises ReadError where it can't be read.

    No part gives more than it claims, one that claims more than LARGEST_PART is refused, and nothing is kept here.
    """
    size = package.size_of(part)
    if size > LARGEST_PART:
        raise ReadError(f"{kind} that unpacks to {size / 1e6:,.0f} MB; at most {LARGEST_PART / 1e6:.0f} MB are read")
    parser = etree.XMLParser(target=_Told(listener, kind), resolve_entities=False, no_network=True)
    try:
        with package.part(part) as file:
            while piece := file.read(_PIECE):
                parser.feed(piece)
        parser.close()
    except etree.XMLSyntaxError as error:
        where = f"{part}, line {error.lineno or 1}"
        raise ReadError(f"not a whole {kind}: it is damaged or cut off at {where}; send it again") from None


class _Told:
    """Passes on what a parser finds, and refuses what no office program writes."""

    def __init__(self, listener: Listener, kind: str) -> None:
        self._listener, self._kind = listener, kind
        self._elements = self._depth = self._letters = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > MOST_ELEMENTS:
            raise ReadError(f"{self._kind} of more than {MOST_ELEMENTS:,} elements; fewer are read")
        if self._depth > DEEPEST:
            raise ReadError(f"{self._kind} whose elements are nested too deep; no office program writes them so")
        self._listener.start(tag, attributes)

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._listener.end(tag)

    def data(self, text: str) -> None:
        self._letters += len(text)
        if self._letters > MOST_LETTERS:
            raise ReadError(f"{self._kind} of more than {MOST_LETTERS:,} letters; fewer are read")
        self._listener.data(text)

    def doctype(self, *_: object) -> None:
        raise ReadError(f"{self._kind} with a DOCTYPE, which may define entities; office programs write none")

    def close(self) -> None:
        """Nothing is left to do."""
