"""Arranges a marked page and writes it as HTML: one file, no scripts, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from collectors.reading import Reading, SetAside
from monitor.language import Language, day, place
from monitor.marked.blocks import Block, Marked, marked_blocks
from monitor.marked.document import MarkedDocument
from monitor.marked.locating import Locator, Stretch, Where
from monitor.marked.marks import Label
from monitor.marked.places import Spot
from monitor.marked.wording import FigureWords, in_words, place_in_words
from monitor.marked.words import PUBLISHED_BY, Words
from monitor.web.rules import in_words as rule_in_words

# Above this many figures in one table their names stand folded under it.
MOST_OPEN_NOTES = 12


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """A figure in the list: its label, itself in words, and where it stands."""

    label: Label
    said: FigureWords
    place: str
    quote: str
    also: tuple[tuple[str, str], ...]
    is_shown: bool


@dataclass(frozen=True, slots=True)
class AsideEntry:
    """What was set aside, in the list. `due` where a figure was due there."""

    label: Label
    rule: str
    message: str
    place: str
    quote: str
    due: bool
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page shows."""

    name: str
    sha256: str
    published: str
    figures: tuple[FigureEntry, ...]
    asides: tuple[AsideEntry, ...]
    blocks: tuple[Block, ...]

    @property
    def due(self) -> int:
        """How many places there are where a figure was due and none could be taken."""
        return sum(aside.due for aside in self.asides)


def marked_page(document: MarkedDocument, language: Language) -> str:
    """The page as HTML."""
    words = Words(language)
    template = _environment().get_template("marked.html")
    return template.render(t=words, page=_page(document, words), most_open=MOST_OPEN_NOTES)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("monitor.marked"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


def _page(document: MarkedDocument, words: Words) -> Page:
    locator = Locator(document.contents)
    located = [(reading, locator.of_reading(reading)) for reading in document.found.readings]
    located.sort(key=lambda pair: _order(pair[1][0] if pair[1] else None))
    asides = [(aside, locator.of_aside(aside)) for aside in document.found.set_aside]
    asides.sort(key=lambda pair: _order(pair[1]))
    figures = [_figure(number, pair, document, words) for number, pair in enumerate(located, 1)]
    set_aside = [_aside(number, pair, words) for number, pair in enumerate(asides)]
    marked = [Marked(entry.label, entry.said.line, where) for entry, (_, where) in zip(figures, located, strict=True)]
    marked += [
        Marked(entry.label, entry.rule, [where] if where else [])
        for entry, (_, where) in zip(set_aside, asides, strict=True)
    ]
    published = f"{day(document.published, words.language)} ({words.of(PUBLISHED_BY[document.published_by])})"
    blocks = tuple(marked_blocks(document.contents.blocks, marked, words))
    return Page(document.name, document.sha256, published, tuple(figures), tuple(set_aside), blocks)


def _order(where: Where | None) -> tuple[float, float, float]:
    """The order of reading; what has no place in the document comes last."""
    match where:
        case Stretch(block, start, _):
            return block, start, 0
        case Spot(block, row, column):
            return block, -1 if row is None else row, -1 if column is None else column
        case _:
            return float("inf"), 0, 0


def _figure(
    number: int, located: tuple[Reading, Sequence[Where]], document: MarkedDocument, words: Words
) -> FigureEntry:
    reading, where = located
    said = in_words(reading, document.names, words)
    evidence = reading.evidence
    return FigureEntry(
        label=Label(str(number), f"{number}: {said.line}"),
        said=said,
        place=place_in_words(evidence, words),
        quote=evidence.quote,
        also=tuple((place_in_words(each, words), each.quote) for each in evidence.also),
        is_shown=bool(where),
    )


def _aside(number: int, located: tuple[SetAside, Where | None], words: Words) -> AsideEntry:
    aside, where = located
    rule, label = words.of(rule_in_words(aside.rule)), _letters(number)
    return AsideEntry(
        label=Label(label, f"{label}: {rule}: {aside.message}", is_aside=True),
        rule=rule,
        message=aside.message,
        place=place(aside.place, words.language),
        quote=aside.quote,
        due=aside.failing,
        is_shown=where is not None,
    )


def _letters(number: int) -> str:
    """a, b, … z, aa, ab: figures have numbers, so what was set aside has letters."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
