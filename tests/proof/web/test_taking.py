"""Connections taken in: handshakes that never begin, a system without room, strangers by the hundred."""

import asyncio
import errno
import socket
import ssl
from contextlib import ExitStack
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
        while len(crowd) < 5:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.2)
        held = len(crowd)
        reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=theirs)
        writer.write(b"here")
        said = await asyncio.wait_for(reader.readexactly(4), 5)
        writer.transport.abort()
        for each in silent:
            each.close()
        server.close()
        await server.wait_closed()
        sockets[0].close()
        return held, said

    assert asyncio.run(tried()) == (5, b"here")
    assert faults == []
    assert "Traceback" not in capfd.readouterr().err


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
