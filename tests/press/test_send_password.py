"""A server that wants a password, and that can't rename a file onto another."""

from collections.abc import Iterator
from pathlib import Path

import paramiko
import pytest

from layout.press.login import Login, Secret
from layout.press.send import SendOrder, SendVerdict, Sent, send
from tests.press.parcels import NOON, Watcher, noise, package, there
from tests.press.small_server import PASSWORD, SmallServer

PASSPHRASE = "what unlocks the key"
PAGES = {"1": noise(900_000, 1), "2": noise(1000, 2)}


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallServer]:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    server = SmallServer(tmp_path / "known")
    yield server
    server.stop()


def go(
    server: SmallServer, tmp_path: Path, password: str | None, asked: list[str] | None = None, identity: Path | None = None
) -> Sent:
    (tmp_path / "hot").mkdir(exist_ok=True)
    heard = asked if asked is not None else []

    def secret(which: Secret, what: str) -> str:
        heard.append(what)
        return (password or "") if which is Secret.PASSWORD else PASSPHRASE

    login = Login(identity, secret if password is not None else None, (tmp_path / "known",))
    order = SendOrder(f"sftp://desk@127.0.0.1:{server.port}{tmp_path}/hot", login=login, seconds=10.0)
    return send(tmp_path / "out", order, lambda step: None, lambda: NOON, lambda seconds: None)


def test_a_password_is_asked_for_once_and_never_recorded(server: SmallServer, tmp_path: Path) -> None:
    out = package(tmp_path / "out", PAGES)
    asked: list[str] = []
    sent = go(server, tmp_path, PASSWORD, asked)
    assert (sent.verdict, sent.problems) == (SendVerdict.DELIVERED, ())
    assert asked == ["Password of desk at 127.0.0.1"]
    assert there(tmp_path / "hot")["P1_A.pdf"] == PAGES["1"]
    assert PASSWORD not in (out / "sent.json").read_text()


def test_a_wrong_password_is_told_and_not_tried_twice(server: SmallServer, tmp_path: Path) -> None:
    package(tmp_path / "out", PAGES)
    for password, tried in ((None, []), ("", []), ("cod", ["cod"])):
        sent = go(server, tmp_path, password)
        assert (sent.verdict, [each.code for each in sent.problems]) == (SendVerdict.UNDELIVERED, ["send-login"])
        assert server.rules.tried == tried
        assert "cod" not in sent.problems[0].message + sent.problems[0].remedy


def test_a_file_is_replaced_where_the_old_one_must_go_first(server: SmallServer, tmp_path: Path) -> None:
    package(tmp_path / "out", PAGES)
    go(server, tmp_path, PASSWORD)
    new = noise(700_000, 3)
    package(tmp_path / "out", {**PAGES, "1": new})
    with Watcher(tmp_path / "hot", {"P1_A.pdf": [PAGES["1"], new], "P2_A.pdf": [PAGES["2"]]}) as watcher:
        sent = go(server, tmp_path, PASSWORD)
    assert ([each.code for each in sent.problems], watcher.faults) == ([], [])
    assert there(tmp_path / "hot")["P1_A.pdf"] == new
    assert not list((tmp_path / "hot").glob("*.part"))


def test_where_the_new_file_can_t_have_the_name_the_old_one_keeps_it(server: SmallServer, tmp_path: Path) -> None:
    package(tmp_path / "out", PAGES)
    assert go(server, tmp_path, PASSWORD).verdict is SendVerdict.DELIVERED
    package(tmp_path / "out", {**PAGES, "1": noise(700_000, 3)})
    for renames in (0, 1):  # not even the old one can be moved; it can, and the new one can't
        server.rules.renames = renames
        sent = go(server, tmp_path, PASSWORD)
        assert sent.verdict is SendVerdict.UNDELIVERED
        lies = there(tmp_path / "hot")
        assert PAGES["1"] in (lies.get("P1_A.pdf"), lies.get("P1_A.pdf.old.part"))
    server.rules.renames, server.rules.stuck = -1, "P1_A.pdf.part"
    for name in ("P1_A.pdf.old.part", "P1_A.pdf"):
        (tmp_path / "hot" / name).unlink(missing_ok=True)
    (tmp_path / "hot" / "P1_A.pdf").write_bytes(PAGES["1"])
    assert go(server, tmp_path, PASSWORD).verdict is SendVerdict.UNDELIVERED
    assert there(tmp_path / "hot")["P1_A.pdf"] == PAGES["1"]
    server.rules.stuck = ""
    assert go(server, tmp_path, PASSWORD).verdict is SendVerdict.DELIVERED
    assert list(there(tmp_path / "hot")) == ["P1_A.pdf", "P2_A.pdf", "manifest.json"]
    assert there(tmp_path / "hot")["P1_A.pdf"] == noise(700_000, 3)


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    paramiko.RSAKey.generate(2048).write_private_key_file(str(tmp_path / "key"), PASSPHRASE)
    return tmp_path / "key"


def test_a_key_s_passphrase_never_reaches_the_server(server: SmallServer, tmp_path: Path, locked: Path) -> None:
    """The key is refused. Nobody is asked for a password: that one was named a key for is no word of a password."""
    package(tmp_path / "out", PAGES)
    asked: list[str] = []
    sent = go(server, tmp_path, PASSPHRASE, asked, locked)
    assert [each.code for each in sent.problems] == ["send-login"]
    assert (asked, server.rules.tried) == ([f"Passphrase of {locked}"], [])


@pytest.mark.parametrize("key_is_half", [True, False])
def test_beside_a_key_a_password_is_asked_for_where_the_server_says_so(
    server: SmallServer, tmp_path: Path, locked: Path, key_is_half: bool
) -> None:
    package(tmp_path / "out", PAGES)
    server.rules.methods, server.rules.key_is_half = "publickey" if key_is_half else "password", key_is_half
    asked: list[str] = []
    sent = go(server, tmp_path, PASSWORD, asked, locked)
    assert (sent.verdict, sent.problems) == (SendVerdict.DELIVERED, ())
    assert asked == [f"Passphrase of {locked}", "Password of desk at 127.0.0.1"]
    assert server.rules.tried == [PASSWORD]


@pytest.mark.parametrize(
    ("question", "told"),
    [("Password: ", PASSWORD), ("desk's Passwort:", PASSWORD), ("Verification code: ", ""), ("Passcode: ", "")],
)
def test_a_question_in_words_is_answered_where_it_asks_for_the_password(
    server: SmallServer, tmp_path: Path, question: str, told: str
) -> None:
    package(tmp_path / "out", PAGES)
    server.rules.methods, server.rules.question = "keyboard-interactive", question
    sent = go(server, tmp_path, PASSWORD)
    assert [each.code for each in sent.problems] == ([] if told else ["send-login"])
    assert server.rules.tried == [told]


def test_one_who_leaves_at_the_door_keeps_nobody_out(server: SmallServer, tmp_path: Path) -> None:
    package(tmp_path / "out", PAGES)
    for _ in range(20):
        transport = paramiko.Transport(("127.0.0.1", server.port))
        transport.start_client(timeout=5)
        transport.close()
    assert go(server, tmp_path, PASSWORD).verdict is SendVerdict.DELIVERED
