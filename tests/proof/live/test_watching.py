"""Saves noticed, whatever program saves and however it does."""

import asyncio
import os
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

import layout.proof.live.watching as watching_module
from layout.production.order import Order
from layout.proof.live.folders import folders_read, is_passing, matters
from layout.proof.live.watching import Looks, Polling, Saved, Watched, Watching, is_polled, look_round

SOON = 1.0  # seconds: the system's messages take a tenth of that
NEVER = 3600.0  # seconds between two looks: what is noticed comes from messages alone

Save = Callable[[Path], object]


def _scene(folder: Path, act: Callable[[Watching, "Saves"], Awaitable[None]], polling: Polling = Polling.AUTO) -> None:
    async def run() -> None:
        saves = Saves()
        order = Order(folder / "issue.yaml")
        watching = Watching(order, saves.saved, saves.faults.append, polling, seldom=NEVER)
        watching.start()
        try:
            await asyncio.wait_for(watching.listening(), 10 * SOON)
            await act(watching, saves)
        finally:
            await watching.close()

    asyncio.run(run())


class Saves:
    """How often a save was noticed."""

    def __init__(self) -> None:
        self.count = 0
        self.last: Saved | None = None
        self.faults: list[str] = []
        self._news = asyncio.Event()

    def saved(self, what: Saved) -> None:
        self.count += 1
        self.last = what
        self._news.set()

    async def next(self, seconds: float = SOON) -> None:
        """Until one more is noticed."""
        await asyncio.wait_for(self._news.wait(), seconds)
        self._news.clear()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "stories").mkdir()
    (tmp_path / "issue.yaml").write_text("pages: []\n")
    (tmp_path / "stories" / "a.md").write_text("one")
    return tmp_path


def _by_rename(path: Path) -> None:
    (path.parent / f".{path.name}.swp").write_text("x")
    new = path.parent / f"{path.name}~"
    new.write_text("two")
    new.rename(path)


def _truncated(path: Path) -> None:
    path.write_text("two")


def _in_pieces(path: Path) -> None:
    with path.open("w") as file:
        for piece in ("t", "w", "o"):
            file.write(piece)
            file.flush()


@pytest.mark.parametrize("save", [_by_rename, _truncated, _in_pieces, Path.unlink])
@pytest.mark.parametrize("polling", Polling)
def test_a_save_is_noticed_however_it_is_done(folder: Path, save: Save, polling: Polling) -> None:
    async def act(_: Watching, saves: Saves) -> None:
        save(folder / "stories" / "a.md")
        await saves.next(SOON if polling is Polling.AUTO else 10 * SOON)

    _scene(folder, act, polling)


def test_the_last_state_of_a_file_written_slowly_is_noticed(folder: Path) -> None:
    async def act(_: Watching, saves: Saves) -> None:
        with (folder / "stories" / "a.md").open("w") as file:
            for piece in ("half ", "and half"):
                file.write(piece)
                file.flush()
                await saves.next()
        assert (folder / "stories" / "a.md").read_text() == "half and half"

    _scene(folder, act)


def test_a_new_story_and_a_new_folder_are_noticed(folder: Path) -> None:
    async def act(watching: Watching, saves: Saves) -> None:
        (folder / "stories" / "b.md").write_text("new")
        await saves.next()
        (folder / "photos").mkdir()
        await saves.next()
        watching.watch(folders_read(Order(folder / "issue.yaml"), None))
        await saves.next()  # of what may have come into it before it was watched
        await asyncio.wait_for(watching.listening(), 10 * SOON)
        (folder / "photos" / "c.jpg").write_bytes(b"x")
        await saves.next()

    _scene(folder, act)


def test_what_editors_and_builds_leave_about_is_no_save(folder: Path) -> None:
    async def act(_: Watching, saves: Saves) -> None:
        (folder / ".proof").mkdir()
        (folder / ".proof" / "desk.sqlite3").write_text("x")
        for name in ("4913", ".a.md.swp", "a.md~", ".#a.md", "#a.md#", "a.md.part"):
            (folder / "stories" / name).write_text("x")
        (folder / "out" / "press").mkdir(parents=True)
        (folder / "out" / "press" / "1.pdf").write_text("x")
        (folder / "out" / "report.json").write_text("x")
        with pytest.raises(TimeoutError):
            await saves.next(0.5)

    (folder / "out").mkdir()
    (folder / "out" / "press").mkdir()
    (folder / "out" / "press").rmdir()
    _scene(folder, act)


@pytest.mark.parametrize("name", ["manifest.json", "released.json", "sent.json"])
def test_what_the_output_folder_says_of_pages_is_noticed(folder: Path, name: str) -> None:
    (folder / "out").mkdir()

    async def act(_: Watching, saves: Saves) -> None:
        (folder / "out" / name).write_text("{}")
        await saves.next()
        assert saves.last is Saved.OUTPUT
        (folder / "stories" / "a.md").write_text("two")
        await saves.next()
        assert saves.last is Saved.INPUT

    _scene(folder, act)


def test_only_names_that_never_stand_in_a_paper_are_passing() -> None:
    assert not any(is_passing(name) for name in ("a.md", "issue.yaml", "4913.md", "photo.jpg", "sw.md", "swap.svg", "part.md"))
    assert all(is_passing(name) for name in (".git", ".x", "a~", "4913", "a.swp", "a.swx", "#a#", "x.crdownload", "a.tmp"))


