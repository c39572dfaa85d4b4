"""What of a picture shows, decoded: upright, on white paper, at its final size.

In: an opened picture and its place. Out: 8-bit L, RGB, CMYK or LAB; or one bit, for art that comes so. Raises any of READERS.
"""

from math import ceil, floor

import numpy
from PIL import Image, ImageChops

from layout.base.values import dataclass
from layout.images.crop import Crop
from layout.images.guard import MOST_MEMORY, check_memory
from layout.images.ink import Place
from layout.images.raster import Raster, decode, is_sideways, turn_of, upright_size

_GAP = 2.0  # a picture is first reduced roughly to this many times its size: as good as without, in a third of the time
_ROWS = 256  # of a picture that are made plain at a time
_PLAIN = frozenset({"L", "RGB", "CMYK", "LAB"})
_GREYS = frozenset({"1", "L", "LA", "La", "I", "I;16", "I;16L", "I;16B", "I;16N"})

Box = tuple[float, float, float, float]  # left, top, right, bottom in pixels


@dataclass(frozen=True, slots=True)
class Seen:
    """The part that shows. `profile`: the file's own ICC profile, b"" without one; `shown`: its size in the file, in pixels."""

    image: Image.Image
    profile: bytes
    shown: tuple[int, int]


def is_grey(raster: Raster) -> bool:
    """True for a picture without colour."""
    return raster.mode in _GREYS


def is_line_art(raster: Raster) -> bool:
    """True for a picture of one bit a pixel."""
    return raster.mode == "1"


def see(raster: Raster, place: Place, ppi: float, grey: bool) -> Seen:
    """The part that shows, at most `ppi` pixels an inch, never enlarged; `grey`: colour is not wanted."""
    image = raster.image
    turn = turn_of(image)
    upright = upright_size(image)
    size = _pixels(upright, place, ppi)
    profile = bytes(image.info.get("icc_profile") or b"")
    stored = size[::-1] if turn is not None and is_sideways(turn) else size
    crop = _before(turn, place.crop)
    _draft(raster, crop, stored, "L" if grey and not profile else None)
    box = _box(image.size, crop)
    plain = image.mode in _PLAIN and raster.mode == image.mode and not image.has_transparency_data
    factor = 1 if plain else max(int(min((box[2] - box[0]) / stored[0], (box[3] - box[1]) / stored[1]) / _GAP), 1)
    made = 0 if plain else ceil((box[2] - box[0]) * (box[3] - box[1]) * 4 / factor**2)
    check_memory(image, raster.head, made)
    decode(raster)
    flat, box = (image, _box(image.size, crop)) if plain else _flattened(raster, _box(image.size, crop), factor)
    small = flat.resize(stored, Image.Resampling.LANCZOS, box, reducing_gap=_GAP)
    if small.mode == "CMYK" and raster.is_negative:
        small = ImageChops.invert(small)
    image.close()  # its pixels are not wanted any more, and memory is
    shown = (max(round(place.crop[2] * upright[0]), 1), max(round(place.crop[3] * upright[1]), 1))
    return Seen(small if turn is None else small.transpose(turn), profile, shown)


def see_line_art(raster: Raster, place: Place) -> Image.Image:
    """The part of a one-bit picture that shows, pixel by pixel as it came."""
    image = raster.image
    turn = turn_of(image)
    check_memory(image, raster.head, ceil(image.width * image.height * place.crop[2] * place.crop[3]))
    decode(raster)
    left, top, right, bottom = _box(image.size, _before(turn, place.crop))
    x, y = min(round(left), image.width - 1), min(round(top), image.height - 1)
    part = image.crop((x, y, max(round(right), x + 1), max(round(bottom), y + 1)))
    image.close()
    return part if turn is None else part.transpose(turn)


