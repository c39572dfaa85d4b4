"""Work that goes on beside is never ended without a word."""

import asyncio

from layout.proof.live.tasks import Tasks


async def fail(text: str) -> None:
    raise ValueError(text)


def test_what_breaks_off_is_told_once_and_what_is_ended_is_not() -> None:
    told: list[str] = []

    async def scene() -> None:
        tasks = Tasks(told.append)
        for text in ("x", "x", "y"):
            await asyncio.wait({tasks.start("Looking", fail(text))})
        waits = tasks.start("Waiting", asyncio.sleep(60))
        await tasks.close()
        assert waits.cancelled()

    asyncio.run(scene())
    assert told == ["Looking broke off: ValueError: x", "Looking broke off: ValueError: y"]
