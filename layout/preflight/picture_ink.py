"""A picture's pixels as ink: how much of each where, and the pixels with most, in as many cells as its place has.

In: a picture of the file and its grid. Out: means and peaks by cell, or why there are none. A picture is decoded whole, and
counted in bands of rows, so that what counting needs is small beside it.
"""

import base64
import io
import struct
import zlib
from typing import TYPE_CHECKING

from layout.base.values import dataclass
from layout.preflight import limits
from layout.preflight.pictures import Picture
from layout.preflight.reader import Opened
from layout.preflight.spaces import PROCESS, Space

if TYPE_CHECKING:  # both are loaded only for files with pictures
    import numpy
    from numpy.typing import NDArray
    from PIL.Image import Image

_BAND = 400_000  # pixels that are counted at a time: with their sums they lie in a core's cache
_JPEG = b"\xff\xd8"
_MULTI = {1: "L", 4: "CMYK"}


@dataclass(frozen=True, slots=True)
class PictureInk:
    """Ink by cell, 0 to 1 each: `means` has a plane for every ink of `inks`; `peaks` the greatest sum in a pixel, `coloured` the
    same without black.
    """

    inks: tuple[str, ...]
    means: "NDArray[numpy.float32]"
    peaks: "NDArray[numpy.float32]"
    coloured: "NDArray[numpy.float32]"


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a picture's pixels can't be counted."""

    rule: str
    text: str


def ink_of(picture: Picture, cells: tuple[int, int], file: Opened) -> PictureInk | Unread | None:
    """The picture's ink in `cells` columns and rows; None where its colours are no inks, or it is in one bit."""
    inks = _inks(picture)
    if not inks or picture.one_bit:
        return None
    pixels = picture.size.pixels
    if not pixels:
        return Unread("image-damaged", "the picture has no pixels")
    if pixels > limits.PIXELS:
        return Unread("limit-pixels", f"the picture has {pixels / 1e6:.0f} million pixels, more than a page can show")
    file.budget.pixels -= pixels
    if file.budget.pixels < 0:
        return Unread("limit-pixels", "the file's pictures have more pixels together than are counted; the rest was not")
    read = _decoded(picture, file)
    return read if isinstance(read, Unread) else _counted(read, inks, cells)


def _inks(picture: Picture) -> tuple[str, ...]:
    space = picture.space
    if space is None:
        return ()
    root = space.base if space.kind == "Indexed" and space.base is not None else space
    if root.kind in ("DeviceCMYK", "DeviceGray"):
        return root.inks
    return PROCESS if root.inks == ("All",) else root.inks if root.components in (1, 4) else ()


@dataclass(frozen=True, slots=True)
class _Read:
    """A picture as Pillow has it. `turned`: its values are high where there is paper."""

    image: "Image"
    turned: bool


def _decoded(picture: Picture, file: Opened) -> _Read | Unread:
    last = picture.filters[-1] if picture.filters else ""
    if last == "DCTDecode":
        return _jpeg(picture, file)
    if last in ("JPXDecode", "JBIG2Decode", "CCITTFaxDecode") or picture.stream is None:
        return Unread("", "")
    return _samples(picture, file)


def _jpeg(picture: Picture, file: Opened) -> _Read | Unread:
    from PIL.JpegImagePlugin import JpegImageFile

    raw = file.raw(picture.stream) if picture.stream is not None else None
    data = _unwrapped(raw, picture.filters[:-1]) if raw is not None else None
    if data is None:
        return Unread("image-damaged", "the picture can't be unpacked")
    assert picture.space is not None, "only pictures whose inks are known are decoded"
    wanted = _MULTI.get(picture.space.components)
    if not data.startswith(_JPEG):
        return Unread("image-damaged", "the picture is damaged: it is no JPEG")
    try:
        image = JpegImageFile(io.BytesIO(data))
        if image.size != picture.size or image.mode != wanted:
            said = f"{picture.size.width} x {picture.size.height} pixels, {picture.space.kind}"
            is_so = f"{image.width} x {image.height}, {image.mode}"
            return Unread("image-damaged", f"the picture is said to be {said}, and is {is_so}")
        if image.info.get("progressive") and picture.size.pixels > limits.PROGRESSIVE:
            return Unread("limit-pixels", f"the picture is a progressive JPEG of {picture.size.pixels / 1e6:.0f} million pixels")
        image.load()
    except (OSError, ValueError, SyntaxError, MemoryError, IndexError, struct.error) as error:
        return Unread("image-damaged", f"the picture is damaged: {str(error) or type(error).__name__}")
    # Pillow turns every CMYK JPEG over, as Adobe's are stored; PDF takes the values as they are, unless Decode turns them over.
    return _Read(image, _is_turned(picture) != (wanted == "CMYK" or picture.space.kind == "DeviceGray"))


def _unwrapped(data: bytes, filters: tuple[str, ...]) -> bytes | None:
    """A JPEG out of what it is packed in besides; None where that can't be undone."""
    for name in filters:
        try:
            match name:
                case "ASCII85Decode":
                    data = base64.a85decode(data.strip().removeprefix(b"<~").partition(b"~>")[0], ignorechars=b" \t\n\r\0\f")
                case "ASCIIHexDecode":
                    data = bytes.fromhex("".join(data.partition(b">")[0].decode("ascii").split()))
                case "FlateDecode":
                    data = zlib.decompressobj().decompress(data, limits.STREAM)
                case _:
                    return None
        except (ValueError, zlib.error):
            return None
    return data


