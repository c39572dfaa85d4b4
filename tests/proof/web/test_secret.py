import os
import stat
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from layout.base.alone import alone
from layout.base.whole_file import write_secret
from layout.proof.web.secret import key_of_people, read_secret


def test_the_secret_is_for_its_owner_alone_and_stays_the_same(tmp_path: Path) -> None:
    first = read_secret(tmp_path / ".proof")
    assert stat.S_IMODE((tmp_path / ".proof" / "secret").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / ".proof").stat().st_mode) == 0o700
    assert read_secret(tmp_path / ".proof") == first
    assert len(first.token) == 43  # 256 bits
    assert first.token not in repr(first)


def test_a_folder_that_came_with_a_secret_brings_no_token_that_is_known(tmp_path: Path) -> None:
    shipped = tmp_path / "shipped"
    theirs = read_secret(shipped, tmp_path / "their machine" / "desk-key")
    ours = read_secret(shipped, tmp_path / "ours" / "desk-key")
    assert len({theirs.token, ours.token, read_secret(shipped).token}) == 3
    assert len({theirs.key, ours.key, read_secret(shipped).key}) == 3
    assert read_secret(shipped, tmp_path / "ours" / "desk-key") == ours
    assert stat.S_IMODE((tmp_path / "ours" / "desk-key").stat().st_mode) == 0o600


def test_where_no_key_of_the_machine_can_be_kept_it_holds_until_the_desk_ends(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    first, second = (read_secret(tmp_path / ".proof", tmp_path / "file" / "desk-key") for _ in range(2))
    assert first.token != second.token


def test_two_desks_have_two_secrets(tmp_path: Path) -> None:
    assert read_secret(tmp_path / "a") != read_secret(tmp_path / "b")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o666])
def test_a_secret_that_others_could_read_is_replaced(tmp_path: Path, mode: int) -> None:
    first = read_secret(tmp_path)
    (tmp_path / "secret").chmod(mode)
    assert read_secret(tmp_path) != first
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_a_link_in_its_place_is_replaced_and_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("00" * 32)
    elsewhere.chmod(0o600)
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "secret").symlink_to(elsewhere)
    read_secret(tmp_path / "desk")
    assert not (tmp_path / "desk" / "secret").is_symlink()
    assert elsewhere.read_text() == "00" * 32


@pytest.mark.parametrize("content", [b"", b"zz", b"00" * 31, b"\xff" * 64])
def test_a_damaged_secret_is_replaced(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret").write_bytes(content)
    (tmp_path / "secret").chmod(0o600)
    secret = read_secret(tmp_path)
    assert read_secret(tmp_path) == secret


def test_a_pipe_in_its_place_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "secret", 0o600)
    secret = read_secret(tmp_path)
    assert read_secret(tmp_path) == secret


@pytest.mark.parametrize("before", [None, b"", b"\0" * 65], ids=["nothing", "empty", "zeros"])  # as a power cut may leave it
@pytest.mark.parametrize(
    "known",
    [lambda folder: read_secret(folder, folder / "desk-key"), lambda folder: key_of_people(folder / "desk-key")],
    ids=["secret", "key of people"],
)
def test_of_desks_that_start_together_the_first_ones_key_stands_and_all_have_it(
    tmp_path: Path, known: Callable[[Path], object], before: bytes | None
) -> None:
    together = threading.Barrier(8)
    if before is not None:
        for name in ("secret", "desk-key"):
            write_secret(tmp_path / name, before)

    def started(_: int) -> object:
        together.wait()
        return known(tmp_path)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(started, range(8)))
    assert found == [known(tmp_path)] * 8
    assert found[0] is not None


def test_whoever_waited_for_one_that_makes_the_key_has_that_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ExitStack() as theirs:
        theirs.enter_context(alone(tmp_path / "desk-key.lock", 0.0, time.sleep))

        def meanwhile(seconds: float) -> None:
            write_secret(tmp_path / "desk-key", b"5a" * 32)
            theirs.close()

        monkeypatch.setattr(time, "sleep", meanwhile)
        found = key_of_people(tmp_path / "desk-key")
    assert (tmp_path / "desk-key").read_bytes() == b"5a" * 32
    assert found == key_of_people(tmp_path / "desk-key") is not None


def test_who_waits_too_long_for_one_that_makes_it_gets_none_that_would_not_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    with alone(tmp_path / "desk-key.lock", 0.0, time.sleep), alone(tmp_path / "secret.lock", 0.0, time.sleep):
        assert key_of_people(tmp_path / "desk-key") is None
        with pytest.raises(OSError, match="another program"):
            read_secret(tmp_path)
    assert not (tmp_path / "secret").exists()


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: path.symlink_to("elsewhere"), os.mkfifo])
def test_what_else_lies_in_the_place_of_the_lock_keeps_nobody_out(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "secret.lock")
    assert read_secret(tmp_path) == read_secret(tmp_path)
    assert not (tmp_path / "elsewhere").exists()
