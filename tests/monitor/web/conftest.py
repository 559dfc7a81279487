"""The province on loopback, once for tests that only ask and anew for those that change it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from province_site import Site, serve, tell_the_story, world_in


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The province on 19 October 2023."""
    world = world_in(tmp_path_factory.mktemp("province"))
    tell_the_story(world)
    found, stop = serve(world)
    yield found
    stop()


@pytest.fixture
def empty_site(tmp_path: Path) -> Iterator[Site]:
    """The same province before any source has said anything; a test may change it."""
    found, stop = serve(world_in(tmp_path))
    yield found
    stop()
