"""From answers to the rows of the pages, every figure with its day, its source and the way to its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from monitor.answers import ProgressAnswer, SeriesPoint, SourceAnswer
from monitor.campaign import Indicator
from monitor.judgement.figures import Figure, apart, own_series
from monitor.judgement.observation import Observation
from monitor.judgement.progress import Progress, Status
from monitor.language import number, share
from monitor.web.board.formatting import (
    basis_mark,
    figure_text,
    lead_text,
    moment,
    pace_text,
    reached,
    signed,
    signed_share,
    target_text,
    within,
)
from monitor.web.board.screen import Screen
from monitor.web.board.words import Words
from monitor.web.rules import in_words


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of 100 units that holds the whole target and whatever is above it."""

    filled: float
    goal: float
    tick: float | None
    label: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure on a page. `link` leads to its quote, or to the parts of a sum; `notes` qualify it."""

    text: str
    link: str | None
    day: str
    source: str
    source_link: str
    simulated: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A judged row as the lists show it."""

    indicator: str
    indicator_link: str
    unit: str
    unit_link: str
    status: Status
    state: str
    reason: str
    figure: Shown | None
    target: str
    target_mark: str
    target_note: str
    reached: str
    bar: Bar | None
    lead: str
    pace: str
    deadline: str
    decision: str
    base: str
    base_link: str | None
    explain_link: str


def row(screen: Screen, answer: ProgressAnswer) -> Row:
    """A judged row."""
    words, target, progress = screen.words, answer.target, answer.progress
    base, base_link = _base(screen, answer)
    return Row(
        indicator=words.of(answer.indicator.names),
        indicator_link=indicator_link(screen, answer),
        unit=screen.unit_name(answer.unit),
        unit_link=screen.link("board.unit_page", unit_id=answer.unit.id),
        status=progress.status,
        state=words(f"status.{progress.status}"),
        reason=words.of(progress.reason),
        figure=shown(screen, answer.indicator, answer.unit.id, answer.figure, answer),
        target=target_text(answer.indicator, target, progress, words),
        target_mark=basis_mark(target, words),
        target_note=words(f"basis.{target.basis}") if target else "",
        reached=reached(progress, answer.figure, words) or "",
        bar=bar(progress, answer.figure, words),
        lead=lead_text(progress, words),
        pace=pace_text(answer.indicator, target, progress, words),
        deadline=screen.day(target.deadline) if target else "",
        decision=target.decision if target else "",
        base=base,
        base_link=base_link,
        explain_link=explain_link(screen, answer.indicator.id, answer.unit.id),
    )


def explain_link(screen: Screen, indicator_id: str, unit_id: str) -> str:
    """Where a figure is explained."""
    return screen.link("explaining.page", indicator_id=indicator_id, unit_id=unit_id)


def _base(screen: Screen, answer: ProgressAnswer) -> tuple[str, str | None]:
    """The denominator that a share was taken of, and the way to its evidence; empty where there is none."""
    figure, target, words = answer.progress.base, answer.target, screen.words
    if figure is None or target is None or target.denominator is None:
        return "", None
    indicator = screen.campaign.indicators[target.denominator]
    said = figure_text(indicator, figure, words)
    name, day = within(words.of(indicator.names)), screen.day(figure.as_of)
    link = _evidence_link(screen, indicator, answer.unit.id, figure)
    return words("base", figure=said, name=name, day=day), link


def indicator_link(screen: Screen, answer: ProgressAnswer) -> str:
    """Where an indicator of a unit is opened."""
    return screen.link("board.unit_page", unit_id=answer.unit.id, indicator=answer.indicator.id, _anchor="opened")


def shown(
    screen: Screen, indicator: Indicator, unit_id: str, figure: Figure | None, judged: ProgressAnswer | None = None
) -> Shown | None:
    """A figure with what stands beside it, the judgement of it too where it is judged; None where there is none."""
    if figure is None:
        return None
    words = screen.words
    return Shown(
        text=figure_text(indicator, figure, words, judged.target if judged else None),
        link=_evidence_link(screen, indicator, unit_id, figure),
        day=screen.day(figure.as_of),
        source=source_name(screen, figure.source),
        source_link=screen.link("board.sources", _anchor=figure.source),
        simulated=screen.is_simulated(figure.source),
        notes=tuple(_notes(screen, indicator, figure, judged)),
    )


def source_name(screen: Screen, source: str) -> str:
    """A source's name; its id where it is no longer configured."""
    return screen.words.of(screen.campaign.source_names(source))


def _evidence_link(screen: Screen, indicator: Indicator, unit_id: str, figure: Figure) -> str | None:
    if figure.own is not None:
        return screen.link("board.evidence", observation_id=figure.own.id)
    return screen.link("board.unit_page", unit_id=unit_id, indicator=indicator.id, _anchor="parts")


