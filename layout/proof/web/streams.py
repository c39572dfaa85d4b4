"""Streams of events to browsers (SSE): how many there may be, and how one is written.

A stream takes its next event when the client has taken the one before: what comes in between is not queued, the latest counts. A
client that reads nothing holds one event and the connection's buffer until patience.py ends it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from starlette.types import Receive, Scope, Send

from layout.proof.web.answers import Complaint
from layout.proof.web.leaving import until_gone

RETRY_MILLISECONDS = 1000
PING_SECONDS = 15.0
CHECKS = 1.5  # of who listens, for each ping's time: whoever was taken out is out within that time, and a moment more
MOST_STREAMS = 120
MOST_OF_PERSON = 15  # at three machines
MOST_OF_SESSION = 5  # a browser opens six connections to a host: with one stream more it could fetch nothing in any window

_KEPT = 6  # one of so many streams is kept for whoever has none

NextEvent = Callable[[], Awaitable[bytes]]
"""Waits for what is to be said next, ready to be sent; raises EndOfStream when there will be nothing more."""


MayStill = Callable[[], Awaitable[bool]]
"""Whether whoever listens may go on. It is asked beside what is said, which does not wait for the answer."""


class EndOfStream(Exception):
    """The one who speaks has ended."""


class Streams:
    """Of one server: who listens. `close` ends all of them."""

    def __init__(self, most: int = MOST_STREAMS, of_session: int = MOST_OF_SESSION, ping: float = PING_SECONDS) -> None:
        self.ping = ping
        self._most = most
        self._of_session = of_session
        self._listening: dict[tuple[str, str], int] = {}  # by person and session
        self._kept = most // _KEPT
        self.closing = asyncio.Event()

    @property
    def count(self) -> int:
        """How many are open."""
        return sum(self._listening.values())

    def take(self, session: str, person: str = "") -> None:
        """One more for the session; `person`: whose it is, where people have names, however many sessions they have. Raises
        Complaint where it, they, or all together have enough. The last are kept for those who have none yet."""
        who = person, session
        theirs = sum(count for (each, _), count in self._listening.items() if each == person) if person else 0
        if self._listening.get(who, 0) >= self._of_session or theirs >= MOST_OF_PERSON:
            raise Complaint(429, "Too many windows show this desk.", "Close some of them.", {"Retry-After": "5"})
        if self.count >= self._most - (self._kept if theirs or who in self._listening else 0):
            raise Complaint(429, "Too many browsers look at this desk.", "Try it again later.", {"Retry-After": "10"})
        self._listening[who] = self._listening.get(who, 0) + 1

    def give_back(self, session: str, person: str = "") -> None:
        """One less."""
        left = self._listening[person, session] - 1
        if left:
            self._listening[person, session] = left
        else:
            del self._listening[person, session]

    def close(self) -> None:
        """All end; none begins."""
        self._most = 0
        self.closing.set()


class EventStream:
    """An answer that goes on: what `next_event` says, and a ping where it is silent. `ended` is called once, however it ends."""

    def __init__(
        self, next_event: NextEvent, closing: asyncio.Event, ended: Callable[[], None], ping: float = PING_SECONDS,
        may_still: MayStill | None = None,
    ) -> None:  # fmt: skip
        self._next_event = next_event
        self._closing = closing
        self._ended = ended
        self._ping = ping
        self._may_still = may_still

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Speak until the client is gone or the server closes."""
        try:
            headers = [(b"content-type", b"text/event-stream; charset=utf-8"), (b"cache-control", b"no-store")]
            await send({"type": "http.response.start", "status": 200, "headers": [*headers, (b"x-accel-buffering", b"no")]})
            if scope["method"] != "HEAD":
                await self._speak(receive, send)
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self._ended()

    async def _speak(self, receive: Receive, send: Send) -> None:
        ends = (until_gone(receive), self._closing.wait(), self._until_it_may_not(), self._tell(send))
        tasks = [asyncio.ensure_future(each) for each in ends]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for each in done:
                each.result()  # a fault of ours is told to the server
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _until_it_may_not(self) -> None:
        may = True
        while may:
            await asyncio.sleep(self._ping / CHECKS)
            may = self._may_still is None or await self._may_still()

    async def _tell(self, send: Send) -> None:
        await send(_part(f"retry: {RETRY_MILLISECONDS}\n\n".encode()))
        waiting: asyncio.Future[bytes] = asyncio.ensure_future(self._next_event())
        try:
            while True:
                done, _ = await asyncio.wait((waiting,), timeout=self._ping)
                if not done:
                    await send(_part(b"event: ping\ndata: {}\n\n"))
                    continue
                event = waiting.result()
                await send(_part(event))
                waiting = asyncio.ensure_future(self._next_event())
        except EndOfStream:
            return
        finally:
            waiting.cancel()
            with suppress(asyncio.CancelledError, EndOfStream):
                await waiting


def event(name: str, data: bytes) -> bytes:
    """One event; `data` is JSON on one line."""
    assert b"\n" not in data, "an event's data is one line"
    assert b"\r" not in data, "an event's data is one line"
    return b"event: %b\ndata: %b\n\n" % (name.encode(), data)


def _part(data: bytes) -> dict[str, object]:
    return {"type": "http.response.body", "body": data, "more_body": True}
