"""Text as tokens: words, numbers and marks, each with its place in the text as given, and sentences of them.

Words are compared by a key in which case, Unicode form, the place of the tone mark (oà, òa), đ written as ð and
i written as y after a consonant (tỷ, tỉ) make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

LONGEST_WORD = 40
# A run of text without an end is read in pieces of so many tokens, so that reading stays linear.
LONGEST_SENTENCE = 250
# A line at least this long that ends without a stop is taken to go on in the next one.
WRAPPED_LINE = 60
# "1. 250 hồ sơ" begins with a list's number; only further on can "585. 673" be one number.
_SHORTEST_BEFORE_A_PARTED_NUMBER = 3

# What is read in another form: a letter with its marks, signs of full width, signs that no reader sees.
_COMBINED = "[^\u0300-\u036f][\u0300-\u036f]{1,4}"
_WIDE = "[\uff01-\uff5e\ufe6a]"
_UNSEEN = "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
_REWRITTEN = re.compile(f"{_COMBINED}|{_WIDE}|{_UNSEEN}")
_HIDDEN = re.compile(_UNSEEN)
_SPACES = frozenset(" \u00a0\u202f\u205f\u3000") | frozenset(map(chr, range(0x2000, 0x200B)))
APOSTROPHES = "'’ʼ´`"
_PIECE = re.compile(rf"([0-9]+(?:[.,][0-9]+|[{APOSTROPHES}][0-9]{{3}}(?![0-9]))*)|[^\W\d_]+|\S")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*|\r\n[^\S\n]*\r\n\s*")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_CRACKED_D = str.maketrans({"ð": "đ", "ɖ": "đ"})
_DASHES = dict.fromkeys("‐‑‒–—―−", "-")
_ONLY_VOWEL_Y = re.compile(r"^([bcdđghklmnpqrstvx]+)y$")
_ENDS = frozenset(".!?…")
_FIGURES = frozenset("0123456789")
_ABBREVIATED = frozenset(
    (
        "tp", "tx", "tt", "q", "p", "h", "x", "ths", "ts", "gs", "pgs", "bs", "đ", "no", "st", "mr", "mrs", "ms", "dr",
        "col", "gen", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec",
    )
)  # fmt: skip
BULLETS = frozenset("-+•*·▪►✓")


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    MARK = "mark"


class Token(NamedTuple):
    """A piece of text: as written (in NFC), its key, its first character in the text as given and the one behind it.

    `gap` is the one space before a number, as written; empty where more, or a tab or line end, stands there.
    """

    kind: Kind
    text: str
    key: str
    start: int
    end: int
    gap: str = ""

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
    return [key(piece[0]) for piece in _PIECE.finditer(phrase)]


def tokenise(text: str, offset: int = 0) -> list[Token]:
    """The tokens of a text, in order. Places count characters of the text as given, whatever its Unicode form.

    `offset` is where the text begins in the whole of which it is a part.
    """
    return list(_tokens(text, offset))


def _tokens(text: str, offset: int) -> Iterator[Token]:
    """The tokens one after the other, so that of a long text only a sentence's are held."""
    composed, origin = _composed(text)
    for piece in _PIECE.finditer(composed):
        written, (start, end) = piece[0], piece.span()
        kind, compared = _kind_and_key(written)
        gap = _gap(piece) if piece.lastindex else ""
        if origin is not None:
            start, end = origin(start), origin(end)
        # Past the constructor, which would take as long as all the rest of a token.
        yield tuple.__new__(Token, (kind, written, compared, start + offset, end + offset, gap))


@lru_cache(maxsize=20_000)
def _kind_and_key(written: str) -> tuple[Kind, str]:
    if written[0] in _FIGURES:
        return Kind.NUMBER, key(written)
    return Kind.WORD if written[0].isalpha() else Kind.MARK, key(written)


