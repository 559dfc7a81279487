"""How a unit's name may be written: the letters that stay, the marks that may be missing, and the prefix.

Two writings of a name share its letters. They differ in Unicode form, case, where the tone mark stands (oà/òa), Đ/Ð,
kinds of space and dash, a final k or c (Đắk/Đắc), i or y (Lí/Lý), and in marks left out ("Vinh Phuc", "Đăk Lăk").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from monitor.units.unit import Level


class Prefix(StrEnum):
    """The word before a unit's name that says what kind of unit it is."""

    TINH = "tỉnh"
    THANH_PHO = "thành phố"
    QUAN = "quận"
    HUYEN = "huyện"
    THI_XA = "thị xã"
    PHUONG = "phường"
    XA = "xã"
    THI_TRAN = "thị trấn"
    DAC_KHU = "đặc khu"


PREFIXES_OF_LEVEL = {
    Level.NATION: frozenset[Prefix](),
    Level.PROVINCE: frozenset({Prefix.TINH, Prefix.THANH_PHO}),
    Level.DISTRICT: frozenset({Prefix.THANH_PHO, Prefix.QUAN, Prefix.HUYEN, Prefix.THI_XA}),
    Level.COMMUNE: frozenset({Prefix.PHUONG, Prefix.XA, Prefix.THI_TRAN, Prefix.DAC_KHU}),
    Level.AGENCY: frozenset[Prefix](),
}

_ENGLISH = {
    "province": frozenset({Prefix.TINH}),
    "city": frozenset({Prefix.THANH_PHO}),
    "district": frozenset({Prefix.QUAN, Prefix.HUYEN}),
    "town": frozenset({Prefix.THI_XA, Prefix.THI_TRAN}),
    "township": frozenset({Prefix.THI_TRAN}),
    "ward": frozenset({Prefix.PHUONG}),
    "commune": frozenset({Prefix.XA}),
    "special zone": frozenset({Prefix.DAC_KHU}),
}

_SHORT_FORMS = {
    "tp": Prefix.THANH_PHO,
    "tx": Prefix.THI_XA,
    "tt": Prefix.THI_TRAN,
    "q": Prefix.QUAN,
    "h": Prefix.HUYEN,
    "p": Prefix.PHUONG,
    "x": Prefix.XA,
}
# "TP. Huế", "T.P Huế", "tp Huế"; one letter only with its dot.
_SHORT = re.compile(r"\s*(?:(t\.?[pxt])(?:\.\s*|\s+)|([qhpx])\.\s*)", re.IGNORECASE)
# "TPHCM": glued to a capital.
_GLUED = re.compile(r"\s*(T[PXT])(?=[^\W\d_])")

_NO_MARK = " "
_STROKE = "\u0335"
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´′"))
_STROKED_D = str.maketrans(dict.fromkeys("đðɖ", "d" + _STROKE))
_Y_FOR_I = re.compile(r"(qu|[bcdghklmnpqrstvx]*)y")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name taken apart: `letters` bare, `plain` with variants of spelling made one, `marks` of each letter.

    `marks` holds a sign for each letter and, at the end of each syllable, its tone; a blank where there is none. So
    two spellings with the same `plain` have marks of the same length.
    """

    letters: str
    plain: str
    marks: str

    def same_as(self, other: Spelling) -> bool:
        """Whether the other has the same letters and marks."""
        return self.letters == other.letters and self.marks == other.marks

    def may_be(self, other: Spelling) -> bool:
        """Whether this is the other with none, some or all of its marks; never with a mark that it has not."""
        return self.plain == other.plain and all(
            mine in (_NO_MARK, its) for mine, its in zip(self.marks, other.marks, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written: the prefixes that it can mean (none written: empty), and the rest.

    `certain` is false where the prefix itself lacks its marks, so that it may be a part of the name ("Tinh Gia").
    """

    prefixes: frozenset[Prefix]
    spelling: Spelling
    certain: bool = True


@lru_cache(maxsize=20_000)
def spelling_of(text: str) -> Spelling:
    """The spelling of a text, prefix and all."""
    taken = [syllable for word in _tidy(text).split() if (syllable := _syllable(word))[0]]
    letters = [bare for bare, _ in taken]
    return Spelling(" ".join(letters), " ".join(map(_fold, letters)), "".join([marks for _, marks in taken]))


