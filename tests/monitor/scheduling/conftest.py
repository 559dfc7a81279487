"""What collects a weekly source, on either database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from publishing import publishing
from weekly import CAMPAIGN, MONDAY_SEVEN, Answering

from collectors.sandbox import Sandbox
from monitor.campaign.file import parse_campaign
from monitor.clock import DemoClock
from monitor.collection import Collection
from monitor.served import Served
from monitor.store import Store


@pytest.fixture
def collection(store: Store) -> Iterator[Collection]:
    with publishing(Answering.answer) as port, Sandbox() as sandbox:
        campaign = parse_campaign(CAMPAIGN.format(port=port), "small.yaml")
        yield Collection(Served(store, campaign), DemoClock(MONDAY_SEVEN + timedelta(hours=2.5)), sandbox)
