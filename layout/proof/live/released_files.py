"""The files of released pages, looked at as long as the desk is open: whether they are there, and are what was released.

In: what the record says. Out: by page, what is wrong with its file. A file is read anew only where it may be another one.
"""

import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from layout.base.alone import InUse
from layout.base.file_digests import FileDigests, look_at
from layout.proof.live.out_folder import OnDisk, hold_out


class ReleasedFiles:
    """Those of one output folder. It may be asked from one thread at a time; the disk may be slow."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._files = FileDigests(time.monotonic)
        self._lost: Mapping[str, str] = {}

    def lost(self, said: Mapping[str, OnDisk]) -> Mapping[str, str]:
        """By page, of what is in its place, in the middle of a sentence. What is new is looked at again while nobody else writes
        into the folder: a build takes the whole folder of pages away for a moment. While another does, it stays as it was."""
        found = self._look(said)
        if not found.items() <= self._lost.items():
            found = {number: told for number, told in self._lost.items() if number in found}
            with suppress(InUse, OSError), hold_out(self._out) as out:
                found = self._look({number: each for number, each in out.said.items() if said.get(number) == each})
        self._lost = found
        return found

    def _look(self, said: Mapping[str, OnDisk]) -> dict[str, str]:
        """A record without a file's name, or with none that a release writes, is a build's matter."""
        found: dict[str, str] = {}
        for number, each in said.items():
            path = self._out / each.file
            if each.file and self._files.of(path) != each.proof:
                found[number] = f"{each.file} is {'not there' if look_at(path) is None else 'another file now'}"
        return found