def _gap(piece: re.Match[str]) -> str:
    begin = piece.start()
    one = piece.string[begin - 1 : begin] if begin else ""
    return one if one in _SPACES and not piece.string[begin - 2 : begin - 1].isspace() else ""


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a text, parted by blank lines, each with the place where it begins."""
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        yield start, text[start : gap.start()]
        start = gap.end()
    yield start, text[start:]


def sentences(text: str, offset: int) -> Iterator[list[Token]]:
    """The sentences of one paragraph that begins at `offset`, as tokens placed in the whole text."""
    sentence: list[Token] = []
    line_end = _line_end(text, 0)
    for token in _tokens(text, offset):
        start = token.start - offset
        breaks = start > line_end
        if breaks:
            line_end = _line_end(text, start)
        if sentence and (breaks or sentence[-1].text in _ENDS or len(sentence) >= LONGEST_SENTENCE):
            between = text[sentence[-1].end - offset : start]
            if _ends(sentence, token, between):
                yield sentence
                sentence = []
        sentence.append(token)
    if sentence:
        yield sentence


def _line_end(text: str, start: int) -> int:
    """The place of the first line end from a place on; behind the text where none follows."""
    found = text.find("\n", start)
    return found if found >= 0 else len(text)


def _ends(sentence: Sequence[Token], following: Token, between: str) -> bool:
    """Whether a sentence ends before a token, from which the signs `between` part it."""
    last = sentence[-1]
    if len(sentence) >= LONGEST_SENTENCE:
        return True
    if "\n" in between:
        return not _wrapped(sentence, following)
    if last.text not in _ENDS or not between:
        return False
    if len(sentence) > 1 and (sentence[-2].key in _ABBREVIATED or _parts_a_number(sentence, following, between)):
        return False
    return following.capital or following.kind is not Kind.WORD


def _parts_a_number(sentence: Sequence[Token], following: Token, between: str) -> bool:
    """Whether a point with a space behind it stands within a number: 585. 673."""
    if len(sentence) < _SHORTEST_BEFORE_A_PARTED_NUMBER or sentence[-1].text != "." or len(between) != 1:
        return False
    head = sentence[-2]
    return head.kind is Kind.NUMBER and head.end == sentence[-1].start and is_last_group(following)


def is_last_group(token: Token) -> bool:
    """Whether a token is three digits alone: 673."""
    return token.kind is Kind.NUMBER and len(token.text) == 3 and token.text.isdigit()


def _wrapped(sentence: Sequence[Token], following: Token) -> bool:
    """Whether a line break only folds a long line."""
    last = sentence[-1]
    if last.text in _ENDS or last.text in ":;" or following.text in BULLETS:
        return False
    return following.text[0].islower() or last.end - sentence[0].start >= WRAPPED_LINE


class _Origin:
    """Where a character of the composed text stands in the text as given."""

    def __init__(self, places: Sequence[int], shifts: Sequence[int]) -> None:
        self.places, self.shifts = places, shifts

    def __call__(self, place: int) -> int:
        at = bisect_right(self.places, place) - 1
        return place + (self.shifts[at] if at >= 0 else 0)


def _composed(text: str) -> tuple[str, _Origin | None]:
    """The text as it is read, and where its characters stand in the text as given (None: where they are).

    Letters are composed few marks at a time, so that no run of marks costs more than its length.
    """
    pieces: list[str] = []
    places: list[int] = []
    shifts: list[int] = []
    copied = length = shift = 0
    for found in _REWRITTEN.finditer(text):
        whole = _HIDDEN.sub("", unicodedata.normalize("NFKC" if len(found[0]) == 1 else "NFC", found[0]))
        pieces += (text[copied : found.start()], whole)
        length += found.start() - copied + len(whole)
        shift += len(found[0]) - len(whole)
        copied = found.end()
        places.append(length)
        shifts.append(shift)
    if not places:
        return text, None
    pieces.append(text[copied:])
    return "".join(pieces), _Origin(places, shifts)
