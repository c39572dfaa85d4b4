"""A regular file opened by its own name: no link to another place, no pipe that nobody ever writes into."""

import errno
import os
import stat
from pathlib import Path

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # not on Windows
_PLAIN = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def open_unlinked(path: Path, flags: int) -> int:
    """A descriptor, as os.open gives it. Raises OSError; ELOOP for a link and for anything but a regular file.

    Nothing is emptied or made behind a link, also on systems that can't be told so.
    """
    if not _NO_LINK and os.path.islink(path):
        raise OSError(errno.ELOOP, "it is a link", str(path))
    descriptor = os.open(path, flags & ~os.O_TRUNC | _NO_LINK | _PLAIN, 0o666)
    try:
        opened = os.fstat(descriptor)
        itself = stat.S_ISREG(opened.st_mode) and (_NO_LINK or os.path.samestat(opened, os.lstat(path)))
        if not itself:
            raise OSError(errno.ELOOP, "it is a link, or no file", str(path))
        if flags & os.O_TRUNC:
            os.ftruncate(descriptor, 0)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor
