"""One at a time: a lock on a file, by which programs that would write into one folder wait for each other."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_PAUSE = 0.1  # seconds between two looks
_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK, getattr(errno, "EDEADLOCK", errno.EDEADLK)}


class InUse(Exception):
    """Another has the lock, and did not let go of it in time."""


@contextmanager
def alone(lock: Path, seconds: float, sleep: Callable[[float], None]) -> Iterator[None]:
    """Hold `lock`, a file that is made where it is missing and stays. It is let go of at the end, however that comes.

    Raises InUse where another holds it for longer than `seconds`, and OSError where the file can't be made. On a share that knows
    no locks nobody is kept out.
    """
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0), 0o666)
    try:
        left = round(seconds / _PAUSE)
        while not _take(descriptor):
            if left <= 0:
                raise InUse
            left -= 1
            sleep(_PAUSE)
        yield
    finally:
        os.close(descriptor)  # which lets go of the lock


def _take(descriptor: int) -> bool:
    """True where the lock is ours now; False where another has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _HELD
    return True
