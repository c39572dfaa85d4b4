"""What lies in a folder that was unpacked: links, pipes, files without end."""

import os
from pathlib import Path

from layout.base.own_file import read_own


def test_a_plain_file_of_ones_own_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"1234")
    assert read_own(tmp_path / "plain", 4) == b"1234"
    assert read_own(tmp_path / "plain", 3) is None
    assert read_own(tmp_path / "missing", 4) is None
    assert read_own(tmp_path / "nul\0", 4) is None


def test_a_link_a_pipe_and_a_folder_are_not_read_and_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"1234")
    (tmp_path / "link").symlink_to(tmp_path / "plain")
    (tmp_path / "endless").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "endless", "pipe", "."):
        assert read_own(tmp_path / name, 1000) is None, name


def test_a_secret_that_others_may_read_is_none(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"1234")
    (tmp_path / "plain").chmod(0o640)
    assert read_own(tmp_path / "plain", 4) == b"1234"
    assert read_own(tmp_path / "plain", 4, secret=True) is None
