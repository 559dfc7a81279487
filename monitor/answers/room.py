"""Asks one store about the campaign that it serves."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from threading import Lock
from typing import TypeVar

from sqlalchemy import Connection

from monitor.answers.evidence import ObservationAnswer, observation_of
from monitor.answers.explaining import Cell, explained
from monitor.answers.explanation import Explanation
from monitor.answers.listed import StoredList
from monitor.answers.quarantine import AsideAnswer, AsideDetail, AsideQuestion, set_aside, set_aside_detail
from monitor.answers.question import Clocks, Question
from monitor.answers.sources import SourceAnswer, sources_of
from monitor.answers.targets import TargetVersion, target_versions
from monitor.campaign import Campaign, Indicator, Target
from monitor.clock import Clock, local_day
from monitor.judgement.campaign import Judged, ProgressAnswer, judge_campaign, standing
from monitor.judgement.figures import Figure
from monitor.judgement.observation import Observation
from monitor.judgement.progress import Status
from monitor.served import Served
from monitor.store import audit, campaigns, instants, observations, runs, snapshots
from monitor.units import Unit

# Statuses that call for someone, worst first.
WORST_FIRST = (Status.MISSED, Status.BEHIND, Status.AT_RISK, Status.SILENT)
# Whole-campaign judgements kept in memory: today's, and a few days and instants that someone is looking at.
JUDGEMENTS_KEPT = 8

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """The figure of one as-of day, its share of the target in force on it, and where that one's path stood."""

    figure: Figure
    ratio: float | None
    expected_ratio: float | None = None
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class SeriesAnswer:
    """The history of one indicator of one unit, in order of as-of days; first and last day are both included."""

    indicator: Indicator
    unit: Unit
    target: Target | None
    points: tuple[SeriesPoint, ...]


