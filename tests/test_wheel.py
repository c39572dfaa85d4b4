"""The product as people get it: a wheel in an empty environment, away from the checkout."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(*command: str | Path, folder: Path) -> str:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COV_", "COVERAGE"))}
    done = subprocess.run(list(map(str, command)), cwd=folder, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.mark.slow
def test_it_installs_into_an_empty_environment_and_makes_a_paper_in_an_empty_folder(tmp_path: Path) -> None:
    environment, empty = tmp_path / "venv", tmp_path / "empty"
    empty.mkdir()
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path / "wheels", ROOT, folder=tmp_path)
    venv.create(environment, with_pip=True)
    (wheel,) = (tmp_path / "wheels").glob("broadsheet-*.whl")
    run(environment / "bin" / "python", "-m", "pip", "install", "--quiet", wheel, folder=empty)
    broadsheet = environment / "bin" / "broadsheet"
    run(broadsheet, "init", "paper", folder=empty)
    said = run(broadsheet, "build", "paper", folder=empty)
    assert said.startswith("4 pages ready in "), said
    assert len(list((empty / "paper" / "issue" / "out" / "press").glob("*.pdf"))) == 4
    where = run(environment / "bin" / "python", "-c", "import layout; print(layout.__file__)", folder=empty)
    assert Path(where.strip()).is_relative_to(environment)
    files = run(environment / "bin" / "python", "-m", "pip", "show", "--files", "broadsheet", folder=empty)
    assert "broadsheet_fonts/source-serif-4/LICENSE.md" in files
    assert "broadsheet_assets/icc/ORIGIN.md" in files
