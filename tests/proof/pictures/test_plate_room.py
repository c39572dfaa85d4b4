import asyncio
import contextlib
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from layout.plates.running import Limits
from layout.plates.unrendered import NotRendered, Reason
from layout.proof.pictures import plate_room
from layout.proof.pictures.kept_plates import KeptPlates
from layout.proof.pictures.plate_maker import PlateMaker
from layout.proof.pictures.plate_making import Docket
from layout.proof.pictures.plate_room import NEWER, PlateRoom, Proofed
from layout.proof.pictures.tray import BUSY
from tests.plates.sheets_of_ink import ROOT, endless, newsprint, patch, sheet
from tests.proof.live.processes import lives
from tests.proof.pictures.asking import asked
from tests.proof.pictures.known_page import kept_in, known_page
from tests.proof.pictures.watched import until

_SERVER = """
import asyncio, sys
from pathlib import Path
from tests.plates.sheets_of_ink import newsprint
from layout.proof.pictures.plate_room import PlateRoom, Proofed

async def main():
    room = PlateRoom(Path(sys.argv[1]))
    await room.facts(Proofed("1", "a" * 64, Path(sys.argv[2]), newsprint()))

asyncio.run(main())
"""


@pytest.fixture
def room(tmp_path: Path) -> Iterator[PlateRoom]:
    this = PlateRoom(tmp_path / "plates")
    yield this
    this.close()


def proof(folder: Path, pdf: bytes, page: str = "1") -> Proofed:
    key, path = kept_in(folder, pdf)
    return Proofed(page, key, path, newsprint())


def ghostscripts(under: Path) -> list[int]:
    """Those that work in a folder."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if b"gs\0" in (place / "cmdline").read_bytes() and os.readlink(place / "cwd").startswith(str(under)):
                found.append(int(place.name))
        except OSError:
            continue
    return found


def test_plates_are_made_once_for_all_who_ask_and_then_read(room: PlateRoom, tmp_path: Path) -> None:
    page = proof(tmp_path, known_page())

    async def three() -> list[bytes | NotRendered]:
        return await asyncio.gather(room.facts(page), room.facts(page), room.facts(page))

    answers = asked(three())
    assert len(set(answers)) == 1
    (folder,) = (tmp_path / "plates").iterdir()
    assert folder.name.startswith(page.key)
    made_at = (folder / "facts.json").stat().st_mtime_ns
    assert isinstance(answers[0], bytes)
    assert json.loads(answers[0])["limit"] == 2.2

    async def pictures() -> list[bytes | NotRendered | None]:
        return [await room.picture(page, name) for name in ("0", "4", "softproof", "inkmap")]

    assert all(isinstance(data, bytes) and data.startswith(b"\x89PNG") for data in asked(pictures()))
    assert (folder / "facts.json").stat().st_mtime_ns == made_at

    async def none() -> list[bytes | NotRendered | None]:
        return [await room.picture(page, name) for name in ("5", "facts", "../x", "0.png", "-1", "100", "\u0660", "")]

    assert asked(none()) == [None] * 8


def test_another_press_has_plates_of_its_own(room: PlateRoom, tmp_path: Path) -> None:
    page = proof(tmp_path, sheet(patch(10, 10, 20, 20, "1 1 0.2 0 k")))
    asked(room.facts(page))
    other = asked(room.facts(replace(page, press=replace(page.press, most_ink=2.6))))
    assert isinstance(other, bytes)
    assert json.loads(other)["limit"] == 2.6
    assert len(list((tmp_path / "plates").iterdir())) == 2


def test_a_newer_proof_of_the_page_ends_the_making_of_the_older(room: PlateRoom, tmp_path: Path) -> None:
    older, newer = proof(tmp_path, endless(), "3"), proof(tmp_path, sheet(patch(10, 10, 20, 20, "0 0 0 1 k")), "3")

    async def one_after_the_other() -> tuple[bytes | NotRendered, bytes | NotRendered]:
        first = asyncio.create_task(room.facts(older))
        assert await asyncio.to_thread(until, lambda: bool(ghostscripts(tmp_path)))
        return await room.facts(newer), await first

    made, given_up = asked(one_after_the_other())
    assert isinstance(made, bytes)
    assert isinstance(given_up, NotRendered)
    assert given_up.reason is Reason.UNTRIED
    assert "newer proof" in given_up.message
    assert until(lambda: not ghostscripts(tmp_path))
    assert len(list((tmp_path / "plates").iterdir())) == 1


def test_whoever_looks_at_an_older_proof_does_not_end_the_making_of_the_newest(room: PlateRoom, tmp_path: Path) -> None:
    newest = proof(tmp_path, known_page(), "3")
    older = replace(proof(tmp_path, sheet(patch(10, 10, 20, 20, "0 0 0 1 k")), "3"), newest=False)

    async def one_after_the_other() -> tuple[bytes | NotRendered, bytes | NotRendered]:
        first = asyncio.create_task(room.facts(newest))
        assert await asyncio.to_thread(until, lambda: room._making is not None)
        return await room.facts(older), await first

    assert all(isinstance(made, bytes) for made in asked(one_after_the_other()))


def test_a_page_that_takes_too_long_is_told_and_not_tried_again(tmp_path: Path) -> None:
    room = PlateRoom(tmp_path / "plates", limits=Limits(seconds=1.5, megabytes=2500))
    try:
        page = proof(tmp_path, endless())
        fault = asked(room.facts(page))
        begun = time.monotonic()
        again = asked(room.picture(page, "0"))
    finally:
        room.close()
    assert isinstance(fault, NotRendered)
    assert fault.reason is Reason.SLOW
    assert "1.5 s" in fault.message
    assert again == fault
    assert time.monotonic() - begun < 1
    assert not ghostscripts(tmp_path)
    assert list((tmp_path / "plates").iterdir()) == []


def test_without_ghostscript_it_is_said_how_to_install_it(
    room: PlateRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plate_room, "find_ghostscript", lambda: None)
    fault = asked(room.facts(proof(tmp_path, known_page())))
    assert isinstance(fault, NotRendered)
    assert fault.reason is Reason.MISSING
    assert "apt-get install ghostscript" in fault.remedy


def test_ghostscript_is_not_looked_for_in_the_loop(room: PlateRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_the_loop = []

    def found() -> None:
        with contextlib.suppress(RuntimeError):
            in_the_loop.append(asyncio.get_running_loop())

    monkeypatch.setattr(plate_room, "find_ghostscript", found)
    assert isinstance(asked(room.facts(proof(tmp_path, known_page()))), NotRendered)
    assert not in_the_loop


def test_the_making_of_an_older_proof_is_not_ended_in_the_loop(
    room: PlateRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may take seconds, in which nobody would be answered."""
    older, newer = (proof(tmp_path, sheet(patch(10, 10, 20, 20, f"0 0 0 {ink} k"))) for ink in ("1", "0.5"))
    stopped, in_the_loop = threading.Event(), []

    def make(maker: PlateMaker, docket: Docket) -> NotRendered | None:
        return NEWER if docket.pdf == str(older.pdf) and stopped.wait(10) else BUSY

    def stop(maker: PlateMaker, why: NotRendered) -> None:
        with contextlib.suppress(RuntimeError):
            in_the_loop.append(asyncio.get_running_loop())
        stopped.set()

    monkeypatch.setattr(PlateMaker, "make", make)
    monkeypatch.setattr(PlateMaker, "stop", stop)

    async def both() -> list[bytes | NotRendered]:
        first = asyncio.create_task(room.facts(older))
        assert await asyncio.to_thread(until, lambda: room._making is not None)
        return [await room.facts(newer), await first]

    assert asked(both()) == [BUSY, NEWER]
    assert not in_the_loop


