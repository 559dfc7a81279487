"""How each number of a judgement comes about, in words and with its numbers.

The numbers shown are those of the judgement. A sum is written out only where its parts, put together, give that very
number; where they do not, the number is said alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from collectors.reading import Of
from monitor.answers import paces, statuses
from monitor.answers.explanation import Step, StepKind
from monitor.answers.writing import both, counted, days, gives, instant, plain, signed
from monitor.campaign import Better, Indicator, Names, Straight, Target
from monitor.clock import DAY, start_of
from monitor.judgement.campaign import ProgressAnswer
from monitor.judgement.figures import Figure
from monitor.judgement.goal import start_ratio
from monitor.judgement.measuring import Point
from monitor.judgement.progress import Progress
from monitor.judgement.wording import BASES, MEASURES
from monitor.language import Language, day, share


def steps_of(row: ProgressAnswer, points: Sequence[Point]) -> tuple[Step, ...]:
    """Every number of a row's judgement, in the order in which they follow from each other.

    `points` are the figures that could be compared with the target, in order of as-of days.
    """
    return tuple(step for step in _steps(row, points) if step is not None)


def _steps(row: ProgressAnswer, points: Sequence[Point]) -> Iterator[Step | None]:
    target, progress = row.target, row.progress
    if target is not None:
        yield _amount(row.indicator, target, progress)
        yield _ratio(row.indicator, target, progress, points)
        yield _expected(row, target)
        yield _lead(row, target, points)
        yield paces.pace_step(row.indicator, target, progress, points)
        yield paces.required_step(row.indicator, target, progress, points)
        yield statuses.status_step(row, points)
    yield _difference(row)


def _amount(indicator: Indicator, target: Target, progress: Progress) -> Step | None:
    """The number to reach, where it is not simply given."""
    amount, asked = progress.amount, target.share
    if amount is None:
        return None
    if target.implied is not None:
        value, said = target.implied
        words = Names(
            "Chỉ tiêu suy ra = kết quả đã công bố / tỷ lệ đã công bố, bỏ phần lẻ",
            "Target implied = published figure / published share, cut off",
        )
        formula = both(lambda of: f"⌊{plain(value, of)} / {share(float(said), of)}⌋ = {plain(amount, of)}")
        return Step(StepKind.AMOUNT, words, formula, amount)
    if not asked:
        return None
    base = BASES[target.of] if target.of else Names("mẫu số", "the base")
    words = Names(f"Số phải đạt = tỷ lệ được giao × {base.vi}", f"Number to reach = share set × {base.en}")
    formula = both(lambda of: f"{share(asked, of)} × {plain(amount / asked, of)} = {counted(amount, indicator, of)}")
    return Step(StepKind.AMOUNT, words, formula, amount)


@dataclass(frozen=True, slots=True)
class _Way:
    """A way in which the share of the target may follow from what was said, and the share that it gives."""

    words: Names
    sum: Callable[[Language], str]
    share: float


def _ratio(indicator: Indicator, target: Target, progress: Progress, points: Sequence[Point]) -> Step | None:
    ratio = progress.ratio
    if ratio is None or not points:
        return None
    ways = _ways_to_the_ratio(indicator, target, points[-1].figure, progress.amount)
    way = next((way for way in ways if gives(way.share, ratio)), None)
    if way is None:
        return Step(StepKind.RATIO, _SHARE, both(lambda of: share(ratio, of)), ratio)
    return Step(StepKind.RATIO, way.words, both(lambda of: f"{way.sum(of)} = {share(ratio, of)}"), ratio)


_SHARE = Names("Tỷ lệ đạt chỉ tiêu", "Share of the target")
_OF_NUMBERS = Names("Tỷ lệ đạt = kết quả / số phải đạt", "Share reached = result / number to reach")
_OF_SHARES = Names("Tỷ lệ đạt = tỷ lệ thực hiện / tỷ lệ được giao", "Share reached = share attained / share set")
_AS_SAID = Names("Tỷ lệ đạt chỉ tiêu do nguồn nêu", "Share of the target as the source says it")
_DOWN = Names(
    "Tỷ lệ đạt = (mức đầu kỳ − kết quả) / (mức đầu kỳ − mức phải đạt)",
    "Share reached = (baseline − result) / (baseline − number to reach)",
)


def _ways_to_the_ratio(indicator: Indicator, target: Target, judged: Figure, amount: float | None) -> Iterator[_Way]:
    value, said, asked = judged.value, judged.ratio, target.share
    if value is not None and amount:
        yield _way_to(indicator, target.baseline, value, amount, lambda n, of: counted(n, indicator, of), _OF_NUMBERS)
    if said is not None and asked:
        yield _way_to(indicator, target.baseline, said, asked, share, _OF_SHARES)
    if said is not None and judged.of is Of.TARGET:
        yield _Way(_AS_SAID, lambda of: share(said, of), said)


def _way_to(
    indicator: Indicator,
    baseline: float,
    reached: float,
    goal: float,
    write: Callable[[float, Language], str],
    words: Names,
) -> _Way:
    if indicator.better is Better.HIGHER or baseline == goal:
        return _Way(words, lambda of: f"{write(reached, of)} / {write(goal, of)}", reached / goal)

    def down(of: Language) -> str:
        return f"({write(baseline, of)} − {write(reached, of)}) / ({write(baseline, of)} − {write(goal, of)})"

    return _Way(_DOWN, down, (baseline - reached) / (baseline - goal))


def _expected(row: ProgressAnswer, target: Target) -> Step | None:
    expected = row.progress.expected_ratio
    if expected is None:
        return None
    part, start = target.part_at(start_of(row.day)), start_ratio(row.indicator, target)
    words = Names(
        f"Mức lộ trình đòi hỏi vào đầu ngày {day(row.day, 'vi')}, {_BY_PATH[start > 0].vi}",
        f"Where the path stands at the start of {day(row.day, 'en')}, {_BY_PATH[start > 0].en}",
    )

    def formula(of: Language) -> str:
        if not gives(start + (1 - start) * part, expected):
            return share(expected, of)
        due = _part(target, row.day, part, of)
        if start:
            due = f"{share(start, of)} + ({share(1, of)} − {share(start, of)}) × {due}"
        return share(expected, of) if due == share(expected, of) else f"{due} = {share(expected, of)}"

    return Step(StepKind.EXPECTED_RATIO, words, both(formula), expected)


# How the path's share comes about: without a baseline, and with one.
_BY_PATH = (
    Names("theo phần đường đã phải đi", "by the part of the way that is due"),
    Names("mức đầu kỳ cộng phần đường đã phải đi", "the baseline and the part of the way that is due"),
)


def _part(target: Target, on: date, part: float, of: Language) -> str:
    """The part of the way that is due: of a straight path the days gone by all days."""
    if not isinstance(target.path, Straight) or not 0 < part < 1:
        return share(part, of)
    gone = start_of(on) - target.start_instant
    return f"{plain(gone / DAY, of)} / {days(target.deadline_instant - target.start_instant, of)}"


def _lead(row: ProgressAnswer, target: Target, points: Sequence[Point]) -> Step | None:
    lead, met_on = row.progress.lead, row.progress.met_on
    if lead is None or not points:
        return None
    if met_on is not None:
        ends, words = (target.deadline_instant, start_of(met_on)), _met_words(row.indicator, met_on, points)
    else:
        ends, words = (start_of(points[-1].as_of) + lead, start_of(points[-1].as_of)), _LEAD
    formula = both(lambda of: f"{instant(ends[0], of)} − {instant(ends[1], of)} = {days(lead, of)}")
    return Step(StepKind.LEAD, words, formula, lead / DAY)


_LEAD = Names(
    "So với tiến độ = lúc lộ trình đòi hỏi tỷ lệ này − đầu ngày của số liệu",
    "Against the path = when the path asks for this share − start of the figure's day",
)


def _met_words(indicator: Indicator, met_on: date, points: Sequence[Point]) -> Names:
    """The rule, with the figure by which the target was met where that is one of the day itself."""
    point = next((point for point in points if point.as_of == met_on and point.reaches), None)

    def by(of: Language) -> str:
        if point is None:
            return ""
        value = point.figure.value
        said = "" if value is None else f"{counted(value, indicator, of)}, "
        return f" ({day(met_on, of)}: {said}{share(point.ratio, of)})"

    return Names(
        f"Vượt tiến độ = hết thời hạn − đầu ngày đạt chỉ tiêu{by('vi')}",
        f"Ahead = end of the deadline − start of the day on which it was met{by('en')}",
    )


def _difference(row: ProgressAnswer) -> Step | None:
    value, indicator = row.difference, row.indicator
    if value is None:
        return None
    words = Names(
        "Chênh lệch = số liệu riêng của đơn vị − tổng các đơn vị trực thuộc đến cùng ngày",
        "Difference = the unit's own figure − the sum of its parts up to the same day",
    )
    measure = MEASURES[indicator.measure]

    def formula(of: Language) -> str:
        return f"{signed(value, counted(abs(value), indicator, of))} {measure.vi if of == 'vi' else measure.en}"

    return Step(StepKind.DIFFERENCE, words, both(formula), value)
