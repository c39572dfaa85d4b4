"""A TIFF's first directory, read by hand: what it asks of a decoder, and the few kinds that Pillow needs a hand with.

Source: TIFF 6.0 (Adobe, 1992), sections 2 and 23; BigTIFF (libtiff) for the longer form.
"""

import io
import struct
from collections.abc import Mapping
from math import ceil
from pathlib import Path
from typing import BinaryIO

from layout.base.values import dataclass
from layout.images.faults import Fault, Refusal

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}  # by type
_WHOLE = {1: "B", 3: "H", 4: "I", 16: "Q"}

_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _PHOTOMETRIC = 256, 257, 258, 259, 262
_OFFSETS, _SAMPLES, _ROWS, _COUNTS, _PLANAR, _FORMAT = 273, 277, 278, 279, 284, 339
_TILE_WIDTH, _TILE_HEIGHT, _TILE_OFFSETS, _TILE_COUNTS = 322, 323, 324, 325

RGB, CIELAB, ICCLAB = 2, 8, 9  # of the photometric interpretation
_SEPARATED, _CHUNKY = 5, 1
MOST_ENTRIES = 4096
MOST_PATCHED = 100_000_000  # bytes of a file that is read whole to be handed on with another head


@dataclass(frozen=True, slots=True)
class _Entry:
    """One tag: its type and count, its own few bytes, and where in the file those stand."""

    kind: int
    count: int
    own: bytes
    at: int


@dataclass(frozen=True, slots=True)
class TiffHead:
    """What a TIFF's first directory says. `buffer`: bytes that a decoder needs for the file, a strip or tile, and the tags."""

    width: int
    height: int
    bits: int
    channels: int
    photometric: int
    planar: bool
    floating: bool
    buffer: int
    photometric_at: int  # where the photometric's value stands in the file
    order: str  # "<" or ">"

    @property
    def is_lab_to_help(self) -> bool:
        """True for Lab as Pillow does not know it: 16 bits a channel, or counted from 128 as the ICC does."""
        plain = self.channels == 3 and not self.planar and self.bits in (8, 16)
        return plain and (self.photometric == ICCLAB or (self.photometric == CIELAB and self.bits == 16))


def read_head(file: BinaryIO) -> TiffHead | None:
    """The first directory; None where it cannot be followed. Raises a Refusal where it asks for absurd things."""
    try:
        entries, order = _entries(file)
    except (struct.error, OverflowError, ValueError, KeyError):
        return None
    width, height = _number(entries, _WIDTH, order), _number(entries, _HEIGHT, order)
    channels = _number(entries, _SAMPLES, order, 1)
    bits = _bits(entries, order, file)
    _check_pieces(entries, width, height, channels, order)
    row = ceil(width * channels * bits / 8)
    piece = min(_number(entries, _ROWS, order, height) or height, height) * row
    if _TILE_WIDTH in entries:
        piece = ceil(_number(entries, _TILE_WIDTH, order) * _number(entries, _TILE_HEIGHT, order) * channels * bits / 8)
    tags = sum(entry.count * _SIZES.get(entry.kind, 1) for entry in entries.values())
    length = file.seek(0, io.SEEK_END)
    photometric = entries.get(_PHOTOMETRIC)
    return TiffHead(
        width,
        height,
        bits,
        channels,
        _number(entries, _PHOTOMETRIC, order),
        _number(entries, _PLANAR, order, _CHUNKY) != _CHUNKY and channels > 1,
        _number(entries, _FORMAT, order, 1) == 3,
        piece + min(tags, length) + length,
        photometric.at if photometric is not None else 0,
        order,
    )


def check_kind(head: TiffHead) -> None:
    """Raises a Refusal where the file is sound and of a kind that would come out wrong, or not at all."""
    remedy = "Save it as RGB, grey or CMYK with 8 or 16 bits a channel."
    if head.floating or head.bits > 16:
        raise Refusal(Fault.FOREIGN, f"is a TIFF with {head.bits} bits a channel, which is not read", remedy)
    if head.planar and head.bits == 16:
        raise Refusal(
            Fault.FOREIGN,
            "is a TIFF whose 16-bit channels stand one after another, which is not read",
            "Save it with its channels interleaved, or with 8 bits a channel.",
        )
    inks = {RGB: 3, CIELAB: 3, ICCLAB: 3, _SEPARATED: 4, 0: 1, 1: 1}.get(head.photometric)
    alone = head.photometric in (CIELAB, ICCLAB, _SEPARATED) or (inks == 1 and head.bits == 16)
    if inks is not None and (head.channels > inks + 1 or (head.channels > inks and alone)):
        raise Refusal(
            Fault.FOREIGN,
            f"is a TIFF with {head.channels} channels, of which {head.channels - inks} are masks, alpha or spot inks",
            "Save it without channels beyond its colours, flattened on white.",
        )


