"""Text as tokens: words, numbers and marks, each with its place in the text as given, and sentences of them.

Words are compared by a key in which case, Unicode form, the place of the tone mark (oà, òa), đ written as ð and
i written as y after a consonant (tỷ, tỉ) make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

LONGEST_WORD = 40
# A run of text without an end is read in pieces of so many tokens, so that reading stays linear.
LONGEST_SENTENCE = 400
# A line at least this long that ends without a stop is taken to go on in the next one.
WRAPPED_LINE = 60

_COMBINED = re.compile("[^\u0300-\u036f][\u0300-\u036f]{1,4}")
_PIECE = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+|\S")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*|\r\n[^\S\n]*\r\n\s*")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_CRACKED_D = str.maketrans({"ð": "đ", "ɖ": "đ"})
_DASHES = dict.fromkeys("‐‑‒–—―−", "-")
_ONLY_VOWEL_Y = re.compile(r"^([bcdđghklmnpqrstvx]+)y$")
_ENDS = frozenset(".!?…")
_ABBREVIATED = frozenset(
    [
        "tp",
        "tx",
        "tt",
        "q",
        "p",
        "h",
        "x",
        "ths",
        "ts",
        "gs",
        "pgs",
        "bs",
        "đ",
        "no",
        "st",
        "mr",
        "mrs",
        "ms",
        "dr",
        "col",
        "gen",
    ]
)
BULLETS = frozenset("-+•*·▪►✓")


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text: as written (in NFC), its key, and its first and last-but-one character in the text as given."""

    kind: Kind
    text: str
    key: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.kind is Kind.WORD and self.text[0].isupper()


@lru_cache(maxsize=20_000)
def key(word: str) -> str:
    """What a word is compared by; empty for something longer than any word."""
    if len(word) > LONGEST_WORD:
        return ""
    parts = unicodedata.normalize("NFD", word.lower().translate(_CRACKED_D))
    tones = "".join(part for part in parts if part in _TONES)
    bare = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    return _ONLY_VOWEL_Y.sub(r"\1i", _DASHES.get(bare, bare)) + tones


def keys(words: str) -> frozenset[str]:
    """The keys of words written with spaces between them."""
    return frozenset(key(word) for word in words.split())


def keys_in(phrase: str) -> list[str]:
    """The keys of a phrase's tokens, in order."""
    return [key(piece) for piece in _PIECE.findall(phrase)]


def tokenise(text: str) -> list[Token]:
    """The tokens of a text, in order. Places count characters of the text as given, whatever its Unicode form."""
    composed, origin = _composed(text)
    return [
        Token(_kind(piece[0]), piece[0], key(piece[0]), origin(piece.start()), origin(piece.end()))
        for piece in _PIECE.finditer(composed)
    ]


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a text, parted by blank lines, each with the place where it begins."""
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        yield start, text[start : gap.start()]
        start = gap.end()
    yield start, text[start:]


def sentences(text: str, offset: int) -> Iterator[list[Token]]:
    """The sentences of one paragraph that begins at `offset`, as tokens placed in the whole text."""
    tokens = [Token(t.kind, t.text, t.key, t.start + offset, t.end + offset) for t in tokenise(text)]
    newlines = [offset + found.start() for found in re.finditer("\n", text)]
    sentence: list[Token] = []
    for token, following in pairwise([*tokens, None]):
        assert token is not None  # noqa: S101 - only the last of the pairs holds None, and it stands second
        sentence.append(token)
        if following is None or _ends(sentence, following, newlines):
            yield sentence
            sentence = []


def _ends(sentence: Sequence[Token], following: Token, newlines: Sequence[int]) -> bool:
    last = sentence[-1]
    if len(sentence) >= LONGEST_SENTENCE:
        return True
    if bisect_right(newlines, following.start) > bisect_right(newlines, last.start):
        return not _wrapped(sentence, following)
    if last.text not in _ENDS or following.start == last.end:
        return False
    abbreviated = len(sentence) > 1 and sentence[-2].key in _ABBREVIATED
    return not abbreviated and (following.capital or following.kind is not Kind.WORD)


def _wrapped(sentence: Sequence[Token], following: Token) -> bool:
    """Whether a line break only folds a long line."""
    last = sentence[-1]
    if last.text in _ENDS or last.text in ":;" or following.text in BULLETS:
        return False
    return following.text[0].islower() or last.end - sentence[0].start >= WRAPPED_LINE


def _kind(piece: str) -> Kind:
    if piece[0] in "0123456789":
        return Kind.NUMBER
    return Kind.WORD if piece[0].isalpha() else Kind.MARK


class _Origin:
    """Where a character of the composed text stands in the text as given."""

    def __init__(self, places: Sequence[int], shifts: Sequence[int]) -> None:
        self.places, self.shifts = places, shifts

    def __call__(self, place: int) -> int:
        at = bisect_right(self.places, place) - 1
        return place + (self.shifts[at] if at >= 0 else 0)


def _composed(text: str) -> tuple[str, _Origin]:
    """The text with its letters composed, few marks at a time, so that no run of marks costs more than its length."""
    pieces: list[str] = []
    places: list[int] = []
    shifts: list[int] = []
    copied = length = shift = 0
    for found in _COMBINED.finditer(text):
        whole = unicodedata.normalize("NFC", found[0])
        pieces += (text[copied : found.start()], whole)
        length += found.start() - copied + len(whole)
        shift += len(found[0]) - len(whole)
        copied = found.end()
        places.append(length)
        shifts.append(shift)
    pieces.append(text[copied:])
    return "".join(pieces), _Origin(places, shifts)
