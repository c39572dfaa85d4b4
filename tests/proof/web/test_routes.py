"""What the desk answers to somebody who is in."""

import json
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.requests import Request

from layout.base.problems import InFile
from layout.design.press import Press
from layout.proof.pictures import plate_room
from layout.proof.pictures.plate_room import Proofed
from layout.proof.pictures.tray import Tray
from layout.proof.records.people import People
from layout.proof.records.records import open_records
from layout.proof.records.refusal import RecordsError, Why
from layout.proof.records.roles import Role
from layout.proof.records.standing import pinned_facts
from layout.proof.records.values import InStory, NewNote, Saying, What, WholePage
from layout.proof.records.versions import Now
from layout.proof.web import plates as web_plates
from layout.proof.web.room import Room
from layout.proof.web.secret import read_secret
from tests.proof.web.desk_here import desk_for, people_of
from tests.proof.web.made_up import EVIL, SLUG, tell
from tests.proof.web.serving_here import Here, cookie_of, read_until, serving, until


class Desk:
    """A server, its room, the keys of its two pages."""

    def __init__(self) -> None:
        self.room: Room
        self.here: Here
        self.keys: list[str] = []

    def begun(self, room: Room) -> None:
        self.room = room
        self.keys = tell(room)

    def again(self, *texts: str) -> None:
        """Another save, told in the server's loop."""
        done: list[list[str]] = []
        self.here.loop.call_soon_threadsafe(lambda: done.append(tell(self.room, texts, 2)))
        until(lambda: bool(done))
        self.keys = done[0]

    def state(self) -> dict:  # type: ignore[type-arg]
        return self.here.get("/api/state").json()  # type: ignore[return-value]

    def page(self, number: str) -> dict:  # type: ignore[type-arg]
        return next(page for page in self.state()["pages"] if page["number"] == number)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    (tmp_path / ".proof").mkdir(0o700)
    return tmp_path


@pytest.fixture
def desk(paper: Path) -> Iterator[Desk]:
    desk = Desk()
    with serving(desk_for(paper / ".proof", begun=desk.begun)) as here:
        desk.here = here
        here.cookie = cookie_of(here.get(f"/enter?token={read_secret(paper / '.proof').token}"))
        yield desk
        assert not here.faults


def test_the_state_says_who_asks_when_and_of_which_run(desk: Desk) -> None:
    state = desk.state()
    assert state["me"] == {"name": "Anna", "role": "release"}
    assert state["clock"][19] in "+-Z"
    assert len(state["run"]) == 16
    assert [page["number"] for page in state["pages"]] == ["1", "2"]
    assert state["pages"][0]["proof"] == desk.keys[0]
    assert state["pages"][0]["state"] == "ready"
    assert set(state) >= {"sequence", "issue", "making", "refused", "pages", "revisions"}


def test_each_state_comes_to_who_listens_the_present_one_first(desk: Desk) -> None:
    with listening(desk.here) as client:
        read_until(client, b'"proof":"' + desk.keys[0].encode())
        desk.again("The lake rose over night.", "The river rose over night.")
        read_until(client, b'"proof":"' + desk.keys[0].encode())


def listening(here: Here) -> socket.socket:
    client = here.connect()
    client.sendall(f"GET /api/events HTTP/1.1\r\nHost: {here.host}\r\nCookie: {here.cookie}\r\n\r\n".encode())
    return client


def test_who_leaves_hears_nothing_more(desk: Desk) -> None:
    with listening(desk.here) as client:
        read_until(client, b'"sequence"')
        desk.here.post("/logout")
        desk.again("The lake rose over night.", "The river rose over night.")
        rest = read_until(client, b"0\r\n\r\n")
        assert desk.keys[0].encode() not in rest


def test_streams_of_one_browser_are_counted(desk: Desk) -> None:
    clients = [listening(desk.here) for _ in range(5)]
    until(lambda: desk.room.streams.count == 5)
    answer = desk.here.get("/api/events")
    assert answer.status == 429
    assert "Close some" in answer.json()["remedy"]  # type: ignore[index]
    for client in clients:
        client.close()
    until(lambda: desk.room.streams.count == 0)
    listening(desk.here).close()
    assert desk.here.ask("/api/events", "HEAD", headers={"Cookie": desk.here.cookie}).status == 200


