"""Fills a document from the events of the YAML parser.

By events and not by a loader: positions stay, values are resolved by our own rules, and aliases, tags, merge keys and
deep nesting are refused before they can do harm.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NoReturn

import yaml

from monitor.campaign.document import Document, Loc, Position, dotted, may_show
from monitor.campaign.fault import Fault
from monitor.campaign.scalars import TwoMeanings, resolve

LONGEST_TEXT = 2_000_000
DEEPEST_NESTING = 20
TOO_LARGE = Fault(1, 1, "the file is too large; a campaign has at most 2 MB")

_FORBIDDEN = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_document(text: str) -> Document:
    """The document of a YAML text. A fault of syntax ends it there; all others are told together."""
    text = text.removeprefix("\ufeff")
    document = Document()
    unfit = _unfit(text)
    if unfit is not None:
        document.faults.append(unfit)
        return document
    try:
        _Builder(document).build(text)
    except yaml.MarkedYAMLError as error:
        document.faults.append(_syntax(error, text))
        document.spoiled.add(())
    except _Stop as stop:
        document.faults.append(stop.fault)
        document.spoiled.add(())
    return document


def position_in(text: str, offset: int) -> Position:
    """Line and column of the character at an offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _unfit(text: str) -> Fault | None:
    """Why the text is not tried at all."""
    if len(text) > LONGEST_TEXT:
        return TOO_LARGE
    found = _FORBIDDEN.search(text)
    if found:
        named = f"U+{ord(found[0]):04X}"
        return Fault(*position_in(text, found.start()), f"the control character {named} is no text; take it out")
    return None if text.strip() else Fault(1, 1, "the file is empty; `p06 init DIR` writes a campaign to start from")


def _syntax(error: yaml.MarkedYAMLError, text: str) -> Fault:
    """The parser's complaint, with what would be right where its words do not say it."""
    line, column = _position(error.problem_mark or error.context_mark)
    lines = text.splitlines()
    rest = lines[line - 1][column - 1 :] if line <= len(lines) else ""
    problem = " ".join(filter(None, (error.problem, error.context)))
    return Fault(line, column, f"not YAML: {problem}{_advice(problem, rest)}")


def _advice(problem: str, rest: str) -> str:
    if rest.startswith("\t"):
        return "; a tab cannot indent, use blanks"
    begins = "*" if "alias" in problem else "&" if "anchor" in problem else rest[:1]
    if begins in tuple("*&%@`!|>"):
        return f"; a value that begins with {begins} stands in quotes"
    if "mapping values" in problem:
        return "; a value that holds ': ' stands in quotes"
    if "block" in problem:
        return "; check that lines which belong together are indented alike"
    return ""


def _position(mark: Any) -> Position:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


class _Stop(Exception):
    """A fault after which nothing of the rest could be understood."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


@dataclass
class _Open:
    """A mapping or a list whose end has not come yet; `key` is the mapping's key that waits for its value."""

    loc: Loc
    value: dict[str, Any] | list[Any]
    key: str | None = None

    @property
    def wants_key(self) -> bool:
        return isinstance(self.value, dict) and self.key is None

    def next_loc(self) -> Loc:
        """Where the next value will stand."""
        return (*self.loc, len(self.value) if isinstance(self.value, list) else str(self.key))

    def put(self, value: Any) -> None:
        if isinstance(self.value, list):
            self.value.append(value)
        else:
            self.value[str(self.key)] = value
            self.key = None


class _Builder:
    """The containers that are open at one point of the text, outermost first."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._open: list[_Open] = []

    def build(self, text: str) -> None:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._start(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._end()
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentStartEvent) and () in self._document.places:
                self._stop(event, "a second document begins here; a campaign is one document")

    def _fault(self, event: yaml.Event, message: str) -> None:
        self._document.faults.append(Fault(*_position(event.start_mark), message))

    def _stop(self, event: yaml.Event, message: str) -> NoReturn:
        raise _Stop(Fault(*_position(event.start_mark), message))

    def _wants_key(self) -> bool:
        return bool(self._open) and self._open[-1].wants_key

    def _loc(self) -> Loc:
        return self._open[-1].next_loc() if self._open else ()

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        sound = self._is_bare(event)
        if self._wants_key():
            self._key(event, event.value, sound=sound)
            return
        value = event.value
        if event.implicit[0]:
            value, resolved = self._resolve(event)
            sound = sound and resolved
        self._place(event, sound=sound)
        self._put(value)

    def _resolve(self, event: yaml.ScalarEvent) -> tuple[Any, bool]:
        """The value of a plain scalar, and whether it is one."""
        loc = self._loc()
        if "secret" in loc:
            return event.value, True
        try:
            value = resolve(event.value)
        except TwoMeanings as trap:
            shown = f'write "{event.value}" in quotes' if may_show(loc) else "write it in quotes"
            self._fault(event, f"{dotted(loc)}: {trap}; {shown}")
            return event.value, False
        if value is None and "config" not in loc:
            self._fault(event, f"{dotted(loc) or 'the file'} is empty; write a value, or leave the key out")
            return None, False
        return value, True

    def _is_bare(self, event: Any) -> bool:
        """Whether a node has neither anchor nor tag; a fault is noted for each."""
        if event.anchor:
            self._fault(event, "anchors and aliases are not used here; take out the word with the &")
        if event.tag:
            self._fault(event, "tags are not used here; take out the word with the exclamation mark")
        return not (event.anchor or event.tag)

    def _alias(self, event: yaml.AliasEvent) -> None:
        self._fault(event, "anchors and aliases are not used here; write the value in full")
        if self._wants_key():
            self._key(event, "*", sound=False)
            return
        self._place(event, sound=False)
        self._put(None)

    def _key(self, event: yaml.NodeEvent, key: str, *, sound: bool) -> None:
        mapping = self._open[-1]
        known, mapping.key = key in mapping.value, key
        loc = mapping.next_loc()
        if key == "<<":
            self._fault(event, "merge keys are not used here; write the keys in full")
        elif known and sound:
            first = self._document.keys[loc][0]
            self._fault(event, f"{dotted(loc)} stands here a second time, first in line {first}; keep one of them")
        if key == "<<" or not sound:
            self._document.spoiled.add(loc)
        self._document.keys[loc] = _position(event.start_mark)

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        if self._wants_key():
            self._stop(event, "a key is a word, not a list or a mapping; quotes make a word of it")
        if len(self._open) >= DEEPEST_NESTING:
            self._stop(event, f"nested deeper than {DEEPEST_NESTING} levels; no part of a campaign is")
        self._place(event, sound=self._is_bare(event))
        self._open.append(_Open(self._loc(), {} if isinstance(event, yaml.MappingStartEvent) else []))

    def _end(self) -> None:
        self._put(self._open.pop().value)

    def _place(self, event: yaml.Event, *, sound: bool) -> None:
        """Notes where the next value stands."""
        self._document.places[self._loc()] = _position(event.start_mark)
        if not sound:
            self._document.spoiled.add(self._loc())

    def _put(self, value: Any) -> None:
        if self._open:
            self._open[-1].put(value)
        else:
            self._document.value = value
