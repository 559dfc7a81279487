"""Whether a phrase that someone has written for an indicator can be one, and all that it stands for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import islice

from collectors.vietnamese.lexicon import spelled_out
from collectors.vietnamese.tokens import LONGEST_WORD, Kind, tokenise

LONGEST_PHRASE = 200
# A phrase that stands for more than this is no phrase but a grammar.
MOST_WAYS = 500

_BRACKETS = {")": "(", "]": "["}
_RIGHT = "write (one|two), or [word] for what may be missing"


def ways_of(phrase: str) -> tuple[str, ...]:
    """All that a phrase stands for, word for word, in NFC. Raises ValueError for what can be no phrase."""
    written = " ".join(unicodedata.normalize("NFC", phrase).split())
    _judge_form(phrase, written)
    ways = tuple(islice(spelled_out(written), MOST_WAYS + 1))
    if len(ways) > MOST_WAYS:
        raise ValueError(f"it stands for more than {MOST_WAYS} phrases; write several shorter ones")
    for way in ways:
        _judge_way(way)
    return tuple(dict.fromkeys(ways))


def _judge_form(phrase: str, written: str) -> None:
    if len(phrase) > LONGEST_PHRASE:
        raise ValueError(f"it has {len(phrase)} characters; a phrase of at most {LONGEST_PHRASE} would be right")
    if ";" in phrase or len(phrase.splitlines()) > 1:
        raise ValueError("it holds several phrases; write each as an entry of its own")
    for problem in _bracket_problems(written):
        raise ValueError(problem)


def _bracket_problems(written: str) -> Iterator[str]:
    opened: list[str] = []
    for sign in written:
        if sign in "([":
            opened.append(sign)
        elif sign in _BRACKETS and (not opened or opened.pop() != _BRACKETS[sign]):
            yield f"{sign} closes what {_BRACKETS[sign]} has not opened; {_RIGHT}"
        elif sign == "|" and not opened:
            yield "| stands between brackets: (one|two)"
    if opened:
        yield f"{opened[-1]} is never closed; {_RIGHT}"


def _judge_way(way: str) -> None:
    tokens = tokenise(way)
    words = [token.text for token in tokens if token.kind is Kind.WORD]
    if not tokens:
        raise ValueError("all of it may be missing, so it would be any word; leave a word without brackets")
    if tokens[0].kind is not Kind.WORD:
        raise ValueError(f'"{way}" does not begin with a word; figures and signs alone are no phrase')
    if len(tokens) == 1 and len(tokens[0].text) == 1:
        raise ValueError(f'"{way}" is one letter; a whole word would be right')
    if any(len(word) > LONGEST_WORD for word in words):
        raise ValueError(f"a word of it is longer than {LONGEST_WORD} letters, which no word is")