def test_lists_and_traces(desk: Desk) -> None:
    items = desk.here.get("/api/items").json()
    assert items["items"][0]["story"] == SLUG  # type: ignore[index]
    assert items["fits"][0]["lines_over"] == 3  # type: ignore[index]
    stories = desk.here.get("/api/stories").json()
    assert stories[SLUG]["places"] == [{"page": "1", "block": "A"}, {"page": "2", "block": "A"}]  # type: ignore[index]
    assert stories[SLUG]["links"]["file"] is None  # type: ignore[index]
    trace = desk.here.get(f"/api/proofs/{desk.keys[0]}/trace")
    assert trace.json()["page"] == "1"  # type: ignore[index]
    assert "immutable" in trace.headers["cache-control"]


def test_pages_and_versions_that_are_not_known_are_not_there(desk: Desk) -> None:
    for path in ("/api/pages/3/versions", "/api/pages/1-2/versions", "/api/pages/1/compare?before=" + "b" * 64,
                 f"/api/pages/2/compare?before={desk.keys[0]}", "/api/stories/other/galley", "/api/nothing"):  # fmt: skip
        answer = desk.here.get(path)
        assert answer.status == 404, path
        assert set(answer.json()) == {"problem", "remedy"}  # type: ignore[call-overload]
    for path in ("/api/pages/3/approve", "/api/notes/7/done", "/api/stories/other/open"):
        assert desk.here.post(path, {"proof": desk.keys[0]}).status in (403, 404), path


def test_a_note_is_pinned_to_its_word_and_follows_it(desk: Desk) -> None:
    made = desk.here.post(
        "/api/notes", {"page": "1", "proof": desk.keys[0], "point": [32.0, 48.0], "text": "Which? @Anna", "due": "21:30"}
    )
    assert made.status == 201
    assert made.json()["quote"] == "river"  # type: ignore[index]
    desk.again("Late news. The river rose over night.", "The river rose over night.")
    note = desk.here.get("/api/notes").json()["notes"][0]  # type: ignore[index]
    assert (note["story"], note["paragraph"], note["quote"], note["found"]) == (SLUG, 0, "river", "moved")
    assert note["area"] is not None
    assert (note["by"], note["due"], note["done"]) == ("Anna", "21:30", None)
    assert desk.page("1")["notes"] == 1


def test_notes_are_answered_done_and_undone(desk: Desk) -> None:
    number = desk.here.post("/api/notes", {"page": "2", "proof": desk.keys[1], "text": "Look."}).json()["id"]  # type: ignore[index]
    assert desk.here.post(f"/api/notes/{number}/reply", {"text": "I did."}).json()["replies"][0]["text"] == "I did."  # type: ignore[index]
    assert desk.here.post(f"/api/notes/{number}/done").json()["done"]["by"] == "Anna"  # type: ignore[index]
    assert desk.page("2")["notes"] == 0
    assert desk.here.post(f"/api/notes/{number}/undone").json()["done"] is None  # type: ignore[index]
    said = [event["what"] for event in desk.here.get("/api/history").json()["events"]]  # type: ignore[index]
    assert said[:4] == ["undone", "done", "replied", "noted"]
    assert desk.here.get("/api/history?before=1").json() == {"events": []}
    assert desk.here.get("/api/history?before=x").status == 400


def test_a_note_whose_answer_was_lost_is_kept_once(desk: Desk) -> None:
    body = {"page": "2", "proof": desk.keys[1], "text": "Look.", "once": "a" * 32}
    first, again = desk.here.post("/api/notes", body), desk.here.post("/api/notes", body)
    assert (first.status, again.status) == (201, 201)
    assert first.json() == again.json()
    assert len(desk.here.get("/api/notes").json()["notes"]) == 1  # type: ignore[index]
    assert desk.here.post("/api/notes", {**body, "once": "../x"}).status == 400


