"""The same input gives the same page, whatever the process has done before and however its hashes fall."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from layout.fonts.library import load_library, shipped_fonts
from layout.lines.shape import Faces
from tests.copyfit.dump import dumped
from tests.pages.desk import faces

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("seed", [11, 12])
def test_a_page_set_again_is_the_same(seed: int) -> None:
    again = Faces(load_library([shipped_fonts()])[0])
    assert dumped(seed, faces()) == dumped(seed, again)


@pytest.mark.parametrize("hashes", ["1", "2"])
def test_another_process_sets_the_same_page(hashes: str) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": hashes}
    command = [sys.executable, "-m", "tests.copyfit.dump", "11"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout == dumped(11, faces())
