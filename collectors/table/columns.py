"""The figures of a table's columns: which of them belong together as value, base and share of one figure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from collectors.figures.figure import Figure
from collectors.reading import Measure, Of, Reading
from collectors.table.head import Head, Heading
from collectors.table.rate_counts import with_counts_of_rates
from collectors.vietnamese.heading_days import Said
from collectors.vietnamese.headings import SAYS_RUNNING_TOTAL, Role
from collectors.vietnamese.phrases import STOCKS


@dataclass(frozen=True, slots=True)
class FigureColumns:
    """One figure of each row, and the columns of its parts, of which the first is its place.

    `under_percent` names the parts whose bare numbers are percentages, `factor` is that in which its counts are
    written (None where the heading says none), `said` the day that the heading says.
    """

    figure: Figure
    parts: Mapping[str, int]
    text: str
    under_percent: frozenset[str] = frozenset()
    factor: int | None = None
    said: Said | None = None

    @property
    def place(self) -> int:
        """The column that the figure is named by."""
        return next(iter(self.parts.values()))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A column of numbers that is no figure of its own, and why."""

    column: int
    text: str
    why: str

    @property
    def is_due(self) -> bool:
        """Whether a figure was due there that cannot be told from another."""
        return self.why == _TWICE


@dataclass(frozen=True, slots=True)
class Figures:
    """What the columns of a table hold."""

    columns: tuple[FigureColumns, ...]
    left_out: tuple[LeftOut, ...] = ()


_PERIOD = "a count of a period or a change, no running total"
_NO_INDICATOR = "names no indicator"
_TWICE = "another column is headed by the same figure, and neither says that it is the running total"
_HALF = "a count of a rate without what it is a part of"
_NO_FIGURE = "belongs to no figure"
_DAY_ALONE = re.compile(r"(?>đến|hết|cuối|ngày|tháng|quý|năm|kỳ|as of|t(?=[0-9])|iv|i{1,3}|[0-9/.,()\s-])++")


def figures_of(
    head: Head, named: Reading | None = None, in_percent: bool = False, of_a_period: bool = False
) -> Figures:
    """The figures of a head's columns; `named` is what its title (or a row) says they are of, where no heading does.

    `in_percent` says that the values of a rate are percentages: else its share stands in a column of its own;
    `of_a_period` that the title speaks of what was done in a month or the like, so that its counts are no running
    totals unless a heading says that they are.
    """
    own = any(each.names_a_figure for each in head.headings)
    headings = head.headings if own or named is None else _all_named(head, named, in_percent)
    if of_a_period:
        headings = tuple(_counted_in_a_period(each) for each in headings)
    sorter = _Sorter(with_counts_of_rates(headings))
    return Figures(tuple(sorter.figures()), tuple(sorter.left_out()))


def _all_named(head: Head, example: Reading, in_percent: bool) -> tuple[Heading, ...]:
    """The headings with the figure that their table is about where they say a part alone ("Kết quả", "30/6/2023")."""
    rate = example.measure is Measure.PERCENT
    value = Role.SHARE if rate and not in_percent and head.all(Role.SHARE) else Role.VALUE
    return tuple(_named(each, example, value) if rate else _named(each, example, None) for each in head.headings)


def _named(heading: Heading, example: Reading, rate: Role | None) -> Heading:
    """A heading that says a part alone, as one of the figure; `rate` is the part that is the value of a rate."""
    meaning = heading.meaning
    if meaning.role is Role.OTHER and meaning.said and _DAY_ALONE.fullmatch(heading.text.casefold()):
        meaning = replace(meaning, role=Role.VALUE)
    if rate is Role.VALUE:
        meaning = replace(meaning, percent=True)
    if meaning.role not in ((Role.VALUE, Role.SHARE) if rate is None else (rate,)):
        return heading
    return replace(heading, meaning=replace(meaning, example=example, role=Role.VALUE if rate else meaning.role))


