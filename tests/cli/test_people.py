"""`broadsheet proof` about people: added, changed, removed, listed; and what makes no sense of them."""

import io
import json
import sqlite3
import sys
from pathlib import Path

import pytest

from layout.cli.status import WRONG_INPUT
from layout.production.order import Order
from layout.proof.records.roles import Role
from layout.proof.web.serving import desk_records
from tests.cli.proofing import home as home
from tests.cli.proofing import issue as issue
from tests.cli.proofing import run

PASSWORD = "correct horse battery"


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_people_are_added_listed_and_removed(
    issue: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(capsys, issue, "--users")[1].strip() == "nobody yet"
    typed(monkeypatch, f"{PASSWORD}\nwhat follows is nobody's\n")
    assert run(capsys, issue, "--add-user", "Anna", "--role", "approve")[:2] == (0, "Anna may come in, role approve\n")
    records = desk_records(Order(issue))
    assert records.people.check_password("Anna", PASSWORD) is not None
    records.close()
    typed(monkeypatch, f"{PASSWORD}!\n")
    told = run(capsys, issue, "--add-user", "ANNA", "--role", "note")[1]
    assert told == "Anna was approve, is note; the password is another\n"
    assert run(capsys, issue, "--users")[1].split() == ["Anna", "note"]
    assert "does not get in any more" in run(capsys, issue, "--remove-user", "Anna")[1]
    assert run(capsys, issue, "--users")[1].split() == ["Anna", "note", "(removed)"]
    status, _, err = run(capsys, issue, "--add-user", "Anna")  # nobody comes back with a right that nobody gave again
    assert (status, "Anna was removed: --add-user wants --role" in err) == (WRONG_INPUT, True)
    typed(monkeypatch, f"{PASSWORD}!\n")
    told = run(capsys, issue, "--add-user", "Anna", "--role", "note")[1]
    assert told == "Anna was removed, is note; the password is another\n"
    typed(monkeypatch, f"{PASSWORD}?\n")
    assert run(capsys, issue, "--add-user", "Anna")[1] == "Anna is note as before; the password is another\n"


def test_a_refused_command_leaves_people_as_they_were(
    issue: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, f"{PASSWORD}\n")
    assert run(capsys, issue, "--add-user", "Anna", "--role", "read")[0] == 0
    typed(monkeypatch, f"short\n{PASSWORD}\n")
    assert run(capsys, issue, "--add-user", "Anna", "--role", "release")[0] == WRONG_INPUT
    status, _, err = run(capsys, issue, "--add-user", "Ben", "--role", "read", "--remove-user", "Nobody")
    assert (status, "two commands" in err) == (WRONG_INPUT, True)
    assert run(capsys, issue, "--users")[1].split() == ["Anna", "read"]
    records = desk_records(Order(issue))
    assert records.people.check_password("Anna", PASSWORD) is not None
    records.close()


def test_every_role_that_there_is_can_be_given(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for given in ("--role", "printer"), ():
        err = run(capsys, issue, "--add-user", "Anna", *given)[2]
        assert [role for role in Role if role not in err] == []


def test_people_who_came_with_an_unpacked_folder_are_not_let_in_until_they_are_added_here(
    issue: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    typed(monkeypatch, f"{PASSWORD}\n")
    run(capsys, issue, "--add-user", "Mallory", "--role", "release")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("another machine")))
    status, _, err = run(capsys, issue, "--no-browser", "--host", "0.0.0.0")
    assert (status, "Mallory (release)" in err, "--add-user NAME --role ROLE" in err) == (WRONG_INPUT, True, True)
    assert "Mallory  release  (not let in: add again)" in run(capsys, issue, "--users")[1]
    typed(monkeypatch, f"{PASSWORD}!\n")
    assert "--role" in run(capsys, issue, "--add-user", "Mallory")[2]  # the role that a stranger gave is not taken over
    told = run(capsys, issue, "--add-user", "Mallory", "--role", "read")[1]
    assert told == "Mallory was not let in, is read; the password is another\n"
    assert run(capsys, issue, "--users")[1].split() == ["Mallory", "read"]


def test_where_the_key_to_which_people_are_bound_cannot_be_kept_nobody_is_added(
    issue: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (issue.parent / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(issue.parent / "file"))
    typed(monkeypatch, f"{PASSWORD}\n")
    status, _, err = run(capsys, issue, "--add-user", "Anna", "--role", "read")
    assert (status, "can't be kept" in err, "XDG_CONFIG_HOME" in err) == (WRONG_INPUT, True, True)


@pytest.mark.parametrize(
    ("given", "arguments", "said"),
    [
        ("short\n", ("--add-user", "Anna", "--role", "note"), "fewer than 8"),
        ("", ("--add-user", "Anna", "--role", "note"), "fewer than 8"),
        (f"{PASSWORD}\n", ("--add-user", "Anna"), "--role"),
        (f"{PASSWORD}\n", ("--add-user", "Anna", "--role", "printer"), "printer"),
        ("", ("--remove-user", "Nobody"), "Nobody"),
    ],
)
def test_what_makes_no_sense_of_people_is_refused(
    issue: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    given: str,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    typed(monkeypatch, given)
    status, _, err = run(capsys, issue, *arguments)
    assert status == WRONG_INPUT
    assert said in err
    assert run(capsys, issue, "--users")[1].strip() == "nobody yet"


def test_problem_and_remedy_stand_on_lines_of_their_own(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, issue, "--remove-user", "Nobody")
    assert status == WRONG_INPUT
    assert err.splitlines() == ["broadsheet proof: There is nobody called Nobody.", "    Look at the list of names."]


def test_a_role_of_nobody_is_an_error_with_what_to_do(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, issue, "--role", "read")
    assert status == WRONG_INPUT
    assert "--add-user NAME" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--remove-user", ""), "--remove-user: the name is empty"),
        (("--add-user", " ", "--role", "read"), "--add-user: the name is empty"),
        (("--add-user", "Anna", "--role", "read", "--print", "pack.pdf"), "--add-user and --print do not go together"),
        (("--users", "--pages", "1"), "--users and --pages do not go together"),
        (("--remove-user", "Anna", "--host", "127.0.0.1"), "--remove-user and --host do not go together"),
        (("--users", "-D", "price=1"), "--users and -D do not go together"),
    ],
)
def test_what_does_not_go_with_people_is_refused_and_nothing_is_made(
    issue: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    before = {*issue.parent.rglob("*")}
    status, out, err = run(capsys, issue, *arguments)
    assert (status, out, said in err) == (WRONG_INPUT, "", True), err
    assert {*issue.parent.rglob("*")} == before


def test_a_name_that_was_written_into_the_file_forges_no_line_of_the_list(
    issue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk_records(Order(issue)).close()
    forged = "Eve  read\nAnn Berger  release\u2028Zoe"
    with sqlite3.connect(issue.parent / ".proof" / "desk.sqlite3") as file:
        row = (
            "",
            "2026-11-26T20:04:05.123456Z",
            "Eve",
            "person added",
            "",
            0,
            "",
            "",
            json.dumps({"name": forged, "role": "read"}),
        )
        file.execute(f"INSERT INTO desk_events {COLUMNS} VALUES ({', '.join('?' * len(row))})", row)
    assert run(capsys, issue, "--users")[1] == "Eve read Ann Berger release Zoe  read  (not let in: add again)\n"


COLUMNS = '(issue, at, "by", what, page, note, proof, ink, body)'
