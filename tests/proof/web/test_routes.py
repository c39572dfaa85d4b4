"""What the desk answers to somebody who is in."""

import ast
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.requests import Request

from layout.base.problems import InFile
from layout.design.press import Press
from layout.proof.facts import Item, Kind, Read, Refused
from layout.proof.pictures import plate_room
from layout.proof.pictures.plate_room import Proofed
from layout.proof.pictures.tray import Tray
from layout.proof.records.people import People
from layout.proof.records.roles import Role
from layout.proof.web import plates as web_plates
from layout.proof.web.room import Room
from layout.proof.web.secret import read_secret
from tests.proof.web.desk_here import desk_for, people_of
from tests.proof.web.made_up import SLUG, tell
from tests.proof.web.serving_here import Here, cookie_of, read_until, serving, until
from tests.proof.web.telling import Desk


def test_the_state_says_who_asks_when_and_of_which_run(desk: Desk) -> None:
    state = desk.state()
    assert state["me"] == {"name": "Anna", "role": "release", "may": ["read", "note", "approve", "release"]}
    assert state["clock"][19] in "+-Z"
    assert len(state["run"]) == 16
    assert [page["number"] for page in state["pages"]] == ["1", "2"]
    assert state["pages"][0]["proof"] == desk.keys[0]
    assert state["pages"][0]["state"] == "ready"
    assert set(state) >= {"sequence", "issue", "making", "refused", "pages", "revisions"}


@pytest.mark.parametrize("path", [
    "/api/notes", "/api/pages/1/approve", "/api/pages/1/withdraw", "/api/pages/1/release", "/api/pages/1/unrelease",
    "/api/pages/1/printed", "/api/stories/flood/open",
])  # fmt: skip
def test_a_desk_that_has_just_started_says_that_its_pages_are_not_made_yet(here: Here, path: str) -> None:
    answer = here.post(path, {"page": "1", "proof": "a" * 64, "text": "x"})
    assert (answer.status, answer.json()) == (
        503, {"problem": "The pages have not been made yet.", "remedy": "Wait until they stand."},
    )  # fmt: skip
    assert answer.headers["retry-after"] == "2"


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


# Roles.


@pytest.fixture
def people(paper: Path) -> People:
    people = people_of(paper / ".proof")
    for role in Role:
        people.admit(f"{role}er", "password 123", role, by="Anna")
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
        (Role.RELEASE, "/api/pages/1/unrelease", proof),
    ]
    for role in reversed(Role):
        enter(named, f"{role}er")
        assert named.state()["me"] == {"name": f"{role}er", "role": str(role), "may": [str(each) for each in role.may]}
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
    (item,) = named.here.get("/api/items").json()["items"]  # type: ignore[index]
    assert item["opens"] is False
    assert named.here.post(f"/api/items/{item['key']}/open", {}).status == 403


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

EDITOR = """#!{python}
import os, sys
open({told!r} + ".part", "w").write(repr([os.getpid(), *sys.argv[1:]]))
os.rename({told!r} + ".part", {told!r})
"""


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
    program.write_text(EDITOR.format(python=sys.executable, told=str(told)))
    program.chmod(0o755)
    desk = Desk()
    with serving(
        desk_for(paper / ".proof", editor=f"'{program}' --goto '{{path}}:{{line}}' ';touch x'", begun=desk.begun)
    ) as here:
        here.cookie = cookie_of(here.get(f"/enter?token={read_secret(paper / '.proof').token}"))
        assert here.post(f"/api/stories/{SLUG}/open", {"paragraph": 1}).json() == {"opened": True}
        until(told.exists)
        number, *arguments = ast.literal_eval(told.read_text())
        assert arguments == ["--goto", f"{paper}/stories/flood.md:7", ";touch x"]
        until(lambda: not Path(f"/proc/{number}").exists())  # nothing is left of it, not even a zombie
        assert here.post(f"/api/stories/{SLUG}/open", {"line": -1}).status == 400
        assert here.post("/api/stories/..%2fissue/open", {}).status == 404
    with serving(desk_for(paper / ".proof", editor="vscode://file/{path}:{line}", begun=desk.begun)) as here:
        here.cookie = cookie_of(here.get(f"/enter?token={read_secret(paper / '.proof').token}"))
        link = f"vscode://file{paper}/stories/flood.md"
        assert here.post(f"/api/stories/{SLUG}/open", {"line": 3}).json() == {"link": f"{link}:3"}
        assert here.get("/api/stories").json()[SLUG]["links"] == {"file": f"{link}:5", "closed": ""}  # type: ignore[index]


