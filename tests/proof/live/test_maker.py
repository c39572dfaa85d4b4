"""The process that makes pages, where it can't be started, or dies before it says a word."""

import asyncio
import os
from pathlib import Path
from typing import Any

import pytest

import layout.proof.live.maker as maker_module
from layout.production.order import Order
from layout.proof.facts import Failed, Finished, Told
from layout.proof.live.maker import Maker
from layout.proof.live.wire import FoldersRead, Job
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
