"""Small files beside an issue, read with care: a folder that was unpacked may bring a link or a pipe where a file is meant."""

import os
import stat
from pathlib import Path

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


def read_own(path: Path, most: int, *, secret: bool = False) -> bytes | None:
    """The bytes of this user's plain file there; None where there is none, a link, a pipe, another's, or more than `most` bytes.

    No link is followed and nothing is waited for. `secret`: nor one that others may read or write.
    """
    try:
        descriptor = os.open(path, _FLAGS | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError):
        return None
    try:
        facts = os.fstat(descriptor)
        if not stat.S_ISREG(facts.st_mode) or facts.st_size > most or not _is_ours(facts, secret):
            return None
        with open(descriptor, "rb", closefd=False) as file:
            data = file.read(most + 1)
    except OSError:
        return None
    finally:
        os.close(descriptor)
    return data if len(data) <= most else None


def _is_ours(facts: os.stat_result, secret: bool) -> bool:
    if os.name != "posix":
        return True  # there the folder's own rights decide
    return facts.st_uid == os.geteuid() and not (secret and facts.st_mode & (stat.S_IRWXG | stat.S_IRWXO))
