"""So much at a time for each person."""

import asyncio
from contextlib import AsyncExitStack

import pytest
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from layout.proof.web.answers import Complaint
from layout.proof.web.shares import Carried, Shares
from tests.proof.web.serving_here import until
from tests.proof.web.telling import Desk


def test_each_has_so_many_and_who_waits_has_a_turn() -> None:
    async def tried() -> tuple[int, int, str]:
        shares, done = Shares(2, waiting=3), asyncio.Event()
        inside: list[str] = []

        async def one(who: str) -> None:
            async with shares.one(who):
                inside.append(who)
                await done.wait()

        tasks = [asyncio.create_task(one("Ben")) for _ in range(5)]
        tasks.append(asyncio.create_task(one("Anna")))
        while len(inside) < 3:
            await asyncio.sleep(0)
        before = inside.count("Ben")
        with pytest.raises(Complaint) as caught:
            await one("Ben")
        done.set()
        await asyncio.gather(*tasks)
        assert not shares._known
        return before, inside.count("Ben"), caught.value.headers["Retry-After"]

    assert asyncio.run(tried()) == (2, 5, "1")


def test_who_leaves_before_the_turn_takes_no_place() -> None:
    async def tried() -> None:
        shares = Shares(1, waiting=1)
        async with shares.one("Ben"):
            waiting = asyncio.create_task(shares.one("Ben").__aenter__())
            await asyncio.sleep(0)
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
        async with shares.one("Ben"):
            pass
        assert not shares._known

    asyncio.run(tried())


def test_an_answer_keeps_its_place_until_it_is_taken() -> None:
    async def tried() -> list[bool]:
        shares, taken, held = Shares(1), asyncio.Event(), []

        class Slow(Response):
            async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
                held.append("Ben" in shares._known)
                await taken.wait()

        async with AsyncExitStack() as stack:
            await stack.enter_async_context(shares.one("Ben"))
            answer = Carried(Slow(), stack.pop_all())
        sending = asyncio.create_task(answer({}, None, None))  # type: ignore[arg-type] # it looks at none of them
        await asyncio.sleep(0)
        with pytest.raises(Complaint):
            async with shares.one("Ben"):
                pass
        taken.set()
        await sending
        return [*held, "Ben" in shares._known]

    assert asyncio.run(tried()) == [True, False]


def test_who_has_no_place_is_told_to_ask_again_and_a_stream_takes_none(desk: Desk) -> None:
    shares = Shares(0)
    object.__setattr__(desk.room, "under_way", shares)
    ask = f"GET /api/events HTTP/1.1\r\nHost: {desk.here.host}\r\nCookie: {desk.here.cookie}\r\n\r\n".encode()
    with desk.here.connect() as client:
        client.sendall(ask)
        assert client.recv(100).startswith(b"HTTP/1.1 200")
        assert desk.here.get("/api/state").status == 429
        assert desk.here.get("/api/nothing").status == 404
        assert desk.here.get("/static/js/main.js").status == 200
    object.__setattr__(desk.room, "under_way", shares := Shares(2))
    assert desk.here.get("/api/state").status == 200
    assert desk.here.get("/api/pages/9/versions").status == 404  # a refusal gives its place back
    until(lambda: not shares._known)