def _counted_in_a_period(heading: Heading) -> Heading:
    """A column of counts under the title of a month or the like; a running total says that it is one."""
    example, meaning = heading.example, heading.meaning
    if example is None or example.measure not in STOCKS or SAYS_RUNNING_TOTAL.search(heading.text.casefold()):
        return heading
    is_count = meaning.role in (Role.VALUE, Role.SHARE)
    return replace(heading, meaning=replace(meaning, role=Role.PERIOD)) if is_count else heading


@dataclass
class _Sorter:
    """Puts the columns of a table together, and keeps why others are left out."""

    headings: Sequence[Heading]
    used: set[int] = field(default_factory=set)
    why: dict[int, str] = field(default_factory=dict)

    def figures(self) -> Iterator[FigureColumns]:
        """The figures, in the order of their columns."""
        values = self._values()
        shares = [each for each in self.headings if each.meaning.role is Role.SHARE and each.example]
        made = [self._counted(value, values) for value in values if not _is_rate(value)]
        made += self._rates(values)
        made += [_share_alone(each) for each in shares if each.column not in self.used and self._take(each)]
        yield from sorted((each for each in made if each is not None), key=lambda each: each.place)

    def left_out(self) -> Iterator[LeftOut]:
        """The columns of which nothing is made, once the figures are."""
        for each in self.headings:
            if each.column not in self.used and each.meaning.role in _MAY_BE_LEFT_OUT:
                why = self.why.get(each.column) or _MAY_BE_LEFT_OUT[each.meaning.role]
                yield LeftOut(each.column, each.text, why)

    def _values(self) -> list[Heading]:
        """The columns of values and counts of which no other says the same."""
        same: dict[object, list[Heading]] = defaultdict(list)
        for each in self.headings:
            if each.example is not None and each.meaning.role in (Role.VALUE, Role.COUNT):
                same[_key(each)].append(each)
        kept = [each for alike in same.values() for each in self._running_totals(alike)]
        return sorted(kept, key=lambda each: each.column)

    def _running_totals(self, alike: Sequence[Heading]) -> list[Heading]:
        """Of the columns headed by one figure those to be believed: one a day, the running total before others."""
        totals = [each for each in alike if each.meaning.total]
        if totals and len(totals) < len(alike):
            self.why |= {each.column: _PERIOD for each in alike if each not in totals}
            alike = totals
        days: dict[object, list[Heading]] = defaultdict(list)
        for each in alike:
            days[each.meaning.said.day if each.meaning.said else None].append(each)
        for twice in days.values():
            if len(twice) > 1:
                self.why |= {each.column: _TWICE for each in twice}
        return [one for one, *others in days.values() if not others]

    def _counted(self, value: Heading, values: Sequence[Heading]) -> FigureColumns | None:
        self._take(value)
        base, share = self._beside(value, Role.BASE, values), self._beside(value, Role.SHARE, values)
        parts = {"value": value.column}
        if base is not None and self._take(base):
            parts["out_of"] = base.column
        if share is not None and self._take(share):
            parts["ratio"] = share.column
        of = base.meaning.of if base is not None else share.meaning.of if share is not None else None
        return _figure(value, parts, of, {"ratio"} if share is not None and share.meaning.percent else set())

    def _rates(self, values: Sequence[Heading]) -> Iterator[FigureColumns]:
        """The rates: their shares, with the two counts where they stand beside them, or the counts alone."""
        rates = [each for each in values if _is_rate(each)]
        shares = [each for each in rates if each.meaning.role is Role.VALUE]
        counts = [each for each in rates if each.meaning.role is Role.COUNT]
        for share in shares:
            count = next((each for each in counts if _key(each)[1:] == _key(share)[1:]), None)
            yield self._rate(share, count, values)
        for count in counts:
            if count.column not in self.used:
                base = self._beside(count, Role.BASE, values)
                self.why[count.column] = _HALF
                if base is not None:
                    yield self._rate(None, count, values)

    def _rate(self, share: Heading | None, count: Heading | None, values: Sequence[Heading]) -> FigureColumns:
        main = share or count
        if main is None:
            raise TypeError("a rate has a share or a count")
        parts = {"value": share.column} if share else {}
        if share:
            self._take(share)
        base = self._beside(count, Role.BASE, values) if count else None
        if count is not None and base is not None and self._take(count) and self._take(base):
            parts |= {"count": count.column, "out_of": base.column}
        return _figure(main, parts, None, {"value"} if share and share.meaning.percent else set())

    def _beside(self, value: Heading, role: Role, values: Sequence[Heading]) -> Heading | None:
        """The column with this part of a figure: of its block, of its indicator, next to it, or the only one."""
        free = [each for each in self.headings if each.meaning.role is role and each.column not in self.used]
        block = [
            each for each in free if value.block and each.block[:1] == value.block[:1] and _may_belong(each, value)
        ]
        if block:
            return self._nearest(block, value)
        named = [each for each in free if each.example is not None and _key(each)[1:] == _key(value)[1:]]
        if named:
            return named[0] if len(named) == 1 else None
        plain = [each for each in free if each.example is None]
        near = [each for each in plain if each.block == value.block and self._is_next(each, value, role)]
        if near:
            return near[0]
        return plain[0] if len(values) == 1 and len(plain) == 1 else None

    def _nearest(self, block: Sequence[Heading], value: Heading) -> Heading | None:
        """Of several parts of one block the one of the value's own lines, else none: which is meant is not said."""
        if len(block) == 1:
            return block[0]
        own = [each for each in block if each.block == value.block]
        named = [each for each in own if each.meaning.of is Of.TARGET]
        return own[0] if len(own) == 1 else named[0] if len(named) == 1 else None

    def _is_next(self, part: Heading, value: Heading, role: Role) -> bool:
        """Whether a column stands right beside a value, a share behind it or behind its base."""
        between = range(min(part.column, value.column) + 1, max(part.column, value.column))
        roles = {each.meaning.role for each in self.headings if each.column in between}
        if role is Role.SHARE:
            return part.column > value.column and roles <= {Role.BASE}
        return not roles and len(between) == 0

    def _take(self, heading: Heading) -> bool:
        self.used.add(heading.column)
        return True


