"""What the server reads of the paper: once for each save, and never older than what is known."""

import asyncio
import threading
from pathlib import Path

import pytest

from layout.production.order import Order
from layout.proof.web import paperwork
from layout.proof.web.paperwork import Paperwork, Reader


class Readings:
    """In place of the disk: each reading waits until it may end."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self.may_end = [threading.Event() for _ in range(3)]
        self.fails = False
        monkeypatch.setattr(paperwork, "read_paperwork", self._read)

    def _read(self, order: Order) -> Paperwork:
        number, self.count = self.count, self.count + 1
        assert self.may_end[number].wait(10)
        if self.fails:
            raise OSError(5, "Input/output error")
        return Paperwork({"story": Path(f"/{number}.md")})


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> Readings:
    return Readings(monkeypatch)


def test_all_who_ask_at_once_share_one_reading(readings: Readings) -> None:
    async def act() -> None:
        reader = Reader(Order(Path("issue.yaml")), lambda: 1)
        asking = [asyncio.create_task(reader.now()) for _ in range(20)]
        await asyncio.sleep(0)
        asking[0].cancel()  # who leaves takes it from nobody
        readings.may_end[0].set()
        found = await asyncio.gather(*asking[1:])
        assert {each.files["story"] for each in found} == {Path("/0.md")}
        assert (await reader.now()) is found[0]
        assert readings.count == 1

    asyncio.run(act())


def test_an_older_reading_that_ends_late_takes_nothing_back(readings: Readings) -> None:
    number = 1

    async def act() -> None:
        nonlocal number
        reader = Reader(Order(Path("issue.yaml")), lambda: number)
        older = asyncio.create_task(reader.now())
        while readings.count < 1:
            await asyncio.sleep(0.001)
        number = 2
        readings.may_end[1].set()
        assert (await reader.now()).files["story"] == Path("/1.md")
        readings.may_end[0].set()
        await older
        assert (await reader.now()).files["story"] == Path("/1.md")
        assert readings.count == 2

    asyncio.run(act())


def test_a_reading_that_failed_is_tried_again(readings: Readings) -> None:
    async def act() -> None:
        reader = Reader(Order(Path("issue.yaml")), lambda: 1)
        for each in readings.may_end:
            each.set()
        readings.fails = True
        with pytest.raises(OSError, match="Input"):
            await reader.now()
        readings.fails = False
        assert (await reader.now()).files

    asyncio.run(act())
