"""Folders for their owner alone."""

import os
import stat
from pathlib import Path

import pytest

from layout.base.own_folder import is_own_folder, open_own_folder


def test_a_folder_is_made_and_one_that_others_could_look_into_is_closed(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir(0o755)
    for name in ("new", "open"):
        assert open_own_folder(tmp_path / name) == tmp_path / name
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o700
        assert is_own_folder(tmp_path / name)


def test_a_link_is_refused_wherever_it_leads_and_nothing_is_changed_there(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir(0o755)
    for target in ("there", "nowhere"):
        link = tmp_path / f"link to {target}"
        link.symlink_to(tmp_path / target)
        with pytest.raises(OSError, match="folder is a link"):
            open_own_folder(link)
        assert not is_own_folder(link)
    assert stat.S_IMODE((tmp_path / "there").stat().st_mode) == 0o755
    assert not (tmp_path / "nowhere").exists()


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match="that is no folder"):
        open_own_folder(tmp_path / "file")


def test_another_users_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "theirs").mkdir(0o700)
    monkeypatch.setattr(os, "geteuid", lambda: (tmp_path / "theirs").stat().st_uid + 1)
    with pytest.raises(OSError, match="another user's"):
        open_own_folder(tmp_path / "theirs")
