"""What the tests of the live desk share: a store, so that each picture is turned to ink once."""

import os
from pathlib import Path

import pytest

from layout.base.store import Store
from tests.proof.live.desks import Desk


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """For all tests of a run, in all of its processes."""
    base = tmp_path_factory.getbasetemp()
    return Store((base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "store-of-live-tests")


@pytest.fixture
def desk(tmp_path: Path, store: Store) -> Desk:
    """A paper that was made once."""
    return Desk(tmp_path, store).save()
