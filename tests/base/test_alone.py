"""Who holds a lock keeps others out, and nobody for longer than he is there."""

import errno
import subprocess
import sys
import types
from pathlib import Path

import pytest

from layout.base.alone import InUse, alone


def test_a_second_one_waits_and_gives_up_in_the_end(tmp_path: Path) -> None:
    waited: list[float] = []
    with alone(tmp_path / "lock", 0.0, waited.append):
        assert waited == []
        with pytest.raises(InUse), alone(tmp_path / "lock", 1.0, waited.append):
            pass
        assert round(sum(waited), 6) == 1.0
    with alone(tmp_path / "lock", 0.0, waited.append):
        assert len(waited) == 10


def test_the_lock_is_let_go_of_when_its_holder_fails_or_is_killed(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), alone(tmp_path / "lock", 0.0, lambda seconds: None):
        raise ZeroDivisionError
    holder = (
        "import sys, time; from pathlib import Path; from layout.base.alone import alone\n"
        "with alone(Path(sys.argv[1]), 0, time.sleep): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", holder, str(tmp_path / "lock")], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(InUse), alone(tmp_path / "lock", 0.0, lambda seconds: None):
            pass
        process.kill()
    with alone(tmp_path / "lock", 0.0, lambda seconds: None):
        pass


def test_where_it_can_t_be_made_that_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), alone(tmp_path / "none" / "lock", 0.0, lambda seconds: None):
        pass


@pytest.mark.parametrize(("number", "kept_out"), [(errno.EWOULDBLOCK, True), (errno.ENOLCK, False), (errno.ENOTSUP, False)])
def test_a_share_that_knows_no_locks_keeps_nobody_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kept_out: bool
) -> None:
    def flock(descriptor: int, operation: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr("fcntl.flock", flock)
    came: list[bool] = []
    try:
        with alone(tmp_path / "lock", 0.0, lambda seconds: None):
            came.append(True)
    except InUse:
        came.append(False)
    assert came == [not kept_out]


def test_on_windows_the_first_byte_is_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its call answers EACCES where another has that byte."""
    held: list[int] = []

    def locking(descriptor: int, mode: int, count: int) -> None:
        assert (mode, count) == (2, 1)
        if held:
            raise OSError(errno.EACCES, "Permission denied")
        held.append(descriptor)

    monkeypatch.setitem(sys.modules, "msvcrt", types.SimpleNamespace(locking=locking, LK_NBLCK=2))
    monkeypatch.setattr(sys, "platform", "win32")
    lock, waited = tmp_path / "lock", [0.0]
    with alone(lock, 0.0, waited.append), pytest.raises(InUse), alone(lock, 0.3, waited.append):
        pass
    assert len(waited) == 4
