"""Which sign groups digits and which parts a fraction: as a text's own figures show it, else by its language.

585.673 is a count to one clerk and 585 and a fraction to another. A text that also holds 1.234.567 or 95,5 % shows
which clerk wrote it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_LITERAL = 24
_LITERAL = re.compile(r"(?<![0-9])[0-9]+(?:[.,][0-9]+)+")
_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}|[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}")
_BOTH = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]+")
# 48,000 with a fraction would be written 48.
_ROUND = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]00")
_SHORT = re.compile(r"[0-9]{1,4}[.,][0-9]{1,2}")
_FRACTION_DUE = re.compile(r"\s?(?:[%％]|phần trăm|triệu|tỷ|tỉ|per ?cent|million|billion)")
_MULTIPLE = re.compile(r"\s?(?:[%％]|phần|triệu|tỷ|tỉ|nghìn|ngàn|vạn|per ?cent|thousand|million|billion)")
_LONGEST_FOLLOWER = 12


@dataclass(frozen=True, slots=True)
class Style:
    """How a text writes numbers: in the manner of which language, and what its own figures show of each sign."""

    english: bool
    groups: frozenset[str] = frozenset()
    decimals: frozenset[str] = frozenset()

    def shows_groups(self, sign: str) -> bool | None:
        """Whether the text's own figures show a sign to group digits, or to part a fraction; None where neither."""
        grouping, parting = sign in self.groups, sign in self.decimals
        return None if grouping == parting else grouping

    def language_groups(self, sign: str) -> bool:
        """Whether a sign groups digits in the text's language."""
        return (sign == ",") == self.english

    def may_group(self, sign: str) -> bool:
        """Whether a count may be grouped by a sign without being taken for something else."""
        if self.shows_groups(sign) is False and self.groups:
            return False
        return self.language_groups(sign) or bool(self.shows_groups(sign))

    def in_language(self, english: bool) -> Style:
        """The same for a sentence in one of the two languages."""
        return self if english == self.english else Style(english, self.groups, self.decimals)


def style_of(text: str, english: bool = False) -> Style:
    """What the figures of a text that can be read in one way only show of its signs."""
    groups: set[str] = set()
    decimals: set[str] = set()
    for found in _LITERAL.finditer(text):
        written = found[0]
        if len(written) > LONGEST_LITERAL:
            continue
        behind = text[found.end() : found.end() + _LONGEST_FOLLOWER]
        groups |= _grouping_signs(written, behind)
        decimals |= _parting_signs(written, behind)
    return Style(english, frozenset(groups), frozenset(decimals))


def _grouping_signs(written: str, behind: str) -> set[str]:
    plain = _ROUND.fullmatch(written) and not _MULTIPLE.match(behind)
    if plain or _GROUPS.fullmatch(written) or _BOTH.fullmatch(written):
        return {next(sign for sign in written if not sign.isdigit())}
    return set()


def _parting_signs(written: str, behind: str) -> set[str]:
    short = _SHORT.fullmatch(written) and _FRACTION_DUE.match(behind)
    if short or _BOTH.fullmatch(written):
        return {next(sign for sign in reversed(written) if not sign.isdigit())}
    return set()
