"""The one room for questions. Web, metrics, commands and reports only call it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock

from sqlalchemy import Connection

from monitor.campaign import Campaign, Indicator, SourceSetting, Target
from monitor.clock import Clock, local_day
from monitor.judgement.campaign import Judged, Parts, ProgressAnswer, judge_campaign
from monitor.judgement.figures import Figure, Series
from monitor.judgement.judging import target_ratio
from monitor.judgement.observation import Observation
from monitor.judgement.progress import Status
from monitor.judgement.sources import SourceState, source_state
from monitor.store import Store, campaigns, observations, quarantine, runs, snapshots, sources
from monitor.store.schema import Outcome
from monitor.units import Level, Unit

__all__ = [
    "Answers",
    "Figure",
    "ObservationAnswer",
    "Parts",
    "ProgressAnswer",
    "Question",
    "SeriesAnswer",
    "SeriesPoint",
    "SourceAnswer",
    "SourceState",
]

# Statuses that call for someone, worst first.
WORST_FIRST = (Status.MISSED, Status.BEHIND, Status.AT_RISK, Status.SILENT)
# Whole-campaign judgements kept in memory: today's, and a few days that someone is looking at.
JUDGEMENTS_KEPT = 8


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about: empty means all. `as_of` None is today, `known_at` None is all we know now."""

    indicators: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    as_of: date | None = None
    known_at: datetime | None = None


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


@dataclass(frozen=True, slots=True)
class SourceAnswer:
    """A source and how it fares. Instants are aware UTC; counts are over all runs that the store holds."""

    setting: SourceSetting
    state: SourceState
    up: bool
    last_attempt: datetime | None
    last_success: datetime | None
    last_duration_seconds: float | None
    last_error: str | None
    last_run: int | None
    next_due: datetime | None
    interval_seconds: float | None
    latest_as_of: date | None
    runs: Mapping[str, int]
    readings: Mapping[str, int]
    quarantined: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ObservationAnswer:
    """An observation with its document: where it came from, when, and its text as read, where it is a text."""

    observation: Observation
    indicator: Indicator
    unit: Unit
    address: str
    text: str | None


class Answers:
    """Asks one store about one campaign, at the instant that one clock shows."""

    def __init__(self, store: Store, campaign: Campaign, clock: Clock) -> None:
        self.store, self.campaign, self.clock = store, campaign, clock
        self._judged: OrderedDict[tuple[int, date], Judged] = OrderedDict()
        self._lock = Lock()

    def today(self) -> date:
        """The local day that is judged when a question names none."""
        return local_day(self.clock.now())

    def unit(self, written: str, day: date | None = None) -> Unit:
        """The unit that a code or a name means on a day. Raises UnknownUnit or AmbiguousUnit."""
        return self.campaign.units.find(written, day or self.today())

    def progress(self, question: Question) -> Sequence[ProgressAnswer]:
        """Every judged row that fits, in the campaign's order of indicators, each unit before its children."""
        return [row for row in self._judgement(question).rows if _fits(question, row.indicator, row.unit)]

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
            if _fits(question, row.indicator, row.unit)
        ]

    def sources(self) -> Sequence[SourceAnswer]:
        """Every configured source, in order of precedence."""
        with self.store.read() as connection:
            return self._sources(connection, self.clock.now())

    def observation(self, observation_id: int) -> ObservationAnswer | None:
        """An observation with its document; None where there is no such observation of this campaign."""
        with self.store.read() as connection:
            found = observations.observation(connection, observation_id)
            if (
                found is None
                or found.indicator not in self.campaign.indicators
                or found.unit not in self.campaign.units
            ):
                return None
            document = found.document or ""
            address = snapshots.addresses(connection, [document]).get(document, "")
            text = snapshots.text_of(connection, document)
        unit = self.campaign.units[found.unit]
        return ObservationAnswer(found, self.campaign.indicators[found.indicator], unit, address, text)

    def _sources(self, connection: Connection, now: datetime) -> list[SourceAnswer]:
        last, successes, paused = (
            runs.last_runs(connection),
            runs.last_successes(connection),
            sources.paused(connection),
        )
        run_counts, reading_counts = runs.run_counts(connection), runs.reading_counts(connection)
        open_counts, newest = quarantine.open_counts(connection), observations.latest_as_of(connection)
        return [
            _source_answer(
                setting,
                self.campaign,
                now,
                paused=name in paused,
                last=last.get(name),
                success=successes.get(name),
                newest=newest.get(name, {}),
                counts=(_by_word(run_counts.get(name, {})), reading_counts.get(name, {}), open_counts.get(name, {})),
            )
            for name, setting in self.campaign.sources.items()
        ]

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


def _fits(question: Question, indicator: Indicator, unit: Unit) -> bool:
    return (
        (not question.indicators or indicator.id in question.indicators)
        and (not question.units or unit.id in question.units)
        and (not question.levels or unit.level in question.levels)
    )


def _badness(row: ProgressAnswer) -> tuple[int, float, str, str]:
    """Worst first: by status, then by days behind; ties in a fixed order."""
    lead = row.progress.lead
    return (
        WORST_FIRST.index(row.progress.status),
        lead.total_seconds() if lead is not None else 0.0,
        row.indicator.id,
        row.unit.id,
    )


def _by_word(counts: Mapping[Outcome, int]) -> Mapping[str, int]:
    return {outcome.value: count for outcome, count in counts.items()}


def _source_answer(
    setting: SourceSetting,
    campaign: Campaign,
    now: datetime,
    *,
    paused: bool,
    last: runs.RunRecord | None,
    success: runs.RunRecord | None,
    newest: Mapping[str, date],
    counts: tuple[Mapping[str, int], Mapping[str, int], Mapping[str, int]],
) -> SourceAnswer:
    failed = None if last is None else last.outcome is Outcome.FAILED
    state = source_state(
        setting,
        campaign,
        now,
        paused_by_hand=paused,
        last_failed=failed,
        last_success=(success.slot or success.started_at) if success else None,
        latest_as_of=newest,
    )
    due = setting.next_due(now)
    following = setting.schedule.next_after(due) if due else None
    return SourceAnswer(
        setting=setting,
        state=state,
        up=failed is False,
        last_attempt=last.started_at if last else None,
        last_success=success.finished_at if success else None,
        last_duration_seconds=last.duration_seconds if last else None,
        last_error=last.error if last else None,
        last_run=last.id if last else None,
        next_due=due,
        interval_seconds=(following - due).total_seconds() if due and following else None,
        latest_as_of=max(newest.values(), default=None),
        runs=counts[0],
        readings=counts[1],
        quarantined=counts[2],
    )
