"""Phrases as a tree of words: which of them, the longest first, begins at a token."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from collectors.vietnamese.tokens import Token, keys_in

Meaning = TypeVar("Meaning")

_GOES_ON = "\n" + " " * 12


@dataclass(slots=True)
class _Node(Generic[Meaning]):
    after: dict[str, _Node[Meaning]] = field(default_factory=dict)
    meaning: Meaning | None = None


class Lexicon(Generic[Meaning]):
    """Phrases with their meanings.

    A phrase is written as it is read, with two signs: `[word]` may be missing, `(one|two)` is one of them. Of a phrase
    given twice the later meaning holds, so that a campaign may overrule what is built in. None of `kept` is cut by
    another phrase that begins before it: "cấp chữ ký số" is no phrase in "cấp chữ ký số cá nhân", where that is kept.
    """

    def __init__(self, phrases: Iterable[tuple[str, Meaning]], kept: Lexicon[Meaning] | None = None) -> None:
        self._root: _Node[Meaning] = _Node()
        self._kept = kept
        for written, meaning in phrases:
            for phrase in spelled_out(written):
                self._add(phrase, meaning)

    def _add(self, phrase: str, meaning: Meaning) -> None:
        node = self._root
        for word in keys_in(phrase):
            following = node.after.get(word)
            if following is None:
                following = node.after[word] = _Node()
            node = following
        node.meaning = meaning

    @property
    def beginnings(self) -> frozenset[str]:
        """The keys of the words with which phrases begin."""
        return frozenset(self._root.after)

    def longest(self, tokens: Sequence[Token], at: int, until: int | None = None) -> tuple[Meaning, int] | None:
        """The meaning of the longest phrase that begins at a token (and ends by `until`), and the place behind it."""
        last, first = len(tokens) if until is None else until, at
        after = self._root.after
        found: tuple[Meaning, int] | None = None
        while at < last:
            node = after.get(tokens[at].key)
            if node is None:
                break
            at, after = at + 1, node.after
            if node.meaning is not None:
                found = node.meaning, at
        cut = self._cut(tokens, first, found[1]) if found and self._kept else None
        return found if cut is None else self.longest(tokens, first, cut)

    def _cut(self, tokens: Sequence[Token], first: int, end: int) -> int | None:
        """Where a kept phrase begins that one from `first` to `end` would cut; None where it cuts none."""
        for begin in range(first + 1, end):
            kept = self._kept.longest(tokens, begin) if self._kept else None
            if kept and kept[1] > end:
                return begin
        return None


def spelled_out(written: str) -> Iterator[str]:
    """Every phrase that a written one stands for: "hồ sơ [nộp] trực tuyến" gives two."""
    opened = min((place for place in (written.find("["), written.find("(")) if place >= 0), default=-1)
    if opened < 0:
        yield " ".join(written.split())
        return
    closed = _closing(written, opened)
    inside = written[opened + 1 : closed]
    choices = _choices(inside) + ([""] if written[opened] == "[" else [])
    for choice in choices:
        yield from spelled_out(written[:opened] + choice + written[closed + 1 :])


def _closing(written: str, opened: int) -> int:
    depth = 0
    for place in range(opened, len(written)):
        depth += (written[place] in "[(") - (written[place] in "])")
        if depth == 0:
            return place
    raise ValueError(f"{written!r} opens a bracket and never closes it")


def _choices(inside: str) -> list[str]:
    choices, depth = [""], 0
    for sign in inside:
        depth += (sign in "[(") - (sign in "])")
        if sign == "|" and depth == 0:
            choices.append("")
        else:
            choices[-1] += sign
    return choices


def phrases_of(table: Mapping[Meaning, str]) -> Iterator[tuple[str, Meaning]]:
    """A table of meanings, each with its phrases parted by semicolons or line ends, as pairs for a Lexicon.

    A line that is indented by four more spaces goes on with the phrase of the line before.
    """
    for meaning, written in table.items():
        for phrase in written.replace(_GOES_ON, " ").replace("\n", ";").split(";"):
            if phrase.strip():
                yield phrase, meaning
