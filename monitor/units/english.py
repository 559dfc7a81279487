"""English names by rule: the name without its marks, and the word for its kind: "Phú Thọ" → "Phu Tho province"."""

from __future__ import annotations

from unicodedata import combining, normalize

from monitor.units.names import Prefix

_KINDS = {
    Prefix.TINH: "province",
    Prefix.THANH_PHO: "city",
    Prefix.QUAN: "district",
    Prefix.HUYEN: "district",
    Prefix.THI_XA: "town",
    Prefix.THI_TRAN: "township",
    Prefix.PHUONG: "ward",
    Prefix.XA: "commune",
    Prefix.DAC_KHU: "special zone",
}
_STROKED = str.maketrans("đĐ", "dD")


def english_name(name: str) -> str:
    """The English name of a unit by its name with prefix; a numbered one has its kind first: "Ward 12"."""
    for prefix, kind in _KINDS.items():
        if name.casefold().startswith(f"{prefix.value} "):
            rest = without_marks(name[len(prefix.value) + 1 :])
            return f"{kind.capitalize()} {rest}" if rest.isdecimal() else f"{rest} {kind}"
    return without_marks(name)


def without_marks(text: str) -> str:
    """A text in the plain letters of English."""
    bare = normalize("NFD", text.translate(_STROKED))
    return normalize("NFC", "".join(letter for letter in bare if not combining(letter)))
