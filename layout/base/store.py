"""Bytes kept from build to build, by key. What is kept never changes an answer, only how soon it is there."""

import hashlib
import stat
from pathlib import Path

from layout.base.whole_file import write_whole

_SUM = 16  # bytes of digest in front of what is kept


class Store:
    """A folder of bytes by key; without a folder it keeps nothing. A damaged or unreadable entry counts as absent."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder

    def get(self, key: str) -> bytes | None:
        """What was kept under `key`, or None."""
        if self.folder is None:
            return None
        try:
            kept = memoryview(self._path(key).read_bytes())
        except OSError:
            return None
        return bytes(kept[_SUM:]) if kept[:_SUM] == _digest(kept[_SUM:]) else None

    def put(self, key: str, data: bytes) -> None:
        """Keep `data` under `key`. A folder that cannot be written keeps nothing: the next build only takes longer."""
        if self.folder is None:
            return
        try:
            self.folder.mkdir(0o700, parents=True, exist_ok=True)  # tomorrow's paper is nobody else's to read
            write_whole(self._path(key), _digest(data) + data)
        except OSError:
            return

    def tidy(self, most: int) -> None:
        """Drop the entries that were written longest ago until `most` bytes are left."""
        if self.folder is None or not self.folder.is_dir():
            return
        left = most
        for _written, size, path in sorted(_entries(self.folder), reverse=True):
            left -= size
            if left < 0:
                path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        assert self.folder is not None, "a store without a folder has no paths"
        return self.folder / hashlib.blake2b(key.encode(), digest_size=20).hexdigest()


def _digest(data: bytes | memoryview) -> bytes:
    return hashlib.blake2b(data, digest_size=_SUM).digest()


def _entries(folder: Path) -> list[tuple[float, int, Path]]:
    """Time, size and path of each entry. The time only chooses what is dropped; another build may drop one meanwhile."""
    found: list[tuple[float, int, Path]] = []
    for path in folder.iterdir():
        try:
            facts = path.stat()
        except OSError:
            continue
        if stat.S_ISREG(facts.st_mode):
            found.append((facts.st_mtime, facts.st_size, path))
    return found
