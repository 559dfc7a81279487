"""What stands on each page and in which order. Nothing is judged here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from monitor.answers import Answers, ObservationAnswer, ProgressAnswer
from monitor.judgement.figures import own_series
from monitor.judgement.observation import Observation
from monitor.judgement.progress import Status
from monitor.web.board.formatting import moment
from monitor.web.board.opened import Opened, opened
from monitor.web.board.rows import Row, Shown, SourceLine, row, shown, source_line
from monitor.web.board.screen import Screen
from monitor.web.board.sentence import sentence

# Rows that a list shows before it is asked for all.
FIRST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of rows, perhaps only its beginning."""

    rows: tuple[Row, ...]
    total: int

    @property
    def cut(self) -> bool:
        """Whether there are more."""
        return len(self.rows) < self.total

    @property
    def simulated(self) -> bool:
        """Whether a figure in it comes from the simulator."""
        return any(row.figure is not None and row.figure.simulated for row in self.rows)

    @property
    def several_units(self) -> bool:
        """Whether the rows are of more than one unit."""
        return len({row.unit_link for row in self.rows}) > 1


def _rows(screen: Screen, found: Sequence[ProgressAnswer], *, everything: bool) -> Rows:
    kept = found if everything else found[:FIRST_ROWS]
    return Rows(tuple(row(screen, answer) for answer in kept), len(found))


@dataclass(frozen=True, slots=True)
class Board:
    """The board, from the sentence to the sources."""

    sentence: str
    attention: Rows
    running: Rows
    met: Rows
    without_target: Rows
    opened: Opened | None
    sources: tuple[SourceLine, ...]
    empty: bool


def board(screen: Screen, answers: Answers, indicator: str | None, *, everything: bool) -> Board:
    """The board of the whole campaign."""
    found = answers.progress(screen.asked)
    top = _top_units(found)
    own = [answer for answer in found if answer.unit.id in top]
    parts = [answer for answer in found if answer.unit.id not in top]
    worst = answers.behind(screen.asked)
    worst_own = [answer for answer in worst if answer.unit.id in top]
    return Board(
        sentence=sentence(screen, own, worst_own, parts),
        attention=_rows(screen, worst, everything=everything),
        running=_rows(screen, _in(own, Status.ON_TRACK, Status.NEW), everything=everything),
        met=_rows(screen, [*_in(own, Status.MET), *_in(parts, Status.MET)], everything=everything),
        without_target=_rows(screen, _in(own, Status.NO_TARGET), everything=everything),
        opened=opened(screen, answers, found, [*worst_own, *own], indicator, everything=everything),
        sources=tuple(source_line(screen, answer) for answer in answers.sources(screen.asked.known_at)),
        empty=all(answer.figure is None for answer in found),
    )


def _top_units(found: Iterable[ProgressAnswer]) -> frozenset[str]:
    """The units that have rows and are part of none that has: a province, or all provinces of a nation."""
    units = {answer.unit.id: answer.unit for answer in found}
    return frozenset(id_ for id_, unit in units.items() if unit.parent not in units)


def _in(found: Iterable[ProgressAnswer], *statuses: Status) -> list[ProgressAnswer]:
    return [answer for answer in found if answer.progress.status in statuses]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """One unit: all its indicators, worst first."""

    name: str
    level: str
    parent_name: str | None
    parent_link: str | None
    sentence: str
    rows: Rows
    opened: Opened | None


def unit(screen: Screen, answers: Answers, unit_id: str, indicator: str | None, *, everything: bool) -> UnitPage:
    """The page of a unit that the campaign knows."""
    units, words = screen.campaign.units, screen.words
    found, here = answers.progress(screen.asked), units[unit_id]
    own = [answer for answer in found if answer.unit.id == unit_id]
    worst = answers.behind(replace(screen.asked, units=(unit_id,)))
    rest = _in(own, Status.ON_TRACK, Status.NEW) + _in(own, Status.MET) + _in(own, Status.NO_TARGET)
    parent = units[here.parent] if here.parent is not None else None
    return UnitPage(
        name=screen.unit_name(here),
        level=words(f"level.{here.level}"),
        parent_name=screen.unit_name(parent) if parent else None,
        parent_link=screen.link("board.unit_page", unit_id=parent.id) if parent else None,
        sentence=sentence(screen, own, worst, []) if own else words("unit.nothing"),
        rows=_rows(screen, [*worst, *rest], everything=True),
        opened=opened(screen, answers, found, [*worst, *own], indicator, everything=everything),
    )


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """A figure and what it stands on. `address` is a link where it leads to a page."""

    observation: Observation
    indicator: str
    unit: str
    unit_link: str
    explain_link: str
    figure: Shown
    known_at: str
    address: str
    is_link: bool


def evidence(screen: Screen, found: ObservationAnswer) -> EvidencePage:
    """The page of an observation."""
    figure = shown(
        screen, found.indicator, found.unit.id, own_series([found.observation], screen.campaign.precedence)[0]
    )
    if figure is None:
        raise ValueError("an observation is a figure")
    return EvidencePage(
        observation=found.observation,
        indicator=screen.words.of(found.indicator.names),
        unit=screen.unit_name(found.unit),
        unit_link=screen.link("board.unit_page", unit_id=found.unit.id, indicator=found.indicator.id, _anchor="opened"),
        explain_link=screen.link(
            "explaining.page",
            indicator_id=found.indicator.id,
            unit_id=found.unit.id,
            as_of=found.observation.as_of.isoformat(),
        ),
        figure=figure,
        known_at=moment(found.observation.known_at, screen.language),
        address=found.address,
        is_link=urlsplit(found.address).scheme in ("http", "https"),
    )