class Answers:
    """Asks one store about the campaign that it serves, at the instant that one clock shows.

    Every question takes a `known_at`: it is answered by what had been recorded by then (figures, corrections,
    decisions, runs, pauses, the campaign with its targets and units), so that no later write changes the answer.
    """

    def __init__(self, served: Served, clock: Clock) -> None:
        self.served, self.store, self.clock = served, served.store, clock
        self._judged: OrderedDict[tuple[int, Clocks], Judged] = OrderedDict()
        self._lock = Lock()

    @property
    def campaign(self) -> Campaign:
        """The campaign that is served now."""
        return self.served.campaign

    def campaign_at(self, known_at: datetime | None) -> Campaign:
        """The campaign as it was known at an instant; None, or an instant still to come, is now."""
        return self.served.at(self._past(known_at))

    def now(self) -> datetime:
        """The instant by which all that is recorded is known: the clock's, or a later one that a write bears."""
        with self.store.read() as connection:
            return max(self.clock.now(), instants.settled_until(connection))

    def today(self) -> date:
        """The local day that is judged when a question names none."""
        return local_day(self.clock.now())

    def clocks(self, question: Question) -> Clocks:
        """Both clocks of a question as they are answered."""
        known_at = self._past(question.known_at)
        now = self.clock.now()
        return Clocks(question.as_of or local_day(min(known_at or now, now)), known_at)

    def unit(self, written: str, day: date | None = None, known_at: datetime | None = None) -> Unit:
        """The unit that a code or a name means on a day. Raises UnknownUnit or AmbiguousUnit."""
        clocks = self.clocks(Question(as_of=day, known_at=known_at))
        return self.served.at(clocks.known_at).units.find(written, clocks.as_of)

    def progress(self, question: Question) -> Sequence[ProgressAnswer]:
        """Every judged row that fits, in the campaign's order of indicators, each unit before its children."""
        return [row for row in self._judgement(question).rows if question.fits(row.indicator, row.unit)]

    def behind(self, question: Question) -> Sequence[ProgressAnswer]:
        """The rows that are missed, behind, at risk or silent, worst first."""
        late = [row for row in self.progress(question) if row.progress.status in WORST_FIRST]
        return sorted(late, key=_badness)

    def series(self, question: Question) -> Sequence[SeriesAnswer]:
        """The history of every indicator and unit that fits, up to and including the day asked for."""
        judged, campaign = self._judgement(question), self.campaign_at(question.known_at)
        return [_series_answer(campaign, judged, row) for row in judged.rows if question.fits(row.indicator, row.unit)]

    def explain(self, indicator: str, unit: str, question: Question) -> Explanation:
        """Why one figure is what it is: all that the answer of `progress` for an indicator's and a unit's id stands on.

        Of the question only the clocks count. Raises KeyError for an id that the campaign of then does not have.
        """
        clocks, judged = self.clocks(question), self._judgement(question)
        campaign = self.served.at(clocks.known_at)
        cell = Cell(campaign.indicators[indicator], campaign.units[unit], clocks, judged)
        with self.store.read() as connection:
            return explained(campaign, connection, cell)

    def sources(self, known_at: datetime | None = None) -> Sequence[SourceAnswer]:
        """Every configured source, in order of precedence, as it fared at an instant."""
        past = self._past(known_at)
        with self.store.read() as connection:
            return sources_of(self.served.at(past), connection, past or self.clock.now(), past)

    def observation(self, observation_id: int, known_at: datetime | None = None) -> ObservationAnswer | None:
        """An observation with its document; None where no such one of the campaign was known at that instant."""
        past = self._past(known_at)
        with self.store.read() as connection:
            return observation_of(self.served.at(past), connection, observation_id, past)

    def observations(self, wanted: observations.Wanted) -> Sequence[Observation]:
        """The accepted figures that are wanted, of all that the store holds, page by page."""
        wanted = replace(wanted, known_at=self._past(wanted.known_at))
        return self._listed(
            lambda connection: observations.count_observations(connection, wanted),
            lambda connection, offset, limit: observations.listed_observations(
                connection, wanted, offset=offset, limit=limit
            ),
        )

    def runs(self, sources: Sequence[str] = (), known_at: datetime | None = None) -> Sequence[runs.RunRecord]:
        """The runs of these sources (none: of all) that had ended by an instant, newest first, page by page."""
        past = self._past(known_at)
        return self._listed(
            lambda connection: runs.count_runs(connection, sources, past),
            lambda connection, offset, limit: runs.newest_runs(connection, sources, past, offset=offset, limit=limit),
        )

    def audit(self, actions: Sequence[audit.Action] = (), known_at: datetime | None = None) -> Sequence[audit.Entry]:
        """The log of writes (of these actions; none: of all) up to an instant, newest first, page by page."""
        past = self._past(known_at)
        return self._listed(
            lambda connection: audit.count_entries(connection, actions=actions, known_at=past),
            lambda connection, offset, limit: audit.entries(
                connection, actions=actions, known_at=past, offset=offset, limit=limit
            ),
        )

    def targets(self, question: Question) -> Sequence[TargetVersion]:
        """Every version of every target that fits; with an `as_of`, those alone that are in force on that day."""
        past = self._past(question.known_at)
        with self.store.read() as connection:
            return target_versions(self.served.at(past), connection, question, past)

    def quarantine(self, what: AsideQuestion) -> Sequence[AsideAnswer]:
        """What was set aside and fits, newest first."""
        past = self._past(what.known_at)
        with self.store.read() as connection:
            return set_aside(self.served.at(past), connection, replace(what, known_at=past))

    def quarantined(self, quarantine_id: int, known_at: datetime | None = None) -> AsideDetail | None:
        """One that was set aside, with what a decision needs; None where none of this id was known at that instant."""
        past = self._past(known_at)
        with self.store.read() as connection:
            return set_aside_detail(self.served.at(past), connection, quarantine_id, past)

    def _past(self, known_at: datetime | None) -> datetime | None:
        """An instant that is asked for, now where it is still to come; nothing will be recorded under it any more."""
        if known_at is None:
            return None
        past = known_at if known_at <= self.clock.now() else min(known_at, self.now())
        self.store.settle(past)
        return past

    def _listed(
        self, count: Callable[[Connection], int], rows: Callable[[Connection, int, int | None], list[T]]
    ) -> StoredList[T]:
        return StoredList(self.store, count, rows)

    def _judgement(self, question: Question) -> Judged:
        """The whole campaign judged by both clocks; kept until the store changes, since a correction may change it."""
        clocks = self.clocks(question)
        key = (self.store.revision(), clocks)
        with self._lock:
            if key not in self._judged:
                self._judged[key] = self._judge(clocks)
                if len(self._judged) > JUDGEMENTS_KEPT:
                    self._judged.popitem(last=False)
            return self._judged[key]

    def _judge(self, clocks: Clocks) -> Judged:
        day, known_at = clocks.as_of, clocks.known_at
        with self.store.read() as connection:
            known = observations.current_observations(connection, until=day, known_at=known_at)
            documents = snapshots.addresses(connection, sorted({o.document for o in known if o.document}))
            since = campaigns.serving_since(connection, known_at)
        campaign = self.served.at(known_at)
        return judge_campaign(campaign, known, documents, day, local_day(since) if since else day)


def _series_answer(campaign: Campaign, judged: Judged, row: ProgressAnswer) -> SeriesAnswer:
    points = []
    for figure in judged.series[row.indicator.id, row.unit.id]:
        stood = standing(campaign, judged, row.indicator, row.unit.id, figure)
        points.append(SeriesPoint(figure, stood.ratio, stood.expected_ratio, stood.target))
    return SeriesAnswer(row.indicator, row.unit, row.target, tuple(points))


def _badness(row: ProgressAnswer) -> tuple[int, float, str, str]:
    """Worst first: by status, then by days behind; ties in a fixed order."""
    lead = row.progress.lead
    return (
        WORST_FIRST.index(row.progress.status),
        lead.total_seconds() if lead is not None else 0.0,
        row.indicator.id,
        row.unit.id,
    )