def test_what_is_written_stays_written_where_the_records_cannot_be_looked_at_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> frozenset[str]:
        raise RecordsError(Why.UNAVAILABLE, "The database is away.", "Wait.")

    with monkeypatch.context() as patch:
        patch.setattr(desk.room.records, "pinned_keys", away)
        assert desk.here.post("/api/notes", {"page": "2", "text": "Look."}).status == 201
        assert desk.here.post("/api/pages/1/approve", {"proof": desk.keys[0]}).status == 200
    assert desk.here.post("/api/notes", {"page": "2", "text": "And look."}).status == 201
    assert desk.page("2")["notes"] == 2
    assert desk.page("1")["signed"]["by"] == "Anna"


@pytest.mark.parametrize("body", [
    {}, {"page": 1, "text": "x"}, {"page": "1"}, {"page": "1", "text": ["x"]}, {"page": "1", "text": "x", "point": [1]},
    {"page": "1", "text": "x", "point": ["1", 2]}, {"page": "1", "text": "x", "paragraph": -1},
    {"page": "1", "text": "x", "word": 1.5},
    {"page": "1", "text": "x", "proof": "../x"}, {"page": "1", "text": "x", "due": "soon"}, {"page": "1", "text": "\ud800"},
    {"page": "1", "text": "x", "paragraph": True}, {"page": "1", "text": "a\0b"}, [], "x", None, 1,
])  # fmt: skip
def test_a_note_that_makes_no_sense_is_refused_with_a_sentence(desk: Desk, body: object) -> None:
    given = {"Origin": desk.here.origin, "Cookie": desk.here.cookie, "Content-Type": "application/json"}
    answer = desk.here.ask("/api/notes", "POST", json.dumps(body).encode(), given)
    assert answer.status == 400
    assert answer.json()["problem"]  # type: ignore[index,call-overload]
    assert desk.here.get("/api/notes").json()["notes"] == []  # type: ignore[index]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b'{"page": NaN}', b"[" * 30_000, b'{"a":' * 9000, b"1" * 6000])
def test_what_is_no_json_is_refused_with_a_sentence(desk: Desk, body: bytes) -> None:
    given = {"Origin": desk.here.origin, "Cookie": desk.here.cookie, "Content-Type": "application/json"}
    assert desk.here.ask("/api/notes", "POST", body, given).status == 400


def test_a_sign_off_is_of_the_page_as_it_is_and_lapses_with_its_ink(desk: Desk) -> None:
    assert desk.here.post("/api/pages/1/approve", {"proof": desk.keys[1]}).status == 409
    assert desk.here.post("/api/pages/1/approve", {}).status == 400
    assert desk.here.post("/api/pages/1/approve", {"proof": desk.keys[0]}).status == 200
    assert desk.page("1")["signed"]["by"] == "Anna"
    assert desk.page("1")["state"] == "signed"
    desk.again("The lake rose over night.", "The river rose over night.")
    until(lambda: desk.page("1")["lapsed"] is not None)
    assert desk.page("1")["signed"] is None
    desk.again("The river rose over night.", "The river rose over night.")
    until(lambda: desk.page("1")["signed"] is not None)  # the very same ink again
    until(lambda: {"lapsed", "restored"} <= {event["what"] for event in desk.here.get("/api/history").json()["events"]})  # type: ignore[index]
    assert desk.here.post("/api/pages/1/printed", {"proof": desk.keys[0]}).status == 200
    assert desk.here.post("/api/pages/1/withdraw").status == 200
    assert desk.page("1")["signed"] is None
    assert desk.here.post("/api/pages/1/withdraw").status == 409


