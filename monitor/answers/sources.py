"""How the sources fare."""

from __future__ import annotations

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


def sources_of(campaign: Campaign, connection: Connection, now: datetime) -> list[SourceAnswer]:
    """Every configured source at an instant, in order of precedence."""
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
            campaign,
            now,
            paused=name in paused,
            last=last.get(name),
            success=successes.get(name),
            newest=newest.get(name, {}),
            counts=(_by_word(run_counts.get(name, {})), reading_counts.get(name, {}), open_counts.get(name, {})),
        )
        for name, setting in campaign.sources.items()
    ]


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
