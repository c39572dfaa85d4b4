"""Raster files opened with Pillow: JPEG, PNG, TIFF, WebP, and nothing that Pillow might know besides."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from layout.images.faults import DECODER_FAULTS

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")  # a JPEG with further pictures behind it (MPO), as cameras write it, is a JPEG here
MOST_PIXELS = 200_000_000

_ORIENTATION = 0x0112  # the EXIF tag
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = (5, 6, 7, 8)


@contextmanager
def opened(path: Path) -> Iterator[Image.Image]:
    """The picture with its header read and nothing decoded. Raises DECODER_FAULTS; call it `hushed`."""
    with Image.open(path, formats=FORMATS) as image:
        yield image


@contextmanager
def hushed() -> Iterator[None]:
    """Pillow without its warnings, and with our own limit of pixels. For a whole task: what it changes belongs to the process."""
    guard = Image.MAX_IMAGE_PIXELS
    log = logging.getLogger("PIL")
    level = log.level
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of damaged metadata, which is no fault here
        log.setLevel(logging.CRITICAL + 1)
        Image.MAX_IMAGE_PIXELS = MOST_PIXELS  # Pillow refuses from twice as many on
        try:
            yield
        finally:
            Image.MAX_IMAGE_PIXELS = guard
            log.setLevel(level)


def turn_of(image: Image.Image) -> Image.Transpose | None:
    """How the picture has to be turned to stand upright; None where it does, and where its metadata cannot be read."""
    return _TURNS.get(_orientation(image))


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Width and height in pixels, turned upright."""
    return (image.height, image.width) if _orientation(image) in _SIDEWAYS else (image.width, image.height)


def _orientation(image: Image.Image) -> int:
    if image.format == "TIFF":
        return 1  # Pillow turns these by itself while it loads them, and says their upright size before
    if image.format == "PNG" and "exif" not in image.info:
        return 1  # Pillow would decode the whole picture to look behind it
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except DECODER_FAULTS:
        return 1
