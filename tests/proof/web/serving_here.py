"""A proof desk's server in this process, on a free port, and clients that speak HTTP to it byte by byte."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from starlette.types import ASGIApp

from layout.proof.web.doors import Doors
from layout.proof.web.listening import DeskServer, Ways, listen
from layout.proof.web.patience import Patience

SOON = 10.0


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    cookies: list[str] = field(default_factory=list)

    def json(self) -> object:
        return json.loads(self.body)


@dataclass
class Here:
    """A running server. `faults`: what the program itself did wrong."""

    port: int
    server: DeskServer
    patience: Patience
    doors: Doors
    faults: list[str]
    loop: asyncio.AbstractEventLoop
    cookie: str = ""

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def origin(self) -> str:
        return f"http://{self.host}"

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=SOON)

    def raw(self, data: bytes) -> bytes:
        """All that the server says to these bytes until it closes the connection or stays silent."""
        with self.connect() as client:
            client.sendall(data)
            return read_all(client, 2.0)

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, headers: Mapping[str, str] | None = None) -> Answer:
        """One request with exactly these headers and `Host`; a header of None is left out."""
        said = {"Host": self.host, "Connection": "close", **({} if body is None else {"Content-Length": str(len(body))})}
        lines = [f"{method} {path} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in {**said, **(headers or {})}.items() if value is not None]
        with self.connect() as client:
            client.sendall("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + (body or b""))
            return parse(read_all(client, SOON), method)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask(path, headers={"Cookie": self.cookie, **headers} if self.cookie else headers)

    def post(self, path: str, value: object = None, **headers: str | None) -> Answer:
        """As the page of the desk writes."""
        given = {"Origin": self.origin, "Content-Type": "application/json", **({"Cookie": self.cookie} if self.cookie else {})}
        more = {name.replace("_", "-"): text for name, text in headers.items()}
        return self.ask(path, "POST", json.dumps(value if value is not None else {}).encode(), {**given, **more})


def read_all(client: socket.socket, seconds: float) -> bytes:
    """Until it closes, is reset, or says nothing for so long."""
    client.settimeout(seconds)
    data = b""
    try:
        while part := client.recv(65536):
            data += part
    except (TimeoutError, ConnectionResetError):
        pass
    return data


def read_until(client: socket.socket, mark: bytes) -> bytes:
    """At least as far as that."""
    data = b""
    while mark not in data:
        part = client.recv(65536)
        assert part, data
        data += part
    return data


def parse(data: bytes, method: str = "GET") -> Answer:
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    pairs = [line.partition(":")[::2] for line in lines[1:]]
    headers = {name.strip().lower(): value.strip() for name, value in pairs}
    cookies = [value.strip() for name, value in pairs if name.strip().lower() == "set-cookie"]
    if headers.get("transfer-encoding") == "chunked" and method != "HEAD":
        body = _unchunked(body)
    return Answer(int(lines[0].split()[1]) if len(lines[0].split()) > 1 else 0, headers, body, cookies)


def _unchunked(body: bytes) -> bytes:
    whole = b""
    while body:
        size, _, body = body.partition(b"\r\n")
        count = int(size or b"0", 16)
        if not count:
            break
        whole, body = whole + body[:count], body[count + 2 :]
    return whole


def until(holds: Callable[[], bool], seconds: float = SOON) -> None:
    """Wait for it, or fail."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come to hold"
        time.sleep(0.01)


@contextmanager
def serving(
    make: Callable[[int], tuple[ASGIApp, Doors, Callable[[], None]]], patience: Patience | None = None, port: int = 0
) -> Iterator[Here]:
    """`make` gives the application for a port, its doors, and what ends its streams. It is called where the server runs."""
    sockets = listen("127.0.0.1", port)
    port = sockets[0].getsockname()[1]
    faults: list[str] = []
    box: dict[str, Here] = {}
    ready = threading.Event()

    def run() -> None:
        async def serve() -> None:
            app, doors, closing = make(port)
            ways = Ways(patience or Patience(), closing, faults.append)
            server = DeskServer(app, ways)
            box["here"] = Here(port, server, ways.patience, doors, faults, asyncio.get_running_loop())
            task = asyncio.ensure_future(server.serve(sockets=sockets))
            while not server.started and not task.done():
                await asyncio.sleep(0.005)
            ready.set()
            await task

        asyncio.run(serve())

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(SOON), "the server did not start"
    try:
        yield box["here"]
    finally:
        box["here"].server.should_exit = True
        thread.join(SOON)
        assert not thread.is_alive(), "the server did not end"


def cookie_of(answer: Answer) -> str:
    """The session's, as the browser sends it back."""
    sessions = [each for each in answer.cookies if not each.partition("=")[0].endswith("-known")]
    assert len(sessions) == 1, answer.cookies
    return sessions[0].partition(";")[0]


def device_of(answer: Answer) -> str:
    """What the browser is known by from now on."""
    return next(each for each in answer.cookies if each.partition("=")[0].endswith("-known")).partition(";")[0]


def folder_of(tmp: Path) -> Path:
    folder = tmp / ".proof"
    folder.mkdir(exist_ok=True)
    return folder