_MAY_BE_LEFT_OUT = {
    Role.PERIOD: _PERIOD,
    Role.OTHER: _NO_INDICATOR,
    Role.VALUE: _NO_INDICATOR,
    Role.COUNT: _HALF,
    Role.SHARE: _NO_FIGURE,
    Role.BASE: _NO_FIGURE,
}


def _is_rate(heading: Heading) -> bool:
    return heading.example is not None and heading.example.measure is Measure.PERCENT


def _may_belong(part: Heading, value: Heading) -> bool:
    return part.example is None or _key(part)[1:] == _key(value)[1:]


def _key(heading: Heading) -> tuple[object, ...]:
    """What a column's figure is, its day aside; the count of a rate is another than its share."""
    example = heading.example
    if example is None:
        return (heading.column,)
    kind = heading.meaning.role is Role.COUNT
    return kind, example.indicator, example.account_level, example.assigned_by, example.unit_level


def _figure(main: Heading, parts: Mapping[str, int], of: Of | None, percent: set[str]) -> FigureColumns:
    example, meaning = main.example, main.meaning
    if example is None:
        raise TypeError("only the heading of a figure makes one")
    level = (example.account_level, example.assigned_by, example.unit_level)
    figure = Figure(example.indicator, example.measure, of, None, *level)
    return FigureColumns(figure, parts, main.text, frozenset(percent), meaning.factor, meaning.said)


def _share_alone(share: Heading) -> FigureColumns:
    """A count's share without the count: "Tỷ lệ kích hoạt (%)"."""
    percent = {"ratio"} if share.meaning.percent else set[str]()
    return _figure(share, {"ratio": share.column}, share.meaning.of, percent)
