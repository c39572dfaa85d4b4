"""Files put on disk whole: at no moment does half of one lie under its name.

A file arrives under a name of its own beside the one that it is to have, and is renamed when all of it is there. Two that write
one file at the same time do not get into one another's: the later one's stands.
"""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_NOT_KNOWN = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}  # some shares can't flush a folder, and need not
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_whole(path: Path, data: bytes) -> None:
    """The file, in place of what had its name. Raises OSError; then what had the name has it yet."""
    _write(path, data, lasting=False)


@contextmanager
def named(path: Path) -> Iterator[None]:
    """What the disk refuses while the file is written, with its name: of a file that is open already nobody tells it."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = os.fspath(path)
        raise


def write_private(path: Path, data: bytes) -> None:
    """The same, for its owner's eyes alone, whatever the rights that new files have otherwise."""
    _write(path, data, lasting=False, rights=0o600)


def write_secret(path: Path, data: bytes) -> None:
    """For its owner's eyes alone, and it outlives a power cut from the moment on at which this returns."""
    _write(path, data, lasting=True, rights=0o600)
    flush_path(path.parent)


def write_lasting(path: Path, data: bytes) -> None:
    """The same, and it outlives a power cut from the moment on at which this returns."""
    _write(path, data, lasting=True)
    flush_path(path.parent)


def flush_path(path: Path) -> None:
    """A file or a folder that is there, brought to the disk itself. Folders can't be on every system, and are left then."""
    if path.is_dir() and os.name != "posix":
        return
    # Windows flushes only what is open for writing.
    descriptor = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        with named(path):
            flush(descriptor)
    finally:
        os.close(descriptor)


def flush(descriptor: int) -> None:
    """An open file or folder brought to the disk itself. Raises OSError where that failed."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NOT_KNOWN:
            raise


def _write(path: Path, data: bytes, *, lasting: bool, rights: int = 0o666) -> None:
    part = path.with_name(
        f".{path.name[:60]}.{secrets.token_hex(4)}.part"
    )  # short: the name itself may be as long as the disk takes
    try:
        with named(path), open(os.open(part, _NEW, rights), "wb", buffering=0) as file:
            rest = memoryview(data)
            while rest:
                rest = rest[file.write(rest) :]
            if lasting:
                flush(file.fileno())
        os.replace(part, path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
