"""What stands on the pages where figures are verified, and in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from monitor.answers.excerpts import Excerpt, around
from monitor.answers.quarantine import AsideAnswer, AsideDetail, Decided
from monitor.judgement.figures import own_series
from monitor.judgement.observation import Observation
from monitor.language import place
from monitor.web.board.conflict import sentence
from monitor.web.board.formatting import figure_text, moment
from monitor.web.board.rows import source_name
from monitor.web.board.screen import Screen
from monitor.web.rules import in_words

# Rows that the list shows before it is asked for all.
FIRST_ROWS = 50


@dataclass(frozen=True, slots=True)
class AsideRow:
    """One that was set aside, as the list shows it."""

    link: str
    indicator: str
    unit: str
    said: str
    day: str
    rule: str
    source: str
    simulated: bool
    received: str
    state: str
    decided: str


@dataclass(frozen=True, slots=True)
class Group:
    """How many of one source are set aside by one rule."""

    source: str
    rule: str
    count: int
    link: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A state that the list can show."""

    word: str
    link: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class QualityPage:
    """The list: all that wait by source and rule, then the rows of the state that was chosen."""

    waiting: int
    choices: tuple[Choice, ...]
    groups: tuple[Group, ...]
    only: tuple[str, ...]
    rows: tuple[AsideRow, ...]
    total: int
    decided: bool

    @property
    def cut(self) -> bool:
        """Whether there are more rows."""
        return len(self.rows) < self.total

    @property
    def simulated(self) -> bool:
        """Whether a row comes from the simulator."""
        return any(row.simulated for row in self.rows)


def quality(
    screen: Screen,
    waiting: Sequence[AsideAnswer],
    found: Sequence[AsideAnswer],
    state: str,
    only: Sequence[str],
    *,
    everything: bool,
) -> QualityPage:
    """The list. `only` names the source and the rule that it is narrowed to."""
    shown = found if everything else found[:FIRST_ROWS]
    return QualityPage(
        waiting=len(waiting),
        choices=tuple(_choice(screen, each, state) for each in (*Decided, "all")),
        groups=tuple(_groups(screen, waiting)),
        only=tuple(only),
        rows=tuple(_row(screen, answer) for answer in shown),
        total=len(found),
        decided=state != Decided.OPEN,
    )


def _choice(screen: Screen, state: str, chosen: str) -> Choice:
    word = screen.words(f"quality.state.{state}")
    return Choice(word, screen.link("quality.home", state=state), state == chosen)


def _groups(screen: Screen, waiting: Sequence[AsideAnswer]) -> list[Group]:
    counted = Counter((answer.item.source, answer.item.rule) for answer in waiting)
    return [
        Group(
            source_name(screen, source),
            screen.words.of(in_words(rule)),
            count,
            screen.link("quality.home", source=source, rule=rule),
        )
        for (source, rule), count in sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    ]


def _row(screen: Screen, answer: AsideAnswer) -> AsideRow:
    item, words = answer.item, screen.words
    decided = [item.author, moment(item.closed_at, screen.language)] if item.closed_at else []
    return AsideRow(
        link=screen.link("quality.quarantined", quarantine_id=item.id),
        indicator=_indicator(screen, answer),
        unit=_unit(screen, answer),
        said=_said(screen, answer),
        day=screen.day(item.as_of) if item.as_of else "",
        rule=words.of(in_words(item.rule)),
        source=source_name(screen, item.source),
        simulated=screen.is_simulated(item.source),
        received=moment(item.opened_at, screen.language),
        state=words(f"quality.state.{answer.state}"),
        decided=", ".join(filter(None, decided)),
    )


def _indicator(screen: Screen, answer: AsideAnswer) -> str:
    """The indicator; the place in the document where none is known."""
    if answer.indicator is not None:
        return screen.words.of(answer.indicator.names)
    return answer.item.indicator or place(answer.item.place, screen.language)


def _unit(screen: Screen, answer: AsideAnswer) -> str:
    """The unit; as written where it is not known."""
    return screen.unit_name(answer.unit) if answer.unit is not None else answer.item.unit_written or ""


def _said(screen: Screen, answer: AsideAnswer) -> str:
    said = answer.said
    if said is not None:
        return _figure(screen, answer, said)
    return screen.words("quality.no_figure") if answer.item.reading is None else ""


