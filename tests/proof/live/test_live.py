"""The live part at work: a process that makes pages, the watch, the desk."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Set
from pathlib import Path
from typing import Any

import pytest

from layout.base.store import Store
from layout.build import build
from layout.production.order import Order
from layout.proof.facts import Begun, Failed, Finished, Judged, Made, Read, Told
from layout.proof.kept import KeptProofs
from layout.proof.live.apart import Apart
from layout.proof.live.live import Live, Outside, kept_folder
from layout.proof.live.maker import MOST_DEATHS
from layout.proof.live.out_folder import OutFolder
from layout.proof.live.releasing import ToRelease
from tests.proof.live.desks import written_by_build
from tests.proof.live.processes import below, lives
from tests.proof.live.rooms import PATIENCE, Room, order_of, scene
from tests.proof.live.small_paper import write_small


def test_pages_come_are_read_judged_and_follow_every_save(tmp_path: Path, store: Store) -> None:
    order = order_of(tmp_path, store)
    stories = order.issue.parent / "stories"

    async def act(room: Room) -> None:
        await room.settled()
        kinds = [type(each) for each in room.told]
        assert kinds[:3] == [Begun, Made, Read]
        assert Finished in kinds
        assert kinds.count(Judged) >= 2
        assert room.proofs() == written_by_build(order)
        assert room.desk.stories["notice-1"].path == "issue/stories/notice-1.md"
        first = room.proofs()
        (stories / "notice-2.md").write_text((stories / "notice-2.md").read_text() + "\nAnd that is all.\n")
        await room.until(lambda: room.desk.stale)
        await room.settled()
        assert room.proofs()["1"] == first["1"]
        assert room.proofs()["2"] != first["2"]
        assert room.proofs() == written_by_build(order)
        facts = await room.live.galley("notice-2")
        assert facts is not None
        assert facts["story"] == "notice-2"
        assert await room.live.galley("no-such") is None

    scene(order, act)


def test_of_a_hundred_saves_the_last_is_what_is_shown(tmp_path: Path, store: Store) -> None:
    order = order_of(tmp_path, store)
    path = order.issue.parent / "stories" / "notice-1.md"

    async def act(room: Room) -> None:
        await room.settled()
        text = path.read_text()
        for turn in range(100):
            path.write_text(f"{text}\nSaved {turn} times.\n")
            await asyncio.sleep(0.01)
        await room.until(lambda: room.desk.stale)
        await room.settled()
        assert room.proofs() == written_by_build(order)

    room = scene(order, act)
    begun = [each.number for each in room.told if isinstance(each, Begun)]
    assert begun == sorted(begun)
    assert len(begun) < 100, "superseded saves are left out"


def test_wrong_text_is_told_and_gone_when_it_is_mended(tmp_path: Path, store: Store) -> None:
    order = order_of(tmp_path, store)

    async def act(room: Room) -> None:
        await room.settled()
        good, text = room.proofs(), order.issue.read_text()
        order.issue.write_text(text.replace("pages:", "pagers:"))
        await room.until(lambda: room.desk.state()["refused"])
        assert room.proofs() == good
        order.issue.unlink()
        await room.until(lambda: "file-missing" in str(room.desk.state()["refused"]))
        order.issue.write_text(text)
        await room.until(lambda: not room.desk.state()["refused"])
        await room.settled()
        assert room.proofs() == good

    scene(order, act)


def test_a_maker_that_is_killed_is_started_again_and_that_is_told(tmp_path: Path, store: Store) -> None:
    order = order_of(tmp_path, store)

    async def act(room: Room) -> None:
        await room.settled()
        good, pid = room.proofs(), room.live.maker.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        await room.until(lambda: any(isinstance(each, Failed) for each in room.told))
        assert room.proofs() == good
        await room.until(lambda: isinstance(room.told[-1], Finished))
        assert room.live.maker.pid not in (None, pid)
        assert room.proofs() == good

    room = scene(order, act)
    assert "SIGKILL" in next(each.told for each in room.told if isinstance(each, Failed))


def test_a_disk_that_takes_no_proofs_is_told_and_nothing_breaks(tmp_path: Path, store: Store) -> None:
    order = order_of(tmp_path, store)
    blocked = order.issue.parent / ".proof"
    blocked.write_text("no folder")

    async def act(room: Room) -> None:
        await room.until(lambda: any(isinstance(each, Failed) for each in room.told))
        state: Any = room.desk.state()
        assert "can't be made" in state["making"]["failed"]
        blocked.unlink()
        room.live.save()
        await room.settled()
        assert room.desk.state()["making"]["failed"] == ""  # type: ignore[index]

    scene(order, act)


def test_a_page_is_released_and_stays_while_its_copy_goes_on(tmp_path: Path, store: Store) -> None:
    order = order_of(tmp_path, store)
    path = order.issue.parent / "stories" / "notice-1.md"

    async def act(room: Room) -> None:
        await room.settled()
        proof = room.proofs()["1"]
        released = await room.live.release(ToRelease("1", proof), Apart(build))
        assert (order.folder / released.file).read_bytes() == room.live.kept.pdf(proof)
        await room.settled()
        assert room.desk.look("1").released == proof  # type: ignore[union-attr]
        assert room.proofs()["1"] == proof, "a build does not change the page"
        path.write_text(path.read_text() + "\nOne thing more.\n")
        await room.until(lambda: room.proofs()["1"] != proof)
        page: Any = room.desk.state()["pages"][0]  # type: ignore[index]
        assert (page["state"], page["released"]["differs"]) == ("released", True)
        await room.live.unrelease("1", proof)
        assert room.desk.look("1").released == ""  # type: ignore[union-attr]

    scene(order, act)


def test_a_build_in_another_terminal_is_followed(tmp_path: Path, store: Store) -> None:
    """Its manifest decides the version letter in the slug line."""
    order = order_of(tmp_path, store, press="marks: crop\n")
    path = order.issue.parent / "stories" / "notice-1.md"

    async def act(room: Room) -> None:
        await room.settled()
        await asyncio.to_thread(build, order)
        path.write_text(path.read_text() + "\nOne thing more.\n")
        await room.until(lambda: room.desk.stale)
        await room.until(lambda: not room.desk.stale and room.proofs() == written_by_build(order))

    scene(order, act)


def test_halves_of_a_double_truck_are_pages_of_their_own(tmp_path: Path, store: Store) -> None:
    order = order_of(tmp_path, store, ("1", "2-3", "4"), press="trucks: halves\n", bleed="3mm")

    async def act(room: Room) -> None:
        await room.settled()
        assert [page.number for page in room.desk.pages] == ["1", "2", "3", "4"]
        assert room.proofs() == written_by_build(order)
        traces = [room.live.kept.trace(room.proofs()[number]) for number in ("2", "3")]
        left, right = (trace for trace in traces if trace is not None)
        assert (left.page, left.left_hand, right.page, right.left_hand) == ("2", True, "3", False)
        assert left.width == right.width == pytest.approx(room.desk.pages[0].size[0], abs=0.02)
        assert all(0 <= line.area[0] < left.width for line in (*left.lines, *right.lines))
        assert {each.page for each in room.desk.stories["notice-2-3"].places} <= {"2", "3"}

    scene(order, act)


ORPHAN = """
import asyncio, sys
from pathlib import Path
from layout.production.order import Order
from layout.proof.live.live import Live, Outside

