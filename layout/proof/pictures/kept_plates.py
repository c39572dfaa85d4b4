"""Plates on disk: a folder for each proof and press, there as a whole or not at all, the ones used last kept."""

import contextlib
import errno
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from layout.base.alone import InUse, alone
from layout.base.own_folder import is_own_folder, open_own_folder

_FACTS = "facts.json"
_OWN = re.compile(r"[0-9a-f]{64}\.[0-9a-f]{16}")  # as plate_room names them: nothing else is thrown away
_PART = ".part-"  # how the folder of a making begins
_LOCK = ".lock"  # before that: the file by which it is held
_FOLLOW_NONE = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class KeptPlates:
    """In `folder`, at most `most` bytes. The names of its folders and files are the caller's to check."""

    def __init__(self, folder: Path, most: int) -> None:
        self._folder = folder
        self._most = most

    def has(self, name: str) -> bool:
        """True where the plates of that name are there."""
        place = self._folder / name
        return (place / _FACTS).is_file() and not place.is_symlink()

    def file(self, name: str, file: str) -> bytes | None:
        """One file of the plates of that name, which are used again; None where there is none."""
        place = self._folder / name
        if place.is_symlink():
            return None
        try:
            with open(os.open(place / file, _FOLLOW_NONE), "rb") as stream:
                data = stream.read()
            os.utime(place)
        except OSError:
            return None
        return data

    @contextlib.contextmanager
    def new(self, name: str) -> Iterator[Path]:
        """A folder to fill; kept under `name` when `facts.json` is in it at the end, removed otherwise. Raises OSError where the
        disk takes nothing."""
        open_own_folder(self._folder)
        part = self._folder / f"{_PART}{secrets.token_hex(8)}"
        with _held(part):
            try:
                part.mkdir(mode=0o700)
                yield part
                if (part / _FACTS).is_file():
                    self._tidy(_size(part))
                    self._keep(part, name)
            finally:
                shutil.rmtree(part, ignore_errors=True)

    def clear_parts(self) -> None:
        """Remove what makings left that were killed; what another desk is filling now is left to it."""
        if not is_own_folder(self._folder):
            return
        for part in self._folder.glob(f"{_PART}*"):
            with contextlib.suppress(OSError), _held(part):
                _clear(part)
        for lock in self._folder.glob(f"{_LOCK}*"):
            with contextlib.suppress(OSError), _held(lock.with_name(lock.name.removeprefix(_LOCK))):
                pass

    def _keep(self, part: Path, name: str) -> None:
        _clear(self._folder / name)
        try:
            part.rename(self._folder / name)
        except OSError:
            if not self.has(name):  # another desk has made the same in this moment
                raise

    def _tidy(self, more: int) -> None:
        """Make room for `more` bytes: the plates that were not used for longest go."""
        there = []
        with contextlib.suppress(OSError):
            there = [place for place in self._folder.iterdir() if _OWN.fullmatch(place.name)]
        sizes = {place: _size(place) for place in sorted(there, key=_used)}
        left = sum(sizes.values()) + more
        for place, size in sizes.items():
            if left <= self._most:
                return
            _clear(place)
            left -= size


@contextlib.contextmanager
def _held(part: Path) -> Iterator[None]:
    """Hold a lock beside the folder of a making, by which others know that it is alive. Raises OSError."""
    lock = part.with_name(f"{_LOCK}{part.name}")
    try:
        with alone(lock, 0, time.sleep):
            yield
            lock.unlink(missing_ok=True)
    except InUse:
        raise BlockingIOError(errno.EAGAIN, "another desk is at it") from None


def _used(place: Path) -> float:
    try:
        return place.lstat().st_mtime
    except OSError:
        return 0.0


def _size(place: Path) -> int:
    size = 0
    with contextlib.suppress(OSError):
        size = sum(entry.stat(follow_symlinks=False).st_size for entry in os.scandir(place))
    return size


def _clear(place: Path) -> None:
    """A link is removed, not what it leads to."""
    with contextlib.suppress(OSError):
        if place.is_symlink() or not place.is_dir():
            place.unlink(missing_ok=True)
        else:
            shutil.rmtree(place, ignore_errors=True)
