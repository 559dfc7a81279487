"""All words that are understood: those of the grammar, and those of the indicators.

A word that is in no table is a content word that is not understood: a figure is not carried past it to a subject that
was named earlier.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from collectors.vietnamese.grammar import GRAMMAR
from collectors.vietnamese.lexicon import Lexicon, phrases_of
from collectors.vietnamese.phrases import Phrases
from collectors.vietnamese.senses import Sense, Word


@lru_cache(maxsize=8)
def lexicon(phrases: Phrases) -> Lexicon[Word]:
    """The grammar's words and, overruling them, those of the indicators."""
    own = {name: phrases.subjects[name] for name in phrases.own_subjects}
    kept = Lexicon(phrases_of({Word(Sense.SUBJECT, name): written for name, written in own.items()}))
    return Lexicon(_all_words(phrases), kept if own else None)


def _all_words(phrases: Phrases) -> Iterator[tuple[str, Word]]:
    yield from phrases_of(GRAMMAR)
    yield from phrases_of({Word(Sense.NOUN, name): written for name, written in phrases.nouns.items()})
    yield from phrases_of({Word(Sense.ACTION, name): written for name, written in phrases.actions.items()})
    yield from phrases_of({Word(Sense.SUBJECT, name): written for name, written in phrases.subjects.items()})
