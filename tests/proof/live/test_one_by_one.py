"""Pages released one just after the other: a release's own writing is nobody's save."""

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from layout.base.store import Store
from layout.build import build
from layout.press.released import frozen_pages
from layout.production.order import Order
from layout.proof.live.barriers import why_not_released
from layout.proof.live.recorded import Recorded
from layout.proof.live.releasing import ToRelease
from tests.proof.live.facts import Record, Said
from tests.proof.live.rooms import Room, order_of, scene

NUMBERS = ("1", "2", "3")


@pytest.fixture
def order(tmp_path: Path, store: Store) -> Order:
    return order_of(tmp_path, store, NUMBERS)


async def _listen(room: Room, seen: list[dict[str, Any]]) -> None:
    with room.desk.subscribe() as mailbox:
        while True:
            await mailbox.wait()
            state: Any = room.desk.state()
            seen.extend(state["pages"])


def test_just_after_a_release_the_next_page_is_released(order: Order) -> None:
    seen: list[dict[str, Any]] = []

    async def act(room: Room) -> None:
        await room.settled()
        room.desk.record(Recorded({page.number: Record((Said(ink=page.ink),)) for page in room.desk.pages}))
        listening = asyncio.create_task(_listen(room, seen))
        try:
            for number in NUMBERS:
                proof = room.proofs()[number]
                assert why_not_released(room.desk, number, proof) is None
                await room.live.release(ToRelease(number, proof), build)
            await room.until(lambda: room.desk._progress.noticed > 1)
            await room.settled()
            state: Any = room.desk.state()
            assert not any(page["releasing"] for page in state["pages"])
        finally:
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening

    scene(order, act)
    frozen, problems = frozen_pages(order.folder, "out")
    assert not problems
    assert set(frozen) == set(NUMBERS)
    assert not any(page["stale"] for page in seen), "nobody saved anything"
    assert {page["number"] for page in seen if page["releasing"]} == set(NUMBERS)