def _is_turned(picture: Picture) -> bool:
    return len(picture.decode) >= 2 and picture.decode[0] > picture.decode[1]


def _samples(picture: Picture, file: Opened) -> _Read | Unread:
    """A picture whose samples stand plainly in the stream once its filters are undone."""
    import numpy as np
    from PIL import Image

    space, size = picture.space, picture.size
    if picture.bits != 8 or space is None:
        return Unread("", "")
    row = size.width * space.components
    if row * size.height > limits.STREAM:
        return Unread("limit-pixels", f"the picture unpacks to {row * size.height / 1e6:.0f} MB")
    assert picture.stream is not None, "inline pictures are not decoded"
    data = file.decoded(picture.stream)
    if data is None and file.budget.bytes < 0:
        return Unread("limit-stream", "the file's streams hold more together than is read; this picture was not")
    if data is None or len(data) < row * size.height:
        return Unread("image-damaged", "the picture can't be unpacked, or is shorter than its size says")
    plain = np.frombuffer(data, np.uint8, row * size.height).reshape(size.height, row)
    if space.kind == "Indexed":
        return _through_table(plain, space)
    mode = _MULTI.get(space.components)
    if mode is None:
        return Unread("", "")
    return _Read(Image.frombuffer(mode, size, plain, "raw", mode, 0, 1), _is_turned(picture) != (space.kind == "DeviceGray"))


def _through_table(indices: "NDArray[numpy.uint8]", space: Space) -> _Read | Unread:
    import numpy as np
    from PIL import Image

    base = space.base
    if base is None or base.components not in _MULTI or not space.table:
        return Unread("", "")
    count = len(space.table) // base.components
    table = np.zeros((256, base.components), np.uint8)
    table[:count] = np.frombuffer(space.table[: count * base.components], np.uint8).reshape(count, base.components)[:256]
    mode, size = _MULTI[base.components], (indices.shape[1], indices.shape[0])
    return _Read(Image.frombuffer(mode, size, table[indices], "raw", mode, 0, 1), base.kind == "DeviceGray")


def _counted(read: _Read, inks: tuple[str, ...], cells: tuple[int, int]) -> PictureInk:
    import numpy as np
    from PIL import ImageChops
    from PIL.Image import Resampling

    image = read.image
    columns, rows = max(1, min(cells[0], image.width)), max(1, min(cells[1], image.height))
    across = np.arange(columns) * image.width // columns
    down = [row * image.height // rows for row in range(rows + 1)]
    means = np.zeros((len(inks), rows, columns), np.float32)
    peaks, coloured = np.zeros((rows, columns), np.float32), np.zeros((rows, columns), np.float32)
    step = max(1, _BAND * rows // max(1, image.width * image.height))
    for start in range(0, rows, step):
        stop = min(rows, start + step)
        band = image.crop((0, down[start], image.width, down[stop]))
        band = ImageChops.invert(band) if read.turned else band
        small = np.asarray(band.resize((columns, stop - start), Resampling.BOX), np.float32)
        means[:, start:stop] = np.moveaxis(small.reshape(stop - start, columns, len(inks)), 2, 0)
        totals, without = _totals(np.asarray(band), inks)
        edges = np.array(down[start:stop]) - down[start]
        peaks[start:stop] = _greatest(totals, edges, across)
        coloured[start:stop] = _greatest(without, edges, across)
    return PictureInk(inks, means / np.float32(255), peaks / np.float32(255), coloured / np.float32(255))


def _greatest(
    values: "NDArray[numpy.uint16]", down: "NDArray[numpy.int_]", across: "NDArray[numpy.int_]"
) -> "NDArray[numpy.uint16]":
    """The greatest value of each cell; `down` and `across` are the cells' first rows and columns."""
    import numpy as np

    rows = np.maximum.reduceat(values, down, axis=0)
    ends = np.append(across[1:], rows.shape[1]) - 1
    found = rows[:, across]
    # Cells are a few columns wide: taking these one by one is ten times as fast as `reduceat` along rows.
    for step in range(1, int((ends - across).max()) + 1):
        np.maximum(found, rows[:, np.minimum(across + step, ends)], out=found)
    return found


def _totals(pixels: "NDArray[numpy.uint8]", inks: tuple[str, ...]) -> "tuple[NDArray[numpy.uint16], NDArray[numpy.uint16]]":
    """All inks of each pixel, and all but black."""
    import numpy as np

    if len(inks) == 1:
        single = pixels.astype(np.uint16)
        return single, np.zeros_like(single) if inks[0] == "Black" else single
    # Four bytes are added as two halves of a word: twice as fast as adding planes that lie four bytes apart.
    words = np.ascontiguousarray(pixels).view(np.uint32)[..., 0]
    pairs = (words & 0x00FF00FF) + ((words >> 8) & 0x00FF00FF)
    totals = ((pairs & 0xFFFF) + (pairs >> 16)).astype(np.uint16)
    return totals, totals - pixels[..., 3] if inks == PROCESS else totals