def test_the_records_hear_of_pages_in_the_order_in_which_they_were_made(desk: Desk) -> None:
    """However slowly they write: a sign-off that lapsed is not brought back by an older save."""
    first = desk.keys[0]
    desk.here.post("/api/pages/1/approve", {"proof": first})
    write, written = desk.room.shift._write, []

    def slowly(made: list[Now]) -> None:
        time.sleep(0.2 if not written else 0)
        written.append(made[0].key)
        write(made)

    desk.room.shift._write = slowly  # type: ignore[method-assign,assignment]
    for number in range(5):
        desk.again(f"The lake rose {number} times.", "The river rose over night.")
    last = desk.keys[0]
    until(lambda: bool(written) and written[-1] == last)
    until(lambda: desk.here.get("/api/pages/1/versions").json()["versions"][0]["key"] == last)  # type: ignore[index]
    assert len(written) < 5  # what came in between is not written
    assert desk.page("1")["lapsed"] is not None
    assert [event["what"] for event in desk.here.get("/api/history").json()["events"]] == ["lapsed", "approved"]  # type: ignore[index]


def test_the_records_are_told_again_when_they_come_back(desk: Desk) -> None:
    write, refused = desk.room.shift._write, []

    def away(made: list[Now]) -> None:
        if not refused:
            refused.append(made)
            raise RecordsError(Why.UNAVAILABLE, "The database is away.", "Wait.")
        write(made)

    desk.room.shift._write = away  # type: ignore[method-assign,assignment]
    desk.again("The lake rose over night.", "The river rose over night.")
    until(lambda: desk.here.get("/api/pages/1/versions").json()["versions"][0]["key"] == desk.keys[0], 5)  # type: ignore[index]


def test_a_page_is_not_released_unless_it_may(desk: Desk) -> None:
    answer = desk.here.post("/api/pages/1/release", {"proof": desk.keys[0]})
    assert answer.status == 409
    assert "not signed" in answer.json()["problem"]  # type: ignore[index]
    assert desk.here.post("/api/pages/1/unrelease").status == 409


def test_versions_are_compared_by_key_and_by_what_was_done_with_them(desk: Desk) -> None:
    first = desk.keys[0]
    assert desk.here.get("/api/pages/1/compare").status == 409  # never printed
    desk.here.post("/api/pages/1/printed", {"proof": first})
    desk.again("The lake rose over night.", "The river rose over night.")
    until(lambda: len(desk.here.get("/api/pages/1/versions").json()["versions"]) == 2)  # type: ignore[index]
    told = desk.here.get("/api/pages/1/versions").json()["versions"]  # type: ignore[index]
    assert told[0]["said"].startswith(f"The story '{SLUG}' reads otherwise: 1 word")  # type: ignore[index]
    assert told[1]["said"] == ""  # type: ignore[index]
    found = desk.here.get("/api/pages/1/compare?before=proof").json()
    assert (found["before"], found["after"]) == (first, desk.keys[0])  # type: ignore[index]
    assert found["stories"][0]["slug"] == SLUG  # type: ignore[index]
    assert not found["editorial_same"]  # type: ignore[index]
    assert desk.here.get(f"/api/pages/1/compare?before={first}&after=now").json() == found
    assert desk.here.get(f"/api/pages/1/compare?before=now&after={first}").json()["before"] == desk.keys[0]  # type: ignore[index]


def test_what_another_desk_says_on_the_same_records_comes_within_seconds(desk: Desk, paper: Path) -> None:
    desk.here.loop.call_soon_threadsafe(lambda: desk.room.shift._later(desk.room.shift._poll()))
    other = open_records(paper / ".proof" / "desk.sqlite3", "paper/issue.yaml")
    other.add_note(NewNote("1", desk.keys[0], WholePage(), "From another desk."), by="Ben")
    until(lambda: desk.page("1")["notes"] == 1, 5)
    assert desk.here.get("/api/people").json() == {"people": ["Anna", "Ben"]}
    other.close()


def test_a_thousand_notes_are_answered_at_once_to_all_who_ask(desk: Desk) -> None:
    place = pinned_facts(InStory(SLUG, 0, 4, "The ", "river", " rose over night.", True, True))
    note = Saying(What.NOTED, "Ben", "1", proof=desk.keys[0], body={"text": EVIL, "due": "", "to": [], "pinned": place})
    desk.room.records._ledger.say(lambda present: [note] * 1000)
    began = time.monotonic()
    with ThreadPoolExecutor(10) as browsers:
        answers = list(browsers.map(lambda each: desk.here.get("/api/notes"), range(10)))
    assert time.monotonic() - began < 5
    assert {len(answer.json()["notes"]) for answer in answers} == {1000}  # type: ignore[index]


