"""What the words before a number make of it: "gần" makes it about, "trên" at least."""

from __future__ import annotations

from collections.abc import Mapping

from collectors.reading import Bound
from collectors.vietnamese.clauses import Clauses
from collectors.vietnamese.phrases import Phrases
from collectors.vietnamese.senses import Sense
from collectors.vietnamese.tokens import tokenise
from collectors.vietnamese.words import lexicon

BOUNDS: Mapping[Sense, Bound] = {
    Sense.AT_LEAST: Bound.AT_LEAST,
    Sense.ABOVE: Bound.AT_LEAST,
    Sense.AT_MOST: Bound.AT_MOST,
    Sense.ABOUT: Bound.ABOUT,
}


def bound_said(words: str, phrases: Phrases) -> Bound | None:
    """The bound that some words are, and nothing else: "không quá" is at most; None for other words."""
    tokens = tokenise(words.casefold())
    found = lexicon(phrases).longest(tokens, 0)
    if found is None or found[1] != len(tokens) or found[0].sense is None:
        return None
    return BOUNDS.get(found[0].sense)


def bound_of(clauses: Clauses, at: int) -> Bound:
    """The bound of the number at a place among the marks of a sentence."""
    marks = clauses.marks
    if at + 1 < len(marks) and marks[at + 1].has(Sense.AT_LEAST) and marks[at + 1].name:
        return Bound.AT_LEAST
    for place in range(at - 1, max(at - 4, -1), -1):
        bound = BOUNDS.get(marks[place].sense or Sense.PLAIN)
        if bound:
            return bound
        if not marks[place].has(Sense.PLAIN, Sense.TO):
            break
    return Bound.EXACT
