"""Programs that tests want and that not every machine has."""

import os
from typing import NoReturn

import pytest


def needed(tool: str, install: str) -> NoReturn:
    """The test can't be run: where all must be, as on the machine that passes changes, it fails; elsewhere it is skipped."""
    missing = f"{tool} is not on this machine: {install}"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)
