"""The desk as a program: it starts, says where it is, ends, and leaves nothing behind."""

import http.client
import ipaddress
import os
import signal
import socket
import sqlite3
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from layout.build import build
from layout.production.order import Order
from layout.proof.live.paths import issue_key
from layout.proof.records.records import open_records
from layout.proof.records.refusal import RecordsError
from layout.proof.records.roles import Role
from layout.proof.web import serving
from layout.proof.web.doors import doors_of
from layout.proof.web.listening import Encryption
from layout.proof.web.serving import CannotServe, Options, Telling, desk_records, serve
from tests.proof.live.processes import below, lives
from tests.proof.web.serving_here import until

COMMAND = (sys.executable, "-c", "from layout.cli import main; main()", "proof", "--no-browser", "--as", "Anna")


class Program:
    """`broadsheet proof` over a paper whose text is wrong: the desk is what is tried here, not the pages."""

    def __init__(self, paper: Path, *options: str, own_group: bool = False) -> None:
        folder = paper if paper.is_dir() else paper.parent
        self.process = subprocess.Popen(
            [*COMMAND, str(paper), *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "XDG_CONFIG_HOME": str(folder / ".config")},
            start_new_session=own_group,
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        parts = urlsplit(self.address)
        self.host, self.port = parts.hostname or "", parts.port or 0

    def ask(self, path: str, cookie: str = "") -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=20)
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        return connection.getresponse()

    def enter(self) -> str:
        parts = urlsplit(self.address)
        return str(self.ask(f"{parts.path}?{parts.query}").headers["Set-Cookie"]).partition(";")[0]

    def leave(self, cookie: str) -> int:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=20)
        origin = f"http://{self.host}:{self.port}"
        headers = {"Cookie": cookie, "Origin": origin, "Content-Type": "application/json"}
        connection.request("POST", "/logout", "{}", headers)
        return connection.getresponse().status

    def listen(self, cookie: str) -> http.client.HTTPResponse:
        stream = self.ask("/api/events", cookie)
        while not stream.readline().startswith(b"data: "):
            pass
        return stream

    def children(self) -> set[int]:
        """All that it has started, and they in turn."""
        return below(self.process.pid)

    def end(self, with_signal: int) -> tuple[int, str]:
        """Its exit status, and what it said on standard error."""
        self.process.send_signal(with_signal)
        _, errors = self.process.communicate(timeout=20)
        return self.process.returncode, errors


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    (tmp_path / "issue.yaml").write_text("pages: []\n")
    return tmp_path


@pytest.fixture
def programs() -> Iterator[list[Program]]:
    started: list[Program] = []
    yield started
    for program in started:
        if program.process.poll() is None:
            program.process.kill()
            program.process.communicate()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_however_it_ends_it_leaves_no_process_and_no_open_stream(paper: Path, programs: list[Program], how: int) -> None:
    program = Program(paper)
    programs.append(program)
    cookie = program.enter()
    stream = program.listen(cookie)
    until(lambda: len(program.children()) >= 3)
    children = program.children()
    began = time.monotonic()
    status, errors = program.end(how)
    assert time.monotonic() - began < 8
    assert status == (-9 if how == signal.SIGKILL else 0)
    assert "Traceback" not in errors
    stream.close()
    until(lambda: not any(lives(pid) for pid in children))


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_that_all_its_processes_get_is_a_quiet_end(paper: Path, programs: list[Program], how: int) -> None:
    program = Program(paper, own_group=True)
    programs.append(program)
    until(lambda: len(program.children()) >= 3)
    os.killpg(program.process.pid, how)
    _, errors = program.process.communicate(timeout=20)
    assert program.process.returncode == 0
    assert not errors.partition("what was said is kept.\n")[2]


def test_after_a_restart_browsers_find_the_desk_where_it_was_and_are_still_in(paper: Path, programs: list[Program]) -> None:
    first = Program(paper)
    programs.append(first)
    cookie = first.enter()
    stream = first.listen(cookie)
    first.end(signal.SIGKILL)
    stream.close()
    second = Program(paper)
    programs.append(second)
    assert second.address == first.address
    assert second.ask("/api/state", cookie).status == 200
    third = Program(paper)  # while the second one runs
    programs.append(third)
    assert third.port not in (0, second.port)
    assert third.ask("/api/state", cookie).status == 401


def test_a_last_port_that_is_a_pipe_or_a_link_is_not_waited_for(paper: Path, programs: list[Program]) -> None:
    own = paper / ".proof"
    own.mkdir(0o700)
    os.mkfifo(own / "port-issue.yaml")
    (own / "ended").symlink_to("/dev/zero")
    program = Program(paper)
    programs.append(program)
    assert program.ask("/api/state", program.enter()).status == 200
    assert program.port == int((own / "port-issue.yaml").read_text())