def test_a_fault_of_the_program_is_raised_where_plates_are_asked_for_and_the_next_are_made(
    room: PlateRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = proof(tmp_path, sheet(patch(10, 10, 20, 20, "0 0 0 1 k")))
    with monkeypatch.context() as broken:
        broken.setattr(PlateMaker, "make", lambda *_: {}["no such thing"])
        with pytest.raises(KeyError, match="no such thing"):
            asked(asyncio.wait_for(room.facts(page), 10))
    assert room._making is None
    assert isinstance(asked(asyncio.wait_for(room.facts(page), 60)), bytes)


def test_a_room_with_too_much_to_do_is_busy_and_not_overtaken(
    room: PlateRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plate_room, "find_ghostscript", lambda: "gs")
    room.close()
    assert asked(room.facts(proof(tmp_path, known_page()))) == BUSY


def test_whoever_waits_for_plates_when_the_room_is_closed_is_told_to_ask_again(room: PlateRoom, tmp_path: Path) -> None:
    async def closed() -> bytes | NotRendered:
        waiting = asyncio.create_task(room.facts(proof(tmp_path, endless())))
        assert await asyncio.to_thread(until, lambda: bool(ghostscripts(tmp_path)))
        await asyncio.to_thread(room.close)
        return await waiting

    assert asked(closed()) == BUSY
    assert not ghostscripts(tmp_path)


def test_ghostscript_ends_with_a_server_that_is_killed(tmp_path: Path) -> None:
    _, path = kept_in(tmp_path, endless())
    command = [sys.executable, "-c", _SERVER, str(tmp_path / "plates"), str(path)]
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}) as server:
        assert until(lambda: bool(ghostscripts(tmp_path)))
        pids = ghostscripts(tmp_path)
        server.kill()
    assert until(lambda: not any(lives(pid) for pid in pids))
    # What it left half made goes when the next one starts.
    room = PlateRoom(tmp_path / "plates")
    assert until(lambda: not list((tmp_path / "plates").iterdir()))
    room.close()


