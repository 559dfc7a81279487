"""Draws a burn-up chart with matplotlib: actual against path, target and deadline, labelled where the lines are."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from math import isclose
from typing import TYPE_CHECKING, Any

from monitor.answers import SeriesAnswer
from monitor.campaign import Better, Target
from monitor.clock import start_of
from monitor.judgement.wording import MEASURES
from monitor.language import Language, day
from monitor.web.board.plot import DARK, LIGHT, Placed, Plot, Style, end_of, span
from monitor.web.board.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# matplotlib's settings are the process's own, so one chart is drawn at a time.
_drawing = threading.Lock()
# Reports further apart than this many times the freshness limit are not joined: what lay between is not known.
_GAP = 2
# With more points than this the line alone is drawn, and dots only where something is to be said.
_MOST_DOTS = 120
# Charts of fewer days than this are marked by weeks, others by months.
SHORT = 92
_WIDE, _NARROW = (9.6, 4.0), (4.6, 3.6)
_SETTINGS: Any = {
    # A name with a dollar sign is a name.
    "text.parse_math": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "project06",
    "font.family": "sans-serif",
    "font.size": 10,
    "axes.linewidth": 0.8,
    "path.simplify": True,
}


def draw(line: SeriesAnswer | None, today: date, style: Style, words: Words) -> bytes:
    """The chart as SVG, the same bytes for the same values."""
    import matplotlib
    from matplotlib.figure import Figure

    with _drawing, matplotlib.rc_context(_SETTINGS):
        figure = Figure(figsize=_NARROW if style.narrow else _WIDE, layout="constrained")
        if line is not None and line.points:
            _fill(figure, Plot(line, today, words, DARK if style.dark else LIGHT, style.narrow))
        else:
            figure.text(0.02, 0.5, words("chart.none"), color=(DARK if style.dark else LIGHT).quiet)
        return _svg(figure)


def _svg(figure: Figure) -> bytes:
    """The figure's SVG, its coordinates to a tenth of a point: half the size, and no eye sees more."""
    target = io.StringIO()
    figure.savefig(target, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    without_comments = re.sub(r"<!--.*?-->\n?", "", target.getvalue(), flags=re.DOTALL)
    # Within tags only: in a text between them 523.202 is a number of people.
    return re.sub(r"<[^>]*>", _shortened, without_comments).encode()


def _shortened(tag: re.Match[str]) -> str:
    return re.sub(r"(\d+\.\d)\d+", r"\1", tag[0])


def _fill(figure: Figure, plot: Plot) -> None:
    axes = figure.add_subplot()
    _frame(axes, plot)
    if plot.line.target is not None and plot.goal is not None:
        _draw_target(axes, plot, plot.line.target, plot.goal)
    _draw_judged(axes, plot)
    _draw_actual(axes, plot)


def _frame(axes: Axes, plot: Plot) -> None:
    """Scales, grid and what the heights are counted in."""
    from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

    colours, language = plot.colours, plot.words.language
    first, last = span(plot)
    axes.set_xlim(first, last + (last - first) * 0.02)
    heights = [height for _, height, _ in plot.points] + ([plot.goal] if plot.goal is not None else [])
    axes.set_ylim(0, max(heights, default=0) * 1.15 or 1)
    axes.yaxis.set_major_locator(MaxNLocator(5))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda height, _: plot.label(height)))
    axes.xaxis.set_major_locator(FixedLocator(_ticks(first, last, 4 if plot.narrow else 9)))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: _tick(x, last - first, language)))
    axes.grid(axis="y", color=colours.grid, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(colors=colours.quiet, length=3, width=0.8)
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(colours.quiet)
    measure = plot.words.of(MEASURES[plot.line.indicator.measure])
    unit = plot.words("chart.percent") if plot.percent else plot.words("chart.unit", measure=measure)
    # Above it there is room for the deadline's label.
    axes.set_title(unit, loc="left", fontsize=10, color=colours.quiet, pad=18)


def _ticks(first: int, last: int, most: int) -> list[int]:
    """First days of months, as many as there is room for; Mondays where the chart is shorter than three months."""
    days = [date.fromordinal(ordinal) for ordinal in range(first, last + 1)]
    if last - first < SHORT:
        marked = [day.toordinal() for day in days if day.weekday() == 0]
    else:
        marked = [day.toordinal() for day in days if day.day == 1]
    step = -(-len(marked) // most) or 1
    return marked[::step]


def _tick(x: float, days: int, language: Language) -> str:
    at = date.fromordinal(int(x))
    if days < SHORT:
        return f"{at.day}/{at.month}" if language == "vi" else f"{at.day} {at:%b}"
    return f"{at.month}/{at.year}" if language == "vi" else f"{at:%b %Y}"


def _draw_target(axes: Axes, plot: Plot, target: Target, goal: float) -> None:
    """The target as a thin line, its path dashed, its deadline upright; each says what it is."""
    from numpy import interp

    colours, words = plot.colours, plot.words
    begin, end = target.start.toordinal(), end_of(target)
    first, last = span(plot)
    axes.axhline(goal, color=colours.target, linewidth=1)
    label = words("chart.target", figure=plot.label(goal))
    axes.text(first, goal, f" {label}", color=colours.target, va="bottom", ha="left")
    if plot.line.indicator.better is Better.HIGHER:
        days, heights = _path(target, plot.of_target(target.baseline), goal)
        axes.plot(days, heights, color=colours.quiet, linewidth=1.4, linestyle=(0, (5, 3)))
        x = _beside_the_last(plot, begin, end)
        axes.annotate(
            words("chart.path"), (x, float(interp(x, days, heights))), (6, -4), textcoords="offset points",
            color=colours.quiet, va="top", ha="left",
        )  # fmt: skip
    axes.axvline(end, color=colours.target, linewidth=1)
    _on_top(axes, end, words("chart.deadline", day=day(target.deadline, words.language)), colours.target, first, last)


def _beside_the_last(plot: Plot, begin: int, end: int) -> float:
    """Where the path is labelled: in its middle, or farther on where the last figure's label stands there."""
    middle = (begin + end) / 2
    last = plot.points[-1][0] if plot.points else begin
    return middle if abs(last - middle) > (end - begin) * 0.2 else begin + (end - begin) * 0.85


def _path(target: Target, start: float, goal: float) -> tuple[list[int], list[float]]:
    """The path day by day, as the places and heights of its bends and ends."""
    begin, end = target.start.toordinal(), end_of(target)
    days = list(range(begin, end + 1))
    heights = [start + (goal - start) * target.part_at(start_of(date.fromordinal(x))) for x in days]
    steps = [later - earlier for earlier, later in pairwise(heights)]
    bends = [n for n in range(1, len(steps)) if not isclose(steps[n], steps[n - 1], rel_tol=1e-6, abs_tol=1e-9 * goal)]
    kept = [0, *bends, len(days) - 1]
    return [days[n] for n in kept], [heights[n] for n in kept]


def _on_top(axes: Axes, x: float, label: str, colour: str, first: int, last: int) -> None:
    """A label above the plot at an upright line, on the side where there is room."""
    side = "right" if x - first > (last - first) * 0.6 else "left"
    axes.text(x, 1.01, label, color=colour, transform=axes.get_xaxis_transform(), va="bottom", ha=side)


def _draw_judged(axes: Axes, plot: Plot) -> None:
    """The judged day as a dotted upright line."""
    x = plot.today.toordinal()
    first, last = span(plot)
    axes.axvline(x, color=plot.colours.quiet, linewidth=1, linestyle=":")
    side = "right" if x - first > (last - first) * 0.5 else "left"
    label = plot.words("chart.judged", day=day(plot.today, plot.words.language))
    text = f"{label} " if side == "right" else f" {label}"
    axes.text(
        x, 0.02, text, color=plot.colours.quiet, transform=axes.get_xaxis_transform(), va="bottom", ha=side,
        bbox={"facecolor": plot.colours.paper, "edgecolor": "none", "pad": 1},
    )  # fmt: skip


def _draw_actual(axes: Axes, plot: Plot) -> None:
    """What was reported: joined where reports follow each other, a dot at each, corrected ones ringed."""
    colour, points = plot.colours.accent, plot.points
    for piece in _pieces(points, plot.line.indicator.freshness_days * _GAP):
        dots = "o" if len(points) <= _MOST_DOTS or len(piece) == 1 else ""
        axes.plot([x for x, _, _ in piece], [y for _, y, _ in piece], color=colour, linewidth=2, marker=dots, ms=3)
    _draw_inherited(axes, plot)
    corrected = [(x, y) for x, y, point in points if point.figure.corrected_at is not None]
    if corrected:
        axes.plot(*zip(*corrected, strict=True), "o", ms=8, mfc="none", mec=plot.colours.ink, mew=1.2)
        x, y = corrected[-1]
        axes.annotate(
            plot.words("chart.corrected"),
            (x, y),
            (0, 8),
            textcoords="offset points",
            color=plot.colours.ink,
            ha="right",
        )
    if points:
        _label_last(axes, plot, *points[-1][:2])


def _draw_inherited(axes: Axes, plot: Plot) -> None:
    """What was reported of the units that this one was made of, in a quieter colour."""
    points = [placed for placed in plot.points if placed[2].figure.inherited]
    for piece in _pieces(points, plot.line.indicator.freshness_days * _GAP):
        axes.plot([x for x, _, _ in piece], [y for _, y, _ in piece], color=plot.colours.quiet, linewidth=2)
    first, last = span(plot)
    # The label stands to the left of a rising line, where there is room for it.
    if points and points[-1][0] - first > (last - first) * (0.45 if plot.narrow else 0.2):
        axes.annotate(
            plot.words("chart.inherited"), points[-1][:2], (-6, 6), textcoords="offset points",
            color=plot.colours.quiet, ha="right",
        )  # fmt: skip


def _label_last(axes: Axes, plot: Plot, x: int, y: float) -> None:
    """The last figure beside its point: to the right where there is room, else above it."""
    first, last = span(plot)
    room = x - first < (last - first) * (0.55 if plot.narrow else 0.75)
    said = f"{plot.words('chart.actual')} {plot.label(y)}"
    place, side, stand = ((9, 0), "left", "center") if room else ((-4, 9), "right", "bottom")
    axes.annotate(
        said, (x, y), place, textcoords="offset points", color=plot.colours.accent, ha=side, va=stand, weight="bold",
        bbox={"facecolor": plot.colours.paper, "edgecolor": "none", "pad": 1},
    )  # fmt: skip


def _pieces(points: Sequence[Placed], days: float) -> Iterator[Sequence[Placed]]:
    """The points in runs without a gap of more than so many days."""
    begin = 0
    for at in range(1, len(points) + 1):
        if at == len(points) or points[at][0] - points[at - 1][0] > days:
            yield points[begin:at]
            begin = at
