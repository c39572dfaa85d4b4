"""Connections taken in from a listening socket, one after another, each counted from its first moment.

asyncio's own server counts none: it waits for any number of handshakes, and when the system has no file left for one more it says
so with a page of traceback, again and again. Here a connection has its place in the crowd before its handshake, what is too many
goes, and what the system refuses is said once.
"""

import asyncio
import errno
import socket
import ssl
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from layout.base.values import dataclass
from layout.proof.web.crowd import MOST_AT_ONCE, Crowd, Visit

Found = TypeVar("Found")

HANDSHAKE_SECONDS = 10.0
_PAUSE = 0.2  # seconds, where the system refuses
_FILES_BESIDE = 200  # proofs, pipes, the database
_FEWEST = 16
_SYSTEMS_BYTES = 256 * 1024  # of answers that the system itself holds for a client
_NO_ROOM = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})


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
    """What all sockets of a server share. `made`: the protocol of a connection; `fault` hears what the system
    refuses and what went wrong, each once."""

    crowd: Crowd
    made: Callable[[Visit], asyncio.Protocol]
    encrypted: ssl.SSLContext | None
    fault: Callable[[str], None]


class Taking:
    """Of one socket, for uvicorn, which knows it as a server that can be closed. Made in the loop to which it belongs."""

    def __init__(self, listening: socket.socket, reception: Reception) -> None:
        self._listening = listening
        self._reception = reception
        self._tasks: set[asyncio.Task[Any]] = set()
        self._told: set[object] = set()
        listening.setblocking(False)
        self._task = asyncio.get_running_loop().create_task(self._take())
        self._task.add_done_callback(self._ended)

    def close(self) -> None:
        """Nobody more."""
        self._task.cancel()
        for task in tuple(self._tasks):
            task.cancel()
        with suppress(NotImplementedError, ValueError, OSError):
            asyncio.get_running_loop().remove_reader(self._listening)

    async def wait_closed(self) -> None:
        """Until that is so."""
        await asyncio.gather(self._task, *self._tasks, return_exceptions=True)

    async def _take(self) -> None:
        """Whatever has to do with one connection is a task of its own, so that its fault goes no further."""
        loop = asyncio.get_running_loop()
        while True:
            try:
                client, address = await loop.sock_accept(self._listening)
            except OSError as error:
                await self._refused(error)
                continue
            meeting = self._apart(self._meet(client, str(address[0]) if address else ""))
            meeting.add_done_callback(partial(_close_unless_begun, client))
            await asyncio.sleep(0)  # it is counted before the next one comes, and whoever is here has turns in between

    async def _meet(self, client: socket.socket, address: str) -> bool:
        """Whether its protocol has it now. Where it has not, it is counted no more."""
        task = asyncio.current_task()
        assert task is not None, "a connection is met in a task"
        visit = self._reception.crowd.come(address, task.cancel)
        begun = False
        try:
            begun = await self._connect(client, visit)
        finally:
            if not begun:
                visit.over()
        return begun

    async def _connect(self, client: socket.socket, visit: Visit) -> bool:
        encrypted = self._reception.encrypted
        with suppress(OSError):  # the system would let it grow to megabytes, of each who reads nothing
            client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SYSTEMS_BYTES)
        more: dict[str, Any] = {} if encrypted is None else {"ssl": encrypted, "ssl_handshake_timeout": HANDSHAKE_SECONDS}
        try:
            if encrypted is not None and not await _speaks(client):
                return False
            await asyncio.get_running_loop().connect_accepted_socket(lambda: self._reception.made(visit), client, **more)
        except OSError:
            return False  # it went, or said nothing of TLS in time: nobody's fault
        return True

    async def _refused(self, error: OSError) -> None:
        """A client that went before it was taken in is nothing. Where there is no room, some is made. Else it is tried again, and
        said: it may be that client's network, or that nobody gets in any more."""
        if error.errno == errno.ECONNABORTED:
            await asyncio.sleep(0)
            return
        if error.errno in _NO_ROOM:
            self._tell(_NO_ROOM, f"The system gives no more connections for now ({error.strerror}): some are ended.")
            self._apart(self._make_room())
        else:
            advice = "If nobody gets in, end the desk and start it again."
            self._tell(error.errno, f"The system refused a connection ({error.strerror}). {advice}")
        await asyncio.sleep(_PAUSE)

    async def _make_room(self) -> None:
        for _ in range(_FEWEST):
            self._reception.crowd.make_room()

    def _apart(self, work: Coroutine[Any, Any, Found]) -> asyncio.Task[Found]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._over)
        return task

    def _over(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self._tell(type(error), f"A connection could not be taken in or ended ({_named(error)}).")

    def _ended(self, task: asyncio.Task[None]) -> None:
        """It ends when it is closed, and else never: nobody would be let in any more, and nobody would know why."""
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self._tell(self._task, f"The desk takes no more connections ({_named(error)}): end it and start it again.")

    def _tell(self, what: object, text: str) -> None:
        """Once of each: what goes wrong with one connection may with every one. Who hears it may fail too, but not here."""
        if what not in self._told:
            self._told.add(what)
            asyncio.get_running_loop().call_soon(self._reception.fault, text)


def _close_unless_begun(client: socket.socket, task: asyncio.Task[bool]) -> None:
    if task.cancelled() or task.exception() is not None or not task.result():
        client.close()


def _named(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"


async def _speaks(client: socket.socket) -> bool:
    """Whether a client begins its handshake in time. asyncio's TLS holds 256 kB of each at once."""
    loop = asyncio.get_running_loop()
    ready: asyncio.Future[None] = loop.create_future()

    def heard() -> None:
        if not ready.done():
            ready.set_result(None)

    try:
        loop.add_reader(client, heard)
    except NotImplementedError:  # Windows' own loop: it waits in the handshake
        return True
    try:
        async with asyncio.timeout(HANDSHAKE_SECONDS):
            await ready
    except TimeoutError:
        return False
    finally:
        loop.remove_reader(client)
    return True
