"""A proof desk as its users run it: a program of its own over a copied paper, and what a test says to it and hears of it."""

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[3]
HERALD = ROOT / "issues" / "herald"
STARTING = 60.0
State = dict[str, Any]


def copied_paper(to: Path, paper: Path = HERALD) -> Path:
    """A sample paper to write in; the folder of its issue."""
    shutil.copytree(paper, to, ignore=shutil.ignore_patterns("out", ".proof"))
    return to


class RunningDesk:
    """`paper`: the issue's folder. `options`: of the command line, beside the issue and the port."""

    def __init__(self, paper: Path, *options: str) -> None:
        self.paper = paper
        self.options = options
        self.port = 0
        self.address = ""  # with the token
        self.process: subprocess.Popen[str] | None = None
        self._listener: Listener | None = None
        self._cookie = ""

    def start(self) -> "RunningDesk":
        """The program, on the port that it had before, if any. Returns when its address is told."""
        command = [
            sys.executable,
            "-c",
            "from layout.cli import main; main()",
            "proof",
            "--no-browser",
            "--as",
            "Editor",
            str(self.paper),
            "--port",
            str(self.port),
            *self.options,
        ]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ)
        )
        told = self._first_line()
        self.address = told
        self.port = urlsplit(told).port or 0
        return self

    def _first_line(self) -> str:
        assert self.process is not None
        assert self.process.stdout is not None
        line = ""
        for line in self.process.stdout:
            if "http" in line:
                return line[line.index("http") :].split()[0]
        errors = self.process.stderr.read() if self.process.stderr is not None else ""
        raise AssertionError(f"the desk told no address: {line}{errors}")

    def stop(self, with_signal: int = signal.SIGINT) -> int:
        """End it as a user does; its exit status."""
        self._hear_no_more()
        process, self.process = self.process, None
        if process is None:
            return 0
        process.send_signal(with_signal)
        try:
            process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise AssertionError("the desk did not end") from None
        return process.returncode

    def kill(self) -> None:
        """As a power cut does."""
        self._hear_no_more()
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None

    def restart(self) -> None:
        """On the same port: browsers come back by themselves."""
        self.stop()
        self.start()

    def save(self, path: str, edit: Callable[[str], str]) -> None:
        """Save a file of the paper as an editor does: `path` from the issue's folder, its text as `edit` makes it."""
        file = self.paper / path
        text = edit(file.read_text(encoding="utf-8"))
        part = file.with_name(f".{file.name}.swp")
        part.write_text(text, encoding="utf-8")
        os.replace(part, file)

    @property
    def state(self) -> State:
        """The latest, as told to browsers."""
        return self.wait_for_state(lambda state: True)

    def wait_for_state(self, holds: Callable[[State], bool], seconds: float = 30.0) -> State:
        """The first state from now on that holds; fails where none comes in time."""
        if self._listener is None or self._listener.ended:
            self._listener = Listener(self)
        return self._listener.wait(holds, seconds)

    def wait_until_ready(self, seconds: float = 60.0) -> State:
        """All pages made and judged."""
        return self.wait_for_state(
            lambda state: bool(state["pages"]) and not state["making"]["busy"] and not state["making"]["stale"], seconds
        )

    def page(self, number: str) -> dict[str, Any]:
        """A page of the latest state."""
        return next(page for page in self.state["pages"] if page["number"] == number)

    def get(self, path: str) -> Any:
        """JSON, as a browser gets it."""
        return self._ask("GET", path, None)

    def post(self, path: str, value: object) -> Any:
        """As a browser writes."""
        return self._ask("POST", path, value)

    @property
    def origin(self) -> str:
        """Of the address."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"

    def enter(self) -> str:
        """The cookie of a new session."""
        connection = self.connect()
        parts = urlsplit(self.address)
        connection.request("GET", f"{parts.path}?{parts.query}")
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 303, answer.status
        connection.close()
        return str(answer.headers["Set-Cookie"]).partition(";")[0]

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(urlsplit(self.address).hostname or "", self.port, timeout=60)

    def _ask(self, method: str, path: str, value: object) -> Any:
        connection = self.connect()
        headers = {"Cookie": self._session(), "Origin": self.origin, "Content-Type": "application/json"}
        connection.request(method, path, None if value is None else json.dumps(value), headers)
        answer = connection.getresponse()
        found = json.loads(answer.read() or b"null")
        connection.close()
        assert answer.status < 400, found
        return found

    def _session(self) -> str:
        """One for all that the test itself asks; it holds after a restart."""
        self._cookie = self._cookie or self.enter()
        return self._cookie

    def _hear_no_more(self) -> None:
        if self._listener is not None:
            self._listener.close()
            self._listener = None


class Listener:
    """Hears every state, as a browser does."""

    def __init__(self, desk: RunningDesk) -> None:
        self._changed = threading.Condition()
        self._latest: State | None = None
        self.ended = False
        self._connection = desk.connect()
        self._connection.request("GET", "/api/events", headers={"Cookie": desk.enter()})
        answer = self._connection.getresponse()
        assert answer.status == 200, answer.read()
        self._thread = threading.Thread(target=self._hear, args=(answer,), daemon=True)
        self._thread.start()

    def wait(self, holds: Callable[[State], bool], seconds: float) -> State:
        end = time.monotonic() + seconds
        with self._changed:
            while self._latest is None or not holds(self._latest):
                left = end - time.monotonic()
                assert left > 0, f"no such state came; the last one was {json.dumps(self._latest)[:2000]}"
                assert not self.ended, "the stream of states ended"
                self._changed.wait(left)
            return self._latest

    def close(self) -> None:
        with suppress(OSError):
            self._connection.close()

    def _hear(self, answer: http.client.HTTPResponse) -> None:
        with suppress(OSError, ValueError, http.client.HTTPException, AttributeError):
            for name, data in _events(answer):
                if name == "state":
                    with self._changed:
                        self._latest = json.loads(data)
                        self._changed.notify_all()
        with self._changed:
            self.ended = True
            self._changed.notify_all()


def _events(answer: http.client.HTTPResponse) -> Iterator[tuple[str, str]]:
    name, data = "", ""
    while line := answer.readline():
        text = line.decode().rstrip("\n")
        if text.startswith("event: "):
            name = text.removeprefix("event: ")
        elif text.startswith("data: "):
            data = text.removeprefix("data: ")
        elif not text and name:
            yield name, data
            name, data = "", ""
