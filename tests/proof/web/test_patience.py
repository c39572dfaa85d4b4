"""Slow clients, and very many of them."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from layout.proof.web.doors import Doors, doors_of
from layout.proof.web.guard import PIECE, Guard
from layout.proof.web.patience import MOST_HELD, Patience
from tests.proof.web.serving_here import Here, parse, read_all, read_until, serving, until

SLOW = 1.0
BIG = b"x" * 30_000_000
STEADY = b"x" * 8_000_000


def make(port: int) -> tuple[ASGIApp, Doors, Callable[[], None]]:
    async def small(request: Request) -> Response:
        return Response(b"here")

    async def big(request: Request) -> Response:
        return Response(BIG)

    doors = doors_of("127.0.0.1", port, encrypted=False)
    routes = [Route("/", small, methods=["GET", "POST"]), Route("/big", big)]
    return Starlette(routes=routes, middleware=[Middleware(Guard, doors=doors)]), doors, lambda: None


@pytest.fixture(scope="module")
def here() -> Iterator[Here]:
    with serving(make, Patience(header=SLOW, take=SLOW, most=100)) as server:
        yield server
        assert not server.faults


def closed_after(client: socket.socket) -> float:
    began = time.monotonic()
    read_all(client, 10 * SLOW)
    return time.monotonic() - began


def send_slowly(client: socket.socket, data: bytes) -> None:
    for each in data:
        client.sendall(bytes([each]))
        time.sleep(0.02)


def test_a_connection_that_says_nothing_is_closed(here: Here) -> None:
    with here.connect() as client:
        assert 0.5 * SLOW < closed_after(client) < 3 * SLOW


def test_headers_that_come_byte_by_byte_are_not_waited_for_longer_than_all_at_once(here: Here) -> None:
    with here.connect() as client:
        began = time.monotonic()
        with pytest.raises(ConnectionError):
            send_slowly(client, b"GET / HTTP/1.1\r\n" + b"X-Slow: 1\r\n" * 1000)
        assert time.monotonic() - began < 3 * SLOW


def test_a_second_request_has_its_own_time_for_headers(here: Here) -> None:
    with here.connect() as client:
        client.sendall(f"GET / HTTP/1.1\r\nHost: {here.host}\r\n\r\n".encode())
        read_until(client, b"here")
        time.sleep(1.5 * SLOW)  # idle between two requests: that is what connections are kept for
        client.sendall(b"GET / HT")
        assert 0.5 * SLOW < closed_after(client) < 3 * SLOW


def test_a_part_of_a_request_behind_a_whole_one_is_not_waited_for_either(here: Here) -> None:
    with here.connect() as client:
        client.sendall(f"GET / HTTP/1.1\r\nHost: {here.host}\r\n\r\nGET / HT".encode())
        assert closed_after(client) < 3 * SLOW


def test_who_takes_nothing_of_an_answer_is_let_go(here: Here) -> None:
    with here.connect() as client:
        client.sendall(f"GET /big HTTP/1.1\r\nHost: {here.host}\r\n\r\n".encode())
        ours = client.getsockname()
        until(lambda: any(each.client == ours for each in here.server.server_state.connections))
        until(lambda: not any(each.client == ours for each in here.server.server_state.connections), 5 * SLOW)


def test_of_an_answer_that_nobody_takes_no_more_waits_in_the_server_than_two_pieces(here: Here) -> None:
    """Else whoever asks for long answers, and reads none, fills its memory."""
    with socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(("127.0.0.1", here.port))
        client.sendall(f"GET /big HTTP/1.1\r\nHost: {here.host}\r\n\r\n".encode())
        ours = client.getsockname()
        held = [0]
        while held[-1] == 0 or any(each.client == ours for each in here.server.server_state.connections):
            held += [each.transport.get_write_buffer_size() for each in tuple(here.server.server_state.connections)]
            time.sleep(0.01)
        assert 0 < max(held) <= MOST_HELD + PIECE


def test_a_server_that_ends_waits_for_nobody_who_reads_nothing_and_says_nothing_of_it() -> None:
    with serving(make) as server, socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(("127.0.0.1", server.port))
        client.sendall(f"GET /big HTTP/1.1\r\nHost: {server.host}\r\n\r\n".encode())
        until(lambda: bool(server.server.server_state.tasks))
    assert server.faults == []


def test_who_takes_an_answer_slowly_but_steadily_gets_all_of_it() -> None:
    """Longer than the time in which something must be taken, through small buffers: the answer waits in the server."""

    def make_slow(port: int) -> tuple[ASGIApp, Doors, Callable[[], None]]:
        async def answer(request: Request) -> Response:
            return Response(STEADY)

        doors = doors_of("127.0.0.1", port, encrypted=False)
        return Starlette(routes=[Route("/", answer)], middleware=[Middleware(Guard, doors=doors)]), doors, lambda: None

    with serving(make_slow, Patience(header=SLOW, take=0.5 * SLOW, most=100)) as server, socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16384)
        client.settimeout(5 * SLOW)
        client.connect(("127.0.0.1", server.port))
        client.sendall(f"GET / HTTP/1.1\r\nHost: {server.host}\r\nConnection: close\r\n\r\n".encode())
        began, got = time.monotonic(), 0
        while part := client.recv(150_000):
            got += len(part)
            time.sleep(len(part) / 4_000_000)
        assert got > len(STEADY)
        assert time.monotonic() - began > SLOW, "it was no slow client"


def test_two_hundred_slow_clients_keep_nobody_waiting(here: Here) -> None:
    with ExitStack() as stack:
        slow = [stack.enter_context(here.connect()) for _ in range(200)]
        for number, client in enumerate(slow):
            try:
                client.sendall(b"GET / HTTP/1.1\r\nHost: " if number % 2 else b"P")
            except OSError:
                continue  # it was let go for another
        waits = []
        for _ in range(5):
            began = time.monotonic()
            assert here.get("/").body == b"here"
            waits.append(time.monotonic() - began)
        assert max(waits) < 1.0
        assert here.patience.count <= 100


def test_bodies_that_do_not_come_keep_nobody_waiting(here: Here) -> None:
    head = f"POST / HTTP/1.1\r\nHost: {here.host}\r\nOrigin: {here.origin}\r\n"
    head += "Content-Type: application/json\r\nContent-Length: 9000\r\n\r\n{"
    with ExitStack() as stack:
        for _ in range(200):
            client = stack.enter_context(here.connect())
            client.sendall(head.encode())
        began = time.monotonic()
        assert here.get("/").body == b"here"
        assert time.monotonic() - began < 1.0
        assert here.patience.count <= 100


def test_requests_sent_one_behind_another_are_answered_in_order(here: Here) -> None:
    one = f"GET / HTTP/1.1\r\nHost: {here.host}\r\n"
    with here.connect() as client:
        client.sendall((one + "\r\n" + one + "\r\n" + one + "Connection: close\r\n\r\n").encode())
        assert read_all(client, 5).count(b"HTTP/1.1 200 OK") == 3


def test_no_more_headers_are_read_than_a_browser_sends(here: Here) -> None:
    answer = here.raw(f"GET / HTTP/1.1\r\nHost: {here.host}\r\nX: ".encode() + b"x" * 200_000)
    assert not answer or parse(answer).status == 400
