"""An explanation in words: sections of entries, from the number down; the page and the text show the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from collectors.reading import Measure
from monitor.answers import CheckAnswer, CheckOutcome, Clocks, Excerpt, Explanation, Origin, Statement, Step
from monitor.answers.targets import TargetVersion
from monitor.campaign import Campaign, Straight
from monitor.campaign.path import Milestones
from monitor.clock import DAY
from monitor.judgement.figures import Figure
from monitor.judgement.wording import MEASURES
from monitor.language import day, number, share
from monitor.store.quarantine import SetAsideReading
from monitor.web.board.entries import Entry, Section, Way
from monitor.web.board.formatting import amount, figure_text, moment, target_text
from monitor.web.board.screen import clocks_text
from monitor.web.board.told_sources import Sources, rules_text, unit_name
from monitor.web.board.words import Words
from monitor.web.rules import in_words


@dataclass(frozen=True, slots=True)
class Explained:
    """All of it: what it is about, the figure, what is judged of it, and the sections."""

    cell: str
    figure: str
    state: str
    clocks: str
    reason: str
    sections: tuple[Section, ...]


def explained(campaign: Campaign, found: Explanation, words: Words) -> Explained:
    """An explanation in the words of one language."""
    return _Telling(campaign, found, words).whole()


@dataclass(frozen=True, slots=True)
class _Telling:
    """One explanation being told in one language."""

    campaign: Campaign
    found: Explanation
    words: Words

    def whole(self) -> Explained:
        """All sections that have something to say."""
        row, words = self.found.row, self.words
        sections = (
            Section(words("explain.figure"), tuple(self._figure())),
            Section(words("explain.sums"), tuple(self._step(step) for step in self.found.steps)),
            Section(words("explain.sources" if self._is_own else "explain.parts"), tuple(self._statements())),
            Section(words("explain.withdrawn"), tuple(self._statement(each) for each in self.found.later)),
            Section(words("explain.checks"), tuple(self._checks())),
            Section(words("explain.target"), tuple(self._target(self.found.target) if self.found.target else ())),
            Section(words("explain.denominator"), tuple(self._statement(each) for each in self.found.denominator)),
            Section(words("explain.aside"), tuple(self._aside())),
        )
        return Explained(
            cell=words("explain.cell", indicator=words.of(row.indicator.names), unit=unit_name(row.unit, words)),
            figure=self._measured(),
            state=words(f"status.{row.progress.status}"),
            clocks=clocks_text(Clocks(row.day, self.found.known_at), words),
            reason=words.of(row.progress.reason),
            sections=tuple(section for section in sections if section.entries),
        )

    @property
    def _is_own(self) -> bool:
        return self.found.origin in (Origin.OWN, Origin.NONE)

    def _day(self, value: date) -> str:
        return day(value, self.words.language)

    def _figure(self) -> Iterator[Entry]:
        words, row, figure = self.words, self.found.row, self.found.row.figure
        yield Entry(words("explain.result"), self._measured())
        if figure is not None:
            precision = () if figure.precision == "day" else (words(f"precision.{figure.precision}"),)
            yield Entry(words("explain.as_of"), self._day(figure.as_of), precision)
        yield self._absent() or Entry(words("explain.origin"), self._origin(), tuple(self._origin_notes(figure)))
        judged = self.found.judged
        if judged is not None:
            said = figure_text(row.indicator, judged, words)
            text = words("explain.judged_by.text", figure=said, day=self._day(judged.as_of))
            yield Entry(words("explain.judged_by"), text)

    def _origin(self) -> str:
        return self.words(f"origin.{self.found.origin}", n=number(self.found.stands_on, self.words.language))

    def _absent(self) -> Entry | None:
        """That the unit does not exist on the judged day, since when or until when, and what came of it."""
        words, row = self.words, self.found.row
        unit, units = row.unit, self.campaign.units
        if unit.valid_on(row.day):
            return None
        if unit.valid_until is None or row.day < unit.valid_until:
            first = self._day(unit.valid_from) if unit.valid_from else ""
            return Entry(words("explain.origin"), words("origin.not_yet", day=first))
        went = {transfer.target for day, transfer in units.successors(unit.id) if day == unit.valid_until}
        names = ", ".join(unit_name(units[id_], words) for id_ in sorted(went) if id_ in units)
        last = {"as_of": (unit.valid_until - DAY).isoformat()}
        way = Way("explaining.page", {"indicator_id": row.indicator.id, "unit_id": unit.id, **last})
        notes = (words("origin.became", units=names),) if names else ()
        return Entry(words("explain.origin"), words("origin.gone", day=self._day(unit.valid_until)), notes, way)

    def _measured(self) -> str:
        """The figure with the name of what is counted."""
        row, figure = self.found.row, self.found.row.figure
        text = figure_text(row.indicator, figure, self.words, row.target)
        named = figure is not None and figure.value is not None and row.indicator.measure not in _NAMELESS
        return f"{text} {self.words.of(MEASURES[row.indicator.measure])}" if named else text

    def _origin_notes(self, figure: Figure | None) -> Iterator[str]:
        if figure is not None and figure.estimated:
            yield self.words("origin.estimated")
        if figure is not None and not figure.complete:
            yield self.words("origin.incomplete")

    def _step(self, step: Step) -> Entry:
        return Entry(self.words(f"step.{step.kind}"), self.words.of(step.formula), (self.words.of(step.words),))

    def _statement(self, given: Statement) -> Entry:
        sources = Sources(self.campaign, self.words, self.found.row.unit.id)
        return sources.statement(given, among_several=self._is_own and len(self.found.statements) > 1)

    def _statements(self) -> Iterator[Entry]:
        yield from (self._statement(each) for each in self.found.statements)
        more = self.found.stands_on - len(self.found.statements)
        if not self._is_own and more > 0:
            yield Entry("…", self.words("explain.more_parts", n=number(more, self.words.language)))

    def _checks(self) -> Iterator[Entry]:
        """The broken ones one by one, then all that passed together."""
        yield from (self._check(each) for each in self.found.checks if each.outcome is not CheckOutcome.PASSED)
        passed = [each.rule.value for each in self.found.checks if each.outcome is CheckOutcome.PASSED]
        if passed:
            yield Entry(self.words("check.passed"), rules_text(passed, self.words))

    def _check(self, given: CheckAnswer) -> Entry:
        words, exception = self.words, given.exception
        notes: tuple[str, ...] = ()
        if exception is not None:
            first, last = self._day(exception.first), self._day(exception.last)
            notes = (words("check.exception", first=first, last=last, why=exception.why),)
        elif given.reason:
            notes = (words("check.by", author=given.author, reason=given.reason) if given.author else given.reason,)
        return Entry(words.of(in_words(given.rule)), words(f"check.{given.outcome}"), notes)

    def _target(self, version: TargetVersion) -> Iterator[Entry]:
        words, target, row = self.words, version.target, self.found.row
        yield Entry(words("target.goal"), target_text(row.indicator, target, row.progress, words))
        until = words("target.deadline.text", day=self._day(target.deadline), start=self._day(target.start))
        yield Entry(words("target.deadline"), until)
        yield Entry(words("target.basis"), words(f"basis.{target.basis}"))
        if target.decision:
            yield Entry(words("target.decision"), target.decision, tuple(self._decided(version)))
        yield Entry(words("target.version"), str(target.version), tuple(self._in_force(version)))
        yield Entry(words("target.path"), words(f"path.{_path_name(version)}"))
        if target.baseline:
            goes = target.amount is None
            base = share(target.baseline, words.language) if goes else amount(row.indicator, target.baseline, words)
            yield Entry(words("target.baseline"), base)
        if target.note:
            yield Entry(words("target.note"), target.note)

    def _decided(self, version: TargetVersion) -> Iterator[str]:
        if version.target.decided_on is not None:
            yield self.words("target.decided_on", day=self._day(version.target.decided_on))
        if version.target.decided_by:
            yield version.target.decided_by

    def _in_force(self, version: TargetVersion) -> Iterator[str]:
        words = self.words
        if version.first is None:
            yield words("target.from_beginning")
        else:
            yield words("target.from", day=self._day(version.first))
        if version.until is not None:
            yield words("target.until", day=self._day(version.until))
        if version.recorded_at is not None:
            yield words("target.recorded", instant=moment(version.recorded_at, words.language))

    def _aside(self) -> Iterator[Entry]:
        yield from (self._set_aside(each) for each in self.found.set_aside)
        more = self.found.set_aside_total - len(self.found.set_aside)
        if more > 0:
            yield Entry("…", self.words("aside.more", n=number(more, self.words.language)))

    def _set_aside(self, given: SetAsideReading) -> Entry:
        words = self.words
        opened = words("aside.opened", instant=moment(given.opened_at, words.language))
        dated = (words("aside.day", day=self._day(given.as_of)),) if given.as_of else ()
        source = words("explain.of_source", source=words.of(self.campaign.source_names(given.source)))
        entries = [Entry(words("aside.why"), given.message)]
        if given.reason or given.author:
            entries.append(Entry(words("aside.decided"), given.reason, (given.author,) if given.author else ()))
        if given.quote:
            entries.append(Entry(words("revision.quote"), "", excerpt=Excerpt("", given.quote, "")))
        return Entry(
            label=words("aside.item", n=given.id),
            text=f"{words.of(in_words(given.rule))}: {self._standing(given)}",
            notes=(*dated, opened, source),
            way=Way("quality.quarantined", {"quarantine_id": given.id}),
            entries=tuple(entries),
        )

    def _standing(self, given: SetAsideReading) -> str:
        words = self.words
        if given.closed_at is None or given.resolution is None:
            return words("aside.open")
        return words(f"aside.{given.resolution}", instant=moment(given.closed_at, words.language))


# A share says its measure itself, and so does a place.
_NAMELESS = (Measure.PERCENT, Measure.RANK)


def _path_name(version: TargetVersion) -> str:
    if isinstance(version.target.path, Straight):
        return "straight"
    return "milestones" if isinstance(version.target.path, Milestones) else "working_days"
