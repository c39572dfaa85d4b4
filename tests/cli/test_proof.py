"""`broadsheet proof` as a command: the pack on paper, what is refused before a desk opens."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from layout import cli
from layout.cli.status import WRONG_INPUT
from layout.production.order import Order
from layout.proof.records.records import open_records
from layout.proof.web.serving import desk_records
from tests.cli.proofing import home as home
from tests.cli.proofing import issue as issue
from tests.cli.proofing import run
from tests.proof.web.serving_here import until


@pytest.mark.parametrize(("paper", "width"), [("A4", 595), ("a3", 842)])
def test_the_pack_is_printed_on_the_paper_asked_for(
    issue: Path, capsys: pytest.CaptureFixture[str], paper: str, width: int
) -> None:
    target = issue.parent / "pack.pdf"
    status, out, _ = run(capsys, issue, "--print", str(target), "--paper", paper)
    sheets = PdfReader(target).pages
    assert status == 0
    assert f"{len(sheets)} sheets of {paper.upper()}" in out
    assert {round(min(each.mediabox.width, each.mediabox.height)) for each in sheets} == {width}
    assert not (issue.parent / ".proof").exists()  # nothing is made for the records that are not there


def test_the_pack_says_what_the_desks_records_say(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = issue.parent / "pack.pdf"
    assert cli.run(["build", str(issue), "-q"]) == 0
    (manifest,) = issue.parent.rglob("manifest.json")
    ink = json.loads(manifest.read_text(encoding="utf-8"))["versions"]["1"]["ink"]
    records = desk_records(Order(issue))
    records.approve("1", "a" * 64, ink, by="Anna")
    records.close()
    assert run(capsys, issue, "--print", str(target))[0] == 0
    assert "Signed" in " ".join(page.extract_text() for page in PdfReader(target).pages)
    (issue.parent / ".proof" / "desk.sqlite3").write_bytes(b"no database at all" * 100)
    status, _, err = run(capsys, issue, "--print", str(target))
    assert status == 0
    assert "No page is shown as signed" in err


@pytest.mark.parametrize("at", ["elsewhere.sqlite3", ".proof/desk.sqlite3", ""])
def test_for_a_pack_no_records_are_made_nor_anything_else(issue: Path, capsys: pytest.CaptureFixture[str], at: str) -> None:
    before = {*issue.parent.rglob("*")}
    target = issue.parent / "pack.pdf"
    status, _, err = run(capsys, issue, "--print", str(target), "--records", str(issue.parent / at) if at else "")
    assert (status, "No page is shown as signed" in err) == (0, False)
    assert {*issue.parent.rglob("*")} - before == {target}


def test_for_a_pack_nothing_is_made_beside_records_that_are_there(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    open_records(issue.parent / "desk.sqlite3", "any").close()
    target = issue.parent / "pack.pdf"
    assert run(capsys, issue, "--print", str(target), "--records", str(issue.parent / "desk.sqlite3"))[0] == 0
    assert not (issue.parent / ".proof").exists()


def test_no_pack_of_an_issue_whose_text_is_wrong(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    issue.write_text(issue.read_text().replace("notice-1", "notice-7"))
    status, _, err = run(capsys, issue, "--print", str(issue.parent / "pack.pdf"))
    assert status == WRONG_INPUT
    assert "notice-7" in err
    assert not (issue.parent / "pack.pdf").exists()


def test_a_pack_that_cannot_be_written_is_told_with_what_to_do(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, issue, "--print", str(issue.parent / "nowhere" / "pack.pdf"))
    assert status == WRONG_INPUT
    assert "can't be written" in err
    assert "Name a file in a folder that is there" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--certificate", "desk.pem"), "--certificate and --key belong together"),
        (("--key", "desk.key"), "--certificate and --key belong together"),
        (("--certificate", "desk.pem", "--key", "desk.key"), "Give a certificate with its chain"),
        (("--editor", "code --goto {line}"), "needs {path}"),
        (("--editor", "code {path} {password}"), "password"),
        (("--host", "0.0.0.0"), "--add-user NAME --role ROLE"),
    ],
)
def test_a_desk_that_cannot_be_opened_is_refused_with_what_to_do(
    issue: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    status, out, err = run(capsys, issue, "--no-browser", *arguments)
    assert (status, out) == (WRONG_INPUT, "")
    assert said in err


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("nope", (), "nope: error: there is no such file"),
        ("no/such/issue.yaml", (), "there is no such file"),
        ("no/such/issue.yaml", ("--users",), "there is no such file"),
        ("issue.yaml", ("--edition", "Late"), "there is no edition 'Late'"),
        ("issue.yaml", ("--edition", "Late", "--users"), "there is no edition 'Late'"),
        ("issue.yaml", ("--pages", "1,99"), "the issue has no page '99'"),
        ("issue.yaml", ("--press", "rotary"), "--press: error: there is no press profile 'rotary'"),
    ],
)
def test_what_is_named_and_not_there_opens_no_desk_and_makes_nothing(
    issue: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(issue.parent)
    before = {*issue.parents[1].rglob("*")}
    status, out, err = run(capsys, Path(name), "--no-browser", *arguments)
    assert (status, out, said in err) == (WRONG_INPUT, "", True), err
    assert err.splitlines()[1].startswith("    ")
    assert {*issue.parents[1].rglob("*")} == before


@pytest.mark.parametrize("arguments", [(), ("--pages", "99"), ("--edition", "")])
@pytest.mark.parametrize("text", ["pages: [", "- no issue\n", "pages: []\ncolour: blue\n", "\0"])
def test_an_issue_whose_text_is_wrong_is_opened(
    issue: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    text: str,
) -> None:
    opened: list[object] = []
    monkeypatch.setattr("layout.proof.web.serving.serve", lambda *given: opened.append(given))
    issue.write_text(text)
    assert run(capsys, issue, "--no-browser", *arguments)[0] == 0
    assert len(opened) == 1


@pytest.mark.parametrize("arguments", [("--no-browser",), ("--users",)])
def test_a_file_in_the_place_of_the_desks_folder_is_told(
    issue: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    (issue.parent / ".proof").write_text("a file")
    status, _, err = run(capsys, issue, *arguments)
    assert status == WRONG_INPUT
    assert ".proof" in err
    assert "Move" in err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="who may do everything is refused nothing")
def test_an_issue_in_a_folder_without_rights_is_told(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    issue.parent.chmod(0o500)
    try:
        status, _, err = run(capsys, issue, "--no-browser")
    finally:
        issue.parent.chmod(0o700)
    assert status == WRONG_INPUT
    assert "rights" in err


def test_what_the_system_refuses_in_between_is_told(
    issue: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("layout.proof.web.serving.serve", full)
    status, _, err = run(capsys, issue, "--no-browser")
    assert status == WRONG_INPUT
    assert "No space left on device" in err
    assert "Traceback" not in err


BROWSER = """#!{python}
import http.client, sys, urllib.parse
parts = urllib.parse.urlsplit(sys.argv[1])
connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
try:
    connection.request("GET", f"{{parts.path}}?{{parts.query}}")
    told = str(connection.getresponse().status)