def as_rgb(path: Path, head: TiffHead) -> io.BytesIO:
    """The file with its three channels called RGB, so that Pillow hands out their upper eight bits as they are."""
    if path.stat().st_size > MOST_PATCHED:
        raise Refusal(
            Fault.TOO_LARGE,
            f"is a Lab TIFF of {path.stat().st_size / 1e6:.0f} MB; 100 MB are read",
            "Save it as RGB, or smaller.",
        )
    data = bytearray(path.read_bytes())
    struct.pack_into(head.order + "H", data, head.photometric_at, RGB)
    return io.BytesIO(data)


def _entries(file: BinaryIO) -> tuple[Mapping[int, _Entry], str]:
    """The tags of the first directory, and the order of bytes."""
    file.seek(0)
    head = file.read(16)
    order = "<" if head[:2] == b"II" else ">"
    long = struct.unpack_from(order + "H", head, 2)[0] == 43
    first = struct.unpack_from(order + ("Q" if long else "I"), head, 8 if long else 4)[0]
    file.seek(first)
    count = struct.unpack(order + ("Q" if long else "H"), file.read(8 if long else 2))[0]
    if count > MOST_ENTRIES:
        raise Refusal(Fault.BROKEN, f"its directory has {count} tags", "Ask for the file again, or save it anew.")
    size, start = (20, first + 8) if long else (12, first + 2)
    table = file.read(size * count)
    entries: dict[int, _Entry] = {}
    for at in range(0, len(table) - size + 1, size):
        tag, kind = struct.unpack_from(order + "HH", table, at)
        many = struct.unpack_from(order + ("Q" if long else "I"), table, at + 4)[0]
        own = at + (12 if long else 8)
        entries.setdefault(tag, _Entry(kind, many, table[own : at + size], start + own))
    return entries, order


def _number(entries: Mapping[int, _Entry], tag: int, order: str, missing: int = 0) -> int:
    """A tag's one whole number; of several, the first where they stand in the tag itself."""
    entry = entries.get(tag)
    if entry is None or entry.kind not in _WHOLE or entry.count < 1:
        return missing
    if entry.count * _SIZES[entry.kind] > len(entry.own):
        return missing
    return int(struct.unpack_from(order + _WHOLE[entry.kind], entry.own)[0])


def _bits(entries: Mapping[int, _Entry], order: str, file: BinaryIO) -> int:
    """Bits a channel, of the first channel."""
    entry = entries.get(_BITS)
    if entry is None:
        return 1
    if entry.count * _SIZES.get(entry.kind, 1) <= len(entry.own):
        return _number(entries, _BITS, order, 1)
    file.seek(struct.unpack_from(order + ("Q" if len(entry.own) == 8 else "I"), entry.own)[0])
    return int(struct.unpack(order + "H", file.read(2))[0])


def _check_pieces(entries: Mapping[int, _Entry], width: int, height: int, channels: int, order: str) -> None:
    """No more strips or tiles than the picture can have: a list of millions would be read into memory first."""
    most = height * max(channels, 1)
    if _TILE_WIDTH in entries:
        across, down = _number(entries, _TILE_WIDTH, order), _number(entries, _TILE_HEIGHT, order)
        if across < 1 or down < 1:
            raise Refusal(Fault.BROKEN, "its tiles have no size", "Ask for the file again, or save it anew.")
        most = ceil(width / across) * ceil(height / down) * max(channels, 1)
    for tag in (_OFFSETS, _COUNTS, _TILE_OFFSETS, _TILE_COUNTS):
        entry = entries.get(tag)
        if entry is not None and entry.count > max(most, 1):
            pieces = "tiles" if tag in (_TILE_OFFSETS, _TILE_COUNTS) else "strips"
            raise Refusal(
                Fault.BROKEN,
                f"it lists {entry.count} {pieces}, and can have {most} at most",
                "Ask for the file again, or save it anew.",
            )
