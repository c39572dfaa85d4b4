"""What a process that reads strangers' files and the server say to each other: a length of four bytes, then as many bytes.

What it answers is never unpickled: it is not to be believed more than the files that it has read.
"""

import struct
from typing import IO

_LENGTH = struct.Struct(">I")
MOST = 64_000_000
"""Bytes of a frame, unless more is agreed on; the largest picture of a page has a tenth of it."""


def write_frame(stream: IO[bytes], data: bytes) -> None:
    """Raises OSError where nobody reads any more."""
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def read_frame(stream: IO[bytes], most: int = MOST) -> bytes | None:
    """The next frame; None at the end, and where what comes is none or announces more than `most` bytes."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > most:
        return None
    data = stream.read(length)
    return data if len(data) == length else None
