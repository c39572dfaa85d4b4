"""Script in headline, caption, slug, metadata, notes and names: no page of HTML has it as such, and what is JSON says so.

That nothing of it runs in a browser is tested with one (tests/proof/browser).
"""

import html
import json
import re
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest

from layout.proof.records.roles import Role
from layout.proof.records.values import NewNote, WholePage
from layout.proof.web.answers import json_of
from layout.proof.web.room import Room
from layout.proof.web.templates import Templates
from tests.proof.web.desk_here import desk_for, people_of
from tests.proof.web.made_up import EVIL, SLUG, tell
from tests.proof.web.serving_here import Here, cookie_of, read_until, serving

NAME = "<script>alert(1)</script>\"onerror=x '"
RAW = (b"<script>alert", b"</script><!--", b"<!--", b"onerror=alert(2) x='<")


class Told:
    def __init__(self) -> None:
        self.keys: list[str] = []

    def begun(self, room: Room) -> None:
        self.keys = tell(room)
        room.records.add_note(NewNote("1", self.keys[0], WholePage(), EVIL), by=NAME)
        room.records.approve("1", self.keys[0], "01" * 16, by=NAME)


@pytest.fixture(scope="module")
def told() -> Told:
    return Told()


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, told: Told) -> Iterator[Here]:
    folder = tmp_path_factory.mktemp("paper") / ".proof"
    folder.mkdir(0o700)
    people = people_of(folder)
    people.admit(NAME, "a long password", Role.RELEASE, by=NAME)
    with serving(desk_for(folder, people, begun=told.begun)) as server:
        body = urlencode({"name": NAME, "password": "a long password"}).encode()
        given = {"Origin": server.origin, "Content-Type": "application/x-www-form-urlencoded"}
        server.cookie = cookie_of(server.ask("/login", "POST", body, given))
        yield server
        assert not server.faults


def test_the_page_itself_has_the_title_escaped_and_no_script_of_its_own_in_it(here: Here) -> None:
    answer = here.get("/")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert (
        html.escape(EVIL.split("\u2028")[0], quote=True).replace("&#x27;", "&#39;").replace("&quot;", "&#34;").encode()
        in answer.body
    )
    assert not [raw for raw in RAW if raw in answer.body]
    scripts = re.findall(rb"<script[^>]*>(.*?)</script>", answer.body, re.DOTALL)
    assert scripts
    assert not any(script.strip() for script in scripts)
    assert not re.search(rb"\son[a-z]+=|style=|javascript:", answer.body)


def test_the_form_gives_back_a_name_escaped(here: Here) -> None:
    body = urlencode({"name": NAME + "\u2028\u202e</title>{{7*7}}", "password": EVIL}).encode()
    given = {"Origin": here.origin, "Content-Type": "application/x-www-form-urlencoded"}
    answer = here.ask("/login", "POST", body, given)
    assert answer.status == 403
    assert b"&lt;script&gt;alert(1)" in answer.body
    assert b"<script" not in answer.body
    assert b"{{7*7}}" in answer.body  # as it was typed: no template is made of it
    assert EVIL.encode() not in answer.body
    assert not re.search(rb'value="[^"]*"[^>]*onerror', answer.body)


def test_every_template_escapes_whatever_goes_into_it() -> None:
    templates = Templates()
    for name, values in (
        ("index.html", {"title": EVIL, "named_users": True}),
        ("login.html", {"refused": EVIL, "name": EVIL, "title": EVIL, "issue": EVIL, "open": True}),
        ("closed.html", {"heading": EVIL, "said": EVIL}),
    ):
        body = bytes(templates.page(name, values).body)
        assert not [raw for raw in RAW if raw in body], name
        assert b"&lt;script&gt;" in body


def test_what_is_json_says_so_and_is_no_html(here: Here, told: Told) -> None:
    first = told.keys[0]
    for path in ("/api/state", "/api/items", "/api/stories", "/api/notes", "/api/history", "/api/people", "/api/pages/1/versions",
                 f"/api/pages/1/compare?before={first}", f"/api/proofs/{first}/trace", f"/api/pages/{quote('<script>')}/versions",
                 f"/api/stories/{quote(EVIL.replace('/', ''))}/galley", f"/{quote('<script>')}",
                 f"/api/notes/{quote('<b>')}/done"):  # fmt: skip
        answer = here.get(path)
        assert answer.headers["content-type"] == "application/json", path
        assert answer.headers["x-content-type-options"] == "nosniff"
        json.loads(answer.body)


def test_what_was_filed_comes_through_unchanged(here: Here) -> None:
    assert here.get("/api/state").json()["issue"]["title"] == EVIL  # type: ignore[index]
    assert here.get("/api/stories").json()[SLUG]["headline"] == EVIL  # type: ignore[index]
    assert here.get("/api/items").json()["items"][0]["message"] == EVIL  # type: ignore[index]
    note = here.get("/api/notes").json()["notes"][0]  # type: ignore[index]
    assert (note["text"], note["by"]) == (re.sub("[\u202e\u2066\x7f\x9b]", "", EVIL), NAME)
    assert NAME in here.get("/api/people").json()["people"]  # type: ignore[index]
    assert here.get("/api/state").json()["me"]["name"] == NAME  # type: ignore[index]


def test_no_text_ends_an_event_or_begins_another(here: Here) -> None:
    with here.connect() as client:
        client.sendall(f"GET /api/events HTTP/1.1\r\nHost: {here.host}\r\nCookie: {here.cookie}\r\n\r\n".encode())
        data = read_until(client, b'"approve","release"]}}\n\n')
    assert data.count(b"event: state") == 1
    assert b"\xe2\x80\xa8" not in data
    assert b"<script" not in data


@pytest.mark.parametrize("text", [EVIL, "a\nb\r\nc", "\ud800", "\x00\x1f", "\u0085", "</script>", "\u2028"])
def test_json_stays_on_its_line_and_means_what_it_meant(text: str) -> None:
    data = json_of({"x": text})
    assert json.loads(data)["x"] == text
    assert not set(data) & {0x0A, 0x0D, 0x00}
    assert b"<" not in data


def test_what_is_no_number_is_no_json() -> None:
    with pytest.raises(ValueError, match="JSON"):
        json_of(float("nan"))