def _notes(screen: Screen, indicator: Indicator, figure: Figure, judged: ProgressAnswer | None) -> list[str]:
    words = screen.words
    notes = []
    if figure.precision != "day":
        notes.append(words(f"precision.{figure.precision}"))
    notes += [words(name) for name in _made_of(figure)]
    if figure.corrected_at is not None:
        notes.append(words("corrected", day=moment(figure.corrected_at, words.language).rpartition(" ")[0]))
    notes += [_other(screen, indicator, figure, other) for other in figure.others]
    if judged is not None and judged.progress.status is Status.SILENT:
        days = (screen.today - figure.as_of).days
        notes.append(words("age", days=number(days, "vi") if words.language == "vi" else words.days(days)))
    return notes


def _made_of(figure: Figure) -> Iterator[str]:
    """The words that say what a figure is made of."""
    if figure.inherited:
        yield "inherited" if figure.is_sum else "inherited.one"
    if figure.is_sum and not (figure.inherited and figure.complete):
        yield "sum" if figure.complete else "incomplete"
    if figure.estimated:
        yield "estimated"
    if figure.backlog:
        yield "backlog"


def _other(screen: Screen, indicator: Indicator, figure: Figure, other: Observation) -> str:
    """What another source says of the same cell, and how far off it is."""
    words, difference = screen.words, apart(figure, other)
    source = source_name(screen, other.source)
    said = figure_text(indicator, own_series([other], screen.campaign.precedence)[0], words)
    if not difference:
        return words("other.same", source=source, figure=said)
    measured = signed(indicator, difference, words) if figure.value is not None else signed_share(difference, words)
    return words("other", source=source, figure=said, n=measured)


def bar(progress: Progress, figure: Figure | None, words: Words) -> Bar | None:
    """The bar of a row; a result above the target makes the whole longer, it is never cut at 100 %."""
    if progress.ratio is None:
        return None
    expected = progress.expected_ratio if progress.status is not Status.MET else None
    whole = max(1.0, progress.ratio, expected or 0.0)
    part = reached(progress, figure, words)
    if expected is None:
        label = words("bar", share=part)
    else:
        label = words("bar.expected", share=part, expected=share(expected, words.language, 1))
    return Bar(
        filled=round(100 * max(progress.ratio, 0.0) / whole, 2),
        goal=round(100 / whole, 2),
        tick=None if expected is None else round(100 * expected / whole, 2),
        label=label,
    )


@dataclass(frozen=True, slots=True)
class PointRow:
    """A day of a chart as its table shows it."""

    figure: Shown
    reached: str


def point_row(screen: Screen, indicator: Indicator, unit_id: str, point: SeriesPoint) -> PointRow | None:
    """One day of a series."""
    figure = shown(screen, indicator, unit_id, point.figure)
    part = share(point.ratio, screen.language) if point.ratio is not None else ""
    return PointRow(figure, part) if figure else None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source as the pages show it."""

    id: str
    name: str
    simulated: bool
    state: str
    state_word: str
    error: str
    latest: str
    last_run: str
    next_run: str
    set_aside: tuple[str, ...]
    runs: tuple[str, ...]
    readings: tuple[str, ...]
    feeds: tuple[str, ...]


def source_line(screen: Screen, answer: SourceAnswer) -> SourceLine:
    """A source and how it fares, in words."""
    words, setting = screen.words, answer.setting
    language = words.language
    return SourceLine(
        id=setting.name,
        name=words.of(setting.names),
        simulated=setting.simulated,
        state=answer.state.value,
        state_word=words(f"state.{answer.state}"),
        error=words("sources.error", error=answer.last_error) if answer.last_error else "",
        latest=screen.day(answer.latest_as_of) if answer.latest_as_of else words("no_figure"),
        last_run=moment(answer.last_attempt, language) if answer.last_attempt else words("sources.never"),
        next_run=moment(answer.next_due, language) if answer.next_due else words("sources.no_next"),
        set_aside=tuple(_rules_counted(words, answer.quarantined)),
        runs=tuple(words(f"run.{o}", n=number(n, language)) for o, n in answer.runs.items() if n),
        readings=tuple(words(f"reading.{o}", n=number(n, language)) for o, n in answer.readings.items() if n),
        feeds=tuple(
            words.of(screen.campaign.indicators[i].names) for i in setting.indicators if i in screen.campaign.indicators
        ),
    )


def _rules_counted(words: Words, counts: Mapping[str, int]) -> list[str]:
    return [
        words("rule", n=number(n, words.language), rule=words.of(in_words(rule))) for rule, n in counts.items() if n
    ]
