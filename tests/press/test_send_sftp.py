"""A package delivered to a real OpenSSH server on loopback, which is killed in the middle."""

import errno
import json
import os
import random
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import paramiko
import pytest

from layout.press.login import Login
from layout.press.send import Event, SendOrder, SendVerdict, Sent, Step, send
from tests.press.parcels import NOON, Watcher, noise, package, there
from tests.press.ssh_server import SshServer, make_key

BIG = noise(4_000_000, 1)
LATE = 3_500_000  # by then some of it is on the far side's disk: SSH lets 2 MB be on their way at once
SMALL = noise(500_000, 3)
PAGES = {"1": BIG, "2": noise(300_000, 2)}
NAMES = {f"P{page}_A.pdf": [data] for page, data in PAGES.items()}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshServer]:
    server = SshServer(tmp_path_factory.mktemp("sshd"))
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def nobodys_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No key and no agent of whoever runs the tests."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A small package; `big` has a page that takes a while."""
    return package(tmp_path / "out", {"1": SMALL, "2": PAGES["2"]})


@pytest.fixture
def big(tmp_path: Path) -> Path:
    return package(tmp_path / "big", PAGES)


@pytest.fixture
def hot(tmp_path: Path) -> Path:
    (tmp_path / "hot").mkdir()
    return tmp_path / "hot"


def order(server: SshServer, hot: Path | str, **changed: object) -> SendOrder:
    login = Login(server.client_key, known_hosts=(server.known_hosts,))
    return SendOrder(server.address(hot), **{"login": login, "seconds": 10.0, **changed})  # type: ignore[arg-type]


def go(out: Path, order: SendOrder, steps: list[Step] | None = None) -> Sent:
    heard = steps if steps is not None else []
    return send(out, order, heard.append, lambda: NOON, lambda seconds: None)


def codes(sent: Sent) -> list[str]:
    return [each.code for each in sent.problems]


def said(sent: Sent) -> str:
    (problem,) = sent.problems
    return f"{problem.message} {problem.remedy}"


def test_every_byte_arrives_and_nothing_is_sent_twice(server: SshServer, out: Path, hot: Path) -> None:
    steps: list[Step] = []
    with Watcher(hot, {**NAMES, "P1_A.pdf": [SMALL]}) as watcher:
        sent = go(out, order(server, hot), steps)
    assert (sent.verdict, sent.problems, watcher.faults) == (SendVerdict.DELIVERED, (), [])
    arrived = there(hot)
    assert list(arrived) == ["P1_A.pdf", "P2_A.pdf", "manifest.json"]
    assert {name: arrived[name] for name in NAMES} == {"P1_A.pdf": SMALL, "P2_A.pdf": PAGES["2"]}
    assert [step.file for step in steps if step.event is Event.DONE] == list(arrived)
    assert [str(each.state) for each in go(out, order(server, hot)).files] == ["there"] * 3
    (out / "sent.json").unlink()
    assert [str(each.state) for each in go(out, order(server, hot)).files] == ["there"] * 3


def test_the_record_holds_the_address_and_no_secret(server: SshServer, out: Path, hot: Path) -> None:
    go(out, order(server, hot))
    record = json.loads((out / "sent.json").read_text())["sent"]
    assert {each["where"] for each in record} == {server.address(hot)}
    assert {each["when"] for each in record} == {"2026-11-24T12:00:00+00:00"}


def test_a_server_killed_at_ten_points_costs_ten_waits_and_no_byte(server: SshServer, big: Path, hot: Path) -> None:
    points = sorted(random.Random(7).sample(range(1, len(BIG)), 10))
    left, steps, killed = list(points), [], 0  # type: ignore[var-annotated]

    def kill(step: Step) -> None:
        nonlocal killed
        steps.append(step)
        if step.event is Event.MOVED and left and step.done > left[0] and server.kill_sessions():
            del left[0]  # while the blow before this one is not yet felt, there is nobody to kill
            killed += 1

    with Watcher(hot, NAMES) as watcher:
        sent = send(big, order(server, hot, tries=12), kill, lambda: NOON, lambda seconds: None)
    assert (sent.verdict, watcher.faults, left, killed) == (SendVerdict.DELIVERED, [], [], 10)
    assert there(hot)["P1_A.pdf"] == BIG
    waits = [step for step in steps if step.event is Event.WAITING]
    assert 5 <= len(waits) <= 10  # two blows may fall on one session before it is felt
    assert all(step.why for step in waits)
    assert sent.files[0].resumed > 0
    assert watcher.looks > 20