def _wrong(room: Room, *places: tuple[str, int]) -> None:
    """Things that are wrong in these files, told in the server's loop."""
    items = tuple(
        Item(f"k{at}", Kind.TEXT, "code", "error", "wrong", "", path=path, line=line) for at, (path, line) in enumerate(places)
    )
    room.shift._live._hear(Read(1, items, (), {}))


def test_whatever_is_wrong_in_a_file_is_opened_there_by_its_key(filed: Path) -> None:
    (filed / "secret").write_text("x")
    wrong = [("issue.yaml", 4), ("stories/flood.md", 2), ("gone.md", 1), ("../secret", 1), ("", 0)]

    def begun(room: Room) -> None:
        tell(room)
        _wrong(room, *wrong)

    with serving(desk_for(filed / ".proof", editor="vscode://file/{path}:{line}", begun=begun)) as here:
        here.cookie = cookie_of(here.get(f"/enter?token={read_secret(filed / '.proof').token}"))
        items = here.get("/api/items").json()["items"]  # type: ignore[index]
        assert [each["opens"] for each in items] == [True, True, False, False, False]
        assert here.post("/api/items/k0/open", {}).json() == {"link": f"vscode://file{filed}/issue.yaml:4"}
        assert here.post("/api/items/k1/open", {}).json() == {"link": f"vscode://file{filed}/stories/flood.md:2"}
        assert [here.post(f"/api/items/{key}/open", {}).status for key in ("k2", "k3", "k4", "issue.yaml")] == [404] * 4
    with serving(desk_for(filed / ".proof", begun=begun)) as here:
        here.cookie = cookie_of(here.get(f"/enter?token={read_secret(filed / '.proof').token}"))
        assert not any(each["opens"] for each in here.get("/api/items").json()["items"])  # type: ignore[index]
        assert "No editor is set up." in here.post("/api/items/k0/open", {}).json()["problem"]  # type: ignore[index]


def test_a_text_that_is_wrong_is_opened_from_over_the_pages(filed: Path) -> None:
    wrong = Item("k", Kind.TEXT, "yaml-syntax", "error", "wrong", "", path="issue.yaml", line=4)

    def begun(room: Room) -> None:
        tell(room)
        room.shift._live._hear(Refused(2, (wrong,)))

    with serving(desk_for(filed / ".proof", editor="vscode://file/{path}:{line}", begun=begun)) as here:
        here.cookie = cookie_of(here.get(f"/enter?token={read_secret(filed / '.proof').token}"))
        (refused,) = here.get("/api/state").json()["refused"]  # type: ignore[index]
        assert (refused["message"], refused["opens"]) == ("Wrong", True)
        assert here.post(f"/api/items/{refused['key']}/open", {}).json() == {"link": f"vscode://file{filed}/issue.yaml:4"}


def test_an_editor_that_is_not_there_is_told(filed: Path) -> None:
    desk = Desk()
    with serving(desk_for(filed / ".proof", editor="no-such-editor {path}", begun=desk.begun)) as here:
        here.cookie = cookie_of(here.get(f"/enter?token={read_secret(filed / '.proof').token}"))
        answer = here.post(f"/api/stories/{SLUG}/open", {})
        assert answer.status == 409
        assert answer.json()["problem"].startswith("The editor 'no-such-editor' does not start: ")  # type: ignore[index]
        assert "does not start" in answer.json()["problem"]  # type: ignore[index]
        # While the issue can't be read its stories are opened all the same: they may be what is to be mended.
        (filed / "issue.yaml").write_text("pages: [")
        desk.room.reader._reading = None  # as after a save
        assert "does not start" in here.post(f"/api/stories/{SLUG}/open", {}).json()["problem"]  # type: ignore[index]


def test_a_slow_disk_with_the_stories_keeps_nobody_waiting(filed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is looked at in threads alone."""
    desk, real = Desk(), Path.is_file
    looked: list[int] = []
    loops: list[int] = []

    def is_file(path: Path) -> bool:
        if path.name == "flood.md":
            looked.append(threading.get_ident())
        return real(path)

    monkeypatch.setattr(Path, "is_file", is_file)
    with serving(desk_for(filed / ".proof", editor="vscode://file/{path}:{line}", begun=desk.begun)) as here:
        here.cookie = cookie_of(here.get(f"/enter?token={read_secret(filed / '.proof').token}"))
        here.loop.call_soon_threadsafe(lambda: loops.append(threading.get_ident()))
        assert here.post(f"/api/stories/{SLUG}/open", {}).status == 200
        (filed / "stories" / "flood.md").unlink()
        assert here.post(f"/api/stories/{SLUG}/open", {}).json()["problem"] == "The story's file is not there."  # type: ignore[index]
    assert looked
    assert loops[0] not in looked


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
