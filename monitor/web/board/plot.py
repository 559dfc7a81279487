"""One burn-up chart before it is drawn: what it is of, how high its figures stand, its words and colours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from collectors.reading import Measure
from monitor.answers import SeriesAnswer, SeriesPoint
from monitor.campaign import Target
from monitor.language import number
from monitor.web.board.words import Words

# A point where it stands: days on the time axis, its height, and what it shows.
Placed = tuple[int, float, SeriesPoint]


@dataclass(frozen=True, slots=True)
class Style:
    """For a dark or a light page, a narrow or a wide one."""

    dark: bool = False
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one page."""

    paper: str
    ink: str
    quiet: str
    grid: str
    accent: str
    target: str


LIGHT = Colours("#ffffff", "#1a1a1a", "#595959", "#e3e3e3", "#0B5FA5", "#A33B00")
DARK = Colours("#161616", "#ececec", "#b3b3b3", "#3d3d3d", "#6FB6EE", "#F0955B")


@dataclass(frozen=True, slots=True)
class Plot:
    """One chart being drawn: what it is of, how high its figures stand, its words and colours."""

    line: SeriesAnswer
    today: date
    words: Words
    colours: Colours
    narrow: bool

    @property
    def percent(self) -> bool:
        """Whether heights are percentages: of an indicator in percent, or of a target that is a share of its base."""
        target = self.line.target
        return self.line.indicator.measure is Measure.PERCENT or (target is not None and target.amount is None)

    def height(self, point: SeriesPoint) -> float | None:
        """How high a point stands."""
        figure, target = point.figure, point.target
        if self.line.indicator.measure is Measure.PERCENT:
            return None if figure.value is None else figure.value * 100
        if self.percent:
            return self._share(point)
        if figure.value is None and point.ratio is not None and target is not None and target.amount is not None:
            return point.ratio * target.amount
        return figure.value

    def _share(self, point: SeriesPoint) -> float | None:
        """The share of its base that a point is, as said or by the denominator of the target of its day, in percent."""
        target = point.target
        if target is not None and target.denominator and target.share and point.ratio is not None:
            return point.ratio * target.share * 100
        return None if point.figure.ratio is None else point.figure.ratio * 100

    def of_target(self, value: float) -> float:
        """How high a value in the target's own terms stands."""
        return value * 100 if self.percent else value

    @property
    def goal(self) -> float | None:
        """How high the target stands."""
        target = self.line.target
        if target is None:
            return None
        amount = target.amount if target.amount is not None else target.share
        return None if amount is None else self.of_target(amount)

    @property
    def points(self) -> list[Placed]:
        """The points that can be drawn."""
        return [
            (point.figure.as_of.toordinal(), height, point)
            for point in self.line.points
            if (height := self.height(point)) is not None
        ]

    def label(self, height: float) -> str:
        """A height in figures."""
        text = number(height, self.words.language, 2 if self.percent else 0)
        return f"{text}\N{NO-BREAK SPACE}%" if self.percent else text


def span(plot: Plot) -> tuple[int, int]:
    """Where the chart begins and ends: the reports, the way of the target, the judged day."""
    days = [x for x, _, _ in plot.points] + [plot.today.toordinal()]
    if plot.line.target is not None:
        days += [plot.line.target.start.toordinal(), end_of(plot.line.target)]
    return min(days), max(days) + 1


def end_of(target: Target) -> int:
    """The place of a deadline: the beginning of the day after."""
    return target.deadline.toordinal() + 1