# Roles.


@pytest.fixture
def people(paper: Path) -> People:
    people = people_of(paper / ".proof")
    for role in Role:
        people.add_user(f"{role}er", "password 123", role, by="Anna")
    return people


@pytest.fixture
def named(paper: Path, people: People) -> Iterator[Desk]:
    desk = Desk()
    with serving(desk_for(paper / ".proof", people, editor="true {path}", begun=desk.begun)) as here:
        desk.here = here
        yield desk
        assert not here.faults


def enter(desk: Desk, name: str) -> None:
    given = {"Origin": desk.here.origin, "Content-Type": "application/x-www-form-urlencoded"}
    body = urlencode({"name": name, "password": "password 123"}).encode()
    desk.here.cookie = cookie_of(desk.here.ask("/login", "POST", body, given))


def test_each_role_may_do_what_it_may_and_no_more(named: Desk) -> None:
    proof = {"proof": named.keys[0]}
    wishes = [
        (Role.NOTE, "/api/notes", {"page": "1", "text": "x", **proof}),
        (Role.NOTE, "/api/notes/1/reply", {"text": "x"}),
        (Role.NOTE, "/api/notes/1/done", {}),
        (Role.NOTE, "/api/notes/1/undone", {}),
        (Role.NOTE, "/api/pages/1/printed", proof),
        (Role.APPROVE, "/api/pages/1/approve", proof),
        (Role.APPROVE, "/api/pages/1/withdraw", {}),
        (Role.RELEASE, "/api/pages/1/release", proof),
        (Role.RELEASE, "/api/pages/1/unrelease", {}),
    ]
    for role in reversed(Role):
        enter(named, f"{role}er")
        assert named.state()["me"] == {"name": f"{role}er", "role": str(role)}
        for needed, path, body in wishes:
            answer = named.here.post(path, body)
            may = list(Role).index(role) >= list(Role).index(needed)
            assert (answer.status != 403) is may, (role, path, answer)
            if not may:
                assert f"Your role, {role}" in answer.json()["problem"]  # type: ignore[index]
        assert named.here.get("/api/notes").status == 200


def test_without_a_session_nothing_is_answered_and_nothing_done(named: Desk) -> None:
    for path in ("/api/state", "/api/events", "/api/items", "/api/stories", f"/api/stories/{SLUG}/galley", "/api/notes",
                 "/api/history",
                 "/api/people", f"/api/proofs/{named.keys[0]}/trace", f"/api/proofs/{named.keys[0]}/page/24",
                 f"/api/proofs/{named.keys[0]}/plates", "/api/pages/1/versions", "/api/pages/1/compare"):  # fmt: skip
        assert named.here.get(path).status == 401, path
    for path in ("/api/notes", "/api/notes/1/done", "/api/pages/1/approve", "/api/pages/1/release", f"/api/stories/{SLUG}/open"):
        assert named.here.post(path, {"proof": named.keys[0]}).status == 401, path


def test_somebody_elsewhere_opens_no_editor_here(named: Desk) -> None:
    enter(named, "releaseer")
    assert named.here.post(f"/api/stories/{SLUG}/open", {}).status == 403
    links = named.here.get("/api/stories").json()[SLUG]["links"]  # type: ignore[index]
    assert links["file"] is None
    assert links["closed"].startswith("Files are opened only on the machine on which the desk runs.")


# The editor.

ISSUE = """
house: house.yaml
date: 2026-11-26
stories: stories
pages:
  - page: 1
    master: front
    dummy: |
      A
    place:
      A: {story: flood}
"""
STORY = "---\nheadline: x\n---\n\nText.\n"


@pytest.fixture
def filed(paper: Path) -> Path:
    (paper / "stories").mkdir()
    (paper / "issue.yaml").write_text(ISSUE)
    (paper / "stories" / "flood.md").write_text(STORY)
    return paper


