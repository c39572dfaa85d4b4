"""Plates on disk: a folder for each proof and press, there as a whole or not at all, the ones used last kept."""

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from layout.base.own_folder import is_own_folder, open_own_folder

_FACTS = "facts.json"
_OWN = re.compile(r"[0-9a-f]{64}\.[0-9a-f]{16}")  # as plate_room names them: nothing else is thrown away
_PART = ".part-"  # how the folder of a making begins
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
        part = Path(tempfile.mkdtemp(prefix=_PART, dir=self._folder))
        try:
            yield part
            if (part / _FACTS).is_file():
                self._tidy(_size(part))
                _clear(self._folder / name)
                part.rename(self._folder / name)
        finally:
            shutil.rmtree(part, ignore_errors=True)

    def clear_parts(self) -> None:
        """Remove what a making left that was killed."""
        if is_own_folder(self._folder):
            for part in self._folder.glob(f"{_PART}*"):
                _clear(part)

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
