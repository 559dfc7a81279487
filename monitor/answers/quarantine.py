"""What was set aside and why, with its document and the figures around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection

from collectors.reading import Reading
from monitor.campaign import Campaign, Indicator
from monitor.judgement.observation import Observation, observed
from monitor.store import observations, quarantine, runs, snapshots
from monitor.store.quarantine import SetAsideReading, Standing
from monitor.store.schema import Resolution
from monitor.units import Unit

# Figures shown before and after the day of one that was set aside.
_NEIGHBOURS = 4


class Decided(StrEnum):
    """How it stands with what was set aside."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideQuestion:
    """Which Readings in quarantine are asked for: empty means all, also of `states`.

    `known_at` (aware) asks for what stood in quarantine at that instant, as it stood there; None is now.
    """

    states: tuple[Decided, ...] = (Decided.OPEN,)
    sources: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AsideAnswer:
    """A Reading that was set aside, or a place that gave none, with its indicator and unit where they are known."""

    item: SetAsideReading
    indicator: Indicator | None
    unit: Unit | None

    @property
    def state(self) -> Decided:
        """How it stands with it."""
        return Decided(self.item.resolution.value) if self.item.resolution else Decided.OPEN

    @property
    def reading(self) -> Reading | None:
        """What the source said, where it could be read."""
        return Reading.from_json(self.item.reading) if self.item.reading is not None else None

    @property
    def said(self) -> Observation | None:
        """The figure as it would stand if it were accepted; None where it is none of the campaign."""
        reading = self.reading
        if reading is None or self.indicator is None or self.unit is None:
            return None
        return _as_observation(self.item, reading, self.indicator.id, self.unit.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideDetail:
    """One that was set aside with all that a decision needs.

    `text` is its document as read, where that is a text. `around` are the figures known of the same indicator and unit
    on the nearest as-of days, of every source, by day. `made` is the observation that accepting it made.
    """

    answer: AsideAnswer
    document: str | None
    address: str
    text: str | None
    around: tuple[Observation, ...]
    made: Observation | None


def set_aside(campaign: Campaign, connection: Connection, what: AsideQuestion) -> list[AsideAnswer]:
    """All that fits, newest first."""
    found = quarantine.set_aside_readings(
        connection,
        standing=_standing(what.states),
        sources=what.sources,
        rules=what.rules,
        indicators=what.indicators,
        units=what.units,
        known_at=what.known_at,
    )
    answers = [_answer(campaign, item) for item in reversed(found)]
    return [each for each in answers if not what.states or each.state in what.states]


def set_aside_detail(
    campaign: Campaign, connection: Connection, quarantine_id: int, known_at: datetime | None = None
) -> AsideDetail | None:
    """One of them with its document and the figures around it, as known at an instant; None where there was none."""
    item = _item(connection, quarantine_id, known_at)
    if item is None:
        return None
    run = runs.run(connection, item.run)
    document = run.document if run else None
    known = _known(connection, item, known_at)
    return AsideDetail(
        answer=_answer(campaign, item),
        document=document,
        address=snapshots.addresses(connection, [document]).get(document, "") if document else "",
        text=snapshots.text_of(connection, document) if document else None,
        around=_nearest(known, item),
        made=_made(known, item),
    )


def _standing(states: Sequence[Decided]) -> Standing:
    if tuple(states) == (Decided.OPEN,):
        return Standing.OPEN
    return Standing.ALL if not states or Decided.OPEN in states else Standing.CLOSED


def _answer(campaign: Campaign, item: SetAsideReading) -> AsideAnswer:
    indicator = campaign.indicators.get(item.indicator) if item.indicator else None
    unit = campaign.units[item.unit] if item.unit is not None and item.unit in campaign.units else None
    return AsideAnswer(item, indicator, unit)


def _as_observation(item: SetAsideReading, reading: Reading, indicator: str, unit: str) -> Observation:
    return observed(reading, indicator=indicator, unit=unit, source=item.source, known_at=item.opened_at, run=item.run)


def _item(connection: Connection, quarantine_id: int, known_at: datetime | None) -> SetAsideReading | None:
    if known_at is None:
        return quarantine.set_aside_reading(connection, quarantine_id)
    then = quarantine.set_aside_readings(connection, standing=Standing.ALL, known_at=known_at)
    return next((item for item in then if item.id == quarantine_id), None)


def _known(connection: Connection, item: SetAsideReading, known_at: datetime | None) -> list[Observation]:
    if item.indicator is None or item.unit is None:
        return []
    wanted = observations.Wanted(indicators=[item.indicator], units=[item.unit], known_at=known_at)
    return sorted(observations.listed_observations(connection, wanted), key=lambda each: (each.as_of, each.source))


def _nearest(known: Sequence[Observation], item: SetAsideReading) -> tuple[Observation, ...]:
    day = item.as_of
    if day is None:
        return ()
    before = [each for each in known if each.as_of < day][-_NEIGHBOURS:]
    same = [each for each in known if each.as_of == day]
    after = [each for each in known if each.as_of > day][:_NEIGHBOURS]
    return (*before, *same, *after)


def _made(known: Sequence[Observation], item: SetAsideReading) -> Observation | None:
    """The observation of an accepted Reading: its source's figure of that day, while it stands."""
    if item.resolution is not Resolution.ACCEPTED:
        return None
    return next((each for each in known if (each.as_of, each.source) == (item.as_of, item.source)), None)
