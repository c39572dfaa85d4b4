"""Files that crash or occupy the process that draws them, and a server that is killed."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from layout.plates.running import Limits
from layout.plates.unrendered import NotRendered, Reason
from layout.proof.pictures.drawers import Drawers
from layout.proof.pictures.piped import Piped
from tests.plates.sheets_of_ink import ROOT, endless
from tests.proof.live.processes import lives
from tests.proof.pictures.asking import asked
from tests.proof.pictures.known_page import kept_in, known_page
from tests.proof.pictures.watched import drawing, ticks, until

pytestmark = pytest.mark.skipif(not hasattr(os, "killpg"), reason="processes are killed by signals")

_SERVER = """
import asyncio, sys
from pathlib import Path
from layout.proof.pictures.drawers import Drawers
from layout.plates.running import Limits

async def main():
    drawers = Drawers(2, Limits(seconds=60))
    asking = asyncio.create_task(drawers.whole(Path(sys.argv[1]), 96))
    await drawers.whole(Path(sys.argv[2]), 96)
    print("drawn", flush=True)
    await asking

asyncio.run(main())
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return kept_in(tmp_path, known_page())[1]


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    return kept_in(tmp_path, endless())[1]


@pytest.fixture
def drawers() -> Iterator[Drawers]:
    these = Drawers(1, Limits(seconds=1.0, megabytes=700))
    yield these
    these.close()


def test_a_page_that_takes_for_ever_is_told_and_the_next_one_is_drawn(drawers: Drawers, hostile: Path, page: Path) -> None:
    async def both() -> tuple[object, object]:
        slow = asyncio.create_task(drawers.whole(hostile, 96))
        await asyncio.sleep(0)
        return await slow, await drawers.whole(page, 96)

    # Once the process runs, so that what is measured is the drawing.
    assert isinstance(asked(drawers.whole(page, 24)), bytes)
    before = drawing()
    slow, good = asked(both())
    assert isinstance(slow, NotRendered)
    assert slow.reason is Reason.SLOW
    assert "1 s" in slow.message
    assert isinstance(good, bytes)
    assert drawing() != before
    assert not any(lives(pid) for pid in before)


def test_a_page_that_ends_its_process_twice_is_not_tried_again(drawers: Drawers, hostile: Path, page: Path) -> None:
    for _ in range(2):
        assert isinstance(asked(drawers.whole(hostile, 96)), NotRendered)
    assert isinstance(asked(drawers.whole(page, 24)), bytes)
    before = drawing()
    begun = time.monotonic()
    fault = asked(drawers.tile(hostile, 3, 1, 1))
    assert isinstance(fault, NotRendered)
    assert fault.reason is Reason.SLOW
    assert time.monotonic() - begun < 0.3
    assert drawing() == before


def test_a_crash_is_told_and_the_process_replaced(page: Path, hostile: Path) -> None:
    drawers = Drawers(1, Limits(seconds=30))
    try:
        assert isinstance(asked(drawers.whole(page, 24)), bytes)
        (before,) = drawing()

        idle = ticks(before)

        async def crashed() -> object:
            asking = asyncio.create_task(drawers.whole(hostile, 96))
            assert await asyncio.to_thread(until, lambda: ticks(before) > idle + 5)  # it draws
            os.kill(before, signal.SIGSEGV)
            return await asking

        fault = asked(crashed())
        assert isinstance(fault, NotRendered)
        assert fault.reason is Reason.DAMAGED
        assert "stopped the program" in fault.message
        assert isinstance(asked(drawers.whole(page, 96)), bytes)
    finally:
        drawers.close()


def test_while_one_process_is_kept_busy_the_other_draws(page: Path, hostile: Path) -> None:
    drawers = Drawers(2, Limits(seconds=30))

    async def beside() -> bool:
        slow = asyncio.create_task(drawers.whole(hostile, 96))
        assert isinstance(await drawers.whole(page, 96), bytes)
        return slow.done()

    async def and_end() -> bool:
        done = await beside()
        drawers.close()  # which frees the one that waits
        return done

    assert asked(and_end()) is False
    assert not drawing()


def test_memory_is_bounded(page: Path) -> None:
    drawers = Drawers(1, Limits(seconds=10, megabytes=700))
    try:
        assert isinstance(asked(drawers.whole(page, 96)), bytes)
        (pid,) = drawing()
        limits = Path(f"/proc/{pid}/limits").read_text()
        assert any(line.startswith("Max address space") and "700000000" in line for line in limits.splitlines())
    finally:
        drawers.close()


def test_processes_end_with_a_server_that_is_killed_even_amid_a_drawing(hostile: Path, page: Path) -> None:
    command = [sys.executable, "-c", _SERVER, str(hostile), str(page)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == "drawn\n"
        pids = drawing(server.pid)
        assert len(pids) == 2
        assert all(lives(pid) for pid in pids)
        server.kill()
    assert until(lambda: not any(lives(pid) for pid in pids))


def test_a_fault_of_the_program_is_raised_where_a_picture_is_asked_for_and_the_next_is_drawn(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawers = Drawers(1)
    try:
        with monkeypatch.context() as broken:
            broken.setattr(Piped, "ask", lambda *_: {}["no such thing"])
            with pytest.raises(KeyError, match="no such thing"):
                asked(asyncio.wait_for(drawers.whole(page, 96), 10))
        assert isinstance(asked(asyncio.wait_for(drawers.whole(page, 96), 30)), bytes)
    finally:
        drawers.close()


def test_what_cannot_be_started_is_told(page: Path) -> None:
    drawers = Drawers(1, program=("/nonexistent/python",))
    fault = asked(drawers.whole(page, 96))
    drawers.close()
    assert isinstance(fault, NotRendered)
    assert fault.reason is Reason.UNSTARTED


def test_a_process_that_died_while_nobody_asked_is_replaced_without_a_word(page: Path) -> None:
    drawers = Drawers(1)
    try:
        assert isinstance(asked(drawers.whole(page, 24)), bytes)
        (before,) = drawing()
        os.kill(before, signal.SIGKILL)
        assert until(lambda: not lives(before))
        assert isinstance(asked(drawers.whole(page, 96)), bytes)
    finally:
        drawers.close()
