"""Words that multiply the number before them: nghìn, triệu, million, 48k, 1,2tr."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from collectors.vietnamese.tokens import Token, key, keys

SCALES = {
    key(word): Decimal(size)
    for size, words in {
        10: "chục",
        12: "dozen",
        100: "trăm hundred",
        1_000: "nghìn ngàn thousand",
        10_000: "vạn",
        1_000_000: "triệu million mn mln",
        1_000_000_000: "tỷ billion bn",
    }.items()
    for word in words.split()
}
THOUSAND = Decimal(1_000)
HALF_MORE = keys("rưỡi rưởi")
# Read only where they stand right behind the digits: 1,2tr, 48k.
_GLUED = {"k": THOUSAND, "tr": Decimal(1_000_000)}
# In Vietnamese "12m" is a length.
_GLUED_IN_ENGLISH = {**_GLUED, "m": Decimal(1_000_000)}


def scale_at(tokens: Sequence[Token], at: int, english: bool) -> tuple[Decimal, int]:
    """The scale said at `at` (0 where none is) and the place behind it: "trăm nghìn" is 100,000."""
    if at >= len(tokens):
        return Decimal(0), at
    glued = (_GLUED_IN_ENGLISH if english else _GLUED).get(tokens[at].key)
    if glued and at and tokens[at].start == tokens[at - 1].end:
        return glued, at + 1
    scale = Decimal(0)
    while at < len(tokens) and tokens[at].key in SCALES:
        scale = (scale or 1) * SCALES[tokens[at].key]
        at += 1
    return scale, at
