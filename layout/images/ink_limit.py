"""Total ink brought under the press's limit: grey made of three inks becomes black, and what is still too much gets lighter."""

import numpy
from numpy.typing import NDArray
from PIL import Image

Levels = NDArray[numpy.uint16]  # rows of pixels; 255 is one solid ink

MM_AN_INCH = 25.4


def total_ink(image: Image.Image) -> Levels:
    """The four inks of each pixel of a CMYK picture together."""
    # Two inks at a time, as numbers of 16 bits: a tenth of the time that four channels take one by one.
    pairs = numpy.frombuffer(image.tobytes(), numpy.uint16)
    pairs = (pairs & 0xFF) + (pairs >> 8)
    return (pairs[0::2] + pairs[1::2]).reshape(image.height, image.width)


def greatest(total: Levels) -> float:
    """The ink of the pixel that has most, 0 to 4."""
    most: int = int(total.max())
    return most / 255


def greatest_square(total: Levels, ppi: float) -> float:
    """The mean ink of the square millimetre that has most, 0 to 4. Where pixels are larger than that, of a pixel."""
    side = int(ppi / MM_AN_INCH)  # rounded down: a smaller square is a stricter one
    down, across = min(side, total.shape[0]), min(side, total.shape[1])
    if down < 2 or across < 2:
        return greatest(total)
    rows = _windows(numpy.cumsum(total, axis=0, dtype=numpy.int32), down)
    squares = _windows(numpy.cumsum(rows, axis=1, dtype=numpy.int32).T, across)
    most: int = int(squares.max())
    return float(most / (255 * down * across))


def capped(image: Image.Image, limit: float, total: Levels | None = None) -> Image.Image:
    """The CMYK picture with no pixel above `limit` (2.2: 220 %); the very same where none is. `total`: its ink, if known."""
    most = int(limit * 255)
    total = total_ink(image) if total is None else total
    if int(total.max()) <= most:
        return image
    over = numpy.flatnonzero(total > most)
    pixels = numpy.frombuffer(image.tobytes(), numpy.uint8).reshape(-1, 4).copy()
    pixels[over] = _lightened(pixels[over].astype(numpy.int32), most)
    return Image.frombytes("CMYK", image.size, pixels.tobytes())


def _windows(sums: NDArray[numpy.int32], length: int) -> NDArray[numpy.int32]:
    """Of running sums down the rows, the sum of every `length` rows that follow each other."""
    made = sums[length - 1 :].copy()
    made[1:] -= sums[:-length]
    return made


def _lightened(inks: NDArray[numpy.int32], most: int) -> NDArray[numpy.int32]:
    """Pixels (a row each: cyan, magenta, yellow, black) brought down to `most` levels; rounded so that the limit holds."""
    colours, black = inks[:, :3], inks[:, 3]
    # Grey component replacement: a unit of black for one each of the three, which takes two units off the total.
    over = inks.sum(axis=1) - most
    swap = numpy.minimum(numpy.minimum((over + 1) // 2, colours.min(axis=1)), 255 - black)
    colours = colours - swap[:, None]
    black = black + swap
    # What is still too much comes off the three in proportion.
    room = numpy.maximum(most - black, 0)
    fits = colours * room[:, None] // numpy.maximum(colours.sum(axis=1), 1)[:, None]
    return numpy.column_stack([numpy.minimum(colours, fits), numpy.minimum(black, most)])
