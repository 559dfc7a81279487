"""Units, figures and judgements for tests, in few words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from collectors.reading import Measure, Precision
from monitor.campaign import Adds, Campaign, Indicator, Kind, Names, Target
from monitor.judgement.campaign import Judged, ProgressAnswer, judge_campaign
from monitor.judgement.observation import Observation
from monitor.units import EventKind, Level, Transfer, Unit, UnitEvent, UnitRegistry

EVENT = date(2025, 7, 1)
EVE = date(2025, 6, 30)

EID = Indicator("eid", Names("a", "a"), "eid_activated", Kind.STOCK, Measure.ACCOUNTS, adds=Adds.SUM)
ONLINE = Indicator("online", Names("b", "b"), "online_application_rate", Kind.RATIO, Measure.PERCENT, adds=Adds.SUM)
RANK = Indicator("rank", Names("c", "c"), "par_index_rank", Kind.RANK, Measure.RANK)
CITIZENS = Indicator("citizens", Names("Công dân", "Citizens"), "citizens", Kind.STOCK, Measure.PEOPLE, adds=Adds.SUM)
INDICATORS = (EID, ONLINE, RANK, CITIZENS)


def unit(id_: str, level: Level, parent: str | None = None, **more: Any) -> Unit:
    return Unit(id_, f"Đơn vị {id_}", f"Unit {id_}", level, parent, code=id_, **more)


def ended(id_: str, level: Level, parent: str | None = None, day: date = EVENT) -> Unit:
    return unit(id_, level, parent, valid_until=day)


def made(id_: str, level: Level, parent: str | None = None, day: date = EVENT) -> Unit:
    return unit(id_, level, parent, valid_from=day)


def event(kind: EventKind, *transfers: Transfer, day: date = EVENT) -> UnitEvent:
    named = [*(transfer.source for transfer in transfers), *(transfer.target for transfer in transfers)]
    return UnitEvent(day=day, kind=kind, units=tuple(dict.fromkeys(named)), transfers=transfers)


def campaign(units: Iterable[Unit], events: Iterable[UnitEvent] = (), *targets: Target) -> Campaign:
    indicators: Mapping[str, Indicator] = {indicator.id: indicator for indicator in INDICATORS}
    return Campaign("c", Names("c", "c"), UnitRegistry(units, events), indicators, targets, {})


def said(unit_id: str, day: date, value: float | None, indicator: Indicator = EID, **more: Any) -> Observation:
    more = {"source": "s", "run": 1, "quote": "", "known_at": datetime(2025, 1, 1, tzinfo=UTC)} | more
    return Observation(
        indicator=indicator.id, unit=unit_id, as_of=day, precision=Precision.DAY, value=value, **more
    )  # fmt: skip


def judged(of: Campaign, known: Iterable[Observation], day: date) -> Judged:
    """The campaign judged on a day by what is true for days up to it, as the store would hand it out."""
    return judge_campaign(of, [o for o in known if o.as_of <= day], {}, day, date(2025, 1, 1))


def row(found: Judged, unit_id: str, indicator: Indicator = EID) -> ProgressAnswer | None:
    return next((r for r in found.rows if (r.unit.id, r.indicator.id) == (unit_id, indicator.id)), None)


def value(found: Judged, unit_id: str, indicator: Indicator = EID) -> float | None:
    answer = row(found, unit_id, indicator)
    return answer.figure.value if answer and answer.figure else None
