"""The province on loopback, once for tests that only ask and anew for those that change it; on either database."""

from collections.abc import Iterator

import pytest
from databases import Databases, new_store
from province_site import Site, serve, tell_the_story, world_in

from monitor.store import Store


@pytest.fixture(scope="session")
def site(databases: Databases) -> Iterator[Site]:
    """The province on 19 October 2023."""
    with new_store(databases) as store:
        world = world_in(store)
        tell_the_story(world)
        found, stop = serve(world)
        yield found
        stop()


@pytest.fixture
def empty_site(store: Store) -> Iterator[Site]:
    """The same province before any source has said anything; a test may change it."""
    found, stop = serve(world_in(store))
    yield found
    stop()
