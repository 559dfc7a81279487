"""What the sources say of a figure, in words: each revision with its run, its document and the quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from monitor.answers import Excerpt, Revision, Statement
from monitor.campaign import Campaign, Indicator
from monitor.intake.judging import RESTATED
from monitor.judgement.figures import own_series
from monitor.judgement.observation import Observation
from monitor.language import day, place, share
from monitor.units import Unit
from monitor.web.board.entries import Entry, Way
from monitor.web.board.formatting import figure_text, moment, signed, signed_share
from monitor.web.board.words import Words
from monitor.web.rules import in_words


def unit_name(unit: Unit, words: Words) -> str:
    """A unit's name in one language."""
    return unit.name if words.language == "vi" else unit.name_en or unit.name


def rules_text(rules: Iterable[str], words: Words) -> str:
    """What these rules are called."""
    return "; ".join(words.of(in_words(rule)) for rule in rules)


@dataclass(frozen=True, slots=True)
class Sources:
    """Tells what sources say in one language. `unit` is the id of the unit whose figure is explained."""

    campaign: Campaign
    words: Words
    unit: str

    def statement(self, given: Statement, *, among_several: bool) -> Entry:
        """What one source says of one cell; of another unit's the figure alone, which leads to its own explanation."""
        words, holds = self.words, given.holds
        source = words.of(self.campaign.source_names(holds.source))
        indicator = self.campaign.indicators[holds.indicator]
        said = words("explain.said", figure=_said(indicator, holds, words), day=day(holds.as_of, words.language))
        text = words("revision.withdrawn", figure=said) if holds.withdrawn else said
        use = tuple(self._use(given, indicator, among_several=among_several))
        if given.unit.id != self.unit:
            way = Way("explaining.page", {"indicator_id": holds.indicator, "unit_id": given.unit.id})
            return Entry(unit_name(given.unit, words), text, (*use, words("explain.of_source", source=source)), way)
        way = Way("board.evidence", {"observation_id": holds.id})
        revisions = tuple(self._revision(each, given) for each in reversed(given.revisions))
        return Entry(source, text, use, way, entries=revisions)

    def _use(self, given: Statement, indicator: Indicator, *, among_several: bool) -> Iterator[str]:
        words = self.words
        if given.difference:
            counted = given.holds.value is not None or given.holds.rank is not None
            n = signed(indicator, given.difference, words) if counted else signed_share(given.difference, words)
            yield words("explain.differs", n=n)
        elif not given.used:
            yield words("explain.not_used")
        elif given.weight < 0:
            yield words("explain.taken_away", share=share(-given.weight, words.language))
        elif given.weight != 1:
            yield words("explain.weighted", share=share(given.weight, words.language))
        elif among_several:
            yield words("explain.used")

    def _revision(self, given: Revision, of: Statement) -> Entry:
        words, said = self.words, given.observation
        text = _said(self.campaign.indicators[said.indicator], said, words)
        holds = given is of.revisions[-1] and len(of.revisions) > 1 and not said.withdrawn
        return Entry(
            label=words("revision", n=said.revision),
            text=words("revision.withdrawn", figure=text) if said.withdrawn else text,
            notes=(words("revision.holds"),) if holds else (),
            entries=(*self._about(said), *self._run(given), *self._document(given), *self._quote(given)),
        )

    def _about(self, said: Observation) -> Iterator[Entry]:
        words = self.words
        told = (
            ("revision.known_at", moment(said.known_at, words.language)),
            ("revision.reason", said.reason.replace(RESTATED, words("revision.restated"))),
            ("revision.author", said.author),
            ("revision.waived", rules_text(said.waived, words)),
            ("revision.warnings", rules_text(said.warnings, words)),
            ("revision.backlog", words("revision.backlog.text") if said.backlog else ""),
        )
        yield from (Entry(words(name), text) for name, text in told if text)

    def _run(self, given: Revision) -> Iterator[Entry]:
        words, run = self.words, given.run
        if run is not None:
            outcome, ended = words(f"outcome.{run.outcome}"), moment(run.finished_at, words.language)
            text = words("revision.run.text", n=run.id, instant=ended, outcome=outcome)
            yield Entry(words("revision.run"), text, (run.error,) if run.error else ())

    def _document(self, given: Revision) -> Iterator[Entry]:
        words, document = self.words, given.document
        if document is None:
            return
        notes = [
            words("revision.fetched", instant=moment(document.fetched_at, words.language)),
            words("revision.hash", hash=document.sha256),
        ]
        if not document.kept:
            notes.append(words("revision.not_kept"))
        on_the_net = urlsplit(document.address).scheme in ("http", "https")
        way = Way(address=document.address) if on_the_net else None
        yield Entry(words("revision.document"), document.address.removeprefix("file:"), tuple(notes), way)

    def _quote(self, given: Revision) -> Iterator[Entry]:
        words, said = self.words, given.observation
        if said.quote:
            where = (words("revision.cell", cell=place(said.cell, words.language)),) if said.cell else ()
            yield Entry(words("revision.quote"), "", where, excerpt=given.excerpt or Excerpt("", said.quote, ""))


def _said(indicator: Indicator, observation: Observation, words: Words) -> str:
    """What an observation says, with its bound."""
    return figure_text(indicator, own_series([observation], lambda _: 0)[0], words)