def test_of_the_output_folder_little_matters() -> None:
    assert matters("/p/out", "/p/out/City", "/p/out")
    assert matters("/p/out/City", "/p/out/City", "/p/out")
    assert matters("/p/out/City/manifest.json", "/p/out/City", "/p/out")
    assert not matters("/p/out/Late", "/p/out/City", "/p/out")
    assert not matters("/p/out/manifest.json", "/p/out/City", "/p/out")
    assert not matters("/p/out/City/press", "/p/out/City", "/p/out")
    assert matters("/p/outlook.md", "/p/out/City", "/p/out")


def test_a_look_sees_a_file_exchanged_with_its_times_kept(folder: Path) -> None:
    path = folder / "stories" / "a.md"
    watched = Watched(frozenset({str(path.parent)}), str(folder / "out"), str(folder / "out"))
    before, facts = look_round(watched), path.stat()
    other = path.with_name("b")
    other.write_text("two")
    os.utime(other, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    other.rename(path)
    assert path.stat().st_mtime_ns == facts.st_mtime_ns
    assert look_round(watched) != before


def test_a_link_to_nowhere_and_a_pipe_stop_no_look(folder: Path) -> None:
    (folder / "stories" / "gone").symlink_to("nowhere")
    os.mkfifo(folder / "stories" / "pipe")
    watched = Watched(frozenset({str(folder / "stories"), str(folder / "none")}), "/out", "/out")
    assert {os.path.basename(path) for path in look_round(watched)} == {"a.md", "gone", "pipe"}


def test_where_a_folder_is_missing_the_one_above_is_watched(tmp_path: Path) -> None:
    found = folders_read(Order(tmp_path / "none" / "issue.yaml"), None)
    assert found == {str(tmp_path)}


def test_polling_is_as_it_was_asked_for() -> None:
    assert is_polled(Polling.ALWAYS, [])
    assert not is_polled(Polling.AUTO, [])


def test_folders_are_read_beside_the_loop(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = threading.get_ident(), set()
    real_scan, real_walk, real_is = os.scandir, os.walk, os.path.isdir

    def told(real: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object, **more: object) -> object:
            there.add(threading.get_ident())
            return real(*given, **more)

        return call

    monkeypatch.setattr(os, "scandir", told(real_scan))
    monkeypatch.setattr(os, "walk", told(real_walk))
    monkeypatch.setattr(os.path, "isdir", told(real_is))

    async def act(watching: Watching, saves: Saves) -> None:
        (folder / "photos").mkdir()
        await saves.next()
        watching.watch(frozenset({str(folder), str(folder / "photos"), str(folder / "stories")}))
        await saves.next()

    _scene(folder, act)
    assert there
    assert here not in there


def test_what_comes_while_other_folders_are_taken_up_is_noticed(folder: Path) -> None:
    async def act(watching: Watching, saves: Saves) -> None:
        watching.watch(frozenset({str(folder / "stories")}))
        (folder / "stories" / "a.md").write_text("meanwhile")
        await saves.next()

    _scene(folder, act)


def test_what_is_known_of_new_folders_is_told_once(folder: Path) -> None:
    async def act(watching: Watching, saves: Saves) -> None:
        (folder / ".later").mkdir()
        (folder / ".later" / "b.md").write_text("b")
        watching.watch(frozenset({str(folder), str(folder / "stories"), str(folder / ".later")}))
        await asyncio.wait_for(watching.listening(), 10 * SOON)
        assert saves.count == 1

    _scene(folder, act)


@pytest.mark.parametrize("polling", Polling)
def test_a_watch_that_breaks_off_is_told_of_and_begun_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, polling: Polling
) -> None:
    """As where the system is short of threads for a moment. The save over which it broke off is not lost."""
    monkeypatch.setattr(watching_module, "RETRY", 0.05)
    broken: list[str] = []
    real = look_round

    def look(watched: Watched) -> Looks:
        if broken:
            broken.pop()
            raise RuntimeError("can't start new thread")
        return real(watched)

    monkeypatch.setattr(watching_module, "look_round", look)

    async def act(_: Watching, saves: Saves) -> None:
        for text in ("two", "three"):
            (folder / "stories" / "a.md").write_text(text)
            broken.append("the look at that")
            await saves.next(10 * SOON)
        assert not broken
        assert saves.faults[:1] in (
            ["Looking for saves broke off: RuntimeError: can't start new thread"],
            ["Listening for saves broke off: RuntimeError: can't start new thread"],
        )
        assert len(saves.faults) == 1

    _scene(folder, act, polling)


def test_a_watch_that_can_not_begin_is_told_of_and_tried_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching_module, "RETRY", 0.05)
    real, faults = watching_module.folders_read, ["x"]

    def read(order: Order, checked: None) -> frozenset[str]:
        if faults:
            raise RuntimeError(faults.pop())
        return real(order, checked)

    monkeypatch.setattr(watching_module, "folders_read", read)

    async def act(_: Watching, saves: Saves) -> None:
        assert saves.faults == ["Finding what to watch broke off: RuntimeError: x"]
        (folder / "stories" / "a.md").write_text("two")
        await saves.next()

    _scene(folder, act)
