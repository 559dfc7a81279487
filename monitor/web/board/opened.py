"""One indicator of one unit opened: its chart, the chart's table, and the units below ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for

from monitor.answers import Answers, Parts, ProgressAnswer
from monitor.campaign import Better
from monitor.language import number
from monitor.units import Unit
from monitor.web.board.formatting import figure_text, signed
from monitor.web.board.rows import PointRow, Row, point_row, row
from monitor.web.board.screen import Screen

# Days that the chart's table shows before it is asked for all.
FIRST_POINTS = 31
# Units below that are ranked before all are asked for: a province has some ten districts and over a hundred communes.
FIRST_UNITS = 40


@dataclass(frozen=True, slots=True)
class Choice:
    """An indicator that can be opened instead."""

    name: str
    link: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit below with its place; units whose figures cannot be compared have none."""

    place: str
    row: Row


@dataclass(frozen=True, slots=True)
class Charts:
    """The addresses of the chart in each style."""

    light: str
    dark: str
    narrow: str
    narrow_dark: str


@dataclass(frozen=True, slots=True)
class Opened:
    """All that is shown of one indicator of one unit."""

    row: Row
    choices: tuple[Choice, ...]
    charts: Charts
    alt: str
    points: tuple[PointRow, ...]
    points_total: int
    csv: str
    difference: str
    reported: str
    missing: str
    ranked: tuple[Ranked, ...]
    ranked_total: int
    by_ratio: bool

    @property
    def simulated(self) -> bool:
        """Whether a figure of the units below comes from the simulator."""
        return any(r.row.figure is not None and r.row.figure.simulated for r in self.ranked)

    @property
    def points_simulated(self) -> bool:
        """Whether a figure of the chart comes from the simulator."""
        return any(point.figure.simulated for point in self.points)


def opened(
    screen: Screen,
    answers: Answers,
    found: Sequence[ProgressAnswer],
    candidates: Sequence[ProgressAnswer],
    indicator: str | None,
    *,
    everything: bool,
) -> Opened | None:
    """The indicator that was asked for among the candidates, else the first of them that has a figure.

    `found` holds the rows of the units below. None where there is nothing to open.
    """
    asked = [answer for answer in candidates if answer.indicator.id == indicator]
    answer = next((a for a in [*asked, *candidates] if a in asked or a.figure is not None), None)
    if answer is None:
        return None
    question = replace(screen.asked, indicators=(answer.indicator.id,), units=(answer.unit.id,))
    points = [point for line in answers.series(question) for point in line.points][::-1]
    kept = points if everything else points[:FIRST_POINTS]
    below = [a for a in found if a.indicator.id == answer.indicator.id and a.unit.parent == answer.unit.id]
    return Opened(
        row=row(screen, answer),
        choices=_choices(screen, candidates, answer),
        charts=_charts(screen, answer),
        alt=_alt(screen, answer),
        points=tuple(
            p for point in kept if (p := point_row(screen, answer.indicator, answer.unit.id, point)) is not None
        ),
        points_total=len(points),
        csv=url_for("api.series", unit=answer.unit.id, indicator=answer.indicator.id, format="csv", **screen.clocks),
        difference=_difference(screen, answer),
        reported=_reported(screen, answer, [a.unit for a in below]),
        missing=_missing(screen, answer.parts),
        ranked=tuple(_ranked(screen, below)[: None if everything else FIRST_UNITS]),
        ranked_total=len(below),
        by_ratio=any(a.progress.ratio is not None for a in below),
    )


def _choices(screen: Screen, candidates: Sequence[ProgressAnswer], chosen: ProgressAnswer) -> tuple[Choice, ...]:
    """The indicators of the opened unit, in the campaign's order."""
    of_unit = {a.indicator.id: a for a in candidates if a.unit.id == chosen.unit.id}
    return tuple(
        Choice(screen.words.of(indicator.names), f"{screen.here(indicator=id_)}#opened", id_ == chosen.indicator.id)
        for id_, indicator in screen.campaign.indicators.items()
        if id_ in of_unit
    )


def _charts(screen: Screen, answer: ProgressAnswer) -> Charts:
    place: dict[str, Any] = {"indicator_id": answer.indicator.id, "unit_id": answer.unit.id, **screen.clocks}
    if screen.language != "vi":
        place["lang"] = screen.language
    return Charts(
        light=url_for("board.chart", **place),
        dark=url_for("board.chart", **place, theme="dark"),
        narrow=url_for("board.chart", **place, size="narrow"),
        narrow_dark=url_for("board.chart", **place, size="narrow", theme="dark"),
    )


def _alt(screen: Screen, answer: ProgressAnswer) -> str:
    words, figure = screen.words, answer.figure
    if figure is None:
        return words("chart.none")
    return words(
        "chart.alt",
        indicator=words.of(answer.indicator.names),
        unit=screen.unit_name(answer.unit),
        figure=figure_text(answer.indicator, figure, words),
        day=screen.day(figure.as_of),
        reason=words.of(answer.progress.reason),
    )


def _difference(screen: Screen, answer: ProgressAnswer) -> str:
    if not answer.difference:
        return ""
    return screen.words("difference", n=signed(answer.indicator, answer.difference, screen.words))


def _reported(screen: Screen, answer: ProgressAnswer, below: Sequence[Unit]) -> str:
    parts = answer.parts
    if parts is None:
        return ""
    levels = {unit.level for unit in (*below, *parts.missing)}
    kind = screen.words(f"kind.{levels.pop()}" if len(levels) == 1 else "kind.mixed")
    language = screen.language
    reported, expected = number(parts.reported, language), number(parts.expected, language)
    return screen.words(
        "parts.reported", reported=reported, expected=expected, kind=kind, days=answer.indicator.freshness_days
    )


def _missing(screen: Screen, parts: Parts | None) -> str:
    if parts is None or not parts.missing:
        return ""
    names = ", ".join(screen.unit_name(unit) for unit in parts.missing)
    return screen.words("parts.missing", names=names)


def _ranked(screen: Screen, below: Sequence[ProgressAnswer]) -> list[Ranked]:
    """Best first; equal figures share a place, and the next place counts them all."""
    scores = {answer.unit.id: _score(answer) for answer in below}
    comparable = sorted((score for score in scores.values() if score is not None), reverse=True)
    ordered = sorted(below, key=lambda a: (scores[a.unit.id] is None, -(scores[a.unit.id] or 0.0), a.unit.id))
    return [
        Ranked("–" if (score := scores[a.unit.id]) is None else str(comparable.index(score) + 1), row(screen, a))
        for a in ordered
    ]


def _score(answer: ProgressAnswer) -> float | None:
    """What units are ranked by: the share of the target; without one, the figure itself."""
    if answer.target is not None:
        return answer.progress.ratio
    if answer.figure is None or answer.figure.value is None:
        return None
    return answer.figure.value if answer.indicator.better is Better.HIGHER else -answer.figure.value
