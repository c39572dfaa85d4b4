"""Half a file never lies under a name."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from layout.base.whole_file import flush_path, write_lasting, write_secret, write_whole


@pytest.mark.parametrize("write", [write_whole, write_lasting, write_secret])
def test_a_file_takes_the_place_of_another(tmp_path: Path, write) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / ("x" * 250)  # as long as a disk takes: no ending can be put behind it
    for data in (b"old", b"", b"new" * 1_000_000):
        write(path, data)
        assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_is_as_open_to_others_as_any_other(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"")
    (tmp_path / "b").write_bytes(b"")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


@pytest.mark.parametrize("before", [None, 0o666])
def test_a_secret_is_for_its_owner_alone_whatever_lay_there(tmp_path: Path, before: int | None) -> None:
    if before is not None:
        (tmp_path / "a").write_bytes(b"")
        (tmp_path / "a").chmod(before)
    write_secret(tmp_path / "a", b"secret")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


def test_what_had_the_name_has_it_yet_where_writing_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_whole(tmp_path / "a", b"old")

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for step in ("fsync", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(os, step, fails)
            with pytest.raises(OSError, match="No space"):
                write_lasting(tmp_path / "a", b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_many_who_write_one_file_leave_one_of_theirs(tmp_path: Path) -> None:
    texts = [bytes([letter]) * 100_000 for letter in b"abcdefgh"] * 5
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda data: write_whole(tmp_path / "a", data), texts))
    assert (tmp_path / "a").read_bytes() in texts
    assert len(list(tmp_path.iterdir())) == 1


def test_a_lasting_file_is_flushed_and_its_folder_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: flushed.append(os.readlink(f"/proc/self/fd/{descriptor}")))
    write_whole(tmp_path / "a", b"")
    assert flushed == []
    for write in (write_lasting, write_secret):
        flushed.clear()
        write(tmp_path / "a", b"")
        assert Path(flushed[0]).name.startswith(".a.")
        assert flushed[1:] == [str(tmp_path)]


def test_a_share_that_knows_no_flush_needs_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(descriptor: int) -> None:
        raise OSError(22, "Invalid argument")

    monkeypatch.setattr(os, "fsync", fails)
    flush_path(tmp_path)
    write_lasting(tmp_path / "a", b"a")
    assert (tmp_path / "a").read_bytes() == b"a"
