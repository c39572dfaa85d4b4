"""The file of a released page taken away, or damaged: the desk tells it as long as it is so, without anything being saved."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from layout.base.store import Store
from layout.press.package import hold_folder
from layout.production.order import Order
from layout.proof.facts import Item
from layout.proof.live.out_folder import read_out
from layout.proof.live.released_files import ReleasedFiles
from tests.proof.live.rooms import Room, scene
from tests.proof.live.small_paper import write_small

NAME = "press/p_001_A.pdf"
GOOD, BAD = b"%PDF as released", b"%PDF as relaesed"


def release(out: Path, page: str = "1", name: str = NAME) -> Path:
    """A page that was released in that folder: its file."""
    file = out / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(GOOD)
    entry = {"file": name, "sha256": hashlib.sha256(GOOD).hexdigest()}
    (out / "released.json").write_text(json.dumps({"pages": {page: entry}}))
    return file


def lost(files: ReleasedFiles, out: Path) -> dict[str, str]:
    return dict(files.lost(read_out(out).said))


def test_a_file_that_is_gone_or_another_one_is_told_until_it_is_back(tmp_path: Path) -> None:
    file, files = release(tmp_path), ReleasedFiles(tmp_path)
    assert lost(files, tmp_path) == {}
    file.unlink()
    assert lost(files, tmp_path) == {"1": f"{NAME} is not there"}
    file.write_bytes(BAD)
    assert lost(files, tmp_path) == {"1": f"{NAME} is another file now"}
    file.write_bytes(GOOD)
    assert lost(files, tmp_path) == {}


def test_while_another_writes_into_the_folder_nothing_new_is_told(tmp_path: Path) -> None:
    file, files = release(tmp_path), ReleasedFiles(tmp_path)
    said = read_out(tmp_path).said
    with hold_folder(tmp_path, 1.0, lambda _: None):
        file.unlink()
        assert files.lost(said) == {}
    assert list(files.lost(said)) == ["1"]
    with hold_folder(tmp_path, 1.0, lambda _: None):
        file.mkdir()
        assert files.lost(said) == {"1": f"{NAME} is not there"}


def test_a_file_that_looks_as_before_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("layout.proof.live.released_files.time.monotonic", lambda: now[0])
    file, files = release(tmp_path), ReleasedFiles(tmp_path)
    assert lost(files, tmp_path) == {}
    now[0] = 10.0
    assert lost(files, tmp_path) == {}
    opened: list[object] = []
    monkeypatch.setattr("layout.base.file_digests._read", lambda path: opened.append(path) or "")
    now[0] = 20.0
    assert lost(files, tmp_path) == {}
    assert opened == []
    os.utime(file)
    assert list(lost(files, tmp_path)) == ["1"]
    assert opened


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "held/p1.pdf", ""])
def test_a_name_that_no_release_writes_is_not_looked_for(tmp_path: Path, name: str) -> None:
    entry = {"file": name, "sha256": hashlib.sha256(GOOD).hexdigest()}
    (tmp_path / "released.json").write_text(json.dumps({"pages": {"1": entry}}))
    assert lost(ReleasedFiles(tmp_path), tmp_path) == {}


def _told(room: Room) -> list[Item]:
    return [each for each in room.desk.items if each.code == "released-changed"]


def test_an_open_desk_tells_it_on_the_page_and_takes_it_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("layout.proof.live.live.LOOK_SELDOM", 0.02)
    order = Order(write_small(tmp_path / "paper"), store=Store(tmp_path / "kept"), jobs=1)
    file = release(order.folder)

    async def act(room: Room) -> None:
        await room.until(lambda: room.desk.pages and room.desk.is_released("1"))
        assert _told(room) == []
        file.unlink()
        await room.until(lambda: _told(room))
        (item,) = _told(room)
        assert (item.page, item.severity) == ("1", "error")
        assert item.message == f"page 1 was released, but {NAME} is not there: until that is mended no page is built or released"
        assert item.remedy == "Put the released file back; or take the release back."
        file.write_bytes(GOOD)
        await room.until(lambda: not _told(room))
        (order.folder / "released.json").unlink()
        await room.until(lambda: not room.desk.is_released("1"))

    scene(order, act)