@lru_cache(maxsize=20_000)
def forms_of(written: str) -> tuple[Name, ...]:
    """The ways to understand a name: with a prefix taken off, where it seems to have one, then whole."""
    return tuple(_forms(written))


@lru_cache(maxsize=50_000)
def name_of(written: str) -> Name:
    """The likeliest way to understand a name: a prefix is taken off only where it has its marks."""
    return next(name for name in _forms(written) if name.certain)


def _forms(written: str) -> Iterator[Name]:
    spelling = spelling_of(_expand(written))
    yield from _without_prefix(spelling)
    yield from _without_english_word(spelling)
    yield Name(frozenset(), spelling)


def _expand(written: str) -> str:
    """The text with its short prefix written out."""
    written = unicodedata.normalize("NFC", written)
    found = _SHORT.match(written) or _GLUED.match(written)
    if found is None or (found.re is _GLUED and not written[found.end()].isupper()):
        return written
    short = next(filter(None, found.groups())).replace(".", "").casefold()
    return f"{_SHORT_FORMS[short]} {written[found.end() :]}"


def _tidy(text: str) -> str:
    """The text decomposed and in small letters, with single blanks for all that is neither letter nor digit."""
    text = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).casefold()
    return "".join(map(_kept, unicodedata.normalize("NFD", text.translate(_STROKED_D))))


@lru_cache(maxsize=4_096)
def _kept(character: str) -> str:
    if character.isalnum() or unicodedata.combining(character):
        return character
    return "" if unicodedata.category(character) == "Cf" else " "


@lru_cache(maxsize=20_000)
def _syllable(word: str) -> tuple[str, str]:
    """Its letters, and the mark of each with the tone last, wherever that stood."""
    letters: list[str] = []
    marks: list[str] = []
    tone = _NO_MARK
    for character in word:
        if character in _TONES:
            tone = character
        elif not unicodedata.combining(character):
            letters.append(character)
            marks.append(_NO_MARK)
        elif marks:
            marks[-1] = character
    bare = "".join(letters)
    if bare.isdecimal():
        bare = bare.lstrip("0") or "0"
        marks = [_NO_MARK] * len(bare)
    return bare, "".join(marks) + tone


@lru_cache(maxsize=20_000)
def _fold(syllable: str) -> str:
    """The syllable with c for a final k, and with i for a y that is its only vowel."""
    if len(syllable) > 1 and syllable.endswith("k"):
        return f"{syllable[:-1]}c"
    return f"{syllable[:-1]}i" if _Y_FOR_I.fullmatch(syllable) else syllable


def _without_prefix(spelling: Spelling) -> Iterator[Name]:
    for prefix, words in _SPELLED_PREFIXES:
        if spelling.letters.startswith(f"{words.letters} "):
            head, rest = _split(spelling, len(words.letters.split()))
            if head.may_be(words):
                yield Name(frozenset({prefix}), rest, head.same_as(words))


def _without_english_word(spelling: Spelling) -> Iterator[Name]:
    for word, prefixes in _ENGLISH.items():
        if spelling.letters.endswith(f" {word}"):
            rest, _ = _split(spelling, len(spelling.letters.split()) - len(word.split()))
            yield Name(prefixes, rest)
        if spelling.letters.startswith(f"{word} "):
            _, rest = _split(spelling, len(word.split()))
            yield Name(prefixes, rest)


def _split(spelling: Spelling, words: int) -> tuple[Spelling, Spelling]:
    """The first so many syllables, and the rest."""
    letters, plain = spelling.letters.split(), spelling.plain.split()
    cut = sum(len(word) + 1 for word in letters[:words])
    head = Spelling(" ".join(letters[:words]), " ".join(plain[:words]), spelling.marks[:cut])
    return head, Spelling(" ".join(letters[words:]), " ".join(plain[words:]), spelling.marks[cut:])


_SPELLED_PREFIXES = [(prefix, spelling_of(prefix.value)) for prefix in Prefix]
