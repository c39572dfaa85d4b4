"""How long the server waits for a client: HTTP/1.1 as uvicorn speaks it, with an end to every waiting.

uvicorn ends connections that stay idle after an answer, and no other: one that never sends its headers, or never reads what it
asked for, would be held for good (slow clients, "slowloris"). Here each connection has a time for its headers and a time in which
something of its answer must be taken; and no more than so many may owe us something: the one that has owed it longest goes first,
so that any number of slow ones never keeps out a quick one.
"""

import asyncio
from typing import Any

import h11
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from layout.proof.web.crowd import VISIT, Visit

HEADER_SECONDS = 8.0
"""From a request's first byte, or the connection, to the end of the headers."""

TAKE_SECONDS = 20.0
"""How long a client may take nothing of what is ready for it."""

MOST_WAITED_FOR = 256
"""Connections whose next request, or the rest of one, is awaited: twenty browsers keep a hundred open."""

MOST_HELD = 64 * 1024
"""Bytes of an answer that wait in the server for a client to take them; what is sent at once comes on top."""

_OWES = (h11.IDLE, h11.SEND_BODY)


class Patience:
    """Of one server: which clients owe us something, the longest first."""

    def __init__(self, header: float = HEADER_SECONDS, take: float = TAKE_SECONDS, most: int = MOST_WAITED_FOR) -> None:
        self.header = header
        self.take = take
        self._most = most
        self._owing: dict[PatientProtocol, asyncio.Transport] = {}

    @property
    def count(self) -> int:
        """How many are waited for."""
        return len(self._owing)

    def wait(self, protocol: "PatientProtocol", transport: asyncio.Transport) -> None:
        """The client owes something; where too many do, the one that has for longest is let go, a stranger before who is in."""
        if protocol in self._owing:
            return
        self._owing[protocol] = transport
        if len(self._owing) > self._most:
            first = next((each for each in self._owing if not each.visit.person), next(iter(self._owing)))
            self._owing.pop(first).abort()

    def done(self, protocol: "PatientProtocol") -> None:
        """It has sent its request, or is gone."""
        self._owing.pop(protocol, None)


class PatientProtocol(H11Protocol):
    """One connection. `app_state` has its visit."""

    def __init__(
        self,
        patience: Patience,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:  # fmt: skip
        super().__init__(config, server_state, app_state, _loop)
        self._patience = patience
        self.visit: Visit = app_state[VISIT]
        self._header_timer: asyncio.TimerHandle | None = None
        self._take_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's own
        """A client is there: its headers are awaited."""
        super().connection_made(transport)
        self.visit.begun(transport.abort)
        transport.set_write_buffer_limits(high=MOST_HELD)
        self._await_headers()
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is gone."""
        self._patience.done(self)
        self.visit.over()
        for timer in (self._header_timer, self._take_timer):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Bytes came. Those of a further request begin its own time for headers."""
        if self.conn.their_state is h11.IDLE:
            self._await_headers()
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        """An answer is finished; of a request that came behind it there may be a part already."""
        super().on_response_complete()
        if self.conn.their_state is h11.IDLE and self.conn.trailing_data[0]:
            self._await_headers()
        self._look()

    def pause_writing(self) -> None:
        """The client takes less than it is sent."""
        super().pause_writing()
        if self._take_timer is None:
            self._await_taking()

    def resume_writing(self) -> None:
        """It took it."""
        super().resume_writing()
        if self._take_timer is not None:
            self._take_timer.cancel()
            self._take_timer = None

    def _await_taking(self) -> None:
        """Some of what waits for the client must have gone by the end of its time; then it has another. All that waits is at hand
        here: while writing is paused nothing is added."""
        left = self.transport.get_write_buffer_size()
        self._take_timer = self.loop.call_later(self._patience.take, self._look_whether_taken, left)

    def _look_whether_taken(self, left: int) -> None:
        if self.transport.get_write_buffer_size() < left:
            self._await_taking()
        else:
            self.transport.abort()

    def _await_headers(self) -> None:
        if self._header_timer is None and not self.transport.is_closing():
            self._header_timer = self.loop.call_later(self._patience.header, self.transport.abort)

    def _look(self) -> None:
        state = self.conn.their_state
        if state is not h11.IDLE and self._header_timer is not None:
            self._header_timer.cancel()
            self._header_timer = None
        if state in _OWES and not self.transport.is_closing():
            self._patience.wait(self, self.transport)
        else:
            self._patience.done(self)
