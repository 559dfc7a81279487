"""How the sources fare, now and at an earlier instant."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from monitor.campaign import Campaign, SourceSetting
from monitor.judgement.sources import SourceState, source_state
from monitor.store import observations, quarantine, runs, sources
from monitor.store.schema import Outcome


@dataclass(frozen=True, slots=True)
class SourceAnswer:
    """A source and how it fares. Instants are aware UTC; counts are over all runs that the store held by then."""

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
class _Record:
    """All that the store holds of one source. `newest` is the latest as-of day of each of its indicators."""

    paused: bool
    last: runs.RunRecord | None
    success: runs.RunRecord | None
    newest: Mapping[str, date]
    runs: Mapping[str, int]
    readings: Mapping[str, int]
    quarantined: Mapping[str, int]


def sources_of(
    campaign: Campaign, connection: Connection, now: datetime, known_at: datetime | None = None
) -> list[SourceAnswer]:
    """Every configured source at the instant `now`, in order of precedence, by what was known at `known_at`."""
    records = _records(campaign, connection, known_at)
    return [_answer(setting, campaign, now, records[name]) for name, setting in campaign.sources.items()]


def _records(campaign: Campaign, connection: Connection, known_at: datetime | None) -> dict[str, _Record]:
    paused, newest = sources.paused(connection, known_at), observations.latest_as_of(connection, known_at)
    last, successes = runs.last_runs(connection, known_at), runs.last_successes(connection, known_at)
    run_counts, readings = runs.run_counts(connection, known_at), runs.reading_counts(connection, known_at)
    quarantined = _open_counts(connection, known_at)
    return {
        name: _Record(
            paused=name in paused,
            last=last.get(name),
            success=successes.get(name),
            newest=newest.get(name, {}),
            runs=_by_word(run_counts.get(name, {})),
            readings=readings.get(name, {}),
            quarantined=quarantined.get(name, {}),
        )
        for name in campaign.sources
    }


def _by_word(counts: Mapping[Outcome, int]) -> Mapping[str, int]:
    return {outcome.value: counts[outcome] for outcome in Outcome if outcome in counts}


def _open_counts(connection: Connection, known_at: datetime | None) -> Mapping[str, Mapping[str, int]]:
    """How many Readings of each source are open for each rule; for an instant, by the rule that stood there then."""
    if known_at is None:
        return quarantine.open_counts(connection)
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for each in quarantine.set_aside_readings(connection, known_at=known_at):
        found[each.source][each.rule] += 1
    return found


def _answer(setting: SourceSetting, campaign: Campaign, now: datetime, record: _Record) -> SourceAnswer:
    last, success = record.last, record.success
    due = setting.next_due(now)
    following = setting.schedule.next_after(due) if due else None
    return SourceAnswer(
        setting=setting,
        state=_state(setting, campaign, now, record),
        up=last is not None and last.outcome is not Outcome.FAILED,
        last_attempt=last.started_at if last else None,
        last_success=success.finished_at if success else None,
        last_duration_seconds=last.duration_seconds if last else None,
        last_error=last.error if last else None,
        last_run=last.id if last else None,
        next_due=due,
        interval_seconds=(following - due).total_seconds() if due and following else None,
        latest_as_of=max(record.newest.values(), default=None),
        runs=record.runs,
        readings=record.readings,
        quarantined=dict(sorted(record.quarantined.items())),
    )


def _state(setting: SourceSetting, campaign: Campaign, now: datetime, record: _Record) -> SourceState:
    success = record.success
    return source_state(
        setting,
        campaign,
        now,
        paused_by_hand=record.paused,
        last_failed=None if record.last is None else record.last.outcome is Outcome.FAILED,
        last_success=(success.slot or success.started_at) if success else None,
        latest_as_of=record.newest,
    )
