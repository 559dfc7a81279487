"""A text cut into pieces where marks begin and end, so that marks may overlap in any way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Label:
    """What a mark is of: the figure of this number, or what was set aside under this letter."""

    text: str
    title: str
    is_aside: bool = False

    @property
    def entry(self) -> str:
        """The anchor of its entry in the list."""
        return f"list-{self.text}"

    @property
    def place(self) -> str:
        """The anchor of its first place in the document."""
        return f"place-{self.text}"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text (start, end) with its label; `first` where it is the first place of that label."""

    start: int
    end: int
    label: Label
    first: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text with the labels of the marks over it, of which `ending` end and `beginning` begin here."""

    text: str
    labels: tuple[Label, ...] = ()
    anchors: tuple[Label, ...] = ()
    ending: tuple[Label, ...] = ()

    @property
    def is_aside(self) -> bool:
        """Whether nothing here became a figure."""
        return bool(self.labels) and all(label.is_aside for label in self.labels)

    @property
    def title(self) -> str:
        """What the marks over it are of, a line each."""
        return "\n".join(label.title for label in self.labels)


def pieces(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """The pieces of a text, in order; together they are the text."""
    inside = sorted((mark for mark in marks if 0 <= mark.start < mark.end <= len(text)), key=lambda mark: mark.start)
    cuts = sorted({0, len(text), *(mark.start for mark in inside), *(mark.end for mark in inside)})
    return list(_cut(text, inside, cuts))


def _cut(text: str, marks: Sequence[Mark], cuts: Sequence[int]) -> Iterator[Piece]:
    coming, over = iter([*marks, None]), list[Mark]()
    following = next(coming)
    for start, end in pairwise(cuts):
        over = [mark for mark in over if mark.end > start]
        while following is not None and following.start == start:
            over.append(following)
            following = next(coming)
        yield Piece(
            text[start:end],
            labels=tuple(dict.fromkeys(mark.label for mark in over)),
            anchors=tuple(dict.fromkeys(mark.label for mark in over if mark.first and mark.start == start)),
            ending=tuple(dict.fromkeys(mark.label for mark in over if mark.end == end)),
        )
