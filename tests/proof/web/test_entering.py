"""Coming in by the token, by name and password, and leaving."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.requests import Request

from layout.proof.records.people import People
from layout.proof.records.roles import Role
from layout.proof.web.doors import doors_of
from layout.proof.web.entering import address_of_tries
from layout.proof.web.secret import read_secret
from tests.proof.web.desk_here import Hands, desk_for, people_of
from tests.proof.web.serving_here import Answer, Here, cookie_of, device_of, read_until, serving
from tests.proof.web.telling import Desk

PASSWORD = "correct horse battery"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".proof").mkdir(0o700)
    return tmp_path / ".proof"


@pytest.fixture
def here(folder: Path) -> Iterator[Here]:
    with serving(desk_for(folder)) as server:
        yield server
        assert not server.faults


@pytest.fixture
def people(folder: Path) -> People:
    people = people_of(folder)
    people.admit("Anna", PASSWORD, Role.RELEASE, by="Anna")
    people.admit("Ben", PASSWORD, Role.READ, by="Anna")
    return people


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def named(folder: Path, people: People, hands: Hands) -> Iterator[Here]:
    with serving(desk_for(folder, people, clocks=hands.clocks)) as server:
        yield server
        assert not server.faults


def log_in(here: Here, name: str, password: str, **headers: str) -> Answer:
    body = urlencode({"name": name, "password": password}).encode()
    given = {"Origin": here.origin, "Content-Type": "application/x-www-form-urlencoded", **headers}
    return here.ask("/login", "POST", body, given)


def test_the_tokens_address_lets_in_and_leaves_the_address_bar(here: Here, folder: Path) -> None:
    answer = here.get(f"/enter?token={read_secret(folder).token}")
    assert (answer.status, answer.headers["location"]) == (303, "/")
    assert answer.headers["referrer-policy"] == "no-referrer"
    cookie = answer.cookies[0]
    assert cookie.startswith(f"broadsheet-{here.port}=")
    assert {"HttpOnly", "Path=/", "SameSite=strict"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie
    here.cookie = cookie_of(answer)
    assert here.get("/").status == 200


def test_the_same_address_lets_in_a_second_browser(here: Here, folder: Path) -> None:
    token = read_secret(folder).token
    first, second = (cookie_of(here.get(f"/enter?token={token}")) for _ in range(2))
    assert first != second
    for here.cookie in (first, second):
        assert here.get("/").status == 200


def test_a_look_ahead_at_the_address_begins_no_session(here: Here, folder: Path) -> None:
    answer = here.ask(f"/enter?token={read_secret(folder).token}", "HEAD")
    assert answer.cookies == []


@pytest.mark.parametrize("token", ["", "x", "A" * 43, "%F0%9F%92%A9", "a&token=b"])
def test_another_token_does_not_let_in(here: Here, token: str) -> None:
    answer = here.get(f"/enter?token={token}")
    assert answer.status == 403
    assert answer.cookies == []


def test_without_a_session_there_is_a_page_that_says_what_to_do_and_nothing_of_the_paper(here: Here) -> None:
    answer = here.get("/")
    assert answer.status == 401
    assert b"Open the address that the command showed" in answer.body
    assert here.get("/login").status == 401
    assert here.get(f"/api/proofs/{'a' * 64}/trace").json() == {
        "problem": "The desk does not know this browser.",
        "remedy": "Log in, or open the address that the command showed.",
    }


def test_a_session_holds_after_a_restart_of_the_desk(folder: Path) -> None:
    with serving(desk_for(folder)) as here:
        cookie = cookie_of(here.get(f"/enter?token={read_secret(folder).token}"))
        port = here.port
    with serving(desk_for(folder), port=port) as again:
        again.cookie = cookie
        assert again.get("/").status == 200


def test_who_leaves_is_out_with_that_session_only(here: Here, folder: Path) -> None:
    token = read_secret(folder).token
    first, second = (cookie_of(here.get(f"/enter?token={token}")) for _ in range(2))
    here.cookie = first
    answer = here.post("/logout")
    assert answer.status == 200
    assert "Max-Age=0" in answer.cookies[0]
    assert here.get("/").status == 401
    here.cookie = second
    assert here.get("/").status == 200


def test_a_person_logs_in_by_name_and_password(named: Here) -> None:
    form = named.get("/login")
    assert form.status == 200
    assert form.headers["referrer-policy"] == "same-origin"  # or the browser would hide where the form came from
    assert re.search(rb'<form method="post" action="/login"', form.body)
    assert (named.get("/").status, named.get("/").headers["location"]) == (303, "/login")
    answer = log_in(named, "anna", PASSWORD)
    assert (answer.status, answer.headers["location"]) == (303, "/")
    named.cookie = cookie_of(answer)
    assert named.get("/").status == 200
    assert (named.get("/login").status, named.get("/login").headers["location"]) == (303, "/")


@pytest.mark.parametrize(("name", "password"), [("Anna", "wrong"), ("Nobody", PASSWORD), ("", ""), ("Anna", PASSWORD + " ")])
def test_a_wrong_name_and_a_wrong_password_are_refused_alike(named: Here, name: str, password: str) -> None:
    answer = log_in(named, name, password)
    assert answer.status == 403
    assert b"Name and password do not belong together" in answer.body
    assert answer.cookies == []
    assert password.encode() not in answer.body or not password


def test_a_body_that_is_no_login_form_is_refused(named: Here) -> None:
    given = {"Origin": named.origin, "Content-Type": "application/x-www-form-urlencoded"}
    for body in (b"", b"name=a", b"name=a&name=b&password=c", b"\xff=1", b"a&b", b"&".join([b"a=1"] * 50)):
        assert named.ask("/login", "POST", body, given).status == 400, body


def test_where_people_have_names_the_token_lets_nobody_in(named: Here, folder: Path) -> None:
    answer = named.get(f"/enter?token={read_secret(folder).token}")
    assert (answer.status, answer.cookies) == (404, [])


def test_each_login_is_a_new_session_and_ends_the_one_before(named: Here) -> None:
    first = cookie_of(log_in(named, "Anna", PASSWORD))
    second = cookie_of(log_in(named, "Ben", PASSWORD, Cookie=first))
    assert first != second
    named.cookie = first
    assert named.get("/").status == 303
    named.cookie = second
    assert named.get("/").status == 200


def test_another_password_another_role_or_leaving_the_list_ends_sessions(named: Here, people: People) -> None:
    for change in (
        lambda: people.admit("Ben", PASSWORD + "!", None, by="Anna"),
        lambda: people.admit("Ben", PASSWORD + "!", Role.NOTE, by="Anna"),
        lambda: people.disable("Ben", by="Anna"),
    ):
        answer = log_in(named, "Ben", PASSWORD)
        if answer.status != 303:
            answer = log_in(named, "Ben", PASSWORD + "!")
        named.cookie = cookie_of(answer)
        assert named.get("/").status == 200
        change()
        assert named.get("/").status == 303
    assert log_in(named, "Ben", PASSWORD + "!").status == 403


def test_after_some_failures_a_name_waits_and_so_does_who_knows_the_password(named: Here, hands: Hands) -> None:
    answers = [log_in(named, "Anna", f"guess {each}") for each in range(6)]
    assert [answer.status for answer in answers[:4]] == [403] * 4
    assert answers[-1].status == 429
    assert int(answers[-1].headers["retry-after"]) >= 1
    right = log_in(named, "Anna", PASSWORD)
    assert right.status == 429
    assert right.cookies == []
    hands.forward += int(right.headers["retry-after"])
    assert log_in(named, "Anna", PASSWORD).status == 303


def test_guessing_many_names_from_one_address_waits_too(named: Here) -> None:
    statuses = [log_in(named, f"name {each}", "password").status for each in range(30)]
    assert statuses[0] == 403
    assert statuses[-1] == 429
    assert log_in(named, "Ben", PASSWORD).status == 429


def test_behind_another_server_each_client_is_counted_for_itself_and_none_can_give_another_address(named: Here) -> None:
    def guess(number: int, told: str) -> int:
        return log_in(named, f"name {number}", "password", **{"X-Forwarded-For": told}).status

    statuses = [guess(each, f"198.51.100.{each}, 203.0.113.7") for each in range(30)]
    assert (statuses[0], statuses[-1]) == (403, 429)
    assert guess(40, "203.0.113.7, 203.0.113.8") == 403
    assert guess(41, "no address") == 403


def test_the_last_line_of_the_other_server_counts_and_not_what_the_client_sent_before_it(named: Here) -> None:
    body = urlencode({"name": "Nobody", "password": "password"}).encode()
    head = "POST /login HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nOrigin: {}\r\nContent-Length: {}\r\n"
    head += "Content-Type: application/x-www-form-urlencoded\r\n"
    head += "X-Forwarded-For: 198.51.100.{}\r\nX-Forwarded-For: 203.0.113.7\r\n\r\n"
    answers = [named.raw(head.format(named.host, named.origin, len(body), each).encode() + body) for each in range(8)]
    assert b" 403 " in answers[0][:20]
    assert b" 429 " in answers[-1][:20]  # one address, for all that was invented


def test_without_a_public_name_nobody_says_for_others_where_they_are() -> None:
    doors = [doors_of("0.0.0.0", 8000, encrypted=True), doors_of("127.0.0.1", 8000, encrypted=False, public=["http://a.test"])]
    told = [(b"x-forwarded-for", b"203.0.113.7")]
    for each, wanted in zip(doors, ("127.0.0.1", "203.0.113.7"), strict=True):
        request = Request({"type": "http", "headers": told, "client": ("127.0.0.1", 5)})
        assert address_of_tries(each, request) == wanted


def test_whoever_guesses_at_a_name_elsewhere_keeps_nobody_out(named: Here) -> None:
    guesses = [log_in(named, "Anna", f"guess {each}", **{"X-Forwarded-For": f"203.0.113.{each // 4}"}) for each in range(11)]
    assert {guess.status for guess in guesses} == {403}
    began = time.monotonic()
    answer = log_in(named, "Anna", PASSWORD, **{"X-Forwarded-For": "198.51.100.1"})
    assert answer.status == 303  # held up by seconds, and in
    assert 1.0 < time.monotonic() - began < 6.0


def test_a_browser_that_came_in_before_is_not_held_up_by_guesses_at_its_own_address(named: Here) -> None:
    device = device_of(log_in(named, "Anna", PASSWORD))
    for each in range(30):
        log_in(named, f"name {each}", "password")
    assert log_in(named, "Anna", PASSWORD).status == 429
    assert log_in(named, "Ben", PASSWORD, Cookie=device).status == 429  # it is Anna's
    assert log_in(named, "Anna", PASSWORD, Cookie=device).status == 303
    statuses = [log_in(named, "Anna", f"guess {each}", Cookie=device).status for each in range(6)]
    assert (statuses[0], statuses[-1]) == (403, 429)


@pytest.mark.parametrize("name", ["Anna", "  Anna ", "\uff21nna", "ANNA", "an\uff4ea\u00a0"])
def test_however_a_name_is_written_its_failures_are_counted_together(named: Here, name: str) -> None:
    for each in range(5):
        log_in(named, "anna", f"guess {each}")
    assert log_in(named, name, PASSWORD).status == 429


def test_tries_of_the_token_take_nothing_from_those_who_come_in_by_name(named: Here) -> None:
    statuses = {named.get(f"/enter?token={each}").status for each in range(80)}
    assert statuses == {404}
    assert log_in(named, "Anna", PASSWORD).status == 303


def test_the_session_of_a_person_is_no_session_of_the_token(folder: Path, people: People) -> None:
    with serving(desk_for(folder, people)) as here:
        cookie = cookie_of(log_in(here, "Ben", PASSWORD))
        port = here.port
    with serving(desk_for(folder), port=port) as again:
        again.cookie = cookie
        assert again.get("/").status == 401
        token = cookie_of(again.ask(f"/enter?token={read_secret(folder).token}"))
    with serving(desk_for(folder, people), port=port) as here:
        here.cookie = token
        assert here.get("/").status == 303


def test_what_the_browser_kept_is_asked_for_again_where_it_would_not_be_thrown_away(folder: Path, people: People) -> None:
    """By plain http from elsewhere no browser hears that it is to clear its cache."""
    desk = Desk()
    with serving(desk_for(folder, people, begun=desk.begun)) as here:
        here.cookie = cookie_of(log_in(here, "Anna", PASSWORD))
        path = f"/api/proofs/{desk.keys[0]}/trace"
        first = here.get(path)
        assert first.headers["cache-control"] == "private, no-cache"
        again = here.get(path, **{"If-None-Match": first.headers["etag"]})
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
        assert here.get(path, **{"If-None-Match": '"x"'}).body == first.body
        here.post("/logout")
        assert here.get(path, **{"If-None-Match": first.headers["etag"]}).status == 401


def test_on_this_machine_a_proof_is_kept_for_good(folder: Path) -> None:
    desk = Desk()
    with serving(desk_for(folder, begun=desk.begun)) as here:
        here.cookie = cookie_of(here.get(f"/enter?token={read_secret(folder).token}"))
        assert "immutable" in here.get(f"/api/proofs/{desk.keys[0]}/trace").headers["cache-control"]


def test_the_stream_of_one_who_is_taken_out_ends_with_the_next_ping(folder: Path, people: People) -> None:
    with serving(desk_for(folder, people, ping=0.1)) as here:
        here.cookie = cookie_of(log_in(here, "Anna", PASSWORD))
        with here.connect() as client:
            client.sendall(f"GET /api/events HTTP/1.1\r\nHost: {here.host}\r\nCookie: {here.cookie}\r\n\r\n".encode())
            read_until(client, b"event: ping")
            people.disable("Anna", by="Ben")
            read_until(client, b"0\r\n\r\n")
