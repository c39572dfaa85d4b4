"""What a picture's file asks of a decoder, looked at before any sees it: bombs are told by their heads.

In: a path. Out: what the head says and how much memory decoding will take; or a Refusal. A head that makes no sense here is left
to the decoder, which says so.
"""

import io
import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from PIL import Image

from layout.base.values import dataclass
from layout.images import tiff
from layout.images.faults import Fault, Refusal
from layout.images.kinds import check_kind, name_of
from layout.images.tiff import TiffHead

MOST_MEMORY = 300_000_000  # bytes that decoding one picture may take; with all else, less than half a gigabyte
MOST_AT_ONCE = 8  # pictures; that many keep any disk busy
_ROOM = 400_000_000  # bytes of the machine's memory for each of them, with what its separation takes

_MOST_SEGMENTS = 5000  # of a JPEG before its picture; a profile of 16 MB and as much metadata have 500
_MOST_CHUNKS = 100_000  # of a PNG; one of 800 MB in the usual pieces of 8 kB has as many
_MOST_SCANS = 100  # of a progressive JPEG: cameras and programs write about ten
_MOST_WORK = 3_000_000_000  # pixels times scans: every scan goes through the whole picture
_HEAD = 64
_TAIL = 65_536
_MOST_PADDING = 64  # bytes of noughts at a JPEG's end that need no explanation
_PIECE = 1 << 20

# Bytes a pixel as Pillow keeps them.
_PIXEL = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16L": 2, "I;16B": 2, "I;16N": 2}
_WIDEST_PIXEL = 4
_WEBP_PIXEL = (
    17  # measured; its decoder keeps two canvases and hands over a third, each of four bytes, beside what Pillow makes of them
)
_SAVE_SMALLER = "Save it smaller: a picture across a whole page needs 20 megapixels. A JPEG takes the least memory."


@dataclass(frozen=True, slots=True)
class Head:
    """What a file's head says: its kind; memory that decoding takes beside the pixels; a TIFF's directory; bits a channel."""

    kind: str = ""
    beside: int = 0
    tiff: TiffHead | None = None
    bits: int = 8