async def main():
    live = Live(Order(Path(sys.argv[1])), Outside())
    live.start()
    print(live.maker.pid, flush=True)
    await asyncio.sleep(60)

if __name__ == "__main__":
    asyncio.run(main())
"""


def test_when_the_desk_is_killed_its_processes_end(tmp_path: Path) -> None:
    program = tmp_path / "orphan.py"
    program.write_text(ORPHAN)
    issue = write_small(tmp_path)
    with subprocess.Popen([sys.executable, str(program), str(issue)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        end = time.monotonic() + PATIENCE
        while not below(pid):  # the judge is the maker's
            assert time.monotonic() < end
            time.sleep(0.02)
        there = below(parent.pid)
        assert pid in there
        parent.kill()
    end = time.monotonic() + 2
    while any(map(lives, there)) and time.monotonic() < end:
        time.sleep(0.02)
    assert not any(map(lives, there)), "the maker, the judge"


def test_an_older_reading_of_the_output_folder_never_comes_in_after_a_newer_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_reads, first_goes = threading.Event(), threading.Event()
    readings: list[int] = []

    def read(out: Path) -> OutFolder:
        number = len(readings)
        readings.append(number)
        if not number:
            first_reads.set()
            first_goes.wait(1)
        return OutFolder({"1": f"{number:064x}"})

    monkeypatch.setattr("layout.proof.live.live.read_out", read)

    async def scene() -> None:
        live = Live(Order(tmp_path / "issue.yaml"), Outside())
        older = asyncio.create_task(live._read_out())
        await asyncio.to_thread(first_reads.wait, PATIENCE)
        newer = asyncio.create_task(live._read_out())
        await asyncio.wait({newer}, timeout=0.2)
        first_goes.set()
        await asyncio.gather(older, newer)
        assert live.desk.released == {f"{1:064x}"}

    asyncio.run(scene())


def test_a_disk_that_fails_beside_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(out: Path) -> OutFolder:
        raise ValueError("a fault of the program")

    monkeypatch.setattr("layout.proof.live.live.read_out", faulty)
    faults: list[str] = []

    async def scene() -> None:
        live = Live(Order(tmp_path / "issue.yaml"), Outside(fault=faults.append))
        live.save()
        async with asyncio.timeout(PATIENCE):
            while not faults:
                await asyncio.sleep(0.01)

    asyncio.run(scene())
    assert faults == ["Reading the output folder broke off: ValueError: a fault of the program"]


def test_that_old_proofs_can_not_be_dropped_is_told_when_it_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused: list[OSError | None] = [PermissionError(13, "Permission denied")] * 2 + [None, PermissionError(1, "Not allowed")]
    faults: list[str] = []

    def tidy(_kept: KeptProofs, _held: Set[str]) -> None:
        error = refused.pop(0)
        if error is not None:
            raise error

    monkeypatch.setattr(KeptProofs, "tidy", tidy)

    async def scene() -> None:
        live = Live(Order(tmp_path / "issue.yaml"), Outside(fault=faults.append))
        while refused:
            await live._tidy()

    asyncio.run(scene())
    told = "Old versions of pages can't be dropped, and take up room in kept-issue.yaml:"
    assert faults == [f"{told} permission denied.", f"{told} not allowed."]


def test_editions_and_issue_files_of_one_folder_keep_their_proofs_apart() -> None:
    """Each desk drops old ones, and knows only what of its own must stay."""
    issue = Path("paper/issue.yaml")
    folders = {kept_folder(Order(issue, edition=each)) for each in ("", "city", "late")} | {
        kept_folder(Order(Path("paper/b.yaml")))
    }
    assert len(folders) == 4
    assert {each.parent for each in folders} == {Path("paper/.proof")}


def test_a_maker_that_dies_in_preflight_again_and_again_is_told_and_its_pages_are_not_up_to_date(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("layout.proof.live.maker.PAUSE", 0.05)
    order = order_of(tmp_path, store)

    def failed(room: Room) -> Any:
        state: Any = room.desk.state()
        return state["making"]["failed"]

    async def act(room: Room) -> None:
        def kill(told: Told) -> None:
            if isinstance(told, Judged) and room.live.maker.pid is not None:
                os.kill(room.live.maker.pid, signal.SIGKILL)

        room.hears = kill
        await room.until(lambda: "It will try again with the next save" in failed(room))
        assert all(page.proof for page in room.desk.pages)
        assert room.faults == [each.told for each in room.told if isinstance(each, Failed)]
        assert len(room.faults) == MOST_DEATHS + 1
        room.hears = lambda told: None
        room.live.save()
        await room.settled()
        assert failed(room) == ""

    scene(order, act)
