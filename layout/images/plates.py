"""Inks as the bytes that a PDF prints: JPEGs of four plates, and rows of bits.

A JPEG's pixels are not those that went in: they swing about them, so what was within the limit goes beyond it here and there.
What counts is what is printed, so each is read back and measured.
"""

import io
import zlib

from PIL import Image, ImageChops

from layout.base.values import dataclass
from layout.images.ink_limit import capped, greatest, greatest_square, total_ink

QUALITY = 88  # of the JPEG; below 80 flat newsprint tints begin to show blocks
_BETTER = (QUALITY, 92, 95, 97)  # tried in turn where ink swings beyond the limit: the better, the less it swings
_MOST_TRIES = 12
_SWING = 1.05  # the limit is for what can be seen, a square millimetre; single pixels may swing this far beyond it
_ROOM = 0.01  # of ink, left below the limit for the mean of 8 x 8 pixels to swing in: a quarter of a level in each plate


@dataclass(frozen=True, slots=True)
class Plated:
    """Four plates as a JPEG in which 255 is solid ink. Ink of the pixel with most: as it came, and as it prints, 0 to 4."""

    data: bytes
    ink_before: float
    ink: float
    capped: bool


def plate(image: Image.Image, limit: float, ppi: float) -> Plated:
    """The CMYK picture as a JPEG that holds the limit at `ppi` pixels an inch, whatever the compression does to it."""
    total = total_ink(image)
    before = greatest(total)
    aim = limit - _ROOM if before > limit - _ROOM else limit
    for tried in range(_MOST_TRIES):
        held = capped(image, aim, total)
        data = _jpeg(held, _BETTER[min(tried, len(_BETTER) - 1)])
        printed = total_ink(_read_back(data))
        ink = greatest(printed)
        over = ink - limit * _SWING
        if ink > limit:  # else no square can be above it either
            over = max(over, greatest_square(printed, ppi) - limit)
        if over <= 0:
            return Plated(data, before, ink, before > limit)
        aim -= over + _ROOM
    raise AssertionError("every try takes more ink away than the compression can add")


def plate_black(image: Image.Image) -> Plated:
    """A picture of one channel (255 is solid ink) on the black plate."""
    most = image.getextrema()[1]
    assert isinstance(most, int | float), "a picture of one channel has one greatest value"
    # Four planes, three of them exactly empty: a picture of one channel would need a colour space that printers refuse.
    empty = Image.new("L", image.size, 0)
    data = _jpeg(Image.merge("CMYK", (empty, empty, empty, image)), QUALITY)
    return Plated(data, most / 255, most / 255, False)


def plate_bits(image: Image.Image) -> bytes:
    """A one-bit picture as deflated rows, each padded to whole bytes; ink is 0, as black is in the picture."""
    return zlib.compress(image.tobytes("raw", "1"), 9)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    """Pillow writes CMYK upside down (Adobe's custom), so it is handed the picture upside down; new, without its metadata."""
    clean = ImageChops.invert(image)
    clean.info = {}
    buffer = io.BytesIO()
    clean.save(buffer, "JPEG", quality=quality, subsampling=0, optimize=False)
    return buffer.getvalue()


def _read_back(data: bytes) -> Image.Image:
    """The plates as they will print. Pillow turns them over once more when it reads them, to where `_jpeg` had them."""
    with Image.open(io.BytesIO(data), formats=["JPEG"]) as image:
        return ImageChops.invert(image)