def _pixels(size: tuple[int, int], place: Place, ppi: float) -> tuple[int, int]:
    """How many pixels the place gets: `ppi` an inch, or as many as the picture has there."""
    across = min(ceil(place.width * ppi / 72), round(place.crop[2] * size[0]))
    down = min(ceil(place.height * ppi / 72), round(place.crop[3] * size[1]))
    return max(across, 1), max(down, 1)


def _draft(raster: Raster, crop: Crop, size: tuple[int, int], mode: str | None) -> None:
    """A JPEG can be decoded at a half, a quarter, an eighth: never below what the reduction needs, unless memory is short."""
    image = raster.image
    if image.format not in ("JPEG", "MPO"):
        return
    for gap in (_GAP, 1.0):
        image.draft(mode, (ceil(size[0] / crop[2] * gap), ceil(size[1] / crop[3] * gap)))
        if image.width * image.height * 4 + raster.head.beside <= MOST_MEMORY:
            return


def _box(size: tuple[int, int], crop: Crop) -> Box:
    """The crop in pixels."""
    x, y, wide, deep = crop
    width, height = size
    return max(x * width, 0.0), max(y * height, 0.0), min((x + wide) * width, width), min((y + deep) * height, height)


def _before(turn: Image.Transpose | None, crop: Crop) -> Crop:
    """Where the crop of the upright picture lies in the picture as it is stored."""
    x, y, wide, deep = crop
    right, below = 1 - x - wide, 1 - y - deep
    turns = {
        Image.Transpose.FLIP_LEFT_RIGHT: (right, y, wide, deep),
        Image.Transpose.ROTATE_180: (right, below, wide, deep),
        Image.Transpose.FLIP_TOP_BOTTOM: (x, below, wide, deep),
        Image.Transpose.TRANSPOSE: (y, x, deep, wide),
        Image.Transpose.ROTATE_270: (y, right, deep, wide),
        Image.Transpose.TRANSVERSE: (below, right, deep, wide),
        Image.Transpose.ROTATE_90: (below, x, deep, wide),
    }
    return crop if turn is None else turns[turn]


def _flattened(raster: Raster, box: Box, factor: int) -> tuple[Image.Image, Box]:
    """The part within `box` made plain and reduced by a whole `factor`, some rows at a time so that memory stays small."""
    image = raster.image
    left, top, right, bottom = floor(box[0]), floor(box[1]), ceil(box[2]), ceil(box[3])
    size = (ceil((right - left) / factor), ceil((bottom - top) / factor))
    made: Image.Image | None = None
    for at in range(top, bottom, _ROWS * factor):
        rows = _plain(image.crop((left, at, right, min(at + _ROWS * factor, bottom))), raster)
        made = Image.new(rows.mode, size) if made is None else made
        made.paste(rows.reduce(factor) if factor > 1 else rows, (0, (at - top) // factor))
    assert made is not None, "a box has a row at least"
    within = ((box[0] - left) / factor, (box[1] - top) / factor, (box[2] - left) / factor, (box[3] - top) / factor)
    return made, (within[0], within[1], min(within[2], size[0]), min(within[3], size[1]))


def _plain(image: Image.Image, raster: Raster) -> Image.Image:
    """As L, RGB or LAB, what is transparent as white paper."""
    if raster.mode == "LAB" and image.mode == "RGB":
        return raster.as_lab(image)
    if image.mode.startswith("I"):
        return _from_sixteen_bits(image, raster.is_negative)
    if image.has_transparency_data:
        on_white = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image.convert("RGBA"))
        return on_white.convert("L" if is_grey(raster) else "RGB")
    return image.convert("L" if is_grey(raster) else "RGB")


def _from_sixteen_bits(image: Image.Image, negative: bool) -> Image.Image:
    values = numpy.asarray(image).astype(numpy.uint32)
    eight = ((numpy.minimum(values, 65535) + 128) // 257).astype(numpy.uint8)
    if negative:
        eight = 255 - eight
    clear = image.info.get("transparency")
    if isinstance(clear, int):
        eight[values == clear] = 255
    return Image.fromarray(eight)
