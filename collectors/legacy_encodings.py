"""Recognising Vietnamese text in an encoding older than Unicode, by the letters that it turns into when read as today.

A text in TCVN3 shows as "Tû lÖ", one in VNI as "Tyû leä". Each word that is no Vietnamese syllable as it stands, and is
one in an old encoding, speaks for that encoding. Tables: TCVN 5712:1993 (VN3), VNI for Windows, VPS, RFC 1456 (VISCII).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from types import MappingProxyType

from collectors.faults import ReadError

# The letters in the order of the tables below.
_LETTERS = "àáảãạâầấẩẫậăằắẳẵặđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_TABLES = MappingProxyType(
    {
        "TCVN3 (ABC)": "b5b8b6b7b9a9c7cac8c9cba8bbbebcbdc6aeccd0cecfd1aad2d5d3d4d6d7ddd8dcde"
        "dfe3e1e2e4abe5e8e6e7e9aceaedebeceeeff3f1f2f4adf5f8f6f7f9fafdfbfcfe",
        "VPS": "e0e1e4e3e5e2c0c3c4c5c6e6a2a1a3a4a5c7e8e9c8ebcbea8a898bcd8cecedccefce"
        "f2f3d5f586f4d2d3b087b6d6a9a7aaabaef9fafbdbf8dcd8d9babbbfff9a9bcf9c",
        "VISCII": "e0e1e4e3d5e2a5a4a6e7a7e5a2a1c6c7a3f0e8e9eba8a9eaabaaacadaeecedefeeb8"
        "f2f3f6f5f7f4b0afb1b2b5bdb6beb7defef9fafcfbf8dfd7d1d8e6f1cffdd6dbdc",
    }
)
_TCVN3_CAPITALS = str.maketrans("¡¢£¤¥¦§", "ăâêôơưđ")

# VNI writes a letter's marks behind it. Small letters; read without regard to case.
_TONE_MARKS = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_ROOFED = {"â": "", "à": "\u0300", "á": "\u0301", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_HOLLOW = {"ê": "", "è": "\u0300", "é": "\u0301", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_MARKS = {
    **_TONE_MARKS,
    **{mark: "\u0302" + tone for mark, tone in _ROOFED.items()},
    **{mark: "\u0306" + tone for mark, tone in _HOLLOW.items()},
}
_VNI_LETTERS = str.maketrans("ôöñæóòîíì", "ơưđỉĩịỵíì")
_VNI_PAIR = re.compile(r"([aeouyôö])([øùûõïâàáåãäêèéúüë])")

# The ways in which a syllable begins, and how it goes on, without its tone.
_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x"
_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet oi om on ong oong op ot oc ooc
ô ôc ôi ôm ôn ông ôp ôt ơ ơc ơi ơm ơn ơp ơt u ua uc ui um un ung up ut
uê uêch uênh uêt uơ uơn uy uya uych uyn uynh uyp uyt uyu uyên uyêt uân uâng uât uây uôc uôi
uôm uôn uông uôt uăng ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
y yêm yên yêng yêt yêu ak ăk âk ok ôk uk uôk
"""
_SYLLABLE = re.compile(f"(?:{'|'.join(_ONSETS.split())})?(?:{'|'.join(_RHYMES.split())})")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0309\u0303\u0323"))

# What stands between words; letters of old encodings may be any sign.
_BETWEEN = re.compile(r"[\s0-9.,;:!?()\[\]{}\"'/\\|+=*&%<>_@#$~`^–—…“”‘’-]+")
_MOST_LETTERS = 400_000
# How many different words must speak for an old encoding: at least so many, of those with special letters, and of those
# that are no syllables as they stand.
_FEWEST, _SHARE, _STRANGE_SHARE = 3, 0.1, 0.6
_WHOLE_SHARE = 0.8


def legacy_encoding_in(text: str) -> str | None:
    """The old encoding that a text, or a good part of it, is written in ("TCVN3 (ABC)"); None where it is Unicode."""
    words = _special_words(text)
    strange = [word for word in words if not is_syllable(word)]
    if len(strange) < _FEWEST:
        return None
    found = {name: sum(is_syllable(turned(word)) for word in strange) for name, turned in _ENCODINGS.items()}
    name = max(found, key=lambda each: found[each])
    needed = max(_FEWEST, _SHARE * len(words), _STRANGE_SHARE * len(strange))
    return name if found[name] >= needed else None


def refuse_legacy_text(text: str) -> None:
    """Raises ReadError, which names the encoding and says what to do, where a text is in an old one."""
    name = legacy_encoding_in(text)
    if name is not None:
        raise ReadError(refusal_of(name))


def refusal_of(name: str) -> str:
    """The line that refuses a text in an old encoding."""
    return f"text in the old {name} encoding, whose letters are not Unicode; convert it to Unicode and save it again"


def is_vietnamese(text: str) -> bool:
    """Whether nearly all words of a text that hold special letters are Vietnamese syllables; there must be some."""
    words = _special_words(text)
    sound = sum(is_syllable(word) for word in words)
    return sound > 1 and sound >= _WHOLE_SHARE * len(words)


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Whether a word is built as a Vietnamese syllable is; which tone it bears makes no difference."""
    plain = unicodedata.normalize("NFD", word.casefold()).translate(_TONES)
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", plain)) is not None


def _special_words(text: str) -> list[str]:
    """The different words with a letter beyond ASCII, in one form."""
    plain = unicodedata.normalize("NFC", text[:_MOST_LETTERS])
    return sorted({word for word in _BETWEEN.split(plain) if word and not word.isascii()})


def _by_table(name: str) -> Callable[[str], str]:
    table = {place: letter for code, letter in _coded(name) for place in _read_as(code)}
    return lambda word: word.translate(table).translate(_TCVN3_CAPITALS if name.startswith("TCVN3") else {})


def _coded(name: str) -> Iterator[tuple[int, str]]:
    return zip(bytes.fromhex(_TABLES[name]), _LETTERS, strict=True)


def _read_as(code: int) -> set[int]:
    """The characters that a byte turns into when it is taken for Latin-1, or for that of Windows."""
    return {code, ord(bytes([code]).decode("cp1252", "replace"))} - {0xFFFD}


def _from_vni(word: str) -> str:
    small = word.casefold()
    paired = _VNI_PAIR.sub(lambda pair: pair[1].translate(_VNI_LETTERS) + _VNI_MARKS[pair[2]], small)
    return unicodedata.normalize("NFC", "".join(_vni_rest(paired)))


def _vni_rest(word: str) -> Iterator[str]:
    """The letters that stand for themselves or for another one, but not those that a mark made."""
    for at, letter in enumerate(word):
        is_made = at + 1 < len(word) and unicodedata.combining(word[at + 1])
        yield letter if is_made else letter.translate(_VNI_LETTERS)


def _from_mistaken_utf8(word: str) -> str:
    """A word of UTF-8 that was taken for an encoding of Windows and written anew."""
    for encoding in ("cp1252", "latin-1"):
        with suppress(UnicodeError):
            return word.encode(encoding).decode("utf-8")
    return word


_ENCODINGS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {**{name: _by_table(name) for name in _TABLES}, "VNI": _from_vni, "twice coded UTF-8": _from_mistaken_utf8}
)