def _figure(screen: Screen, answer: AsideAnswer, said: Observation) -> str:
    if answer.indicator is None:
        return ""
    return figure_text(answer.indicator, own_series([said], screen.campaign.precedence)[0], screen.words)


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure of the same indicator and unit; `this` is the one that was set aside."""

    day: str
    text: str
    source: str
    link: str | None
    this: bool


@dataclass(frozen=True, slots=True)
class QuarantinedPage:
    """One that was set aside, and what a decision needs.

    `conflict` is the sentence with both numbers, where its rule has one; `address` is a link where it leads to a page;
    `acceptable` says whether there is a figure to accept.
    """

    id: int
    state: Decided
    indicator: str
    unit: str
    said: str
    day: str
    simulated: bool
    rule: str
    conflict: str | None
    message: str
    waived: tuple[str, ...]
    quote: str
    excerpt: Excerpt | None
    beside: tuple[Beside, ...]
    source: str
    source_link: str
    place: str
    unit_written: str
    received: str
    run: int
    document: str | None
    address: str
    is_link: bool
    acceptable: bool
    author: str
    decided: str
    reason: str
    unit_link: str | None
    evidence_link: str | None
    explain_link: str | None


def quarantined(screen: Screen, detail: AsideDetail) -> QuarantinedPage:
    """The page of one that was set aside."""
    answer = detail.answer
    item, reading = answer.item, answer.reading
    return QuarantinedPage(
        id=item.id,
        state=answer.state,
        indicator=_indicator(screen, answer),
        unit=_unit(screen, answer),
        said=_said(screen, answer),
        day=screen.day(item.as_of) if item.as_of else "",
        simulated=screen.is_simulated(item.source),
        rule=screen.words.of(in_words(item.rule)),
        conflict=sentence(screen, detail),
        message=item.message,
        waived=tuple(screen.words.of(in_words(rule)) for rule in item.waived),
        quote=item.quote,
        excerpt=around(reading.evidence, detail.text) if reading else None,
        beside=tuple(_beside(screen, detail)),
        source=source_name(screen, item.source),
        source_link=screen.link("board.sources", _anchor=item.source),
        place=place(item.place, screen.language),
        unit_written=item.unit_written or "",
        received=moment(item.opened_at, screen.language),
        run=item.run,
        document=detail.document,
        address=detail.address,
        is_link=urlsplit(detail.address).scheme in ("http", "https"),
        acceptable=reading is not None,
        author=item.author,
        decided=moment(item.closed_at, screen.language) if item.closed_at else "",
        reason=item.reason,
        unit_link=unit_link(screen, answer),
        evidence_link=screen.link("board.evidence", observation_id=detail.made.id) if detail.made else None,
        explain_link=_explain_link(screen, answer),
    )


def unit_link(screen: Screen, answer: AsideAnswer) -> str | None:
    """Where the figure shows once it is accepted: its indicator on its unit's page, on its own day."""
    if answer.unit is None or answer.indicator is None:
        return None
    return screen.link(
        "board.unit_page",
        unit_id=answer.unit.id,
        indicator=answer.indicator.id,
        _anchor="opened",
        **_on_its_day(answer),
    )


def _explain_link(screen: Screen, answer: AsideAnswer) -> str | None:
    if answer.unit is None or answer.indicator is None:
        return None
    names = {"indicator_id": answer.indicator.id, "unit_id": answer.unit.id}
    return screen.link("explaining.page", **names, **_on_its_day(answer))


def _on_its_day(answer: AsideAnswer) -> dict[str, str]:
    """The clock of a page that shows this figure and not a later one."""
    return {"as_of": answer.item.as_of.isoformat()} if answer.item.as_of else {}


def _beside(screen: Screen, detail: AsideDetail) -> list[Beside]:
    """The figures around it by day, itself among them while it is none of them."""
    said = detail.answer.said
    rows = [(each, False) for each in detail.around]
    if said is not None and detail.made is None:
        rows.append((said, True))
    rows.sort(key=lambda each: (each[0].as_of, each[1]))
    return [_beside_row(screen, detail.answer, each, this=this) for each, this in rows]


def _beside_row(screen: Screen, answer: AsideAnswer, each: Observation, *, this: bool) -> Beside:
    return Beside(
        day=screen.day(each.as_of),
        text=_figure(screen, answer, each),
        source=source_name(screen, each.source),
        link=None if this else screen.link("board.evidence", observation_id=each.id),
        this=this,
    )
