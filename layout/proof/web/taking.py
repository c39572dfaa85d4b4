"""Connections taken in from a listening socket, one after another, each counted from its first moment.

asyncio's own server counts none: it waits for any number of handshakes, and when the system has no file left for one more it says
so with a page of traceback, again and again. Here a connection has its place in the crowd before its handshake, what is too many
goes, and what the system refuses is said once.
"""

import asyncio
import errno
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from layout.base.values import dataclass
from layout.proof.web.crowd import MOST_AT_ONCE, Crowd, Visit

HANDSHAKE_SECONDS = 10.0
_PAUSE = 0.2  # seconds, where the system has no room
_FILES_BESIDE = 200  # proofs, pipes, the database
_FEWEST = 16
_SYSTEMS_BYTES = 256 * 1024  # of answers that the system itself holds for a client
_NO_ROOM = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}


def most_connections() -> int:
    """As many as the system lets this program have beside its files."""
    try:
        import resource
    except ImportError:  # Windows counts otherwise
        return MOST_AT_ONCE
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST_AT_ONCE if soft == resource.RLIM_INFINITY else max(_FEWEST, min(MOST_AT_ONCE, soft - _FILES_BESIDE))


@dataclass(frozen=True, slots=True, eq=False)
class Reception:
    """What all sockets of a server share. `made`: the protocol of a connection; `fault` hears what the system refuses, once."""

    crowd: Crowd
    made: Callable[[Visit], asyncio.Protocol]
    encrypted: ssl.SSLContext | None
    fault: Callable[[str], None]


class Taking:
    """Of one socket, for uvicorn, which knows it as a server that can be closed. Made in the loop to which it belongs."""

    def __init__(self, listening: socket.socket, reception: Reception) -> None:
        self._listening = listening
        self._reception = reception
        self._connecting: set[asyncio.Task[None]] = set()
        self._said = False
        listening.setblocking(False)
        self._task = asyncio.get_running_loop().create_task(self._take())

    def close(self) -> None:
        """Nobody more."""
        self._task.cancel()
        for task in tuple(self._connecting):
            task.cancel()
        with suppress(NotImplementedError, ValueError, OSError):
            asyncio.get_running_loop().remove_reader(self._listening)

    async def wait_closed(self) -> None:
        """Until that is so."""
        await asyncio.gather(self._task, *self._connecting, return_exceptions=True)

    async def _take(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                client, address = await loop.sock_accept(self._listening)
            except OSError as error:
                await self._refused(error)
                continue
            self._welcome(client, str(address[0]) if address else "")
            await asyncio.sleep(0)  # whoever is here has turns in between

    def _welcome(self, client: socket.socket, address: str) -> None:
        beginning: list[asyncio.Task[None]] = []
        visit = self._reception.crowd.come(address, lambda: beginning[0].cancel())
        task = asyncio.get_running_loop().create_task(self._connect(client, visit))
        beginning.append(task)
        self._connecting.add(task)
        task.add_done_callback(self._connecting.discard)

    async def _connect(self, client: socket.socket, visit: Visit) -> None:
        encrypted = self._reception.encrypted
        with suppress(OSError):  # the system would let it grow to megabytes, of each who reads nothing
            client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SYSTEMS_BYTES)
        more: dict[str, Any] = {} if encrypted is None else {"ssl": encrypted, "ssl_handshake_timeout": HANDSHAKE_SECONDS}
        begun = False
        try:
            if encrypted is not None and not await _speaks(client):
                return
            await asyncio.get_running_loop().connect_accepted_socket(lambda: self._reception.made(visit), client, **more)
            begun = True
        except OSError:
            pass  # it went, or said nothing of TLS in time: nobody's fault
        finally:
            if not begun:
                visit.over()

    async def _refused(self, error: OSError) -> None:
        """A client that went before it was taken in is nothing. Where there is no room, some is made."""
        if error.errno in _NO_ROOM:
            if not self._said:
                self._said = True
                self._reception.fault(f"The system gives no more connections for now ({error.strerror}): some are ended.")
            for _ in range(_FEWEST):
                self._reception.crowd.make_room()
        await asyncio.sleep(_PAUSE if error.errno != errno.ECONNABORTED else 0)


async def _speaks(client: socket.socket) -> bool:
    """Whether a client begins its handshake in time; else it is closed. asyncio's TLS holds 256 kB of each at once."""
    loop = asyncio.get_running_loop()
    ready: asyncio.Future[None] = loop.create_future()

    def heard() -> None:
        if not ready.done():
            ready.set_result(None)

    try:
        loop.add_reader(client, heard)
    except NotImplementedError:  # Windows' own loop: it waits in the handshake
        return True
    spoken = False
    try:
        async with asyncio.timeout(HANDSHAKE_SECONDS):
            await ready
        spoken = True
    except TimeoutError:
        pass
    finally:
        loop.remove_reader(client)
        if not spoken:
            client.close()
    return spoken