def test_a_story_is_opened_by_a_command_without_a_shell(filed: Path) -> None:
    paper = filed
    told = paper / "told"
    program = paper / "an editor"
    program.write_text(f"#!{sys.executable}\nimport sys\nopen({str(told)!r} + '.part', 'w').write(repr(sys.argv[1:]))\n"
                       f"import os\nos.rename({str(told)!r} + '.part', {str(told)!r})\n")  # fmt: skip
    program.chmod(0o755)
    desk = Desk()
    with serving(
        desk_for(paper / ".proof", editor=f"'{program}' --goto '{{path}}:{{line}}' ';touch x'", begun=desk.begun)
    ) as here:
        here.cookie = cookie_of(here.get(f"/enter?token={read_secret(paper / '.proof').token}"))
        assert here.post(f"/api/stories/{SLUG}/open", {"paragraph": 1}).json() == {"opened": True}
        until(told.exists)
        assert told.read_text() == repr(["--goto", f"{paper}/stories/flood.md:7", ";touch x"])
        assert here.post(f"/api/stories/{SLUG}/open", {"line": -1}).status == 400
        assert here.post("/api/stories/..%2fissue/open", {}).status == 404
    with serving(desk_for(paper / ".proof", editor="vscode://file/{path}:{line}", begun=desk.begun)) as here:
        here.cookie = cookie_of(here.get(f"/enter?token={read_secret(paper / '.proof').token}"))
        link = f"vscode://file{paper}/stories/flood.md"
        assert here.post(f"/api/stories/{SLUG}/open", {"line": 3}).json() == {"link": f"{link}:3"}
        assert here.get("/api/stories").json()[SLUG]["links"] == {"file": f"{link}:5", "closed": ""}  # type: ignore[index]


def test_an_editor_that_is_not_there_is_told(filed: Path) -> None:
    desk = Desk()
    with serving(desk_for(filed / ".proof", editor="no-such-editor {path}", begun=desk.begun)) as here:
        here.cookie = cookie_of(here.get(f"/enter?token={read_secret(filed / '.proof').token}"))
        answer = here.post(f"/api/stories/{SLUG}/open", {})
        assert answer.status == 409
        assert "does not start" in answer.json()["problem"]  # type: ignore[index]
        # While the issue can't be read its stories are opened all the same: they may be what is to be mended.
        (filed / "issue.yaml").write_text("pages: [")
        desk.room.reader._read = (99, desk.room.reader._read[1]) if desk.room.reader._read else None
        assert "does not start" in here.post(f"/api/stories/{SLUG}/open", {}).json()["problem"]  # type: ignore[index]


def test_pictures_and_plates_whose_askers_have_gone_are_not_made(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    key = desk.page("1")["proof"]
    drawers, plates = desk.room.drawers, desk.room.plates
    drawers._tray.close()
    plates._tray.close()
    for thread in (*drawers._threads, plates._thread):
        thread.join()
    drawers._tray, plates._tray = Tray(10, None), Tray(10, None)  # nobody works at these
    monkeypatch.setattr(plate_room, "find_ghostscript", lambda: "gs")

    async def proofed(_: object, request: Request) -> Proofed:
        return Proofed("1", key, Path("1.pdf"), Press("Test", where=InFile("")))

    monkeypatch.setattr(web_plates._Plates, "_proofed", proofed)

    def lying() -> list[bool]:
        return [asked.wanted for tray in (drawers._tray, plates._tray) for asked in tray._lying.values()]

    cookie = f"Cookie: {desk.here.cookie}\r\n" if desk.here.cookie else ""
    clients = []
    for path in ("page/48", "tile/1/0/0", "plates", "softproof"):
        client = desk.here.connect()
        client.sendall(f"GET /api/proofs/{key}/{path} HTTP/1.1\r\nHost: {desk.here.host}\r\n{cookie}\r\n".encode())
        clients.append(client)
    until(lambda: lying() == [True, True, True])
    for client in clients:
        client.close()
    until(lambda: not any(lying()))
    assert not desk.here.faults