def test_two_desks_in_one_folder_keep_their_addresses_and_what_ended_at_each(paper: Path, programs: list[Program]) -> None:
    (paper / "weekend.yaml").write_text("pages: []\n")
    issues = paper, paper / "weekend.yaml"
    programs += [Program(issue) for issue in issues]
    before = [program.address for program in programs]
    assert before[0] != before[1]
    left, stayed = ([program.enter() for program in programs] for _ in range(2))
    assert [program.leave(cookie) for program, cookie in zip(programs, left, strict=True)] == [200, 200]
    for program in programs:
        program.end(signal.SIGKILL)
    again = [Program(issue) for issue in issues]
    programs += again
    assert [program.address for program in again] == before
    assert [program.ask("/api/state", cookie).status for program, cookie in zip(again, left, strict=True)] == [401, 401]
    assert [program.ask("/api/state", cookie).status for program, cookie in zip(again, stayed, strict=True)] == [200, 200]


def refused(*options: str) -> tuple[int, str]:
    ended = subprocess.run([*COMMAND, *options], capture_output=True, text=True, timeout=60, check=False)
    assert not ended.stdout
    assert "Traceback" not in ended.stderr
    return ended.returncode, ended.stderr


def options_of(paper: Path, **more: object) -> Options:
    return Options(Order(issue=paper / "issue.yaml"), build, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ({"host": "192.0.2.1"}, "nobody yet"),
        ({"public": ("https://desk.example.org",)}, "nobody yet"),
        ({"editor": "code"}, "needs {path}"),
        ({"encryption": Encryption(Path(__file__), Path(__file__).with_name("conftest.py"))}, "There is no certificate in"),
        ({"host": "127.0.0.2", "public": ()}, ""),
    ],
)
def test_what_can_not_be_served_is_refused_with_what_to_do(paper: Path, options: dict[str, object], wanted: str) -> None:
    with socket.create_server(("127.0.0.2", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotServe) as refusal:
            serve(options_of(paper, port=port, **options), Telling(lambda opened: None, lambda text: None))
    assert (wanted or f"Port {port} is taken") in refusal.value.problem
    assert refusal.value.remedy.endswith(".")


def test_origins_that_are_none_and_addresses_of_others_are_refused(paper: Path) -> None:
    records = desk_records(Order(issue=paper / "issue.yaml"))
    records.people.admit("Ben", "a long password", Role.READ, by="Anna")
    records.close()
    for options, wanted in (({"public": ("desk.example.org",)}, "no origin"), ({"host": "192.0.2.1"}, "no address 192.0.2.1"),
                            ({"host": "no.such.name.invalid"}, "no address")):  # fmt: skip
        with pytest.raises(CannotServe, match=wanted):
            serve(options_of(paper, **options), Telling(lambda opened: None, lambda text: None))  # type: ignore[arg-type]


def test_who_has_no_name_that_can_be_told_is_refused(paper: Path) -> None:
    with pytest.raises(RecordsError, match="name"):
        serve(options_of(paper, person="@"), Telling(lambda opened: None, lambda text: None))


def test_where_others_reach_it_people_are_added_first(paper: Path, programs: list[Program]) -> None:
    status, said = refused(str(paper), "--host", "0.0.0.0")
    assert (status, "--add-user NAME --role ROLE" in said) == (2, True)
    add = [*COMMAND[:4], str(paper), "--add-user", "Ben", "--role", "read"]
    home = {**os.environ, "XDG_CONFIG_HOME": str(paper / ".config")}
    subprocess.run(add, input="a long password\n", text=True, check=True, capture_output=True, env=home)
    program = Program(paper, "--host", "0.0.0.0")
    programs.append(program)
    assert "token" not in program.address
    assert program.ask("/").headers["Location"] == "/login"
    status, said = program.end(signal.SIGINT)
    assert status == 0
    assert "unencrypted" in said


def test_with_a_certificate_it_speaks_https_and_its_cookie_goes_nowhere_else(paper: Path, programs: list[Program]) -> None:
    certificate, key = make_certificate(paper)
    program = Program(paper, "--certificate", str(certificate), "--key", str(key))
    programs.append(program)
    assert program.address.startswith("https://127.0.0.1:")
    context = ssl.create_default_context(cafile=str(certificate))
    connection = http.client.HTTPSConnection("127.0.0.1", program.port, timeout=20, context=context)
    parts = urlsplit(program.address)
    connection.request("GET", f"{parts.path}?{parts.query}")
    answer = connection.getresponse()
    assert answer.status == 303
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith(f"__Host-broadsheet-{program.port}=")
    assert "Secure" in cookie
    with socket.create_connection(("127.0.0.1", program.port), timeout=30) as silent:  # says nothing of TLS
        assert silent.recv(10) == b""


def make_certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    files = folder / "desk.pem", folder / "desk.key"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    files[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    return files


def test_what_is_wrong_with_certificate_and_key_is_told(paper: Path) -> None:
    certificate, key = make_certificate(paper)
    (paper / "other").mkdir()
    other = make_certificate(paper / "other")[1]
    (paper / "half.pem").write_bytes(certificate.read_bytes()[:200])
    for files, said in (
        ((key, certificate), "Certificate and key are swapped."),
        ((key, key), f"There is no certificate in {key}."),
        ((certificate, certificate), f"There is no private key in {certificate}."),
        ((certificate, other), f"The key {other} does not belong to the certificate {certificate}."),
        ((paper / "half.pem", key), "one of them is damaged"),
    ):
        with pytest.raises(CannotServe) as refusal:
            serving._check(Encryption(*files))
        assert said in refusal.value.problem
        assert "PEM files" in refusal.value.remedy


@pytest.mark.parametrize("name", [".proof", ".proof/kept-issue.yaml", ".proof/plates"])
@pytest.mark.parametrize("records", ["", "postgresql://nobody@127.0.0.1:1/none"])
def test_a_folder_of_the_desk_that_is_a_link_is_refused_and_what_it_leads_to_is_left_alone(
    paper: Path, tmp_path: Path, name: str, records: str
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(0o755)
    (paper / name).parent.mkdir(exist_ok=True)
    (paper / name).symlink_to(elsewhere)
    with pytest.raises(CannotServe, match="folder is a link"):
        serve(options_of(paper, records=records), Telling(lambda opened: None, lambda fault: None))
    with pytest.raises(CannotServe, match="folder is a link"):
        desk_records(Order(issue=paper / "issue.yaml"), records)
    assert list(elsewhere.iterdir()) == []
    assert elsewhere.stat().st_mode & 0o777 == 0o755


def test_where_the_records_are_may_be_said_in_the_environment(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROADSHEET_RECORDS", "mysql://desk@host/records")
    status, said = refused(str(paper), "--users")
    assert (status, "not kept in mysql" in said) == (2, True)
    status, said = refused(str(paper), "--users", "--records", "oracle://desk@host/records")
    assert (status, "not kept in oracle" in said) == (2, True)


def test_behind_another_server_both_addresses_are_told(paper: Path) -> None:
    """The one that people open, and the one that that server must reach."""
    options = options_of(paper, public=("https://desk.example.org/",))
    doors = doors_of("127.0.0.1", 41873, encrypted=False, public=options.public)
    opened = serving._opened(options, doors, "", ())
    assert (opened.address, opened.behind) == ("https://desk.example.org/", "http://127.0.0.1:41873/")
    assert serving._opened(options_of(paper), doors_of("127.0.0.1", 41873, encrypted=False), "t", ()).behind == ""


@pytest.mark.parametrize(
    ("spoken_of", "told"),
    [
        ((), ""),
        (("old/{name}/issue.yaml",), "old/{name}/issue.yaml"),
        (("{above}/old/issue.yaml", "older/old/issue.yaml"), "older/old/issue.yaml, {above}/old/issue.yaml"),
        (("old/{name}/issue.yaml", "{above}/{name}/issue.yaml"), ""),  # both, since: nothing is missed
        (("{above}/{name}/weekend.yaml", "{above}/{name}/issue.yaml#city"), ""),  # others of the same folder
    ],
)
def test_of_a_folder_that_was_called_otherwise_the_desk_says_whose_records_lie_in_it(
    paper: Path, spoken_of: tuple[str, ...], told: str
) -> None:
    names = {"above": paper.parent.name, "name": paper.name}
    for key in spoken_of:
        records = open_records(paper / ".proof" / "desk.sqlite3", key.format(**names))
        records.approve("1", "a" * 64, "b" * 64, by="Anna")
        records.close()
    records = desk_records(Order(issue=paper / "issue.yaml"))
    said = serving._called_otherwise(options_of(paper), records)
    assert len(said) == (1 if told else 0)
    for each in said:
        assert f"sign-offs of {told.format(**names)}, and none of {paper.parent.name}/{paper.name}/issue.yaml" in each
        assert "--records" in each
    assert serving._called_otherwise(options_of(paper, records="postgresql://desk@host/records"), records) == ()
    records.close()


@pytest.mark.parametrize(("issue", "what"), [("{key}", "noted"), ("", "person added")])
def test_no_desk_opens_on_damaged_records(paper: Path, issue: str, what: str) -> None:
    desk_records(Order(issue=paper / "issue.yaml")).close()
    key = issue.format(key=issue_key(paper / "issue.yaml", ""))
    with sqlite3.connect(paper / ".proof" / "desk.sqlite3") as file:
        columns = 'issue, at, "by", what, page, note, proof, ink, body'
        file.execute(f"INSERT INTO desk_events ({columns}) VALUES (?, '', '', ?, '', 0, '', '', '{{}}')", (key, what))
    opened: list[object] = []
    with pytest.raises(RecordsError, match="sqlite3 are damaged at event 1"):
        serve(options_of(paper), Telling(opened.append, opened.append))
    assert opened == []


def test_records_named_by_mistake_leave_nothing_beside_the_issue(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(paper)
    with pytest.raises(RecordsError, match="no records in postgre"):
        serve(options_of(paper, records="postgre/desk"), Telling(lambda opened: None, lambda fault: None))
    assert [*paper.iterdir()] == [paper / "issue.yaml"]