def test_a_disk_that_takes_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "plates").write_text("no folder")
    room = PlateRoom(tmp_path / "plates")
    fault = asked(room.facts(proof(tmp_path, known_page())))
    room.close()
    assert isinstance(fault, NotRendered)
    assert "can't be kept" in fault.message


def kept(plates: KeptPlates, name: str, size: int) -> None:
    with plates.new(name) as folder:
        (folder / "facts.json").write_bytes(bytes(size))


def test_the_plates_that_were_not_looked_at_for_longest_make_room_and_nothing_else_does(tmp_path: Path) -> None:
    plates = KeptPlates(tmp_path / "plates", 1000)
    names = [f"{letter * 64}.{letter * 16}" for letter in "abcd"]
    for number, name in enumerate(names[:3]):
        kept(plates, name, 300)
        os.utime(tmp_path / "plates" / name, (number, number))
    (tmp_path / "plates" / "mine").mkdir()
    (tmp_path / "plates" / "mine" / "letter.txt").write_bytes(bytes(900))
    os.utime(tmp_path / "plates" / "mine", (0, 0))
    assert plates.file(names[0], "facts.json") is not None  # looked at again
    kept(plates, names[3], 300)
    assert [plates.has(name) for name in names] == [True, False, True, True]
    assert (tmp_path / "plates" / "mine" / "letter.txt").is_file()


def test_a_folder_of_plates_that_is_a_link_is_neither_filled_nor_cleared(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / ".part-mine").mkdir(parents=True)
    (tmp_path / "plates").symlink_to(elsewhere)
    plates = KeptPlates(tmp_path / "plates", 1000)
    plates.clear_parts()
    with pytest.raises(OSError, match="folder is a link"):
        kept(plates, f"{'a' * 64}.{'a' * 16}", 10)
    assert [each.name for each in elsewhere.iterdir()] == [".part-mine"]


def test_what_was_not_finished_is_not_kept(tmp_path: Path) -> None:
    plates = KeptPlates(tmp_path, 1000)
    with plates.new("a") as folder:
        (folder / "0.png").write_bytes(b"half")
    assert not plates.has("a")
    assert list(tmp_path.iterdir()) == []


def test_a_second_desk_clears_what_is_dead_and_leaves_the_plates_that_another_makes(tmp_path: Path) -> None:
    name = f"{'a' * 64}.{'a' * 16}"
    dead = tmp_path / "plates" / ".part-dead"
    plates = KeptPlates(tmp_path / "plates", 1000)
    with plates.new(name) as folder:
        dead.mkdir()
        KeptPlates(tmp_path / "plates", 1000).clear_parts()
        assert not dead.exists()
        (folder / "facts.json").write_bytes(b"{}")
    assert plates.has(name)
    assert [each.name for each in (tmp_path / "plates").iterdir()] == [name]


def test_what_a_killed_making_left_is_cleared(tmp_path: Path) -> None:
    folder = tmp_path / "plates"
    fills = "import os, sys; from pathlib import Path; from layout.proof.pictures.kept_plates import KeptPlates\n"
    fills += "with KeptPlates(Path(sys.argv[1]), 1000).new('a'): os._exit(1)"
    subprocess.run([sys.executable, "-c", fills, str(folder)], cwd=ROOT, check=False, timeout=20)
    assert len(list(folder.iterdir())) == 2
    KeptPlates(folder, 1000).clear_parts()
    assert list(folder.iterdir()) == []


def test_a_folder_that_vanishes_under_a_making_is_no_lasting_fault(tmp_path: Path) -> None:
    clears = "import json, shutil, sys; from layout.proof.pictures.frames import read_frame\n"
    clears += "shutil.rmtree(json.loads(read_frame(sys.stdin.buffer))['folder'])"
    room = PlateRoom(tmp_path / "plates", program=(sys.executable, "-c", clears))
    this = proof(tmp_path, known_page())
    for _ in range(2):
        fault = asked(room.facts(this))
        assert isinstance(fault, NotRendered)
        assert fault.reason is Reason.UNTRIED
    assert not room._failed
    room.close()


def test_a_link_is_no_plate(tmp_path: Path) -> None:
    plates = KeptPlates(tmp_path / "plates", 1000)
    kept(plates, "a", 10)
    shutil.move(tmp_path / "plates" / "a", tmp_path / "elsewhere")
    (tmp_path / "plates" / "a").symlink_to(tmp_path / "elsewhere")
    assert not plates.has("a")
    assert plates.file("a", "facts.json") is None
    kept(plates, "b", 10)
    secret = tmp_path / "secret"
    secret.write_text("secret")
    (tmp_path / "plates" / "b" / "0.png").symlink_to(secret)
    assert plates.file("b", "0.png") is None
