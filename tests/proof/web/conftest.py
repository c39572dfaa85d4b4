"""Desks in this process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from layout.proof.web.secret import read_secret
from tests.proof.web.desk_here import desk_for
from tests.proof.web.serving_here import Here, cookie_of, serving
from tests.proof.web.telling import Desk


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("paper") / ".proof"
    folder.mkdir(0o700)
    return folder


@pytest.fixture(scope="module")
def here(folder: Path) -> Iterator[Here]:
    with serving(desk_for(folder)) as server:
        server.cookie = cookie_of(server.get(f"/enter?token={read_secret(folder).token}"))
        yield server
        assert not server.faults


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    (tmp_path / ".proof").mkdir(0o700)
    return tmp_path


@pytest.fixture
def desk(paper: Path) -> Iterator[Desk]:
    desk = Desk()
    with serving(desk_for(paper / ".proof", begun=desk.begun)) as here:
        desk.here = here
        here.cookie = cookie_of(here.get(f"/enter?token={read_secret(paper / '.proof').token}"))
        yield desk
        assert not here.faults
