"""A package delivered into a folder: a hot folder, a mounted share."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from layout.base.whole_file import flush, flush_path
from layout.press.target import CHUNK, FileThere, failure, stop
from layout.press.unlinked import open_unlinked


class Folder:
    """A folder on this machine's disks."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def where(self) -> str:
        """The folder's path."""
        return self._path.as_posix()

    def open(self) -> None:
        """The folder must be there: one that is made anew would fill the disk behind a share that isn't mounted."""
        with _told(self._path):
            if not stat.S_ISDIR(os.stat(self._path).st_mode):
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))

    def find(self, name: str) -> FileThere | None:
        """The regular file of that name."""
        path = self._path / name
        with _told(path):
            try:
                facts = os.lstat(path)
            except FileNotFoundError:
                self.open()  # a missing file is no news, a missing folder is
                return None
        if not stat.S_ISREG(facts.st_mode):
            raise stop("send-in-the-way", f"{path} is there and no file", "Move it away: a page is to have that name.")
        return FileThere(facts.st_size, 0)  # what lies on a disk is quickly read: no need to trust its date

    def read(self, name: str, count: int) -> Iterator[bytes]:
        """The first bytes of a file."""
        path = self._path / name
        with _told(path), open(open_unlinked(path, os.O_RDONLY), "rb") as file:
            while count > 0 and (chunk := file.read(min(CHUNK, count))):
                count -= len(chunk)
                yield chunk

    def write(self, name: str, offset: int, chunks: Iterator[bytes]) -> None:
        """Write and flush to the disk."""
        path = self._path / name
        mode = os.O_WRONLY | (0 if offset else os.O_CREAT | os.O_TRUNC)
        with _told(path), open(open_unlinked(path, mode), "wb", buffering=0) as file:
            file.seek(offset)
            for chunk in chunks:
                rest = memoryview(chunk)
                while rest:
                    rest = rest[file.write(rest) :]
            try:
                flush(file.fileno())
            except OSError:  # what has not reached the disk reads well from memory, and would be taken for good by the next try
                with suppress(OSError):
                    path.unlink()
                raise

    def rename(self, part: str, name: str) -> None:
        """One step, whatever had the name before; then the folder is flushed, so that the name outlives a power cut."""
        with _told(self._path / name):
            os.replace(self._path / part, self._path / name)
            flush_path(self._path)

    def remove(self, name: str) -> None:
        """Take a file away."""
        with _told(self._path / name):
            (self._path / name).unlink(missing_ok=True)

    def close(self) -> None:
        """Nothing is held open."""


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise failure(error, path.as_posix()) from error
