"""Work that goes on beside is never ended without a word."""

import asyncio

from layout.proof.live.tasks import AWAY, Tasks


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


def test_a_fault_that_comes_back_after_a_while_is_told_again_and_two_in_turn_are_told_once() -> None:
    told: list[str] = []
    now = 0.0

    async def scene() -> None:
        nonlocal now
        tasks = Tasks(told.append, lambda: now)
        for seconds, text in ((0, "x"), (1, "y"), (1, "x"), (1, "y"), (AWAY / 2, "x"), (AWAY - 1, "x"), (AWAY, "x")):
            now += seconds
            await asyncio.wait({tasks.start("Looking", fail(text))})

    asyncio.run(scene())
    assert [each[-1] for each in told] == ["x", "y", "x"]
