"""`broadsheet proof` said as on the command line, over a small paper."""

from pathlib import Path

import pytest

from layout import cli
from tests.proof.live.small_paper import write_small


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's own settings are touched."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    """A paper of one page."""
    return write_small(tmp_path, ("1",))


def run(capsys: pytest.CaptureFixture[str], issue: Path, *arguments: str) -> tuple[int, str, str]:
    """The exit status, what was told, what was complained about."""
    status = cli.run(["proof", str(issue), *arguments])
    said = capsys.readouterr()
    return status, said.out, said.err
