"""Asks one store about one campaign."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock

from monitor.answers.evidence import ObservationAnswer, observation_of
from monitor.answers.question import Question
from monitor.answers.sources import SourceAnswer, sources_of
from monitor.campaign import Campaign, Indicator, Target
from monitor.clock import Clock, local_day
from monitor.judgement.campaign import Judged, ProgressAnswer, judge_campaign
from monitor.judgement.figures import Figure, Series
from monitor.judgement.judging import target_ratio
from monitor.judgement.progress import Status
from monitor.served import Served
from monitor.store import campaigns, observations, snapshots
from monitor.units import Unit

# Statuses that call for someone, worst first.
WORST_FIRST = (Status.MISSED, Status.BEHIND, Status.AT_RISK, Status.SILENT)
# Whole-campaign judgements kept in memory: today's, and a few days that someone is looking at.
JUDGEMENTS_KEPT = 8


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """The figure of one as-of day, and its share of the target in force."""

    figure: Figure
    ratio: float | None


@dataclass(frozen=True, slots=True)
class SeriesAnswer:
    """The history of one indicator of one unit, in order of as-of days; first and last day are both included."""

    indicator: Indicator
    unit: Unit
    target: Target | None
    points: tuple[SeriesPoint, ...]


class Answers:
    """Asks one store about one campaign, at the instant that one clock shows."""

    def __init__(self, served: Served, clock: Clock) -> None:
        self.served, self.store, self.clock = served, served.store, clock
        self._judged: OrderedDict[tuple[int, date], Judged] = OrderedDict()
        self._lock = Lock()

    @property
    def campaign(self) -> Campaign:
        """The campaign that is served now."""
        return self.served.campaign

    def today(self) -> date:
        """The local day that is judged when a question names none."""
        return local_day(self.clock.now())

    def unit(self, written: str, day: date | None = None) -> Unit:
        """The unit that a code or a name means on a day. Raises UnknownUnit or AmbiguousUnit."""
        return self.campaign.units.find(written, day or self.today())

    def progress(self, question: Question) -> Sequence[ProgressAnswer]:
        """Every judged row that fits, in the campaign's order of indicators, each unit before its children."""
        return [row for row in self._judgement(question).rows if question.fits(row.indicator, row.unit)]

    def behind(self, question: Question) -> Sequence[ProgressAnswer]:
        """The rows that are missed, behind, at risk or silent, worst first."""
        late = [row for row in self.progress(question) if row.progress.status in WORST_FIRST]
        return sorted(late, key=_badness)

    def series(self, question: Question) -> Sequence[SeriesAnswer]:
        """The history of every indicator and unit that fits, up to and including the day asked for."""
        judged = self._judgement(question)
        return [
            self._series_answer(row, judged.series[row.indicator.id, row.unit.id])
            for row in judged.rows
            if question.fits(row.indicator, row.unit)
        ]

    def sources(self) -> Sequence[SourceAnswer]:
        """Every configured source, in order of precedence."""
        with self.store.read() as connection:
            return sources_of(self.campaign, connection, self.clock.now())

    def observation(self, observation_id: int) -> ObservationAnswer | None:
        """An observation with its document; None where there is no such observation of this campaign."""
        with self.store.read() as connection:
            return observation_of(self.campaign, connection, observation_id)

    def _series_answer(self, row: ProgressAnswer, series: Series) -> SeriesAnswer:
        points = tuple(
            SeriesPoint(figure, target_ratio(row.indicator, row.target, figure) if row.target else None)
            for figure in series
        )
        return SeriesAnswer(row.indicator, row.unit, row.target, points)

    def _judgement(self, question: Question) -> Judged:
        """The whole campaign judged for a day; that of the present knowledge is kept until the store changes."""
        day = question.as_of or self.today()
        if question.known_at is not None:
            return self._judge(day, question.known_at)
        key = (self.store.revision(), day)
        with self._lock:
            if key not in self._judged:
                self._judged[key] = self._judge(day, None)
                if len(self._judged) > JUDGEMENTS_KEPT:
                    self._judged.popitem(last=False)
            return self._judged[key]

    def _judge(self, day: date, known_at: datetime | None) -> Judged:
        with self.store.read() as connection:
            known = observations.current_observations(connection, until=day, known_at=known_at)
            documents = snapshots.addresses(connection, sorted({o.document for o in known if o.document}))
            since = campaigns.serving_since(connection)
        return judge_campaign(self.campaign, known, documents, day, local_day(since) if since else day)


def _badness(row: ProgressAnswer) -> tuple[int, float, str, str]:
    """Worst first: by status, then by days behind; ties in a fixed order."""
    lead = row.progress.lead
    return (
        WORST_FIRST.index(row.progress.status),
        lead.total_seconds() if lead is not None else 0.0,
        row.indicator.id,
        row.unit.id,
    )
