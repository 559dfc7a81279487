"""The campaign that a store serves: its file, with the units of the store's registry, now and at an earlier instant."""

from __future__ import annotations

import logging
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from monitor.campaign import Campaign, Target
from monitor.campaign.file import parse_campaign
from monitor.store import Store, campaigns
from monitor.store.campaigns import ServedText, Servings
from monitor.store.target_versions import target_versions_at
from monitor.store.units import registry_of
from monitor.units import Unit, UnitRegistry
from monitor.units.merging import merged

log = logging.getLogger(__name__)

# Campaigns of earlier instants kept in memory.
MOMENTS_KEPT = 8


@dataclass(frozen=True, slots=True)
class _Held:
    """The campaign as it holds now, and what the store held when it was put together.

    `from_store` is whether the store serves this file, so that the targets are its versions; `servings` and `changes`
    are the instants of all servings, with their ids, and of all writes to the registry, in their order.
    """

    found: Servings
    campaign: Campaign
    from_store: bool
    servings: tuple[tuple[datetime, int], ...]
    changes: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class _Moment:
    """What tells the campaign of one instant from that of another: the serving, and the writes to the registry."""

    serving: int
    changes: int


class Served:
    """One campaign served from one store. Everyone who asks or writes asks here which campaign holds.

    `file` is the campaign as its file has it. Safe to ask from several threads; a campaign is put together anew only
    when the store has something new of it.
    """

    def __init__(self, store: Store, campaign: Campaign) -> None:
        self.store = store
        self.file = campaign
        self._held: _Held | None = None
        self._past: OrderedDict[_Moment, Campaign] = OrderedDict()
        self._lock = Lock()

    @property
    def campaign(self) -> Campaign:
        """The campaign as it holds now: its file, the registry's units, and the versions of targets that are recorded.

        Where the database cannot be reached it is the campaign that was last held.
        """
        try:
            with self.store.read() as connection:
                return self._now(connection).campaign
        except SQLAlchemyError:
            held = self._held
            return held.campaign if held else self.file

    def at(self, known_at: datetime | None) -> Campaign:
        """The campaign as it was served at an instant, with what was recorded by then; None is now.

        Before it was first served, it is as it was then. Raises CampaignError where this program cannot read the file
        of that time any more.
        """
        if known_at is None:
            return self.campaign
        with self.store.read() as connection:
            held = self._now(connection)
            if not held.servings:
                return held.campaign
            with self._lock:
                return self._then(connection, held, known_at)

    def _now(self, connection: Connection) -> _Held:
        found = campaigns.servings(connection)
        with self._lock:
            if self._held is None or self._held.found < found:
                self._held = self._put_together(connection, found)
            return self._held

    def _put_together(self, connection: Connection, found: Servings) -> _Held:
        from_store = campaigns.is_served(connection, self.file)
        units = self._units(connection)
        targets = target_versions_at(connection, None, self.file.calendar) if from_store else self.file.targets
        return _Held(
            found=found,
            campaign=_with(self.file, units, targets),
            from_store=from_store,
            servings=campaigns.serving_instants(connection),
            changes=campaigns.registry_instants(connection),
        )

    def _units(self, connection: Connection) -> UnitRegistry:
        """The file's units and the registry's; as before where those do not fit together any more."""
        try:
            return merged(_own_units(self.file), registry_of(connection))
        except ValueError as error:
            log.error("the registry and the units of the campaign file do not fit together: %s", error)
            return self._held.campaign.units if self._held else self.file.units

    def _then(self, connection: Connection, held: _Held, known_at: datetime) -> Campaign:
        by_then = [(instant, serving) for instant, serving in held.servings if instant <= known_at]
        instant, serving = by_then[-1] if by_then else held.servings[0]
        known_at = max(known_at, instant)
        moment = _Moment(serving, bisect_right(held.changes, known_at))
        if held.from_store and moment == _Moment(held.servings[-1][1], len(held.changes)):
            return held.campaign
        if moment not in self._past:
            self._past[moment] = self._recorded_by(connection, known_at)
            if len(self._past) > MOMENTS_KEPT:
                self._past.popitem(last=False)
        return self._past[moment]

    def _recorded_by(self, connection: Connection, known_at: datetime) -> Campaign:
        registry = registry_of(connection, known_at)
        file = self._read(campaigns.served_at(connection, known_at), registry)
        targets = target_versions_at(connection, known_at, file.calendar)
        return _with(file, merged(_own_units(file), registry), targets)

    def _read(self, served: ServedText | None, registry: UnitRegistry) -> Campaign:
        if served is None or served.text == self.file.text:
            return self.file
        return parse_campaign(served.text, served.path, registry)


def _own_units(campaign: Campaign) -> Iterable[Unit]:
    return campaign.units if campaign.own_units is None else campaign.own_units


def _with(campaign: Campaign, units: UnitRegistry, targets: Iterable[Target]) -> Campaign:
    """The campaign with these units, and with the targets of what it still counts and of whom it still knows."""
    known = tuple(target for target in targets if target.indicator in campaign.indicators and target.unit in units)
    return replace(campaign, units=units, targets=known)
