import asyncio
import socket
import time
from collections.abc import Callable

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from layout.proof.web.answers import Complaint
from layout.proof.web.doors import Doors, doors_of
from layout.proof.web.patience import Patience
from layout.proof.web.streams import MOST_OF_PERSON, EndOfStream, EventStream, Streams, event
from tests.proof.web.serving_here import Here, read_until, serving, until


class Speaker:
    """Says `data` each time it is asked, and counts."""

    def __init__(self, data: bytes, pause: float = 0.0, most: int = 10**9) -> None:
        self.data, self.pause, self.most, self.said = data, pause, most, 0

    async def __call__(self) -> bytes:
        if self.said >= self.most:
            await asyncio.sleep(3600)
        await asyncio.sleep(self.pause)
        self.said += 1
        return event("state", self.data)


def speaking(
    speaker: Speaker, streams: Streams, ping: float = 15.0
) -> Callable[[int], tuple[ASGIApp, Doors, Callable[[], None]]]:
    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        streams.take("one")
        await EventStream(speaker, streams.closing, lambda: streams.give_back("one"), ping)(scope, receive, send)

    def make(port: int) -> tuple[ASGIApp, Doors, Callable[[], None]]:
        return Starlette(routes=[Route("/", answer_of(answer))]), doors_of("127.0.0.1", port, encrypted=False), streams.close

    return make


def answer_of(app: ASGIApp) -> type:
    class Endpoint:
        def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
            self.given = scope, receive, send

        def __await__(self):  # type: ignore[no-untyped-def]
            return app(*self.given).__await__()

    return Endpoint


def listening_to(here: Here) -> socket.socket:
    client = here.connect()
    client.sendall(f"GET / HTTP/1.1\r\nHost: {here.host}\r\n\r\n".encode())
    return client


def test_a_stream_begins_with_how_soon_to_come_back_and_with_what_is_the_case() -> None:
    with serving(speaking(Speaker(b'{"sequence":1}', most=1), Streams())) as here, listening_to(here) as client:
        data = read_until(client, b"sequence")
    assert b"retry: 1000" in data
    assert b'event: state\ndata: {"sequence":1}\n\n' in data
    assert b"content-type: text/event-stream" in data


def test_a_silent_stream_pings() -> None:
    with serving(speaking(Speaker(b"{}", most=0), Streams(), ping=0.05)) as here, listening_to(here) as client:
        assert b"event: ping\ndata: " in read_until(client, b"ping")


def test_a_client_that_goes_is_noticed() -> None:
    streams = Streams()
    with serving(speaking(Speaker(b"{}", most=1), streams)) as here:
        with listening_to(here) as client:
            read_until(client, b"state")
            assert streams.count == 1
        until(lambda: streams.count == 0)


def test_a_client_that_reads_nothing_gets_no_more_than_a_buffer_full_and_is_let_go() -> None:
    streams, speaker = Streams(), Speaker(b'"' + b"x" * 20_000 + b'"')
    patience = Patience(take=1.0)
    with serving(speaking(speaker, streams), patience) as here:
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(("127.0.0.1", here.port))
        with client:
            client.sendall(f"GET / HTTP/1.1\r\nHost: {here.host}\r\n\r\n".encode())
            until(lambda: speaker.said > 1)
            held = []
            while streams.count:
                held += [each.transport.get_write_buffer_size() for each in tuple(here.server.server_state.connections)]
                time.sleep(0.01)
        until(lambda: streams.count == 0)
        # The system's own buffers take some megabytes; the server itself holds one buffer and one event.
        assert max(held) < 64 * 1024 + 2 * 20_100


def test_streams_end_when_the_server_does() -> None:
    streams = Streams()
    with serving(speaking(Speaker(b"{}", most=1), streams)) as here:
        client = listening_to(here)
        read_until(client, b"state")
    client.settimeout(5)
    with client:
        while client.recv(65536):
            pass
    assert streams.count == 0


def test_there_are_so_many_streams_and_no_more() -> None:
    streams = Streams(most=3, of_session=2)
    streams.take("a")
    streams.take("a")
    with pytest.raises(Complaint, match="windows"):
        streams.take("a")
    streams.take("b")
    with pytest.raises(Complaint, match="browsers"):
        streams.take("c")
    streams.give_back("a")
    streams.take("c")
    assert streams.count == 3


def test_a_person_has_so_many_however_many_sessions_they_begin() -> None:
    streams = Streams()
    for number in range(MOST_OF_PERSON):
        streams.take(f"session {number}", "Anna")
    with pytest.raises(Complaint, match="windows"):
        streams.take("another", "Anna")
    streams.take("ben's", "Ben")
    streams.give_back("session 0", "Anna")
    streams.take("another", "Anna")


def test_the_last_streams_are_kept_for_those_who_have_none() -> None:
    streams = Streams(most=12)
    for person in ("Anna", "Ben"):
        for number in range(5):
            streams.take(str(number), person)
    with pytest.raises(Complaint, match="browsers"):
        streams.take("new", "Anna")
    streams.take("first", "Carl")
    streams.take("first", "Dora")
    with pytest.raises(Complaint, match="browsers"):
        streams.take("first", "Emil")


def test_an_end_of_what_is_told_ends_the_stream() -> None:
    async def ended() -> bytes:
        raise EndOfStream

    streams = Streams()
    with serving(speaking(ended, streams)) as here, listening_to(here) as client:  # type: ignore[arg-type]
        assert read_until(client, b"\r\n0\r\n\r\n")
    assert streams.count == 0
    assert not here.faults
