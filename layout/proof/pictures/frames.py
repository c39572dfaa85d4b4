"""What a drawing process and the server say to each other: a length of four bytes, then as many bytes.

Never pickles: the process has read strangers' files, and what it answers is not to be believed more than they are.
"""

import struct
from typing import IO

_LENGTH = struct.Struct(">I")
MOST = 64_000_000
"""Bytes of a frame; the largest picture of a page has a tenth of it."""


def write_frame(stream: IO[bytes], data: bytes) -> None:
    """Raises OSError where nobody reads any more."""
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """The next frame; None at the end, and where what comes is none."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > MOST:
        return None
    data = stream.read(length)
    return data if len(data) == length else None