def at_once(jobs: int) -> int:
    """How many pictures may be decoded at the same time, where `jobs` are wished for: no more than the memory holds."""
    try:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):  # Windows has no such question, and not every system an answer
        memory = 0
    return max(min(jobs, MOST_AT_ONCE, memory // _ROOM if memory > 0 else jobs), 1)


def look(path: Path) -> Head:
    """Look at the file's head. Raises a Refusal, or OSError where it cannot be read."""
    if not path.is_file() and path.exists():
        raise Refusal(Fault.BROKEN, "it is not a file", "Name a file that may be read.")  # a pipe would wait for ever
    with path.open("rb") as file:
        start = file.read(_HEAD)
        check_kind(start)
        kind = name_of(start)
        if start.startswith(b"\xff\xd8"):
            _check_end(file)
            return Head(kind, _jpeg(file))
        if start.startswith(b"\x89PNG"):
            _check_chunks(file)
            return Head(kind, bits=start[24] if len(start) > 24 else 8)
        if start.startswith((b"II", b"MM")):
            head = tiff.read_head(file)
            if head is None:
                return Head(kind)
            tiff.check_kind(head)
            return Head(kind, head.buffer, head, head.bits)
    return Head(kind)


def check_memory(image: Image.Image, head: Head, also: int = 0) -> None:
    """Raises a Refusal where decoding the picture, and `also` bytes that its user needs at that time, take too much memory."""
    pixel = _WEBP_PIXEL if image.format == "WEBP" else _PIXEL.get(image.mode, _WIDEST_PIXEL)
    needed = image.width * image.height * pixel + head.beside + also
    if needed > MOST_MEMORY:
        size, remedy = f"has {image.width} x {image.height} pixels, which take", _SAVE_SMALLER
        if head.kind == "JPEG" and head.beside:
            size, remedy = "is a progressive JPEG, of which all passes together take", "Save it as a baseline JPEG, or smaller."
        text = f"{size} {needed / 1e6:.0f} MB of memory to open; the limit is {MOST_MEMORY / 1e6:.0f} MB"
        raise Refusal(Fault.TOO_LARGE, text, remedy)


def _jpeg(file: BinaryIO) -> int:
    """Bytes that a JPEG's decoder keeps beside the pixels: all coefficients, where they come in several scans."""
    frame = (0, 0, 0, False)  # pixels, coefficients for 8 x 8 of them, components, progressive
    for marker, at, length in _segments(file):
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            file.seek(at)
            frame = _frame(file.read(length), marker)
        if marker == 0xDA:
            file.seek(at)
            parts = file.read(1)
            pixels, coefficients, components, progressive = frame
            if not progressive and not (parts and parts[0] < components):
                return 0  # one scan has it all, and decoders go no further
            scans = _scans(file, at - 4)
            if scans > _MOST_SCANS or scans * pixels > _MOST_WORK:
                what = f"it comes in {scans} passes of {pixels / 1e6:.0f} megapixels"
                raise Refusal(Fault.BROKEN, what, "Save it anew, as a baseline JPEG.")
            return coefficients
    return 0


def _check_end(file: BinaryIO) -> None:
    """Refuse a JPEG that ends in noughts and not in its own end: a copy that broke off. Decoders silently make grey of it."""
    length = file.seek(0, io.SEEK_END)
    file.seek(max(length - _TAIL, 0))
    tail = file.read(_TAIL)
    if tail.endswith(bytes(_MOST_PADDING)) and not tail.rstrip(b"\0").endswith(b"\xff\xd9"):
        raise Refusal(Fault.BROKEN, "its end is nothing but zeros", "Ask for the file again: it was not copied to its end.")


def _segments(file: BinaryIO) -> Iterator[tuple[int, int, int]]:
    """A JPEG's segments up to its first scan: marker, where its content begins, and how long that is."""
    at = 2
    for _ in range(_MOST_SEGMENTS):
        file.seek(at)
        head = file.read(4)
        while head[:2] == b"\xff\xff":  # fill bytes (ITU-T T.81, B.1.1.2)
            at += 1
            head = head[1:] + file.read(1)
        if len(head) < 4 or head[0] != 0xFF:
            return
        if 0xD0 <= head[1] <= 0xD9 or head[1] == 0x01:  # without content
            at += 2
            continue
        length = struct.unpack(">H", head[2:])[0] - 2
        if length < 0:
            return
        yield head[1], at + 4, length
        at += 4 + length
    raise Refusal(Fault.BROKEN, f"it has more than {_MOST_SEGMENTS} parts before its picture", "Save it anew, without metadata.")


def _frame(data: bytes, marker: int) -> tuple[int, int, int, bool]:
    """A frame's pixels, its coefficients in bytes, its components, and whether it is progressive (ITU-T T.81, B.2.2)."""
    if len(data) < 6:
        return 0, 0, 0, False
    height, width, components = struct.unpack_from(">HHB", data, 1)
    factors = [(data[at] >> 4, data[at] & 15) for at in range(7, min(len(data), 6 + 3 * components), 3)]
    widest = max((across for across, _ in factors), default=1) * max((down for _, down in factors), default=1)
    samples = sum(across * down for across, down in factors) / max(widest, 1)
    return width * height, int(width * height * samples * 2), components, marker in (0xC2, 0xC6, 0xCA, 0xCE)


def _scans(file: BinaryIO, start: int) -> int:
    """How often a scan begins from `start` on. In the picture's data the marker cannot stand by chance (ITU-T T.81, B.1.1.5)."""
    file.seek(start)
    found, last = 0, b""
    while piece := file.read(_PIECE):
        found += (last + piece).count(b"\xff\xda")
        last = piece[-1:]
    return found


def _check_chunks(file: BinaryIO) -> None:
    """Refuse a PNG of countless chunks: each costs, however empty it is."""
    length = file.seek(0, io.SEEK_END)
    at = 8
    for _ in range(_MOST_CHUNKS):
        file.seek(at)
        head = file.read(8)
        if len(head) < 8 or at > length:
            return
        at += 12 + int(struct.unpack(">I", head[:4])[0])
    raise Refusal(Fault.BROKEN, f"it has more than {_MOST_CHUNKS} chunks", "Save it anew, without metadata.")
