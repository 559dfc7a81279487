"""The published registry of Vietnam's units, read once for all tests that ask for it."""

import pytest

from monitor.units import UnitRegistry
from monitor.units.vietnam import National, Published, PublishedMissing, national, read_published


@pytest.fixture(scope="session")
def published() -> Published:
    """The package's data; a test that needs it skips where the extra `vietnam` is not installed."""
    try:
        return read_published()
    except PublishedMissing as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def nation(published: Published) -> National:
    """Both maps of Vietnam and the events between them."""
    return national(published)


@pytest.fixture(scope="session")
def vietnam(nation: National) -> UnitRegistry:
    """The registry of both maps."""
    return UnitRegistry(nation.units, nation.events, nation.maps)
