"""So much at a time for each person: who asks for more waits, or is told to ask again.

In: who asks. Out: a place, until it is left. The desk serves twenty browsers; one of them that asks in a hundred loops takes its
own share, and not theirs.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from layout.proof.web.answers import Complaint

MOST_UNDER_WAY, MOST_TO_ANSWER = 40, 200
"""Answers of a person that are being made or taken at a time, and those that wait behind them: twenty browsers may all be one
person's, and each asks for six things at once."""

MOST_COMPARING, MOST_TO_COMPARE = 2, 8
"""Comparisons of a person at a time, and those that wait behind them: whoever goes on quickly has left some behind."""

_AGAIN = "1"  # second


class Shares:
    """`most` places for each, and `waiting` who wait for one. It belongs to one asyncio loop."""

    def __init__(self, most: int, waiting: int = 0) -> None:
        self._most = most
        self._waiting = waiting
        self._known: dict[str, tuple[asyncio.Semaphore, int]] = {}

    @asynccontextmanager
    async def one(self, who: str) -> AsyncIterator[None]:
        """A place. Raises Complaint where too many are taken and waited for."""
        places, count = self._known.get(who) or (asyncio.Semaphore(self._most), 0)
        if count >= self._most + self._waiting:
            raise Complaint(429, "You ask for too much at once.", "Wait a moment, then try it again.", {"Retry-After": _AGAIN})
        self._known[who] = places, count + 1
        try:
            async with places:
                yield
        finally:
            places, count = self._known.pop(who)
            if count > 1:
                self._known[who] = places, count - 1


class Carried(Response):
    """An answer that holds its place until the client has taken it, or is gone."""

    def __init__(self, response: Response, place: AsyncExitStack) -> None:
        super().__init__()
        self._response = response
        self._place = place

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        async with self._place:
            await self._response(scope, receive, send)
