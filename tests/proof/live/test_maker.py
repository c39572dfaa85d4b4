"""The process that makes pages, where it can't be started, or dies before it says a word."""

import asyncio
import multiprocessing
import os
import threading
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

import layout.proof.live.maker as maker_module
from layout.production.order import Order
from layout.proof.facts import Failed, Finished, Told
from layout.proof.live.maker import Maker, MakerClosed
from layout.proof.live.wire import FoldersRead, Job
from tests.proof.live.later import Later
from tests.proof.live.small_paper import write_small

PATIENCE = 60.0


def die(*_: object) -> None:
    os._exit(3)


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return Job(Order(write_small(tmp_path), jobs=1), str(tmp_path / "kept"), 10**9)


async def _until(told: list[Told | FoldersRead], kind: type, count: int = 1) -> None:
    async with asyncio.timeout(PATIENCE):
        while sum(isinstance(each, kind) for each in told) < count:
            await asyncio.sleep(0.02)


def test_a_process_that_can_not_be_started_is_told_and_tried_again(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    refusals = [OSError(11, "Resource temporarily unavailable"), OSError(11, "Resource temporarily unavailable")]
    real = maker_module.no_interrupts

    def refusing() -> Any:
        if refusals:
            raise refusals.pop()
        return real()

    monkeypatch.setattr(maker_module, "no_interrupts", refusing)
    monkeypatch.setattr(maker_module, "PAUSE", 0.02)

    async def scene() -> list[Told | FoldersRead]:
        told: list[Told | FoldersRead] = []
        maker = Maker(job, told.append)
        maker.start()
        maker.save()
        await _until(told, Finished)
        await maker.close()
        return told

    told = asyncio.run(scene())
    failed = [each.told for each in told if isinstance(each, Failed)]
    assert len(failed) == 2
    assert "can't be started: resource temporarily unavailable" in failed[0]


def test_one_that_dies_at_its_start_is_started_ever_more_seldom(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maker_module, "main", die)
    monkeypatch.setattr(maker_module, "PAUSE", 0.01)

    async def scene() -> list[float]:
        pauses: list[float] = []
        told: list[Told | FoldersRead] = []
        loop = asyncio.get_running_loop()
        real = loop.call_later

        def call_later(delay: float, what: Any, *more: Any) -> asyncio.TimerHandle:
            if getattr(what, "__name__", "") == "_restart":
                pauses.append(delay)
            return real(delay, what, *more)

        monkeypatch.setattr(loop, "call_later", call_later)
        maker = Maker(job, told.append)
        maker.start()
        await _until(told, Failed, 4)
        await maker.close()
        return pauses

    assert asyncio.run(scene())[:4] == pytest.approx([0.01, 0.02, 0.04, 0.08])


@pytest.mark.parametrize("ends", [True, False])
def test_one_that_was_asked_to_end_is_told_where_the_desk_does_not_end_too(
    job: Job, monkeypatch: pytest.MonkeyPatch, ends: bool
) -> None:
    monkeypatch.setattr(maker_module, "PAUSE", 0.02)
    monkeypatch.setattr(Maker, "_start", lambda maker: None)

    async def scene() -> list[Told | FoldersRead]:
        told: list[Told | FoldersRead] = []
        maker = Maker(job, told.append)
        maker.start()
        ours, _theirs = multiprocessing.Pipe()
        maker._pipe = ours
        maker._died(ours, "was killed (SIGTERM)", asked=True)
        assert not told
        if ends:
            maker.leave()
            assert maker._starting is not None
            assert maker._starting.cancelled()
        else:
            await _until(told, Failed)
        await maker.close()
        return told

    assert len(asyncio.run(scene())) == (0 if ends else 1)


def test_a_galley_asked_for_while_there_is_no_process_is_answered_at_once(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maker_module, "main", die)
    monkeypatch.setattr(maker_module, "PAUSE", 3600.0)

    async def scene() -> None:
        told: list[Told | FoldersRead] = []
        maker = Maker(job, told.append)
        maker.start()
        maker.save()
        await _until(told, Failed)
        with pytest.raises(MakerClosed):
            await asyncio.wait_for(maker.galley("notice-1"), PATIENCE)
        await maker.close()

    asyncio.run(scene())


def test_a_galley_asked_for_where_no_page_was_ever_made_is_not_said_to_be_on_no_page(job: Job) -> None:
    async def scene() -> None:
        told: list[Told | FoldersRead] = []
        maker = Maker(job, told.append)
        maker.start()
        with pytest.raises(MakerClosed):
            await asyncio.wait_for(maker.galley("notice-1"), PATIENCE)
        maker.save()
        found = await asyncio.wait_for(maker.galley("notice-1"), PATIENCE)
        assert found is not None, "it waited for the first save"
        assert await asyncio.wait_for(maker.galley("none"), PATIENCE) is None
        await maker.close()

    asyncio.run(scene())


def speak_otherwise(pipe: Connection, _: Job) -> None:
    pipe.send(Later())
    pipe.recv()


@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_message_that_is_not_understood_ends_the_process_and_is_told(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maker_module, "main", speak_otherwise)
    monkeypatch.setattr(maker_module, "PAUSE", 3600.0)

    async def scene() -> list[Told | FoldersRead]:
        told: list[Told | FoldersRead] = []
        maker = Maker(job, told.append)
        maker.start()
        await _until(told, Failed)
        assert maker.pid is None
        await maker.close()
        return told

    (failed,) = asyncio.run(scene())
    assert isinstance(failed, Failed)
    assert "is of another version than this desk" in failed.told
    assert failed.ended


class _Dead:
    """A process that has ended."""

    exitcode, pid = 3, None

    def join(self, _seconds: float = 0.0) -> None:
        """It has."""

    def is_alive(self) -> bool:
        return False


class _Ending:
    """A pipe whose other end goes while something is being written into it."""

    def __init__(self) -> None:
        self.writing, self.closed = threading.Event(), threading.Event()
        self.cut_short = False

    def recv_bytes(self) -> bytes:
        self.writing.wait(PATIENCE)
        raise EOFError

    def send(self, _message: object) -> None:
        self.writing.set()
        self.cut_short = self.closed.wait(0.2)

    def close(self) -> None:
        self.closed.set()


def test_a_pipe_is_not_closed_while_something_is_written_into_it(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maker_module, "PAUSE", 3600.0)

    async def scene() -> None:
        told: list[Told | FoldersRead] = []
        maker: Any = Maker(job, told.append)
        maker._loop = asyncio.get_running_loop()
        pipe = maker._pipe = _Ending()
        listening = threading.Thread(target=maker._listen, args=(pipe, _Dead()))
        listening.start()
        maker.save()
        assert not pipe.cut_short
        await _until(told, Failed)
        listening.join(PATIENCE)
        assert pipe.closed.is_set()
        maker.save()
        await maker.close()

    asyncio.run(scene())
