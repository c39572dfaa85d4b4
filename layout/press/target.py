"""Where a package goes: what a destination can do, and the two ways in which it can fail."""

import errno
from collections.abc import Iterator
from typing import NamedTuple, Protocol

PART = ".part"  # the ending of a file that is still arriving
CHUNK = 1 << 18  # bytes handed on at once

_FULL = {errno.ENOSPC, errno.EDQUOT}
_NO_RIGHTS = {errno.EACCES, errno.EPERM, errno.EROFS}
_GONE = {errno.ENOENT, errno.ENOTDIR}
# What a share over a network answers while it is away: worth another try.
_AWAY = {
    errno.EIO,
    errno.ESTALE,
    errno.ETIMEDOUT,
    errno.ENOTCONN,
    errno.EHOSTDOWN,
    errno.EHOSTUNREACH,
    errno.ENETDOWN,
    errno.ENETUNREACH,
    errno.ECONNRESET,
    errno.ECONNABORTED,
    errno.EPIPE,
    errno.EAGAIN,
    errno.EBUSY,
}


class Stopped(Exception):
    """Another try would not help: what is wrong and what to do, as of a problem."""

    def __init__(self, code: str, text: str, remedy: str) -> None:
        super().__init__(text)
        self.code, self.text, self.remedy = code, text, remedy


class Broken(Exception):
    """The connection broke, which may pass. `stopped`: what to say once enough was tried."""

    def __init__(self, stopped: Stopped) -> None:
        super().__init__(stopped.text)
        self.stopped = stopped


class FileThere(NamedTuple):
    """A file at the destination: bytes, and when it was changed in seconds of its own clock; 0 where that says nothing."""

    size: int
    changed: int


class Target(Protocol):
    """A folder somewhere. Every call may raise Stopped or Broken; names are plain, without a folder."""

    @property
    def where(self) -> str:
        """The destination in one line, as recorded; no secret in it."""

    def open(self) -> None:
        """Make sure of the connection and of the folder."""

    def find(self, name: str) -> FileThere | None:
        """The regular file of that name; None where there is nothing."""

    def read(self, name: str, count: int) -> Iterator[bytes]:
        """The first `count` bytes of a file."""

    def write(self, name: str, offset: int, chunks: Iterator[bytes]) -> None:
        """Write from `offset` on; at 0 a new file is begun. All of it is there when this returns."""

    def rename(self, part: str, name: str) -> None:
        """Give an arrived file its name, in place of what had it."""

    def remove(self, name: str) -> None:
        """Take a file away; none there is as well."""

    def close(self) -> None:
        """Let go of the connection, in whatever state it is."""


def stop(code: str, text: str, remedy: str) -> Stopped:
    """The fault that ends a delivery."""
    return Stopped(code, text, remedy)


def broken(why: str) -> Broken:
    """The fault that is worth another try."""
    remedy = "Say the same command again: it goes on where it broke off."
    return Broken(stop("send-broken", f"the connection broke and did not come back: {why}", remedy))


def failure(error: OSError, where: str) -> Stopped | Broken:
    """What an error of the disk or of the far side means. `where`: the file or folder at the destination."""
    why = error.strerror or str(error) or "no reason given"
    if error.errno in _FULL:
        return stop(
            "send-full", f"there is no room left for {where}", "Let the printer make room, then say the same command again."
        )
    if error.errno in _NO_RIGHTS:
        text = f"{where} may not be read or written: {why}"
        return stop("send-rights", text, "Ask whoever keeps that folder for the right to read and write in it.")
    if error.errno in _GONE:
        return stop(
            "send-folder-missing", f"{where} is not there", "Check the path; is the share mounted? Folders are never made."
        )
    if error.errno in _AWAY or isinstance(error, TimeoutError):
        return broken(why)
    return stop("send-failed", f"{where} could not be written: {why}", "Ask whoever keeps the destination; its disk may be full.")
