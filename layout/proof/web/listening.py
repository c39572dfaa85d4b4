"""The server itself: where it listens, with which limits, and how it ends.

uvicorn does the work. What is ours: the port is known before anything starts; streams are told of the end, so that it comes at
once; a signal ends the server and is not raised again, so that whoever started it can tidy up; nothing is printed.
"""

import asyncio
import errno
import logging
import signal
import socket
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

from starlette.types import ASGIApp
from uvicorn import Config, Server

from layout.base.values import dataclass
from layout.proof.web.crowd import MOST_AT_ONCE, VISIT, Crowd, Visit
from layout.proof.web.guard import MOST_HEADER_BYTES
from layout.proof.web.patience import Patience, PatientProtocol
from layout.proof.web.taking import Reception, Taking, most_connections

MOST_FILES = 2048  # beside connections: proofs, pipes, the database; systems offer from 256 (macOS) to 1024 (Linux) at first
KEEP_ALIVE_SECONDS = 20
GRACE_SECONDS = 3
_TAKEN_SECONDS = 2.0  # before what is left is cancelled, which uvicorn takes for a fault
_BACKLOG = 512


class CannotServe(Exception):
    """Why there is no server: `problem` a sentence, `remedy` what to do."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Encryption:
    """A certificate with its chain and its key, PEM files."""

    certificate: Path
    key: Path


def listen(host: str, port: int) -> list[socket.socket]:
    """Sockets on that address, all on one port; port 0: a free one. Raises CannotServe."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (socket.gaierror, UnicodeError):
        raise CannotServe(f"There is no address '{host}' on this machine.", "Give one, as in --host 192.168.1.20.") from None
    sockets: list[socket.socket] = []
    for family, kind, protocol, _, address in dict.fromkeys(found):
        try:
            sockets.append(_bound(family, kind, protocol, (address[0], sockets[0].getsockname()[1] if sockets else port)))
        except OSError as error:
            if sockets or (len(found) > 1 and error.errno == errno.EAFNOSUPPORT):
                continue  # `localhost` has two addresses, and one is enough
            raise _refused(error, host, port) from None
    return sockets


def allow_files(most: int = MOST_FILES) -> None:
    """Let this program have as many files open as its connections may come to, where the system's first offer is lower."""
    try:
        import resource
    except ImportError:  # Windows counts otherwise
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):  # then it is what it is
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _bound(family: int, kind: int, protocol: int, address: tuple[Any, ...]) -> socket.socket:
    made = socket.socket(family, kind, protocol)
    try:
        if sys.platform != "win32":  # there it would let two servers have one port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind(address)
        made.listen(_BACKLOG)
    except OSError:
        made.close()
        raise
    return made


def _refused(error: OSError, host: str, port: int) -> CannotServe:
    if error.errno == errno.EADDRINUSE:
        return CannotServe(f"Port {port} is taken by another program.", "End that one, or give another port with --port.")
    if error.errno in (errno.EACCES, errno.EPERM):
        return CannotServe(f"The system does not give port {port} to this user.", "Give one above 1023 with --port.")
    if error.errno == errno.EADDRNOTAVAIL:
        return CannotServe(f"This machine has no address {host}.", "Give one of its own with --host.")
    return CannotServe(f"The desk can't listen on {host}, port {port}: {error.strerror}.", "Give another address or port.")


@dataclass(frozen=True, slots=True)
class Ways:
    """How the server runs. `closing` is called when it begins to end; `fault` hears of the program's own faults, as text."""

    patience: Patience
    closing: Callable[[], None]
    fault: Callable[[str], None]
    encryption: Encryption | None = None


class DeskServer(Server):
    """uvicorn's, with the differences that the module names."""

    def __init__(self, app: ASGIApp, ways: Ways, opened: Callable[[], None] = lambda: None) -> None:
        encryption = ways.encryption
        super().__init__(
            Config(
                app,
                http="h11",
                ws="none",
                lifespan="on",
                loop="asyncio",
                log_config=None,
                access_log=False,
                proxy_headers=False,
                server_header=False,
                limit_concurrency=2 * MOST_AT_ONCE,  # crowd.py keeps them fewer; answers to those who went are not over at once
                timeout_keep_alive=KEEP_ALIVE_SECONDS,
                timeout_graceful_shutdown=GRACE_SECONDS,
                h11_max_incomplete_event_size=MOST_HEADER_BYTES,
                ssl_certfile=encryption.certificate if encryption is not None else None,
                ssl_keyfile=encryption.key if encryption is not None else None,
            )
        )
        self._ways = ways
        self._opened = opened
        self._log = _Log(ways.fault)
        self._crowd = Crowd(most_connections())

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to take connections."""
        assert sockets is not None, "the port is known before the server starts"
        await self.lifespan.startup()
        if self.lifespan.should_exit:
            self.should_exit = True
            return
        reception = Reception(self._crowd, self._made, self.config.ssl, self._ways.fault)
        self.servers = [Taking(each, reception) for each in sockets]  # type: ignore[misc] # it is closed as one of asyncio's is
        self.started = True
        self._opened()

    def _made(self, visit: Visit) -> PatientProtocol:
        state = {**self.lifespan.state, VISIT: visit}
        return PatientProtocol(self._ways.patience, self.config, self.server_state, state)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Streams end first: they would be waited for. Who does not take the rest of an answer in time is let go."""
        self._ways.closing()
        asyncio.get_running_loop().call_later(_TAKEN_SECONDS, self._let_go)
        await super().shutdown(sockets)

    def _let_go(self) -> None:
        for each in tuple(self.server_state.connections):
            each.transport.abort()

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """An interrupt or a request to end is an end, and no error."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        signals = (signal.SIGINT, signal.SIGTERM)
        before = {each: signal.signal(each, self.handle_exit) for each in signals}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """The second one does not wait."""
        self.force_exit = self.should_exit
        self.should_exit = True

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until somebody ends it."""
        with self._log:
            await super().serve(sockets)


class _Log(logging.Handler):
    """Faults of uvicorn and of the loop (a callback that breaks off, a task that nobody waits for); none of what clients send."""

    def __init__(self, fault: Callable[[str], None]) -> None:
        super().__init__(logging.ERROR)
        self._fault = fault
        self._loggers = [logging.getLogger(name) for name in ("uvicorn.error", "asyncio")]
        self._before: list[tuple[bool, int]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """One fault."""
        self._fault(self.format(record))

    def __enter__(self) -> "_Log":
        self._before = [(each.propagate, each.level) for each in self._loggers]
        for each in self._loggers:
            each.propagate = False
            each.setLevel(logging.ERROR)
            each.addHandler(self)
        return self

    def __exit__(self, *ended: object) -> None:
        for each, (propagate, level) in zip(self._loggers, self._before, strict=True):
            each.removeHandler(self)
            each.propagate = propagate
            each.setLevel(level)
