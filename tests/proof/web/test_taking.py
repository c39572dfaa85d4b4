"""Connections taken in: handshakes that never begin, a system without room, strangers by the hundred."""

import asyncio
import errno
import os
import socket
import ssl
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from layout.proof.web import taking
from layout.proof.web.crowd import Crowd, Visit
from layout.proof.web.listening import listen
from layout.proof.web.secret import read_secret
from layout.proof.web.taking import Reception, Taking, most_connections
from tests.proof.web.desk_here import desk_for
from tests.proof.web.serving_here import Here, cookie_of, read_until, serving
from tests.proof.web.test_serving import make_certificate


class Echo(asyncio.Protocol):
    def __init__(self, visit: Visit) -> None:
        self._visit = visit

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._visit.begun(transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        self._visit.over()

    def data_received(self, data: bytes) -> None:
        self._transport.write(data)


def contexts(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    certificate, key = make_certificate(folder)
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(certificate, key)
    return server, ssl.create_default_context(cafile=str(certificate))


async def end_of(client: socket.socket) -> None:
    """Until the server has ended it, which has said nothing."""
    client.setblocking(False)
    with suppress(ConnectionError):
        assert await asyncio.get_running_loop().sock_recv(client, 1) == b""


def test_handshakes_that_never_begin_hold_no_more_than_their_places_and_keep_nobody_out(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    ours, theirs = contexts(tmp_path)
    crowd, faults = Crowd(shaking=5), list[str]()

    async def tried() -> tuple[int, bytes]:
        sockets = listen("127.0.0.1", 0)
        port = sockets[0].getsockname()[1]
        server = Taking(sockets[0], Reception(crowd, Echo, ours, faults.append))
        silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(60)]
        ends = [asyncio.ensure_future(end_of(each)) for each in silent]
        await asyncio.wait_for(asyncio.gather(*ends[:55]), 10)
        held = sum(not each.done() for each in ends)
        assert held == len(crowd)
        reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=theirs)
        writer.write(b"here")
        said = await asyncio.wait_for(reader.readexactly(4), 5)
        writer.transport.abort()
        server.close()
        await server.wait_closed()
        await asyncio.wait_for(asyncio.gather(*ends), 10)
        for each in (*silent, *sockets):
            each.close()
        return held, said

    assert asyncio.run(tried()) == (5, b"here")
    assert faults == []
    assert "Traceback" not in capfd.readouterr().err


class Person(Echo):
    """Of another person each time."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._visit.is_of(f"person {id(self)}")


async def echoed(port: int) -> socket.socket:
    """A connection that was served, and stays."""
    loop, client = asyncio.get_running_loop(), socket.create_connection(("127.0.0.1", port))
    client.setblocking(False)
    await loop.sock_sendall(client, b"here")
    assert await asyncio.wait_for(loop.sock_recv(client, 4), 5) == b"here"
    return client


def test_where_all_are_in_a_newcomer_is_served_and_nobody_after_is_left_waiting() -> None:
    crowd, faults = Crowd(2), list[str]()

    async def tried() -> None:
        (listening,) = listen("127.0.0.1", 0)
        server = Taking(listening, Reception(crowd, Person, None, faults.append))
        kept = [await echoed(listening.getsockname()[1]) for _ in range(5)]
        await asyncio.wait_for(asyncio.gather(*map(end_of, kept[:3])), 5)
        assert len(crowd) == 2
        server.close()
        await server.wait_closed()
        for each in (*kept, listening):
            each.close()

    asyncio.run(tried())
    assert faults == []


def test_a_fault_of_one_connection_is_told_once_and_keeps_nobody_else_out() -> None:
    crowd, faults, made = Crowd(), list[str](), list[Visit]()

    def make(visit: Visit) -> Echo:
        made.append(visit)
        if len(made) < 3:
            raise LookupError("no protocol")
        return Echo(visit)

    async def tried() -> None:
        (listening,) = listen("127.0.0.1", 0)
        port = listening.getsockname()[1]
        server = Taking(listening, Reception(crowd, make, None, faults.append))
        for _ in range(2):
            with socket.create_connection(("127.0.0.1", port)) as client:
                await asyncio.wait_for(end_of(client), 5)
        assert len(crowd) == 0
        (await echoed(port)).close()
        server.close()
        await server.wait_closed()
        listening.close()

    asyncio.run(tried())
    assert faults == ["A connection could not be taken in or ended (LookupError: no protocol)."]


def test_a_desk_that_takes_nobody_any_more_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    async def tried() -> str:
        loop = asyncio.get_running_loop()
        told: asyncio.Future[str] = loop.create_future()

        async def accept(given: socket.socket) -> tuple[socket.socket, object]:
            raise LookupError("nobody knows why")

        monkeypatch.setattr(loop, "sock_accept", accept)
        (listening,) = listen("127.0.0.1", 0)
        with listening:
            server = Taking(listening, Reception(Crowd(), Echo, None, told.set_result))
            said = await asyncio.wait_for(told, 5)
            server.close()
            await server.wait_closed()
        return said

    said = asyncio.run(tried())
    assert said == "The desk takes no more connections (LookupError: nobody knows why): end it and start it again."


@pytest.mark.parametrize("number", [errno.EBADF, errno.EPERM, errno.ENETDOWN])
def test_a_connection_that_the_system_refuses_is_told_once_and_others_are_waited_for(
    monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(taking, "_PAUSE", 0.001)
    faults = list[str]()
    refused(monkeypatch, [number] * 3, faults.append)
    assert faults == [
        f"The system refused a connection ({os.strerror(number)}). If nobody gets in, end the desk and start it again."
    ]


def test_who_can_not_be_told_of_a_fault_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "_PAUSE", 0.001)

    def deaf(text: str) -> None:
        raise BrokenPipeError(text)

    heard = refused(monkeypatch, [errno.EMFILE], deaf)
    assert [type(each) for each in heard] == [BrokenPipeError]


def refused(monkeypatch: pytest.MonkeyPatch, numbers: list[int], fault: Callable[[str], None]) -> list[object]:
    """The system refuses so often, and then somebody is served. What the loop heard of."""
    heard = list[object]()

    async def tried() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda loop, context: heard.append(context["exception"]))
        accept, refusals = loop.sock_accept, iter(numbers)

        async def refuse_first(given: socket.socket) -> tuple[socket.socket, object]:
            for number in refusals:
                raise OSError(number, os.strerror(number))
            return await accept(given)

        monkeypatch.setattr(loop, "sock_accept", refuse_first)
        (listening,) = listen("127.0.0.1", 0)
        server = Taking(listening, Reception(Crowd(), Echo, None, fault))
        (await echoed(listening.getsockname()[1])).close()
        server.close()
        await server.wait_closed()
        listening.close()

    asyncio.run(tried())
    return heard


def test_a_system_without_room_is_told_of_once_and_some_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "_PAUSE", 0.001)
    crowd, faults, gone = Crowd(), list[str](), list[int]()
    for number in range(40):
        crowd.come("203.0.113.7", lambda number=number: gone.append(number))

    async def tried() -> None:
        (listening,) = listen("127.0.0.1", 0)
        with listening:
            loop, refusals = asyncio.get_running_loop(), iter([errno.EMFILE, errno.ECONNABORTED, errno.ENFILE])

            async def accept(given: socket.socket) -> tuple[socket.socket, object]:
                for number in refusals:
                    raise OSError(number, "Too many open files")
                await asyncio.sleep(60)
                raise AssertionError

            monkeypatch.setattr(loop, "sock_accept", accept)
            server = Taking(listening, Reception(crowd, Echo, None, faults.append))
            while len(gone) < 32:
                await asyncio.sleep(0.001)
            server.close()
            await server.wait_closed()

    asyncio.run(tried())
    assert len(faults) == 1
    assert "no more connections" in faults[0]
    assert gone == list(range(32))


def test_there_are_fewer_connections_than_files(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    for soft, wanted in ((2048, 700), (512, 312), (64, 16), (resource.RLIM_INFINITY, 700)):
        monkeypatch.setattr(resource, "getrlimit", lambda what, soft=soft: (soft, soft))
        assert most_connections() == wanted


def test_strangers_by_the_hundred_keep_neither_those_who_are_in_out_nor_those_who_would_come_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("layout.proof.web.listening.most_connections", lambda: 40)
    (tmp_path / ".proof").mkdir(0o700)
    with serving(desk_for(tmp_path / ".proof")) as here, ExitStack() as stack:
        here.cookie = cookie_of(here.get(f"/enter?token={read_secret(tmp_path / '.proof').token}"))
        kept = stack.enter_context(here.connect())
        ask(kept, here)
        font = f"GET /static/fonts/source-serif-4/SourceSerif4Subhead-Bold.otf HTTP/1.1\r\nHost: {here.host}\r\n\r\n"
        for _ in range(120):  # they read nothing of it
            stranger = stack.enter_context(here.connect())
            stranger.sendall(font.encode())
        assert here.ask("/login").status in (200, 401)  # a stranger's visit
        assert here.get("/api/state").status == 200
        ask(kept, here)  # by the connection that there was
        assert len(here.server.server_state.connections) <= 45
        assert not here.faults


def ask(client: socket.socket, here: Here) -> None:
    client.sendall(f"GET /api/state HTTP/1.1\r\nHost: {here.host}\r\nCookie: {here.cookie}\r\n\r\n".encode())
    assert b"200 OK" in read_until(client, b"}")
