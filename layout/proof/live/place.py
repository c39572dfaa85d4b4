"""Which folder on which machine a release was made in, as a digest: whether a release that the records know was made here.

In: the output folder. Out: 32 hexadecimal digits; the same folder on the same machine has the same, a copy of it has another.
"""

import hashlib
import os
import uuid
from pathlib import Path

_MACHINE = (
    Path("/etc/machine-id"),
    Path("/var/lib/dbus/machine-id"),
)  # machine-id(5): the machine's own key


def place_of(out: Path) -> str:
    """Of that folder. In a thread: the disk may be slow."""
    return hashlib.blake2b(f"{_machine()}\0{os.path.realpath(out)}".encode(errors="surrogateescape"), digest_size=16).hexdigest()


def _machine() -> str:
    for path in _MACHINE:
        try:
            key = path.read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            continue
        if key:
            return key
    return f"{uuid.getnode():x}"  # where a machine has no key: its network card's number
