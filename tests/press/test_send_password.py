"""A server that wants a password, and that can't rename a file onto another."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from layout.press.send import SendOrder, SendVerdict, Sent, send
from layout.press.to_sftp import Login
from tests.press.parcels import NOON, Watcher, noise, package, there
from tests.press.small_server import PASSWORD, SmallServer

PAGES = {"1": noise(900_000, 1), "2": noise(1000, 2)}


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallServer]:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    server = SmallServer(tmp_path / "known")
    yield server
    server.stop()


def go(server: SmallServer, tmp_path: Path, password: str | None, asked: list[str] | None = None) -> Sent:
    (tmp_path / "hot").mkdir(exist_ok=True)
    heard = asked if asked is not None else []

    def secret(what: str) -> str:
        heard.append(what)
        return password or ""

    login = Login(None, secret if password is not None else None, (tmp_path / "known",))
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
        assert server.tried == tried
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
