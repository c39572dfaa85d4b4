"""Digests that are taken anew only where a file may be another."""

import os
from pathlib import Path

from layout.base.file_digests import SETTLED, FileDigests


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def _exchange(path: Path, data: bytes) -> None:
    """Other bytes with the same size, times and node: what no look can tell."""
    facts = path.stat()
    with path.open("r+b") as file:
        file.write(data)
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))


def test_a_file_is_another_when_its_bytes_are(tmp_path: Path) -> None:
    files, path = FileDigests(), tmp_path / "a"
    path.write_bytes(b"one")
    first = files.of(path)
    assert files.of(path) == first
    path.write_bytes(b"two")
    assert files.of(path) not in ("", first)


def test_a_file_seen_a_moment_ago_is_read_again_though_it_looks_the_same(tmp_path: Path) -> None:
    clock = Clock()
    files, path = FileDigests(clock), tmp_path / "a"
    path.write_bytes(b"one")
    first = files.of(path)
    look = path.stat()
    _exchange(path, b"two")
    assert path.stat().st_mtime_ns == look.st_mtime_ns
    clock.now = SETTLED / 2
    assert files.of(path) != first


def test_a_settled_file_is_not_read_again(tmp_path: Path) -> None:
    clock = Clock()
    files, path = FileDigests(clock), tmp_path / "a"
    path.write_bytes(b"one")
    first = files.of(path)
    clock.now = SETTLED + 1
    assert files.of(path) == first
    path.chmod(0o000)  # whoever may read everything would not notice, and need not
    path.chmod(0o644)
    clock.now = 2 * SETTLED + 2
    assert files.of(path) == first


def test_what_is_no_file_has_no_digest(tmp_path: Path) -> None:
    files = FileDigests()
    os.mkfifo(tmp_path / "pipe")
    assert [files.of(path) for path in (tmp_path, tmp_path / "none", tmp_path / "pipe")] == ["", "", ""]
