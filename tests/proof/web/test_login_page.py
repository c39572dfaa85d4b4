"""What people see before they are in: the login page, and a page under a name that is none of the desk's."""

from pathlib import Path

import pytest

from layout.proof.records.roles import Role
from tests.proof.web.desk_here import desk_for, people_of
from tests.proof.web.serving_here import serving
from tests.proof.web.telling import Desk


def test_the_login_page_names_the_paper_and_says_that_passwords_cross_unencrypted(paper: Path) -> None:
    people = people_of(paper / ".proof")
    people.admit("Ben", "a long password", Role.READ, by="Anna")
    desk = Desk()
    with serving(desk_for(paper / ".proof", people, begun=desk.begun)) as here:
        page = here.get("/login").body.decode()
    assert "2026-11-26" in page, "which issue it is"
    assert "cross the network unencrypted" in page
    name = next(line for line in page.splitlines() if 'id="name"' in line)
    assert "autofocus" in name


def test_a_name_that_is_none_of_the_desks_is_told_as_a_page_to_whoever_reads_pages(desk: Desk) -> None:
    asked = {"Host": "desk.example.org", "Accept": "text/html,application/xhtml+xml"}
    answer = desk.here.ask("/login", "GET", b"", asked)
    assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (421, "text/html")
    assert b"--public https://example.org" in answer.body
    assert desk.page("1")["section"].encode() not in answer.body, "nothing of the paper"
    told = desk.here.ask("/api/state", "GET", b"", {"Host": "desk.example.org"})
    assert (told.status, "--public" in told.json()["remedy"]) == (421, True)  # type: ignore[call-overload,operator,index]


@pytest.mark.parametrize("accept", ["", "application/json", "*/*"])
def test_programs_are_told_as_json(desk: Desk, accept: str) -> None:
    answer = desk.here.ask("/", "GET", b"", {"Host": "evil.example", "Accept": accept})
    assert answer.json()["problem"] == "This server has no such name."  # type: ignore[index,call-overload]
