"""Reading XML as it comes by, element by element, so that it takes little memory whatever it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import IO, TypeVar
from xml.parsers import expat

from collectors.faults import ReadError

Attributes = Mapping[str, str]
Act = TypeVar("Act")

_CHUNK = 65_536
# No name, tag or comment of a sound file is as long as this.
_LONGEST_TOKEN = 2_000_000
_LONGEST_TEXT = 2_000_000
_DEEPEST = 500
_MARK = " "


class BrokenXml(ValueError):
    """What was read is no XML, or ends before its end."""


class Allowance:
    """How many elements, or filled cells, may still be read of one file."""

    def __init__(self, most: int, of_what: str) -> None:
        self._most = self._left = most
        self._of_what = of_what

    def take(self, count: int = 1) -> None:
        """Counts one or more. Raises ReadError where the file holds more than is read."""
        self._left -= count
        if self._left < 0:
            raise ReadError(f"a workbook of more than {self._most:,} {self._of_what}; a smaller one would be right")


@dataclass(frozen=True, slots=True)
class Handlers:
    """What to do at the start and the end of an element, by its full name, and with text."""

    starts: Mapping[str, Callable[[Attributes], None]]
    ends: Mapping[str, Callable[[], None]]
    text: Callable[[str], None]


def full_names(namespaces: Iterable[str], acts: Mapping[str, Act]) -> dict[str, Act]:
    """Acts by the full names that their elements have in any of these namespaces."""
    return {full_name(namespace, name): act for namespace in namespaces for name, act in acts.items()}


def full_name(namespace: str, name: str) -> str:
    """The name under which an element or attribute of a namespace is told."""
    return f"{namespace}{_MARK}{name}"


def read_events(stream: IO[bytes], handlers: Handlers, allowance: Allowance) -> None:
    """Reads XML to its end, telling each element that a handler names.

    Raises BrokenXml, and ReadError for a document type (which may define entities) and for more than is allowed.
    """
    events = _Events(handlers)
    silent = 0
    try:
        while chunk := stream.read(_CHUNK):
            told = events.told, events.elements
            events.parser.Parse(chunk, False)
            allowance.take(events.elements - told[1])
            silent = 0 if events.told != told[0] else silent + len(chunk)
            if silent > _LONGEST_TOKEN:
                raise BrokenXml("a tag or comment without an end")
        events.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise BrokenXml(str(error)) from None


class _Events:
    """A parser with its handlers, which counts what it told."""

    def __init__(self, handlers: Handlers) -> None:
        self.told = self.elements = 0
        self._depth = self._letters = 0
        self._starts, self._ends, self._text = handlers.starts, handlers.ends, handlers.text
        self.parser = expat.ParserCreate(namespace_separator=_MARK)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._doctype

    def _start(self, name: str, attributes: Attributes) -> None:
        self.told += 1
        self.elements += 1
        self._letters = 0
        self._depth += 1
        if self._depth > _DEEPEST:
            raise BrokenXml(f"elements within one another, deeper than {_DEEPEST}")
        if (act := self._starts.get(name)) is not None:
            act(attributes)

    def _end(self, name: str) -> None:
        self.told += 1
        self._depth -= 1
        if (act := self._ends.get(name)) is not None:
            act()

    def _characters(self, text: str) -> None:
        self.told += 1
        self._letters += len(text)
        if self._letters > _LONGEST_TEXT:
            raise BrokenXml(f"a text of more than {_LONGEST_TEXT:,} letters")
        self._text(text)

    def _doctype(self, *_: object) -> None:
        raise ReadError("XML with a document type, which a workbook never has; it may define entities without end")
