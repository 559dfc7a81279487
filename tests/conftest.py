"""What tests of several folders need."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The team's folder of real input; it is not part of the project, so a test that needs it skips without it."""
    folder = Path(os.environ.get("P06_SHARED", ROOT.parent / "shared"))
    if not (folder / "articles").is_dir():
        pytest.skip("the team's folder of real input is not here (set P06_SHARED to it)")
    return folder
