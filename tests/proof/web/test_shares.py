"""So much at a time for each person."""

import asyncio

import pytest

from layout.proof.web.answers import Complaint
from layout.proof.web.shares import Shares
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


def test_answers_that_nobody_takes_are_so_many_of_one_person_and_no_more(desk: Desk) -> None:
    shares = Shares(2)
    object.__setattr__(desk.room, "under_way", shares)
    ask = f"GET /api/events HTTP/1.1\r\nHost: {desk.here.host}\r\nCookie: {desk.here.cookie}\r\n\r\n".encode()
    with desk.here.connect() as one, desk.here.connect() as two:
        for client in (one, two):
            client.sendall(ask)
            assert client.recv(100).startswith(b"HTTP/1.1 200")
        assert desk.here.get("/api/state").status == 429
        assert desk.here.get("/api/nothing").status == 404
        assert desk.here.get("/static/js/main.js").status == 200
    until(lambda: not shares._known)
    assert desk.here.get("/api/state").status == 200
    assert desk.here.get("/api/pages/9/versions").status == 404  # a refusal gives its place back
    until(lambda: not shares._known)
