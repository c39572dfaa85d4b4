"""A desk with named people whose database hangs, or is gone: told at once, looked at as before, and nothing said."""

import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import Connection

from layout.proof.records.database import Database
from layout.proof.records.people import People
from layout.proof.records.refusal import RecordsError, Why
from layout.proof.records.roles import Role
from layout.proof.web import asking, roll
from tests.proof.web.desk_here import Hands, desk_for, people_of
from tests.proof.web.serving_here import Answer, Here, cookie_of, read_until, serving
from tests.proof.web.telling import Desk

PASSWORD = "correct horse battery"
SILENT = "The records do not answer."
GONE = "The records on base cannot be reached."


class Cable:
    """Between the desk and its records; the test itself reaches them always, as another desk would."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._there = threading.Event()
        self._gone = False
        self.plug()
        self._test = threading.current_thread()
        patch.setattr(Database, "reading", self._through(Database.reading))
        patch.setattr(Database, "_writes", self._through(Database._writes))

    def plug(self) -> None:
        self._gone = False
        self._there.set()

    def pull(self, tells: str) -> None:
        """Whoever asks hangs, or hears that there is nobody."""
        self._gone = tells == GONE
        if tells == SILENT:
            self._there.clear()

    def _through(self, opens: object) -> object:
        @contextmanager
        def reached(database: Database, *how: float) -> Iterator[Connection]:
            if threading.current_thread() is not self._test:
                assert self._there.wait(30)
                if self._gone:
                    raise RecordsError(Why.UNAVAILABLE, GONE, "Wait.")
            opened: AbstractContextManager[Connection] = opens(database, *how)  # type: ignore[operator]
            with opened as connection:
                yield connection

        return reached


@pytest.fixture
def cable(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cable]:
    monkeypatch.setattr(asking, "HANGS_SECONDS", 0.2)
    monkeypatch.setattr(roll, "_PATIENCE", 0.1)
    cable = Cable(monkeypatch)
    yield cable
    cable.plug()


@pytest.fixture
def people(paper: Path) -> People:
    people = people_of(paper / ".proof")
    people.admit("Anna", PASSWORD, Role.RELEASE, by="Anna")
    return people


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def desk(paper: Path, people: People, cable: Cable, hands: Hands) -> Iterator[Desk]:
    desk = Desk()
    with serving(desk_for(paper / ".proof", people, begun=desk.begun, clocks=hands.clocks, ping=0.3)) as here:
        desk.here = here
        here.cookie = cookie_of(log_in(here))
        yield desk
        cable.plug()  # or the desk would wait for its threads
        assert set(here.faults) <= {f"{GONE} Wait."}
        desk.room.records.close()


def log_in(here: Here) -> Answer:
    given = {"Origin": here.origin, "Content-Type": "application/x-www-form-urlencoded"}
    return here.ask("/login", "POST", urlencode({"name": "Anna", "password": PASSWORD}).encode(), given)


@pytest.mark.parametrize("tells", [SILENT, GONE])
def test_who_is_in_is_told_and_looks_on_while_nothing_can_be_said(desk: Desk, people: People, cable: Cable, tells: str) -> None:
    here, shift = desk.here, desk.room.shift
    here.loop.call_soon_threadsafe(lambda: shift._tasks.start("Looking", shift._poll()))
    with here.connect() as client:
        client.sendall(f"GET /api/events HTTP/1.1\r\nHost: {here.host}\r\nCookie: {here.cookie}\r\n\r\n".encode())
        read_until(client, b'"sequence"')
        cable.pull(tells)
        began = time.monotonic()
        read_until(client, b'"unrecorded":"' + tells.encode())
        assert time.monotonic() - began < 2.5
        desk.again("The lake rose over night.", "The river rose over night.")
        read_until(client, b'"proof":"' + desk.keys[0].encode())
        assert here.get("/").status == 200
        assert here.get(f"/api/proofs/{desk.keys[0]}/trace").status == 200
        assert desk.state()["making"]["unrecorded"] == tells
        for path in ("/api/notes", "/api/pages/1/approve", "/api/pages/1/release"):
            refused = here.post(path, {"page": "1", "proof": desk.keys[0], "text": "x"})
            assert (refused.status, refused.json()["problem"]) == (503, tells)  # type: ignore[index]
        people.disable("Anna", by="Ben")  # at another desk
        assert here.get("/").status == 200
        cable.plug()
        read_until(client, b"0\r\n\r\n")
    assert here.get("/").headers["location"] == "/login"
    assert not desk.room.records.present().notes


@pytest.mark.parametrize("tells", [SILENT, GONE])
def test_who_was_not_in_lately_is_told_why_and_can_leave(desk: Desk, cable: Cable, hands: Hands, tells: str) -> None:
    cable.pull(tells)
    assert {desk.here.get("/").status for _ in range(4)} == {200}
    hands.forward = roll.LATELY_SECONDS + 1
    for path in ("/", "/login"):
        shut = desk.here.get(path)
        assert (shut.status, shut.headers["content-type"]) == (503, "text/html; charset=utf-8")
        assert tells.encode() in shut.body
    assert desk.here.get("/api/state").json()["problem"] == tells  # type: ignore[index]
    assert desk.here.post("/logout").status == 200
    cable.plug()
    assert desk.here.get("/").headers["location"] == "/login"


def test_who_wants_to_come_in_is_told_too_and_not_where_the_records_are(desk: Desk, cable: Cable) -> None:
    cable.pull(GONE)
    refused = log_in(desk.here)
    assert refused.status == 503
    assert SILENT.encode() in refused.body
    assert GONE.encode() not in refused.body
    assert refused.cookies == []
    cable.plug()
    assert log_in(desk.here).status == 303
