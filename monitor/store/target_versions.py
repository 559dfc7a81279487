"""The versions of targets as rows, and those that were known at an instant."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from collectors.reading import Of
from monitor.campaign import Basis, Milestones, Path, Straight, Target, WorkCalendar, WorkingDays
from monitor.campaign.working_days import USUAL_CALENDAR
from monitor.clock import local_day
from monitor.store.schema import targets


def target_versions_at(
    connection: Connection, known_at: datetime | None, calendar: WorkCalendar = USUAL_CALENDAR
) -> tuple[Target, ...]:
    """Every version of every target that had been recorded by an instant (None: until now), in order of recording.

    Paths by working days follow the `calendar`.
    """
    query = select(targets).order_by(targets.c.id)
    if known_at is not None:
        query = query.where(targets.c.recorded_at <= known_at)
    return tuple(_target(row, calendar) for row in connection.execute(query))


def record_versions(connection: Connection, versions: Iterable[Target], campaign: int, at: datetime) -> None:
    """Adds versions that a served campaign, by its id, makes."""
    rows = [_row(version) | {"from_campaign": campaign, "recorded_at": at} for version in versions]
    if rows:
        connection.execute(insert(targets), rows)


def _target(row: Row[tuple[object, ...]], calendar: WorkCalendar) -> Target:
    return Target(
        indicator=row.indicator,
        unit=row.unit,
        start=row.start,
        deadline=row.deadline,
        basis=Basis(row.basis),
        value=row.value,
        share=row.share,
        of=Of(row.of) if row.of else None,
        implied=(row.implied_value, row.implied_share) if row.implied_share is not None else None,
        baseline=row.baseline,
        decision=row.decision,
        note=row.note,
        path=_path(row.path, calendar),
        denominator=row.denominator,
        in_force_from=_in_force_from(row),
        decided_on=row.decided_on,
        decided_by=row.decided_by,
        ended=row.ended,
        version=row.version,
    )


def _in_force_from(row: Row[tuple[object, ...]]) -> date | None:
    """As recorded; a later version from before the day was recorded came into force when it was served."""
    if row.in_force_from is None and row.version > 1:
        return local_day(row.recorded_at)
    found: date | None = row.in_force_from
    return found


def _row(target: Target) -> dict[str, object]:
    implied_value, implied_share = target.implied or (None, None)
    fields: dict[str, object] = {
        "indicator": target.indicator,
        "unit": target.unit,
        "start": target.start,
        "version": target.version,
        "deadline": target.deadline,
        "basis": target.basis.value,
        "value": target.value,
        "share": target.share,
        "of": target.of.value if target.of else None,
        "implied_value": implied_value,
        "implied_share": implied_share,
        "baseline": target.baseline,
        "decision": target.decision,
        "note": target.note,
        "in_force_from": target.in_force_from,
        "decided_on": target.decided_on,
        "decided_by": target.decided_by,
        "path": _path_row(target.path),
        "denominator": target.denominator,
        "ended": target.ended,
    }
    return fields | {"digest": hashlib.sha256(repr(sorted(fields.items())).encode()).hexdigest()}


def _path_row(path: Path) -> dict[str, object] | None:
    """A path as JSON; NULL is a straight one. Raises TypeError for one that no campaign file can name."""
    if isinstance(path, Straight):
        return None
    if isinstance(path, WorkingDays):
        return {"kind": "working_days"}
    if isinstance(path, Milestones):
        return {"kind": "milestones", "points": [[day.isoformat(), part] for day, part in path.points]}
    raise TypeError(f"a path of the kind {type(path).__name__} cannot be recorded")


def _path(found: dict[str, Any] | None, calendar: WorkCalendar) -> Path:
    if found is None:
        return Straight()
    if found["kind"] == "working_days":
        return WorkingDays(calendar)
    return Milestones(tuple((date.fromisoformat(day), float(part)) for day, part in found["points"]))
