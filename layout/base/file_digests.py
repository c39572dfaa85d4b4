"""Digests of files' contents for a process that asks again and again: a file is read anew only where it may be another.

A file's size and times may stay as they were though its bytes are others: a second write may fall into the same tick of the
disk's clock, which on some shares is two seconds long, and that clock need not agree with this machine's. So a digest is trusted
only if it was taken well after the file was first seen as it is.
"""

import hashlib
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from layout.base.values import dataclass

SETTLED = 3.0  # seconds; the coarsest clock of a file system in use, FAT's, ticks every two

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class FileLook(NamedTuple):
    """What the file system says of a file without its being read. Times in nanoseconds."""

    device: int
    inode: int
    size: int
    modified: int
    changed: int


@dataclass(frozen=True, slots=True)
class _Known:
    """A file as it was read: since when it has looked so, when its digest was taken (both on a clock that never goes back)."""

    look: FileLook
    since: float
    taken: float
    digest: str


def look_at(path: Path) -> FileLook | None:
    """How a plain file looks; None for anything else. No pipe is opened."""
    try:
        facts = path.stat()
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(facts.st_mode):
        return None
    return FileLook(facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns)


class FileDigests:
    """The digests of the files that were asked for. One for a process; it may be asked from one thread at a time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: dict[Path, _Known] = {}

    def of(self, path: Path) -> str:
        """The digest of the file's bytes; "" where it can't be read."""
        look, now = look_at(path), self._clock()
        known = self._known.get(path)
        if look is None:
            self._known.pop(path, None)
            return ""
        if known is None or known.look != look:
            since = now
        elif known.taken - known.since >= SETTLED:
            return known.digest
        else:
            since = known.since
        digest = _read(path)
        self._known[path] = _Known(look, since, now, digest)
        return digest


def _read(path: Path) -> str:
    try:
        descriptor = os.open(path, _FLAGS)
    except OSError:
        return ""
    with open(descriptor, "rb", buffering=0) as file:
        try:
            return hashlib.file_digest(file, "sha256").hexdigest() if stat.S_ISREG(os.fstat(descriptor).st_mode) else ""
        except OSError:
            return ""
