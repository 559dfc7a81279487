"""A way into a store, on either database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from intake_cases import NOW, attempt, small_campaign

from collectors.reading import Reading, Readings, SetAside
from monitor.campaign import Campaign
from monitor.intake import Intake, RunReport
from monitor.served import Served
from monitor.store import Store


@pytest.fixture(scope="session")
def campaign() -> Campaign:
    return small_campaign()


@pytest.fixture
def intake(store: Store, campaign: Campaign) -> Intake:
    return Intake(Served(store, campaign))


@pytest.fixture
def take(intake: Intake) -> Callable[..., RunReport]:
    """Takes in Readings from a source by hand, a minute after the last ones."""
    runs = 0

    def take_in(*readings: Reading, source: str = "portal", set_aside: tuple[SetAside, ...] = ()) -> RunReport:
        nonlocal runs
        runs += 1
        return intake.accept(attempt(source), Readings(readings, set_aside), NOW + timedelta(minutes=runs))

    return take_in
