"""The live part at work, with all that it told, and a small paper for it."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from layout.base.store import Store
from layout.production.order import Order
from layout.proof.facts import Preflighted, Told
from layout.proof.live.live import Live, Outside
from tests.proof.live.small_paper import write_small

PATIENCE = 60.0


class Room:
    """A Live, and all that it told."""

    def __init__(self, order: Order) -> None:
        self.told: list[Told] = []
        self.faults: list[str] = []
        self.hears: Callable[[Told], None] = lambda told: None
        self.live = Live(order, Outside(self._hear, fault=self.faults.append))
        self.desk = self.live.desk

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until that holds."""
        with self.desk.subscribe() as mailbox:
            async with asyncio.timeout(PATIENCE):
                while not holds():
                    await mailbox.wait()

    async def settled(self) -> None:
        """Until the newest save is made, read and judged."""

        def done() -> bool:
            state: Any = self.desk.state()
            making = state["making"]
            judged = all(page.preflighted is not Preflighted.WAITING for page in self.desk.pages)
            return bool(self.desk.pages) and not making["stale"] and not making["busy"] and judged

        await self.until(done)

    def _hear(self, told: Told) -> None:
        self.told.append(told)
        self.hears(told)

    def proofs(self) -> dict[str, str]:
        return {page.number: page.proof for page in self.desk.pages}


def scene(order: Order, act: Callable[[Room], Awaitable[None]]) -> Room:
    async def run() -> Room:
        room = Room(order)
        room.live.start()
        try:
            await act(room)
        finally:
            await room.live.close()
        return room

    return asyncio.run(run())


def order_of(tmp_path: Path, store: Store, numbers: tuple[str, ...] = ("1", "2"), **more: str) -> Order:
    return Order(write_small(tmp_path, numbers, **more), store=store)
