"""Proofs kept on disk: each version of a page under the SHA-256 of its file, the PDF and its trace side by side.

A key is a digest and nothing else: what comes from an address never becomes a path before it was looked at. A file that is not
what its key says, or no plain file of ours, counts as absent. What is kept is in the same place whichever program made it.
"""

import hashlib
import os
import re
import stat
import time
from collections.abc import Callable, Iterator, Set
from pathlib import Path
from typing import NamedTuple

from layout.base.own_folder import is_own_folder, open_own_folder
from layout.base.whole_file import write_private
from layout.proof.trace import Trace, read_trace, trace_json

MOST_KEPT = 2_000_000_000
"""Bytes of proofs beside an issue, unless told otherwise: some thousand pages."""

JUST_USED = 300.0
"""Seconds in which what was used is not dropped: whoever drops may not have been told of it yet."""

_KEY = re.compile(r"[0-9a-f]{64}", re.ASCII)
_SUMMED = re.compile(rb'\{"sha256":"([0-9a-f]{64})","trace":(.*)\}', re.DOTALL)
_READ_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


class _Entry(NamedTuple):
    """A proof on disk: when it was used last, and all its bytes."""

    used: float
    key: str
    size: int


def is_key(text: str) -> bool:
    """Whether that is a proof's key: 64 hexadecimal digits in lower case."""
    return _KEY.fullmatch(text) is not None


def key_of(pdf: bytes) -> str:
    """The key of a page's file."""
    return hashlib.sha256(pdf).hexdigest()


class KeptProofs:
    """The proofs of an issue, in a folder that is its owner's alone; `most` bytes are left by `tidy`. `clock`: seconds since
    1970, as the files' times are told.

    It holds no state: several processes may read and write one folder. Only `put` and `tidy` raise, OSError where the disk is
    full or closed to us.
    """

    def __init__(self, folder: Path, most: int = MOST_KEPT, clock: Callable[[], float] = time.time) -> None:
        self.folder = folder
        self._most = most
        self._clock = clock

    def put(self, pdf: bytes, trace: Trace) -> str:
        """Keep the page's file and its trace; the key. One that is there is made the last used and is not written again."""
        key = key_of(pdf)
        if self._is_there(key, trace):
            self.touch(key)
            if self.has(key):  # another process may have dropped it just before
                return key
        open_own_folder(self.folder)  # tomorrow's paper is nobody else's to read
        data = trace_json(trace)
        write_private(self._path(key, "json"), b'{"sha256":"%b","trace":%b}' % (hashlib.sha256(data).hexdigest().encode(), data))
        write_private(self._path(key, "pdf"), pdf)  # last: where it is, the trace is
        return key

    def touch(self, key: str) -> None:
        """Used now: the last to be dropped. Nothing comes of it where the key is not known."""
        if is_key(key):
            for suffix in ("json", "pdf"):
                try:
                    os.utime(self._path(key, suffix), follow_symlinks=False)
                except (OSError, NotImplementedError):
                    continue

    def pdf(self, key: str) -> bytes | None:
        """The page's file, or None where it is not kept."""
        data = self._read(key, "pdf")
        return data if data is not None and key_of(data) == key else None

    def pdf_path(self, key: str) -> Path | None:
        """Where the page's file lies, or None. Its bytes are what the key says at the time of asking."""
        return self._path(key, "pdf") if self.pdf(key) is not None else None

    def trace(self, key: str) -> Trace | None:
        """What stands where on the page, or None where it is not kept."""
        data = self.trace_bytes(key)
        return read_trace(data) if data is not None else None

    def trace_bytes(self, key: str) -> bytes | None:
        """The trace as JSON, or None where it is not kept."""
        data = self._read(key, "json")
        parts = _SUMMED.fullmatch(data) if data is not None else None
        if parts is None:
            return None
        told, body = parts.groups()
        return body if hashlib.sha256(body).hexdigest().encode() == told else None

    def has(self, key: str) -> bool:
        """Whether both files of it lie there; they are not read."""
        return is_key(key) and all(_is_plain(self._path(key, suffix)) for suffix in ("pdf", "json"))

    def tidy(self, held: Set[str]) -> None:
        """Drop what was used longest ago until at most the bytes agreed on are left; never a key that is held, nor what was used
        in the last minutes: another process may have made it the present one. What the disk does not let go stays, and the rest
        goes all the same; its first error is raised at the end."""
        refused: list[OSError] = []
        entries = sorted(self._entries(), reverse=True)
        left = self._most - sum(each.size for each in entries if each.key in held)
        for each in entries:
            if each.key in held:
                continue
            left -= each.size
            if left < 0 and each.used < self._clock() - JUST_USED:
                try:
                    self._drop(each)
                except OSError as error:
                    refused.append(error)
        if refused:
            raise refused[0]

    def _drop(self, entry: _Entry) -> None:
        """Unless it was used since it was looked at."""
        for suffix in ("pdf", "json"):
            path = self._path(entry.key, suffix)
            try:
                if path.lstat().st_mtime > entry.used:
                    return
                path.unlink()
            except FileNotFoundError:
                continue

    def _is_there(self, key: str, trace: Trace) -> bool:
        return self.trace_bytes(key) == trace_json(trace) and self.pdf(key) is not None

    def _path(self, key: str, suffix: str) -> Path:
        assert is_key(key), "a path is made of a key alone"
        return self.folder / f"{key}.{suffix}"

    def _read(self, key: str, suffix: str) -> bytes | None:
        """A plain file's bytes; no link is followed, and no pipe waited for."""
        if not is_key(key):
            return None
        try:
            descriptor = os.open(self._path(key, suffix), _READ_FLAGS | getattr(os, "O_BINARY", 0))
        except OSError:
            return None
        with open(descriptor, "rb") as file:
            try:
                return file.read() if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else None
            except OSError:
                return None

    def _entries(self) -> Iterator[_Entry]:
        """What lies in the folder under a key, halves of a proof too; other files are nobody's matter here."""
        found: dict[str, _Entry] = {}
        if not is_own_folder(self.folder):  # what lies at the end of a link is not ours to drop
            return
        try:
            paths = list(self.folder.iterdir())
        except OSError:
            return
        for path in paths:
            if path.suffix not in (".pdf", ".json") or not is_key(path.stem):
                continue
            try:
                facts = path.lstat()
            except OSError:
                continue
            if not stat.S_ISDIR(facts.st_mode):
                other = found.get(path.stem, _Entry(0.0, path.stem, 0))
                found[path.stem] = _Entry(max(other.used, facts.st_mtime), path.stem, other.size + facts.st_size)
        yield from found.values()


def _is_plain(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False