def test_a_server_killed_at_any_moment_leaves_no_half_file(server: SshServer, big: Path, hot: Path) -> None:
    """Between two requests, while the part is read back, while it is renamed: wherever the moment falls."""
    dice = random.Random(2)
    for _ in range(4):
        killer = threading.Timer(dice.uniform(0.05, 0.4), server.kill_sessions)
        with Watcher(hot, NAMES) as watcher:
            killer.start()
            sent = go(big, order(server, hot))
            killer.join()
        assert (codes(sent), watcher.faults) == ([], [])
        assert there(hot)["P1_A.pdf"] == BIG
        for path in (*hot.iterdir(), big / "sent.json"):
            path.unlink()


SENDER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from layout.press.login import Login
from layout.press.send import SendOrder, send
out, to, key, known = sys.argv[1:]
order = SendOrder(to, login=Login(Path(key), known_hosts=(Path(known),)))
told = lambda step: print(step.file, step.done, flush=True)
sent = send(Path(out), order, told, lambda: datetime.now(UTC), lambda seconds: None)
sys.exit(int(sent.verdict))
"""


def test_a_sender_killed_in_the_middle_goes_on_where_it_was(server: SshServer, big: Path, hot: Path) -> None:
    command = [sys.executable, "-c", SENDER, str(big), server.address(hot), str(server.client_key), str(server.known_hosts)]
    with Watcher(hot, NAMES) as watcher:
        for most in (3_000_000, LATE):
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
                assert process.stdout is not None
                for line in process.stdout:
                    if int(line.split()[1]) > most:
                        process.send_signal(signal.SIGKILL)
                        break
            assert process.returncode == -signal.SIGKILL
            assert not (hot / "P1_A.pdf").exists()
        sent = go(big, order(server, hot))
    assert (sent.verdict, watcher.faults) == (SendVerdict.DELIVERED, [])
    assert sent.files[0].resumed > 0  # what was on its way when the sender died may be lost
    assert there(hot)["P1_A.pdf"] == BIG


def test_a_server_that_stays_away_is_given_up_in_the_end(server: SshServer, big: Path, hot: Path) -> None:
    steps: list[Step] = []
    waited: list[float] = []

    def stop(step: Step) -> None:
        steps.append(step)
        if step.event is Event.MOVED and step.done > LATE and server.process.poll() is None:
            server.stop()

    sent = send(big, order(server, hot), stop, lambda: NOON, waited.append)
    assert (sent.verdict, codes(sent)) == (SendVerdict.UNDELIVERED, ["send-refused"])
    assert waited == [1.0, 2.0, 4.0, 8.0]
    assert list(there(hot)) == ["P1_A.pdf.part"]
    server.start()
    sent = go(big, order(server, hot))
    assert sent.verdict is SendVerdict.DELIVERED
    assert sent.files[0].resumed > 0


def test_a_server_that_falls_silent_is_given_up_after_a_time(server: SshServer, big: Path, hot: Path) -> None:
    def freeze(step: Step) -> None:
        if step.event is Event.MOVED and step.done > 2_000_000 and not frozen:
            frozen.extend(server.freeze_sessions())

    frozen: list[int] = []
    steps: list[Step] = []
    sent = send(big, order(server, hot, seconds=0.7), lambda s: (steps.append(s), freeze(s))[0], lambda: NOON, lambda s: None)
    server.kill_sessions()
    assert sent.verdict is SendVerdict.DELIVERED
    assert [step.event for step in steps].count(Event.WAITING) == 1
    assert there(hot)["P1_A.pdf"] == BIG


def test_an_unknown_host_is_refused_with_its_fingerprint(server: SshServer, out: Path, hot: Path, tmp_path: Path) -> None:
    login = Login(server.client_key, known_hosts=(tmp_path / "none",))
    sent = go(out, order(server, hot, login=login))
    assert (sent.verdict, codes(sent)) == (SendVerdict.UNDELIVERED, ["send-host-unknown"])
    shown = subprocess.run(["ssh-keygen", "-lf", f"{server.host_key}.pub"], capture_output=True, text=True, check=True).stdout
    assert shown.split()[1] in said(sent)
    assert f"sftp -P {server.port} {server.user}@127.0.0.1" in said(sent)
    assert there(hot) == {}


@pytest.mark.parametrize("kind", ["ed25519", "ecdsa"])
def test_a_changed_host_is_refused_loudly(server: SshServer, out: Path, hot: Path, tmp_path: Path, kind: str) -> None:
    kind_and_key = make_key(tmp_path / "other", kind).with_suffix(".pub").read_text().split()[:2]
    known = tmp_path / "known"
    known.write_text(f"# the printer\n[127.0.0.1]:{server.port} {' '.join(kind_and_key)}\n")
    secrets: list[str] = []
    login = Login(None, lambda which, what: secrets.append(what) or "word", (known,))  # type: ignore[func-returns-value]
    sent = go(out, order(server, hot, login=login))
    assert (sent.verdict, codes(sent)) == (SendVerdict.UNDELIVERED, ["send-host-changed"])
    assert "HAS CHANGED" in said(sent)
    assert f"{known}:2" in said(sent)
    assert f"ssh-keygen -R '[127.0.0.1]:{server.port}'" in said(sent)
    assert (there(hot), secrets) == ({}, [])


def test_a_revoked_key_is_refused_though_it_is_known_too(server: SshServer, out: Path, hot: Path, tmp_path: Path) -> None:
    line = server.known_hosts.read_text()
    known = tmp_path / "known"
    known.write_text(f"{line}@revoked * {' '.join(line.split()[1:])}\n")
    sent = go(out, order(server, hot, login=Login(server.client_key, known_hosts=(known,))))
    assert codes(sent) == ["send-host-changed"]
    assert "revoked" in said(sent)


def test_a_host_known_by_its_hash_is_known(server: SshServer, out: Path, hot: Path, tmp_path: Path) -> None:
    known = tmp_path / "known"
    known.write_text(server.known_hosts.read_text())
    subprocess.run(["ssh-keygen", "-q", "-H", "-f", str(known)], check=True, capture_output=True)
    assert "127.0.0.1" not in known.read_text()
    sent = go(out, order(server, hot, login=Login(server.client_key, known_hosts=(known,))))
    assert sent.verdict is SendVerdict.DELIVERED


def test_a_key_that_the_server_does_not_take_is_told(server: SshServer, out: Path, hot: Path, tmp_path: Path) -> None:
    """The server lets in by keys alone: a password would be of no use to it."""
    asked: list[str] = []
    for identity in (make_key(tmp_path / "stranger"), None):
        login = Login(identity, known_hosts=(server.known_hosts,))
        assert codes(go(out, order(server, hot, login=login))) == ["send-login"]
        login = Login(identity, lambda which, what: asked.append(what) or "x", (server.known_hosts,))  # type: ignore[func-returns-value]
        assert codes(go(out, order(server, hot, login=login))) == ["send-login"]
    assert asked == [f"Password of {server.user} at 127.0.0.1"]  # whoever has no key at all is asked


def test_a_key_in_the_home_is_found_without_being_named(server: SshServer, out: Path, hot: Path, tmp_path: Path) -> None:
    (tmp_path / "home" / ".ssh").mkdir(parents=True)
    (tmp_path / "home" / ".ssh" / "id_ed25519").write_bytes(server.client_key.read_bytes())
    sent = go(out, order(server, hot, login=Login(known_hosts=(server.known_hosts,))))
    assert sent.verdict is SendVerdict.DELIVERED


def test_a_key_under_a_passphrase_is_unlocked(server: SshServer, out: Path, hot: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.write_bytes(server.client_key.read_bytes())
    locked.chmod(0o600)
    subprocess.run(
        ["ssh-keygen", "-q", "-p", "-P", "", "-N", "word", "-a", "1", "-f", str(locked)], check=True, capture_output=True
    )
    for secret, expected in ((None, ["send-identity"]), ("wrong", ["send-identity"]), ("word", [])):
        asked = None if secret is None else (lambda which, what, word=secret: word)
        login = Login(locked, asked, (server.known_hosts,))  # type: ignore[arg-type]
        assert codes(go(out, order(server, hot, login=login))) == expected


@pytest.mark.parametrize("content", [None, "", "no key", "ssh-ed25519 AAAA"])
def test_a_file_that_is_no_key_is_told(server: SshServer, out: Path, hot: Path, tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "key").write_text(content)
    sent = go(out, order(server, hot, login=Login(tmp_path / "key", known_hosts=(server.known_hosts,))))
    assert codes(sent) == ["send-identity"]


def test_a_folder_that_is_not_there_or_is_none_is_told(server: SshServer, out: Path, hot: Path) -> None:
    (hot / "file").write_bytes(b"")
    for folder in (hot / "nowhere", hot / "file"):
        sent = go(out, order(server, folder))
        assert (sent.verdict, codes(sent)) == (SendVerdict.UNDELIVERED, ["send-folder-missing"])


def test_a_folder_below_the_home_is_written_with_a_tilde(server: SshServer, out: Path, hot: Path) -> None:
    home = Path(os.path.expanduser(f"~{server.user}"))
    sent = go(out, order(server, f"/~/{os.path.relpath(hot, home)}"))
    assert sent.verdict is SendVerdict.DELIVERED
    assert there(hot)["P1_A.pdf"] == SMALL


def test_a_folder_under_a_page_s_name_is_told(server: SshServer, out: Path, hot: Path) -> None:
    (hot / "P1_A.pdf").mkdir()
    assert codes(go(out, order(server, hot))) == ["send-in-the-way"]


def test_a_host_that_is_none_is_told(out: Path) -> None:
    for to, code in (("sftp://me@127.0.0.1:1/", "send-refused"), ("sftp://me@no-such-host.invalid/", "send-host-missing")):
        sent = go(out, SendOrder(to, tries=2, seconds=5.0))
        assert sent.verdict is SendVerdict.UNDELIVERED
        assert codes(sent) in ([code], ["send-broken"])  # a machine without a name server can't know


def test_a_server_that_only_reads_is_told(tmp_path: Path, out: Path, hot: Path) -> None:
    (tmp_path / "sshd").mkdir()
    server = SshServer(tmp_path / "sshd", "internal-sftp -R")
    try:
        assert codes(go(out, order(server, hot))) == ["send-rights"]
    finally:
        server.stop()
    assert there(hot) == {}


def test_a_server_without_the_posix_rename_replaces_all_the_same(tmp_path: Path, out: Path, hot: Path) -> None:
    (tmp_path / "sshd").mkdir()
    server = SshServer(tmp_path / "sshd", "internal-sftp -P posix-rename")
    try:
        assert go(out, order(server, hot)).verdict is SendVerdict.DELIVERED
        new = noise(400_000, 5)
        package(out, {"1": SMALL, "2": new})
        with Watcher(hot, {**NAMES, "P1_A.pdf": [SMALL], "P2_A.pdf": [PAGES["2"], new]}) as watcher:
            sent = go(out, order(server, hot))
    finally:
        server.stop()
    assert (sent.verdict, watcher.faults) == (SendVerdict.DELIVERED, [])
    assert there(hot)["P2_A.pdf"] == new


def test_a_server_that_renames_in_one_step_and_refuses_this_one_is_asked_nothing_else(
    server: SshServer, out: Path, hot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    def never(*_: object) -> None:
        raise AssertionError("the good file is none of its business")

    (hot / "P1_A.pdf").write_bytes(b"an older one")
    monkeypatch.setattr(paramiko.SFTPClient, "posix_rename", refused)
    monkeypatch.setattr(paramiko.SFTPClient, "rename", never)
    monkeypatch.setattr(paramiko.SFTPClient, "remove", never)
    assert codes(go(out, order(server, hot))) == ["send-rights"]
    assert there(hot) == {"P1_A.pdf": b"an older one", "P1_A.pdf.part": SMALL}


@pytest.mark.parametrize("without", ["rename,posix-rename", "remove,rename"])
def test_a_rename_that_is_refused_takes_no_page_away(tmp_path: Path, out: Path, hot: Path, without: str) -> None:
    """The server may not rename at all; or it may only in one step, which is all that it takes."""
    (hot / "P2_A.pdf").write_bytes(b"an older one")
    (tmp_path / "sshd").mkdir()
    server = SshServer(tmp_path / "sshd", f"internal-sftp -P {without}")
    try:
        sent = go(out, order(server, hot, pages="2"))
    finally:
        server.stop()
    if "posix" in without:
        assert codes(sent) == ["send-rights"]
        assert there(hot) == {"P2_A.pdf": b"an older one", "P2_A.pdf.part": PAGES["2"]}
    else:
        assert codes(sent) == ["send-replaced"]
        assert there(hot)["P2_A.pdf"] == PAGES["2"]


def test_a_write_that_fails_on_the_far_side_is_told_and_leaves_no_page(tmp_path: Path, big: Path, hot: Path) -> None:
    """A file may grow to 2 MB there and no further, which is answered as a full disk is: `Failure`, without a word why."""

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))

    (tmp_path / "sshd").mkdir()
    server = SshServer(tmp_path / "sshd", before=limited)
    try:
        sent = go(big, order(server, hot))
    finally:
        server.stop()
    assert (sent.verdict, codes(sent)) == (SendVerdict.UNDELIVERED, ["send-failed"])
    assert list(there(hot)) == ["P1_A.pdf.part"]
