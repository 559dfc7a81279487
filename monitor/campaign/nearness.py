"""The word that was meant by one that is not known."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

# A short list is shown whole where nothing is near.
_SHORT_LIST = 12
# Looking through thousands of words takes milliseconds: the first few letters narrow them down.
_LONG_LIST = 500


def meant(word: str, known: Collection[str]) -> str:
    """`; did you mean X?`, or what there is to choose from where that is short; else nothing."""
    pool = known if len(known) <= _LONG_LIST else [other for other in known if other[:2] == word[:2]]
    near = get_close_matches(word.casefold(), pool, n=1)
    if near:
        return f"; did you mean {near[0]}?"
    if 0 < len(known) <= _SHORT_LIST:
        return f"; known: {', '.join(known)}"
    return ""
