"""The columns of counts that a rate is made of: "Tổng số | Đúng hạn" of a block, or a count beside its percentage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from collectors.reading import Measure, Of
from collectors.table.head import Heading
from collectors.vietnamese.headings import Role

_ALL_OF_THEM = re.compile(r"tổng( số| cộng)?|tổng (số )?hồ sơ|total")


def with_counts_of_rates(headings: Sequence[Heading]) -> tuple[Heading, ...]:
    """The headings, in which a rate's column without a percent sign is its count where another shows its share or base.

    Without another, whether its numbers are counts or percentages stays open.
    """
    based = _with_bases(headings)
    return tuple(_as_count(each, based) for each in based)


def _is_bare(heading: Heading) -> bool:
    """Whether a heading names a rate and says neither that it is a percentage nor that it is a count."""
    example, meaning = heading.example, heading.meaning
    is_rate = example is not None and example.measure is Measure.PERCENT
    return is_rate and meaning.role is Role.VALUE and not meaning.percent


def _with_bases(headings: Sequence[Heading]) -> list[Heading]:
    """The headings, with the total of a block of counts as what they are set against."""
    blocks = {each.block for each in headings if each.block and _is_bare(each)}
    return [_as_base(each) if each.block in blocks and _is_all(each) else each for each in headings]


def _is_all(heading: Heading) -> bool:
    is_whole = _ALL_OF_THEM.fullmatch(heading.lines[-1].strip().casefold()) is not None
    return is_whole and (heading.example is None or heading.meaning.role is Role.BASE)


def _as_base(heading: Heading) -> Heading:
    return replace(heading, meaning=replace(heading.meaning, role=Role.BASE, of=Of.FILED, example=None))


def _as_count(heading: Heading, headings: Sequence[Heading]) -> Heading:
    if not _is_bare(heading):
        return heading
    has_base = any(each.meaning.of is Of.FILED and each.block == heading.block for each in headings)
    if not has_base and not any(_is_share_of(each, heading) for each in headings):
        return heading
    return replace(heading, meaning=replace(heading.meaning, role=Role.COUNT))


def _is_share_of(share: Heading, count: Heading) -> bool:
    """Whether a column shows the percentage of the rate that another one counts."""
    one, other = share.example, count.example
    if one is None or other is None or not share.meaning.percent or share.meaning.role is not Role.VALUE:
        return False
    return (one.indicator, one.assigned_by, one.unit_level) == (other.indicator, other.assigned_by, other.unit_level)