except OSError as error:
    told = type(error).__name__
open({told!r} + ".part", "w").write(told)
import os
os.rename({told!r} + ".part", {told!r})
"""


def test_a_browser_that_stays_in_the_terminal_is_served(issue: Path) -> None:
    """As lynx and w3m do, and any command in BROWSER: whoever opens one waits until it is left."""
    told, browser = issue.parent / "told", issue.parent / "browser"
    browser.write_text(BROWSER.format(python=sys.executable, told=str(told)))
    browser.chmod(0o755)
    command = (sys.executable, "-c", "from layout.cli import main; main()", "proof", "--as", "Anna", str(issue))
    environment = {**os.environ, "BROWSER": f"{browser} %s", "XDG_CONFIG_HOME": str(issue.parent / ".config")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as desk:
        try:
            until(told.exists, 30)
        finally:
            desk.send_signal(signal.SIGINT)
            desk.communicate(timeout=20)
    assert told.read_text() == "303"  # it is let in
    assert desk.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--certificate", "nope.pem", "--key", "no.key"), "nope.pem can't be read: No such file"),
        (("--editor", "no-such-editor {path}"), "no program 'no-such-editor'"),
    ],
)
def test_what_is_missing_is_named(
    issue: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], named: str
) -> None:
    status, _, err = run(capsys, issue, "--no-browser", *arguments)
    assert (status, named in err.splitlines()[0]) == (WRONG_INPUT, True), err
    assert err.splitlines()[1].startswith("    ")
