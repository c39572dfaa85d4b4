"""The streams of a page's content as one, decoded within bounds.

A few kilobytes may unfold to gigabytes. pypdf holds each stream to 75 MB and knows of no sum.
"""

import zlib
from collections.abc import Sequence
from typing import Any

MOST_CONTENT = 40_000_000  # bytes of a page's operators, as preflight has it; a detailed map has a tenth of that
MOST_PARTS = 100_000
_FLATE = ("/FlateDecode", ["/FlateDecode"])


class TooMuch(Exception):
    """A PDF that asks for more than a page can need, and is maybe sound. Says what it has: "more than 40 MB of operators"."""


def joined(parts: Sequence[Any]) -> bytes:
    """pypdf's streams one after the other. Raises TooMuch, before it takes the memory for it."""
    if len(parts) > MOST_PARTS:
        raise TooMuch(f"a page in more than {MOST_PARTS} parts")
    room = MOST_CONTENT
    found: list[bytes] = []
    for part in parts:
        found.append(_unpacked(part.get_object(), room))
        room -= len(found[-1]) + 1
        if room < 0:
            raise TooMuch(f"more than {MOST_CONTENT / 1e6:.0f} MB of operators on its page")
    # ISO 32000-2, 7.8.2: the parts are one stream, and a token never runs on into the next part
    return b"\n".join(found)


def _unpacked(stream: Any, room: int) -> bytes:
    """What a stream holds; of what is longer than `room` a little more than that."""
    if stream.get("/Filter") in _FLATE and not stream.get("/DecodeParms"):
        try:
            return zlib.decompressobj().decompress(stream._data, room + 1)
        except zlib.error:
            pass  # pypdf knows how to save some of these
    return bytes(stream.get_data())
