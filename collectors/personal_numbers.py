"""Where a text holds personal identity numbers, so that a document with some can be refused.

A citizen's number has 12 digits: a province's code from 001 to 096, a digit for century and sex, two for the year of
birth, six more. It stands alone or in groups with one space, dot or dash between, as people write it. A count never
begins with 0, so a grouped one (100.000.000.000) is not taken for it; a telephone number has fewer digits.
"""

from __future__ import annotations

import re

DIGITS = 12
FIRST_PROVINCE, LAST_PROVINCE = 1, 96
# How the digits are grouped where they are: in threes, in fours, in halves, or by their meaning.
GROUPINGS = ((3, 3, 3, 3), (4, 4, 4), (6, 6), (3, 3, 6), (3, 9), (3, 1, 8), (3, 1, 2, 6), (4, 8), (4, 2, 6))

_GROUPED = "|".join(r"[\s.\-–]".join(rf"\d{{{size}}}" for size in grouping) for grouping in GROUPINGS)
_CANDIDATE = re.compile(rf"(?<!\d)(?<!\d[.,])(?:\d{{{DIGITS}}}|{_GROUPED})(?!\d)(?![.,\-]\d)")


def places_of_personal_numbers(text: str) -> tuple[tuple[int, int], ...]:
    """The first character of each personal number in a text, and the one behind it. Linear in the text's length."""
    return tuple(found.span() for found in _CANDIDATE.finditer(text) if _has_a_province(found[0]))


def _has_a_province(written: str) -> bool:
    province = int("".join(sign for sign in written if sign.isdecimal())[:3])
    return FIRST_PROVINCE <= province <= LAST_PROVINCE
