"""What libtiff says of a picture's data while it decodes them.

It goes on where fax or LZW data make no sense, with lines left white, and tells nobody but the process's standard error. So
that is listened to: such a picture must not be printed as if nothing were, and a library has no business there.
"""

import os
import re
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_STDERR = 2
_LISTENING = threading.Lock()  # standard error is the process's: one listens at a time
_SAID = re.compile(rb"(?:tempfile\.tif|TIFF\w+|\w*(?:Decode|Fax|LZW|ZIP|Predictor|JPEG)\w*): .*")
_DAMAGE = re.compile(rb"(?:tempfile\.tif|\w*(?:Decode|Fax|LZW)\w*): (?!Warning)")


class Overheard:
    """Whether anything was said that means damage; known once the listening has ended."""

    damage = False


@contextmanager
def overheard() -> Iterator[Overheard]:
    """Listen to standard error. What is not libtiff's, from another thread say, goes out when the listening ends."""
    told = Overheard()
    with _LISTENING, tempfile.TemporaryFile() as file:
        try:
            before = os.dup(_STDERR)
        except OSError:  # a process without one
            yield told
            return
        os.dup2(file.fileno(), _STDERR)
        try:
            yield told
        finally:
            os.dup2(before, _STDERR)
            os.close(before)
            file.seek(0)
            lines = file.read().splitlines(keepends=True)
            told.damage = any(_DAMAGE.match(line) for line in lines)
            others = b"".join(line for line in lines if not _SAID.match(line))
            if others:
                os.write(_STDERR, others)
