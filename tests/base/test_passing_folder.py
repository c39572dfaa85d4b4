"""Folders that a killed program leaves."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from layout.base.passing_folder import passing_folder

HOLDS = """
import sys, time
from layout.base.passing_folder import passing_folder
with passing_folder("broadsheet-x-") as folder:
    (folder / "in.pdf").write_text("a page")
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def long_ago(folder: Path) -> None:
    """It was made an hour ago."""
    then = time.time() - 3600
    os.utime(folder / ".held", (then, then))


def test_a_folder_goes_at_the_end_and_another_one_beside_it_does_not(place: Path) -> None:
    with passing_folder("broadsheet-x-") as first:
        with passing_folder("broadsheet-x-") as second:
            assert first != second
            assert first.is_dir()
        assert not second.exists()
        assert first.is_dir()
    assert list(place.iterdir()) == []


def test_what_a_killed_program_left_goes_with_the_next_one_and_what_one_holds_stays(place: Path) -> None:
    program = subprocess.Popen([sys.executable, "-c", HOLDS], stdout=subprocess.PIPE, text=True)
    with program:
        assert program.stdout is not None
        folder = Path(program.stdout.readline().strip())
        long_ago(folder)
        with passing_folder("broadsheet-x-"):
            assert (folder / "in.pdf").is_file()
        program.kill()
        program.wait(20)
    os.utime(folder / ".held")
    with passing_folder("broadsheet-x-"):
        assert (folder / "in.pdf").is_file()  # it may be one that is just being made
    long_ago(folder)
    with passing_folder("broadsheet-x-"):
        assert not folder.exists()


def test_links_and_others_folders_are_left_alone(place: Path) -> None:
    elsewhere = place / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / ".held").touch()
    long_ago(elsewhere)
    (place / "broadsheet-x-link").symlink_to(elsewhere)
    (place / "broadsheet-x-new").mkdir()
    with passing_folder("broadsheet-x-"):
        pass
    assert (elsewhere / ".held").is_file()
    assert (place / "broadsheet-x-new").is_dir()
